/** The grade of restructured loans in a book: what they were before days past due came down. */
import { describe, expect, test } from 'vitest';
import { RISK_GRADES } from '../../src/domain/risk-grade.js';
import { explainLoan } from '../../src/triage/explain-loan.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { openBook } from './assessed-book.js';

const HEADER =
  'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,status,restructured_on';
const EVENTS = 'loan_id,borrower_id,happened_at,kind,party_id,evidence';
/** Four instalments missed from 2023-09-10, all made good 117 days later. */
const PAID_UP = paymentsFile('L1,2024-01-05,4000,,,,,counter');
/** Every instalment so far paid before it fell due. */
const PUNCTUAL = paymentsFile('L1,2023-09-09,4000,,,,,counter');

async function gradeOf(terms: string, payments: string, asOf: string, ...events: readonly string[]) {
  const loans = `${HEADER}\nL1,B1,12000,6,50,2023-08-10,2025-08-10,equal_principal,monthly,${terms}\n`;
  const book = await openBook({ loans, payments, events: [EVENTS, ...events, ''].join('\n') }, asOf);
  const { assessment } = explainLoan(book.portfolio, book.terms, 0);
  expect(assessment.position?.daysPastDue).toBe(0);
  return `${RISK_GRADES[assessment.ownGrade]} ${assessment.gradeHold}`.trim();
}

describe('商业银行金融资产风险分类办法', () => {
  test('a restructured loan that was non-performing is not graded up at once', async () => {
    expect(await gradeOf('restructured,2023-08-20', PAID_UP, '2024-02-01')).toBe('次级 upgrade-wait');
    expect(await gradeOf('active,', PAID_UP, '2024-02-01')).toBe('正常');
    expect(await gradeOf('restructured,2023-08-20', PUNCTUAL, '2024-02-01')).toBe('正常');
  });

  test('one restructured again under observation is 次级 at least', async () => {
    const plan = (evidence: string, on = '2023-12-01') => `L1,,${on},repayment_plan,,${evidence}`;
    const restructured = 'restructured,2023-08-20';
    expect(await gradeOf(restructured, PUNCTUAL, '2024-02-01', plan('signed'))).toBe('次级 restructured-again');
    expect(await gradeOf(restructured, PUNCTUAL, '2024-02-01', plan('none'))).toBe('正常');
    expect(await gradeOf(restructured, PUNCTUAL, '2024-02-01', plan('signed', '2024-03-01'))).toBe('正常');
    expect(await gradeOf('active,', PUNCTUAL, '2024-02-01', plan('signed'))).toBe('正常');
  });
});
