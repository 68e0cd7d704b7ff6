/** What `explain` shows of the schedule must agree with the position beside it. */
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { formatFen } from '../../src/domain/money.js';
import { explainLoan, type LoanExplanation } from '../../src/triage/explain-loan.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { openBook } from './assessed-book.js';

const rows = ({ schedule }: LoanExplanation) =>
  schedule.map(({ number, dueOn, principal, interest, fee, paid, open }) =>
    [number, formatIsoDate(dueOn), ...[principal, interest, fee, paid, open].map(formatFen)].join(' '),
  );

describe('the schedule of an explained loan', () => {
  test('shows the called rest in place of what was to come', async () => {
    const loans = [
      'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,accelerated_on',
      'L1,B,4000,12,50,2025-01-15,2025-05-15,equal_principal,monthly,2025-03-20',
      '',
    ].join('\n');
    const book = await openBook({ loans, payments: paymentsFile('L1,2025-04-19,3000') }, '2025-06-30');
    const explained = explainLoan(book.portfolio, book.terms, 0);
    // 2000 × 12 % × 5/360 = 3.33; of 3000 go 1040 + 1030 to the first two, 3.33 and 926.67 to the rest.
    expect(rows(explained)).toEqual([
      '1 2025-02-15 1000.00 40.00 0.00 1040.00 0.00',
      '2 2025-03-15 1000.00 30.00 0.00 1030.00 0.00',
      '3 2025-03-20 2000.00 3.33 0.00 930.00 1073.33',
    ]);
    expect(explained.assessment.position!.overduePrincipal).toBe(107_333);
  });

  test('counts fees that the export booked as paid, also those booked before they fell due', async () => {
    const loans = [
      'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method',
      'L1,B,2000,12,50,2025-01-01,2025-02-28,schedule',
      '',
    ].join('\n');
    const schedule = [
      'loan_id,seq,due_on,principal,interest,fee',
      'L1,1,2025-01-31,1000,50,30',
      'L1,2,2025-02-28,1000,40,30',
      '',
    ].join('\n');
    const payments = paymentsFile('L1,2025-01-20,35,,,,35,counter', 'L1,2025-02-10,10,,,,10,counter');
    const book = await openBook({ loans, schedule, payments }, '2025-03-31');
    const explained = explainLoan(book.portfolio, book.terms, 0);
    expect(rows(explained)).toEqual([
      '1 2025-01-31 1000.00 50.00 30.00 30.00 1050.00',
      '2 2025-02-28 1000.00 40.00 30.00 15.00 1055.00',
    ]);
    expect(explained.assessment.position!.overdueFee).toBe(1500);
    const fees = explained.trace.applications.filter(({ part }) => part === 'fee');
    expect(fees.reduce((sum, { amount }) => sum + amount, 0)).toBe(explained.assessment.position!.allocatedFee);
  });
});
