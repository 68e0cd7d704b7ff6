/** `arrears survey`: the sheet to fill in for borrowers whose type cannot be told. */
import type { Command } from 'commander';
import { formatIsoDate } from '../../domain/civil-date.js';
import { refuseUsage, UserError } from '../exit.js';
import type { OpenBook } from '../open-book.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  refuseWhatTheRunDecides,
  requireOptions,
} from '../options.js';
import { addExcelOption, type RowsForm, refuseExcelBeside } from '../rows-form.js';
import { log, say, writeResult } from '../streams.js';
import type { SurveySheet } from '../survey-rows.js';

interface SurveyOptions extends BookOptions, FilterOptions, Pick<RowsForm, 'excel'> {
  readonly from?: string;
  readonly out: string;
  readonly all?: boolean;
}

export function registerSurvey(program: Command): void {
  const command = program
    .command('survey')
    .option('--out <file>', 'the sheet: .xlsx with drop-downs, or .csv; - is standard output (csv)')
    .option('--from <dir>', 'a run directory of arrears triage: the same files, date, policy and filters again')
    .option('--all', 'every listed borrower that the filter leaves, not only those whose type cannot be told')
    .option('--unmask', 'personal data in full, whatever the masking of the policy');
  addExcelOption(
    command,
    'form of the csv: UTF-8 with a byte-order mark (bom, as without it), or gb18030 for older spreadsheets',
  );
  requireOptions(addFilterOptions(addBookOptions(command, false)), 'out')
    .action(survey)
    .addHelpText(
      'after',
      `
Rows are grouped by region and branch. Empty cells are to be filled in; — is not asked, for the records tell that side
of the type already, or no answer would. An answer written over it counts.
Give the filled sheet back with --survey. Keep the borrower ids as they stand.

Examples:
  $ arrears survey --from out --out survey.xlsx
  $ arrears survey --loans loans.csv --payments payments.csv --region 城东 --limit 40 --out survey.csv
  $ arrears triage --loans loans.csv --payments payments.csv --survey survey.xlsx --out out
`,
    );
}

async function survey(options: SurveyOptions, command: Command): Promise<void> {
  if (options.from === undefined && (options.loans === undefined || options.payments === undefined)) {
    refuseUsage(
      'survey needs --from, or --loans and --payments, here or in an arrears.yaml',
      'survey 需要 --from，或者 --loans 和 --payments（也可写在 arrears.yaml 里）',
    );
  }
  if (options.from !== undefined) refuseWhatTheRunDecides(command, BESIDE_FROM);
  if (options.type !== undefined && options.all !== true) {
    refuseUsage(
      '--type needs --all: without it the sheet is about those whose type cannot be told',
      '--type 须与 --all 并用：否则调查表只涉及类型待定的客户',
    );
  }
  const form = formOf(options.out);
  refuseExcelBeside(form, options.excel);
  const [
    { optionsOfRun },
    { runBook },
    { surveySheet },
    { untypedOf },
    sheets,
    { refuseExisting, writeWholeFile },
    { tellCuts },
  ] = await Promise.all([
    import('../options-of-run.js'),
    import('../run-book.js'),
    import('../survey-rows.js'),
    import('../write-survey.js'),
    import('../../write/survey-sheet.js'),
    import('../../write/whole-file.js'),
    import('../tell-cuts.js'),
  ]);
  // Told before a long read, not after it.
  if (options.out !== '-') refuseExisting(options.out);
  const { open, triaged } = await runBook(bookOf(options, optionsOfRun));
  tellCuts(open, triaged);
  const borrowers = options.all === true ? Array.from(triaged.list.order) : untypedOf(triaged);
  const sheet = surveySheet(open, triaged, borrowers);
  if (form === 'xlsx') {
    const { writeWorkbook } = await import('../../xlsx/workbook.js');
    writeWholeFile(
      options.out,
      await writeWorkbook(sheets.surveyWorkbook(sheet.rows, open.listLanguage), open.terms.asOf),
    );
  } else {
    const pieces: Uint8Array[] = [];
    sheets.writeSurveyCsv(sheet.rows, open.listLanguage, (bytes) => pieces.push(bytes.slice()), options.excel);
    if (options.out === '-') for (const piece of pieces) writeResult(piece);
    else writeWholeFile(options.out, Buffer.concat(pieces));
  }
  await tellSurvey(open, sheet, options.out);
}

const BESIDE_FROM: ReadonlySet<string> = new Set([
  'from',
  'out',
  'all',
  'unmask',
  'excel',
  'lang',
  'threads',
  'memory',
]);

function formOf(out: string): 'csv' | 'xlsx' {
  if (out === '-' || /\.csv$/i.test(out)) return 'csv';
  if (/\.xlsx$/i.test(out)) return 'xlsx';
  throw new UserError(
    { en: `--out ${out} is neither .csv nor .xlsx.`, zh: `--out ${out} 既不是 .csv 也不是 .xlsx。` },
    {
      en: 'Name the sheet survey.xlsx or survey.csv, or give -.',
      zh: '请将文件命名为 survey.xlsx 或 survey.csv，或使用 -。',
    },
  );
}

/** The limit counts borrowers of the sheet, so those of known types are left out before it; an earlier run has its own. */
function bookOf(
  options: SurveyOptions,
  optionsOfRun: typeof import('../options-of-run.js').optionsOfRun,
): BookOptions & FilterOptions {
  if (options.from !== undefined) return optionsOfRun(options.from, options);
  return options.all === true ? options : { ...options, type: ['undetermined'] };
}

/** Places that are named; the others are counted. */
const MOST_PLACES = 20;

async function tellSurvey(
  open: OpenBook,
  { rows, questions, unsettled, notToAsk }: SurveySheet,
  out: string,
): Promise<void> {
  const [{ CONCENTRATION_COLUMNS, concentrationOf }, { formatTable }, { plural }] = await Promise.all([
    import('../survey-rows.js'),
    import('../../write/terminal-table.js'),
    import('../open-book.js'),
  ]);
  const zh = open.language === 'zh';
  const asOf = formatIsoDate(open.terms.asOf);
  log(
    'info',
    'survey-sheet',
    { borrowers: rows.length, questions, unsettled, not_to_ask: notToAsk, out },
    zh
      ? `截至 ${asOf}：调查表 ${rows.length} 户，待问 ${questions} 项`
      : `As of ${asOf}: survey sheet of ${plural(rows.length, 'borrower')} with ${plural(questions, 'question')}`,
  );
  const places = concentrationOf(rows);
  const shown = places.slice(0, MOST_PLACES);
  if (rows.length > 0) {
    say(formatTable(CONCENTRATION_COLUMNS, shown, { language: open.language, width: 80, most: MOST_PLACES }).trimEnd());
  }
  if (places.length > shown.length) {
    say(
      zh ? `  另有 ${places.length - shown.length} 处` : `  and ${plural(places.length - shown.length, 'more place')}`,
    );
  }
  if (unsettled > 0) {
    say(
      zh
        ? `  ${unsettled} 户再问也无法确定类型，原因见“待问事项”`
        : `  no answer would settle the type of ${plural(unsettled, 'borrower')}; the column "questions" says why`,
    );
  }
  if (notToAsk > 0) {
    say(
      zh
        ? `  ${notToAsk} 户停止接触，不得询问，只可不经询问查明`
        : `  contact is stopped with ${plural(notToAsk, 'borrower')}: ask nobody there`,
    );
  }
  if (out !== '-') say(zh ? `已写入 ${out}；填写后用 --survey 读回` : `Written to ${out}; give it back with --survey`);
}
