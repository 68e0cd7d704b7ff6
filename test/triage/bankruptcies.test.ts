/**
 * The bankruptcy of a debtor (企业破产法 art. 46; 担保制度解释 art. 22): from the acceptance on the whole debt is due and bears
 * no interest. Every loan: 10 000 yuan at 12 % with a mark-up of 50 %, in one payment; as of 2026-06-30.
 */
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { formatFen } from '../../src/domain/money.js';
import { RECONCILIATION_OUTCOMES } from '../../src/domain/reconciliation.js';
import { newReconciliationColumns } from '../../src/portfolio/reconciliation-columns.js';
import { assessLoan, newLoanBench } from '../../src/triage/assess-loan.js';
import { explainLoan } from '../../src/triage/explain-loan.js';
import { newReconciler, reconcileLoan } from '../../src/triage/reconcile-loan.js';
import { day, loanIndex, paymentsFile } from '../portfolio/book-files.js';
import { assess, type OpenedBook, openBook } from './assessed-book.js';

const AS_OF = '2026-06-30';
const LOANS =
  'loan_id,borrower_id,borrower_kind,disbursed_on,matures_on,hold,asset_class,repayment_method,period,annual_rate_percent,penalty_markup_percent,principal,reported_days_past_due,reported_overdue_principal,reported_overdue_interest';
const EVENTS = 'loan_id,borrower_id,happened_at,kind,party_id,ended_on,result';
const PARTIES = ['loan_id,party_id,role', 'L1,G1,guarantor', ''].join('\n');

/** 150 days past due on the as-of date: 750.00 penalty interest, or 145.00 of the 29 days up to 2026-03-01. */
const OVERDUE = '2025-01-31,2026-01-31';
const NOT_DUE = '2026-01-31,2027-01-31';

function loan(id: string, borrower: string, kind: string, dates: string, hold = '', reported = ',,'): string {
  return `${id},${borrower},${kind},${dates},${hold},business,bullet,once,12,50,10000,${reported}`;
}

function book(loans: readonly string[], events: readonly string[], payments: readonly string[] = []) {
  return openBook(
    {
      loans: [LOANS, ...loans, ''].join('\n'),
      payments: paymentsFile(...payments),
      parties: PARTIES,
      events: [EVENTS, ...events, ''].join('\n'),
    },
    AS_OF,
  );
}

interface Told {
  readonly daysPastDue: number;
  readonly penalty: string;
  readonly principal: string;
  readonly total: string;
}

/** '' is not known; null where no position is. */
function told(opened: OpenedBook, loanId: string): Told | null {
  const { position } = explainLoan(opened.portfolio, opened.terms, loanIndex(opened.portfolio, loanId)).assessment;
  if (position === null) return null;
  const { daysPastDue, penaltyInterest, overduePrincipal, overdueTotal } = position;
  return {
    daysPastDue,
    penalty: formatFen(penaltyInterest),
    principal: formatFen(overduePrincipal),
    total: formatFen(overdueTotal),
  };
}

const RUNNING = { daysPastDue: 150, penalty: '750.00', principal: '10000.00' };
const STOPPED = { daysPastDue: 150, penalty: '145.00', principal: '10000.00' };
const UNKNOWN = { daysPastDue: 150, penalty: '', principal: '10000.00', total: '' };
const CALLED = { daysPastDue: 120, penalty: '0.00', principal: '10000.00' };
const CURRENT = { daysPastDue: 0, penalty: '0.00', principal: '0.00' };
const ACCEPTED = 'L1,,2026-03-02,bankruptcy_accepted,,,';

describe('a bankruptcy accepted on a day that is told', () => {
  test.each([
    ['nothing told', 'company', '', '', RUNNING],
    ['at its loan', 'company', '', ACCEPTED, STOPPED],
    ['in Chinese', 'company', '', 'L1,,2026-03-02,受理破产申请,,,', STOPPED],
    ['of the borrower', 'company', '', ',B,2026-03-02,bankruptcy_accepted,,,', STOPPED],
    ['beside a hold', 'company', 'bankruptcy', ACCEPTED, STOPPED],
    ['that has ended since', 'company', '', 'L1,,2026-03-02,bankruptcy_accepted,,2026-05-01,', STOPPED],
    ['taken back', 'company', '', 'L1,,2026-03-02,bankruptcy_accepted,,2026-05-01,驳回', RUNNING],
    ['taken back after the as-of date', 'company', '', 'L1,,2026-03-02,bankruptcy_accepted,,2026-07-01,驳回', STOPPED],
    ['of a guarantor', 'company', '', 'L1,,2026-03-02,bankruptcy_accepted,G1,,', RUNNING],
    ['after the as-of date', 'company', '', 'L1,,2026-07-01,bankruptcy_accepted,,,', RUNNING],
    ['of a natural person', 'individual', '', ACCEPTED, RUNNING],
    ['of a natural person on hold', 'individual', 'bankruptcy', ACCEPTED, RUNNING],
    ['of whom nobody says what it is', '', '', ACCEPTED, STOPPED],
    ['before the law of today', 'company', '', 'L1,,2007-05-31,bankruptcy_accepted,,,', RUNNING],
  ])('%s', async (_, kind, hold, event, expected) => {
    const opened = await book([loan('L1', 'B', kind, OVERDUE, hold)], event === '' ? [] : [event]);
    if (event.includes('2007')) expect(told(opened, 'L1')).toEqual(UNKNOWN);
    else expect(told(opened, 'L1')).toMatchObject(expected);
  });

  test('reaches all debts of the debtor that are older, and no one else', async () => {
    const loans = [
      loan('L1', 'B', 'company', OVERDUE),
      loan('L2', 'B', '', OVERDUE),
      loan('L3', 'B', 'company', NOT_DUE),
      loan('L4', 'B', 'company', '2026-03-03,2027-01-31'),
      loan('L5', 'C', 'company', OVERDUE),
    ];
    const opened = await book(loans, [ACCEPTED]);
    expect(['L1', 'L2', 'L3', 'L4', 'L5'].map((id) => told(opened, id))).toMatchObject([
      STOPPED,
      STOPPED,
      CALLED,
      CURRENT,
      RUNNING,
    ]);
  });

  test('is told by the explanation of each', async () => {
    const opened = await book([loan('L1', 'B', 'company', OVERDUE), loan('L2', 'C', 'company', OVERDUE)], [ACCEPTED]);
    const days = ['L1', 'L2'].map(
      (id) => explainLoan(opened.portfolio, opened.terms, loanIndex(opened.portfolio, id)).bankruptOn,
    );
    expect(days).toEqual([day('2026-03-02'), NO_DAY]);
  });

  test('the earliest of several counts', async () => {
    const events = [
      'L1,,2026-04-01,bankruptcy_accepted,,,',
      ACCEPTED,
      'L1,,2026-02-10,bankruptcy_accepted,,2026-02-20,驳回',
    ];
    expect(told(await book([loan('L1', 'B', 'company', OVERDUE)], events), 'L1')).toMatchObject(STOPPED);
  });

  test('is told of figures of the bank that do not know of it', async () => {
    const { portfolio, terms } = await book([loan('L1', 'B', 'company', NOT_DUE, '', '0,0,0')], [ACCEPTED]);
    const columns = newReconciliationColumns(1);
    const bench = newLoanBench(portfolio, terms);
    reconcileLoan(newReconciler(bench, columns), 0, assessLoan(bench, 0).position);
    expect(RECONCILIATION_OUTCOMES[columns.outcome[0]!]).toBe('bankruptcy-not-applied');
  });
});

describe('a bankruptcy of which nobody says since when', () => {
  const onHold = loan('L1', 'B', 'company', OVERDUE, 'bankruptcy');
  const missing = [{ fact: 'events.bankruptcy_accepted', because: 'bankruptcy-stops-interest' }];

  test.each([
    ['a hold', [onHold], []],
    [
      'a hold on another of its loans',
      [loan('L1', 'B', '', OVERDUE), loan('L2', 'B', 'company', NOT_DUE, 'bankruptcy')],
      [],
    ],
    ['a claim filed', [loan('L1', 'B', 'company', OVERDUE)], ['L1,,2026-04-01,bankruptcy_claim,,,']],
    [
      'a claim filed in a bankruptcy that has ended',
      [loan('L1', 'B', 'company', OVERDUE)],
      ['L1,,2026-04-01,bankruptcy_claim,,2026-05-01,'],
    ],
    ['an acceptance taken back beside a hold', [onHold], ['L1,,2026-03-02,bankruptcy_accepted,,2026-05-01,驳回']],
  ])('by %s: what hangs on the day is not known, the rest is', async (_, loans, events) => {
    const opened = await book(loans, events);
    expect(told(opened, 'L1')).toEqual(UNKNOWN);
    const { assessment, columns, flags } = assess(opened);
    const first = assessment.loans.find(({ loan: at }) => at === loanIndex(opened.portfolio, 'L1'))!;
    expect(first.missing).toEqual(missing);
    expect(first.position).toMatchObject({ outstandingPrincipal: 1_000_000, overdueInterest: Number.NaN });
    expect(flags).toContain('amount-undetermined');
    expect(columns.overdueAtLeast[0]).toBe(1_000_000);
    expect(first.limitation.missing).not.toContainEqual(
      expect.objectContaining({ fact: 'loans.outstanding_principal' }),
    );
  });

  test('where nothing had fallen due by the terms, whether anything has cannot be told', async () => {
    const opened = await book([loan('L1', 'B', 'company', NOT_DUE, 'bankruptcy')], []);
    expect(told(opened, 'L1')).toBeNull();
    const { assessment, flags } = assess(opened);
    expect(assessment.loans[0]!.missing).toEqual(missing);
    expect([assessment.isListed, flags.includes('position-undetermined')]).toEqual([true, true]);
  });

  test('a claim against a guarantor, or a natural person on hold, tells nothing of the debtor', async () => {
    const claim = 'L1,,2026-04-01,bankruptcy_claim,G1,,';
    expect(told(await book([loan('L1', 'B', 'company', OVERDUE)], [claim]), 'L1')).toMatchObject(RUNNING);
    expect(told(await book([loan('L1', 'B', 'individual', OVERDUE, 'bankruptcy')], []), 'L1')).toMatchObject(RUNNING);
  });

  test('nothing hangs on it where nothing is owed', async () => {
    const opened = await book([onHold], [], ['L1,2026-01-31,10000', 'L1,2026-01-31,1300']);
    expect(told(opened, 'L1')).toMatchObject({ daysPastDue: 0, total: '0.00' });
  });
});
