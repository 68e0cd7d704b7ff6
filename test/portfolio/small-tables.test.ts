import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { SECURITIES } from '../../src/domain/claim.js';
import { textOf } from '../../src/portfolio/id-table.js';
import { day, loadBook, loansFile, paymentsFile, problemsOf } from './book-files.js';

const loans = loansFile('L1', 'L2', 'L3');
const payments = paymentsFile();

describe('parties', () => {
  test('are listed as they are written', async () => {
    const book = await loadBook({
      loans,
      payments,
      parties: [
        'loan_id,party_id,name,role,guarantee_mode,guarantee_period,signed_on,phone,address',
        'L2,G1,赵六,guarantor,joint,6 months,2024-01-09,13800000000,文三路1号',
        'L9,G2,钱七,guarantor,,,,,',
        'L1,C1,孙八,co_borrower,,,,,',
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'parties')).toEqual([{ line: 3, detail: { code: 'unknown-loan' } }]);
    expect(book.portfolio.parties).toEqual([
      {
        loan: 1,
        partyId: 'G1',
        code: 0,
        name: '赵六',
        role: 3,
        guaranteeMode: 1,
        guaranteePeriod: '6 months',
        signedOn: day('2024-01-09'),
        phone: '13800000000',
        address: '文三路1号',
        line: 2,
      },
      {
        loan: 0,
        partyId: 'C1',
        code: 1,
        name: '孙八',
        role: 2,
        guaranteeMode: 0,
        guaranteePeriod: '',
        signedOn: NO_DAY,
        phone: '',
        address: '',
        line: 4,
      },
    ]);
  });
});

describe('a party that is named twice', () => {
  test('for one loan counts once, unless the rows say something else of it', async () => {
    const book = await loadBook({
      loans,
      payments,
      parties: [
        'loan_id,party_id,name,role,guarantee_mode,guarantee_period,signed_on',
        'L1,G1,赵六,guarantor,joint,6 months,2024-01-09',
        'L1,G1,赵六,guarantor,joint,6 months,2024-01-09',
        'L1,G1,赵六,guarantor,joint,6 months,2025-01-09',
        'L1,G1,赵六,mortgagor,,,2024-01-09',
        'L2,G1,赵六,guarantor,joint,6 months,2024-01-09',
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'parties')).toEqual([
      { line: 3, detail: { code: 'duplicate-party', partyId: 'G1', firstLine: 2 } },
    ]);
    expect(book.portfolio.parties!.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
    expect(book.portfolio.partiesOfLoan.get(0)!.map(({ line }) => line)).toEqual([2, 4, 5]);
  });
});

describe('collateral', () => {
  test('adds up with the value in the loans file; unknown plus nothing stays unknown', async () => {
    const book = await loadBook({
      payments,
      loans: [
        'loan_id,principal,disbursed_on,matures_on,collateral_value',
        'L1,10000,2024-01-10,2025-01-10,5000',
        'L2,10000,2024-01-10,2025-01-10,',
        'L3,10000,2024-01-10,2025-01-10,',
        '',
      ].join('\n'),
      collateral: [
        'loan_id,kind,value',
        'L1,住宅,100',
        'L2,车辆,200',
        'L1,商铺,300.50',
        'L2,设备,',
        'L3,设备,',
        'L9,设备,1',
        '',
      ].join('\n'),
    });
    expect([...book.portfolio.loans.collateralValue]).toEqual([540_050, 20_000, Number.NaN]);
    expect(problemsOf(book, 'collateral')).toEqual([{ line: 7, detail: { code: 'unknown-loan' } }]);
    expect(book.portfolio.totals.collateralRows).toBe(5);
  });
});

describe('how a loan is secured', () => {
  test('is told by the kinds in the loans file and in the collateral file, the one soonest lost first', async () => {
    const { portfolio } = await loadBook({
      payments,
      loans: [
        'loan_id,principal,disbursed_on,matures_on,collateral_kind,collateral_value',
        ...[
          'none,,',
          'house,住宅,5000',
          'credit,信用,',
          'value,,5000',
          'paper,存单质押,100',
          'both,其他,',
          'vague,其他,',
        ].map((row) => row.replace(/^(\w+),/, 'L-$1,10000,2024-01-10,2025-01-10,')),
        '',
      ].join('\n'),
      collateral: [
        'loan_id,kind,value,registered_on',
        'L-both,存单质押,5,',
        'L-both,应收账款质押,5,2024-01-11',
        '',
      ].join('\n'),
    });
    const said = Object.fromEntries(
      Array.from(portfolio.security, (code, loan) => [textOf(portfolio.loanIds, loan), SECURITIES[code]]),
    );
    expect(said).toEqual({
      'L-none': 'none',
      'L-house': 'mortgage',
      'L-credit': 'none',
      'L-value': 'unknown',
      'L-paper': 'possessory_pledge',
      'L-both': 'registered_pledge',
      'L-vague': 'unknown',
    });
  });
});
