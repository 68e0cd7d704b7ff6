/**
 * The rows that were not used, as they stood in the file, with line and reason: to be corrected and read again. They
 * hold personal data unmasked, because a masked row cannot be corrected; like every file of a run they are 0600.
 */
import { stringify } from 'csv-stringify/sync';
import { describeProblem } from '../domain/describe-problem.js';
import type { Language } from '../domain/language.js';
import type { Problem, TableName } from '../domain/problem.js';
import type { CsvForm } from './csv-form.js';
import { startsLikeFormula } from './formula-cell.js';
import type { RunDirectory } from './run-directory.js';
import { headerInForm, rowsInForm } from './spreadsheet-csv.js';
import { withoutControls } from './wrap-text.js';

/** How the original rows of one input are read again. */
export interface RejectedSource {
  readonly table: TableName;
  /** The file as the user named it, `-` for standard input. */
  readonly file: string;
  /** Titles of the header as they stand in the file. */
  readonly titles: readonly string[];
  /** Cells of the record whose first byte is at `offset`, as they stand in the file; fewer or more than titles may come. */
  readonly cellsAt: (offset: number) => readonly string[];
}

/** Base name of an input for its file under `rejected/`: `loans.csv` for `/in/loans.csv.gz`, the table's name for standard input. */
export function rejectedBaseName(file: string, table: TableName): string {
  if (file === '-') return `${table}.csv`;
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.gz$/i, '');
  const name = shortened(withoutControls(base).trim());
  if (name === '' || name === '.' || name === '..') return `${table}.csv`;
  return /\.(csv|txt|tsv|dat|xlsx)$/i.test(name) ? name.replace(/\.\w+$/, '.csv') : `${name}.csv`;
}

/** Another ending and the table's name must still go into the 255 bytes that file systems take. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 200) short = short.slice(0, -1);
  return short;
}

/**
 * Writes `rejected/<input>.csv` where rows of the input were rejected: one row per record, the original cells first, then
 * `line` and `problem`. Two inputs of the same base name are told apart by the table's name. Returns the number of rows.
 */
export function writeRejected(
  run: RunDirectory,
  source: RejectedSource,
  problems: readonly Problem[],
  language: Language,
  form: CsvForm = null,
): number {
  const records = new Map<number, Problem[]>();
  for (const problem of problems) {
    if (problem.table !== source.table || problem.file !== source.file) continue;
    if (problem.severity !== 'error' || problem.offset < 0 || problem.line === 0) continue;
    const others = records.get(problem.offset);
    if (others === undefined) records.set(problem.offset, [problem]);
    else others.push(problem);
  }
  if (records.size === 0) return 0;

  const file = run.create(freeName(run, source));
  // Every cell is text, so that nothing changes but what somebody corrects; only `line` is a number of ours.
  const isText = [...source.titles.map(() => true), false];
  const write = rowsInForm(form, isText, (bytes) => file.write(bytes));
  file.write(headerInForm(rowOf([...source.titles.map(neutraliseUnlessNumber), 'line', 'problem']), form));
  for (const [offset, found] of [...records].sort((first, second) => first[0] - second[0])) {
    const cells = source.cellsAt(offset).map(neutraliseUnlessNumber);
    // A short row is filled up, so that line and problem stand under their titles; the surplus of a long one comes last.
    const own = source.titles.map((_, position) => cells[position] ?? '');
    const sentence = found.map((problem) => describeProblem(problem, language).headline).join('; ');
    write(rowOf([...own, String(found[0]!.line), sentence, ...cells.slice(source.titles.length)]));
  }
  file.close();
  return records.size;
}

function freeName(run: RunDirectory, source: RejectedSource): string {
  const name = `rejected/${rejectedBaseName(source.file, source.table)}`;
  // Some file systems tell neither case nor normal form apart.
  const same = (one: string) => one.normalize('NFC').toLowerCase();
  const taken = run.written.some((file) => same(file.name) === same(name));
  return taken ? name.replace(/\.csv$/, `.${source.table}.csv`) : name;
}

function rowOf(cells: readonly string[]): Uint8Array {
  return Buffer.from(stringify([cells as string[]], { record_delimiter: 'unix', quoted_match: '\r' }));
}

const NUMBER = /^[-+－＋]?[\d０-９.,，．\s-]+$/;
/** A formula that is its own text and nothing else. */
const TEXT_FORMULA = /^="[^"]*"$/;

/** The row may be any bank's: amounts such as `-1,234.56`, phones such as `+86 138…` and texts such as `="0012"` stay, formulas do not. */
function neutraliseUnlessNumber(cell: string): string {
  return startsLikeFormula(cell) && !NUMBER.test(cell) && !TEXT_FORMULA.test(cell) ? `'${cell}` : cell;
}
