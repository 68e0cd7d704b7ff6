/** `--out runs/{as_of}`: a directory for each day, and `--keep`, how many of them. */
import { basename, dirname, resolve } from 'node:path';
import { type EpochDay, formatIsoDate } from '../domain/civil-date.js';
import { removeOlderRuns } from '../write/old-runs.js';
import { ownerHere } from '../write/run-lock.js';
import { log } from './streams.js';
import { todayIn } from './today.js';

/** Stands in `--out` for the as-of date. */
export const DAY_MARK = '{as_of}';

/** The day that the run is about, settled before anything is read: today of the policy's time zone by default. */
export async function settleDay(asOf: EpochDay | undefined, policyName: string): Promise<EpochDay> {
  if (asOf !== undefined) return asOf;
  const { openPolicy } = await import('./open-book.js');
  const { timeZone } = await openPolicy(policyName);
  return todayIn(timeZone);
}

export function outOfDay(out: string, day: EpochDay): string {
  return out.replaceAll(DAY_MARK, formatIsoDate(day));
}

/** Whether older runs can be told from everything else: the date stands once, in the last name of the path. */
export function namesDays(out: string): boolean {
  return out.split(DAY_MARK).length === 2 && basename(out).includes(DAY_MARK);
}

/** Removes the runs of all but the last `keep` days beside the one just written, and says so. */
export function keepRuns(out: string, day: EpochDay, keep: number, zh: boolean): void {
  const [prefix = '', suffix = ''] = basename(out).split(DAY_MARK);
  const runs = { parent: resolve(dirname(out)), prefix, suffix };
  const { removed, left } = removeOlderRuns(runs, basename(outOfDay(out, day)), keep, ownerHere());
  if (removed.length > 0) {
    const names = removed.join(', ');
    log(
      'info',
      'runs-removed',
      { runs: [...removed] },
      zh ? `已删除较早的运行：${names}` : `Older runs removed: ${names}`,
    );
  }
  if (left.length > 0) {
    const names = left.join(', ');
    log(
      'warning',
      'runs-left',
      { runs: [...left] },
      zh
        ? `注意：未删除 ${names}：其中有不是 arrears 写入的文件，或正在写入`
        : `note: not removed: ${names}: they hold files that arrears did not write, or are in use`,
    );
  }
}
