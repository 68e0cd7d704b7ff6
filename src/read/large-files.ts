/** Which files are large enough for a second thread. */
import { statSync } from 'node:fs';

/** A table above this many bytes is worth a second thread. */
export const WORTH_A_THREAD = 8 << 20;

/** Packed tables unpack to about this many times their size. */
const PACKED = 8;

/**
 * Those of the files that are worth a second thread, as far as their size tells: standard input and pipes have none,
 * and what cannot be read is told of later.
 */
export function largeFilesOf(files: readonly string[]): string[] {
  return files.filter((file) => {
    try {
      const stats = statSync(file, { throwIfNoEntry: false });
      const bytes = stats?.isFile() ? stats.size : 0;
      return bytes * (file.toLowerCase().endsWith('.gz') ? PACKED : 1) > WORTH_A_THREAD;
    } catch {
      return false;
    }
  });
}
