import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeOutputProblem, OutputRefused, orRefuse } from '../../src/write/output-refused.js';
import { openRunDirectory, type RunDirectory } from '../../src/write/run-directory.js';
import { appendPart, openPartFile } from '../../src/write/run-file.js';
import { lockPathOf, type RunOwner } from '../../src/write/run-lock.js';

const OWNER: RunOwner = {
  host: 'night.bank',
  pid: 4711,
  startOf: (pid) => (pid === 4711 || pid === 5000 ? '77' : ''),
  isAlive: (pid) => pid === 4711 || pid === 5000,
};

let parent: string;
let target: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'arrears-run-'));
  target = join(parent, 'out');
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function put(run: RunDirectory, name: string, text: string): void {
  const file = run.create(name);
  file.write(text);
  file.close();
}

/** A whole run with the given files and a manifest that lists them. */
function commitRun(files: Record<string, string>): void {
  const run = openRunDirectory(target, OWNER);
  for (const [name, text] of Object.entries(files)) put(run, name, text);
  put(run, 'run.json', JSON.stringify({ outputs: run.written }));
  run.commit();
}

function codeOf(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    if (error instanceof OutputRefused) return error.problem.code;
    throw error;
  }
  return 'no error';
}

describe('a run directory', () => {
  it('appears under its name only when committed, readable by its owner alone', () => {
    const run = openRunDirectory(target, OWNER);
    put(run, 'work-list.csv', 'rank\n');
    put(run, 'rejected/loans.csv', 'x\n');
    put(run, 'run.json', '{"outputs":[]}');
    expect(existsSync(target)).toBe(false);
    const temporary = readdirSync(parent).find((name) => name.includes('.run-'));
    expect(temporary).toMatch(/^\.out\.run-/);
    expect(statSync(join(parent, temporary!)).mode & 0o777).toBe(0o700);

    run.commit();
    expect(readdirSync(parent)).toEqual(['out']);
    expect(readdirSync(target, { recursive: true }).sort()).toEqual([
      'rejected',
      'rejected/loans.csv',
      'run.json',
      'work-list.csv',
    ]);
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(statSync(join(target, 'rejected')).mode & 0o777).toBe(0o700);
    expect(statSync(join(target, 'work-list.csv')).mode & 0o777).toBe(0o600);
    expect(statSync(join(target, 'rejected/loans.csv')).mode & 0o777).toBe(0o600);
  });

  it('knows length and hash of what was written, in small pieces or large', () => {
    const run = openRunDirectory(target, OWNER);
    const file = run.create('big.csv');
    const whole: Buffer[] = [];
    const scratch = Buffer.alloc(200_000);
    for (const [index, size] of [10, 70_000, 1, 65_536, 0, 65_535, 200_000].entries()) {
      const piece = scratch.subarray(0, size).fill(index + 1);
      whole.push(Buffer.from(piece));
      file.write(piece);
      piece.fill(99);
    }
    file.write('逾期');
    whole.push(Buffer.from('逾期'));
    const expected = Buffer.concat(whole);
    expect(file.close()).toEqual({
      name: 'big.csv',
      bytes: expected.length,
      sha256: createHash('sha256').update(expected).digest('hex'),
    });
    put(run, 'run.json', '{}');
    run.commit();
    expect(readFileSync(join(target, 'big.csv')).equals(expected)).toBe(true);
  });

  it('takes in a part that another thread wrote', () => {
    const run = openRunDirectory(target, OWNER);
    const file = run.create('positions.csv');
    file.write('first half\n');
    const path = run.partPath('positions.csv', 0);
    const part = openPartFile(path);
    part.write(Buffer.from('second half\n'));
    part.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    appendPart(file, path);
    const { sha256 } = file.close();
    put(run, 'run.json', '{}');
    run.commit();
    const text = readFileSync(join(target, 'positions.csv'), 'utf8');
    expect(text).toBe('first half\nsecond half\n');
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(readdirSync(target).sort()).toEqual(['positions.csv', 'run.json']);
  });

  it('leaves nothing behind when abandoned', () => {
    const run = openRunDirectory(target, OWNER);
    put(run, 'a.csv', 'a');
    run.create('b.csv').write('half');
    run.abandon();
    expect(readdirSync(parent)).toEqual([]);
    run.abandon();
  });

  it('makes missing parents', () => {
    target = join(parent, '2026', '11', 'out');
    commitRun({ 'a.csv': 'a' });
    expect(readFileSync(join(target, 'a.csv'), 'utf8')).toBe('a');
  });

  it('refuses names that leave it, and one name twice', () => {
    const run = openRunDirectory(target, OWNER);
    for (const name of ['../x', '/etc/x', 'a/../../x', '', 'a//b', '.', 'a\\b', 'a\0']) {
      expect(() => run.create(name)).toThrow(RangeError);
    }
    put(run, 'a.csv', 'a');
    expect(() => run.create('a.csv')).toThrow(RangeError);
    run.abandon();
  });

  it('is not committed without its manifest or with an open file', () => {
    const run = openRunDirectory(target, OWNER);
    put(run, 'a.csv', 'a');
    expect(() => run.commit()).toThrow(/run\.json/);
    run.create('b.csv');
    expect(() => run.commit()).toThrow(/open/);
    run.abandon();
  });
});

describe('an existing target', () => {
  it('is replaced as a whole where it is an earlier run', () => {
    commitRun({ 'old.csv': 'old', 'rejected/loans.csv': 'old' });
    commitRun({ 'new.csv': 'new' });
    expect(readdirSync(target).sort()).toEqual(['new.csv', 'run.json']);
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('is replaced where it is empty', () => {
    mkdirSync(target);
    commitRun({ 'a.csv': 'a' });
    expect(readdirSync(target).sort()).toEqual(['a.csv', 'run.json']);
  });

  it('is refused where somebody else keeps files in it, and nothing is touched', () => {
    mkdirSync(target);
    writeFileSync(join(target, 'budget.xlsx'), 'precious');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('foreign-files');
    expect(readdirSync(parent)).toEqual(['out']);
    expect(readFileSync(join(target, 'budget.xlsx'), 'utf8')).toBe('precious');
  });

  it('is refused where somebody added a file to an earlier run', () => {
    commitRun({ 'a.csv': 'a' });
    mkdirSync(join(target, 'notes'));
    writeFileSync(join(target, 'notes', 'remarks.txt'), 'precious');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('foreign-files');
    expect(readFileSync(join(target, 'notes', 'remarks.txt'), 'utf8')).toBe('precious');
  });

  it('is refused at the last moment where a file was added while the run went on', () => {
    commitRun({ 'a.csv': 'old' });
    const run = openRunDirectory(target, OWNER);
    put(run, 'a.csv', 'new');
    put(run, 'run.json', '{}');
    writeFileSync(join(target, 'remarks.txt'), 'precious');
    expect(codeOf(() => run.commit())).toBe('foreign-files');
    run.abandon();
    expect(readFileSync(join(target, 'a.csv'), 'utf8')).toBe('old');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('may hold what desktops and an open spreadsheet leave behind', () => {
    commitRun({ 'a.csv': 'old' });
    for (const litter of ['.DS_Store', 'Thumbs.db', '~$a.csv', '.~lock.a.csv#'])
      writeFileSync(join(target, litter), '');
    commitRun({ 'a.csv': 'new' });
    expect(readdirSync(target).sort()).toEqual(['a.csv', 'run.json']);
  });

  it('with a run.json that is not ours is somebody else’s', () => {
    mkdirSync(target);
    for (const text of ['not json', '{}', '[1]', 'null', '{"outputs":5}']) {
      writeFileSync(join(target, 'run.json'), text);
      expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('foreign-files');
    }
  });

  it('with a survey sheet that somebody has written into is left alone', () => {
    const manifest = (text: string) =>
      JSON.stringify({
        outputs: [{ name: 'survey.csv', sha256: createHash('sha256').update(text).digest('hex') }],
      });
    mkdirSync(target);
    writeFileSync(join(target, 'survey.csv'), 'asked,');
    writeFileSync(join(target, 'run.json'), manifest('asked,'));
    openRunDirectory(target, OWNER).abandon();
    writeFileSync(join(target, 'survey.csv'), 'asked,yes');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('sheet-filled-in');
    expect(readFileSync(join(target, 'survey.csv'), 'utf8')).toBe('asked,yes');
    // One that was moved away to be given back is no obstacle.
    rmSync(join(target, 'survey.csv'));
    openRunDirectory(target, OWNER).abandon();
  });

  it('that is a file is refused', () => {
    writeFileSync(target, 'x');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('not-a-directory');
  });

  it('that is the working directory or above it is refused', () => {
    expect(codeOf(() => openRunDirectory('.', OWNER))).toBe('working-directory');
    expect(codeOf(() => openRunDirectory('..', OWNER))).toBe('working-directory');
  });

  it('that is a link stays a link, and its goal is replaced', () => {
    mkdirSync(join(parent, 'disk'));
    mkdirSync(join(parent, 'disk', 'real'));
    symlinkSync(join(parent, 'disk', 'real'), target);
    commitRun({ 'a.csv': 'a' });
    expect(readlinkSync(target)).toBe(join(parent, 'disk', 'real'));
    expect(readFileSync(join(parent, 'disk', 'real', 'a.csv'), 'utf8')).toBe('a');
  });
});

describe('what dead runs left', () => {
  it('is cleared away: who holds the lock is the only one at work there', () => {
    for (const name of [
      '.out.run-night_bank-100-0',
      '.out.run-night_bank-5000-0',
      '.out.run-other_host-100-0',
      '.out.run-notes',
      '.outer.run-night_bank-100-0',
    ]) {
      mkdirSync(join(parent, name));
    }
    const run = openRunDirectory(target, OWNER);
    put(run, 'run.json', '{}');
    run.commit();
    expect(readdirSync(parent).sort()).toEqual(['.out.run-notes', '.outer.run-night_bank-100-0', 'out']);
  });

  it('is put back where the run died between stepping aside and stepping in', () => {
    commitRun({ 'a.csv': 'yesterday' });
    renameSync(target, join(parent, '.out.previous-night_bank-100-0'));
    mkdirSync(join(parent, '.out.run-night_bank-100-0'));
    const run = openRunDirectory(target, OWNER);
    run.abandon();
    expect(readFileSync(join(target, 'a.csv'), 'utf8')).toBe('yesterday');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('is removed where the new run had stepped in', () => {
    commitRun({ 'a.csv': 'today' });
    mkdirSync(join(parent, '.out.previous-night_bank-100-0'));
    openRunDirectory(target, OWNER).abandon();
    expect(readFileSync(join(target, 'a.csv'), 'utf8')).toBe('today');
    expect(readdirSync(parent)).toEqual(['out']);
  });
});

describe('the lock', () => {
  const lockOf = (text: string) => writeFileSync(lockPathOf(target), text);
  const heldBy = (host: string, pid: number, start = '77') => lockOf(JSON.stringify({ host, pid, start }));

  it('keeps a second run out, of this process or another, and goes with the run', () => {
    commitRun({ 'a.csv': 'old' });
    const run = openRunDirectory(target, OWNER);
    put(run, 'half.csv', 'half');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('locked');
    expect(codeOf(() => openRunDirectory(target, { ...OWNER, pid: 5000 }))).toBe('locked');
    expect(statSync(lockPathOf(target)).mode & 0o777).toBe(0o600);
    put(run, 'run.json', '{}');
    run.commit();
    expect(readdirSync(parent)).toEqual(['out']);
    expect(readdirSync(target).sort()).toEqual(['half.csv', 'run.json']);
  });

  it('says who holds it, and what to remove if that one is dead', () => {
    heldBy('night.bank', 5000);
    try {
      openRunDirectory(target, OWNER);
      expect.unreachable();
    } catch (error) {
      const { problem } = error as OutputRefused;
      expect(describeOutputProblem(problem, 'en')).toEqual({
        headline: `another run is writing into ${target} (process 5000 on night.bank)`,
        remedy: `Wait for it to end. If that process is gone, remove ${lockPathOf(target)}.`,
      });
      expect(describeOutputProblem(problem, 'zh').headline).toContain('5000');
    }
    expect(readdirSync(parent)).toEqual(['.out.lock']);
  });

  it('of a dead process is taken over', () => {
    for (const leave of [
      () => heldBy('night.bank', 100),
      // The number is used again by a process that started later.
      () => heldBy('night.bank', 5000, '12'),
      () => lockOf(''),
      () => lockOf('{"host":"night'),
    ]) {
      leave();
      const run = openRunDirectory(target, OWNER);
      expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('locked');
      run.abandon();
      expect(readdirSync(parent)).toEqual([]);
    }
  });

  it('of another machine is respected until it is hours old', () => {
    heldBy('other.bank', 100);
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('locked');
    const { mtimeMs } = statSync(lockPathOf(target));
    utimesSync(lockPathOf(target), mtimeMs / 1000 - 7 * 3600, mtimeMs / 1000 - 7 * 3600);
    openRunDirectory(target, OWNER).abandon();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is given back where the target is refused', () => {
    mkdirSync(target);
    writeFileSync(join(target, 'budget.xlsx'), 'precious');
    expect(codeOf(() => openRunDirectory(target, OWNER))).toBe('foreign-files');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('that was taken away stops the run, and the lock of the other run stays', () => {
    commitRun({ 'a.csv': 'old' });
    const run = openRunDirectory(target, OWNER);
    put(run, 'run.json', '{}');
    heldBy('other.bank', 9);
    expect(codeOf(() => run.commit())).toBe('lock-lost');
    run.abandon();
    expect(readFileSync(join(target, 'a.csv'), 'utf8')).toBe('old');
    expect(existsSync(lockPathOf(target))).toBe(true);
  });
});

describe('surroundings that do not allow writing', () => {
  it('are one clear refusal', () => {
    writeFileSync(join(parent, 'file'), '');
    expect(codeOf(() => openRunDirectory(join(parent, 'file', 'out'), OWNER))).toMatch(/cannot-write|not-a-directory/);
  });

  it('are told from defects, which pass through', () => {
    const failing = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    expect(codeOf(() => orRefuse('out', failing('ENOSPC')))).toBe('cannot-write');
    expect(codeOf(() => orRefuse('out', failing('EROFS')))).toBe('cannot-write');
    expect(codeOf(() => orRefuse('out', failing('EXDEV')))).toBe('mount-point');
    expect(() => orRefuse('out', failing('EINVAL'))).toThrow('EINVAL');
    expect(codeOf(() => openRunDirectory(join(parent, 'x'.repeat(300)), OWNER))).toBe('cannot-write');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('are described in both languages', () => {
    const problems = [
      { code: 'foreign-files', target: 'out', names: ['a', 'b', 'c', 'd'] },
      { code: 'sheet-filled-in', target: 'out', name: 'survey.csv' },
      { code: 'not-a-directory', target: 'out' },
      { code: 'folder-not-empty', target: 'out', names: ['a'] },
      { code: 'working-directory', target: '.' },
      { code: 'mount-point', target: '/out' },
      { code: 'locked', target: 'out', holder: null, lock: '.out.lock' },
      { code: 'lock-lost', target: 'out' },
      { code: 'cannot-write', target: 'out', reason: 'permission denied' },
    ] as const;
    for (const problem of problems) {
      const en = describeOutputProblem(problem, 'en');
      const zh = describeOutputProblem(problem, 'zh');
      expect(en.headline).toContain(problem.target);
      expect(zh.headline).toContain(problem.target);
      expect(en.remedy).toMatch(/\.$/);
      expect(zh.remedy).toMatch(/。$/);
    }
    expect(describeOutputProblem(problems[0], 'en').headline).toMatch(/: a, b, c and 1 more$/);
  });
});
