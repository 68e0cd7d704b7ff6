/**
 * The benchmark: node bench/run.mjs [--book 100k,1m,5m] [--only NAME,NAME] [--repeat N] [--small-only] [--large] [--skip-objects]
 * What is measured and how to read it: bench/README.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBenchBook } from './bench-book.mjs';
import { makeBenchEvents } from './bench-events.mjs';
import { comparePositions } from './compare-positions.mjs';
import { CONTESTANTS, measure, outFolder, polarsVersion } from './contestants.mjs';
import { growthOf, medianOf, ratiosOf } from './ratios.mjs';

const WORK = fileURLToPath(new URL('books/', import.meta.url));
const BOOKS = { '100k': 100_000, '1m': 1_000_000, '5m': 5_000_000 };
const USUAL_BOOKS = ['100k', '1m'];
/** 12 GB of disk with what is written, and several GB of memory. */
const LARGE_BOOK = '5m';

/** Of the same work, so their files must be the same. */
const SAME_WORK = ['duckdb', 'polars', 'objects'];
const SAME_FILES = ['buckets.csv', 'work-list.csv'];
/** Which of our runs a script of the whole job is held against. */
const WHOLE_JOBS = { 'objects-whole': 'triage', 'objects-whole-events': 'events' };

const say = (line = '') => process.stdout.write(`${line}\n`);

/** The names in a comma-separated list, each of which must be one of `known`. */
function namesIn(list, known, option) {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${option} knows ${known.join(', ')}, not ${unknown || 'nothing'}`);
  return known.filter((name) => names.includes(name));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      book: { type: 'string' },
      only: { type: 'string' },
      repeat: { type: 'string', default: '5' },
      'small-only': { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      'skip-objects': { type: 'boolean', default: false },
      // Asked for the contestant `events` when it was not a usual one.
      events: { type: 'boolean', default: false },
    },
  });
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1)
    throw new Error(`--repeat must be a whole number from 1, not ${values.repeat}`);
  let books = USUAL_BOOKS;
  if (values.book !== undefined) books = namesIn(values.book, Object.keys(BOOKS), '--book');
  else if (values['small-only']) books = USUAL_BOOKS.slice(0, 1);
  else if (values.large) books = [...USUAL_BOOKS, LARGE_BOOK];
  const all = Object.keys(CONTESTANTS);
  let contestants = values.only === undefined ? all : namesIn(values.only, all, '--only');
  if (values['skip-objects']) contestants = contestants.filter((name) => !name.startsWith('objects'));
  return { books, contestants, repeat };
}

/** Leaves polars out where there is none, and says so. */
function presentOf(contestants) {
  if (!contestants.includes('polars')) return contestants;
  const version = polarsVersion();
  if (version !== null) {
    say(`polars ${version}`);
    return contestants;
  }
  say('polars is left out: Python finds none (python3 -m pip install polars; BENCH_PYTHON names another python)');
  return contestants.filter((name) => name !== 'polars');
}

/** Runs all contestants in turn, so that what disturbs the machine disturbs them alike. */
async function runBook(title, folder, contestants, repeat) {
  const runs = Object.fromEntries(contestants.map((name) => [name, []]));
  for (let round = 0; round < repeat; round++) {
    const order = contestants.filter((name) => !CONTESTANTS[name].once);
    // Who goes first changes from round to round.
    if (round % 2 === 1) order.reverse();
    if (round === 0) order.push(...contestants.filter((name) => CONTESTANTS[name].once));
    for (const name of order) {
      const run = await measure(name, folder, join(WORK, `${title}-out`));
      runs[name].push(run);
      const rounds = CONTESTANTS[name].once ? 1 : repeat;
      process.stderr.write(`  ${title} ${name} ${round + 1}/${rounds}: ${run.wallSeconds.toFixed(2)} s\n`);
    }
  }
  return runs;
}

function printRuns(runs) {
  say('| | runs | wall s | min–max | CPU s | peak MB |');
  say('|---|---|---|---|---|---|');
  for (const [name, list] of Object.entries(runs)) {
    const walls = list.map((run) => run.wallSeconds);
    say(
      `| ${CONTESTANTS[name].title} | ${list.length} | ${medianOf(list, 'wallSeconds').toFixed(2)} | ${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)} | ${medianOf(list, 'cpuSeconds').toFixed(2)} | ${(medianOf(list, 'peakBytes') / 2 ** 20).toFixed(0)} |`,
    );
  }
}

/** Says whether contestants of the same work have written the same; the run ends with 1 where they have not. */
function checkSameWork(title, runs) {
  const work = join(WORK, `${title}-out`);
  const [first, ...others] = SAME_WORK.filter((name) => name in runs);
  const written = (name, file) => readFileSync(join(outFolder(name, work), file));
  for (const name of others) {
    const differing = SAME_FILES.filter((file) => !written(first, file).equals(written(name, file)));
    if (differing.length > 0) process.exitCode = 1;
    say(
      `files of ${name} against ${first}: ${differing.length > 0 ? `DIFFERENT ${differing.join(', ')}` : 'the same'}`,
    );
  }
}

/** In how many loans the scripts of the whole job come to what triage comes to. */
async function tellAgreement(title, runs) {
  const work = join(WORK, `${title}-out`);
  const agreement = {};
  for (const [script, ours] of Object.entries(WHOLE_JOBS)) {
    if (!(script in runs && ours in runs)) continue;
    const positions = (name) => join(outFolder(name, work), 'positions.csv');
    const { shares } = await comparePositions(positions(ours), positions(script));
    agreement[script] = shares;
    const columns = Object.entries(shares);
    const differing = columns.filter(([, share]) => share < 1);
    say(
      `${script} against ${ours}, positions.csv: ${columns.length - differing.length} columns equal for every loan; ${differing.map(([name, share]) => `${name} ${(Math.floor(share * 10_000) / 100).toFixed(2)} %`).join(', ')}`,
    );
  }
  return agreement;
}

async function main() {
  const { books, contestants: wanted, repeat } = readOptions();
  if (!existsSync(fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)))) {
    throw new Error('dist/ is missing: run npm run build first');
  }
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, rounds: ${repeat}`);
  const present = presentOf(wanted);
  const results = [];
  for (const title of books) {
    const loans = BOOKS[title];
    const folder = join(WORK, title);
    const contestants = title === LARGE_BOOK ? present.filter((name) => !CONTESTANTS[name].once) : present;
    if (contestants.length === 0) {
      process.stderr.write(`nobody to run on the book ${title}\n`);
      continue;
    }
    const started = performance.now();
    const book = makeBenchBook(loans, folder);
    const log = contestants.some((name) => CONTESTANTS[name].needsEvents) ? makeBenchEvents(loans, folder) : null;
    process.stderr.write(`book ${title} ready after ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    const megabytes = ((book.loansBytes + book.paymentsBytes + (log?.bytes ?? 0)) / 1e6).toFixed(0);
    say();
    say(
      `## ${book.loans} loans, ${book.payments} payments, ${log === null ? '' : `${log.events} events, `}${megabytes} MB, ${book.delinquent} loans past due`,
    );
    const runs = await runBook(title, folder, contestants, repeat);
    printRuns(runs);
    say();
    checkSameWork(title, runs);
    const agreement = await tellAgreement(title, runs);
    const ratios = ratiosOf(title, runs);
    for (const { line } of ratios) say(line);
    results.push({
      title,
      book,
      runs,
      ratios: Object.fromEntries(ratios.map(({ name, value }) => [name, value])),
      agreement,
    });
  }
  if (results.length === 0) {
    process.exitCode = 1;
    return;
  }
  const growth = growthOf(results);
  if (growth.length > 0) say();
  for (const line of growth) say(line);
  writeFileSync(join(WORK, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
}

// Whoever reads has seen enough.
process.stdout.on('error', () => process.exit(1));
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
