/** Entry point of the command line: runs the program and turns whatever happened into an exit code. */
import { CommanderError } from 'commander';
import type { Language } from '../domain/language.js';
import { describeOutputProblem, OutputRefused } from '../write/output-refused.js';
import { COULD_NOT_RUN, UserError } from './exit.js';
import { languageOf } from './options.js';
import { buildProgram } from './program.js';
import { log, ReaderGone, settleLog, tellUserError } from './streams.js';

settleLog(process.argv.slice(2));
// Node itself would print the message, and the line of code that threw.
process.on('uncaughtException', (error) => {
  tellDefect(error);
  process.exit(COULD_NOT_RUN);
});

let asked: Language | undefined;
const program = buildProgram().hook('preAction', (_, command) => {
  asked = command.opts<{ readonly lang?: Language }>().lang;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error, languageOf(asked, process.env));
}

function exitCodeOf(error: unknown, language: Language): number {
  if (error instanceof ReaderGone) return 0;
  // Commander has already printed its message; help and version requests are a success.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  if (error instanceof OutputRefused) {
    const { headline, remedy } = describeOutputProblem(error.problem, language);
    log('error', `output-${error.problem.code}`, { message: headline, remedy }, `arrears: ${headline}\n  ${remedy}`);
    return COULD_NOT_RUN;
  }
  if (error instanceof UserError) {
    tellUserError(error, language);
    return COULD_NOT_RUN;
  }
  tellDefect(error);
  return COULD_NOT_RUN;
}

/**
 * A defect of ours is never dressed up as a problem of the user's. Its message may hold anything of the book: what is told,
 * and can be sent on, is the kind of failure and its place, and what the system said of a file.
 */
function tellDefect(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const kind = error instanceof Error ? error.name : typeof error;
  const { code, message, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const ofSystem = typeof syscall === 'string' && code !== undefined ? `: ${message}` : '';
  log(
    'error',
    'unexpected-failure',
    { error: kind, stack: frames.map((frame) => frame.trim()) },
    ['arrears: unexpected failure, please report it', `${kind}${ofSystem}`, ...frames].join('\n'),
  );
}
