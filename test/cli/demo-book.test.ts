/** The bundled GB18030 export with bad rows, end to end: the right list, the right rejects, exit 1, the same bytes in every zone. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrears, DEMO, filesUnder, inScratch, ROOT } from './arrears.js';

const EXPECTED = join(ROOT, 'fixtures', 'demo', 'expected');
const ASKED = ['triage', ...DEMO, '--as-of', '2026-11-20', '--notices'];
/** Compared byte for byte with `fixtures/demo/expected`; the rest of the run follows from these. */
const GOLDEN = [
  'positions.csv',
  'work-list.csv',
  'deadlines.csv',
  'problems.jsonl',
  'rejected/loans.csv',
  'rejected/payments.csv',
  'notices/not-sent.csv',
];

let byZone: Map<string, Map<string, Buffer>>;
let outcome: ReturnType<typeof arrears>;

beforeAll(() => {
  byZone = new Map();
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    inScratch((directory) => {
      outcome = arrears([...ASKED, '--out', join(directory, 'out')], { env: { TZ: zone } });
      byZone.set(zone, filesUnder(join(directory, 'out')));
      for (const name of byZone.get(zone)!.keys()) {
        // Personal data: nobody but the owner may read them.
        expect(statSync(join(directory, 'out', name)).mode & 0o777).toBe(0o600);
      }
    });
  }
}, 120_000);

describe('the demo book', () => {
  test('is aged by `arrears age` as by the whole triage, in every form', () => {
    const positions = parse(byZone.get('UTC')!.get('positions.csv')!, { columns: true }) as Record<string, string>[];
    const age = (...more: string[]) => arrears(['age', ...DEMO, '--as-of', '2026-11-20', ...more]).stdout;
    const rows = parse(age(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(positions.length);
    for (const [at, row] of rows.entries()) expect(positions[at]).toMatchObject(row);
    // What is written for spreadsheets goes the long way round.
    expect(
      age('--excel')
        .replace('\ufeff', '')
        .replaceAll('\r\n', '\n')
        .replaceAll(/="([^"]*)"/g, '$1'),
    ).toBe(age().replaceAll("'", ''));
    // Asking for types brings them all in.
    const every = ['1-incidental', '2-hardship', '3-wilful', '4-bad', 'undetermined'];
    const listed = new Set(
      (parse(age('--type', every.join(',')), { columns: true }) as Record<string, string>[]).map(
        ({ loan_id }) => loan_id,
      ),
    );
    const typed = positions.filter(({ borrower_type }) => borrower_type !== '');
    expect(typed.length).toBeGreaterThan(20);
    expect([...listed]).toEqual(typed.map(({ loan_id }) => loan_id));
  });

  test('finishes with findings', () => {
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toContain('control totals meet');
  });

  test.each(GOLDEN)('%s is as expected', (name) => {
    const made = byZone.get('UTC')!.get(name)!;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(EXPECTED, name), made);
    expect(made.toString('utf8')).toBe(readFileSync(join(EXPECTED, name), 'utf8'));
  });

  test.each([{ asked: ['--lang', 'zh'] }, { asked: ['--lang', 'en', '--unmask'] }])(
    'has the same list in its file and on standard output, asked for $asked',
    ({ asked }) => {
      inScratch((directory) => {
        const run = arrears([...ASKED, ...asked, '--format', 'csv', '--out', join(directory, 'out')]);
        expect(run.stdout.length).toBeGreaterThan(1000);
        expect(run.stdout).toBe(filesUnder(join(directory, 'out')).get('work-list.csv')!.toString('utf8'));
      });
    },
  );

  test.each(['Asia/Shanghai', 'America/New_York'])('is the same to the byte under TZ=%s', (zone) => {
    const home = byZone.get('UTC')!;
    const there = byZone.get(zone)!;
    expect([...there.keys()]).toEqual([...home.keys()]);
    for (const [name, bytes] of home) expect(there.get(name)!.equals(bytes), name).toBe(true);
  });

  test('the manifest says what was read, and its totals meet', () => {
    const manifest = JSON.parse(byZone.get('UTC')!.get('run.json')!.toString('utf8'));
    expect(manifest.as_of).toBe('2026-11-20');
    expect(manifest.inputs[0]).toMatchObject({ table: 'loans', encoding: 'gb18030', delimiter: ',', set_aside: 1 });
    expect(manifest.inputs[0].columns.loan_id).toBe('借据号');
    for (const total of manifest.control_totals) expect(total, total.name).toMatchObject({ meets: true });
    for (const input of manifest.inputs) expect(input.rows).toBeGreaterThan(input.rejected);
  });

  test('no name or phone stands in full outside letters and rejected rows', () => {
    const sound = arrears(['sample', '--help']);
    expect(sound.status).toBe(0);
    for (const [name, bytes] of byZone.get('UTC')!) {
      if (name.startsWith('notices/') || name.startsWith('rejected/')) continue;
      // Every phone of the sample has eleven digits and begins with 100.
      expect(bytes.toString('utf8'), name).not.toMatch(/(?<!\d)100\d{8}(?!\d)/);
    }
    expect(outcome.stderr).not.toMatch(/(?<!\d)100\d{8}(?!\d)/);
  });
});
