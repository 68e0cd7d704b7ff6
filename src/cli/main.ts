/** Entry point of the command line: runs the program and turns whatever happened into an exit code. */
import { type Command, CommanderError } from 'commander';
import type { Language } from '../domain/language.js';
import { languageOf, typedLanguage } from './asked-language.js';
import { COULD_NOT_RUN, UserError } from './exit.js';
import { buildProgram } from './program.js';
import { endOutput, foldLinesWith, log, ReaderGone, settleLog, tellUserError } from './streams.js';

const args = process.argv.slice(2);
settleLog(args);
// Node itself would print the message, and the line of code that threw.
process.on('uncaughtException', (error) => {
  tellDefect(error);
  process.exit(COULD_NOT_RUN);
});

let language = languageOf(typedLanguage(args), process.env);
let invoked: Command | undefined;
const program = (await buildProgram(args, language))
  .hook('preAction', async (_, command) => {
    invoked = command;
    foldLinesWith((await import('./fold-lines.js')).foldLines);
    language = languageOf(command.getOptionValue('lang'), process.env);
  })
  // Before the command's own hooks, which ask for what is missing.
  .hook('preAction', async (_, command) => (await import('./settle-config.js')).settleConfig(command));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // Help and what is wrong with the arguments are printed already.
  if (!(error instanceof CommanderError)) foldLinesWith((await import('./fold-lines.js')).foldLines);
  // An arrears.yaml may have settled it since.
  language = languageOf(invoked?.getOptionValue('lang') ?? typedLanguage(args), process.env);
  process.exitCode = await exitCodeOf(error, language);
} finally {
  endOutput();
}

async function exitCodeOf(error: unknown, language: Language): Promise<number> {
  if (error instanceof ReaderGone) return 0;
  // Commander has already printed its message; help and version requests are a success.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  // No start pays for it: the help must come at once.
  const { describeOutputProblem, OutputRefused } = await import('../write/output-refused.js');
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
