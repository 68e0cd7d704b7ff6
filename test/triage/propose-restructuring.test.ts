/** From the files to the claim that a proposal starts from: what is due, what has accrued, what was still to come. */
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { formatFen } from '../../src/domain/money.js';
import type { claimedOn } from '../../src/triage/loan-in-distress.js';
import { proposeForBorrower } from '../../src/triage/propose-restructuring.js';
import { openBook } from './assessed-book.js';

const SURVEY = [
  'borrower_id,says will pay,gives documents,signed an undertaking,cooperates,reason is contradicted,income covers the instalment,hardship,hardship verified,months until able again,agrees to dispose of assets,answered on',
  'B,yes,yes,yes,yes,no,no,illness,yes,4,yes,2025-06-01',
  '',
].join('\n');

const LOANS =
  'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,accelerated_on';

async function propose(files: { loans: string; schedule?: string; payments?: string }, asOf: string) {
  const payments = files.payments ?? 'loan_id,paid_on,amount\n';
  const { portfolio, terms } = await openBook({ ...files, payments, survey: SURVEY }, asOf);
  return proposeForBorrower(portfolio, terms, 0);
}

const shown = (claim: Parameters<typeof claimedOn>[0] | null) =>
  claim === null ? null : Object.values(claim).map(formatFen).join(' ');

describe('the claim of the day', () => {
  // 4000 at 12 %, four equal parts. Due 02-15: 1000 + 40, 03-15: 1000 + 30, 04-15: 1000 + 20, 05-15: 1000 + 10.
  test('holds the interest of every instalment once all are due', async () => {
    const { loans } = await propose(
      { loans: `${LOANS}\nL,B,4000,12,50,2025-01-15,2025-05-15,equal_principal,monthly,\n` },
      '2025-06-20',
    );
    // 40 + 30 + 20 + 10, and nothing accrues beside the penalty.
    expect(shown(loans[0]!.claim)).toMatch(/^4000\.00 100\.00 0\.00 /);
  });

  test('of a debt that was called counts the lot, and nothing to come', async () => {
    const called = await propose(
      { loans: `${LOANS}\nL,B,4000,12,50,2025-01-15,2025-05-15,equal_principal,monthly,2025-03-20\n` },
      '2025-06-20',
    );
    // 40 + 30, and 2000 that were not due yet × 12 % × 5 ÷ 360 = 3.33
    expect(shown(called.loans[0]!.claim)).toMatch(/^4000\.00 73\.33 0\.00 /);
  });

  test('before the end: due, accrued, and what was to come apart', async () => {
    // 8 parts of 500 from 02-15: five are due on 06-20 with 40 + 35 + 30 + 25 + 20, then 1500 × 12 % × 5 ÷ 360 = 2.50.
    const { loans, verdict } = await propose(
      { loans: `${LOANS}\nL,B,4000,12,50,2025-01-15,2025-09-15,equal_principal,monthly,\n` },
      '2025-06-20',
    );
    expect(verdict).toBe('options');
    const { claim, options } = loans[0]!;
    expect(shown(claim)).toMatch(/^4000\.00 152\.50 0\.00 /);
    // The terms in force still let expect 15 + 10 + 5 in place of the 2.50: 4000 + 150 + 30 with penalty and compound.
    const offered = options.flatMap(({ proposed }) => (proposed.kind === 'offered' ? [proposed.terms] : []));
    expect(offered.length).toBeGreaterThan(0);
    for (const { total, changeOfReceipts } of offered) {
      expect(formatFen(total - changeOfReceipts)).toBe(formatFen(418_000 + claim!.penalty + claim!.compound));
    }
  });

  test('the horizon counts from the day of the answer, not from today', async () => {
    const { ableOn, answeredOn, recoveryMonths } = await propose(
      { loans: `${LOANS}\nL,B,4000,12,50,2025-01-15,2025-05-15,equal_principal,monthly,\n` },
      '2025-06-20',
    );
    expect([formatIsoDate(answeredOn), recoveryMonths, formatIsoDate(ableOn)]).toEqual(['2025-06-01', 4, '2025-10-01']);
  });

  test('fees of a given schedule are owed, and its loan has no method of its own to extend', async () => {
    const { loans } = await propose(
      {
        loans: `${LOANS}\nL,B,2000,12,50,2025-01-01,2025-12-31,schedule,monthly,\n`,
        schedule: [
          'loan_id,seq,due_on,principal,interest,fee',
          'L,1,2025-02-28,1000,50,30',
          'L,2,2025-12-31,1000,40,30',
          '',
        ].join('\n'),
      },
      '2025-06-20',
    );
    const [first] = loans;
    // Interest 50 and 1000 × 12 % × 112 days ÷ 360 = 37.33.
    expect(shown(first!.claim)).toMatch(/^2000\.00 87\.33 30\.00 /);
    expect(first!.options.map(({ proposed }) => `${proposed.option} ${proposed.kind}`)).toEqual([
      'extension undetermined',
      'changed_method offered',
      'changed_method offered',
      'principal_first offered',
    ]);
  });

  test('a loan without a position is named with what is missing, beside the others', async () => {
    const { verdict, missing } = await propose(
      { loans: `${LOANS}\nL,B,4000,12,50,2025-01-15,2025-05-15,,monthly,\n` },
      '2025-06-20',
    );
    expect(verdict).toBe('none');
    expect(missing.map(({ fact }) => fact)).toEqual(['loans.repayment_method']);
  });
});
