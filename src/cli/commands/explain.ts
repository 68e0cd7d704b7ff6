/** `arrears explain`: everything behind the figures of a loan. */
import { type Command, Option } from 'commander';
import { refuseUsage } from '../exit.js';
import { addBookOptions, type BookOptions, collect } from '../options.js';
import { terminalWidth, writeResult } from '../streams.js';

export function registerExplain(program: Command): void {
  const command = program
    .command('explain')
    .argument('[loan_id...]', 'loans to explain')
    .option('--borrower <ids>', 'all loans of these borrowers (客户号)', collect)
    .option('--dossier', 'the page to read before contact with the borrower (催前档案); of a loan, of its borrower')
    .addOption(new Option('--format <format>', 'of a dossier; html prints on A4').choices(['text', 'html', 'json']))
    .option('--html', 'short for --format html')
    .option('--out <file>', 'write the dossier into this new file, readable by its owner only')
    .option('--unmask', 'personal data in full, also in notes, whatever the masking of the policy')
    .option(
      '--propose',
      'instead: how the borrowers’ overdue loans could be restructured (重组方案); --survey tells when they can pay',
    )
    .option('--json', 'as one JSON array');
  addBookOptions(command)
    .action(explain)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears explain --loans loans.csv --payments payments.csv L-00417
  $ arrears explain --loans loans.csv --payments payments.csv L-00417 L-00418 --json
  $ arrears explain --loans loans.csv --payments payments.csv --events events.csv L-00417 --propose
  $ arrears explain --loans loans.csv --payments payments.csv --events events.csv --borrower B-00417 --dossier
  $ arrears explain --loans loans.csv --payments payments.csv --borrower B-00417 --dossier --html --out dossier.html
`,
    );
}

interface ExplainOptions extends BookOptions {
  readonly borrower?: readonly string[];
  readonly dossier?: boolean;
  readonly format?: 'text' | 'html' | 'json';
  readonly html?: boolean;
  readonly out?: string;
  readonly propose?: boolean;
  readonly json?: boolean;
}

async function explain(loanIds: readonly string[], options: ExplainOptions): Promise<void> {
  const borrowerIds = options.borrower ?? [];
  if (loanIds.length + borrowerIds.length === 0) {
    refuseUsage('name a loan, or a borrower with --borrower', '请给出借据号，或用 --borrower 给出客户号');
  }
  if (options.dossier === true) return explainDossiers(loanIds, options);
  for (const option of ['format', 'html', 'out'] as const) {
    if (options[option] !== undefined) {
      refuseUsage(`--${option} needs --dossier`, `--${option} 须与 --dossier 并用`);
    }
  }
  const [
    { openBook, openPolicy, withBorrowersHeld },
    { settleExitCode },
    { explainLoan },
    { explanationJson },
    { explanationText },
    named,
  ] = await Promise.all([
    import('../open-book.js'),
    import('../run-book.js'),
    import('../../triage/explain-loan.js'),
    import('../explanation-json.js'),
    import('../explanation-text.js'),
    import('../named-in-book.js'),
  ]);
  const book = await openBook(options, await openPolicy(options.policy));
  settleExitCode(book);
  const loans = [
    ...loanIds.map((id) => named.loanNamed(book, id)),
    ...named.loansOfBorrowers(book, named.borrowersNamed(book, borrowerIds)),
  ];
  const open = withBorrowersHeld(
    book,
    loans.map((loan) => book.portfolio.loans.borrower[loan]!),
  );
  if (options.propose === true) {
    const { printProposals } = await import('../print-proposals.js');
    const borrowers = loans.map((loan) => open.portfolio.loans.borrower[loan]!);
    printProposals(open, borrowers, options.json === true);
    return;
  }
  const explanations = [...new Set(loans)].map((loan) => explainLoan(open.portfolio, open.terms, loan));
  if (options.json === true) {
    writeResult(
      `${JSON.stringify(
        explanations.map((explanation) => explanationJson(open, explanation)),
        null,
        2,
      )}\n`,
    );
    return;
  }
  writeResult(explanationText(open, explanations, terminalWidth()));
}

async function explainDossiers(loanIds: readonly string[], options: ExplainOptions): Promise<void> {
  const html = options.html === true ? 'html' : undefined;
  const json = options.json === true ? 'json' : undefined;
  const asked = [options.format, html, json] as const;
  const formats = new Set(asked.filter((format) => format !== undefined));
  if (formats.size > 1) {
    refuseUsage(
      `a dossier has one format, not ${[...formats].join(' and ')}`,
      `档案只能有一种格式，不能同时为 ${[...formats].join('、')}`,
    );
  }
  const [format = 'text'] = formats;
  const [
    { openBook, openPolicy, withBorrowersHeld },
    { settleExitCode },
    { printDossiers, refuseTarget },
    { borrowersNamed, loanNamed },
  ] = await Promise.all([
    import('../open-book.js'),
    import('../run-book.js'),
    import('../print-dossiers.js'),
    import('../named-in-book.js'),
  ]);
  refuseTarget(options.out);
  const open = await openBook(options, await openPolicy(options.policy));
  settleExitCode(open);
  const borrowers = [
    ...borrowersNamed(open, options.borrower ?? []),
    ...loanIds.map((id) => open.portfolio.loans.borrower[loanNamed(open, id)]!),
  ];
  printDossiers(withBorrowersHeld(open, borrowers), [...new Set(borrowers)], { format, out: options.out });
}
