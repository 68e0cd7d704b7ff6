import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSchemaText, starterConfig } from '../../src/config/starter-config.js';
import { FACT_NAMES } from '../../src/domain/evidence.js';
import { LETTER_KINDS } from '../../src/domain/letter.js';
import { EVENT_KINDS } from '../../src/domain/loan.js';
import type { SchemaPart } from '../../src/policy/json-schema.js';
import { policySchemaText, starterPack } from '../../src/policy/starter-pack.js';
import { TABLE_SHAPES } from '../../src/read/shapes.js';
import { disagreements } from './holds-against-schema.js';
import { defaultFiles, lenderPack } from './packs.js';
import { allInUse } from './uncomment.js';

const schema = JSON.parse(await policySchemaText()) as SchemaPart;
const configSchema = JSON.parse(await configSchemaText()) as SchemaPart;
const bundled = (await defaultFiles()).filter(({ name }) => name.endsWith('.yaml'));

describe('the schema of packs', () => {
  it.each(bundled.map(({ name, text }) => [name, text]))('agrees with %s', (_, text) => {
    expect(disagreements(schema, parse(text))).toEqual([]);
  });

  it('agrees with the pack to begin with, and with all of it put into use', async () => {
    const starter = (await starterPack('own', false)).get('policy.yaml')!;
    expect(disagreements(schema, parse(starter))).toEqual([]);
    expect(disagreements(schema, parse(allInUse(starter)))).toEqual([]);
  });

  it.each([
    ['a setting that there is not', 'agieng: s2', '/agieng additionalProperties'],
    ['one below', 'conventions: { day_count: 360 }', '/conventions/day_count additionalProperties'],
    ['another number of days', 'conventions: { day_count_basis: 366 }', '/conventions/day_count_basis enum'],
    ['another choice', 'limitation: { reading: strict }', '/limitation/reading enum'],
    ['a number in place of text', 'notice: { account_number: 6222 }', '/notice/account_number type'],
    ['a text in place of a number', 'reconciliation: { grace_days: none }', '/reconciliation/grace_days type'],
    [
      'more than all',
      'reconciliation: { most_differing_percent: 101 }',
      '/reconciliation/most_differing_percent maximum',
    ],
    ['yes misspelt', 'masking: yse', '/masking anyOf'],
    [
      'a title that leads nowhere',
      'columns: { loans: { titles: { 内码: loanid } } }',
      '/columns/loans/titles/内码 enum',
    ],
    ['an order of no date', 'columns: { loans: { date_order: { principal: day_first } } }', 'propertyNames principal'],
    [
      'an entry of a list that is not whole',
      'playbook: { stages: [{ id: a, from: 0 }] }',
      '/playbook/stages/0 required to',
    ],
    [
      'a rule without a condition',
      'evidence: [{ id: a, axis: ability, says: for, weight: 1, title: { en: a, zh: 甲 }, source: a }]',
      '/evidence/0 required when',
    ],
  ])('refuses %s, as the check of packs does', async (_, text, where) => {
    expect(disagreements(schema, parse(text)).join('\n')).toContain(where);
    expect(await lenderPack(`extends: default\n${text}`)).toHaveProperty('faults');
  });

  it.each([
    ['days_past_due: { at_least: 31 }', true],
    ['any: [{ refusals: { at_least: 2, within: 90d } }, { not: { silent_since_default: { is: yes } } }]', true],
    ['days_past_due: { at_leest: 31 }', false],
    ['dayspastdue: { at_least: 31 }', false],
    ['days_past_due: { at_least: 31, within: 90d }', false],
    ['refusals: { within: 90d }', false],
    ['silent_since_default: { equals: 1 }', false],
    ['all: []', false],
    ['{}', false],
  ])('reads the condition %s as packs are read', async (when, isRight) => {
    const rule = `evidence: [{ id: a, axis: ability, says: for, weight: 1, title: { en: a, zh: 甲 }, source: a, when: { ${when.replace(/^\{\}$/, '')} } }]`;
    expect(disagreements(schema, parse(rule)).length === 0).toBe(isRight);
    expect('policy' in (await lenderPack(`extends: default\n${rule}`))).toBe(isRight);
  });

  it('lets a file set no more than it wants, but entries of lists only whole', () => {
    const walk = (part: SchemaPart, isWhole: boolean, path: string): void => {
      if (!isWhole) expect(part.required, path).toBeUndefined();
      for (const [name, below] of Object.entries(part.properties ?? {})) walk(below, isWhole, `${path}/${name}`);
      if (typeof part.additionalProperties === 'object') walk(part.additionalProperties, isWhole, `${path}/*`);
      if (part.items !== undefined) walk(part.items, true, `${path}[]`);
      // Nothing but what is named, wherever settings are named.
      if (part.properties !== undefined) expect(part.additionalProperties, path).toBe(false);
    };
    walk(schema, false, '');
    walk(configSchema, false, '');
  });

  it('says of settings what the comments of the bundled pack say of them', () => {
    const at = (...path: string[]) =>
      path.reduce<SchemaPart>((part, name) => part.properties![name]!, schema).description;
    expect(at('time_zone')).toContain('Whose "today" counts');
    expect(at('ageing')).toMatch(/^Ageing \(账龄\)\n/);
    expect(at('conventions', 'first_day_past_due')).toContain('Civil Code art. 201');
    expect(at('conventions', 'day_count_basis')).toMatch(/计息基础.*\n\nExpected: 360 or 365\.$/s);
    expect(at('conventions', 'period_interest', 'bullet')).toBe('到期一次还本付息');
    expect(at('calendar')).toContain('Escalation calendar (催收进程)');
    expect(at('calendar', 'use')).toContain('Whose steps are used');
    expect(at('notice', 'law_firm')).toContain('Who signs a lawyer');
    expect(at('notice', 'due_within_days')).toMatch(/^Days after the date of the letter/);
    expect(at('reconciliation', 'tolerance_days')).toContain('容差');
    expect(JSON.stringify(schema)).not.toMatch(/-----/);
  });

  it('names facts, events, letters and columns', () => {
    const { condition } = schema.definitions!;
    expect(Object.keys(condition!.properties!).sort()).toEqual(['all', 'any', 'not', ...FACT_NAMES].sort());
    const after =
      schema.properties!['notice']!.properties!['minimum_gap']!.properties!['demand']!.properties!['after']!;
    expect(after.items!.enum).toEqual(EVENT_KINDS);
    expect(Object.keys(schema.properties!['notice']!.properties!['channel']!.properties!)).toEqual(LETTER_KINDS);
    for (const part of [schema, configSchema]) {
      const titles = part.properties!['columns']!.properties!['payments']!.properties!['titles']!;
      expect((titles.additionalProperties as SchemaPart).enum).toEqual(
        TABLE_SHAPES.payments.columns.map(({ name }) => name),
      );
    }
  });
});

describe('the schema of arrears.yaml', () => {
  it('agrees with the one to begin with, and with all of it put into use', async () => {
    const text = await starterConfig();
    expect(disagreements(configSchema, parse(text))).toEqual([]);
    const all = parse(allInUse(text)) as Record<string, unknown>;
    expect(disagreements(configSchema, all)).toEqual([]);
    expect(Object.keys(all).sort()).toEqual(Object.keys(configSchema.properties!).sort());
  });

  it.each([
    ['loan: a.csv', '/loan additionalProperties'],
    ['max_rejects: 150%', '/max_rejects anyOf'],
    ['keep: 0', '/keep minimum'],
    ['lang: fr', '/lang enum'],
    ['threads: 3', '/threads enum'],
    ['memory: lots', '/memory pattern'],
    ['payments: 3', '/payments type'],
  ])('refuses %s', (text, where) => {
    expect(disagreements(configSchema, parse(text)).join('\n')).toContain(where);
  });

  it('says what each setting is for', () => {
    for (const [name, { description }] of Object.entries(configSchema.properties!)) {
      if (name !== 'payments') expect(description, name).toMatch(/\p{Script=Han}/u);
    }
  });
});
