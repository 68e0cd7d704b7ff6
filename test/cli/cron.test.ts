/** A run that nobody watches: what stderr says, where it runs, and how many results it keeps. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARREARS, arrears, DEMO, filesUnder, inScratch, ROOT, scratch } from './arrears.js';

const book = scratch();
beforeAll(() => {
  expect(arrears(['sample', '--loans', '40', '--seed', '3', '--out', '.'], { cwd: book.path }).status).toBe(0);
});
afterAll(() => book.remove());

const FILES = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--events', 'events.csv'];
const run = (...options: string[]) => arrears(['triage', ...FILES, ...options], { cwd: book.path });

const DEMO_RUN = ['triage', ...DEMO, '--as-of', '2026-11-20'];

describe('--quiet', () => {
  test('a clean night says nothing', () => {
    inScratch((directory) => {
      const quiet = run('--as-of', '2026-11-20', '--out', join(directory, 'out'), '--quiet');
      expect(quiet).toEqual({ status: 0, stdout: '', stderr: '' });
    });
  });

  test('problems and errors are told all the same', () => {
    inScratch((directory) => {
      const quiet = arrears([...DEMO_RUN, '--quiet', '--out', join(directory, 'out')]);
      expect(quiet.status).toBe(1);
      expect(quiet.stderr).toMatch(/error\[bad-date\]|error\[impossible-date\]/);
      expect(quiet.stderr).not.toMatch(/Work list|As of|control totals|Written/);
      const refused = arrears([...DEMO_RUN, '--quiet', '--max-rejects', '0', '--out', join(directory, 'out')]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/^arrears: .*more than the limit of 0/m);
    });
  });

  test('beside --from, where nothing else may stand', () => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      expect(run('--as-of', '2026-11-20', '--out', out).status).toBe(0);
      const letters = ['notices', '--from', out, '--out', join(directory, 'letters'), '--quiet'];
      expect(arrears(letters, { cwd: book.path }).status).toBe(0);
    });
  });
});

describe('--log-json', () => {
  const linesOf = (stderr: string) => {
    expect(stderr.endsWith('\n')).toBe(true);
    return stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('each line is an object with time, level and event; the run ends with its counts', () => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      const { status, stdout, stderr } = arrears([...DEMO_RUN, '--log-json', '--notices', '--out', out]);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      const lines = linesOf(stderr);
      for (const line of lines) {
        expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(['info', 'warning', 'error']).toContain(line['level']);
        expect(line['event']).toMatch(/^[a-z-]+$/);
      }
      const manifest = JSON.parse(filesUnder(out).get('run.json')!.toString());
      expect(lines.find(({ event }) => event === 'run-finished')).toMatchObject({
        as_of: '2026-11-20',
        loans: manifest.counts.loans,
        borrowers_listed: manifest.counts.borrowers_listed,
        rows_rejected: manifest.inputs.reduce((sum: number, input: { rejected: number }) => sum + input.rejected, 0),
        out,
      });
      expect(lines.filter(({ event }) => event === 'problem')[0]).toMatchObject({
        table: 'loans',
        code: expect.any(String),
      });
      const quiet = linesOf(arrears([...DEMO_RUN, '--log-json', '--quiet', '--out', out]).stderr);
      expect(quiet.some(({ level }) => level === 'info')).toBe(false);
      expect(quiet.length).toBeGreaterThan(0);
    });
  });

  test('errors too, of usage and of files', () => {
    for (const [args, event] of [
      [['triage', '--log-json'], 'usage'],
      [[...DEMO_RUN, '--log-json', '--no-such-option'], 'usage'],
      [['triage', '--log-json', '--loans', 'no.csv', '--payments', 'no.csv'], 'could-not-run'],
      [[...DEMO_RUN, '--log-json', '--max-rejects', '0'], 'input-refused'],
      [[...DEMO_RUN, '--log-json', '--out', '.'], 'output-working-directory'],
    ] as const) {
      const refused = arrears(args);
      expect(refused.status).toBe(2);
      expect(linesOf(refused.stderr).at(event === 'usage' ? 0 : -1)).toMatchObject({ level: 'error', event });
    }
  });

  test('has nothing of a person in it, whatever stands in the cells', () => {
    inScratch((directory) => {
      const planted = ['Zhang-Planted', '13912345678', '330106198001011234', 'BORROWER-77', 'LOAN-77'];
      writeFileSync(
        join(directory, 'loans.csv'),
        [
          'loan_id,borrower_id,borrower_name,phone,id_number,principal,disbursed_on,matures_on,officer',
          'L1,B1,a,1,2,1000,2024-01-01,2025-01-01,x',
          ...planted.map(
            (text) => `LOAN-77,BORROWER-77,Zhang-Planted,13912345678,330106198001011234,${text},${text},${text},x`,
          ),
          '',
        ].join('\n'),
      );
      writeFileSync(
        join(directory, 'payments.csv'),
        'loan_id,paid_on,amount\nLOAN-77,2024-05-05,5\nL1,13912345678,5\n',
      );
      const options = [
        '--loans',
        'loans.csv',
        '--payments',
        'payments.csv',
        '--officer',
        'Zhang-Planted',
        '--log-json',
      ];
      const { stderr } = arrears(['triage', ...options, '--as-of', '2026-11-20', '--out', 'out'], { cwd: directory });
      expect(linesOf(stderr).length).toBeGreaterThan(5);
      for (const text of planted) expect(stderr).not.toContain(text);
    });
  });
});

describe('--out runs/{as_of} and --keep', () => {
  test('a directory a day; older runs go, and nothing else does', () => {
    inScratch((directory) => {
      // Not before the day of the bank's figures, nor long after it: they would differ.
      const out = join(directory, 'runs', '{as_of}');
      const runs = join(directory, 'runs');
      for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
        expect(run('--as-of', day, '--out', out).status).toBe(0);
      }
      // Beside them: somebody's files in an old run, a directory without a run, a file, a link, other names.
      cpSync(join(runs, '2026-11-21'), join(runs, '2026-11-01'), { recursive: true });
      writeFileSync(join(runs, '2026-11-01', 'remarks.txt'), 'precious');
      mkdirSync(join(runs, '2026-11-02'));
      writeFileSync(join(runs, '2026-11-03'), 'a file');
      symlinkSync(join(runs, '2026-11-21'), join(runs, '2026-11-04'));
      cpSync(join(runs, '2026-11-21'), join(runs, 'copy-of-2026-11-21'), { recursive: true });
      cpSync(join(runs, '2026-11-21'), join(runs, '2026-02-30'), { recursive: true });
      // What a killed run of another day left.
      mkdirSync(join(runs, '.2026-11-22.run-host-1-0'));
      writeFileSync(join(runs, '.2026-11-22.lock'), '');

      const last = run('--as-of', '2026-11-25', '--out', out, '--keep', '2');
      expect(last.status, last.stderr).toBe(0);
      expect(last.stderr).toContain('Older runs removed: 2026-11-21, 2026-11-22\n');
      expect(last.stderr).toContain('note: not removed: 2026-11-01, 2026-11-02: they hold files');
      expect(readdirSync(runs).sort()).toEqual([
        '2026-02-30',
        '2026-11-01',
        '2026-11-02',
        '2026-11-03',
        '2026-11-04',
        '2026-11-23',
        '2026-11-25',
        'copy-of-2026-11-21',
      ]);
      // A day of the past, run again: it is not what it removes itself.
      expect(run('--as-of', '2026-11-20', '--out', out, '--keep', '1').status).toBe(0);
      expect(existsSync(join(runs, '2026-11-20', 'run.json'))).toBe(true);
      expect(existsSync(join(runs, '2026-11-25', 'run.json'))).toBe(true);
      expect(existsSync(join(runs, '2026-11-23'))).toBe(false);
    });
  });

  test('a run that fails removes nothing', () => {
    inScratch((directory) => {
      const out = join(directory, 'run-{as_of}.d');
      for (const day of ['2026-11-22', '2026-11-23']) expect(run('--as-of', day, '--out', out).status).toBe(0);
      expect(run('--as-of', '2026-11-25', '--out', out, '--keep', '1', '--expect', 'loans=9').status).toBe(2);
      expect(readdirSync(directory).sort()).toEqual(['run-2026-11-22.d', 'run-2026-11-23.d']);
    });
  });

  test('today by default, in the time zone of the policy', () => {
    inScratch((directory) => {
      // The bank's figures of the sample grow old: whether they still agree is not asked here.
      expect(run('--out', join(directory, '{as_of}')).status).not.toBe(2);
      const [name] = readdirSync(directory);
      const manifest = JSON.parse(filesUnder(join(directory, name!)).get('run.json')!.toString());
      expect(name).toBe(manifest.as_of);
    });
  });

  test.each([
    [['--keep', '3', '--out', 'out'], /--keep needs \{as_of\}/],
    [['--keep', '3'], /--keep needs \{as_of\}/],
    [['--keep', '3', '--out', 'runs/{as_of}/list'], /--keep needs \{as_of\}/],
    [['--keep', '0', '--out', 'runs/{as_of}'], /--keep 0/],
  ])('%j is refused', (options, told) => {
    const refused = run(...options);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(told);
  });
});

describe('the surroundings of a cron job', () => {
  const expected = () => {
    const { stdout, status } = run('--as-of', '2026-11-20', '--limit', '5');
    expect(status).toBe(0);
    return stdout;
  };
  const line = [ARREARS, 'triage', ...FILES, '--as-of', '2026-11-20', '--limit', '5'];

  test.each([
    ['nothing but LANG=C', { LANG: 'C' }],
    ['no environment at all', {}],
    ['a home that does not exist', { HOME: '/no/such/home', XDG_CONFIG_HOME: '/no/such' }],
    ['an odd time zone', { TZ: 'Pacific/Kiritimati' }],
    ['a time zone that does not exist', { TZ: 'Nowhere/Land' }],
    ['a dumb terminal', { TERM: 'dumb', LC_ALL: 'POSIX' }],
  ])('%s', (_, env) => {
    const bare = spawnSync(process.execPath, line, { cwd: book.path, env: env as NodeJS.ProcessEnv, encoding: 'utf8' });
    expect(bare.stderr).not.toMatch(/error|unexpected/);
    expect(bare.status).toBe(0);
    expect(bare.stdout).toBe(expected());
    // Neither colour nor cursor movements off a terminal.
    expect(`${bare.stdout}${bare.stderr}`.includes('\u001b')).toBe(false);
  });

  test.each(['<&-', '2>&-', '<&- 2>&-', '< /dev/null'])('standard streams closed: %s', (redirections) => {
    const words = [process.execPath, ...line].map((word) => `'${word}'`).join(' ');
    const bare = spawnSync('sh', ['-c', `${words} ${redirections}`], { cwd: book.path, env: {}, encoding: 'utf8' });
    expect(bare.status).toBe(0);
    expect(bare.stdout).toBe(expected());
  });

  test('a working directory that cannot be written, nor even be found any more', () => {
    inScratch((directory) => {
      const shut = join(directory, 'shut');
      mkdirSync(shut, { mode: 0o500 });
      const files = ['loans', 'payments', 'events'].flatMap((table) => [`--${table}`, join(book.path, `${table}.csv`)]);
      const asked = ['triage', ...files, '--as-of', '2026-11-20', '--limit', '5'];
      expect(arrears([...asked, '--out', join(directory, 'out')], { cwd: shut }).status).toBe(0);
      expect(readdirSync(shut)).toEqual([]);
      chmodSync(shut, 0o700);
      rmSync(shut, { recursive: true });
      expect(arrears(['verify', join(directory, 'out')]).status).toBe(0);
    });
  });

  test('a full standard output is an error, a closed reader is none', () => {
    if (!existsSync('/dev/full')) return;
    const words = [process.execPath, ...line].map((word) => `'${word}'`).join(' ');
    const full = spawnSync('sh', ['-c', `${words} > /dev/full`], { cwd: book.path, env: {}, encoding: 'utf8' });
    expect(full.status).toBe(2);
    expect(full.stderr).toMatch(/standard output cannot be written: ENOSPC/);
  });

  test('exit codes: 0 clean, 1 rows rejected, 2 could not run', () => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      expect(run('--as-of', '2026-11-20', '--out', out).status).toBe(0);
      expect(arrears([...DEMO_RUN, '--out', out]).status).toBe(1);
      expect(arrears(['triage', '--loans', 'no.csv', '--payments', 'no.csv', '--out', out], { cwd: ROOT }).status).toBe(
        2,
      );
      expect(JSON.parse(filesUnder(out).get('run.json')!.toString()).counts.loans).toBe(300);
    });
  });
});
