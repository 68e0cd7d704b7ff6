import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { QUESTION_COUNT, QUESTION_SLOT, SURVEY_QUESTIONS } from '../../src/domain/survey.js';
import { OutputRefused } from '../../src/write/output-refused.js';
import {
  NOT_NEEDED,
  SURVEY_SHEET_COLUMNS,
  type SurveyRow,
  surveyWorkbook,
  writeSurveyCsv,
} from '../../src/write/survey-sheet.js';
import { refuseExisting, writeWholeFile } from '../../src/write/whole-file.js';
import { readWorkbook, writeWorkbook } from '../../src/xlsx/workbook.js';

const asked = (...ids: readonly string[]) => {
  const slots = new Uint8Array(QUESTION_COUNT);
  for (const id of ids) slots[QUESTION_SLOT.get(id)!] = 1;
  return slots;
};

const ROW: SurveyRow = {
  borrowerId: '622202000000012345',
  borrowerName: '张*',
  region: '城东',
  branch: '城东支行',
  officer: '王芳',
  phone: '138****1234',
  address: '云江市****',
  loans: ['007', 'JJ2'],
  daysPastDue: 45,
  bucket: 'M2',
  overdueTotal: 123456,
  borrowerType: '待定',
  known: '近45天内有还款',
  questions: '1) …',
  asked: asked('cooperates', 'hardship', 'recovery_months'),
};
const UNKNOWN: SurveyRow = {
  ...ROW,
  borrowerId: '',
  daysPastDue: Number.NaN,
  overdueTotal: Number.NaN,
  borrowerName: '=cmd()',
  asked: asked(),
};
const WRITTEN_ON = parseIsoDate('2026-11-20')!;

const column = (name: string) => SURVEY_SHEET_COLUMNS.findIndex((candidate) => candidate.name === name);

describe('the sheet as CSV', () => {
  test.each(['zh', 'en'] as const)('leaves open what is asked and marks the rest: %s', (language) => {
    const pieces: Uint8Array[] = [];
    writeSurveyCsv([ROW, UNKNOWN], language, (bytes) => pieces.push(bytes.slice()));
    const bytes = Buffer.concat(pieces);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, first, second] = parse(bytes, { bom: true }) as string[][];
    expect(header).toEqual(SURVEY_SHEET_COLUMNS.map((titles) => titles[language]));
    expect(first!.slice(0, 13)).toEqual([
      '="622202000000012345"',
      '张*',
      '城东',
      '城东支行',
      '王芳',
      '138****1234',
      '云江市****',
      '007;JJ2',
      '45',
      'M2',
      '1234.56',
      '待定',
      '近45天内有还款',
    ]);
    for (const { id } of SURVEY_QUESTIONS) {
      const isAsked = ['cooperates', 'hardship', 'recovery_months'].includes(id);
      expect(first![column(id)], id).toBe(isAsked ? '' : NOT_NEEDED);
      expect(second![column(id)], id).toBe(NOT_NEEDED);
    }
    expect(second![column('days_past_due')]).toBe('');
    expect(second![column('overdue_total')]).toBe('');
    expect(second![column('borrower_name')]).toBe("'=cmd()");
  });
});

describe('the sheet as a workbook', () => {
  test.each(['zh', 'en'] as const)(
    'has drop-downs, frozen titles, text identifiers and a second sheet: %s',
    async (language) => {
      const bytes = await writeWorkbook(surveyWorkbook([ROW, UNKNOWN], language), WRITTEN_ON);
      const { sheets } = await readXlsx(bytes, { readStyles: true });
      expect(sheets.map(({ name }) => name)).toEqual(
        language === 'zh' ? ['调查表', '填表说明'] : ['survey', 'questions'],
      );
      const [sheet, explained] = sheets;
      expect(sheet!.rows[0]).toEqual(SURVEY_SHEET_COLUMNS.map((titles) => titles[language]));
      expect(sheet!.freezePane).toMatchObject({ rows: 1, columns: 2 });
      expect(sheet!.rows[1]![0]).toBe('622202000000012345');
      expect(sheet!.rows[1]![column('loans')]).toBe('007;JJ2');
      expect(sheet!.rows[1]![column('overdue_total')]).toBe(1234.56);
      expect(sheet!.rows[1]![column('cooperates')] ?? '').toBe('');
      expect(sheet!.rows[1]![column('offers_bribe')]).toBe(NOT_NEEDED);
      expect(sheet!.conditionalRules?.map(({ formula }) => formula)).toEqual([`"${NOT_NEEDED}"`]);

      const rules = sheet!.dataValidations ?? [];
      expect(rules).toHaveLength(QUESTION_COUNT + 1);
      const lists = rules.filter(({ type }) => type === 'list').map(({ values }) => values);
      expect(lists.filter((values) => values?.length === 2)).toHaveLength(16);
      for (const values of lists.filter((list) => list?.length === 2)) {
        expect(values).toEqual(language === 'zh' ? ['是', '否'] : ['yes', 'no']);
      }
      expect(lists.find((values) => values?.length !== 2)).toEqual(
        SURVEY_QUESTIONS.find(({ id }) => id === 'hardship')!.choices.map(({ title }) => title[language]),
      );
      expect(rules.filter(({ type }) => type === 'custom')).toHaveLength(1);
      expect(rules.filter(({ type }) => type === 'date')).toHaveLength(1);
      for (const { range } of rules) expect(range).toMatch(/^[A-Z]+2:[A-Z]+3$/);

      const titles = explained!.rows.slice(1, QUESTION_COUNT + 1).map((row) => row[0]);
      expect(titles).toEqual(SURVEY_QUESTIONS.map(({ title }) => title[language]));
      expect(explained!.rows.length).toBeGreaterThan(QUESTION_COUNT + 1);
    },
  );

  test('the same rows give the same bytes, at whatever time', async () => {
    const first = await writeWorkbook(surveyWorkbook([ROW], 'zh'), WRITTEN_ON);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(Buffer.from(await writeWorkbook(surveyWorkbook([ROW], 'zh'), WRITTEN_ON)).equals(Buffer.from(first))).toBe(
      true,
    );
  });

  test('without rows it still has its titles', async () => {
    const [titles, ...rows] = await readWorkbook(await writeWorkbook(surveyWorkbook([], 'en'), WRITTEN_ON));
    expect(titles).toEqual(SURVEY_SHEET_COLUMNS.map(({ en }) => en));
    expect(rows).toEqual([]);
  });

  test('a number too long for a spreadsheet is not passed off as an identifier', async () => {
    const plan = { name: 's', frozenColumns: 0, columns: [{ title: 'id', kind: 'integer' as const, width: 9 }] };
    const bytes = await writeWorkbook([{ ...plan, rows: [[Number('622202000000012345')], [417]] }], WRITTEN_ON);
    expect(await readWorkbook(bytes)).toEqual([['id'], ['6.222020000000123e+17'], ['417']]);
  });
});

test('titles of the sheet are told apart by the reader', () => {
  for (const language of ['zh', 'en'] as const) {
    const titles = SURVEY_SHEET_COLUMNS.map((titled) => titled[language]);
    expect(new Set(titles).size).toBe(titles.length);
  }
});

describe('one whole file', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'arrears-whole-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('is readable by its owner only and leaves nothing beside it', () => {
    const path = join(scratch, 'sheet.csv');
    writeWholeFile(path, Buffer.from('a'));
    expect(readFileSync(path, 'utf8')).toBe('a');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(scratch)).toEqual(['sheet.csv']);
  });

  test('never takes the place of another', () => {
    const path = join(scratch, 'filled.csv');
    writeFileSync(path, 'answers');
    expect(() => refuseExisting(path)).toThrow(OutputRefused);
    expect(() => writeWholeFile(path, Buffer.from('b'))).toThrow(OutputRefused);
    expect(readFileSync(path, 'utf8')).toBe('answers');
    expect(() => writeWholeFile(join(scratch, 'nowhere', 'x.csv'), Buffer.from('b'))).toThrow(OutputRefused);
    expect(readdirSync(scratch).sort()).toEqual(['filled.csv', 'sheet.csv']);
  });
});
