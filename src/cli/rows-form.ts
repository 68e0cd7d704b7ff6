/** `--format` and `--excel`: the form in which rows leave the program. */
import { type Command, Option } from 'commander';
import { EXCEL_FORMS, type ExcelForm } from '../write/csv-form.js';
import { UserError } from './exit.js';
import { isTerminal } from './streams.js';

/** The forms of rows. */
export const LIST_FORMATS = ['csv', 'xlsx', 'json', 'jsonl', 'table'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** What the command line says of the form. */
export interface RowsForm {
  readonly format?: ListFormat;
  /** CSV for spreadsheets. */
  readonly excel?: ExcelForm;
}

/** Whether the command writes files beside what it prints, or in its place. */
type ToFiles = (command: Command) => boolean;

/** Adds `--format` and `--excel`. A workbook on a terminal is refused before anything is read, and `--excel` where no CSV is asked for. */
export function addFormatOption(
  command: Command,
  description = 'table on a terminal, csv in a pipe by default',
  toFiles: ToFiles = () => false,
  excelDescription = EXCEL_HELP,
): Command {
  command
    .addOption(new Option('--format <format>', description).choices([...LIST_FORMATS]))
    .hook('preAction', (_, invoked) => {
      if (toFiles(invoked)) return;
      const { format, excel } = invoked.opts<RowsForm>();
      if (format !== undefined) refuseExcelBeside(format, excel);
      if (format !== 'xlsx' || !isTerminal()) return;
      throw new UserError(
        { en: 'an xlsx file is not written to a terminal.', zh: 'xlsx 文件不会输出到终端。' },
        { en: 'Send it to a file: --format xlsx > list.xlsx', zh: '请输出到文件：--format xlsx > list.xlsx' },
      );
    });
  return addExcelOption(command, excelDescription);
}

/** Adds `--excel` alone. */
export function addExcelOption(command: Command, description: string): Command {
  return command.addOption(new Option('--excel [form]', description).choices([...EXCEL_FORMS]).preset(EXCEL_FORMS[0]));
}

const EXCEL_HELP =
  'csv for spreadsheets: UTF-8 with a byte-order mark (bom), or gb18030 for older ones; long numbers and leading zeros stay text';

/** Refuses `--excel` beside a form that is not CSV: it would be passed over in silence. */
export function refuseExcelBeside(form: string, excel: ExcelForm | undefined): void {
  if (excel === undefined || form === 'csv') return;
  throw new UserError(
    {
      en: `--excel is about csv and says nothing of ${form}.`,
      zh: `--excel 只用于 csv，不适用于 ${form}。`,
    },
    {
      en: 'Leave out --excel, or ask for csv. A workbook (xlsx) needs no --excel: its identifiers are text.',
      zh: '请去掉 --excel，或改用 csv。xlsx 无需 --excel：其中编号均为文本。',
    },
  );
}
