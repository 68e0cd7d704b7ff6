/** The process's streams: results to stdout, everything for eyes to stderr. A reader that goes away (`| head`) is success. */
import { writeSync } from 'node:fs';

/** Thrown when whoever reads stdout has closed it; the command line ends quietly on it. */
export class ReaderGone extends Error {}

/** Writes all of `bytes` to stdout before it returns, also into a slow or non-blocking pipe. */
export function writeResult(bytes: Uint8Array | string): void {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  let from = 0;
  while (from < buffer.length) {
    try {
      from += writeSync(1, buffer, from, buffer.length - from);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') throw new ReaderGone();
      if (code !== 'EAGAIN') throw error;
      waitForReader();
    }
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4));

/** A non-blocking pipe is full: give its reader a moment instead of spinning. */
function waitForReader(): void {
  Atomics.wait(clock, 0, 0, 5);
}

/** Writes a line for eyes to stderr. A closed stderr is nobody listening, not an error. */
export function say(text: string): void {
  const buffer = Buffer.from(`${text}\n`, 'utf8');
  let from = 0;
  while (from < buffer.length) {
    try {
      from += writeSync(2, buffer, from, buffer.length - from);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      waitForReader();
    }
  }
}

/** Columns of the terminal that stdout shows on; 80 when it is none. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}

export function isTerminal(): boolean {
  return process.stdout.isTTY === true;
}
