/** `arrears explain`: everything behind the figures of a loan. */
import type { Command } from 'commander';
import { closestName } from '../../domain/did-you-mean.js';
import { findId, textOf } from '../../portfolio/id-table.js';
import { explainLoan } from '../../triage/explain-loan.js';
import { UserError } from '../exit.js';
import { explanationJson } from '../explanation-json.js';
import { explanationText } from '../explanation-text.js';
import { type OpenBook, openBook } from '../open-book.js';
import { addBookOptions, type BookOptions } from '../options.js';
import { settleExitCode } from '../run-book.js';
import { terminalWidth, writeResult } from '../streams.js';

export function registerExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('Schedule, payments, accruals, every rule with what it saw, and the limitation estimate of a loan.')
    .argument('<loan_id...>', 'loans to explain')
    .option('--json', 'as one JSON array');
  addBookOptions(command)
    .action(explain)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears explain --loans loans.csv --payments payments.csv L-00417
  $ arrears explain --loans loans.csv --payments payments.csv L-00417 L-00418 --json
`,
    );
}

async function explain(loanIds: readonly string[], options: BookOptions & { readonly json?: boolean }): Promise<void> {
  const open = await openBook(options);
  settleExitCode(open);
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
  const near = closestName(id, names);
  throw new UserError(
    `there is no loan "${id}" among the ${open.portfolio.count} loans read${near === undefined ? '' : `; did you mean "${near}"?`}`,
    'A row that was rejected is not assessed: arrears check lists them.',
  );
}
