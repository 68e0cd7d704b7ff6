/**
 * The directory of one run: its files are written into a hidden sibling and appear under the wanted name all at
 * once, by rename, or not at all. An earlier run there is replaced; anything else is never touched.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { OutputRefused, orRefuse } from './output-refused.js';
import { openRunFile, type RunFile, type WrittenFile } from './run-file.js';
import { type RunOwner, takeRunLock } from './run-lock.js';

/** Name of the manifest; a directory that holds one is a run of ours. */
export const MANIFEST_NAME = 'run.json';
/** Name of the run's survey sheet: the one output that people write into. */
export const SURVEY_NAME = 'survey.csv';

export interface RunDirectory {
  /** The directory asked for, absolute. */
  readonly target: string;
  /** Where it is being written: gone, or under another name, once the run is over. */
  readonly draft: string;
  /** Opens a file of the run for writing, with its folders. `name` is relative, with `/`. */
  create(name: string): RunFile;
  /** Where part `number` of the file `name` may be written, to be added to it by `appendPart`. */
  partPath(name: string, number: number): string;
  /** Where another thread may write the file `name` whole, to be taken in by {@link adopt}. */
  pathFor(name: string): string;
  /** Takes in a file that another thread has written and closed at {@link pathFor}. */
  adopt(file: WrittenFile): void;
  /** Files closed so far, in order of closing: what the manifest lists. */
  readonly written: readonly WrittenFile[];
  /** Makes everything durable and lets it appear. Throws {@link OutputRefused} where the target cannot be replaced. */
  commit(): void;
  /** Removes everything written so far. Does nothing after {@link commit}. */
  abandon(): void;
}

let opened = 0;

/**
 * Starts a run into `target`. Takes its lock, clears away what dead runs left beside it and checks that it can be
 * replaced, all before any work is done. Throws {@link OutputRefused}.
 */
export function openRunDirectory(wanted: string, owner: RunOwner): RunDirectory {
  const target = orRefuse(wanted, () => throughLink(resolve(wanted)));
  if (isWithin(resolve('.'), target)) throw new OutputRefused({ code: 'working-directory', target: wanted });
  const parent = dirname(target);
  orRefuse(wanted, () => mkdirSync(parent, { recursive: true, mode: 0o700 }));
  const lock = takeRunLock(target, wanted, owner);
  const mark = `${owner.host.replace(/[^A-Za-z0-9_]/g, '_')}-${owner.pid}-${opened++}`;
  const temporary = join(parent, `.${basename(target)}.run-${mark}`);
  try {
    orRefuse(wanted, () => clearDeadRuns(target));
    checkReplaceable(target, wanted);
    orRefuse(wanted, () => mkdirSync(temporary, { mode: 0o700 }));
  } catch (error) {
    lock.release();
    throw error;
  }

  const names = new Set<string>();
  const stillOpen = new Map<string, RunFile>();
  const written: WrittenFile[] = [];
  let done = false;

  return {
    target,
    draft: temporary,
    written,
    create(name) {
      const path = pathWithin(temporary, name);
      if (names.has(name)) throw new RangeError(`${name} is already part of this run`);
      const file = orRefuse(wanted, () => {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        return openRunFile(path, name, (result) => {
          written.push(result);
          stillOpen.delete(name);
        });
      });
      names.add(name);
      stillOpen.set(name, file);
      return file;
    },
    partPath: (name, number) => `${pathWithin(temporary, name)}.part-${number}`,
    pathFor(name) {
      if (names.has(name)) throw new RangeError(`${name} is already part of this run`);
      names.add(name);
      return pathWithin(temporary, name);
    },
    adopt(file) {
      if (!names.has(file.name)) throw new RangeError(`${file.name} was not asked for`);
      written.push(file);
    },
    commit() {
      if (stillOpen.size > 0) throw new Error('a file of the run is still open');
      if (!names.has(MANIFEST_NAME)) throw new Error(`a run needs its ${MANIFEST_NAME}`);
      orRefuse(wanted, () => syncTree(temporary));
      if (!lock.isHeld()) throw new OutputRefused({ code: 'lock-lost', target: wanted });
      checkReplaceable(target, wanted);
      orRefuse(wanted, () => swapIn(temporary, target, join(parent, `.${basename(target)}.previous-${mark}`)));
      done = true;
      lock.release();
    },
    abandon() {
      if (done) return;
      for (const file of stillOpen.values()) file.discard();
      done = true;
      removeIfPossible(temporary);
      lock.release();
    },
  };
}

/** A link to a directory stays a link: its goal is what is replaced. */
function throughLink(path: string): string {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isSymbolicLink() ? realpathSync(path) : path;
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

function pathWithin(directory: string, name: string): string {
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))) {
    throw new RangeError(`"${name}" is no name for a file of a run`);
  }
  return join(directory, ...parts);
}

/** Leavings of desktops and of a spreadsheet that has a list open; they may go with the run they stand in. */
export function isLitter(name: string): boolean {
  const last = basename(name);
  return last === '.DS_Store' || last === 'Thumbs.db' || last === 'desktop.ini' || /^(~\$|\.~lock\.)/.test(last);
}

/** Refuses a target that is neither missing, nor empty, nor exactly an earlier run of ours. */
export function checkReplaceable(target: string, wanted: string): void {
  const stats = orRefuse(wanted, () => statSync(target, { throwIfNoEntry: false }));
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new OutputRefused({ code: 'not-a-directory', target: wanted });
  const names = orRefuse(wanted, () => filesUnder(target)).filter((name) => !isLitter(name));
  const ours = names.includes(MANIFEST_NAME) ? outputsOfRun(join(target, MANIFEST_NAME)) : undefined;
  const foreign = ours === undefined ? names : names.filter((name) => name !== MANIFEST_NAME && !ours.has(name));
  if (foreign.length > 0) throw new OutputRefused({ code: 'foreign-files', target: wanted, names: foreign.sort() });
  if (ours?.has(SURVEY_NAME) && names.includes(SURVEY_NAME) && !orRefuse(wanted, () => isAsWritten(target))) {
    throw new OutputRefused({ code: 'sheet-filled-in', target: wanted, name: SURVEY_NAME });
  }
}

/** Whether the survey sheet of a run is still what its manifest says. */
function isAsWritten(target: string): boolean {
  const recorded = readOutputs(join(target, MANIFEST_NAME))?.find(({ name }) => name === SURVEY_NAME);
  const found = createHash('sha256')
    .update(readFileSync(join(target, SURVEY_NAME)))
    .digest('hex');
  return recorded?.sha256 === found;
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .split(sep)
        .join('/'),
    );
}

/** Names of the outputs in a manifest; undefined where the file is no manifest of ours. */
export function outputsOfRun(path: string): ReadonlySet<string> | undefined {
  const outputs = readOutputs(path);
  return outputs === undefined ? undefined : new Set(outputs.map(({ name }) => name));
}

interface RecordedOutput {
  readonly name: string;
  readonly sha256?: string;
}

function readOutputs(path: string): readonly RecordedOutput[] | undefined {
  try {
    const { outputs } = JSON.parse(readFileSync(path, 'utf8')) as { outputs?: readonly RecordedOutput[] };
    return Array.isArray(outputs) ? outputs : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** After this the bytes and names survive a power cut. */
function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else sync(path);
  }
  sync(directory);
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** An empty target is replaced by the rename itself; an earlier run steps aside first and comes back if the second rename fails. */
function swapIn(temporary: string, target: string, aside: string): void {
  const parent = dirname(target);
  const replaces = existsSync(target) && readdirSync(target).length > 0;
  if (replaces) renameSync(target, aside);
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (replaces) renameSync(aside, target);
    throw error;
  }
  sync(parent);
  // Under a name that is never put back: half of an earlier result must not return.
  if (replaces) removeIfPossible(renamed(aside, temporary));
}

function renamed(path: string, name: string): string {
  renameSync(path, name);
  return name;
}

/** What cannot be removed now is left to {@link clearDeadRuns}. */
function removeIfPossible(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/**
 * Removes what earlier runs into `target` left beside it. All of them are dead: we hold the lock. One that died between
 * the two renames of {@link swapIn} left the earlier result aside: it is put back.
 */
export function clearDeadRuns(target: string): void {
  const parent = dirname(target);
  for (const name of readdirSync(parent)) {
    const kind = leavingsKind(name, basename(target));
    if (kind === undefined) continue;
    const path = join(parent, name);
    if (kind === 'previous' && !existsSync(target)) renameSync(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** Whether `name` is that of a directory in which a run into `target` was writing, or set an earlier result aside. */
function leavingsKind(name: string, target: string): 'run' | 'previous' | undefined {
  for (const kind of ['run', 'previous'] as const) {
    const prefix = `.${target}.${kind}-`;
    if (name.startsWith(prefix) && /^\w*-\d+-\d+$/.test(name.slice(prefix.length))) return kind;
  }
  return undefined;
}
