/** The programs that are measured, and how one run of one of them is measured. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AS_OF } from './bench-book.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Each gives the arguments of `node` for a book and a folder to write to. */
export const CONTESTANTS = {
  triage: (book, out) => [
    here('../bin/arrears.js'),
    ...['triage', '--loans', join(book, 'loans.csv'), '--payments', join(book, 'payments.csv')],
    ...['--as-of', AS_OF, '--out', out],
  ],
  events: (book, out) => [
    here('../bin/arrears.js'),
    ...['triage', '--loans', join(book, 'loans.csv'), '--payments', join(book, 'payments.csv')],
    ...['--events', join(book, 'events.csv'), '--as-of', AS_OF, '--out', out],
  ],
  duckdb: (book, out) => [here('duckdb-ageing.mjs'), book, out, AS_OF],
  objects: (book, out) => [here('csv-parse-objects.mjs'), book, out, AS_OF],
};

/**
 * Runs one contestant on one book from a clean output folder. Fails unless it finishes.
 *
 * @param {keyof typeof CONTESTANTS} name
 * @param {string} book
 * @param {string} work folder for outputs
 * @returns {Promise<{ wallSeconds: number, cpuSeconds: number, peakBytes: number }>}
 */
export function measure(name, book, work) {
  const out = join(work, `out-${name}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const usage = join(work, 'usage.json');
  rmSync(usage, { force: true });
  const preload = new URL('resource-usage.mjs', import.meta.url).href;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', preload, ...CONTESTANTS[name](book, out)], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, BENCH_USAGE: usage },
    });
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
