/** What a night batch meets: kills at any moment, signals, a second run, a full disk, a target that cannot be written. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockPathOf } from '../../src/write/run-lock.js';
import { ARREARS, arrears, filesUnder, inScratchAsync, scratch } from './arrears.js';

const FILES = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--events', 'events.csv'];
const DAYS = ['2026-11-19', '2026-11-20'] as const;

const book = scratch();
beforeAll(() => {
  expect(arrears(['sample', '--loans', '120', '--seed', '7', '--out', '.'], { cwd: book.path }).status).toBe(0);
});
afterAll(() => book.remove());

function start(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [ARREARS, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr })));
}

const triage = (asOf: string, out: string) => ['triage', ...FILES, '--as-of', asOf, '--notices', '--out', out];

/** One text for all that a directory holds; undefined where it is missing. */
function stateOf(directory: string): string | undefined {
  if (!existsSync(directory)) return undefined;
  return JSON.stringify([...filesUnder(directory)].map(([name, bytes]) => [name, bytes.toString('base64')]));
}

/** Where a run is at work, once it is. */
function workingDirectory(parent: string): string | undefined {
  const name = readdirSync(parent).find((entry) => entry.startsWith('.out.run-'));
  return name === undefined ? undefined : join(parent, name);
}

const KILLS = 50;

test(`killed at ${KILLS} moments, a run leaves the old result or the new one, and the next run clears up`, async () => {
  const expected = new Map<string, string>();
  const begun = performance.now();
  for (const day of DAYS) {
    const run = arrears(triage(day, `reference-${day}`), { cwd: book.path });
    expect(run.status, run.stderr).toBe(0);
    expected.set(day, stateOf(join(book.path, `reference-${day}`))!);
  }
  const filesOfRun = countOf(join(book.path, `reference-${DAYS[1]}`));
  const duration = (performance.now() - begun) / DAYS.length;
  expect(expected.get(DAYS[0])).not.toBe(expected.get(DAYS[1]));

  const outcomes = { old: 0, new: 0, between: 0, writing: 0 };
  // Two lanes, because there are two cores, each with a directory of its own.
  await Promise.all(
    [0, 1].map((lane) =>
      inScratchAsync(async (parent) => {
        const out = join(parent, 'out');
        let stands: string = DAYS[0];
        expect(arrears(triage(stands, out), { cwd: book.path }).status).toBe(0);
        for (let kill = lane; kill < KILLS; kill += 2) {
          const wanted = stands === DAYS[0] ? DAYS[1] : DAYS[0];
          const child = start(triage(wanted, out), book.path);
          const end = ended(child);
          if (kill % 3 === 0) {
            // Any moment of its life, from the first to beyond the last.
            await sleep((kill / KILLS) * duration * 1.2);
          } else {
            // So many files into its writing, up to the last renames: that is where the harm could be done.
            const files = (kill * 7) % filesOfRun;
            while (child.exitCode === null && existsSync(out)) {
              const working = workingDirectory(parent);
              const count = working === undefined ? -1 : countOf(working);
              if (count >= files) break;
              await new Promise((resolve) => setImmediate(resolve));
            }
          }
          const wasWriting = workingDirectory(parent) !== undefined;
          child.kill('SIGKILL');
          await end;
          const state = stateOf(out);
          if (state === undefined) {
            // Between the two renames: the old result stands aside, whole, and the next run puts it back.
            const aside = readdirSync(parent).find((name) => name.startsWith('.out.previous-'))!;
            expect(stateOf(join(parent, aside))).toBe(expected.get(stands));
            outcomes.between++;
          } else if (state === expected.get(wanted)) {
            stands = wanted;
            outcomes.new++;
          } else {
            expect(state === expected.get(stands), `kill ${kill}`).toBe(true);
            outcomes.old++;
            if (wasWriting) outcomes.writing++;
          }
        }
        const last = arrears(triage(DAYS[0], out), { cwd: book.path });
        expect(last.status, last.stderr).toBe(0);
        expect(stateOf(out) === expected.get(DAYS[0])).toBe(true);
        expect(readdirSync(parent)).toEqual(['out']);
      }),
    ),
  );
  // The kills must have hit both sides, and many in the midst of the writing.
  expect(outcomes.old + outcomes.new + outcomes.between).toBe(KILLS);
  expect(outcomes.writing, JSON.stringify(outcomes)).toBeGreaterThan(KILLS / 6);
}, 180_000);

function countOf(directory: string): number {
  try {
    return readdirSync(directory, { recursive: true }).length;
  } catch {
    return 0;
  }
}

describe('a signal', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s: one line, and the earlier result stands', async (signal) => {
    await inScratchAsync(async (parent) => {
      const out = join(parent, 'out');
      expect(arrears(triage(DAYS[0], out), { cwd: book.path }).status).toBe(0);
      const before = stateOf(out);
      // It waits for its payments: a pipe that nobody closes.
      const args = ['triage', '--loans', 'loans.csv', '--payments', '-', '--as-of', DAYS[1], '--out', out];
      const child = spawn(process.execPath, [ARREARS, ...args], { cwd: book.path, stdio: ['pipe', 'ignore', 'pipe'] });
      const end = ended(child);
      while (workingDirectory(parent) === undefined) await sleep(5);
      child.kill(signal);
      const { code, signal: by, stderr } = await end;
      expect({ code, by }).toEqual({ code: null, by: signal });
      expect(stderr).toBe(
        `arrears: stopped by ${signal}; nothing was written, an earlier result in ${out} is untouched.\n`,
      );
      expect(readdirSync(parent)).toEqual(['out']);
      expect(stateOf(out) === before).toBe(true);
    });
  });
});

test('a second run into the same directory is refused while the first one is at work', async () => {
  await inScratchAsync(async (parent) => {
    const out = join(parent, 'out');
    const args = ['triage', '--loans', 'loans.csv', '--payments', '-', '--as-of', DAYS[1], '--out', out];
    const child = spawn(process.execPath, [ARREARS, ...args], { cwd: book.path, stdio: ['pipe', 'ignore', 'pipe'] });
    const end = ended(child);
    while (workingDirectory(parent) === undefined) await sleep(5);
    const second = arrears(triage(DAYS[0], out), { cwd: book.path });
    expect(second.status).toBe(2);
    expect(second.stdout).toBe('');
    expect(second.stderr.split('\n')[0]).toMatch(/^arrears: another run is writing into .*out \(process \d+ on .+\)$/);
    child.stdin!.end('loan_id,paid_on,amount\n');
    // Without payments the book differs from the bank's figures: finished, with a finding.
    expect((await end).code).toBe(1);
    expect(readdirSync(parent)).toEqual(['out']);
  });
});

/** Disks of their own, where whoever runs the tests may mount them. */
const smallDisk = mountOf(160);
const otherDisk = mountOf(4096);
afterAll(() => {
  smallDisk?.remove();
  otherDisk?.remove();
});

describe('a target that cannot be written', () => {
  test.skipIf(smallDisk === null)('a full disk: one line, the earlier result stands, nothing is left over', () => {
    const { path } = smallDisk!;
    const out = join(path, 'out');
    writeFileSync(
      join(book.path, 'one.csv'),
      'loan_id,principal,disbursed_on,matures_on\nL1,1000,2024-01-01,2025-01-01\n',
    );
    writeFileSync(join(book.path, 'none.csv'), 'loan_id,paid_on,amount\n');
    const small = ['triage', '--loans', 'one.csv', '--payments', 'none.csv', '--as-of', DAYS[0], '--out', out];
    expect(arrears(small, { cwd: book.path }).status).toBe(0);
    const before = stateOf(out);
    const run = arrears(triage(DAYS[1], out), { cwd: book.path });
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(
      /^arrears: cannot write \S+: no space left on the device\n {2}An earlier result there is untouched.\n$/,
    );
    expect(stateOf(out) === before).toBe(true);
    expect(readdirSync(path)).toEqual(['out']);
  });

  test.skipIf(otherDisk === null)('a read-only file system: told before anything is read', () => {
    const { path } = otherDisk!;
    const out = join(path, 'out');
    expect(arrears(triage(DAYS[0], out), { cwd: book.path }).status).toBe(0);
    const before = stateOf(out);
    spawnSync('mount', ['-o', 'remount,ro', path]);
    const run = arrears(triage(DAYS[1], out), { cwd: book.path });
    expect(run.status).toBe(2);
    expect(run.stderr).toBe(
      `arrears: cannot write ${out}: the file system is read-only\n  An earlier result there is untouched.\n`,
    );
    expect(stateOf(out) === before).toBe(true);
  });

  // Root may write anywhere.
  test.skipIf(process.getuid?.() === 0)('a parent directory without permission to write', () => {
    const parent = scratch();
    chmodSync(parent.path, 0o500);
    const run = arrears(triage(DAYS[0], join(parent.path, 'out')), { cwd: book.path });
    chmodSync(parent.path, 0o700);
    parent.remove();
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/^arrears: cannot write .*: permission denied$/m);
  });
});

/** A small disk of its own, where whoever runs the tests may mount one; null otherwise. */
function mountOf(kilobytes: number): { readonly path: string; remove(): void } | null {
  const { path, remove } = scratch();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]);
  const isMounted = mounted.status === 0;
  if (!isMounted) {
    remove();
    return null;
  }
  return {
    path,
    remove() {
      spawnSync('umount', [path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

test('a lock that a killed run left is taken over', async () => {
  await inScratchAsync(async (parent) => {
    const out = join(parent, 'out');
    const args = ['triage', '--loans', 'loans.csv', '--payments', '-', '--as-of', DAYS[1], '--out', out];
    const child = spawn(process.execPath, [ARREARS, ...args], { cwd: book.path, stdio: ['pipe', 'ignore', 'ignore'] });
    const end = ended(child);
    while (workingDirectory(parent) === undefined) await sleep(5);
    child.kill('SIGKILL');
    await end;
    expect(statSync(lockPathOf(out)).mode & 0o777).toBe(0o600);
    mkdirSync(join(parent, 'other'));
    expect(arrears(triage(DAYS[0], out), { cwd: book.path }).status).toBe(0);
    expect(readdirSync(parent).sort()).toEqual(['other', 'out']);
  });
});
