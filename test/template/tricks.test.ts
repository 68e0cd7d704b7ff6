/** Templates that try to do more than fill in: each is refused, or stopped at a limit, with nothing run and nothing read. */
import { beforeAll, describe, expect, it } from 'vitest';
import { describePolicyFault } from '../../src/policy/fault.js';
import { LIMITS, openEngine } from '../../src/template/engine.js';
import { escapeForMarkup, parseMarkup } from '../../src/template/letter-markup.js';
import { openTemplates, TAG_LINE, type TemplateFile } from '../../src/template/letter-templates.js';
import { specimenLetter } from '../../src/template/specimen-letter.js';
import { defaultFiles } from '../policy/packs.js';

let templates: readonly TemplateFile[];
beforeAll(async () => {
  templates = (await defaultFiles()).filter(({ name }) => name.endsWith('.liquid'));
});

/** What is told of the pack with the Chinese demand replaced; '' where it is accepted. */
async function toldOf(text: string): Promise<string> {
  const files = templates.map((file) => (file.name.endsWith('/demand.zh.liquid') ? { ...file, text } : file));
  const outcome = await openTemplates(files, []);
  return 'faults' in outcome ? outcome.faults.map(describePolicyFault).join('\n') : '';
}

describe('a template', () => {
  it.each([
    "{% include '../../../../etc/passwd' %}",
    "{% render '../../../../etc/passwd' %}",
    '{% render "/etc/passwd" %}',
    '{% render addressee.name %}',
    "{% render '{{ addressee.name }}' %}",
    "{% render 'part-head.zh' with loans as loan %}",
    "{% layout '../page.html' %}",
    '{{ __proto__ }}',
    '{{ addressee.__proto__ }}',
    '{{ addressee.constructor }}',
    '{{ addressee.constructor.name }}',
    '{{ addressee.name.constructor }}',
    '{{ loans.constructor }}',
    '{{ addressee["constructor"] }}',
    '{{ addressee[number] }}',
    '{{ toString }}',
    '{{ process.env.HOME }}',
    '{{ this }}',
    '{% for i in (1..1000000000) %}x{% endfor %}',
    '{% if (1..1000000000) contains 5 %}x{% endif %}',
    '{% assign x = "a" %}',
    '{% capture x %}{{ number }}{% endcapture %}',
    '{% increment x %}',
    '{% cycle "a", "b" %}',
    '{% liquid echo number %}',
    '{% tablerow loan in loans %}x{% endtablerow %}',
    '{% raw %}x{% endraw %}',
    '{{ number | raw }}',
    '{{ number | append: number }}',
    '{{ loans | where_exp: "loan", "loan.days > 0" }}',
    '{{ loans | json }}',
    '{{ number | date: "%Y" }}',
    '{{ number | replace: "a", "b" }}',
  ])('cannot say %s', async (trick) => {
    const told = await toldOf(`# x\n\n${trick}\n`);
    expect(told).toMatch(/^policies\/default\/letters\/demand\.zh\.liquid:3:\d+: error\[/);
  });

  it('may say what the bundled ones say', async () => {
    expect(
      await toldOf('# {{ number }}\n{% for loan in loans %}\n{{ loan.id | upcase }} {{ forloop.index }}\n{% endfor %}'),
    ).toBe('');
  });

  it('cannot be longer than its limit', async () => {
    expect(await toldOf('甲'.repeat(LIMITS.parse + 1))).toContain('error[template-syntax]');
  });
});

describe('the engine itself, were a trick to pass the checks', () => {
  const render = async (template: string, values: object, limits = LIMITS) => {
    const engine = await openEngine({ t: template }, (text) => text, limits);
    return engine.render(engine.parse('t'), values);
  };

  it('reads no file and no prototype', async () => {
    await expect(render("{% render '/etc/passwd' %}", {})).rejects.toThrow(/ENOENT|not found|Failed to lookup/);
    await expect(render("{% render 'constructor' %}", {})).rejects.toThrow();
    await expect(render('{{ a.constructor }}', { a: {} })).rejects.toThrow('undefined variable');
    await expect(render('{{ a.__proto__.x }}', { a: {} })).rejects.toThrow('undefined variable');
    await expect(render('{{ unknown }}', {})).rejects.toThrow('undefined variable');
    await expect(render('{{ a.b }}', { a: null })).rejects.toThrow('undefined variable');
    expect(await render('{% if a %}x{% else %}y{% endif %}', { a: null })).toBe('y');
  });

  it('does not build a huge range', async () => {
    await expect(render('{% for i in (1..1000000000) %}x{% endfor %}', {})).rejects.toThrow('memory');
  });

  it('stops loops within loops in time', async () => {
    const loans = Array.from({ length: 60 }, (_, at) => at);
    const nested = `${'{% for a in loans %}'.repeat(8)}x${'{% endfor %}'.repeat(8)}`;
    await expect(render(nested, { loans }, { ...LIMITS, render: 50 })).rejects.toThrow('limit');
  });
});

describe('markup', () => {
  it('takes nothing of a value for its own', () => {
    const value = '# a|b\r\n----\n> c\u202e\uFDD3';
    const blocks = parseMarkup(`${escapeForMarkup(value)}\n| x | ${escapeForMarkup(value)} |`, TAG_LINE);
    expect(blocks).toEqual([
      { kind: 'paragraph', text: '# a|b  ---- > c' },
      { kind: 'table', head: ['x', '# a|b  ---- > c'], rows: [] },
    ]);
  });

  it('is read line by line', () => {
    const markup = `# t\n\n\n## h\n${TAG_LINE}\n< l\n> r\n: f\np\n| a | b |\n${TAG_LINE}\n| 1 | 2 |\n----\n====\n`;
    expect(parseMarkup(markup, TAG_LINE).map(({ kind }) => kind)).toEqual([
      'title',
      'space',
      'heading',
      'left',
      'right',
      'field',
      'paragraph',
      'table',
      'tear',
      'page',
    ]);
  });
});

describe('every bundled template', () => {
  it('is listed with its placeholders', async () => {
    const outcome = await openTemplates(templates, []);
    if ('faults' in outcome) throw new Error('faults');
    const { listings, markupOf } = outcome.templates;
    expect(listings).toHaveLength(17);
    const demand = listings.find(({ file }) => file.endsWith('/demand.zh.liquid'))!;
    expect(demand.placeholders).toEqual(
      expect.arrayContaining(['addressee.name', 'loans[].penalty.accruals[].base.figures', 'total.sum.words']),
    );
    expect(demand.placeholders).not.toContain('guarantee.mode');
    expect(markupOf(specimenLetter('demand', 'zh', 'co_borrower'))).toContain('作为共同借款人');
  });
});
