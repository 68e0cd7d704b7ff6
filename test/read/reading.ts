/** What the tests of `read/` share: files written for one test, and readers whose batches are kept as plain records. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../src/domain/problem.js';
import { openTable } from '../../src/read/open-table.js';
import type { OpenTable } from '../../src/read/opened-table.js';
import { type ScanReport, scanTable, wholeBody } from '../../src/read/scan-table.js';
import type { ColumnMapping, ProblemLog, RecordBatch, TableShape } from '../../src/read/table.js';

let directory: string | undefined;
let files = 0;

/** Whoever writes inputs has them removed when its cases are done: `afterAll(removeInputs)`. */
export function removeInputs(): void {
  if (directory !== undefined) rmSync(directory, { recursive: true });
  directory = undefined;
}

export function writeInput(content: string | Uint8Array, extension = 'csv'): string {
  directory ??= mkdtempSync(join(tmpdir(), 'arrears-read-'));
  const file = join(directory, `input-${++files}.${extension}`);
  writeFileSync(file, content);
  return file;
}

export function newLog(): ProblemLog & { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  return { problems, add: (problem) => problems.push(problem) };
}

export interface KeptRecord {
  line: number;
  offset: number;
  /** Cells by canonical name: numbers, or texts; blank ones left out. */
  cells: Record<string, number | string>;
}

/** Copies the records of a batch out of it. */
export function keepRecords(open: OpenTable, into: KeptRecord[]): (batch: RecordBatch) => void {
  return (batch) => {
    for (let row = 0; row < batch.count; row++) {
      const cells: Record<string, number | string> = {};
      for (const [position, { name }] of open.shape.columns.entries()) {
        const values = batch.values[position]!;
        if (values.length > 0) {
          if (!Number.isNaN(values[row]!)) cells[name] = values[row]!;
          continue;
        }
        const blank = batch.start[position]![row] === batch.end[position]![row];
        const text = batch.text(row, position);
        if (blank !== (text === '')) throw new Error(`span and text of ${name} disagree`);
        if (!blank) cells[name] = text;
      }
      into.push({ line: batch.line[row]!, offset: batch.offset[row]!, cells });
    }
  };
}

export interface Reading {
  open: OpenTable | undefined;
  records: KeptRecord[];
  problems: Problem[];
  report: ScanReport | undefined;
}

/** Opens and scans a file. */
export async function readFile(
  shape: TableShape,
  file: string,
  options: { encoding?: string; mapping?: ColumnMapping } = {},
): Promise<Reading> {
  const log = newLog();
  const open = await openTable(shape, file, options, log);
  const records: KeptRecord[] = [];
  const report = open && scanTable(open, wholeBody(open), keepRecords(open, records), log);
  return { open, records, problems: log.problems, report };
}

/** Scans text written to a file. */
export function readText(shape: TableShape, content: string | Uint8Array): Promise<Reading> {
  return readFile(shape, writeInput(content));
}

/** Problems as `line code`, the part of them that most tests are about. */
export function linesAndCodes(problems: readonly Problem[]): string[] {
  return problems.map(({ line, code }) => `${line} ${code}`);
}

let gbkBytes: Map<string, readonly [number, number]> | undefined;

/** Text in the two-byte part of GB18030; throws for characters outside it. */
export function encodeGb18030(text: string): Uint8Array {
  if (gbkBytes === undefined) {
    gbkBytes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        if (trail !== 0x7f) gbkBytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
      }
    }
  }
  const bytes: number[] = [];
  for (const character of text) {
    if (character < '\x80') bytes.push(character.charCodeAt(0));
    else {
      const pair = gbkBytes.get(character);
      if (pair === undefined) throw new Error(`${character} is not in the two-byte part of GB18030`);
      bytes.push(...pair);
    }
  }
  return Uint8Array.from(bytes);
}
