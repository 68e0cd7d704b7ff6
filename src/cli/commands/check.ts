/** `arrears check`: reads and reconciles the files, tells every problem, writes nothing. */
import type { Command } from 'commander';
import { NO_FILTER } from '../../domain/list-filter.js';
import { languageOf } from '../asked-language.js';
import { COULD_NOT_RUN, FINISHED_WITH_FINDINGS } from '../exit.js';
import { addBookOptions, type BookOptions } from '../options.js';
import { tellUserError, writeResult } from '../streams.js';

export function registerCheck(program: Command): void {
  const command = program.command('check');
  addBookOptions(command)
    .action(check)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears check --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears check --loans loans.csv --payments payments.csv --as-of 2026-11-20 --max-rejects 1%
  $ arrears check --loans loans.csv --payments payments.csv --as-of 2026-11-20 --schedule schedule.csv --lang zh
`,
    );
}

async function check(options: BookOptions): Promise<void> {
  const { InputRefused } = await import('../check-input.js');
  try {
    await checkBook(options);
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    // That the input is not what was demanded of it is what a check is to find out.
    tellUserError(error, languageOf(options.lang, process.env));
    process.exitCode = FINISHED_WITH_FINDINGS;
  }
}

async function checkBook(options: BookOptions): Promise<void> {
  const [
    { openBook, openPolicy },
    { triageBook },
    { checkReport },
    { describeReconciliation, reconcile, settleReconciliation },
    { refuseMissedTotals },
    { secondThreadFor },
  ] = await Promise.all([
    import('../open-book.js'),
    import('../triage-book.js'),
    import('../check-report.js'),
    import('../reconciliation.js'),
    import('../check-input.js'),
    import('../second-thread.js'),
  ]);
  const second = secondThreadFor(options);
  const open = await openBook(options, await openPolicy(options.policy), second, true);
  const everybody = { filter: NO_FILTER, capacity: null, limit: Number.POSITIVE_INFINITY };
  const triaged = await triageBook(open, everybody, true);
  const reconciliation = reconcile(open, triaged);
  const compared = reconciliation === null ? [] : describeReconciliation(reconciliation, open.language, undefined);
  writeResult(checkReport(open, triaged, compared));
  settleReconciliation(reconciliation);
  const apart = triaged.controlTotals.filter((total) => !total.meets);
  if (apart.some((total) => !open.bankTotals.includes(total))) process.exitCode = COULD_NOT_RUN;
  else if (apart.length > 0) refuseMissedTotals(open, options.expect ?? {});
  else if (open.problems.some((problem) => problem.severity === 'error')) process.exitCode = FINISHED_WITH_FINDINGS;
}
