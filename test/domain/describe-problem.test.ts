import { describe, expect, it } from 'vitest';
import { describeProblem, formatProblem } from '../../src/domain/describe-problem.js';
import { LANGUAGES } from '../../src/domain/language.js';
import {
  type Problem,
  type ProblemCode,
  type ProblemDetail,
  problem,
  type TableName,
} from '../../src/domain/problem.js';

const CELL = { column: '到期日', cell: '2023/02/30' };

/** One of each: a code that is missing here does not compile. */
const DETAILS: { readonly [Code in ProblemCode]: Extract<ProblemDetail, { code: Code }> } = {
  'blank-required': { code: 'blank-required', column: '到期日', cell: '' },
  'bad-date': { code: 'bad-date', ...CELL },
  'impossible-date': { code: 'impossible-date', ...CELL },
  'ambiguous-date': { code: 'ambiguous-date', ...CELL },
  'two-digit-year': { code: 'two-digit-year', ...CELL },
  'bad-amount': { code: 'bad-amount', ...CELL },
  'zero-amount': { code: 'zero-amount', ...CELL },
  'negative-amount': { code: 'negative-amount', ...CELL },
  'bad-rate': { code: 'bad-rate', ...CELL },
  'bad-whole-number': { code: 'bad-whole-number', ...CELL },
  'unknown-choice': {
    code: 'unknown-choice',
    ...CELL,
    choices: ['monthly', 'once'],
    titles: ['按月', 'once'],
    didYouMean: 'monthly',
  },
  'identifier-in-scientific-notation': { code: 'identifier-in-scientific-notation', ...CELL },
  'spreadsheet-error': { code: 'spreadsheet-error', ...CELL },
  'merged-cell': { code: 'merged-cell', ...CELL },
  'wrong-cell-count': { code: 'wrong-cell-count', expected: 12, found: 1 },
  'stray-quote': { code: 'stray-quote' },
  'unclosed-quote': { code: 'unclosed-quote' },
  'nul-byte': { code: 'nul-byte' },
  'totals-row': { code: 'totals-row', cell: '合计' },
  'missing-column': { code: 'missing-column', column: 'loan_id', titles: ['借据号'], didYouMean: '借据' },
  'duplicate-column': { code: 'duplicate-column', column: 'loan_id', titles: ['借据号', '借据编号'] },
  'unknown-column': { code: 'unknown-column', column: '备注', didYouMean: 'care_note' },
  'lines-above-header': { code: 'lines-above-header', lines: 3 },
  'amounts-in-another-unit': { code: 'amounts-in-another-unit', unit: '万元' },
  'records-above-header': { code: 'records-above-header', firstLine: 2 },
  'cannot-read-file': { code: 'cannot-read-file', reason: 'no such file' },
  'empty-file': { code: 'empty-file' },
  'not-in-encoding': { code: 'not-in-encoding', encoding: 'utf-8', atByte: 17, atLine: 2 },
  'damaged-gzip': { code: 'damaged-gzip', reason: 'unexpected end of file' },
  'too-large': { code: 'too-large', what: 'unpacked', most: '4 GiB' },
  'no-line-end-at-end': { code: 'no-line-end-at-end' },
  'far-maturities': { code: 'far-maturities', column: '到期日', loans: 12, latest: '2099-12-31' },
  'perhaps-fractions': { code: 'perhaps-fractions', column: '年利率', greatest: '0.24' },
  'damaged-workbook': { code: 'damaged-workbook', reason: 'it is no .xlsx file' },
  'unknown-sheet': { code: 'unknown-sheet', sheet: '借具', sheets: ['借据', '流水'], didYouMean: '借据' },
  'other-sheets': { code: 'other-sheets', sheet: '2025年', sheets: ['2026年', '封面'] },
  'duplicate-loan': { code: 'duplicate-loan', firstLine: 3 },
  'matures-before-disbursement': {
    code: 'matures-before-disbursement',
    disbursedOn: '2023-01-01',
    maturesOn: '2022-01-01',
  },
  'period-contradicts-method': {
    code: 'period-contradicts-method',
    method: '按季付息到期还本',
    column: '还款周期',
    cell: '按月',
  },
  'unsupported-currency': { code: 'unsupported-currency', currency: 'USD', expected: 'CNY' },
  'unknown-loan': { code: 'unknown-loan' },
  'payment-before-disbursement': {
    code: 'payment-before-disbursement',
    paidOn: '2022-01-01',
    disbursedOn: '2023-01-01',
  },
  'duplicate-payment': { code: 'duplicate-payment', paymentId: 'P1', firstLine: 3 },
  'reversal-without-original': { code: 'reversal-without-original', reversalOf: 'P1' },
  'reversal-exceeds-original': { code: 'reversal-exceeds-original', reversalOf: 'P1', originalLine: 3 },
  'split-exceeds-amount': { code: 'split-exceeds-amount' },
  'duplicate-party': { code: 'duplicate-party', partyId: 'G1', firstLine: 3 },
  'duplicate-instalment': { code: 'duplicate-instalment', sequence: 4, firstLine: 3 },
  'schedule-principal-mismatch': { code: 'schedule-principal-mismatch', scheduled: '90.00', principal: '100.00' },
  'incomplete-schedule': { code: 'incomplete-schedule' },
  'instalment-before-disbursement': {
    code: 'instalment-before-disbursement',
    dueOn: '2022-01-01',
    disbursedOn: '2023-01-01',
  },
  'accelerated-before-disbursement': {
    code: 'accelerated-before-disbursement',
    acceleratedOn: '2023-01-01',
    disbursedOn: '2024-01-10',
  },
  'settled-with-balance': { code: 'settled-with-balance', balance: '500.00' },
  'instalment-left-out': { code: 'instalment-left-out', sequence: 3, after: 2 },
  'event-without-subject': { code: 'event-without-subject' },
  'ends-before-it-begins': { code: 'ends-before-it-begins', happenedOn: '2024-05-02', endedOn: '2024-05-01' },
  'unknown-borrower': { code: 'unknown-borrower' },
  'unknown-answer': {
    code: 'unknown-answer',
    column: '困难原因',
    cell: '懒',
    answers: 'choice',
    choices: ['illness', '疾病'],
    didYouMean: '疾病',
  },
  'answer-without-day': { code: 'answer-without-day', column: '调查日期' },
  'contradicting-answers': {
    code: 'contradicting-answers',
    column: '配合',
    answeredOn: '2024-03-01',
    otherLine: 3,
  },
  'unknown-letter': { code: 'unknown-letter', letter: 'B1-20261120-D' },
  'ambiguous-letter': { code: 'ambiguous-letter', letter: 'demand.pdf', numbers: ['B1-20261120-D', 'B2-20261120-D'] },
  'letter-cancelled': { code: 'letter-cancelled', letter: 'B1-20261120-D' },
  'other-letter': { code: 'other-letter', letter: 'B1-20261120-D', letterFile: 'demand-B2.txt' },
  'duplicate-receipt': { code: 'duplicate-receipt', letter: 'B1-20261120-D', firstLine: 2 },
  'receipt-before-letter': { code: 'receipt-before-letter', day: '2026-11-19', writtenOn: '2026-11-20' },
  'signed-after-return': { code: 'signed-after-return', signedOn: '2026-11-26', returnedOn: '2026-11-25' },
  'wrong-signer': { code: 'wrong-signer', signer: 'guarantor', addressee: 'borrower' },
  'does-not-go-with': { code: 'does-not-go-with', column: '同意履行', cell: '是', with: 'demand' },
};

function at(table: TableName, line: number, detail: ProblemDetail, loanId?: string): Problem {
  const place = { file: `${table}.csv`, table, line, offset: line === 0 ? -1 : 4000 };
  return problem(loanId === undefined ? place : { ...place, loanId }, detail);
}

describe('the words of problems', () => {
  it.each(Object.values(DETAILS))('say $code in both languages', (detail) => {
    for (const language of LANGUAGES) {
      const found = at('loans', 118, detail, 'L-00417');
      const text = describeProblem(found, language);
      expect(text.headline).toBeTruthy();
      expect(text.effect).toBeTruthy();
      expect(text.remedy).toMatch(language === 'zh' ? /[。？]$/ : /\.$/);
      const all = formatProblem(found, language);
      expect(all).not.toMatch(/undefined|\[object|NaN/);
      expect(all).toContain(`[${detail.code}]`);
      // Everything that the detail carries is shown: it was collected to be seen.
      for (const [name, value] of Object.entries(detail)) {
        if (
          name === 'code' ||
          name === 'answers' ||
          name === 'titles' ||
          (name === 'reason' && detail.code === 'damaged-workbook' && language === 'zh') ||
          (name === 'what' && detail.code === 'too-large') ||
          (name === 'column' && detail.code === 'duplicate-column')
        )
          continue;
        for (const part of Array.isArray(value) ? value : [value]) expect(all).toContain(String(part));
      }
    }
  });

  it('names choices in Chinese with the words of the contract behind them', () => {
    const { expected } = describeProblem(at('loans', 118, DETAILS['unknown-choice']), 'zh');
    expect(expected).toBe('下列之一：按月（monthly）、once');
  });

  it('shows what a required cell has instead of a value', () => {
    const stands = at('loans', 118, { code: 'blank-required', column: '放款日', cell: '1900-01-01' });
    expect(describeProblem(stands, 'en').headline).toBe('放款日 "1900-01-01" stands for nothing');
    expect(describeProblem(stands, 'zh').headline).toBe('放款日“1900-01-01”表示空值');
  });

  it('says each thing once per code and language', () => {
    for (const language of LANGUAGES) {
      const headlines = Object.values(DETAILS).map(
        (detail) => describeProblem(at('loans', 1, detail), language).headline,
      );
      expect(new Set(headlines).size).toBe(headlines.length);
    }
  });
});

describe('the printed form', () => {
  it('is place, code, sentence; expectation; effect and remedy', () => {
    const found = at('loans', 118, DETAILS['impossible-date'], 'L-00417');
    expect(formatProblem(found, 'en', 'rejected/loans.csv')).toBe(
      [
        'loans.csv:118: error[impossible-date]: 到期日 "2023/02/30" is not a calendar date (loan L-00417)',
        '  expected a date that exists, written YYYY-MM-DD, YYYY/M/D, YYYYMMDD, YYYY年M月D日',
        '  row not assessed; written to rejected/loans.csv. Correct the cell and run again.',
      ].join('\n'),
    );
    expect(formatProblem(found, 'zh', 'rejected/loans.csv')).toBe(
      [
        'loans.csv:118: 错误[impossible-date]: 到期日“2023/02/30”在日历上不存在（借据 L-00417）',
        '  应为：存在的日期，写作 YYYY-MM-DD, YYYY/M/D, YYYYMMDD, YYYY年M月D日',
        '  未评估该行，已写入 rejected/loans.csv。请更正该单元格后重新运行。',
      ].join('\n'),
    );
  });

  it('claims no rejected file where none was written, and no line for a whole file', () => {
    expect(formatProblem(at('payments', 0, DETAILS['empty-file']), 'en')).toBe(
      [
        'payments.csv: error[empty-file]: the file is empty',
        '  expected a header row and records',
        '  file not used. Export it again.',
      ].join('\n'),
    );
    expect(formatProblem(at('payments', 7, DETAILS['unknown-loan']), 'en')).toContain('\n  row not used. Add');
  });

  it('does not speak of a payment that nobody named', () => {
    const found = at('payments', 7, { code: 'reversal-without-original', reversalOf: '' });
    expect(formatProblem(found, 'en')).toContain('a negative amount names no payment that it reverses');
    expect(formatProblem(found, 'zh')).toContain('金额为负，但未注明冲正哪一笔流水');
  });

  it('marks what was used all the same as a warning', () => {
    const text = formatProblem(at('loans', 1, DETAILS['unknown-column']), 'en');
    expect(text).toBe(
      [
        'loans.csv:1: warning[unknown-column]: column "备注" is not known; did you mean care_note?',
        "  column not used. Map its title under columns: in the policy's pack or in arrears.yaml if it is needed.",
      ].join('\n'),
    );
  });

  it('leaves no control character of a cell to the terminal', () => {
    const text = formatProblem(
      at('loans', 2, { code: 'bad-date', column: 'due\u001b[31m', cell: 'a\u0007\r\n\u202eb' }, 'L\u001b1'),
      'en',
    );
    expect(text).toContain('due\\u001b[31m "a\\u0007\\u000d\\u000a\\u202eb" is not a date (loan L\\u001b1)');
  });
});
