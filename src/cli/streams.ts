/** The process's streams: results to stdout, everything for eyes to stderr. A reader that goes away (`| head`) is success. */
import { writeSync } from 'node:fs';
import type { Language } from '../domain/language.js';
import { UserError } from './exit.js';

/** Thrown when whoever reads stdout has closed it; the command line ends quietly on it. */
export class ReaderGone extends Error {}

const STDOUT = 1;
const STDERR = 2;

/** Writes all of `bytes` to stdout before it returns, also into a slow or non-blocking pipe. */
export function writeResult(bytes: Uint8Array | string): void {
  try {
    writeWhole(STDOUT, bytes);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') throw new ReaderGone();
    if (code === undefined) throw error;
    throw new UserError({
      en: `standard output cannot be written: ${message}`,
      zh: `无法写入标准输出：${message}`,
    });
  }
}

/** Writes a line for eyes to stderr. */
export function say(text: string): void {
  tell(`${text}\n`);
}

export function tellUserError(error: UserError, language: Language): void {
  say(`arrears: ${error.text[language]}`);
  if (error.remedy !== undefined) say(`  ${error.remedy[language]}`);
}

/** Writes text for eyes to stderr as it stands. A stderr that is closed or full is nobody listening, not an error. */
export function tell(text: string): void {
  try {
    writeWhole(STDERR, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array | string): void {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  let from = 0;
  while (from < buffer.length) {
    try {
      from += writeSync(descriptor, buffer, from, buffer.length - from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      waitForReader();
    }
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4));

/** A non-blocking pipe is full: give its reader a moment instead of spinning. */
function waitForReader(): void {
  Atomics.wait(clock, 0, 0, 5);
}

/** Columns of the terminal that stdout shows on; 80 when it is none. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}

export function isTerminal(): boolean {
  return process.stdout.isTTY === true;
}
