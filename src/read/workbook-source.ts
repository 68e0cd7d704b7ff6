/** A workbook as the text of a table, so that one reader checks both. */
import { stringify } from 'csv-stringify/sync';
import type { ProblemDetail } from '../domain/problem.js';
import { openSource, reasonOf, type Source, shareBytes } from './source.js';

const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];

/** Whether the bytes are those of an .xlsx file. */
export function isWorkbook(source: Source): boolean {
  const reader = openSource(source);
  try {
    const start = Buffer.alloc(ZIP_MAGIC.length);
    return reader.read(start, 0, 0, start.length) === start.length && ZIP_MAGIC.every((byte, at) => start[at] === byte);
  } finally {
    reader.close();
  }
}

/**
 * The first sheet as UTF-8 CSV in memory, one line a row, so that the line of a record is its row in the sheet. The
 * hash stays that of the workbook.
 */
export async function tableOfWorkbook(
  source: Source,
): Promise<Source | Extract<ProblemDetail, { code: 'cannot-read-file' }>> {
  const reader = openSource(source);
  let bytes: Buffer;
  try {
    bytes = Buffer.alloc(reader.size);
    reader.read(bytes, 0, 0, reader.size);
  } finally {
    reader.close();
  }
  // Few runs have a workbook to read: its library is loaded for them alone.
  const { readWorkbook } = await import('../xlsx/workbook.js');
  let rows: readonly (readonly string[])[];
  try {
    rows = await readWorkbook(bytes);
  } catch (error) {
    return { code: 'cannot-read-file', reason: `the workbook is damaged: ${reasonOf(error)}` };
  }
  const text = rows
    .map((row) => (row.every((cell) => cell === '') ? '\n' : stringify([row.map((cell) => cell.replace(/\s+/g, ' '))])))
    .join('');
  const sha256 = source.kind === 'memory' ? source.sha256 : undefined;
  return { kind: 'memory', bytes: shareBytes([Buffer.from(text)]), path: source.path, sha256 };
}
