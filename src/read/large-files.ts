/** Which files are large enough for a second thread. */
import { statSync } from 'node:fs';

/** A table above this many bytes is worth a second thread. */
export const WORTH_A_THREAD = 8 << 20;

/** Packed tables unpack to about this many times their size. */
const PACKED = 8;

/**
 * Whether one of the files is worth a second thread, as far as its size tells: standard input and pipes have none, and
 * what cannot be read is told of later.
 */
export function seemsLarge(files: readonly string[]): boolean {
  return files.some((file) => {
    try {
      const stats = statSync(file, { throwIfNoEntry: false });
      const bytes = stats?.isFile() ? stats.size : 0;
      return bytes * (file.toLowerCase().endsWith('.gz') ? PACKED : 1) > WORTH_A_THREAD;
    } catch {
      return false;
    }
  });
}
