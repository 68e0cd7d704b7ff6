/** Counting and adding up the files of a run again, from their bytes alone. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { Fen } from '../domain/money.js';
import { unwrapTextFormula } from './cells.js';

export interface FileDigest {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Length and SHA-256 of a file. Rejects with the error of the file system where it cannot be read. */
export async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

export interface TableCount {
  /** Rows below the header. */
  readonly rows: number;
  /** By column; blank cells add nothing, a cell that is no amount makes it NaN. */
  readonly sums: ReadonlyMap<string, Fen>;
  /** Rows by the cell of `counted`. */
  readonly byCell: ReadonlyMap<string, number>;
}

/** Reads a CSV file that arrears wrote, for a spreadsheet or not. `added` are columns of amounts, `counted` is a column of codes. */
export async function countTable(
  path: string,
  encoding: 'utf-8' | 'gb18030',
  added: readonly string[],
  counted?: string,
): Promise<TableCount> {
  const sums = new Map<string, Fen>();
  const byCell = new Map<string, number>();
  let rows = -1;
  let places: readonly (readonly [string, number])[] = [];
  let countedAt = -1;
  const onRow = (cells: readonly string[]): void => {
    rows++;
    if (rows === 0) {
      places = added.map((name) => [name, cells.indexOf(name)] as const);
      for (const [name, at] of places) sums.set(name, at < 0 ? Number.NaN : 0);
      countedAt = counted === undefined ? -1 : cells.indexOf(counted);
      return;
    }
    for (const [name, at] of places) if (at >= 0) sums.set(name, sums.get(name)! + fenOf(cells[at] ?? ''));
    if (countedAt < 0) return;
    const cell = unwrapTextFormula(cells[countedAt] ?? '');
    byCell.set(cell, (byCell.get(cell) ?? 0) + 1);
  };
  const parser = parse({ bom: true, relax_column_count: true });
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 20 }),
    (pieces: AsyncIterable<Buffer>) => inUtf8(pieces, encoding),
    parser,
    async (records: AsyncIterable<string[]>) => {
      for await (const cells of records) onRow(cells);
    },
  );
  return { rows: Math.max(rows, 0), sums, byCell };
}

/** Damaged characters are damaged rows: the hash tells that they are not as written. */
async function* inUtf8(pieces: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') return yield* pieces;
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Lines of a JSON Lines file, and how many have each `code`. */
export async function countJsonLines(path: string): Promise<Pick<TableCount, 'rows' | 'byCell'>> {
  const byCell = new Map<string, number>();
  let rows = 0;
  let rest = '';
  const onLine = (line: string): void => {
    rows++;
    const code = codeOf(line);
    byCell.set(code, (byCell.get(code) ?? 0) + 1);
  };
  for await (const piece of createReadStream(path, { encoding: 'utf8' })) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine(line);
  }
  if (rest !== '') onLine(rest);
  return { rows, byCell };
}

function codeOf(line: string): string {
  try {
    return String((JSON.parse(line) as { code?: unknown } | null)?.code ?? '');
  } catch {
    return '';
  }
}

/** `-1234.56` in fen; 0 for a blank, which adds nothing; NaN for anything else. */
function fenOf(cell: string): Fen {
  if (cell === '') return 0;
  const match = /^(-?)(\d+)\.(\d\d)$/.exec(cell);
  if (match === null) return Number.NaN;
  const fen = Number(match[2]) * 100 + Number(match[3]);
  return match[1] === '-' ? -fen : fen;
}
