/**
 * Mutated input: nothing crashes, both readers say the same, rows and fen are accounted for. A short run is part of the
 * tests; `npm run fuzz -- --seconds 60` goes on from a fresh seed. A failure tells seed and round, and leaves the files.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { OpenBook } from '../../src/cli/open-book.js';
import { reconcile } from '../../src/cli/reconciliation.js';
import { triageBook } from '../../src/cli/triage-book.js';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { NO_FILTER } from '../../src/domain/list-filter.js';
import { openMasking } from '../../src/domain/masking-rules.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import { openTable } from '../../src/read/open-table.js';
import { readTableByReference } from '../../src/read/reference-reader.js';
import { openKernel } from '../../src/read/scan-kernel.js';
import { scanTable, wholeBody } from '../../src/read/scan-table.js';
import { TABLE_SHAPES } from '../../src/read/shapes.js';
import { termsOn } from '../../src/triage/assess-loan.js';
import { type KeptRecord, keepRecords, newLog } from '../read/reading.js';
import { FUZZED_TABLES, type FuzzedTable, mutate, randomFrom, soundFiles } from './mutate.js';

const SEED = Number(process.env['ARREARS_FUZZ_SEED'] ?? 20_261_122);
const SECONDS = Number(process.env['ARREARS_FUZZ_SECONDS'] ?? 8);
const ROUNDS = Number(process.env['ARREARS_FUZZ_ROUNDS'] ?? 150);
const FIRST_ROUND = Number(process.env['ARREARS_FUZZ_ROUND'] ?? 0);
const KEEP = process.env['ARREARS_FUZZ_KEEP'];

const AS_OF = '2026-11-20';
const asOf = parseIsoDate(AS_OF)!;
const KERNEL = openKernel(new URL('../../dist/read/scan-kernel.wasm', import.meta.url));
if (KERNEL === null) throw new Error('the kernel has not been compiled: npm run build');

const scratch = mkdtempSync(join(tmpdir(), 'arrears-fuzz-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function expectSameReadings(table: FuzzedTable, file: string): Promise<void> {
  const open = await openTable(TABLE_SHAPES[table], file, {}, newLog());
  if (open === undefined) return;
  const reference = newLog();
  const referred: KeptRecord[] = [];
  const report = readTableByReference(open, keepRecords(open, referred), reference);
  for (const kernel of [null, KERNEL]) {
    const log = newLog();
    const records: KeptRecord[] = [];
    const scanned = scanTable(open, wholeBody(open), keepRecords(open, records), log, kernel);
    expect(records).toEqual(referred);
    expect(log.problems).toEqual(reference.problems);
    expect(scanned).toEqual(report);
    expect(scanned.rows).toBe(records.length + scanned.rejected);
  }
}

const outcome = await loadPolicy('default');
if (!('policy' in outcome)) throw new Error('the default policy is broken');
const { policy } = outcome;

async function expectTotalsToMeet(files: Readonly<Record<FuzzedTable, string>>): Promise<void> {
  const loaded = await loadPortfolio(files, { mappings: policy.mappings, currency: policy.currency, asOf });
  if ('refused' in loaded) {
    expect(loaded.refused.some(({ severity }) => severity === 'error')).toBe(true);
    return;
  }
  const terms = termsOn(asOf, AS_OF, policy, lawOfChina);
  const open: OpenBook = {
    ...loaded,
    terms,
    masking: openMasking(policy.masking, false),
    second: null,
    language: 'en',
    listLanguage: 'en',
    bankTotals: [],
    places: {},
    config: null,
  };
  const triaged = await triageBook(open, { filter: NO_FILTER, capacity: null, limit: Number.POSITIVE_INFINITY });
  expect(triaged.controlTotals.filter(({ meets }) => !meets)).toEqual([]);
  reconcile(open, triaged);
}

it(
  `mutated files crash nothing (seed ${SEED})`,
  async () => {
    const sound = soundFiles();
    const end = performance.now() + SECONDS * 1000;
    let round = FIRST_ROUND;
    for (; round < FIRST_ROUND + ROUNDS && performance.now() < end; round++) {
      const random = randomFrom(SEED + round);
      const mutated = FUZZED_TABLES[random(FUZZED_TABLES.length)]!;
      const paths = {} as Record<FuzzedTable, string>;
      for (const table of FUZZED_TABLES) {
        paths[table] = join(scratch, `${table}.csv`);
        writeFileSync(paths[table], table === mutated ? mutate(sound[table], random) : sound[table]);
      }
      try {
        await expectSameReadings(mutated, paths[mutated]);
        await expectTotalsToMeet(paths);
      } catch (error) {
        const kept = join(KEEP ?? tmpdir(), `arrears-fuzz-${SEED}-${round}`);
        mkdirSync(kept, { recursive: true });
        for (const table of FUZZED_TABLES) {
          writeFileSync(
            join(kept, `${table}.csv`),
            table === mutated ? mutate(sound[table], again(round)) : sound[table],
          );
        }
        throw new Error(`seed ${SEED}, round ${round}, table ${mutated}; the files are in ${kept}`, { cause: error });
      }
    }
    expect(round).toBeGreaterThan(FIRST_ROUND);
  },
  (SECONDS + 60) * 1000,
);

/** The generator of a round, as it stood when the file was mutated. */
function again(round: number) {
  const random = randomFrom(SEED + round);
  random(FUZZED_TABLES.length);
  return random;
}
