/** The programs that are measured, and how one run of one of them is measured. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AS_OF } from './bench-book.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PYTHON = process.env.BENCH_PYTHON || 'python3';
const PRELOAD = new URL('resource-usage.mjs', import.meta.url).href;
/** Node's own limit is too low for a big book in objects. */
const ROOMY = '--max-old-space-size=12288';

const tables = (book) => [
  '--loans',
  join(book, 'loans.csv'),
  '--payments',
  join(book, 'payments.csv'),
  '--as-of',
  AS_OF,
];
const events = (book) => ['--events', join(book, 'events.csv')];
const node = (...args) => [process.execPath, '--import', PRELOAD, ...args];

/**
 * `command` gives program and arguments for a book and a folder to write to; `stdout` the file of that folder that takes
 * the standard output. `once`: it takes minutes on a big book, so one run a book says enough, and the large one is left out.
 *
 * @type {Record<string, { title: string, command: (book: string, out: string) => string[], stdout?: string, once?: true, needsEvents?: true }>}
 */
export const CONTESTANTS = {
  triage: {
    title: 'arrears triage',
    command: (book, out) => node(here('../bin/arrears.js'), 'triage', ...tables(book), '--out', out),
  },
  events: {
    title: 'arrears triage with 3 events a loan',
    needsEvents: true,
    command: (book, out) => node(here('../bin/arrears.js'), 'triage', ...tables(book), ...events(book), '--out', out),
  },
  age: {
    title: 'arrears age',
    stdout: 'age.csv',
    command: (book) => node(here('../bin/arrears.js'), 'age', ...tables(book), '--format', 'csv'),
  },
  duckdb: {
    title: 'DuckDB, ageing only',
    command: (book, out) => node(here('duckdb-ageing.mjs'), book, out, AS_OF),
  },
  polars: {
    title: 'polars, ageing only',
    command: (book, out) => [PYTHON, here('polars-ageing.py'), book, out, AS_OF],
  },
  objects: {
    title: 'csv-parse objects, ageing only',
    once: true,
    command: (book, out) => node(ROOMY, here('csv-parse-objects.mjs'), book, out, AS_OF),
  },
  'objects-whole': {
    title: 'csv-parse objects, whole job',
    once: true,
    command: (book, out) => node(ROOMY, here('csv-parse-objects-whole.mjs'), book, out, AS_OF),
  },
  'objects-whole-events': {
    title: 'csv-parse objects, whole job with 3 events a loan',
    once: true,
    needsEvents: true,
    command: (book, out) => node(ROOMY, here('csv-parse-objects-whole.mjs'), book, out, AS_OF, '--events'),
  },
};

/** The version of polars that Python finds; null where it finds none. */
export function polarsVersion() {
  const { status, stdout } = spawnSync(PYTHON, ['-c', 'import polars; print(polars.__version__)'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
}

/** Where a contestant writes. */
export const outFolder = (name, work) => join(work, `out-${name}`);

/**
 * Runs one contestant on one book from a clean output folder. Fails unless it finishes.
 *
 * @param {keyof typeof CONTESTANTS} name
 * @param {string} book
 * @param {string} work folder for outputs
 * @returns {Promise<{ wallSeconds: number, cpuSeconds: number, peakBytes: number }>}
 */
export function measure(name, book, work) {
  const { command, stdout } = CONTESTANTS[name];
  const out = outFolder(name, work);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  if (stdout !== undefined) mkdirSync(out);
  const usage = join(work, 'usage.json');
  rmSync(usage, { force: true });
  const [program, ...args] = command(book, out);
  const taken = stdout === undefined ? 'ignore' : openSync(join(out, stdout), 'w');
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, {
      stdio: ['ignore', taken, 'pipe'],
      // As many threads as the others have.
      env: { ...process.env, BENCH_USAGE: usage, POLARS_MAX_THREADS: '2' },
    });
    if (typeof taken === 'number') closeSync(taken);
    let complaint = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text) => {
      complaint = (complaint + text).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const wallSeconds = (performance.now() - started) / 1000;
      if (code !== 0 || !existsSync(usage)) {
        reject(new Error(`${name} ended with ${code ?? signal}\n${complaint}`));
        return;
      }
      resolve({ wallSeconds, ...JSON.parse(readFileSync(usage, 'utf8')) });
    });
  });
}
