/** `arrears explain`: everything behind the figures of a loan. */
import type { Command } from 'commander';
import { findId, textOf } from '../../portfolio/id-table.js';
import { UserError } from '../exit.js';
import type { OpenBook } from '../open-book.js';
import { addBookOptions, type BookOptions, didYouMean } from '../options.js';
import { terminalWidth, writeResult } from '../streams.js';

export function registerExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('Schedule, payments, accruals, every rule with what it saw, and the clocks of a loan.')
    .argument('<loan_id...>', 'loans to explain')
    .option('--json', 'as one JSON array')
    .option(
      '--propose',
      'instead: how the borrower’s overdue loans could be restructured (重组方案); --survey tells when it can pay',
    );
  addBookOptions(command)
    .action(explain)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears explain --loans loans.csv --payments payments.csv L-00417
  $ arrears explain --loans loans.csv --payments payments.csv L-00417 L-00418 --json
  $ arrears explain --loans loans.csv --payments payments.csv --events events.csv L-00417 --propose
`,
    );
}

interface ExplainOptions extends BookOptions {
  readonly json?: boolean;
  readonly propose?: boolean;
}

async function explain(loanIds: readonly string[], options: ExplainOptions): Promise<void> {
  const [{ openBook, openPolicy }, { settleExitCode }, { explainLoan }, { explanationJson }, { explanationText }] =
    await Promise.all([
      import('../open-book.js'),
      import('../run-book.js'),
      import('../../triage/explain-loan.js'),
      import('../explanation-json.js'),
      import('../explanation-text.js'),
    ]);
  const open = await openBook(options, await openPolicy(options.policy));
  settleExitCode(open);
  if (options.propose === true) {
    const { printProposals } = await import('../print-proposals.js');
    const borrowers = loanIds.map((id) => open.portfolio.loans.borrower[loanNamed(open, id)]!);
    printProposals(open, borrowers, options.json === true);
    return;
  }
  const explanations = loanIds.map((id) => explainLoan(open.portfolio, open.terms, loanNamed(open, id)));
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
  for (const explanation of explanations) writeResult(explanationText(open, explanation, terminalWidth()));
}

function loanNamed(open: OpenBook, id: string): number {
  const { loanIds } = open.portfolio;
  const bytes = new TextEncoder().encode(id);
  const loan = findId(loanIds, bytes, 0, bytes.length);
  if (loan >= 0) return loan;
  const names = Array.from({ length: Math.min(open.portfolio.count, 5000) }, (_, at) => textOf(loanIds, at));
  const near = didYouMean(id, names);
  const { count } = open.portfolio;
  throw new UserError(
    {
      en: `there is no loan "${id}" among the ${count} loans read${near.en}`,
      zh: `已读入的 ${count} 笔借据中没有“${id}”${near.zh}`,
    },
    {
      en: 'A row that was rejected is not assessed: arrears check lists them.',
      zh: '未采用的行不予评估：arrears check 会逐一列出。',
    },
  );
}
