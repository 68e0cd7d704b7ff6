/** `arrears verify`: nothing about a run can be changed without its being told. */
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrears, DEMO, filesUnder, inScratch, ROOT, scratch } from './arrears.js';

const kept = scratch();
const RUN = join(kept.path, 'run');
const ASKED = ['triage', ...DEMO, '--as-of', '2026-11-20', '--notices', '--upcoming', '5', '--format', 'xlsx'];

beforeAll(() => {
  const run = arrears([...ASKED, '--out', RUN]);
  expect(run.status, run.stderr).toBe(1);
});
afterAll(() => kept.remove());

const verify = (directory: string, ...options: string[]) => arrears(['verify', directory, ...options]);

/** A copy of the run, changed, and what verify says of it. */
function afterChange(change: (directory: string) => void, ...options: string[]) {
  return inScratch((parent) => {
    const directory = join(parent, 'run');
    cpSync(RUN, directory, { recursive: true });
    change(directory);
    return verify(directory, ...options);
  });
}

interface Manifest {
  outputs: { name: string; bytes: number; sha256: string; rows: number | null }[];
  counts: Record<string, number>;
  sums: Record<string, Record<string, string>>;
  control_totals: { right: number }[];
}

function changeManifest(directory: string, change: (manifest: Manifest) => void): void {
  const path = join(directory, 'run.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

test('a run as it was written, with its inputs', () => {
  const whole = verify(RUN, '--inputs');
  expect(whole.stderr).toBe('');
  expect(whole.stdout).toMatch(/: as recorded on 2026-11-20: \d+ files, 7 control totals, 6 inputs\n$/);
  expect(whole.status).toBe(0);
  const chinese = verify(RUN, '--lang', 'zh');
  expect(chinese.status).toBe(0);
  expect(chinese.stdout).toMatch(/与 run\.json（2026-11-20）一致：\d+ 个文件，7 项控制总数\n$/);
});

describe('is told', () => {
  test('every file that was touched, whichever it is', () => {
    // One letter stands for all of them.
    const names = [...filesUnder(RUN).keys()].filter((name) => name !== 'run.json');
    const letters = names.filter((name) => name.endsWith('.txt')).slice(1);
    for (const name of names.filter((name) => !letters.includes(name))) {
      const run = afterChange((directory) => appendFileSync(join(directory, name), ' '));
      expect(run.status, name).toBe(1);
      expect(run.stdout).toContain(`${name}: bytes is `);
      expect(run.stdout).toContain(`${name}: sha256 is `);
    }
  }, 120_000);

  test('one digit changed', () => {
    const run = afterChange((directory) => {
      const path = join(directory, 'positions.csv');
      // An amount that stands in the file: the length stays, the sum does not.
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(
          /(\d)(\.\d\d,M1,)/,
          (_, digit, rest) => `${(Number(digit) + 1) % 10}${rest}`,
        ),
      );
    });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/positions\.csv: sha256 is /);
    expect(run.stdout).not.toMatch(/bytes is/);
  });

  test('a row taken out, even where run.json was made to fit', () => {
    const run = afterChange((directory) => {
      const path = join(directory, 'positions.csv');
      const lines = readFileSync(path, 'utf8').split('\n');
      lines.splice(1, 1);
      writeFileSync(path, lines.join('\n'));
      const other = afterDigest(path);
      changeManifest(directory, (manifest) => {
        const output = manifest.outputs.find((file) => file.name === 'positions.csv')!;
        Object.assign(output, other, { rows: output.rows! - 1 });
      });
    });
    expect(run.status).toBe(1);
    expect(run.stdout).not.toMatch(/sha256|bytes/);
    expect(run.stdout).toMatch(/positions\.csv: counts\.loans is \d+, run\.json says \d+/);
    expect(run.stdout).toMatch(/positions\.csv: outstanding_principal is [\d.]+, run\.json says [\d.]+/);
  });

  test('a file missing, and one too many', () => {
    const run = afterChange((directory) => {
      unlinkSync(join(directory, 'deadlines.csv'));
      mkdirSync(join(directory, 'notes'));
      writeFileSync(join(directory, 'notes', 'mine.txt'), 'x');
      writeFileSync(join(directory, '.DS_Store'), 'litter is no difference');
    });
    expect(run.status).toBe(1);
    expect(run.stdout.split('\n').slice(0, -2)).toEqual([
      'deadlines.csv: missing',
      'notes/mine.txt: not a file of this run',
    ]);
  });

  test('counts, sums and control totals of run.json that do not fit', () => {
    const run = afterChange((directory) =>
      changeManifest(directory, (manifest) => {
        manifest.counts['borrowers_listed']!++;
        manifest.counts['problem_invented'] = 2;
        manifest.sums['work-list.csv']!['outstanding_principal'] = '1.00';
        manifest.control_totals[0]!.right++;
      }),
    );
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/work-list\.csv: counts\.borrowers_listed is (\d+), run\.json says (\d+)/);
    expect(run.stdout).toMatch(/work-list\.csv: outstanding_principal is [\d.]+, run\.json says 1\.00/);
    expect(run.stdout).toMatch(/problems\.jsonl: counts\.problem_invented is 0, run\.json says 2/);
    expect(run.stdout).toMatch(/control total does not meet: loans: rows read = used \+ rejected/);
    expect(run.stdout).toMatch(/: 4 differences from run\.json\n$/);
  });

  test('a name that leads out of the directory, which is not followed', () => {
    const run = afterChange((directory) =>
      changeManifest(directory, (manifest) => {
        manifest.outputs.push({ name: '../../secret', bytes: 1, sha256: '', rows: null });
      }),
    );
    expect(run.status).toBe(1);
    expect(run.stdout).toContain('../../secret: not a file of this run');
  });

  test('an input that has changed; one that is gone is only noted', () => {
    inScratch((directory) => {
      for (const table of ['loans', 'payments']) {
        cpSync(join(ROOT, 'fixtures', 'demo', `${table}.csv`), join(directory, `${table}.csv`));
      }
      const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];
      expect(arrears(['triage', ...files, '--out', 'out'], { cwd: directory }).status).toBe(1);
      expect(arrears(['verify', 'out', '--inputs'], { cwd: directory }).status).toBe(0);
      appendFileSync(join(directory, 'loans.csv'), '\n');
      rmSync(join(directory, 'payments.csv'));
      const changed = arrears(['verify', 'out', '--inputs'], { cwd: directory });
      expect(changed.status).toBe(1);
      expect(changed.stdout).toMatch(/^loans\.csv: bytes is \d+, run\.json says \d+\nloans\.csv: sha256 is /);
      expect(changed.stderr).toBe('note: payments.csv: not there any more, not compared\n');
      expect(arrears(['verify', 'out'], { cwd: directory }).status).toBe(0);
    });
  });
});

function afterDigest(path: string): { readonly bytes: number; readonly sha256: string } {
  const bytes = readFileSync(path);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test('what is no run cannot be verified', () => {
  inScratch((directory) => {
    const none = verify(directory);
    expect(none.status).toBe(2);
    expect(none.stderr).toMatch(/^arrears: .*run\.json cannot be read: no such file\n/);
    writeFileSync(join(directory, 'run.json'), '{"outputs":[]}');
    expect(verify(directory).status).toBe(2);
    expect(verify(join(directory, 'nowhere')).status).toBe(2);
  });
});

test('letters are a run too', () => {
  inScratch((directory) => {
    const letters = join(directory, 'letters');
    expect(arrears(['notices', ...DEMO, '--as-of', '2026-11-20', '--out', letters]).status).toBe(1);
    expect(verify(letters).status).toBe(0);
  });
});

test('the same input gives the same bytes in three time zones and on one thread or two', () => {
  const expected = filesUnder(RUN);
  inScratch((directory) => {
    for (const [at, zone] of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].entries()) {
      for (const threads of ['1', '2']) {
        const out = join(directory, `${at}-${threads}`);
        const run = arrears([...ASKED, '--threads', threads, '--out', out], { env: { TZ: zone, LANG: 'C' } });
        expect(run.status, run.stderr).toBe(1);
        const files = filesUnder(out);
        expect([...files.keys()]).toEqual([...expected.keys()]);
        for (const [name, bytes] of expected) expect(files.get(name)!.equals(bytes), `${zone} ${name}`).toBe(true);
      }
    }
  });
}, 120_000);
