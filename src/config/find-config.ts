/** Where the settings of a folder stand: `arrears.yaml` in it, or in the nearest folder above. */
import { lstatSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const CONFIG_NAME = 'arrears.yaml';

/** A file found without having been asked for. */
export interface FoundConfig {
  /** Relative to the folder from which it was looked for. */
  readonly file: string;
  /** Somebody else may have put it there: it is another user's, in a folder that anybody may write to, or anybody may write it. */
  readonly isStrangers: boolean;
}

const BY_ANYBODY = 0o002;
const ROOT_USER = 0;

/** Looks in `folder` and upwards. A folder that may not be looked into has none. `user` is undefined where files have no owners. */
export function findConfig(folder: string, user: number | undefined): FoundConfig | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, CONFIG_NAME);
    const found = statusOf(path, statSync);
    if (found?.isFile() === true) {
      return { file: relative(folder, path), isStrangers: isStrangers(path, found, at, user) };
    }
    if (dirname(at) === at) return undefined;
  }
}

function statusOf(path: string, read: (path: string) => Stats): Stats | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}

/** `/tmp/arrears.yaml` must not decide what a run that happens to stand below it reads and where it writes. */
function isStrangers(path: string, file: Stats, folder: string, user: number | undefined): boolean {
  if (user === undefined) return false;
  if ((file.mode & BY_ANYBODY) !== 0) return true;
  // Of a link, whoever made it: it may lead to a file of ours.
  const owner = statusOf(path, lstatSync)?.uid;
  const isOurs = owner === user || owner === ROOT_USER;
  return !isOurs && ((statusOf(folder, statSync)?.mode ?? BY_ANYBODY) & BY_ANYBODY) !== 0;
}
