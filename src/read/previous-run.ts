/** Where an earlier run left what the next one compares itself with. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** `--previous` names the directory of a run, or its positions.csv. */
export function positionsOfRun(previous: string): string {
  const isDirectory = statSync(previous, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isDirectory ? join(previous, 'positions.csv') : previous;
}
