/** Writes a synthetic portfolio: all six tables with every column of the contract. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemCode } from '../domain/problem.js';
import { encodeGb18030 } from '../write/gb18030.js';
import { type BookPlan, makeBook } from './book.js';
import { addFlaws, type Flaws, type TextRow } from './flaws.js';
import { formatRow, headerOf, joinRecord, type SampleStyle } from './format.js';
import { PAYER_KINDS, type PayerKind, type SampleTable, type ScheduleBuilder } from './model.js';
import { layOut, type Row } from './rows.js';
import { SAMPLE_TABLES } from './tables.js';

export interface SampleOptions extends BookPlan {
  /** Folder for the files; made where it is missing. Files of the same name are replaced. */
  readonly out: string;
  readonly encoding: 'utf-8' | 'gb18030';
  readonly headers: 'names' | 'zh';
  /** Adds rows that must be reported, and rows that only look as if. */
  readonly badRows: boolean;
  /** Under Chinese titles too: ISO dates, amounts without separators, LF. */
  readonly plain?: boolean;
}

export interface SampleFile {
  readonly table: SampleTable;
  readonly path: string;
  /** Records, the spoilt ones and a totals row included, the header not. */
  readonly rows: number;
  readonly bytes: number;
}

export interface SampleFlaw {
  readonly table: SampleTable;
  /** Line on which the record starts, the header being line 1. */
  readonly line: number;
  readonly code: ProblemCode;
}

export interface SampleReport {
  readonly files: readonly SampleFile[];
  readonly loans: number;
  readonly borrowers: number;
  /** Loan ids by how their borrower pays. */
  readonly payers: Readonly<Record<PayerKind, readonly string[]>>;
  /** What a reader must report, in order of table and line. */
  readonly flaws: readonly SampleFlaw[];
}

/** Nobody in it is real; but the files look as if, and go where real ones do. */
const OWNER_ONLY = 0o600;
/** Records formatted and written at a time. */
const CHUNK_RECORDS = 2000;

/**
 * Writes `loans.csv`, `payments.csv`, `schedule.csv`, `events.csv`, `parties.csv` and `collateral.csv` under
 * `options.out`. The same options give the same bytes on every machine. `buildSchedule` is the product's own schedule
 * rule, so that whoever pays punctually is current to the fen. Throws RangeError where `loans` or `seed` is not a whole number.
 */
export async function writeSample(options: SampleOptions, buildSchedule: ScheduleBuilder): Promise<SampleReport> {
  const style: SampleStyle = {
    headers: options.headers,
    coreBanking: options.headers === 'zh' && options.plain !== true,
  };
  const book = makeBook(options, buildSchedule);
  const rows = layOut(book, options.seed);
  const names = Object.keys(SAMPLE_TABLES) as SampleTable[];
  const asText = (table: SampleTable) => (row: Row) => formatRow(row, table, style);
  let spoilt: Readonly<Record<SampleTable, TextRow[]>> | undefined;
  let flaws: Flaws = new Map();
  if (options.badRows) {
    spoilt = Object.fromEntries(names.map((table) => [table, rows[table].map(asText(table))])) as Record<
      SampleTable,
      TextRow[]
    >;
    flaws = addFlaws(spoilt, book, options.asOf, options.seed, style);
  }

  await mkdir(options.out, { recursive: true, mode: 0o700 });
  const files: SampleFile[] = [];
  const reported: SampleFlaw[] = [];
  for (const table of names) {
    const path = join(options.out, `${table}.csv`);
    const text = spoilt?.[table];
    const chunks = text === undefined ? chunksOf(rows[table], asText(table)) : chunksOf(text, (row) => row);
    const bytes = await writeTable(path, headerOf(table, style), chunks, options.encoding, style);
    files.push({ table, path, rows: (text ?? rows[table]).length, bytes });
    if (text !== undefined) reported.push(...placeFlaws(table, text, flaws));
  }

  const payers = Object.fromEntries(PAYER_KINDS.map((kind) => [kind, [] as string[]])) as Record<PayerKind, string[]>;
  for (const loan of book) payers[loan.payer].push(loan.id);
  const borrowers = new Set(book.map((loan) => loan.borrower)).size;
  return { files, loans: book.length, borrowers, payers, flaws: reported };
}

/** Rows as text, some thousands at a time, so that a big book never stands in memory as text as a whole. */
function* chunksOf<R>(rows: readonly R[], asText: (row: R) => TextRow): Generator<readonly TextRow[]> {
  for (let from = 0; from < rows.length; from += CHUNK_RECORDS) {
    yield rows.slice(from, from + CHUNK_RECORDS).map(asText);
  }
}

/** Writes beside and renames, so that no half file is ever found. Returns the number of bytes. */
async function writeTable(
  path: string,
  header: TextRow,
  chunks: Iterable<readonly TextRow[]>,
  encoding: SampleOptions['encoding'],
  style: SampleStyle,
): Promise<number> {
  const newline = style.coreBanking ? '\r\n' : '\n';
  const beside = `${path}.partial`;
  // Never through a link that somebody left there.
  await rm(beside, { force: true });
  const file = await open(beside, 'wx', OWNER_ONLY);
  let written = 0;
  try {
    const put = async (records: readonly TextRow[]) => {
      const text = records.map((record) => joinRecord(record) + newline).join('');
      const bytes = encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text);
      await file.writeFile(bytes);
      written += bytes.length;
    };
    await put([header]);
    for (const chunk of chunks) await put(chunk);
  } finally {
    await file.close();
  }
  await rename(beside, path);
  return written;
}

function placeFlaws(table: SampleTable, rows: readonly TextRow[], flaws: Flaws): SampleFlaw[] {
  const placed: SampleFlaw[] = [];
  let line = 2;
  for (const row of rows) {
    const code = flaws.get(row);
    if (code !== undefined) placed.push({ table, line, code });
    for (const cell of row) if (cell.includes('\n')) line += cell.split('\n').length - 1;
    line++;
  }
  return placed;
}
