/**
 * The lock of one run directory: a file beside it that says who is writing. While it stands, no other run writes there;
 * what a dead run left standing is taken over.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { OutputRefused, orRefuse } from './output-refused.js';

/** Who is writing. */
export interface RunOwner {
  /** Name of the machine: whether a process of another one is alive cannot be told from here. */
  readonly host: string;
  readonly pid: number;
  /** Something that a later process of the same number does not share, such as when it started; empty where unknown. */
  readonly startOf: (pid: number) => string;
  readonly isAlive: (pid: number) => boolean;
}

export interface RunLock {
  /** Whether the lock is still ours: somebody may have removed it by hand. */
  isHeld(): boolean;
  release(): void;
}

/** This process. */
export function ownerHere(): RunOwner {
  return { host: hostname(), pid: process.pid, startOf, isAlive };
}

/** A lock of another machine is taken to be left behind after this long; a container has a new name every night. */
const FOREIGN_LOCK_STALE_MS = 6 * 3_600_000;
/** A lock is filled in at once after it was made: one still empty after this long was left by a process that was killed between. */
const FILLING_MS = 500;
const MOST_ATTEMPTS = 5;

interface LockText {
  readonly host: string;
  readonly pid: number;
  readonly start: string;
}

/** Path of the lock of a run directory. */
export function lockPathOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.lock`);
}

/** Takes the lock of `target`, whose parent exists. `wanted` is its name in messages. Throws {@link OutputRefused} where another run has it. */
export function takeRunLock(target: string, wanted: string, owner: RunOwner): RunLock {
  const path = lockPathOf(target);
  const own: LockText = { host: owner.host, pid: owner.pid, start: owner.startOf(owner.pid) };
  // Told apart from an earlier lock of the same process too.
  const text = JSON.stringify({ ...own, run: taken++ });
  let holder: LockText | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (orRefuse(wanted, () => create(path, text))) {
      return {
        isHeld: () => textAt(path) === text,
        release: () => {
          if (textAt(path) === text) rmSync(path, { force: true });
        },
      };
    }
    const found = orRefuse(wanted, () => filledTextAt(path));
    if (found === undefined) continue;
    holder = parse(found);
    if (!isLeftBehind(path, holder, owner)) break;
    moveAway(path, found, `${path}-${owner.pid}`);
  }
  throw new OutputRefused({
    code: 'locked',
    target: wanted,
    holder: holder === undefined ? null : { pid: holder.pid, host: holder.host },
    lock: path,
  });
}

let taken = 0;

function create(path: string, text: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(descriptor, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return true;
}

/** Undefined where there is no lock. */
function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function filledTextAt(path: string): string | undefined {
  const text = textAt(path);
  if (text !== '') return text;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FILLING_MS);
  return textAt(path);
}

/** Undefined where the text is no lock of ours: nobody can be said to hold it. */
function parse(text: string): LockText | undefined {
  try {
    const { host, pid, start } = JSON.parse(text) as Partial<LockText>;
    return typeof host === 'string' && typeof pid === 'number' ? { host, pid, start: String(start ?? '') } : undefined;
  } catch {
    return undefined;
  }
}

function isLeftBehind(path: string, holder: LockText | undefined, owner: RunOwner): boolean {
  // Empty or torn: a process was killed, or the disk was full, while it was being written.
  if (holder === undefined) return true;
  if (holder.host !== owner.host) return ageOf(path) > FOREIGN_LOCK_STALE_MS;
  if (!owner.isAlive(holder.pid)) return true;
  const start = owner.startOf(holder.pid);
  return start !== '' && holder.start !== '' && start !== holder.start;
}

/** By the clock of the disk that holds both files: two machines need not agree on the time. */
function ageOf(path: string): number {
  const probe = `${path}-now-${process.pid}`;
  try {
    rmSync(probe, { force: true });
    closeSync(openSync(probe, 'wx', 0o600));
    return statSync(probe).mtimeMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Of several that find the same dead lock only one moves it; whoever moved a living one instead puts it back. */
function moveAway(path: string, dead: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (textAt(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The 22nd field of /proc/PID/stat: ticks from the start of the machine to that of the process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
