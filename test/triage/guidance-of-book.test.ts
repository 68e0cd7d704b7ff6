/** Guidance over whole books: calendars by product, standing objections, stale promises, care notes, reminders. */
import { describe, expect, test } from 'vitest';
import type { OpenBook } from '../../src/cli/open-book.js';
import { movesTeller } from '../../src/cli/work-list-rows.js';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { NO_FILTER } from '../../src/domain/list-filter.js';
import { TIERS, type WorkFlag } from '../../src/domain/work.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { flagBit } from '../../src/portfolio/borrower-columns.js';
import { termsOn } from '../../src/triage/assess-loan.js';
import { explainLoan } from '../../src/triage/explain-loan.js';
import { rankBorrowers } from '../../src/triage/rank.js';
import { findUpcoming } from '../../src/triage/upcoming.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { lenderPack, policyOf } from '../policy/packs.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { assess, bulletLoans, type OpenedBook, openBook } from './assessed-book.js';

const AS_OF = '2024-06-10';
const COLUMNS = 'loan_id,borrower_id,product,principal,disbursed_on,matures_on,hold,care_note';
const payments = paymentsFile();
const events = (...rows: readonly string[]) =>
  ['loan_id,happened_at,kind,promised_on,amount,ended_on,result', ...rows, ''].join('\n');
/** Due on 2024-05-01, so 40 days past due. */
const late = (rest = ',') => `L1,B1,经营贷,1000,2023-05-01,2024-05-01,${rest}`;

async function book(loans: readonly string[], log?: string): Promise<OpenedBook> {
  const files = { loans: bulletLoans(COLUMNS, ...loans), payments };
  return openBook(log === undefined ? files : { ...files, events: log }, AS_OF);
}

describe('the calendar', () => {
  test('is that of the product where the policy names one', async () => {
    const { portfolio, terms } = await book([late(), 'L2,B2,保理,1000,2023-05-01,2024-05-20,,']);
    const policy = policyOf(await lenderPack('calendar:\n  by_product: { 保理: receivables }'));
    const own = { portfolio, terms: termsOn(terms.asOf, AS_OF, policy, lawOfChina) };
    const steps = [0, 1].map((borrower) => assess(own, borrower).assessment.nextStep!.step.id);
    expect(steps).toEqual(['second-demand', 'receivables-lawyers-letter']);
  });

  test('of receivables: week 1 call, week 2 letter, week 3 lawyer’s letter, after a month suit', async () => {
    const policy = policyOf(await lenderPack('calendar:\n  use: receivables'));
    const { steps } = policy.calendar;
    const fitting = (dpd: number) => steps.find(({ fromDpd, toDpd }) => dpd >= fromDpd && dpd <= toDpd)!.id;
    expect([1, 7, 8, 14, 15, 21, 30, 31, 900].map(fitting)).toEqual([
      'receivables-call',
      'receivables-call',
      'receivables-letter',
      'receivables-letter',
      'receivables-lawyers-letter',
      'receivables-lawyers-letter',
      'receivables-lawyers-letter',
      'receivables-sue',
      'receivables-sue',
    ]);
  });
});

describe('an objection on record', () => {
  const stepAndFlags = async (log: string) => {
    const { assessment, flags } = assess(await book([late()], log));
    return [assessment.nextStep!.step.id, ...flags];
  };

  test('stops contact until its end is on record', async () => {
    expect(await stepAndFlags(events('L1,2024-06-01,dispute,,,,'))).toEqual(
      expect.arrayContaining(['hold-dispute', 'hold:dispute', 'no-contact-today']),
    );
    expect(await stepAndFlags(events('L1,2024-06-01,dispute,,,2024-06-10,'))).not.toContain('hold:dispute');
    expect(await stepAndFlags(events('L1,2024-06-01,dispute,,,2024-06-11,'))).toContain('hold:dispute');
    expect(await stepAndFlags(events('L1,2024-06-11,dispute,,,,'))).not.toContain('hold:dispute');
  });

  test('goes before an emergency, whose flag stays', async () => {
    const log = events('L1,2024-06-01,dispute,,,,', 'L1,2024-06-09,refusal,,,,');
    expect(await stepAndFlags(log)).toEqual(expect.arrayContaining(['hold-dispute', 'emergency:refusal']));
  });

  test('a bankruptcy that is filed for stops collection as the hold does', async () => {
    expect((await stepAndFlags(events('L1,2024-06-01,bankruptcy_claim,,,,')))[0]).toBe('hold-bankruptcy');
  });
});

describe('an emergency', () => {
  test('goes before the step of the day, with owner and deadline', async () => {
    const { assessment, flags } = assess(await book([late()], events('L1,2024-06-09,asset_transfer,,,,')));
    expect(assessment.nextStep!.step.id).toBe('emergency-asset-transfer');
    expect(assessment.nextStep!.step.who.zh).toBe('法务与资产保全岗');
    expect(formatIsoDate(assessment.nextStep!.by)).toBe('2024-06-11');
    expect(flags).toContain('asset-transfer');
  });
});

describe('a promise broken in arrears that were made good since', () => {
  const TWO = 'loan_id,borrower_id,product,principal,disbursed_on,matures_on,hold,care_note';
  const tierOf = async (payments: string, log: string) => {
    const loans = bulletLoans(TWO, 'L0,B1,经营贷,1000,2022-05-01,2023-05-01,,', late());
    const opened = await openBook({ loans, payments, events: events(log) }, AS_OF);
    return TIERS[assess(opened, 0).assessment.priority!.tier];
  };
  const settled = paymentsFile('L0,2023-09-01,1100,,,,,transfer');

  test('puts nobody first', async () => {
    expect(await tierOf(settled, 'L0,2023-05-05,promise,2023-05-10,500,,')).not.toBe('promise');
    expect(await tierOf(paymentsFile(), 'L0,2023-05-05,promise,2023-05-10,500,,')).toBe('promise');
  });

  test('does so again where it was given for the day on which the running arrears began', async () => {
    expect(await tierOf(settled, 'L1,2024-04-25,promise,2024-05-01,500,,')).toBe('promise');
    expect(await tierOf(settled, 'L1,2024-04-25,promise,2024-04-30,500,,')).not.toBe('promise');
  });
});

describe('a broken promise', () => {
  const tierOf = async (...rows: readonly string[]) =>
    TIERS[assess(await book([late()], events(...rows))).assessment.priority!.tier];

  test('counts for 30 days, and longer where nobody has spoken to the borrower since', async () => {
    const spoken = 'L1,2024-06-05,call,,,,接通';
    expect(await tierOf('L1,2024-05-05,promise,2024-05-11,500,,', spoken)).toBe('promise');
    expect(await tierOf('L1,2024-05-05,promise,2024-05-10,500,,', spoken)).not.toBe('promise');
    expect(await tierOf('L1,2024-05-05,promise,2024-05-10,500,,')).toBe('promise');
    expect(await tierOf('L1,2024-05-05,promise,2024-05-10,500,,', 'L1,2024-06-05,call,,,,无人接听')).toBe('promise');
  });
});

describe('care notes', () => {
  test('change no rank, no type, no score and no step; only their flag shows', async () => {
    const notes = ['', '维吾尔族，斋月期间白天勿扰', 'deaf; write', '只讲闽南语', '信仰伊斯兰教，残疾'];
    const log = events('L3,2024-06-09,refusal,,,,', 'L1,2024-05-05,promise,2024-06-09,500,,');
    const outcome = async (shift: number) => {
      const note = (at: number) => notes[(at + shift) % notes.length]!;
      const loans = Array.from({ length: 9 }, (_, at) => {
        const due = `2024-0${1 + (at % 5)}-15`;
        return `L${at},B${at % 6},经营贷,${1000 + 7 * at},2023-01-01,${due},,"${note(at)}"`;
      });
      const { portfolio, terms } = await book(loans, log);
      const run = newBookAssessment(portfolio);
      assessBook(portfolio, terms, [{ from: 0, until: portfolio.borrowerCount }], run);
      const { policy } = terms;
      const list = rankBorrowers(
        portfolio,
        run.borrowers,
        { filter: NO_FILTER, capacity: null, limit: 100 },
        policy.ageing,
        terms.asOf,
      );
      const columns = [run.borrowers, run.positions].map((set) =>
        Object.entries(set).map(([name, column]) => [name, Array.from(column as ArrayLike<number>)]),
      );
      return { columns, order: Array.from(list.order), noted: Array.from(portfolio.loans.careNote) };
    };
    const plain = await outcome(0);
    expect(plain.noted).toEqual([0, 1, 1, 1, 1, 0, 1, 1, 1]);
    for (const shift of [1, 2, 3, 4]) {
      const other = await outcome(shift);
      expect(other.noted).not.toEqual(plain.noted);
      expect([other.order, other.columns]).toEqual([plain.order, plain.columns]);
    }
  });

  test('that say nothing are none', async () => {
    const { portfolio } = await book(
      ['无', '-', 'none', ' ', '听力残疾'].map((note, at) => `L${at},B,x,1,2024-01-01,2025-01-01,,${note}`),
    );
    expect(Array.from(portfolio.loans.careNote)).toEqual([0, 0, 0, 0, 1]);
  });
});

describe('explanations', () => {
  test('tell findings, emergencies and the moves that fit', async () => {
    const log = events('L1,2024-06-01 23:10,call,,,,', 'L1,2024-06-09,refusal,,,,');
    const { portfolio, terms } = await book([late()], log);
    const { guidance } = explainLoan(portfolio, terms, 0);
    expect(guidance.emergencies.map(({ emergency, isDone }) => [emergency, isDone])).toEqual([['refusal', false]]);
    // No rule on quiet hours was in force yet.
    expect(guidance.findings).toEqual([]);
    expect(guidance.stage!.id).toBe('firm');
    expect(guidance.moves.map(({ id }) => id)).not.toContain('come-in-numbers');
  });

  test.each([
    ['nothing stands against contact', 'L1,2024-06-05,call,,,,接通', true],
    ['staff was threatened', 'L1,2024-06-05,threat,,,,', false],
    ['a complaint is open', 'L1,2024-06-05,complaint,,,,', false],
    ['the complaint was answered', 'L1,2024-06-05,complaint,,,2024-06-08,', true],
    ['an objection is open', 'L1,2024-06-05,dispute,,,,', false],
  ])('offer moves in the list and in the explanation only where they may be made: %s', async (_, row, offered) => {
    const opened = await book([late()], events(row));
    const { guidance } = explainLoan(opened.portfolio, opened.terms, 0);
    expect(guidance.moves.length > 0).toBe(offered);
    const { assessment, flags } = assess(opened);
    const bits = flags.reduce((sum, flag) => sum | flagBit(flag as WorkFlag), 0);
    const told = movesTeller(opened as OpenBook, 'zh')(assessment.typing!.type, assessment.daysPastDue, bits);
    expect(told !== '').toBe(offered);
  });
});

describe('reminders', () => {
  const HEADER =
    'loan_id,borrower_id,principal,annual_rate_percent,disbursed_on,matures_on,repayment_method,period,hold,status';
  const monthly = (loan: string, holdAndStatus = ',active') =>
    `${loan},B${loan},1200,0,2024-01-12,2025-01-12,equal_principal,monthly,${holdAndStatus}`;
  const upcoming = async (loans: readonly string[], paid: readonly string[], within: number, log?: string) => {
    const files = { loans: [HEADER, ...loans, ''].join('\n'), payments: paymentsFile(...paid) };
    const { portfolio, terms } = await openBook(log === undefined ? files : { ...files, events: log }, AS_OF);
    const { dues, held } = findUpcoming(
      portfolio,
      terms,
      Array.from({ length: portfolio.count }, (_, at) => at),
      within,
    );
    return {
      onHold: held.length,
      dues: dues.map(({ dueOn, principal, interest }) => `${formatIsoDate(dueOn)} ${(principal + interest) / 100}`),
    };
  };
  /** Four instalments of 100 have fallen due by 2024-06-10, the fifth does on 2024-06-12. */
  const paidUp = ['L,2024-02-12,400'];

  test('name the next instalment with amount and day, on both sides of the last day', async () => {
    expect(await upcoming([monthly('L')], paidUp, 1)).toEqual({ onHold: 0, dues: [] });
    expect(await upcoming([monthly('L')], paidUp, 2)).toEqual({ onHold: 0, dues: ['2024-06-12 100'] });
  });

  test.each([
    ['bullet', 'L,B,1200,0,2024-01-12,2024-07-12,bullet,once,,active', undefined],
    ['in one payment', 'L,B,1200,0,2024-01-12,2024-07-12,equal_principal,once,,active', undefined],
    ['by a given schedule', 'L,B,1200,0,2024-01-12,2024-07-12,schedule,,,active', 'L,1,2024-07-12,1200,0,'],
  ])('are not about what falls due later, %s: both sides of the last day', async (_, loan, row) => {
    const files = { loans: [HEADER, loan, ''].join('\n'), payments: paymentsFile() };
    const schedule = ['loan_id,seq,due_on,principal,interest,fee', row, ''].join('\n');
    const { portfolio, terms } = await openBook(row === undefined ? files : { ...files, schedule }, AS_OF);
    expect(findUpcoming(portfolio, terms, [0], 31).dues).toEqual([]);
    expect(findUpcoming(portfolio, terms, [0], 32).dues.map(({ dueOn }) => formatIsoDate(dueOn))).toEqual([
      '2024-07-12',
    ]);
  });

  test('take off what was paid ahead, and go on to the next where all of it was', async () => {
    expect((await upcoming([monthly('L')], ['L,2024-02-12,430'], 2)).dues).toEqual(['2024-06-12 70']);
    expect((await upcoming([monthly('L')], ['L,2024-02-12,500'], 2)).dues).toEqual([]);
    expect((await upcoming([monthly('L')], ['L,2024-02-12,500'], 32)).dues).toEqual(['2024-07-12 100']);
  });

  test('know nothing of receipts after the as-of date', async () => {
    expect((await upcoming([monthly('L')], [...paidUp, 'L,2024-06-11,100'], 2)).dues).toEqual(['2024-06-12 100']);
  });

  test('know nothing of a calling after the as-of date, and ask for the whole rest on the day of one', async () => {
    const header = HEADER.replace(',status', ',status,accelerated_on');
    const called = (on: string) => `L,B,1200,0,2024-01-12,2025-01-12,equal_principal,monthly,,active,${on}`;
    const dues = async (on: string, within: number) => {
      const files = { loans: [header, called(on), ''].join('\n'), payments: paymentsFile(...paidUp) };
      const { portfolio, terms } = await openBook(files, AS_OF);
      return findUpcoming(portfolio, terms, [0], within).dues.map(
        ({ dueOn, principal, interest }) => `${formatIsoDate(dueOn)} ${(principal + interest) / 100}`,
      );
    };
    expect(await dues('2024-06-11', 2)).toEqual(['2024-06-12 100']);
    expect(await dues('2024-06-12', 2)).toEqual(['2024-06-12 100']);
    expect(await dues(AS_OF, 2)).toEqual([`${AS_OF} 800`]);
    expect(await dues(AS_OF, 0)).toEqual([`${AS_OF} 800`]);
  });

  test('leave out settled loans, and count those on hold', async () => {
    expect(await upcoming([monthly('L', ',settled')], paidUp, 9)).toEqual({ onHold: 0, dues: [] });
    expect(await upcoming([monthly('L', 'cease,active')], paidUp, 9)).toEqual({ onHold: 1, dues: [] });
    const log = events('L,2024-06-01,dispute,,,,');
    expect(await upcoming([monthly('L')], paidUp, 9, log)).toEqual({ onHold: 1, dues: [] });
  });

  test('fall due today as well', async () => {
    const today = 'L,B,1200,0,2024-01-10,2025-01-10,equal_principal,monthly,,active';
    expect((await upcoming([today], paidUp, 0)).dues).toEqual([`${AS_OF} 100`]);
  });
});
