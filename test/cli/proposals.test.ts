/** `arrears explain --propose` over a book of its own, as its users run it: a borrower of each kind, in both languages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, ROOT, shell } from './arrears.js';

const FOLDER = join(ROOT, 'fixtures', 'restructuring');
const file = (name: string) => join('fixtures', 'restructuring', `${name}.csv`);
const BOOK = [
  ...['loans', 'payments', 'parties', 'survey'].flatMap((table) => [`--${table}`, file(table)]),
  ...['--as-of', '2026-11-20'],
];
const LOANS = [
  ...['A-instalments', 'A-bullet', 'B-matured', 'C-untyped', 'D-current', 'E-no-markup', 'F-refuses', 'G-too-late'],
  ...['H-hold', 'I-horizon', 'J-passed', 'K-again', 'L-barred'],
];

/** Amounts are text of a decimal, so that no reader rounds them. */
interface Proposal {
  readonly borrower_id: string;
  readonly verdict: string;
  readonly because: { readonly code: string };
  readonly missing: readonly { readonly fact: string }[];
  readonly handling: readonly string[];
  readonly current_loans: number;
  readonly loans: readonly {
    readonly loan_id: string;
    readonly owed: Readonly<Record<string, string>>;
    readonly options: readonly {
      readonly option: string;
      readonly standing: string;
      readonly missing: readonly { readonly fact: string }[];
      readonly terms: null | {
        readonly principal: string;
        readonly total: string;
        readonly observed_until_at_least: string;
        readonly schedule: readonly Readonly<Record<string, string>>[];
      };
    }[];
    readonly effects: readonly { readonly code: string; readonly article: string | null }[];
    readonly effects_missing: readonly { readonly fact: string }[];
  }[];
  readonly totals: readonly Readonly<Record<string, string | number>>[];
  readonly disposal: readonly { readonly way: string; readonly standing: string }[];
}

const explain = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  arrears(['explain', ...BOOK, '--propose', ...args], { env });

let proposals: readonly Proposal[];
const of = (borrower: string) => proposals.find(({ borrower_id }) => borrower_id === borrower)!;
const loanOf = (borrower: string, id: string) => of(borrower).loans.find(({ loan_id }) => loan_id === id)!;

beforeAll(() => {
  const run = explain([...LOANS, '--json']);
  expect(run.status, run.stderr).toBe(0);
  proposals = JSON.parse(run.stdout) as readonly Proposal[];
}, 60_000);

describe('the page', () => {
  test.each([
    ['en', 'proposals.en.txt'],
    ['zh', 'proposals.zh.txt'],
  ])('in %s is as expected', (language, name) => {
    const run = explain([...LOANS, '--lang', language]);
    expect(run.stderr).toBe('');
    const path = join(FOLDER, 'expected', name);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, run.stdout);
    expect(run.stdout).toBe(readFileSync(path, 'utf8'));
    for (const line of run.stdout.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  });

  test('is the same in every time zone', () => {
    const home = explain(LOANS, { TZ: 'UTC' }).stdout;
    for (const zone of ['Asia/Shanghai', 'America/New_York']) expect(explain(LOANS, { TZ: zone }).stdout).toBe(home);
  }, 60_000);

  test('gives no name of a borrower or a party', () => {
    expect(explain(LOANS).stdout).not.toMatch(/[甲乙丙丁戊己庚辛壬癸](?!型)|保证人，|抵押人，/);
  });
});

test('the example of the README works when pasted', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const section = /## Restructuring\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const lines = [...section.matchAll(/^\$ (.+)$/gm)].map((match) => match[1]!);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const run = shell(line, ROOT);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain('2-hardship (2a)');
  }
});

describe('the answer for machines', () => {
  test('holds each borrower once, in the order in which its loans were named', () => {
    expect(proposals.map(({ borrower_id, verdict, because }) => `${borrower_id} ${verdict} ${because.code}`)).toEqual([
      '2a options proposal-2a',
      '2b disposal proposal-2b',
      'untyped none proposal-untyped',
      'current none proposal-not-overdue',
      '2a-no-markup options proposal-2a',
      '2b-refuses none proposal-refused-2b',
      '2a-too-late options proposal-2a',
      '2a-hold none proposal-hold',
      '2-horizon-unknown none proposal-horizon-unknown',
      '2a-passed options proposal-2a',
      '2a-again options proposal-2a',
      '2a-barred options proposal-2a',
    ]);
  });

  // 12 of 24 instalments of 5318.47 paid; interest of the 5 missed 1293.16 and of 5 days on what was not due 30.41;
  // penalty at 9 % on the principal parts and compound interest on the interest parts, by days: worked out apart.
  test('starts from what is owed on the day', () => {
    expect(loanOf('2a', 'A-instalments').owed).toEqual({
      principal: '61795.03',
      interest: '1323.57',
      fee: '0.00',
      penalty: '418.03',
      compound: '23.40',
      total: '63560.03',
    });
  });

  test('schedules add up to their sums', () => {
    const fenOf = (amount: string | undefined) => Math.round(Number(amount) * 100);
    const offers = proposals.flatMap(({ loans }) => loans).flatMap(({ options }) => options.map(({ terms }) => terms));
    const terms = offers.filter((each) => each !== null);
    expect(terms.length).toBeGreaterThanOrEqual(4);
    for (const { schedule, principal, total } of terms) {
      const sum = (name: string) => schedule.reduce((all, row) => all + fenOf(row[name]), 0);
      expect(sum('principal')).toBe(fenOf(principal));
      expect(sum('total')).toBe(fenOf(total));
    }
  });

  test('one proposal for each overdue loan and a total; the loan that is paid stays', () => {
    const { loans, current_loans, totals } = of('2a');
    expect(loans.map(({ loan_id }) => loan_id)).toEqual(['A-bullet', 'A-instalments']);
    expect(current_loans).toBe(1);
    // 96.73 + 647.25; 2816.96 + 7240.00
    expect(totals[0]).toMatchObject({
      option: 'extension',
      loans: 2,
      cost_at_present_value: '743.98',
      change_of_receipts: '10056.96',
    });
  });

  test('observation runs a year from the first date of each new schedule', () => {
    const until = loanOf('2a', 'A-instalments').options.map(({ terms }) => terms?.observed_until_at_least);
    expect(until).toEqual(['2027-12-15', '2027-12-15', '2028-05-15']);
  });

  test('tells what an agreement does, with the articles', () => {
    const articlesOf = (borrower: string, loan: string) =>
      Object.fromEntries(loanOf(borrower, loan).effects.map(({ code, article }) => [code, article]));
    expect(articlesOf('2a', 'A-instalments')).toMatchObject({
      'effect-limitation-restarts': '诉讼时效规定（2020年修正）第14条；民法典第195条第2项',
      'effect-guarantor-consent': '民法典第695条第2款',
      'effect-guarantor-heavier': '民法典第695条第1款',
      'effect-rate': '民法典第680条第1款',
    });
    expect(articlesOf('2a', 'A-bullet')).toMatchObject({
      'effect-third-party-security': '担保制度解释（法释〔2020〕28号）第20条',
    });
    // No new schedule, nothing to observe; but whoever takes over the debt must not cost the guarantor.
    expect(Object.keys(articlesOf('2b', 'B-matured'))).toEqual(['effect-limitation-restarts', 'effect-new-debtor']);
  });

  test('a second change of terms under observation lowers the grade; a debt that may be barred needs its own words', () => {
    const codesOf = (borrower: string) => of(borrower).loans[0]!.effects.map(({ code }) => code);
    expect(codesOf('2a-again')).toContain('effect-restructured-again');
    expect(codesOf('2a')).not.toContain('effect-restructured-again');
    expect(codesOf('2a-barred')).toContain('effect-plea-given-up');
    expect(codesOf('2a-barred')).not.toContain('effect-limitation-restarts');
  });

  test('what is missing is named, and nothing is guessed', () => {
    const lacking = (borrower: string) =>
      of(borrower).loans[0]!.options.map(({ standing, missing }) => `${standing} ${missing.map(({ fact }) => fact)}`);
    expect(new Set(lacking('2a-no-markup'))).toEqual(new Set(['undetermined loans.penalty_markup_percent']));
    expect(new Set(lacking('2a-passed'))).toEqual(new Set(['undetermined survey.recovery_months']));
    expect(of('2-horizon-unknown').missing.map(({ fact }) => fact)).toEqual(['survey.recovery_months']);
    expect(of('2a-too-late').loans[0]!.options.map(({ standing }) => standing)).toEqual(Array(4).fill('refused'));
  });

  test('whom nothing is offered is told what to do instead; a hold allows its own step alone', () => {
    for (const borrower of ['untyped', '2b-refuses', '2-horizon-unknown']) {
      expect(of(borrower).loans).toEqual([]);
      expect(of(borrower).handling.length).toBeGreaterThan(0);
    }
    expect(of('2a-hold').handling).toEqual([]);
  });

  test('2b is shown the ways out, collateral first', () => {
    expect(of('2b').disposal.map(({ way, standing }) => `${way} ${standing}`)).toEqual([
      'collateral open',
      'agreed_disposal open',
      'in_kind open',
      'refinancing open',
      'new_debtor open',
    ]);
    expect(of('2b').loans[0]!.options).toEqual([]);
  });

  test('without a parties file the consent of others is an open question', () => {
    const without = BOOK.filter((argument) => argument !== '--parties' && argument !== file('parties'));
    const run = arrears(['explain', ...without, '--propose', '--json', 'A-instalments']);
    const [proposal] = JSON.parse(run.stdout) as readonly Proposal[];
    expect(proposal!.loans[0]!.effects_missing).toEqual([{ fact: 'parties', because: 'consent-of-parties-unknown' }]);
  });
});
