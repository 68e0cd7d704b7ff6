/** Runs the built program as its users do: a process of its own, in a directory of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
const BINARY = join(ROOT, 'bin', 'arrears.js');
/** The program's file, for tests that start it themselves. */
export const ARREARS = BINARY;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** A fresh environment: nothing of the tester's locale or colours leaks in. */
const BARE = { PATH: process.env['PATH'] ?? '', TZ: process.env['TZ'] ?? 'UTC', LANG: 'C' };

export function arrears(args: readonly string[], settings: RunSettings = {}): Outcome {
  const run = spawnSync(process.execPath, [BINARY, ...args], {
    cwd: settings.cwd ?? ROOT,
    input: settings.input ?? '',
    env: { ...BARE, ...settings.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** Runs a line as a shell would, with `arrears` on the path of its words. */
export function shell(line: string, cwd: string): Outcome {
  const script = `arrears() { "${process.execPath}" "${BINARY}" "$@"; }\n${line}`;
  const run = spawnSync('bash', ['--norc', '--noprofile', '-c', script], {
    cwd,
    env: BARE,
    encoding: 'utf8',
    input: '',
    maxBuffer: 1 << 28,
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** Calls `work` with a directory that is removed afterwards. */
export function inScratch<T>(work: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'arrears-cli-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A directory to be removed when the test is over. */
export function scratch(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'arrears-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** As {@link inScratch}, for work that waits. */
export async function inScratchAsync<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const { path, remove } = scratch();
  try {
    return await work(path);
  } finally {
    remove();
  }
}

/** Every file below `directory` with its bytes, by relative path, sorted. */
export function filesUnder(directory: string): Map<string, Buffer> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .sort();
  return new Map(files.map((path) => [relative(directory, path), readFileSync(path)]));
}

/** Rows of a plain CSV text (no quoted cells) by header name. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [header, ...lines] = csv.trimEnd().split('\n');
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at]!, cell])));
}

/** The bundled book, named from {@link ROOT}: its messages then say the same wherever the project stands. */
export const DEMO = (['loans', 'payments', 'schedule', 'events', 'parties', 'collateral'] as const).flatMap((table) => [
  `--${table}`,
  `fixtures/demo/${table}.csv`,
]);
