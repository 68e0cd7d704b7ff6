/** `arrears explain --borrower … --dossier` as its readers meet it: goldens of the demo book, a hostile book, files, usage. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, DEMO, inScratch, ROOT } from './arrears.js';

const EXPECTED = join(ROOT, 'fixtures', 'demo', 'expected', 'dossiers');
const ASKED = ['explain', ...DEMO, '--as-of', '2026-11-20', '--dossier'];

/** As a reader of the demo's work list finds them. */
const BORROWERS = [
  { id: 'KH00000114', what: 'type 2, part payments, second demand missed' },
  { id: 'KH00000171', what: 'type 3 with guarantor, co-borrower and a promise broken' },
  { id: 'KH00000183', what: 'in court: preservation, suit, judgment, enforcement clock' },
];
const FORMS = [
  { name: 'zh.txt', options: ['--lang', 'zh'] },
  { name: 'en.txt', options: ['--lang', 'en'] },
  { name: 'zh.html', options: ['--lang', 'zh', '--html'] },
];

function golden(name: string, made: string): string {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(EXPECTED, { recursive: true });
    writeFileSync(join(EXPECTED, name), made);
  }
  return readFileSync(join(EXPECTED, name), 'utf8');
}

describe('of the demo book', () => {
  const cases = BORROWERS.flatMap(({ id, what }) => FORMS.map((form) => ({ id, what, ...form })));
  test.each(cases)('$id ($what): $name', ({ id, name, options }) => {
    const run = arrears([...ASKED, '--borrower', id, ...options]);
    expect(run.status).toBe(1);
    expect(run.stdout).toBe(golden(`${id}.${name}`, run.stdout));
    // Every phone of the sample has eleven digits and begins with 100.
    expect(run.stdout).not.toMatch(/(?<!\d)100\d{8}(?!\d)/);
    expect(run.stdout).not.toMatch(/undefined|NaN|\[object/);
    if (name.endsWith('.txt')) for (const line of run.stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  test.each(['Asia/Shanghai', 'America/New_York'])('is the same to the byte under TZ=%s', (zone) => {
    const run = arrears([...ASKED, '--borrower', 'KH00000183', '--html', '--lang', 'zh'], { env: { TZ: zone } });
    expect(run.stdout).toBe(readFileSync(join(EXPECTED, 'KH00000183.zh.html'), 'utf8'));
  });

  test('is Chinese for a Chinese book, and a loan stands for its borrower', () => {
    const zh = readFileSync(join(EXPECTED, 'KH00000183.zh.txt'), 'utf8');
    expect(arrears([...ASKED, 'JJ20250301000068']).stdout).toBe(zh);
  });

  test('gives asset clues only where step, stage, clock or proceedings ask for them', () => {
    const text = (id: string) => readFileSync(join(EXPECTED, `${id}.zh.txt`), 'utf8');
    expect(text('KH00000183')).toContain('财产线索清单');
    // Preservation froze deposits: a clue of the whole and of deposits, with its line.
    expect(text('KH00000183').match(/冻结存款（events\.csv:535）/g)).toHaveLength(2);
    expect(text('KH00000171')).not.toContain('财产线索清单');
  });

  test('as JSON says the same', () => {
    const run = arrears([...ASKED, '--borrower', 'KH00000183,KH00000171', '--json', '--lang', 'en']);
    const [court, wilful] = JSON.parse(run.stdout) as Record<string, Record<string, unknown>>[];
    expect(court).toMatchObject({
      borrower_id: 'KH00000183',
      as_of: '2026-11-20',
      unmasked: false,
      trace_assets_because: ['step', 'stage', 'proceedings'],
      next: { next_step: { id: 'pursue-case', by: '2026-11-20' } },
      loans: { totals: { loans: 1, days_past_due: 250, overdue_total: '8020.96' } },
    });
    const clues = court!['asset_clues']!['checklist'] as { id: string; found: number; places: string[] }[];
    expect(clues.find(({ id }) => id === 'vehicles')).toMatchObject({ found: 1, places: ['collateral.csv:20'] });
    expect(clues.find(({ id }) => id === 'insurance')).toMatchObject({ found: 0, places: [] });
    expect(wilful!['asset_clues']).toBeUndefined();
    expect(wilful!['contacts']!['promises']).toMatchObject([{ amount: '6754.99', promised_for: '2026-10-13' }]);
  });

  test('--unmask shows what the call needs', () => {
    const run = arrears([...ASKED, '--borrower', 'KH00000183', '--unmask']);
    expect(run.stdout).toMatch(/(?<!\d)100\d{8}(?!\d)/);
    expect(run.stdout).toContain('含完整个人信息');
  });
});

const HOSTILE = '<script>alert("x")</script>';
/** A book whose every free cell is hostile, and whose survey answers what the asset clues look for. */
const BOOK = {
  loans: [
    'loan_id,borrower_id,borrower_name,borrower_kind,occupation,phone,address,care_note,asset_class,principal,disbursed_on,matures_on,repayment_method,annual_rate_percent',
    `L1,B1,"${HOSTILE.replaceAll('"', '""')}",individual,<b>tailor</b>,13812345678,<i>1 Main Road</i>,"<u>speaks Yi</u>\u001b[31m",business,1000,2025-01-01,2026-06-30,bullet,6`,
  ],
  payments: ['loan_id,paid_on,amount,channel', 'L1,2026-03-01,10,auto_debit', 'L1,2026-12-01,10,transfer'],
  events: [
    'loan_id,happened_at,kind,result,note,actor,party_id',
    `L1,2026-07-10 10:00,call,reached,"<a href=""http://evil"">call 13987654321</a>",<em>Wu</em>,`,
    'L1,2026-07-20,refusal,,says no,Wu,',
    'L1,2026-08-20,call,,asked a neighbour,Wu,STRANGER',
  ],
  parties: ['loan_id,party_id,name,role,phone', 'L1,G1,"<svg onload=alert(1)>",guarantor,13700001111'],
  collateral: ['loan_id,kind,description,value,registered_on', 'L1,card,<img src=x>,5,', 'L1,car,red,,2025-01-02'],
  survey: [
    'borrower_id,answered_on,hardship,hardship_verified,reason_contradicted,assets_found,income_covers_instalment',
    'B1,2026-10-01,receivables stuck,no,yes,yes,no',
  ],
};

function writeBook(directory: string): string[] {
  return Object.entries(BOOK).flatMap(([table, lines]) => {
    const path = join(directory, `${table}.csv`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return [`--${table}`, path];
  });
}

function ofBook(...options: readonly string[]): ReturnType<typeof arrears> {
  return inScratch((directory) => {
    const files = writeBook(directory);
    return arrears([
      'explain',
      ...files,
      '--as-of',
      '2026-11-20',
      '--borrower',
      'B1',
      '--dossier',
      '--lang',
      'en',
      ...options,
    ]);
  });
}

describe('of a hostile book', () => {
  test('escapes every cell, masked or not', () => {
    for (const options of [['--html'], ['--html', '--unmask']]) {
      const { stdout, status } = ofBook(...options);
      expect(status).toBe(0);
      expect(stdout).not.toMatch(/<(script|b>tailor|i>|u>|a |em>|svg|img)/);
      expect(stdout).not.toContain('\u001b');
      expect(stdout).toContain('&lt;b&gt;tailor&lt;/b&gt;');
    }
    expect(ofBook().stdout).not.toContain('\u001b');
  });

  test('masks phones and names inside notes too', () => {
    const { stdout } = ofBook();
    expect(stdout).not.toMatch(/13812345678|13987654321|13700001111/);
    expect(stdout).toContain('139****4321');
    expect(ofBook('--unmask').stdout).toContain('13987654321');
  });

  test('tells what the survey says of the reason, and what contradicts it', () => {
    const { stdout } = ofBook();
    expect(stdout).toContain('survey: receivables stuck (survey.csv:2)');
    expect(stdout).toContain('hardship not verified');
    expect(stdout).toContain('the reason is contradicted');
    expect(stdout).toContain('2026-07-20 refusal: says no (events.csv:3)');
    expect(stdout).toContain('STRANGER: not among the parties');
  });

  test('puts each clue where it belongs, and what fits nowhere under the whole', () => {
    const [page] = JSON.parse(ofBook('--json').stdout) as { asset_clues: { checklist: Record<string, unknown>[] } }[];
    const clue = (id: string) => page!.asset_clues.checklist.find((row) => row['id'] === id)!;
    // "card" is no car: it is told under the whole, and the car as a vehicle without a value.
    expect(clue('whole')['files_show']).toMatch(/card: <img src=x>.*assets were found/s);
    expect(clue('vehicles')).toMatchObject({ found: 1, places: ['collateral.csv:3'] });
    expect(clue('vehicles')['files_show']).toContain('value not known');
    expect(clue('receivables')['files_show']).toContain('somebody owes it money (survey.csv:2)');
    expect(clue('wages')['files_show']).toContain('income does not cover the instalment');
    // The transfer of December has not happened yet.
    expect(clue('deposits')['files_show']).toBe('an account was debited once, last on 2026-03-01 (payments.csv:2)');
    expect(clue('land')).toMatchObject({ found: 0, files_show: 'nothing in the files' });
  });

  test('lists what no file holds, and leaves out what one does', () => {
    const [page] = JSON.parse(ofBook('--json').stdout) as { find_out: { facts: { id: string }[] } }[];
    const ids = page!.find_out.facts.map(({ id }) => id);
    expect(ids).toEqual(['contract-terms', 'credit-rating', 'likely-reaction', 'plan-of-the-talk', 'papers']);
  });
});

test('without events, parties and survey nothing is taken for a "no"', () => {
  inScratch((directory) => {
    writeBook(directory);
    const files = ['loans', 'payments'].flatMap((table) => [`--${table}`, join(directory, `${table}.csv`)]);
    const run = arrears(['explain', ...files, '--as-of', '2026-11-20', 'L1', '--dossier', '--lang', 'en']);
    expect(run.stdout).toContain('no events file was given: nothing is known of contacts');
    expect(run.stdout).toContain('no parties file was given: not known');
    expect(run.stdout).toContain('whether others are liable: co-borrowers, guarantors');
    expect(run.stdout).toContain('the real reason for the arrears');
    expect(run.stdout).toContain('penalty interest:');
    expect(run.stdout).toMatch(/penalty interest: +not known/);
  });
});

describe('a file', () => {
  test('appears whole, is its owner’s only, and never in the place of another', () => {
    inScratch((directory) => {
      const files = writeBook(directory);
      const out = join(directory, 'dossier.html');
      const asked = [
        'explain',
        ...files,
        '--as-of',
        '2026-11-20',
        '--borrower',
        'B1',
        '--dossier',
        '--html',
        '--out',
        out,
      ];
      const run = arrears(asked);
      expect([run.status, run.stdout]).toEqual([0, '']);
      expect(statSync(out).mode & 0o777).toBe(0o600);
      const bytes = readFileSync(out);
      expect(bytes.toString('utf8')).toBe(arrears(asked.slice(0, -2)).stdout);
      const again = arrears(asked);
      expect(again.status).toBe(2);
      expect(readFileSync(out)).toEqual(bytes);
    });
  });
});

describe('usage', () => {
  test.each([
    ['nobody named', ['--dossier'], /name a loan, or a borrower with --borrower/],
    ['an unknown borrower', ['--borrower', 'B2'], /no borrower "B2".*did you mean "B1"/],
    ['a format without a dossier', ['--borrower', 'B1', '--html'], /--html needs --dossier/],
    ['a file without a dossier', ['L1', '--out', 'x'], /--out needs --dossier/],
    ['two formats', ['L1', '--dossier', '--html', '--json'], /one format, not html and json/],
  ])('%s', (_, options, message) => {
    inScratch((directory) => {
      const run = arrears(['explain', ...writeBook(directory), '--lang', 'en', ...options]);
      expect([run.status, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(message);
    });
  });
});

describe('explain without --dossier', () => {
  test('of a borrower shows each loan, and what is said of the borrower once', () => {
    const run = arrears(['explain', ...DEMO, '--as-of', '2026-11-20', '--borrower', 'KH00000171', '--lang', 'en']);
    const ids = ['JJ20241003000043', 'JJ20260109000177', 'JJ20260224000204'];
    expect([...run.stdout.matchAll(/^Loan (\S+)/gm)].map(([, id]) => id)).toEqual(ids);
    expect(run.stdout.match(/^Next step: /gm)).toHaveLength(1);
    expect(run.stdout.match(/^Playbook/gm)).toHaveLength(1);
    expect([...run.stdout.matchAll(/^Clocks \(.*\) {2}(\S+)/gm)].map(([, id]) => id)).toEqual(ids);
  });

  test.each(['en', 'zh'])('no line is wider than 80 columns (%s)', (language) => {
    const ids = ['KH00000171', 'KH00000183', 'KH00000249', 'KH00000049', 'KH00000209'].join(',');
    const run = arrears(['explain', ...DEMO, '--as-of', '2026-11-20', '--borrower', ids, '--lang', language]);
    for (const line of run.stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  });
});
