/** Every code that the rules of guarantees, mortgages and observation give has its sentence in both languages. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GUARANTEE_MISSING, GUARANTEE_REASONS } from '../../src/write/guarantee-words.js';

const SOURCE = new URL('../../src/', import.meta.url);
const FILES = [
  'rules/guarantee-period.ts',
  'rules/mortgage.ts',
  'rules/observation.ts',
  'domain/guarantee-acts.ts',
  'domain/guarantee-due.ts',
  'domain/guarantee-end.ts',
  'domain/guarantee-reasons.ts',
];
const text = FILES.map((file) => readFileSync(new URL(file, SOURCE), 'utf8')).join('\n');

const codes = new Set(
  [...text.matchAll(/'((?:guarantee|mortgage|observation|pledge|right|contrary)-[a-z-]+)'/g)].map(([, code]) => code!),
);
const causes = new Set([...text.matchAll(/because: '([a-z-]+)'/g)].map(([, code]) => code!));
/** Said by the other clocks in the same words. */
const SHARED = new Set([
  'amount-owed-unknown',
  'settled-but-amount-owed',
  'last-due-date-unknown',
  'no-law-value-on-date',
  'evidence-not-stated',
  'contract-date-decides-the-law',
  'day-of-changed-terms-unknown',
  'judgment-without-a-suit-on-record',
]);

describe('the words of guarantees, mortgages and observation', () => {
  test('cover every step of the reasoning, and nothing that no rule says', () => {
    const steps = [...codes].filter((code) => !causes.has(code) && !(code in GUARANTEE_MISSING));
    expect(Object.keys(GUARANTEE_REASONS).sort()).toEqual(steps.sort());
  });

  test('cover every cause for which a fact is missing or would help', () => {
    const own = [...causes].filter((code) => !SHARED.has(code));
    expect(Object.keys(GUARANTEE_MISSING).sort()).toEqual(own.sort());
  });

  test.each(Object.entries({ ...GUARANTEE_REASONS, ...GUARANTEE_MISSING }))(
    '%s names the same values in both',
    (_, sentences) => {
      const slots = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort();
      expect(new Set(slots(sentences.zh))).toEqual(new Set(slots(sentences.en)));
      expect(sentences.zh).toMatch(/[\u4e00-\u9fff]/);
    },
  );

  test('promise nothing', () => {
    for (const { en, zh } of Object.values({ ...GUARANTEE_REASONS, ...GUARANTEE_MISSING })) {
      expect(en).not.toMatch(/\b(?:valid|safe)\b/i);
      expect(zh).not.toMatch(/有效|安全/);
    }
  });
});
