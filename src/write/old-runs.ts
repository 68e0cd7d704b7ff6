/** The run directories of many days beside each other, of which only the newest are kept. */
import { lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseIsoDate } from '../domain/civil-date.js';
import { OutputRefused, orRefuse } from './output-refused.js';
import { checkReplaceable, clearDeadRuns, MANIFEST_NAME, outputsOfRun } from './run-directory.js';
import { type RunOwner, takeRunLock } from './run-lock.js';

/** Directories in `parent` that are named `prefix`, an ISO date, `suffix`. */
export interface DatedRuns {
  readonly parent: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface Clearance {
  /** Names of the directories that were removed, oldest first. */
  readonly removed: readonly string[];
  /** Those that are too old but were left, because they are no run of ours or hold something else. */
  readonly left: readonly string[];
}

/**
 * Removes all but the `keep` runs with the latest dates; the one named `current` stays whatever its date. Only real
 * directories with a run.json of ours and nothing that it does not list are removed, and none into which a run is being
 * written. What killed runs of other days left beside them is cleared away too.
 */
export function removeOlderRuns(runs: DatedRuns, current: string, keep: number, owner: RunOwner): Clearance {
  const removed: string[] = [];
  const left: string[] = [];
  const names = readdirSync(runs.parent);
  for (const name of new Set(names.flatMap((entry) => leavingsOf(entry, runs)))) {
    if (name === current) continue;
    whileLocked(join(runs.parent, name), owner, () => clearDeadRuns(join(runs.parent, name)));
  }
  const dated = readdirSync(runs.parent)
    .filter((name) => isDated(name, runs) && lstatSync(join(runs.parent, name)).isDirectory())
    .sort();
  for (const name of dated.slice(0, Math.max(0, dated.length - keep))) {
    if (name === current) continue;
    const path = join(runs.parent, name);
    const isGone = whileLocked(path, owner, () => {
      if (!isOurs(path)) return false;
      // Under a hidden name first, which the next run clears away: half a run is never to be seen.
      const doomed = join(runs.parent, `.${name}.run-removed-${owner.pid}-0`);
      renameSync(path, doomed);
      rmSync(doomed, { recursive: true, force: true });
      return true;
    });
    (isGone === true ? removed : left).push(name);
  }
  return { removed, left };
}

function isDated(name: string, { prefix, suffix }: DatedRuns): boolean {
  if (name.length !== prefix.length + 'YYYY-MM-DD'.length + suffix.length) return false;
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return false;
  return parseIsoDate(name.slice(prefix.length, name.length - suffix.length)) !== undefined;
}

/** The dated directory beside which a hidden entry was left, if it is one of these. */
function leavingsOf(entry: string, runs: DatedRuns): string[] {
  const name = /^\.(.+)\.(?:lock|(?:run|previous)-\w*-\d+-\d+)$/.exec(entry)?.[1];
  return name !== undefined && isDated(name, runs) ? [name] : [];
}

function isOurs(path: string): boolean {
  if (outputsOfRun(join(path, MANIFEST_NAME)) === undefined) return false;
  try {
    checkReplaceable(path, path);
    return true;
  } catch (error) {
    if (error instanceof OutputRefused) return false;
    throw error;
  }
}

/** Undefined where the directory cannot be locked or worked on: it is then left as it is. */
function whileLocked<T>(path: string, owner: RunOwner, work: () => T): T | undefined {
  try {
    const lock = takeRunLock(path, path, owner);
    try {
      return orRefuse(path, work);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof OutputRefused) return undefined;
    throw error;
  }
}
