import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { emptyInstalments } from '../../src/domain/loan.js';
import type { TableName } from '../../src/domain/problem.js';
import { newLoanFile, openLoan } from '../../src/portfolio/portfolio.js';
import { type InputFiles, type LoadedBook, loadPortfolio, TABLE_ORDER } from '../../src/read/load-portfolio.js';
import { computePosition } from '../../src/rules/position.js';
import { PAYER_KINDS, type PayerKind } from '../../src/sample/model.js';
import { type SampleReport, writeSample } from '../../src/sample/write-sample.js';
import { defaultConventions, defaultSchedule } from './default-schedule.js';
import { DEMO_OPTIONS } from './demo-options.js';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
/** A sample has neither answers of a survey nor an earlier run. */
const SAMPLE_TABLES = TABLE_ORDER.filter((table) => table !== 'survey' && table !== 'positions');
const inDemo = (table: TableName) => join(DEMO, `${table}.csv`);

let scratch: string;
let report: SampleReport;
let book: LoadedBook;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'arrears-demo-'));
  report = await writeSample({ ...DEMO_OPTIONS, out: scratch }, await defaultSchedule());
  const files = Object.fromEntries(SAMPLE_TABLES.map((table) => [table, inDemo(table)])) as unknown as InputFiles;
  const loaded = await loadPortfolio(files, { mappings: {}, currency: 'CNY', asOf: DEMO_OPTIONS.asOf });
  if ('refused' in loaded) throw new Error('the demo book cannot be read');
  book = loaded;
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the bundled demo book', () => {
  it.each(SAMPLE_TABLES)('%s.csv is what its command writes', (table) => {
    expect(readFileSync(inDemo(table)).equals(readFileSync(join(scratch, `${table}.csv`)))).toBe(true);
  });

  it('names its command', () => {
    const { loans, seed, asOf } = DEMO_OPTIONS;
    const command = `arrears sample --loans ${loans} --seed ${seed} --as-of ${formatIsoDate(asOf)} --gb18030 --chinese-headers --bad-rows --out fixtures/demo`;
    expect(readFileSync(join(DEMO, 'README.md'), 'utf8')).toContain(command);
  });

  it('stays small enough to ship', () => {
    const bytes = SAMPLE_TABLES.reduce((sum, table) => sum + statSync(inDemo(table)).size, 0);
    expect(bytes).toBeLessThan(600_000);
  });

  it('is reported with exactly the problems that were put into it', () => {
    const place = (found: { table: string; line: number; code: string }) =>
      `${found.table}:${found.line} ${found.code}`;
    expect(book.problems.map(place)).toEqual(report.flaws.map(place));
    expect(new Set(report.flaws.map((flaw) => flaw.code)).size).toBeGreaterThan(18);
    expect(book.portfolio.count).toBe(DEMO_OPTIONS.loans);
  });

  it('stands as its payers were designed', async () => {
    const conventions = await defaultConventions();
    const buildSchedule = await defaultSchedule();
    const payerOf = new Map<string, PayerKind>();
    for (const kind of PAYER_KINDS) for (const id of report.payers[kind]) payerOf.set(id, kind);
    const { loanIds, count } = book.portfolio;
    const file = newLoanFile(book.portfolio);
    const instalments = emptyInstalments();
    const decoder = new TextDecoder();
    let late = 0;
    for (let index = 0; index < count; index++) {
      const payer = payerOf.get(
        decoder.decode(loanIds.keys.subarray(loanIds.keyStart[index]!, loanIds.keyStart[index + 1]!)),
      );
      openLoan(book.portfolio, index, file);
      expect(buildSchedule(file, instalments)).toBeNull();
      const position = computePosition(file, instalments, conventions, DEMO_OPTIONS.asOf);
      if (payer === 'punctual') expect(position.overdueTotal).toBe(0);
      if (payer === 'punctual' || payer === 'early' || payer === 'overpaying') expect(position.daysPastDue).toBe(0);
      if (payer === 'wilful' || payer === 'bad' || payer === 'matured_long_ago') {
        expect(position.daysPastDue).toBeGreaterThan(0);
        late++;
      }
    }
    expect(late).toBeGreaterThan(40);
  });
});
