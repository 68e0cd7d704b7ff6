/** Facts about a borrower from the files of a book: their values, the rows that they come from, and what stays unknown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BORROWER_SUBTYPES, BORROWER_TYPES, FACT_NAMES, FACT_SLOT, type FactName } from '../../src/domain/evidence.js';
import { QUESTION_COUNT, SURVEY_QUESTIONS } from '../../src/domain/survey.js';
import { slotsWith } from '../../src/policy/condition.js';
import { assessBorrower, newBorrowerBench } from '../../src/triage/assess-borrower.js';
import { explainLoan } from '../../src/triage/explain-loan.js';
import type { FactSources } from '../../src/triage/fact-sources.js';
import type { BookFiles } from '../portfolio/book-files.js';
import { loanIndex, paymentsFile } from '../portfolio/book-files.js';
import { assess, bulletLoans, openBook } from './assessed-book.js';

const TERMS = 'loan_id,borrower_id,principal,disbursed_on,matures_on,collateral_kind,collateral_value,care_note';
/** Due on 2025-07-01, so that default begins on 2025-07-02. */
const LOAN = 'L1,B,5000,2024-07-01,2025-07-01';
const loans = (...rows: readonly string[]) =>
  bulletLoans(TERMS, ...rows.map((row) => row + ','.repeat(7 - row.split(',').length + 1)));
const payments = paymentsFile();
const AS_OF = '2025-12-31';

const eventsFile = (...rows: readonly string[]) =>
  ['loan_id,happened_at,kind,party_id,evidence,promised_on,amount,result', ...rows, ''].join('\n');
const surveyFile = (answers: Readonly<Record<string, string>>, answeredOn = '2025-12-01') =>
  `borrower_id,answered_on,${Object.keys(answers).join(',')}\nB,${answeredOn},${Object.values(answers).join(',')}\n`;

/** What the rules see of the only borrower, and the rows behind each fact as `table:line`. */
async function factsOf(files: Partial<BookFiles>, asOf = AS_OF) {
  const { portfolio, terms } = await openBook({ loans: loans(LOAN), payments, ...files }, asOf);
  const bench = newBorrowerBench(portfolio, terms);
  const sources: FactSources = new Map();
  const { typing } = assessBorrower(bench, 0, false, undefined, sources);
  const slots = slotsWith(terms.policy.typing.windows);
  return {
    typing: typing!,
    fact: (name: string) => bench.facts[slots.get(name as FactName)!]!,
    rows: (name: FactName) => (sources.get(FACT_SLOT[name]) ?? []).map(({ table, line }) => `${table}:${line}`),
    facts: bench.facts.slice(),
  };
}

const FROM_EVENTS: readonly FactName[] = [
  'promises_kept',
  'promises_broken',
  'promises_pending',
  'promised_share_received',
  'refusals',
  'unreachable_attempts',
  'asset_transfers',
  'right_party_contacts',
  'days_since_last_contact',
  'threats',
  'disputes',
  'fraud_suspected',
  'refused_since_survey',
];

describe('what came in while overdue', () => {
  /** L1 is due on 2025-07-01; amounts do not cure it. */
  const paid = (...rows: readonly string[]) => factsOf({ payments: paymentsFile(...rows) });

  test.each([
    ['transfer', 1, 0, 30],
    ['counter', 1, 0, 30],
    ['auto_debit', 1, 0, 30],
    // A blank says nothing against the borrower.
    ['', 1, 0, 30],
    // The court took it: the borrower itself has paid nothing.
    ['enforcement', 0, 1, Number.NaN],
    // 代偿, 第三人代付: whether at the borrower's wish is not known.
    ['third_party', 0, Number.NaN, Number.NaN],
  ])('through %s', async (channel, parts, silent, days) => {
    const { fact } = await paid(`L1,2025-12-01,300,,,,,${channel}`);
    expect(fact('part_payments_while_overdue')).toBe(parts);
    expect(fact('silent_since_default')).toBe(silent);
    expect(fact('days_since_last_payment')).toBe(days);
  });

  test.each([
    ['50.00', 1, 0],
    ['49.99', 0, Number.NaN],
    ['0.37', 0, Number.NaN],
  ])('from least_part_payments_fen on: %s yuan', async (amount, parts, silent) => {
    const { fact } = await paid(`L1,2025-12-01,${amount},,,,,auto_debit`);
    expect([fact('part_payments_while_overdue'), fact('silent_since_default')]).toEqual([parts, silent]);
  });

  test('the sum counts, whatever it came in', async () => {
    const { fact } = await paid('L1,2025-11-01,20,,,,,transfer', 'L1,2025-12-01,30,,,,,transfer');
    expect(fact('part_payments_while_overdue')).toBe(2);
    const others = await paid('L1,2025-11-01,20,,,,,transfer', 'L1,2025-12-01,30,,,,,third_party');
    expect(others.fact('part_payments_while_overdue')).toBe(0);
  });

  test('the borrower’s own money is told from what others paid, also on one day', async () => {
    const { fact, rows } = await paid(
      'L1,2025-08-01,100,,,,,transfer',
      'L1,2025-09-01,100,,,,,third_party',
      'L1,2025-09-01,100,,,,,counter',
      'L1,2025-12-01,300,,,,,enforcement',
    );
    expect(fact('part_payments_while_overdue')).toBe(2);
    expect(fact('silent_since_default')).toBe(0);
    expect(fact('days_since_last_payment')).toBe(121);
    expect(rows('part_payments_while_overdue')).toEqual(['loans:2', 'payments:2', 'payments:4']);
    expect(rows('days_since_last_payment')).toEqual(['payments:4']);
  });

  test('what the borrower paid before seven days of proceeds is still found', async () => {
    const proceeds = ['01', '02', '03', '04', '05', '06', '07'].map((on) => `L1,2025-12-${on},1,,,,,enforcement`);
    const { fact } = await paid('L1,2025-06-01,100,,,,,transfer', ...proceeds);
    expect([fact('part_payments_while_overdue'), fact('days_since_last_payment')]).toEqual([0, 213]);
  });

  test('proceeds of enforcement keep no promise', async () => {
    const events = eventsFile('L1,2025-10-01,promise,,,2025-10-20,100,');
    const through = (channel: string) =>
      factsOf({ events, payments: paymentsFile(`L1,2025-10-10,100,,,,,${channel}`) });
    expect((await through('transfer')).fact('promises_kept')).toBe(1);
    expect((await through('third_party')).fact('promises_kept')).toBe(1);
    expect((await through('enforcement')).fact('promises_broken')).toBe(1);
  });
});

describe('the log', () => {
  test('without a file nothing of it is known; with an empty one nothing happened', async () => {
    const without = await factsOf({});
    for (const name of FROM_EVENTS) expect(without.fact(name), name).toBeNaN();
    expect(without.fact('refusals within 90d')).toBeNaN();
    const empty = await factsOf({ events: eventsFile() });
    const never = ['promised_share_received', 'days_since_last_contact', 'refused_since_survey'];
    for (const name of FROM_EVENTS) {
      if (never.includes(name)) expect(empty.fact(name), name).toBeNaN();
      else expect(empty.fact(name), name).toBe(0);
    }
    expect(empty.fact('refusals within 90d')).toBe(0);
  });

  test('refusals, attempts and objections count from default on, threats and transfers whenever they were', async () => {
    const kinds = ['refusal', 'unreachable', 'dispute', 'threat', 'asset_transfer'];
    const on = (day: string) => kinds.map((kind) => `L1,${day},${kind},,,,,`);
    const { fact, rows } = await factsOf({
      events: eventsFile(...on('2025-07-01'), ...on('2025-07-02'), ...on('2025-12-31'), ...on('2026-01-01')),
    });
    for (const name of ['refusals', 'unreachable_attempts', 'disputes'] as const) expect(fact(name), name).toBe(2);
    for (const name of ['threats', 'asset_transfers'] as const) expect(fact(name), name).toBe(3);
    expect(rows('refusals')).toEqual(['events:7', 'events:12']);
    expect(rows('threats')).toEqual(['events:5', 'events:10', 'events:15']);
  });

  test('a window holds its first day and the as-of date', async () => {
    // The 90 days up to 2025-12-31 begin on 2025-10-03.
    const { fact } = await factsOf({
      events: eventsFile('L1,2025-10-02,refusal,,,,,', 'L1,2025-10-03,refusal,,,,,', 'L1,2025-12-31,refusal,,,,,'),
    });
    expect([fact('refusals'), fact('refusals within 90d')]).toEqual([3, 2]);
  });

  test('what a guarantor did is not what the borrower did', async () => {
    const kinds = ['refusal', 'threat', 'police_report', 'promise'];
    const { fact, facts } = await factsOf({
      events: eventsFile(...kinds.map((kind) => `L1,2025-08-01,${kind},G1,signed,2025-09-01,100,已接通`)),
    });
    expect([fact('refusals'), fact('threats'), fact('fraud_suspected'), fact('promises_broken')]).toEqual([0, 0, 0, 0]);
    expect(fact('right_party_contacts')).toBe(0);
    expect(facts.length).toBeGreaterThan(FACT_NAMES.length);
  });

  test('spoken to: what it said itself, and calls and visits that say so, a day once', async () => {
    const { fact, rows } = await factsOf({
      events: eventsFile(
        'L1,2025-06-01,call,,,,,已接通',
        'L1,2025-08-01,call,,,,,无人接听',
        'L1,2025-08-02,call,,,,,',
        'L1,2025-08-03,call,,,,,已接通',
        'L1,2025-08-03,promise,,,2025-08-20,100,',
        'L1,2025-08-04,visit,,signed,,,',
        'L1,2025-08-05,letter,,signed,,,',
        'L1,2025-08-06,sms,,sent,,,',
      ),
    });
    expect(fact('right_party_contacts')).toBe(2);
    expect(rows('right_party_contacts')).toEqual(['events:5', 'events:6', 'events:7']);
    expect(fact('days_since_last_contact')).toBe(149);
    expect(rows('days_since_last_contact')).toEqual(['events:7']);
  });

  test('promises kept, broken and pending, and how much of what was promised came', async () => {
    const { fact, rows } = await factsOf({
      payments: paymentsFile('L1,2025-08-10,60', 'L1,2025-09-10,500'),
      events: eventsFile(
        'L1,2025-08-01,promise,,,2025-08-10,100,',
        'L1,2025-09-01,promise,,,2025-09-10,300,',
        'L1,2025-12-30,promise,,,2026-01-15,900,',
      ),
    });
    expect([fact('promises_kept'), fact('promises_broken'), fact('promises_pending')]).toEqual([1, 1, 1]);
    // 60 of 100 and 300 of 300; what came beyond a promise is not counted for another.
    expect(fact('promised_share_received')).toBeCloseTo(0.9, 12);
    expect(rows('promises_broken')).toEqual(['events:2']);
    expect(rows('promised_share_received')).toEqual(['events:2', 'events:3']);
    expect(rows('part_payments_while_overdue')).toEqual(['loans:2', 'payments:2', 'payments:3']);
    expect(rows('days_since_last_payment')).toEqual(['payments:3']);
  });

  test('a report to the police is a suspicion of fraud with its row', async () => {
    const { fact, rows } = await factsOf({ events: eventsFile('L1,2025-08-01,police_report,,,,,') });
    expect([fact('fraud_suspected'), rows('fraud_suspected')]).toEqual([1, ['events:2']]);
  });
});

test('earlier arrears are told by how many were made good, how fast, and how long the longest took', async () => {
  const three = ['2025-01-31', '2025-03-31', '2025-05-31'].map((due, at) => `L1,${at + 1},${due},1000`);
  const { fact } = await factsOf({
    schedule: ['loan_id,seq,due_on,principal', ...three, 'L1,4,2025-11-30,1000', ''].join('\n'),
    // Thirty days late, thirty-one, one.
    payments: paymentsFile('L1,2025-03-02,1000', 'L1,2025-05-01,1000', 'L1,2025-06-01,1000'),
    loans: `loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period\nL1,B,4000,0,50,2024-12-31,2025-11-30,schedule,monthly\n`,
  });
  expect([fact('cured_episodes'), fact('longest_cured_days'), fact('longest_days_past_due')]).toEqual([3, 31, 31]);
  expect(fact('cured_fast_share')).toBeCloseTo(2 / 3, 12);
});

describe('collateral after the haircut', () => {
  test.each([
    ['住宅抵押', 10_000, 2, 1.4],
    ['', 10_000, 2, 1],
    ['住宅抵押', Number.NaN, Number.NaN, Number.NaN],
  ])('%s worth %d', async (kind, value, cover, after) => {
    const { fact } = await factsOf({ loans: loans(`${LOAN},${kind},${Number.isNaN(value) ? '' : value}`) });
    expect(fact('collateral_cover')).toBe(cover);
    if (Number.isNaN(after)) expect(fact('collateral_cover_after_haircut')).toBeNaN();
    else expect(fact('collateral_cover_after_haircut')).toBeCloseTo(after, 12);
  });
});

test('collateral given in a file of its own is told with its rows', async () => {
  const { fact, rows } = await factsOf({ collateral: 'loan_id,kind,value\nL1,住宅抵押,4000\nL1,商铺抵押,6000\n' });
  expect(fact('collateral_cover')).toBe(2);
  expect(rows('collateral_cover_after_haircut')).toEqual(['loans:2', 'collateral:2', 'collateral:3']);
});

describe('the survey', () => {
  test('every question is known as a fact of the rules, and two never as the same', () => {
    const names = SURVEY_QUESTIONS.map(({ fact }) => fact);
    expect(names.filter((name) => !(name in FACT_SLOT))).toEqual([]);
    expect(new Set(names).size).toBe(QUESTION_COUNT);
  });

  test('answers are known with their row; questions without one are not', async () => {
    const survey = surveyFile({ says_will_pay: 'yes', cooperates: 'no', hardship: 'illness', recovery_months: '18' });
    const { fact, rows } = await factsOf({ survey });
    expect([fact('says_will_pay'), fact('cooperates'), fact('has_hardship'), fact('recovery_months')]).toEqual([
      1, 0, 1, 18,
    ]);
    expect(rows('has_hardship')).toEqual(['survey:2']);
    expect(fact('names_a_date')).toBeNaN();
    expect((await factsOf({})).fact('says_will_pay')).toBeNaN();
  });

  test('an answer counts for 180 days, not for 181', async () => {
    const answered = (day: string) => factsOf({ survey: surveyFile({ says_will_pay: 'yes' }, day) });
    expect((await answered('2025-07-04')).fact('says_will_pay')).toBe(1);
    expect((await answered('2025-07-03')).fact('says_will_pay')).toBeNaN();
  });

  const HARD = {
    gives_documents: 'yes',
    signed_undertaking: 'yes',
    says_will_pay: 'yes',
    cooperates: 'yes',
    hardship: 'illness',
    hardship_verified: 'yes',
  };
  const named = (found: Awaited<ReturnType<typeof factsOf>>) =>
    `${BORROWER_TYPES[found.typing.type]!} ${BORROWER_SUBTYPES[found.typing.subtype]!}${found.typing.retyped ? 'again' : ''}`.trim();

  test('tells 2a from 2b, and a 2b that refuses afterwards is typed again', async () => {
    const typed = async (more: Readonly<Record<string, string>>, ...events: readonly string[]) =>
      named(
        await factsOf({
          payments: paymentsFile('L1,2025-11-25,100'),
          survey: surveyFile({ ...HARD, ...more }),
          events: eventsFile(...events),
        }),
      );
    expect(await typed({ recovery_months: '24' })).toBe('2-hardship 2a');
    expect(await typed({ recovery_months: 'never' })).toBe('2-hardship 2b');
    expect(await typed({})).toBe('2-hardship');
    // On the very day of the survey: it may have come before the talk.
    expect(await typed({ recovery_months: 'never' }, 'L1,2025-12-01,refusal,,,,,')).not.toContain('again');
    expect(await typed({ recovery_months: 'never' }, 'L1,2025-12-02,refusal,,,,,')).toBe('4-bad again');
    expect(await typed({ recovery_months: 'never', assets_found: 'yes' }, 'L1,2025-12-02,refusal,,,,,')).toBe(
      '3-wilful again',
    );
    expect(await typed({ recovery_months: '24' }, 'L1,2025-12-02,refusal,,,,,')).not.toContain('again');
  });
});

test('explaining a loan shows each fact with its rows, and what would tell the sub-type', async () => {
  const { portfolio, terms } = await openBook(
    {
      loans: loans(LOAN),
      payments: paymentsFile('L1,2025-08-01,100'),
      events: eventsFile('L1,2025-09-01,refusal,,,,,', 'L1,2025-10-05,refusal,,,,,'),
    },
    AS_OF,
  );
  const { facts } = explainLoan(portfolio, terms, loanIndex(portfolio, 'L1'));
  expect(facts.map(({ name }) => name)).toEqual(FACT_NAMES);
  const refusals = facts.find(({ name }) => name === 'refusals')!;
  expect([refusals.value, refusals.rows.map(({ line }) => line)]).toEqual([2, [2, 3]]);
  // Whatever is known has a row behind it, save what is known from nothing being there.
  const bare = facts.filter(({ value, rows }) => value > 0 && !Number.isNaN(value) && rows.length === 0);
  expect(bare).toEqual([]);
  for (const { value, rows } of facts) if (Number.isNaN(value)) expect(rows).toEqual([]);
});

describe('an earlier run', () => {
  const changed = async (rows: readonly string[] | undefined) => {
    const files = { loans: loans(LOAN), payments, events: eventsFile('L1,2025-09-01,refusal,,,,,') };
    const positions = rows === undefined ? {} : { positions: `loan_id,bucket,borrower_type\n${rows.join('\n')}\n` };
    const { assessment, flags } = assess(await openBook({ ...files, ...positions }, AS_OF));
    expect(BORROWER_TYPES[assessment.typing!.type]).toBe('undetermined');
    return flags.includes('type-changed');
  };

  test('with another type is a change; with the same, with none, or without the loan it is not known to be', async () => {
    expect(await changed(['L1,M3,2-hardship'])).toBe(true);
    expect(await changed(['L1,M3,undetermined'])).toBe(false);
    expect(await changed(['L1,M0,'])).toBe(false);
    expect(await changed(['L9,M3,2-hardship'])).toBe(false);
    expect(await changed(undefined)).toBe(false);
  });
});

test('care notes change neither facts nor type nor order of work', async () => {
  const log = eventsFile('L1,2025-09-01,refusal,,,,,', 'L1,2025-09-05,unreachable,,,,,');
  const answers = surveyFile({ income_covers_instalment: 'yes' });
  const judged = async (note: string) => {
    const book = await openBook({ loans: loans(`${LOAN},,,${note}`), payments, events: log, survey: answers }, AS_OF);
    const { assessment, fact } = assess(book);
    const { typing, balance, priority, nextStep } = assessment;
    return { facts: FACT_NAMES.map(fact), typing, balance, priority, step: nextStep!.step.id, by: nextStep!.by };
  };
  const without = await judged('');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('回族，清真饮食', '听力残疾', '仅讲维吾尔语', 'deaf', '宗教节日期间勿扰', '70岁'),
      async (note) => {
        expect(await judged(note)).toEqual(without);
      },
    ),
    { numRuns: 6 },
  );
});
