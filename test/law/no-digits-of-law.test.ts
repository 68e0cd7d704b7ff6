/**
 * No number of the law outside the law pack: a rule that adds years or months takes their number from a parameter. The
 * test reads the sources and looks for the forms in which such a number would be smuggled in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lawOfChina } from '../../src/law/cn/index.js';

const SOURCE = new URL('../../src/', import.meta.url);

/** The calendar itself, and what is measured in the calendar's own units. */
const NOT_RULES_OF_LAW = new Set(['domain/civil-date.ts', 'domain/period-end.ts']);

function codeOf(file: string): string {
  const text = readFileSync(new URL(file, SOURCE), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

const files = ['rules', 'domain', 'triage', 'triage.ts']
  .flatMap((part) =>
    part.endsWith('.ts')
      ? [part]
      : readdirSync(new URL(`${part}/`, SOURCE), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${part}/${file.replaceAll('\\', '/')}`,
        ),
  )
  .filter((file) => file.endsWith('.ts') && !NOT_RULES_OF_LAW.has(file));

/** A bare number other than 0 as an argument of date arithmetic. */
const COUNTED = /\b(?:addYears|addMonths|yearsAfter|monthsAfter)\([^;]*?,\s*-?\s*([1-9]\d*)\s*[,)]/g;
/** A constant named after years or months of a period and set to a bare number. */
const NAMED = /\b(?:const|let)\s+\w*(?:YEARS|MONTHS|Years|Months)\b\s*(?::\s*number)?\s*=\s*([1-9]\d*)\b/g;
/** Constants of such a name that are no period of law: how far back receipts are looked at, a bound on what a cell may say. */
const NO_PERIODS = ['const SHARE_MONTHS = 6', 'const LONGEST_PERIOD_MONTHS = 600'];
/** A day of the calendar: '2021-01-01', epochDayOf(2021, 1, 1). */
const WRITTEN_DAY = /['"`]\d{4}-\d{2}-\d{2}['"`]|epochDayOf\(\s*\d{4}\s*,/g;

function found(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(([text]) => text.replace(/\s+/g, ' '));
}

describe('outside the law pack', () => {
  test('the sources are there to be read', () => {
    expect(files).toEqual(expect.arrayContaining(['rules/limitation.ts', 'domain/law.ts']));
  });

  test.each(files)('%s counts no years or months of its own and names no day', (file) => {
    const code = codeOf(file);
    expect(found(code, COUNTED)).toEqual([]);
    expect(found(code, NAMED).filter((text) => !NO_PERIODS.includes(text))).toEqual([]);
    expect(found(code, WRITTEN_DAY)).toEqual([]);
  });

  test.each([
    ['addYears(due, 3)', COUNTED],
    ['addMonths(\n  due,\n  -6,\n)', COUNTED],
    ['yearsAfter(addMonths(due, months), 20)', COUNTED],
    ['const GUARANTEE_MONTHS = 6;', NAMED],
    ["if (day >= parseIsoDate('2021-01-01'))", WRITTEN_DAY],
    ['epochDayOf(2017, 10, 1)', WRITTEN_DAY],
  ])('such a thing would be found: %s', (code, pattern) => {
    expect(found(code, pattern)).toHaveLength(1);
  });

  test.each([
    ['addYears(due, years)', COUNTED],
    ['addMonths(base, -windowMonths)', COUNTED],
    ['addMonths(due, 0)', COUNTED],
    ["'YYYY-MM-DD'", WRITTEN_DAY],
  ])('such a thing is allowed: %s', (code, pattern) => {
    expect(found(code, pattern)).toEqual([]);
  });
});

describe('every day on which the law of the pack changed', () => {
  const days = new Set(lawOfChina.all.flatMap(({ values }) => values.map(({ from }) => from)));

  test('stands in no source of the rules in any spelling', () => {
    for (const iso of days) {
      const [year, month, day] = iso.split('-').map(Number);
      const spelling = new RegExp(`\\b${year}\\s*[-,/年]\\s*0?${month}\\s*[-,/月]\\s*0?${day}\\b`);
      expect(files.filter((file) => spelling.test(codeOf(file)))).toEqual([]);
    }
  });
});
