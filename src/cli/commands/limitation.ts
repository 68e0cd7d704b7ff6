/** `arrears limitation`: until when each right in arrears can be used, over the files of a book or for one typed case. */
import { type Command, Option } from 'commander';
import { LENDERS } from '../../domain/claim.js';
import { CLOCKS, READINGS } from '../../domain/clock.js';
import { ASSET_CLASSES, EVENT_KINDS, GUARANTEE_MODES, HOLDS } from '../../domain/loan.js';
import { UserError } from '../exit.js';
import { takingWords } from '../known-words.js';
import { oneOf } from '../mistyped.js';
import { addBookOptions, type BookOptions, parseDay, parseWholeNumber } from '../options.js';
import { addFormatOption } from '../rows-form.js';
import type { LimitationOptions } from '../tell-typed-case.js';

export function registerLimitation(program: Command): void {
  const command = program
    .command('limitation')
    .addOption(
      takingWords(
        new Option('--clock <clocks>', `only these clocks: ${CLOCKS.join(', ')}`).argParser(collectClocks),
        CLOCKS,
        { isList: true },
      ),
    )
    .addOption(
      new Option('--expiring-within <days>', 'only those with a day at most this many days away').argParser(
        parseWholeNumber,
      ),
    );
  addCaseOptions(addBookOptions(addFormatOption(command), false))
    .action(limitation)
    .addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
One case: --due, or --on-demand, in place of the files. KIND is a kind of event; keys of --event are evidence
(signed, proven, sent, none), party_id, ended_on, promised_on, amount, result, note, and channel for part_payment.
judgment@D..D is its day and the day by which it orders payment. Guarantors without id are G1, G2 … by their place.

Dates are estimates to act on, not legal advice. Work to the earliest day; rolled_on adds days off.

Examples:
  $ arrears limitation --loans loans.csv --payments payments.csv --events events.csv --parties parties.csv
  $ arrears limitation --loans loans.csv --payments payments.csv --clock guarantee_period --expiring-within 60
  $ arrears limitation --due 2021-06-30 --event demand@2024-06-30:evidence=signed --as-of 2026-11-20
  $ arrears limitation --due 2023-08-31 --contract-signed 2022-08-31 --guarantee joint,none --event demand@2024-01-10:party_id=G1,evidence=proven --json
  $ arrears limitation --due 2021-12-31 --event lawsuit@2022-03-01..2022-09-20 --event judgment@2022-09-20..2022-09-30
`;

function addCaseOptions(command: Command): Command {
  return command
    .addOption(day('--due <date>', 'one case: the due date, of the first instalment where there are several'))
    .addOption(day('--last-due <date>', 'one case: due date of the last instalment'))
    .option('--on-demand', 'one case: no due date was agreed')
    .addOption(day('--contract-signed <date>', 'one case: day of the loan contract, and of guarantees without a day'))
    .addOption(day('--accelerated-on <date>', 'one case: day on which the whole debt was called due'))
    .addOption(day('--restructured-on <date>', 'one case: day of the last change of terms'))
    .addOption(new Option('--asset-class <class>', 'one case: what kind of loan').choices([...ASSET_CLASSES]))
    .addOption(new Option('--hold <hold>', 'one case: why collection is held').choices([...HOLDS]))
    .addOption(new Option('--lender <lender>', 'one case: who lends; the policy’s by default').choices([...LENDERS]))
    .addOption(
      new Option('--reading <reading>', 'one case: where the law is unsettled; the policy’s by default').choices([
        ...READINGS,
      ]),
    )
    .addOption(
      takingWords(
        new Option('--event <event>', 'one case: KIND@D[..D][:key=value,…]; may be repeated').argParser(repeat),
        EVENT_KINDS.map((kind) => `${kind}@`),
      ),
    )
    .addOption(
      takingWords(
        new Option('--guarantee <guarantee>', 'one case: MODE,PERIOD[,signed=D][,id=G1]; may be repeated').argParser(
          repeat,
        ),
        GUARANTEE_MODES.map((mode) => `${mode},`),
      ),
    )
    .addOption(
      takingWords(
        new Option('--party <party>', 'one case: co_borrower,id=X or mortgagor,id=X; may be repeated').argParser(
          repeat,
        ),
        ['co_borrower,', 'mortgagor,'],
      ),
    )
    .option('--mortgage', 'one case: the debt is secured by a mortgage')
    .option('--json', 'one case: as a JSON array, one object per clock');
}

function day(flags: string, description: string): Option {
  return new Option(flags, description).argParser(parseDay);
}

function repeat(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function collectClocks(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((clock) => CLOCKS[oneOf('--clock', clock.trim(), CLOCKS)]!)];
}

async function limitation(options: LimitationOptions): Promise<void> {
  const isCase = options.due !== undefined || options.lastDue !== undefined || options.onDemand === true;
  if (isCase) {
    if (options.loans !== undefined || options.payments !== undefined) {
      throw new UserError({
        en: 'one case (--due, --on-demand) and a book (--loans, --payments) cannot be asked for together.',
        zh: '单个案件（--due、--on-demand）与整本台账（--loans、--payments）不能同时使用。',
      });
    }
    const { tellTypedCase } = await import('../tell-typed-case.js');
    await tellTypedCase(options);
    return;
  }
  const { loans, payments } = options;
  if (loans === undefined || payments === undefined) {
    throw new UserError(
      {
        en: 'nothing to reckon from: --loans and --payments (here or in an arrears.yaml) for a book, or --due for one case.',
        zh: '缺少依据：整本台账需 --loans 和 --payments（在命令行或 arrears.yaml 中给出），单个案件需 --due。',
      },
      { en: 'arrears limitation --help has examples.', zh: '示例见 arrears limitation --help。' },
    );
  }
  refuseCaseOptions(options);
  await limitationOfBook({ ...options, loans, payments });
}

/** What belongs to one case would be passed over in silence beside a book. */
function refuseCaseOptions(options: LimitationOptions): void {
  const asked: Readonly<Record<string, unknown>> = {
    '--contract-signed': options.contractSigned,
    '--accelerated-on': options.acceleratedOn,
    '--restructured-on': options.restructuredOn,
    '--asset-class': options.assetClass,
    '--hold': options.hold,
    '--lender': options.lender,
    '--reading': options.reading,
    '--event': options.event,
    '--guarantee': options.guarantee,
    '--party': options.party,
    '--mortgage': options.mortgage,
    '--json': options.json,
  };
  const name = Object.keys(asked).find((option) => asked[option] !== undefined);
  if (name === undefined) return;
  throw new UserError(
    {
      en: `${name} is for one case and cannot stand beside --loans.`,
      zh: `${name} 仅用于单个案件，不能与 --loans 并用。`,
    },
    {
      en: 'For a book such facts stand in its files, and lender and reading in the policy; --format json for JSON.',
      zh: '整本台账的事实写在文件中，贷款人与从严从宽在策略包中设定；JSON 输出用 --format json。',
    },
  );
}

async function limitationOfBook(options: BookOptions & LimitationOptions): Promise<void> {
  const [{ runBook }, { deadlineRows, clockFilterOf }, { DEADLINES_SUBJECT, deadlineColumns }, { printRows }] =
    await Promise.all([
      import('../run-book.js'),
      import('../deadline-rows.js'),
      import('../../write/deadlines.js'),
      import('../print-rows.js'),
    ]);
  // The filter is of clocks here, not of borrowers.
  const { expiringWithin: _, ...rest } = options;
  const { open, triaged } = await runBook(rest);
  const { portfolio, terms } = open;
  const rows = deadlineRows(portfolio, terms, triaged.book, 0, portfolio.count, clockFilterOf(options));
  await printRows(deadlineColumns(open.listLanguage, open.places), rows, DEADLINES_SUBJECT, options, open);
}
