import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { textOf } from '../../src/portfolio/id-table.js';
import { newLoanFile, openLoan } from '../../src/portfolio/portfolio.js';
import { day, loadBook, loanIndex, loansFile, paymentsFile, problemsOf } from './book-files.js';

const payments = paymentsFile();

/** A loans file from rows of loan id, currency and principal. */
function inCurrencies(...rows: readonly string[]): string {
  const header = 'loan_id,currency,principal,disbursed_on,matures_on';
  return [header, ...rows.map((row) => `${row},2024-01-10,2025-01-10`), ''].join('\n');
}

describe('the loans of a book', () => {
  test('keep every term of the contract, and what is blank is not zero', async () => {
    const { portfolio, problems } = await loadBook({
      payments,
      loans: [
        'loan_id,borrower_id,borrower_kind,region,branch,officer,product,asset_class,currency,principal,outstanding_principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,payment_day,contract_signed_on,status,accelerated_on,restructured_on,hold,collateral_value,reported_days_past_due,reported_overdue_principal,reported_overdue_interest',
        'L1,B1,farm,城东,一支行,王五,农贷,business,CNY,10000.50,9000,4.35%,50,2024-01-10,2025-01-10,interest_only,quarterly,21,2024-01-05,restructured,2024-06-01,2024-07-01,dispute,20000,3,1.5,0',
        'L2,,,,,,,,,500,,,,2024-01-10,2025-01-10,,,,,,,,,,,,',
        '',
      ].join('\n'),
    });
    expect(problems).toEqual([]);
    const file = newLoanFile(portfolio);
    openLoan(portfolio, 0, file);
    expect(file).toMatchObject({
      principal: 1_000_050,
      annualRate: 4_350_000,
      penaltyMarkup: 50_000_000,
      disbursedOn: day('2024-01-10'),
      maturesOn: day('2025-01-10'),
      acceleratedOn: day('2024-06-01'),
      restructuredOn: day('2024-07-01'),
      method: 3,
      period: 2,
      paymentDay: 21,
      assetClass: 1,
      status: 4,
      hold: 2,
    });
    const { loans } = portfolio;
    expect([...loans.statedOutstanding]).toEqual([900_000, Number.NaN]);
    expect([...loans.contractSignedOn]).toEqual([day('2024-01-05'), NO_DAY]);
    expect([...loans.borrowerKind]).toEqual([3, 0]);
    expect([...loans.collateralValue]).toEqual([2_000_000, Number.NaN]);
    expect(portfolio.branches[loans.branch[0]!]).toBe('一支行');
    expect(portfolio.officers[loans.officer[0]!]).toBe('王五');
    expect(portfolio.regions[loans.region[0]!]).toBe('城东');
    expect(portfolio.products[loans.product[0]!]).toBe('农贷');
    expect([loans.reportedDaysPastDue[0], loans.reportedOverduePrincipal[0]]).toEqual([3, 150]);
    expect(loans.reportedOverdueInterest[0]).toBe(0);
    openLoan(portfolio, 1, file);
    expect(file).toMatchObject({
      annualRate: Number.NaN,
      penaltyMarkup: Number.NaN,
      acceleratedOn: NO_DAY,
      restructuredOn: NO_DAY,
      method: 0,
      paymentDay: 0,
      hold: 0,
    });
    expect([loans.branch[1], portfolio.branches[0]]).toEqual([0, '']);
    expect(loans.reportedOverdueInterest[1]).toBeNaN();
    expect([...loans.line]).toEqual([2, 3]);
  });

  test('share their borrower; a loan without one is its own borrower', async () => {
    const { portfolio } = await loadBook({
      payments,
      loans: loansFile({ loan: 'L1', borrower: 'B1' }, 'B1', { loan: 'L3', borrower: 'B1' }, 'L4'),
    });
    expect([...portfolio.loans.borrower]).toEqual([0, 1, 0, 2]);
    expect(portfolio.borrowerCount).toBe(3);
    expect(textOf(portfolio.borrowerIds, 0)).toBe('B1');
    expect(textOf(portfolio.borrowerIds, 1)).toBe('\0B1');
    expect([...portfolio.borrowerStart]).toEqual([0, 2, 3, 4]);
    expect([...portfolio.loansByBorrower]).toEqual([0, 2, 1, 3]);
  });

  test('keep the first of two rows with the same loan id, in one batch or far apart', async () => {
    const many = Array.from({ length: 1500 }, (_, number) => `N${number}`);
    const book = await loadBook({ payments, loans: loansFile('L1', 'L1', ...many, 'L1', 'N1499') });
    expect(problemsOf(book, 'loans')).toEqual([
      { line: 3, detail: { code: 'duplicate-loan', firstLine: 2 } },
      { line: 1504, detail: { code: 'duplicate-loan', firstLine: 2 } },
      { line: 1505, detail: { code: 'duplicate-loan', firstLine: 1503 } },
    ]);
    expect(book.portfolio.count).toBe(1501);
    expect(book.portfolio.totals.principal).toBe(1501 * 1_000_000);
    expect(book.inputs[0]).toMatchObject({ rows: 1504, rejected: 3, setAside: 0 });
  });

  test('a rejected row does not claim its loan id', async () => {
    const book = await loadBook({
      payments,
      loans: inCurrencies('L1,USD,100', 'L1,CNY,200'),
    });
    expect(problemsOf(book, 'loans')).toEqual([
      { line: 2, detail: { code: 'unsupported-currency', currency: 'USD', expected: 'CNY' } },
    ]);
    expect([...book.portfolio.loans.principal]).toEqual([20_000]);
  });

  test('are in yuan under any of its names', async () => {
    const names = ['CNY', 'cny', 'RMB', 'rmb', '人民币', '156', ''];
    const rows = names.map((name, number) => `L${number},${name},100`);
    const book = await loadBook({ payments, loans: inCurrencies(...rows) });
    expect(book.problems).toEqual([]);
    expect(book.portfolio.count).toBe(names.length);
  });

  test('may be in another currency when the lender says so, but then not in yuan', async () => {
    const book = await loadBook({ payments, loans: inCurrencies('L1,HKD,100', 'L2,人民币,100') }, { currency: 'HKD' });
    expect(problemsOf(book, 'loans')).toEqual([
      { line: 3, detail: { code: 'unsupported-currency', currency: '人民币', expected: 'HKD' } },
    ]);
  });

  test('mature on the day of disbursement at the earliest', async () => {
    const book = await loadBook({
      payments,
      loans: 'loan_id,principal,disbursed_on,matures_on\nL1,100,2024-03-02,2024-03-01\nL2,100,2024-03-02,2024-03-02\n',
    });
    expect(problemsOf(book, 'loans')).toEqual([
      {
        line: 2,
        detail: { code: 'matures-before-disbursement', disbursedOn: '2024-03-02', maturesOn: '2024-03-01' },
      },
    ]);
    expect(loanIndex(book.portfolio, 'L2')).toBe(0);
  });

  test('have a principal above zero and a payment day from 1 to 31', async () => {
    const book = await loadBook({
      payments,
      loans: [
        '借据号,贷款金额,每月还款日,放款日,到期日',
        ...['L1,0.00,1', 'L2,100,0', 'L3,100,32', 'L4,100,31'].map((row) => `${row},2024-01-10,2025-01-10`),
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'loans')).toEqual([
      { line: 2, detail: { code: 'zero-amount', column: '贷款金额', cell: '0.00' } },
      { line: 3, detail: { code: 'bad-whole-number', column: '每月还款日', cell: '0' } },
      { line: 4, detail: { code: 'bad-whole-number', column: '每月还款日', cell: '32' } },
    ]);
    expect(book.portfolio.loans.paymentDay[0]).toBe(31);
  });

  test('have the period that the spelling of their repayment method tells, and no other', async () => {
    const terms = '100,2024-01-10,2025-01-10';
    const book = await loadBook({
      payments,
      loans: [
        '借据号,贷款金额,放款日,到期日,还款方式,还款周期',
        `L1,${terms},按月等额本息,`,
        `L2,${terms},"按季付息，到期还本",`,
        `L3,${terms},按年付息到期还本,按年`,
        `L4,${terms},按季付息到期还本,按月`,
        `L5,${terms},按期付息到期还本,按季`,
        `L6,${terms},等额本息,`,
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'loans')).toEqual([
      {
        line: 5,
        detail: {
          code: 'period-contradicts-method',
          method: '按季付息到期还本',
          column: '还款周期',
          cell: '按月',
        },
      },
    ]);
    const { method, period } = book.portfolio.loans;
    expect(Array.from(method.subarray(0, 5))).toEqual([1, 3, 3, 3, 1]);
    expect(Array.from(period.subarray(0, 5))).toEqual([1, 2, 3, 2, 0]);
  });

  test('take the period from the method where the file has no column for it', async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, at) => `L${at},100,2024-01-10,2025-01-10,${at % 2 ? '按季' : ''}等额本息`,
    );
    const book = await loadBook({
      payments,
      loans: ['借据号,贷款金额,放款日,到期日,还款方式', ...rows, ''].join('\n'),
    });
    const { method, period } = book.portfolio.loans;
    expect(new Set(method)).toEqual(new Set([1]));
    expect(Array.from(period)).toEqual(rows.map((_, at) => (at % 2 ? 2 : 0)));
  });
});

describe('percentages that may be fractions', () => {
  type Row = readonly [rate: string, markup: string];
  const rates = (...rows: readonly Row[]) =>
    [
      'loan_id,principal,年利率,penalty_markup_percent,disbursed_on,matures_on',
      ...rows.map(([rate, markup], at) => `L${at},100,${rate},${markup},2024-01-10,2025-01-10`),
      '',
    ].join('\n');
  const told = async (...rows: readonly Row[]) => {
    const { portfolio, problems } = await loadBook({ payments, loans: rates(...rows) });
    expect(portfolio.count).toBe(rows.length);
    return problems.map((found) => [found.severity, found.line, found.code, 'column' in found ? found.column : '']);
  };

  test('are told once for the column, at its header, and used as they stand', async () => {
    const book = await loadBook({ payments, loans: rates(['0.0435', '0.5'], ['0.36', ''], ['', '0.3']) });
    expect([...book.portfolio.loans.annualRate]).toEqual([43_500, 360_000, Number.NaN]);
    expect(book.problems.map(({ line, severity, ...found }) => [line, severity, found])).toEqual([
      [1, 'warning', expect.objectContaining({ code: 'perhaps-fractions', column: '年利率', greatest: '0.36' })],
      [1, 'warning', expect.objectContaining({ column: 'penalty_markup_percent', greatest: '0.5' })],
    ]);
  });

  test('one that is no fraction speaks for all', async () => {
    expect(await told(['0.0435', '0.5'], ['4.35', '50'])).toEqual([]);
  });

  test('a column that is blank or zero throughout says nothing', async () => {
    expect(await told(['', ''], ['0', '0'])).toEqual([]);
  });

  test('a percent sign is taken at its word', async () => {
    expect(await told(['4.35%', ''])).toEqual([]);
  });
});

describe('maturities that no contract has', () => {
  const maturing = (...days: readonly string[]) =>
    ['loan_id,principal,disbursed_on,到期日', ...days.map((day, at) => `L${at},100,2024-01-10,${day}`), ''].join('\n');

  test('are told once, with how many there are, and used as they stand', async () => {
    const { portfolio, problems } = await loadBook({
      payments,
      loans: maturing('2099-12-31', '2054-01-10', '2100-12-31'),
    });
    expect(portfolio.count).toBe(3);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        line: 1,
        code: 'far-maturities',
        column: '到期日',
        loans: 2,
        latest: '2100-12-31',
      }),
    ]);
  });

  test('fifty years are no reason to ask', async () => {
    const { problems } = await loadBook({ payments, loans: maturing('2074-01-10') });
    expect(problems).toEqual([]);
  });
});

test('a settled loan with a balance is told, and stays settled', async () => {
  const row = (loan: string, status: string, balance: string) =>
    `${loan},100,${balance},2024-01-10,2025-01-10,${status}`;
  const book = await loadBook({
    payments,
    loans: [
      'loan_id,principal,outstanding_principal,disbursed_on,matures_on,status',
      row('L1', 'settled', '0.00'),
      row('L2', '结清', '0.01'),
      row('L3', 'settled', ''),
      row('L4', 'written_off', '50'),
      row('L5', 'active', '50'),
      '',
    ].join('\n'),
  });
  expect(book.portfolio.count).toBe(5);
  expect(book.problems).toMatchObject([
    { severity: 'warning', line: 3, loanId: 'L2', code: 'settled-with-balance', balance: '0.01' },
  ]);
  expect([...book.portfolio.lostRows]).toEqual([0, 0, 0, 0, 0]);
});

test('a loan that was called before it was lent is told; one called today or never is not', async () => {
  const row = (loan: string, called: string) => `${loan},100,2024-01-10,2025-01-10,${called}`;
  const book = await loadBook({
    payments,
    loans: [
      'loan_id,principal,disbursed_on,matures_on,accelerated_on',
      row('L1', '2024-01-09'),
      row('L2', '2024-01-10'),
      row('L3', ''),
      row('L4', '9999-12-31'),
      '',
    ].join('\n'),
  });
  expect(book.portfolio.count).toBe(4);
  expect(book.problems).toMatchObject([
    {
      severity: 'warning',
      line: 2,
      loanId: 'L1',
      code: 'accelerated-before-disbursement',
      acceleratedOn: '2024-01-09',
    },
  ]);
});
