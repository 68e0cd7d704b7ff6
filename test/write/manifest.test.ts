import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Conventions } from '../../src/domain/conventions.js';
import { controlTotal, formatManifest, type Manifest, writeManifest } from '../../src/write/manifest.js';
import { openRunDirectory } from '../../src/write/run-directory.js';

const CONVENTIONS: Conventions = {
  firstDayPastDue: 'day_after_due',
  dayCountBasis: 360,
  periodInterest: { equalInstalment: 'periodic', equalPrincipal: 'periodic', interestOnly: 'actual', bullet: 'actual' },
  waterfall: ['fee', 'interest', 'principal'],
  cardWaterfallWhenLate: ['principal', 'interest', 'fee'],
  cardPrincipalFirstFromDpd: 91,
  compoundOnUnpaidInterest: true,
  periodWhenBlank: 'unknown',
  penaltyMarkupWhenBlank: Number.NaN,
};

const MANIFEST: Manifest = {
  asOf: '2026-11-22',
  arrearsVersion: '0.1.0',
  policy: { name: 'default', sha256: 'aa' },
  law: 'cn@2026-11-21',
  config: null,
  inputs: [
    {
      table: 'loans',
      file: 'loans.csv',
      sheet: null,
      sha256: 'bb',
      bytes: 1000,
      encoding: 'gb18030',
      delimiter: ',',
      headerLine: 1,
      rows: 10,
      rejected: 1,
      setAside: 1,
      columns: { principal: '贷款金额', loan_id: '借据号' },
    },
  ],
  outputs: [
    { name: 'work-list.csv', bytes: 5, sha256: 'cc', rows: 3 },
    { name: 'deadlines.csv', bytes: 4, sha256: 'dd', rows: null },
  ],
  counts: { loans: 8, borrowers: 7 },
  sums: {},
  capacity: null,
  reconciliation: null,
  controlTotals: [
    controlTotal('rows read = assessed + rejected + set aside', 'rows', 10, 10),
    controlTotal('balance read = sum of buckets', 'fen', 123_456, 123_457),
    controlTotal('balance listed', 'fen', Number.NaN, 1),
  ],
  conventions: CONVENTIONS,
  options: { limit: 5, branch: '南山支行' },
  unmasked: false,
  masking: {},
};

describe('run.json', () => {
  it('is the same bytes whatever the order in which records were filled', () => {
    const shuffled: Manifest = {
      ...MANIFEST,
      counts: { borrowers: 7, loans: 8 },
      options: { branch: '南山支行', limit: 5 },
      outputs: [...MANIFEST.outputs].reverse(),
      inputs: [{ ...MANIFEST.inputs[0]!, columns: { loan_id: '借据号', principal: '贷款金额' } }],
    };
    expect(formatManifest(shuffled)).toBe(formatManifest(MANIFEST));
  });

  it('shows control totals as counts or yuan, and says which do not meet', () => {
    const { control_totals: totals } = JSON.parse(formatManifest(MANIFEST)) as { control_totals: unknown };
    expect(totals).toEqual([
      { name: 'rows read = assessed + rejected + set aside', left: 10, right: 10, meets: true },
      { name: 'balance read = sum of buckets', left: '1234.56', right: '1234.57', meets: false },
      { name: 'balance listed', left: null, right: '0.01', meets: false },
    ]);
  });

  it('spells its keys as the other files do', () => {
    const written = JSON.parse(formatManifest(MANIFEST)) as Record<string, unknown>;
    expect(Object.keys(written)).toEqual([
      'as_of',
      'arrears_version',
      'policy',
      'law',
      'unmasked',
      'options',
      'conventions',
      'inputs',
      'outputs',
      'counts',
      'control_totals',
    ]);
    expect(written['inputs']).toEqual([
      expect.objectContaining({ table: 'loans', set_aside: 1, columns: { loan_id: '借据号', principal: '贷款金额' } }),
    ]);
  });

  it('names the arrears.yaml that was used, with its column titles in a fixed order', () => {
    const mapping = (titles: Record<string, string>) => ({ titles, dateOrder: { paid_on: 'day_first' } });
    const config = (titles: Record<string, string>) =>
      formatManifest({
        ...MANIFEST,
        config: { file: 'arrears.yaml', sha256: 'cc', columns: { payments: mapping(titles) } },
      });
    expect(config({ 乙: 'amount', 甲: 'loan_id' })).toBe(config({ 甲: 'loan_id', 乙: 'amount' }));
    expect(JSON.parse(config({ 甲: 'loan_id' })).config).toEqual({
      file: 'arrears.yaml',
      sha256: 'cc',
      columns: { payments: { titles: { 甲: 'loan_id' }, date_order: { paid_on: 'day_first' } } },
    });
    const plain = formatManifest({ ...MANIFEST, config: { file: 'arrears.yaml', sha256: 'cc', columns: {} } });
    expect(JSON.parse(plain).config).toEqual({ file: 'arrears.yaml', sha256: 'cc' });
  });

  it('lists every file of the run but itself', () => {
    const parent = mkdtempSync(join(tmpdir(), 'arrears-manifest-'));
    try {
      const run = openRunDirectory(join(parent, 'out'), { host: 'h', pid: 1, startOf: () => '', isAlive: () => false });
      for (const name of ['b.csv', 'a.csv', 'rejected/loans.csv']) {
        const file = run.create(name);
        file.write(name);
        file.close();
      }
      const { outputs: _, ...rest } = MANIFEST;
      writeManifest(run, rest, new Map([['a.csv', 12]]));
      run.commit();
      const written = JSON.parse(readFileSync(join(parent, 'out', 'run.json'), 'utf8')) as Manifest;
      expect(written.outputs.map(({ name, rows, bytes }) => [name, rows, bytes])).toEqual([
        ['a.csv', 12, 5],
        ['b.csv', null, 5],
        ['rejected/loans.csv', null, 18],
      ]);
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  });
});
