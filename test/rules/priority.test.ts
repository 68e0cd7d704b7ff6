import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { BORROWER_TYPES } from '../../src/domain/evidence.js';
import { type PriorityFacts, TIERS } from '../../src/domain/work.js';
import { expectedRecovery, prioritise } from '../../src/rules/priority.js';
import { defaultPolicy } from '../policy/packs.js';

const { ageing, priority } = await defaultPolicy();

type Case = Readonly<Record<string, string>>;
const cases = parse(readFileSync(new URL('../cases/priority.csv', import.meta.url)), { columns: true }) as Case[];

function number(cell: string | undefined): number {
  return cell === '' ? Number.NaN : Number(cell);
}

function factsOf(row: Case): PriorityFacts {
  return {
    nearestDeadlineDays: number(row['nearest_deadline_days']),
    promiseDue: row['promise_due'] === 'yes',
    promiseBrokenDays: number(row['promise_broken_days']),
    daysSinceContact: number(row['days_since_contact']),
    stepOverdueDays: Number(row['step_overdue_days']),
    exposure: Math.round(number(row['exposure']) * 100),
    type: (BORROWER_TYPES as readonly string[]).indexOf(row['type']!),
    bucketIndex: ageing.buckets.findIndex(({ code }) => code === row['bucket']),
  };
}

describe('priority under the bundled pack (test/cases/priority.csv)', () => {
  it.each(cases)('$case', (row) => {
    const { tier, score } = prioritise(factsOf(row), priority);
    expect(TIERS[tier]).toBe(row['tier']);
    expect(score + 0).toBe(Number(row['score']));
  });

  it('the cases reach every tier', () => {
    expect(new Set(cases.map(({ tier }) => tier))).toEqual(new Set(TIERS));
  });
});

describe('order of work', () => {
  const facts: PriorityFacts = {
    nearestDeadlineDays: Number.NaN,
    promiseDue: false,
    promiseBrokenDays: Number.NaN,
    daysSinceContact: Number.NaN,
    stepOverdueDays: 0,
    exposure: 100_000,
    type: 1,
    bucketIndex: 1,
  };

  it('rights, then promises, then overdue steps, then money', () => {
    const order: readonly (readonly [string, PriorityFacts])[] = [
      ['small expected recovery', { ...facts, exposure: 1 }],
      ['promise, small', { ...facts, promiseDue: true, exposure: 5 }],
      ['step overdue 2 days', { ...facts, stepOverdueDays: 2 }],
      ['rights in 90 days', { ...facts, nearestDeadlineDays: 90 }],
      ['large expected recovery', { ...facts, exposure: 10_000_000_000 }],
      ['rights in 3 days', { ...facts, nearestDeadlineDays: 3, exposure: 1 }],
      ['step overdue 20 days', { ...facts, stepOverdueDays: 20 }],
      ['rights gone but for the holiday roll', { ...facts, nearestDeadlineDays: -2 }],
      ['promise, large', { ...facts, promiseDue: true, exposure: 500 }],
      ['nothing known of the money', { ...facts, exposure: Number.NaN }],
    ];
    const ranked = order
      .map(([name, known]) => ({ name, ...prioritise(known, priority) }))
      .sort((a, b) => a.tier - b.tier || b.score - a.score);
    expect(ranked.map(({ name }) => name)).toEqual([
      'rights gone but for the holiday roll',
      'rights in 3 days',
      'rights in 90 days',
      'promise, large',
      'promise, small',
      'step overdue 20 days',
      'step overdue 2 days',
      'large expected recovery',
      'small expected recovery',
      'nothing known of the money',
    ]);
  });

  it('an unknown recovery is unknown, not nothing', () => {
    expect(expectedRecovery({ ...facts, exposure: Number.NaN }, priority)).toBeNaN();
    expect(expectedRecovery({ ...facts, bucketIndex: 255 }, priority)).toBeNaN();
    expect(expectedRecovery(facts, priority)).toBe(95_000);
  });
});
