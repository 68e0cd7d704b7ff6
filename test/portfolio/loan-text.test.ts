import { describe, expect, test } from 'vitest';
import { type Masking, openMasking, UNMASKED, USUAL_MASKS } from '../../src/domain/masking-rules.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import { gatherLoanText } from '../../src/read/loan-text.js';
import { paymentsFile, TERMS, withFiles } from './book-files.js';

const NAMES = ['张三', '"李四\n(分店)"', '', ' 王五 ', '"赵""六"""'];

async function gather(loanIndexes: readonly number[], columns: readonly string[], masking: Masking = UNMASKED) {
  const rows = NAMES.map((name, number) => `L${number},${name},100,2024-01-10,2025-01-10,第${number}支行`);
  const loans = ['loan_id,borrower_name,principal,disbursed_on,matures_on,branch', ...rows, ''].join('\n');
  return withFiles({ loans, payments: paymentsFile() }, async (paths) => {
    const book = await loadPortfolio(paths, TERMS);
    if ('refused' in book) throw new Error('refused');
    return gatherLoanText(book.loansTable, book.portfolio, Int32Array.from(loanIndexes), columns, masking);
  });
}

describe('the text of loans', () => {
  test('is found for any loans in any order, some of them twice', async () => {
    const asked = [4, 0, 3, 0, 1, 2];
    const text = await gather(asked, ['borrower_name', 'branch', 'phone']);
    expect(asked.map((_, position) => text.text(position, 'borrower_name'))).toEqual([
      '赵"六"',
      '张三',
      '王五',
      '张三',
      '李四\n(分店)',
      '',
    ]);
    expect(asked.map((_, position) => text.text(position, 'branch'))).toEqual(asked.map((loan) => `第${loan}支行`));
    expect(text.text(0, 'phone')).toBe('');
  });

  test('is kept as it may be shown', async () => {
    const text = await gather([1, 0], ['borrower_name', 'branch'], openMasking(USUAL_MASKS, false));
    expect(text.text(1, 'borrower_name')).toBe('张*');
    expect(text.text(0, 'branch')).toBe('第1支行');
  });

  test('is not made up for what was not asked for', async () => {
    const text = await gather([2], ['branch']);
    expect(() => text.text(0, 'borrower_name')).toThrow(RangeError);
    expect(() => text.text(1, 'branch')).toThrow(RangeError);
  });

  test('of no loans needs no file', async () => {
    const text = await gather([], ['branch']);
    expect(() => text.text(0, 'branch')).toThrow(RangeError);
  });
});
