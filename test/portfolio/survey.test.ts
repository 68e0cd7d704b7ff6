import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { NEVER, QUESTION_COUNT, QUESTION_SLOT, SURVEY_QUESTIONS } from '../../src/domain/survey.js';
import type { LoadedBook } from '../../src/read/load-portfolio.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import { readAnswer } from '../../src/read/survey-answers.js';
import { writeWorkbook } from '../../src/xlsx/workbook.js';
import { day, loadBook, loansFile, paymentsFile, problemsOf, TERMS, withFiles } from './book-files.js';

const loans = loansFile(
  { loan: 'L1', borrower: '00417' },
  { loan: 'L2', borrower: 'B2' },
  { loan: 'L3', borrower: '' },
);
const payments = paymentsFile();
const sheet = (...lines: readonly string[]) => [...lines, ''].join('\n');

/** Answer and day of a borrower to a question; borrowers are numbered in file order. */
function answerOf(
  { portfolio }: LoadedBook,
  borrower: number,
  question: string,
): { answer: number; on: number } | null {
  const { rowOfBorrower, answers, answeredOn } = portfolio.survey!;
  const row = rowOfBorrower[borrower]!;
  if (row < 0) return null;
  const at = row * QUESTION_COUNT + QUESTION_SLOT.get(question)!;
  return { answer: answers[at]!, on: answeredOn[at]! };
}

describe('answers', () => {
  const question = (id: string) => SURVEY_QUESTIONS[QUESTION_SLOT.get(id)!]!;
  test.each([
    ['cooperates', '是', 1],
    ['cooperates', 'YES', 1],
    ['cooperates', 'Ｙ', 1],
    ['cooperates', '√', 1],
    ['cooperates', '否', 0],
    ['cooperates', 'n', 0],
    ['cooperates', ' × ', 0],
    ['cooperates', '—', Number.NaN],
    ['cooperates', '', Number.NaN],
    ['cooperates', '不清楚', Number.NaN],
    // It may mean "no" as well as "nothing here".
    ['cooperates', '无', undefined],
    ['cooperates', 'maybe', undefined],
    ['hardship', '无', 0],
    ['hardship', '无困难', 0],
    ['hardship', 'none', 0],
    ['hardship', '失业', 2],
    ['hardship', 'Job loss', 2],
    ['hardship', 'job_loss', 2],
    ['hardship', '是', undefined],
    ['recovery_months', '6', 6],
    ['recovery_months', '０', 0],
    ['recovery_months', '6个月', 6],
    ['recovery_months', '2年', 24],
    ['recovery_months', '12.0', 12],
    ['recovery_months', '480', 480],
    ['recovery_months', '481', undefined],
    ['recovery_months', '6.5', undefined],
    ['recovery_months', '-1', undefined],
    ['recovery_months', '不能恢复', NEVER],
    ['recovery_months', 'Never', NEVER],
    ['recovery_months', '是', undefined],
  ] as const)('%s: "%s"', (id, cell, answer) => {
    expect(readAnswer(question(id), cell)).toEqual(answer);
  });

  test('every drop-down of the sheet is read as what it says', () => {
    for (const asked of SURVEY_QUESTIONS) {
      asked.choices.forEach(({ id, title }, code) => {
        for (const cell of [id, title.en, title.zh]) expect(readAnswer(asked, cell)).toBe(code);
      });
    }
  });
});

describe('the survey table', () => {
  test('is known under English and Chinese titles, and keeps what was answered', async () => {
    const book = await loadBook({
      loans,
      payments,
      survey: sheet(
        '客户号,借据号,配合,困难原因,几个月后可恢复,答非所问,调查日期,调查人',
        '00417,L1,是,失业,6,x,2024-12-01,王芳',
        'B2,L2,—,,,,,',
      ),
    });
    expect(problemsOf(book, 'survey')).toEqual([{ line: 1, detail: { code: 'unknown-column', column: '答非所问' } }]);
    expect(answerOf(book, 0, 'cooperates')).toEqual({ answer: 1, on: day('2024-12-01') });
    expect(answerOf(book, 0, 'hardship')).toEqual({ answer: 2, on: day('2024-12-01') });
    expect(answerOf(book, 0, 'recovery_months')).toEqual({ answer: 6, on: day('2024-12-01') });
    expect(answerOf(book, 0, 'offers_bribe')).toEqual({ answer: Number.NaN, on: NO_DAY });
    expect(answerOf(book, 1, 'cooperates')).toEqual({ answer: Number.NaN, on: NO_DAY });
    expect(answerOf(book, 2, 'cooperates')).toBeNull();
    expect(book.portfolio.totals.surveyRows).toBe(2);
    expect(book.inputs.find(({ table }) => table === 'survey')).toMatchObject({ rows: 2, rejected: 0 });
  });

  test('without a file nothing is known', async () => {
    expect((await loadBook({ loans, payments })).portfolio.survey).toBeNull();
  });

  test('what cannot be taken is set aside with its line and what was expected', async () => {
    const book = await loadBook({
      loans,
      payments,
      survey: sheet(
        'borrower_id,loans,cooperates,hardship,answered_on',
        'B9,,yes,,2024-12-01',
        'B2,,perhaps,illnes,2024-12-01',
        'B2,,yes,,',
        ',,yes,,2024-12-01',
        'B2,,yes,,2024-13-01',
        '00417,,no,none,2024-12-01',
      ),
    });
    const found = problemsOf(book, 'survey');
    expect(found.map(({ line, detail }) => [line, detail.code])).toEqual([
      [2, 'unknown-borrower'],
      [3, 'unknown-answer'],
      [3, 'unknown-answer'],
      [4, 'answer-without-day'],
      [5, 'blank-required'],
      [6, 'impossible-date'],
    ]);
    expect(found[1]!.detail).toMatchObject({ column: 'cooperates', cell: 'perhaps', answers: 'yes_no' });
    expect(found[2]!.detail).toMatchObject({ column: 'hardship', cell: 'illnes', didYouMean: 'illness' });
    expect(book.inputs.find(({ table }) => table === 'survey')).toMatchObject({ rows: 6, rejected: 5 });
    expect(answerOf(book, 1, 'cooperates')).toBeNull();
    expect(answerOf(book, 0, 'cooperates')!.answer).toBe(0);
  });

  test('a loan that names no borrower is found by its loan', async () => {
    const book = await loadBook({
      loans,
      payments,
      survey: sheet('borrower_id,loans,cooperates,answered_on', ',L3,yes,2024-12-01', ',L8;L3,yes,2024-12-01'),
    });
    expect(answerOf(book, 2, 'cooperates')!.answer).toBe(1);
    expect(problemsOf(book, 'survey')).toEqual([{ line: 3, detail: { code: 'unknown-borrower' } }]);
  });

  test('the latest answer to each question counts, and none of after the as-of date', async () => {
    const book = await loadBook({
      loans,
      payments,
      survey: sheet(
        'borrower_id,cooperates,signed_undertaking,answered_on',
        'B2,no,,2024-12-20',
        'B2,yes,yes,2024-11-01',
        'B2,yes,no,2025-01-01',
      ),
    });
    expect(answerOf(book, 1, 'cooperates')).toEqual({ answer: 0, on: day('2024-12-20') });
    expect(answerOf(book, 1, 'signed_undertaking')).toEqual({ answer: 1, on: day('2024-11-01') });
  });

  test('two answers of one day that contradict each other are both set aside', async () => {
    const book = await loadBook({
      loans,
      payments,
      survey: sheet(
        '客户号,配合,提供资料,调查日期',
        'B2,是,是,2024-12-01',
        'B2,否,,2024-12-01',
        'B2,是,,2024-11-01',
        '00417,是,,2024-12-01',
        '00417,是,否,2024-12-01',
      ),
    });
    const contradiction = { code: 'contradicting-answers', column: '配合', answeredOn: '2024-12-01' };
    expect(problemsOf(book, 'survey')).toEqual([
      { line: 2, detail: { ...contradiction, otherLine: 3 } },
      { line: 3, detail: { ...contradiction, otherLine: 2 } },
    ]);
    expect(answerOf(book, 1, 'cooperates')).toEqual({ answer: 1, on: day('2024-11-01') });
    expect(answerOf(book, 1, 'gives_documents')!.answer).toBeNaN();
    expect(answerOf(book, 0, 'gives_documents')!.answer).toBe(0);
    expect(book.inputs.find(({ table }) => table === 'survey')).toMatchObject({ rows: 5, rejected: 2 });
    expect(book.portfolio.totals.surveyRows).toBe(3);
  });

  test('the order of the rows never matters', async () => {
    const rows = fc.array(
      fc.tuple(
        fc.constantFrom('00417', 'B2'),
        fc.constantFrom('yes', 'no', ''),
        fc.constantFrom('3', 'never', ''),
        fc.integer({ min: 1, max: 4 }),
      ),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        rows.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))),
        async ([made, shuffled]) => {
          const read = async (lines: typeof made) => {
            const survey = sheet(
              'borrower_id,cooperates,recovery_months,answered_on',
              ...lines.map(
                ([borrower, cooperates, months, on]) => `${borrower},${cooperates},${months},2024-12-0${on}`,
              ),
            );
            const book = await loadBook({ loans, payments, survey });
            return [0, 1].flatMap((borrower) =>
              ['cooperates', 'recovery_months'].map((question) => answerOf(book, borrower, question)),
            );
          };
          expect(await read(shuffled)).toEqual(await read(made));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a workbook is read as the same rows, on the lines of its rows', async () => {
    const bytes = await writeWorkbook(
      [
        {
          name: '调查表',
          frozenColumns: 1,
          columns: [
            { title: '客户号', kind: 'text', width: 10 },
            { title: '配合', kind: 'text', width: 10 },
            { title: '几个月后可恢复', kind: 'integer', width: 10 },
            { title: '调查日期', kind: 'day', width: 10 },
          ],
          rows: [
            ['00417', '是', 6, day('2024-12-01')],
            ['', '', Number.NaN, NO_DAY],
            ['B2', '也许', 'x', '2024-12-01'],
          ],
        },
        { name: '填表说明', frozenColumns: 0, columns: [{ title: '栏目', kind: 'text', width: 10 }], rows: [] },
      ],
      day('2024-12-31'),
    );
    const book = await loadBook({ loans, payments, survey: bytes });
    expect(answerOf(book, 0, 'cooperates')).toEqual({ answer: 1, on: day('2024-12-01') });
    expect(answerOf(book, 0, 'recovery_months')!.answer).toBe(6);
    expect(problemsOf(book, 'survey').map(({ line, detail }) => [line, detail.code])).toEqual([
      [4, 'unknown-answer'],
      [4, 'unknown-answer'],
    ]);
  });

  test('a damaged workbook is refused, not taken for text', async () => {
    await withFiles({ loans, payments, survey: Buffer.from('PK\x03\x04 not a workbook') }, async (paths) => {
      const outcome = await loadPortfolio(paths, TERMS);
      expect(outcome).toMatchObject({ refused: [{ table: 'survey', code: 'damaged-workbook' }] });
    });
  });
});
