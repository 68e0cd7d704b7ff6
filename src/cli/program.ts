/** The command tree. Each command stands in its own file under `commands/`. */
import { Command } from 'commander';
import type { Language } from '../domain/language.js';
import { registerAge } from './commands/age.js';
import { registerCheck } from './commands/check.js';
import { registerClassify } from './commands/classify.js';
import { registerCompletion } from './commands/completion.js';
import { registerExplain } from './commands/explain.js';
import { registerLaw } from './commands/law.js';
import { registerLimitation } from './commands/limitation.js';
import { registerNotices } from './commands/notices.js';
import { registerPolicy } from './commands/policy.js';
import { registerSample } from './commands/sample.js';
import { registerSurvey } from './commands/survey.js';
import { registerTriage } from './commands/triage.js';
import { registerVerify } from './commands/verify.js';
import { registerWorkList } from './commands/work-list.js';
import { SEE_HELP } from './exit.js';
import { tellMistyped } from './mistyped.js';
import { tellUsage, writeResult } from './streams.js';
import { usageIn } from './usage-words.js';
import { ARREARS_VERSION } from './version.js';

/** `language` is that of what is said about the command line. */
export function buildProgram(language: Language = 'en'): Command {
  const program = new Command('arrears')
    .description(
      'Triage of delinquent loan portfolios: ageing, borrower types, limitation and other deadlines, work lists, notices.',
    )
    .version(ARREARS_VERSION)
    .exitOverride()
    // What stands behind `notices record` is for it, not for `notices`.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: writeResult,
      writeErr: tellUsage,
      outputError: (text, write) => write(usageIn(language, text)),
    })
    .configureHelp({
      // Commander counts a Chinese character as one column; a terminal gives it two.
      // Only our own texts are measured, and every start would pay for string-width.
      displayWidth: (text) => text.length + (text.match(WIDE)?.length ?? 0),
    })
    .showHelpAfterError(SEE_HELP[language])
    .addHelpText('after', EXAMPLES);
  for (const register of [
    registerTriage,
    registerWorkList,
    registerAge,
    registerClassify,
    registerLimitation,
    registerNotices,
    registerSurvey,
    registerExplain,
    registerCheck,
    registerVerify,
    registerLaw,
    registerPolicy,
    registerSample,
    registerCompletion,
  ]) {
    register(program);
  }
  tellMistyped(program);
  return program;
}

/** Chinese characters and punctuation. */
const WIDE = /[\u2e80-\uffe0]/g;

const EXAMPLES = `
Exit codes: 0 clean; 1 finished, but rows were rejected or checks failed; 2 could not run.

Examples:
  $ arrears sample --loans 500 --out book
  $ arrears triage --loans book/loans.csv --payments book/payments.csv --out out
  $ arrears worklist --loans book/loans.csv --payments book/payments.csv --limit 20
  $ arrears explain --loans book/loans.csv --payments book/payments.csv L000000001
`;
