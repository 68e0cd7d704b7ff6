/**
 * The process's streams: results to stdout, everything for eyes to stderr. A reader that goes away (`| head`) is success.
 * With `--quiet` only problems, warnings and errors are told; with `--log-json` stderr is for machines, one JSON object a line.
 */
import { writeSync } from 'node:fs';
import type { Language } from '../domain/language.js';
import { UserError } from './exit.js';

/** A line on the terminal that must not stand in the way of what is written. */
export interface PassingLine {
  wipe(): void;
  /** Wipes it for good. */
  end(): void;
}

let passing: PassingLine | undefined;

/** Has the line wiped before anything is written. */
export function clearAway(line: PassingLine): void {
  passing = line;
}

/** Leaves the terminal as it was found. */
export function endOutput(): void {
  passing?.end();
}

/** Thrown when whoever reads stdout has closed it; the command line ends quietly on it. */
export class ReaderGone extends Error {}

const STDOUT = 1;
const STDERR = 2;

/** Writes all of `bytes` to stdout before it returns, also into a slow or non-blocking pipe. */
export function writeResult(bytes: Uint8Array | string): void {
  passing?.wipe();
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

export type LogLevel = 'info' | 'warning' | 'error';
/** What a line of the log says beside its level and event. Never a name, a number or a cell of the book: logs are kept, copied and mailed. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

let isQuiet = false;
let isJson = false;

/** Settles the form of stderr for this process; from the plain arguments, so that it holds for errors of usage too. */
export function settleLog(args: readonly string[]): void {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  isQuiet = options.includes('--quiet');
  isJson = options.includes('--log-json');
}

let fold: (text: string, columns: number) => string = (text) => text;

/** Has lines for eyes broken by `folding` where they are too long; what measures text is not loaded before it is needed. */
export function foldLinesWith(folding: typeof fold): void {
  fold = folding;
}

function tellLines(text: string): void {
  tell(`${fold(text, process.stderr.columns ?? 80)}\n`);
}

/** Writes a line for eyes to stderr: how things went. A machine is told the same by {@link log}. */
export function say(text: string): void {
  if (!isQuiet && !isJson) tellLines(text);
}

/** Tells an event: a line for eyes, or an object for a machine, as the user wants it. An event without `text` is for machines only. */
export function log(level: LogLevel, event: string, fields: LogFields, text?: string): void {
  if (isQuiet && level === 'info') return;
  if (isJson) tell(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
  else if (text !== undefined) tellLines(text);
}

/** What the parser of the command line has to say. */
export function tellUsage(text: string): void {
  if (isJson) log('error', 'usage', { message: text.trim() });
  else tell(text);
}

/** Says what the user can put right. */
export function tellUserError(error: UserError, language: Language): void {
  const remedy = error.remedy?.[language];
  log(
    'error',
    error.event,
    { message: error.text[language], ...(remedy === undefined ? {} : { remedy }) },
    `arrears: ${error.text[language]}${remedy === undefined ? '' : `\n  ${remedy}`}`,
  );
}

/** Writes text for eyes to stderr as it stands. A stderr that is closed or full is nobody listening, not an error. */
export function tell(text: string): void {
  passing?.wipe();
  try {
    writeWhole(STDERR, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

/** Writes what may be lost to the terminal: nobody waits for it, and nothing fails over it. */
export function drawOnTerminal(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {}
}

/** Whether stderr is for eyes, and more than problems is to be told. */
export function tellsEyes(): boolean {
  return !isQuiet && !isJson;
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
