/** The command tree. Each command stands in its own file under `commands/`. */
import { Command } from 'commander';
import type { Language } from '../domain/language.js';
import { SEE_HELP } from './exit.js';
import { tellMistyped } from './mistyped.js';
import { tellUsage, writeResult } from './streams.js';
import { usageIn } from './usage-words.js';
import { ARREARS_VERSION } from './version.js';

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  triage: async () => (await import('./commands/triage.js')).registerTriage,
  worklist: async () => (await import('./commands/work-list.js')).registerWorkList,
  age: async () => (await import('./commands/age.js')).registerAge,
  classify: async () => (await import('./commands/classify.js')).registerClassify,
  limitation: async () => (await import('./commands/limitation.js')).registerLimitation,
  notices: async () => (await import('./commands/notices.js')).registerNotices,
  survey: async () => (await import('./commands/survey.js')).registerSurvey,
  explain: async () => (await import('./commands/explain.js')).registerExplain,
  check: async () => (await import('./commands/check.js')).registerCheck,
  verify: async () => (await import('./commands/verify.js')).registerVerify,
  law: async () => (await import('./commands/law.js')).registerLaw,
  policy: async () => (await import('./commands/policy.js')).registerPolicy,
  config: async () => (await import('./commands/config.js')).registerConfig,
  sample: async () => (await import('./commands/sample.js')).registerSample,
  completion: async () => (await import('./commands/completion.js')).registerCompletion,
};

/**
 * The program that these arguments ask for: of a command that they name it alone, so that no start pays for the others;
 * else all of them, as for the help and for a name misspelt. `language` is that of what is said about the command line.
 */
export async function buildProgram([name = '']: readonly string[], language: Language = 'en'): Promise<Command> {
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
  const needed = name === 'completion' || !Object.hasOwn(COMMANDS, name) ? Object.values(COMMANDS) : [COMMANDS[name]!];
  for (const register of await Promise.all(needed.map((load) => load()))) register(program);
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
