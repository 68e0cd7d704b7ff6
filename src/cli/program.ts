/** The command tree. Each command stands in its own file under `commands/`. */
import { Command, Option } from 'commander';
import type { Language } from '../domain/language.js';
import { SEE_HELP } from './exit.js';
import { tellMistyped } from './mistyped.js';
import { tellUsage, writeResult } from './streams.js';
import { usageIn } from './usage-words.js';
import { ARREARS_VERSION } from './version.js';

interface KnownCommand {
  readonly summary: string;
  /** Its arguments, as the help of the program shows them. */
  readonly takes?: string;
  /** False for one without options of its own. */
  readonly hasOptions?: false;
  readonly load: () => Promise<(program: Command) => void>;
}

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, KnownCommand>> = {
  triage: {
    summary: 'Age, type, check limitation and rank a book; write positions, deadlines and the work list.',
    load: async () => (await import('./commands/triage.js')).registerTriage,
  },
  worklist: {
    summary: 'The borrowers to work, in order, one row each.',
    load: async () => (await import('./commands/work-list.js')).registerWorkList,
  },
  age: {
    summary: 'Days past due, arrears, bucket and grade: one row per loan, in the order of the file.',
    load: async () => (await import('./commands/age.js')).registerAge,
  },
  classify: {
    summary: 'The four types – willingness × ability – of the borrowers in arrears, with the evidence.',
    load: async () => (await import('./commands/classify.js')).registerClassify,
  },
  limitation: {
    summary:
      'Estimated last days of the rights in arrears – over a book, or for one case typed in – with reasons and articles.',
    load: async () => (await import('./commands/limitation.js')).registerLimitation,
  },
  notices: {
    summary:
      'Write the letters that the listed borrowers, co-borrowers and guarantors are due, and who gets none and why.',
    load: async () => (await import('./commands/notices.js')).registerNotices,
  },
  survey: {
    summary: 'Write the sheet (调查表) for borrowers whose type cannot be told: only the questions that would tell it.',
    load: async () => (await import('./commands/survey.js')).registerSurvey,
  },
  explain: {
    summary: 'Schedule, payments, accruals, every rule with what it saw, and the clocks of a loan.',
    takes: '[loan_id...]',
    load: async () => (await import('./commands/explain.js')).registerExplain,
  },
  check: {
    summary: 'Read the files, tell every problem and check the totals; write nothing.',
    load: async () => (await import('./commands/check.js')).registerCheck,
  },
  verify: {
    summary: 'Work out hashes, counts and totals of a run directory again and hold them against its run.json.',
    takes: '<dir>',
    load: async () => (await import('./commands/verify.js')).registerVerify,
  },
  law: {
    summary: 'The legal values in force on a date, each with its source and how far it was verified.',
    load: async () => (await import('./commands/law.js')).registerLaw,
  },
  policy: {
    summary: 'Check a policy pack, show what it says, compare two on a book, or write one to begin with.',
    hasOptions: false,
    load: async () => (await import('./commands/policy.js')).registerPolicy,
  },
  config: {
    summary: 'Show which arrears.yaml holds here, write one to begin with, or print its JSON Schema.',
    hasOptions: false,
    load: async () => (await import('./commands/config.js')).registerConfig,
  },
  sample: {
    summary: 'Write a synthetic portfolio: the same seed gives the same bytes.',
    load: async () => (await import('./commands/sample.js')).registerSample,
  },
  completion: {
    summary: 'Print the script that makes a shell complete commands, options and their values.',
    takes: '<shell>',
    hasOptions: false,
    load: async () => (await import('./commands/completion.js')).registerCompletion,
  },
};

/**
 * The program that these arguments ask for. Of a command that they name it alone is loaded; the help of the program and a name
 * misspelt need no more than the names of all. `language` is that of what is said about the command line.
 */
export async function buildProgram(args: readonly string[], language: Language = 'en'): Promise<Command> {
  const [name = ''] = args.filter((arg) => !arg.startsWith('-') && arg !== 'help');
  if (name === 'completion') return buildWholeProgram(language);
  const program = newProgram(language);
  if (Object.hasOwn(COMMANDS, name)) await addWhole(program, name);
  else for (const known of Object.keys(COMMANDS)) addName(program, known);
  tellMistyped(program);
  return program;
}

/** The program with all that it can do, for completion. */
export async function buildWholeProgram(language: Language = 'en'): Promise<Command> {
  const program = newProgram(language);
  for (const name of Object.keys(COMMANDS)) await addWhole(program, name);
  tellMistyped(program);
  return program;
}

async function addWhole(program: Command, name: string): Promise<void> {
  const { summary, load } = COMMANDS[name]!;
  (await load())(program);
  program.commands.at(-1)!.description(summary);
}

/** A command as the help of the program lists it; a test holds the two kinds to the same words. */
function addName(program: Command, name: string): void {
  const { summary, takes = '', hasOptions = true } = COMMANDS[name]!;
  const command = program.command(`${name} ${takes}`).description(summary);
  if (hasOptions) command.addOption(new Option('--lang <language>').hideHelp());
}

function newProgram(language: Language): Command {
  return (
    new Command('arrears')
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
        // Only our own texts are measured, and every start would pay for more.
        displayWidth: (text) => text.length + (text.match(WIDE)?.length ?? 0),
      })
      .showHelpAfterError(SEE_HELP[language])
      .addHelpText('after', EXAMPLES)
  );
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
