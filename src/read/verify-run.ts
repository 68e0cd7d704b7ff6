/** Holds the directory of a run against its `run.json`: every hash, count and total is worked out again from the files. */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Fen, formatFen } from '../domain/money.js';
import { reasonOf } from './gathered-bytes.js';
import { countJsonLines, countTable, digestOf, type FileDigest } from './run-files.js';
import type { VerifiableRun } from './run-manifest.js';

/** Something that is not as run.json says. */
export type Difference =
  | { readonly code: 'missing' | 'unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'not-listed'; readonly file: string }
  | {
      readonly code: 'differs';
      readonly file: string;
      /** `sha256`, `bytes`, `rows`, a column, a count of run.json. */
      readonly what: string;
      readonly recorded: string;
      readonly found: string;
    }
  | { readonly code: 'total-apart'; readonly name: string; readonly left: string; readonly right: string };

export interface Verification {
  readonly differences: readonly Difference[];
  /** Inputs that were compared, and those that could not be: gone, or read from standard input. */
  readonly inputs: { readonly compared: number; readonly gone: readonly string[] };
}

const MANIFEST = 'run.json';
/** Amount columns that are added up, by file. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  'positions.csv': ['outstanding_principal', 'overdue_total'],
  'work-list.csv': ['outstanding_principal'],
};

export interface VerifySettings {
  /** Compare the input files too, where they still are; their paths are taken from the working directory. */
  readonly withInputs: boolean;
  /** Whether a file is what desktops leave behind, and no part of any run. */
  readonly isLitter: (name: string) => boolean;
}

export async function verifyRun(
  directory: string,
  run: VerifiableRun,
  { withInputs, isLitter }: VerifySettings,
): Promise<Verification> {
  const differences: Difference[] = [];
  const listed = new Set(run.outputs.map(({ name }) => name));
  for (const output of run.outputs) {
    if (!isName(output.name)) {
      differences.push({ code: 'not-listed', file: output.name });
      continue;
    }
    differences.push(...(await compareFile(join(directory, output.name), output.name, output)));
    if (differences.some((known) => 'file' in known && known.file === output.name && known.code !== 'differs'))
      continue;
    differences.push(...(await compareContents(directory, output, run)));
  }
  for (const name of filesUnder(directory)) {
    if (name !== MANIFEST && !listed.has(name) && !isLitter(name)) differences.push({ code: 'not-listed', file: name });
  }
  for (const { name, left, right, meets } of run.controlTotals) {
    if (meets && left !== null && left === right) continue;
    differences.push({ code: 'total-apart', name, left: String(left), right: String(right) });
  }
  const gone: string[] = [];
  let compared = 0;
  for (const input of withInputs ? run.inputs : []) {
    const found = input.file === '-' ? [] : await compareFile(input.file, input.file, input);
    if (input.file === '-' || found[0]?.code === 'missing') gone.push(input.file);
    else {
      compared++;
      differences.push(...found);
    }
  }
  return { differences, inputs: { compared, gone } };
}

async function compareFile(path: string, file: string, recorded: FileDigest): Promise<Difference[]> {
  let found: FileDigest;
  try {
    found = await digestOf(path);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return [{ code: isMissing ? 'missing' : 'unreadable', file, reason: reasonOf(error) }];
  }
  return [
    ...apart(file, 'bytes', String(recorded.bytes), String(found.bytes)),
    ...apart(file, 'sha256', recorded.sha256, found.sha256),
  ];
}

/** Rows, sums and counts of one file. What run.json does not say is not compared: a list of letters has no loans. */
async function compareContents(
  directory: string,
  { name, rows }: VerifiableRun['outputs'][number],
  { counts, csvEncoding, sums }: VerifiableRun,
): Promise<Difference[]> {
  const path = join(directory, name);
  const found: Difference[] = [];
  const count = (what: string, recorded: number | null | undefined, value: number) => {
    if (recorded !== undefined && recorded !== null) found.push(...apart(name, what, String(recorded), String(value)));
  };
  try {
    if (name.endsWith('.jsonl')) {
      const lines = await countJsonLines(path);
      count('rows', rows, lines.rows);
      if (name === 'problems.jsonl') compareCodes(lines.byCell, 'problem_', counts, count);
    } else if (name.endsWith('.csv')) {
      const isPositions = name === 'positions.csv';
      const table = await countTable(path, csvEncoding, ADDED[name] ?? [], isPositions ? 'bucket' : undefined);
      count('rows', rows, table.rows);
      if (isPositions) {
        count('counts.loans', counts['loans'], table.rows);
        compareCodes(table.byCell, 'loans_in_', counts, count);
      }
      if (name === 'work-list.csv') count('counts.borrowers_listed', counts['borrowers_listed'], table.rows);
      for (const [column, sum] of table.sums) {
        const recorded = sums[name]?.[column];
        if (recorded !== undefined) found.push(...apart(name, column, recorded, shownSum(sum)));
      }
    }
  } catch (error) {
    found.push({ code: 'unreadable', file: name, reason: reasonOf(error) });
  }
  return found;
}

/** Every code that is in the file or in run.json must have the same count in both. */
function compareCodes(
  byCode: ReadonlyMap<string, number>,
  prefix: string,
  counts: Readonly<Record<string, number>>,
  compare: (what: string, recorded: number, found: number) => void,
): void {
  const recorded = Object.keys(counts).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  for (const code of new Set([...recorded, ...byCode.keys()])) {
    compare(`counts.${prefix}${code}`, counts[`${prefix}${code}`] ?? 0, byCode.get(code) ?? 0);
  }
}

function apart(file: string, what: string, recorded: string, found: string): Difference[] {
  return recorded === found ? [] : [{ code: 'differs', file, what, recorded, found }];
}

function shownSum(sum: Fen): string {
  return Number.isNaN(sum) ? '?' : formatFen(sum);
}

function isName(name: string): boolean {
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !name.includes('\\');
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length).split(sep).join('/'))
    .sort();
}
