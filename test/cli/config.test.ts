/** `arrears.yaml`: what it stands in for, what goes before it, and what it must never do in silence. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ARREARS, arrears, filesUnder, inScratch, scratch, shell } from './arrears.js';

const sample = scratch();
beforeAll(() => {
  expect(arrears(['sample', '--loans', '60', '--seed', '5', '--out', '.'], { cwd: sample.path }).status).toBe(0);
  // A title that nothing but a mapping knows.
  const loans = join(sample.path, 'loans.csv');
  writeFileSync(loans, readFileSync(loans, 'utf8').replace('loan_id,', '内部流水,'));
});
afterAll(() => sample.remove());

const place = scratch();
const at = (...path: string[]) => join(place.path, ...path);
beforeEach(() => {
  rmSync(place.path, { recursive: true, force: true });
  mkdirSync(at('deep', 'er'), { recursive: true });
  cpSync(sample.path, at('in'), { recursive: true });
  configure(FILES_AND_TITLES);
});
afterAll(() => place.remove());

const configure = (text: string, file = at('arrears.yaml')) => writeFileSync(file, text);
const TITLES = 'columns: { loans: { titles: { 内部流水: loan_id } } }\n';
const FILES = 'loans: in/loans.csv\npayments: in/payments.csv\nevents: in/events.csv\n';
const FILES_AND_TITLES = `${FILES}${TITLES}`;

const AS_OF = ['--as-of', '2026-11-20'];
const run = (args: readonly string[], ...below: string[]) => arrears(args, { cwd: at(...below) });
const manifestIn = (...path: string[]) => JSON.parse(readFileSync(at(...path, 'run.json'), 'utf8'));
/** Every file of a run but its manifest. */
const resultsIn = (...path: string[]) => {
  const files = filesUnder(at(...path));
  files.delete('run.json');
  return files;
};

describe('arrears triage alone', () => {
  test('does the job, and its files are those of the same options', () => {
    configure(`${FILES_AND_TITLES}out: runs/{as_of}\nkeep: 5\nlang: zh\nmax_rejects: 1%\nthreads: 1\nmemory: 1GB\n`);
    const alone = run(['triage', ...AS_OF]);
    expect(alone.status, alone.stderr).toBe(0);
    expect(alone.stdout).toBe('');
    expect(alone.stderr).toContain('结果已写入 runs/2026-11-20');

    mkdirSync(at('pack'));
    configure(`extends: default\nname: titles\n${TITLES}`, at('pack', 'policy.yaml'));
    const files = ['--loans', 'in/loans.csv', '--payments', 'in/payments.csv', '--events', 'in/events.csv'];
    const options = [...files, '--policy', 'pack', '--lang', 'zh', '--max-rejects', '1%', '--threads', '1'];
    const spelt = run(['triage', '--no-config', ...options, ...AS_OF, '--out', 'spelt']);
    expect(spelt.status, spelt.stderr).toBe(0);
    expect(resultsIn('runs', '2026-11-20')).toEqual(resultsIn('spelt'));
  });

  test('from a folder below reads and writes beside the file, and says the same', () => {
    configure(`${FILES_AND_TITLES}out: runs/{as_of}\n`);
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    const above = resultsIn('runs', '2026-11-20');
    const below = run(['triage', ...AS_OF], 'deep', 'er');
    expect(below.status).toBe(0);
    expect(below.stderr).toContain('Written to ../../runs/2026-11-20');
    expect(resultsIn('runs', '2026-11-20')).toEqual(above);
    expect(readdirSync(at('deep', 'er'))).toEqual([]);
  });

  test('without out the list goes to standard output', () => {
    const { status, stdout } = run(['triage', ...AS_OF]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^rank,/);
    expect(readdirSync(place.path).sort()).toEqual(['arrears.yaml', 'deep', 'in']);
  });

  test('the same input gives the same bytes', () => {
    configure(`${FILES_AND_TITLES}out: out\n`);
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    const first = filesUnder(at('out'));
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    expect(filesUnder(at('out'))).toEqual(first);
  });
});

describe('run.json', () => {
  test('names the file with its hash and its titles, and no path of this machine', () => {
    configure(`${FILES_AND_TITLES}out: out\n`);
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    expect(manifestIn('out').config).toEqual({
      file: 'arrears.yaml',
      sha256: createHash('sha256')
        .update(readFileSync(at('arrears.yaml')))
        .digest('hex'),
      columns: { loans: { titles: { 内部流水: 'loan_id' }, date_order: {} } },
    });
    expect(manifestIn('out').inputs.map(({ file }: { file: string }) => file)).toEqual([
      'in/loans.csv',
      'in/payments.csv',
      'in/events.csv',
    ]);
    expect(readFileSync(at('out', 'run.json'), 'utf8')).not.toContain(place.path);
  });

  test('says nothing of a file that gave nothing', () => {
    mkdirSync(at('pack'));
    configure(`extends: default\nname: titles\n${TITLES}`, at('pack', 'policy.yaml'));
    configure('out: elsewhere\n');
    const files = ['--loans', 'in/loans.csv', '--payments', 'in/payments.csv', '--policy', 'pack'];
    const result = run(['triage', ...files, ...AS_OF, '--out', 'out']);
    expect(result.status, result.stderr).toBe(0);
    expect(manifestIn('out').config).toBeUndefined();
    expect(result.stderr).not.toContain('arrears.yaml');
  });

  test('is enough for letters and sheets, when the file is gone or speaks of others, and can be verified', () => {
    configure(`${FILES_AND_TITLES}out: out\n`);
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    expect(run(['notices', '--from', 'out', '--out', 'before']).status).toBe(0);
    for (const [name, text] of [
      ['gone', undefined],
      [
        'other',
        'loans: none.csv\npayments: none.csv\npolicy: nowhere\nencoding: gb18030\ncolumns: { loans: { titles: { 产品: loan_id } } }\n',
      ],
    ] as const) {
      if (text === undefined) rmSync(at('arrears.yaml'));
      else configure(text);
      const letters = run(['notices', '--from', 'out', '--out', name]);
      expect(letters.status, letters.stderr).toBe(0);
      expect(filesUnder(at(name))).toEqual(filesUnder(at('before')));
      const sheet = run(['survey', '--from', 'out', '--out', `${name}.csv`]);
      expect(sheet.status, sheet.stderr).toBe(0);
    }
    expect(manifestIn('other').config).toEqual(manifestIn('out').config);
    expect(run(['verify', 'out', '--inputs']).status).toBe(0);
  });
});

describe('the command line goes before it', () => {
  test('for each setting', () => {
    configure(
      `${FILES_AND_TITLES}lang: zh\nmax_rejects: 0\nout: out\nkeep: 3\n`.replace(
        'out: out\nkeep',
        'out: runs/{as_of}\nkeep',
      ),
    );
    const english = run(['triage', ...AS_OF, '--lang', 'en', '--out', 'here']);
    expect(english.status, english.stderr).toBe(0);
    // `keep` belongs to the `out` that stands beside it.
    expect(english.stderr).toMatch(/^Settings from arrears\.yaml: loans, payments, events, max_rejects, columns\n/);
    expect(english.stderr).toContain('Written to here');
    expect(existsSync(at('runs'))).toBe(false);

    writeFileSync(at('in', 'none.csv'), 'loan_id,paid_on,amount\n');
    // Without payments much differs from the bank's figures: a finding.
    expect(run(['triage', ...AS_OF, '--payments', 'in/none.csv', '--out', 'none']).status).toBe(1);
    const files = (name: string) => manifestIn(name).inputs.map(({ file }: { file: string }) => file);
    expect(files('none')).toEqual(['in/loans.csv', 'in/none.csv', 'in/events.csv']);
    expect(files('here')).toEqual(['in/loans.csv', 'in/payments.csv', 'in/events.csv']);
  });

  test('--no-config takes nothing from it, and says what is missing', () => {
    const bare = run(['triage', '--no-config', ...AS_OF]);
    expect(bare.status).toBe(2);
    expect(bare.stderr).toContain("required option '--loans <file>' not specified, nor set in an arrears.yaml");
    configure('payments: in/payments.csv\n');
    expect(run(['age']).stderr).toContain("required option '--loans <file>' not specified, nor set in an arrears.yaml");
    // No file can say where a sheet goes.
    expect(run(['survey', '--from', 'run']).stderr).toContain("required option '--out <file>' not specified\n");
    for (const command of [['notices', '--out', 'x'], ['survey', '--out', 'x.csv'], ['limitation']]) {
      const missing = run(command);
      expect(missing.status).toBe(2);
      expect(missing.stderr).toContain('in an arrears.yaml');
    }
  });

  test('--config names it from elsewhere; paths stay beside it', () => {
    inScratch((elsewhere) => {
      const here = arrears(['age', ...AS_OF, '--config', at('arrears.yaml')], { cwd: elsewhere });
      expect(here.status, here.stderr).toBe(0);
      expect(here.stdout).toBe(run(['age', ...AS_OF]).stdout);
      const none = arrears(['age', '--config', 'none.yaml', '--lang', 'zh'], { cwd: elsewhere });
      expect(none.status).toBe(2);
      expect(none.stderr).toContain('there is no such file');
      expect(none.stderr).toContain('none.yaml 中的设置有 1 处错误，无法使用。');
    });
  });
});

describe('which file was used', () => {
  test('is told on standard error, but not to those who want quiet', () => {
    expect(run(['age', ...AS_OF]).stderr).toBe('Settings from arrears.yaml: loans, payments, events, columns\n');
    expect(run(['age', ...AS_OF, '--lang', 'zh'], 'deep').stderr).toBe(
      '采用 ../arrears.yaml 中的设置：loans、payments、events、columns\n',
    );
    expect(run(['age', ...AS_OF, '--quiet']).stderr).toBe('');
    const [line = ''] = run(['age', ...AS_OF, '--log-json']).stderr.split('\n');
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      event: 'config',
      file: 'arrears.yaml',
      settings: ['loans', 'payments', 'events', 'columns'],
    });
  });

  test('the nearest one only', () => {
    configure('lang: zh\n', at('deep', 'arrears.yaml'));
    const missing = run(['age', ...AS_OF], 'deep', 'er');
    expect(missing.status).toBe(2);
    expect(missing.stderr).toMatch(/^采用 \.\.\/arrears\.yaml 中的设置：lang\n/);
  });
});

describe('a file that cannot be used', () => {
  test('stops the run with all its faults, before anything is read or written', () => {
    configure('loan: in/loans.csv\nout: out\nkeep: 3\nas_of: 2026-11-20\nlang: fr\n');
    const refused = run(['triage']);
    expect(refused.status).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr.match(/^arrears\.yaml:\d+:\d+: error\[/gm)).toHaveLength(3);
    expect(refused.stderr).toContain('arrears: the settings in arrears.yaml cannot be used: 3 faults.');
    expect(existsSync(at('out'))).toBe(false);
    const lines = run(['triage', '--log-json']).stderr.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual([
      'config-fault',
      'config-fault',
      'config-fault',
      'could-not-run',
    ]);
  });

  test('does not concern commands that read no book', () => {
    configure('{{{');
    for (const args of [
      ['law'],
      ['policy', 'check'],
      ['policy', 'show'],
      ['sample', '--loans', '5', '--out', 'new'],
      ['--help'],
    ]) {
      expect(run(args).status, args.join(' ')).toBe(0);
    }
    expect(run(['config', 'show']).status).toBe(2);
  });

  test('that anybody could have put there is refused, until somebody names it', () => {
    chmodSync(at('arrears.yaml'), 0o666);
    const refused = run(['triage', ...AS_OF], 'deep');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('../arrears.yaml may be somebody else’s');
    expect(refused.stderr).toContain('--config ../arrears.yaml');
    expect(run(['triage', ...AS_OF, '--lang', 'zh'], 'deep').stderr).toContain('可能是他人放置的');
    expect(run(['triage', ...AS_OF, '--config', '../arrears.yaml'], 'deep').status).toBe(0);
    expect(run(['triage', ...AS_OF, '--no-config'], 'deep').stderr).toContain('required option');
  });
});

describe('other commands', () => {
  test.each([
    [['worklist']],
    [['age']],
    [['classify']],
    [['limitation']],
    [['check']],
    [['survey', '--out', '-']],
    [['notices', '--out', 'letters']],
    [['explain', '--borrower', 'B']],
    [['policy', 'compare', 'default', 'default']],
  ])('%j takes the files from it', (args) => {
    // Nothing of another command's --out.
    configure(`${FILES_AND_TITLES}out: runs/{as_of}\nkeep: 2\n`);
    const borrower = /KH\d+/.exec(readFileSync(at('in', 'loans.csv'), 'utf8'))![0];
    const result = run([...args.map((word) => (word === 'B' ? borrower : word)), ...AS_OF]);
    expect(result.status, result.stderr).toBe(0);
    expect(result.stderr).toMatch(/^Settings from arrears\.yaml: loans, payments, events, columns\n/);
    expect(existsSync(at('runs'))).toBe(false);
  });

  test('one case that is typed in reads no book', () => {
    configure(`${FILES_AND_TITLES}lang: zh\n`);
    const typed = run(['limitation', '--due', '2021-06-30', ...AS_OF]);
    expect(typed.status, typed.stderr).toBe(0);
    expect(typed.stdout).toContain('估算，不构成法律意见');
    expect(typed.stderr).toBe('采用 arrears.yaml 中的设置：lang\n');
  });

  test('beside --from only the language counts, and --config is no filter', () => {
    configure(`${FILES_AND_TITLES}out: out\n`);
    expect(run(['triage', ...AS_OF]).status).toBe(0);
    for (const more of [['--no-config'], ['--config', 'arrears.yaml'], []]) {
      expect(run(['notices', '--from', 'out', '--out', 'letters', ...more]).status).toBe(0);
    }
  });
});

test('a policy beside the file is found from anywhere', () => {
  mkdirSync(at('pack'));
  configure('extends: default\nname: mine\nageing: s2\n', at('pack', 'policy.yaml'));
  configure(`${FILES_AND_TITLES}policy: pack\nout: out\n`);
  const buckets = run(['age', ...AS_OF, '--bucket', '6m+'], 'deep');
  expect(buckets.status, buckets.stderr).toBe(0);
  expect(run(['triage', ...AS_OF], 'deep').status).toBe(0);
  expect(manifestIn('out').options.policy).toBe('../pack');
  // Letters find it again.
  expect(run(['notices', '--from', '../out', '--out', 'letters'], 'deep').status).toBe(0);
});

describe('where there is nothing to look into', () => {
  test('a working directory that is gone, no home, no locale', () => {
    inScratch((directory) => {
      const script = `mkdir gone && cd gone && rmdir ../gone && exec "${process.execPath}" "${ARREARS}" "$@"`;
      const files = ['--loans', at('in', 'loans.csv'), '--payments', at('in', 'payments.csv')];
      const env = { PATH: process.env['PATH'] ?? '' };
      const asked = ['age', '--config', at('arrears.yaml'), ...AS_OF, ...files];
      const result = spawnSync('bash', ['-c', script, 'bash', ...asked], { cwd: directory, env, encoding: 'utf8' });
      expect(result.status, result.stderr).toBe(0);
      const bare = spawnSync('bash', ['-c', script, 'bash', 'age', ...files], {
        cwd: directory,
        env,
        encoding: 'utf8',
      });
      expect(bare.stderr).not.toContain('unexpected failure');
    });
  });

  test('a folder above that may not be looked into', () => {
    chmodSync(at('deep'), 0o000);
    try {
      const script = `cd "${at('deep')}" 2>/dev/null; exec "${process.execPath}" "${ARREARS}" "$@"`;
      const env = { PATH: process.env['PATH'] ?? '' };
      const result = spawnSync('bash', ['-c', script, 'bash', 'age', ...AS_OF], {
        cwd: place.path,
        env,
        encoding: 'utf8',
      });
      expect(result.status, result.stderr).toBe(0);
    } finally {
      chmodSync(at('deep'), 0o700);
    }
  });
});

describe('arrears config', () => {
  test('init writes one that works beside a sample, and never over another', () => {
    inScratch((directory) => {
      expect(arrears(['config', 'show'], { cwd: directory }).status).toBe(2);
      expect(arrears(['config', 'show', '--lang', 'zh'], { cwd: directory }).stderr).toContain('没有 arrears.yaml');
      expect(arrears(['sample', '--loans', '20', '--out', '.'], { cwd: directory }).status).toBe(0);
      const written = arrears(['config', 'init'], { cwd: directory });
      expect(written.status, written.stderr).toBe(0);
      expect(arrears(['triage', ...AS_OF], { cwd: directory }).status).toBe(0);
      const shown = arrears(['config', 'show'], { cwd: directory });
      expect(shown.stdout).toMatch(
        /^arrears\.yaml \(sha256 [0-9a-f]{12}\)\n {2}loans: loans\.csv\n {2}payments: payments\.csv\n$/,
      );
      const before = filesUnder(directory);
      for (const language of ['en', 'zh']) {
        const again = arrears(['config', 'init', '--lang', language], { cwd: directory });
        expect(again.status).toBe(2);
        expect(again.stderr).toContain(language === 'en' ? 'exists already' : '已存在');
      }
      expect(filesUnder(directory)).toEqual(before);
      expect(arrears(['config', 'schema'], { cwd: directory }).stdout).toBe(
        before.get('arrears-config.schema.json')!.toString(),
      );
    });
  });

  test('show prints where each setting leads', () => {
    configure(`${FILES_AND_TITLES}out: runs/{as_of}\n`);
    const lines = run(['config', 'show'], 'deep').stdout.trimEnd().split('\n').slice(1);
    expect(lines).toEqual([
      '  loans: ../in/loans.csv',
      '  payments: ../in/payments.csv',
      '  events: ../in/events.csv',
      '  out: ../runs/{as_of}',
      '  columns: loans: 内部流水 → loan_id',
    ]);
  });
});

describe('arrears policy init', () => {
  test.each([
    ['short', []],
    ['full', ['--full']],
  ])(
    'writes a pack that passes and gives the very result of the default (%s)',
    (name, more) => {
      expect(run(['triage', ...AS_OF, '--out', 'plain', '--notices']).status).toBe(0);
      const written = run(['policy', 'init', name, ...more]);
      expect(written.status, written.stderr).toBe(0);
      expect(run(['policy', 'check', name]).stderr).toContain(`${name}: no faults.`);
      expect(run(['triage', ...AS_OF, '--policy', name, '--out', 'own', '--notices']).status).toBe(0);
      expect(resultsIn('own')).toEqual(resultsIn('plain'));
      expect(manifestIn('own').policy.name).toBe(name);
    },
    60_000,
  );

  test('never touches a folder that holds anything', () => {
    const before = filesUnder(place.path);
    for (const language of ['en', 'zh']) {
      const refused = run(['policy', 'init', 'in', '--lang', language]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain(language === 'en' ? 'the folder in is not empty: ' : '文件夹 in 中已有文件：');
    }
    expect(run(['policy', 'init', 'arrears.yaml']).stderr).toContain('is not a directory');
    expect(filesUnder(place.path)).toEqual(before);
    expect(run(['policy', 'init', 'deep/er', '--lang', 'zh']).stderr).toContain('已写入 deep/er');
    expect(readdirSync(at('deep', 'er')).sort()).toEqual(['arrears-policy.schema.json', 'policy.yaml']);
  });
});

test('the schemas are JSON that may be cut short by its reader', () => {
  for (const command of ['policy', 'config']) {
    const cut = shell(`set -o pipefail; arrears ${command} schema | head -1`, place.path);
    expect(cut).toEqual({ status: 0, stdout: '{\n', stderr: '' });
  }
  expect(JSON.parse(run(['policy', 'schema']).stdout)).toHaveProperty('definitions.condition');
});
