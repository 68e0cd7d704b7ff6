/** Entry point of the command line: runs the program and turns whatever happened into an exit code. */
import { CommanderError } from 'commander';
import type { Language } from '../domain/language.js';
import { describeOutputProblem, OutputRefused } from '../write/output-refused.js';
import { COULD_NOT_RUN, UserError } from './exit.js';
import { languageOf } from './options.js';
import { buildProgram } from './program.js';
import { ReaderGone, say, tellUserError } from './streams.js';

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
    say(`arrears: ${headline}\n  ${remedy}`);
    return COULD_NOT_RUN;
  }
  if (error instanceof UserError) {
    tellUserError(error, language);
    return COULD_NOT_RUN;
  }
  // A defect of ours is never dressed up as a problem of the user's.
  say(`arrears: unexpected failure, please report it\n${error instanceof Error ? error.stack : String(error)}`);
  return COULD_NOT_RUN;
}
