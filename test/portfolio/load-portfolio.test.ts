import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { heldEvents, heldPayments } from '../../src/portfolio/bring-in.js';
import { newLoanFile, openLoan } from '../../src/portfolio/portfolio.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import { encodeGb18030 } from '../../src/write/gb18030.js';
import { loadBook, loansFile, paymentsFile, paymentsOf, problemsOf, TERMS, withFiles } from './book-files.js';

const loans = loansFile('L1', 'L2');

describe('loading a book', () => {
  test('refuses where a file cannot be read, after showing what is wrong with every other', async () => {
    const answer = await withFiles(
      {
        loans: loansFile('L1', 'L1'),
        payments: 'loan_id,paid_on\nL1,2024-03-01\n',
        events: 'loan_id,happened_at,kind\nL9,2024-03-01,call\n',
        parties: 'loan_id,party_id,role,colour\nL1,G1,guarantor,red\n',
      },
      (paths) => loadPortfolio({ ...paths, schedule: `${paths.loans}.absent` }, TERMS),
    );
    if (!('refused' in answer)) throw new Error('was not refused');
    expect(answer.refused.map(({ table, line, code }) => [table, line, code])).toEqual([
      ['loans', 3, 'duplicate-loan'],
      ['payments', 1, 'missing-column'],
      ['schedule', 0, 'cannot-read-file'],
      ['events', 2, 'unknown-loan'],
      ['parties', 1, 'unknown-column'],
    ]);
  });

  test('without loans looks only at the headers of the other files', async () => {
    const answer = await withFiles(
      {
        loans: 'loan_id\nL1\n',
        payments: paymentsFile('L1,2024-03-01,1', 'L1,2024-03-01,1'),
        schedule: 'loan_id\nL1\n',
      },
      (paths) => loadPortfolio(paths, TERMS),
    );
    if (!('refused' in answer)) throw new Error('was not refused');
    expect(new Set(answer.refused.map(({ table, code }) => `${table} ${code}`))).toEqual(
      new Set(['loans missing-column', 'schedule missing-column']),
    );
  });

  test('does not hold a whole ledger against a book in which no loan was sound', async () => {
    const book = await loadBook({
      loans: loansFile('L1').replace('2024-01-10', 'yesterday'),
      payments: paymentsFile('L1,2024-03-01,1', 'L2,2024-03-01,1'),
      events: 'loan_id,happened_at,kind\nL1,2024-03-01,call\n',
    });
    expect(book.portfolio.count).toBe(0);
    expect(book.problems.map(({ table }) => table)).toEqual(['loans']);
    expect(book.inputs.map(({ table, rows, rejected }) => [table, rows, rejected])).toEqual([
      ['loans', 1, 1],
      ['payments', 0, 0],
      ['events', 0, 0],
    ]);
    expect(heldEvents(book.portfolio)?.line.length).toBe(0);
  });

  test('holds payments against a book that is merely empty', async () => {
    const book = await loadBook({ loans: loansFile(), payments: paymentsFile('L1,2024-03-01,1') });
    expect(problemsOf(book, 'payments')).toEqual([{ line: 2, detail: { code: 'unknown-loan' } }]);
  });

  test('reports each file with its counts, hash and totals rows', async () => {
    const payments = paymentsFile('L1,2024-03-01,1', 'L9,2024-03-01,1', '合计,,2');
    const book = await loadBook({ loans, payments });
    expect(book.inputs[1]).toMatchObject({
      table: 'payments',
      encoding: 'utf-8',
      delimiter: ',',
      rows: 2,
      rejected: 1,
      setAside: 1,
      sha256: createHash('sha256').update(payments).digest('hex'),
    });
    expect(book.inputs[1]!.columnsTaken).toContainEqual({ title: 'paid_on', column: 'paid_on' });
    expect(book.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'unknown-loan'],
      [4, 'totals-row'],
    ]);
    expect(book.openTables.get('payments')?.file).toBe(book.inputs[1]!.file);
    expect(book.loansTable.shape.table).toBe('loans');
  });

  test('shows problems by table and line, found early or late', async () => {
    const book = await loadBook({
      loans: loansFile('L1', 'L1', 'L2'),
      payments: paymentsFile('L1,2024-03-01,1,P1', 'L1,2024-03-01,1,P1', 'L9,2024-03-01,1', 'L1,2024-03-02,-1,R1,P7'),
    });
    expect(book.problems.map(({ table, line, code }) => [table, line, code])).toEqual([
      ['loans', 3, 'duplicate-loan'],
      ['payments', 3, 'duplicate-payment'],
      ['payments', 4, 'unknown-loan'],
      ['payments', 5, 'reversal-without-original'],
    ]);
    const offsets = book.problems.map(({ offset }) => offset);
    expect(offsets.every((offset) => offset > 0)).toBe(true);
  });

  test('reads what a core banking system writes: GB18030, Chinese titles, a packed ledger', async () => {
    const book = await loadBook({
      loans: encodeGb18030(
        '借据号,客户号,客户名称,贷款金额,年利率,放款日,到期日,还款方式,机构\r\n' +
          '借001,K1,张三,"10,000.00",4.35%,20240110,2025年1月10日,等额本息,城东支行\r\n' +
          '借002,K1,张三,5000,4.35,2024/1/10,2025-01-10,按期付息到期还本,城西支行\r\n',
      ),
      payments: gzipSync(
        encodeGb18030('借据号,还款日期,还款金额,流水号\r\n借001,20240301,¥877.10,1\r\n借003,20240301,1,2\r\n'),
      ),
    });
    expect(problemsOf(book, 'payments')).toEqual([{ line: 3, detail: { code: 'unknown-loan' } }]);
    expect(book.problems[0]).toMatchObject({ loanId: '借003' });
    expect(paymentsOf(book.portfolio, '借001').map(({ amount }) => amount)).toEqual([87_710]);
    expect(book.portfolio.borrowerCount).toBe(1);
    expect(book.portfolio.branches).toEqual(['', '城东支行', '城西支行']);
  });

  test('gives a portfolio that another thread can work on: its columns are shared, not copied', async () => {
    const { portfolio } = await loadBook({
      loans,
      payments: paymentsFile('L2,2024-03-01,7,P1,,1,1'),
      parties: 'loan_id,party_id,role\nL1,G1,guarantor\n',
      events: 'loan_id,happened_at,kind\nL1,2024-03-01,call\n',
    });
    const clone = structuredClone(portfolio);
    const file = newLoanFile(clone);
    openLoan(clone, 1, file);
    expect(file.payments.amount[file.paymentsFrom]).toBe(700);
    expect(clone.parties).toEqual(portfolio.parties);
    const columns = [
      ...Object.values(portfolio.loans),
      ...Object.values(portfolio.payments),
      ...Object.values(portfolio.given),
      ...Object.values(portfolio.events!),
      portfolio.paymentStart,
      portfolio.givenStart,
      portfolio.eventStart,
      portfolio.borrowerStart,
      portfolio.loansByBorrower,
    ];
    for (const column of columns) expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
    heldPayments(portfolio).amount[file.paymentsFrom] = 800;
    expect(file.payments.amount[file.paymentsFrom]).toBe(800);
  });
});
