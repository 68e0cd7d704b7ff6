/**
 * The benchmark: node bench/run.mjs [--small-only] [--large] [--repeat N] [--skip-objects] [--events]
 * What is measured and how to read it: bench/README.md.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBenchBook } from './bench-book.mjs';
import { makeBenchEvents } from './bench-events.mjs';
import { measure } from './contestants.mjs';

const WORK = fileURLToPath(new URL('books/', import.meta.url));
const BOOKS = [
  { title: '100k', loans: 100_000 },
  { title: '1m', loans: 1_000_000 },
];
/** With `--large`: 5 GB of disk, and several GB of memory. */
const LARGE_BOOK = { title: '5m', loans: 5_000_000 };
/** The object script takes minutes on the big book: one run says enough. On the large one it is left out. */
const OBJECT_RUNS = 1;

const say = (line = '') => process.stdout.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      'small-only': { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      repeat: { type: 'string', default: '5' },
      'skip-objects': { type: 'boolean', default: false },
      events: { type: 'boolean', default: false },
    },
  });
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1)
    throw new Error(`--repeat must be a whole number from 1, not ${values.repeat}`);
  return {
    smallOnly: values['small-only'],
    large: values.large,
    repeat,
    skipObjects: values['skip-objects'],
    events: values.events,
  };
}

function median(values) {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs all contestants in turn, so that what disturbs the machine disturbs them alike. */
async function runBook(title, folder, { repeat, skipObjects, events }) {
  const runs = { triage: [], events: [], duckdb: [], objects: [] };
  for (let round = 0; round < repeat; round++) {
    // Who goes first changes from round to round.
    const contenders = events ? ['triage', 'events', 'duckdb'] : ['triage', 'duckdb'];
    const order = round % 2 === 0 ? contenders : contenders.reverse();
    if (!skipObjects && round < OBJECT_RUNS) order.push('objects');
    for (const name of order) {
      const run = await measure(name, folder, join(WORK, `${title}-out`));
      runs[name].push(run);
      process.stderr.write(
        `  ${title} ${name} ${round + 1}/${name === 'objects' ? OBJECT_RUNS : repeat}: ${run.wallSeconds.toFixed(2)} s\n`,
      );
    }
  }
  return runs;
}

const column = (runs, key) => median(runs.map((run) => run[key]));

function printRuns(runs) {
  say('| | runs | wall s | min–max | CPU s | peak MB |');
  say('|---|---|---|---|---|---|');
  const titles = {
    triage: 'arrears triage',
    events: 'arrears triage --events',
    duckdb: 'DuckDB, ageing only',
    objects: 'csv-parse objects, ageing only',
  };
  for (const [name, list] of Object.entries(runs)) {
    if (list.length === 0) continue;
    const walls = list.map((run) => run.wallSeconds);
    say(
      `| ${titles[name]} | ${list.length} | ${column(list, 'wallSeconds').toFixed(2)} | ${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)} | ${column(list, 'cpuSeconds').toFixed(2)} | ${(column(list, 'peakBytes') / 2 ** 20).toFixed(0)} |`,
    );
  }
}

/** Median of the ratios of runs of the same round. */
function pairedRatio(above, below, key) {
  const pairs = Math.min(above.length, below.length);
  return median(Array.from({ length: pairs }, (_, round) => above[round][key] / below[round][key]));
}

function ratiosOf(runs) {
  const ratios = {
    triageOverDuckdbWall: pairedRatio(runs.triage, runs.duckdb, 'wallSeconds'),
    triageOverDuckdbCpu: pairedRatio(runs.triage, runs.duckdb, 'cpuSeconds'),
    triageOverDuckdbPeak: pairedRatio(runs.triage, runs.duckdb, 'peakBytes'),
  };
  if (runs.events.length > 0) ratios.eventsOverTriageWall = pairedRatio(runs.events, runs.triage, 'wallSeconds');
  if (runs.objects.length === 0) return ratios;
  return {
    ...ratios,
    objectsOverTriageWall: median(runs.objects.map((run) => run.wallSeconds)) / column(runs.triage, 'wallSeconds'),
  };
}

async function main() {
  const options = readOptions();
  if (!existsSync(fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)))) {
    throw new Error('dist/ is missing: run npm run build first');
  }
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${options.repeat} rounds`);
  const results = [];
  const books = options.smallOnly ? BOOKS.slice(0, 1) : options.large ? [...BOOKS, LARGE_BOOK] : BOOKS;
  for (const { title, loans } of books) {
    const folder = join(WORK, title);
    const started = performance.now();
    const book = makeBenchBook(loans, folder);
    if (options.events) makeBenchEvents(loans, folder);
    process.stderr.write(`book ${title} ready after ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    const megabytes = ((book.loansBytes + book.paymentsBytes) / 1e6).toFixed(0);
    say();
    say(`## ${book.loans} loans, ${book.payments} payments, ${megabytes} MB, ${book.delinquent} loans past due`);
    const skipObjects = options.skipObjects || title === LARGE_BOOK.title;
    const runs = await runBook(title, folder, { ...options, skipObjects });
    const ratios = ratiosOf(runs);
    printRuns(runs);
    say();
    for (const [name, ratio] of Object.entries(ratios)) say(`${name}: ${ratio.toFixed(2)}`);
    results.push({ book, runs, ratios });
  }
  const [small, big, large] = results.map(({ runs }) => column(runs.triage, 'wallSeconds'));
  if (big !== undefined) {
    say();
    say(`big over small, triage wall: ${(big / small).toFixed(2)} (ten times the data)`);
  }
  if (large !== undefined) say(`large over big, triage wall: ${(large / big).toFixed(2)} (five times the data)`);
  writeFileSync(join(WORK, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
