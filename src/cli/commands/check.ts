/** `arrears check`: reads and reconciles the files, tells every problem, writes nothing. */
import type { Command } from 'commander';
import { NO_FILTER } from '../../domain/list-filter.js';
import { COULD_NOT_RUN, FINISHED_WITH_FINDINGS } from '../exit.js';
import { addBookOptions, type BookOptions } from '../options.js';
import { secondThreadFor } from '../second-thread.js';
import { writeResult } from '../streams.js';

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .description('Read the files, tell every problem and check the totals; write nothing.');
  addBookOptions(command)
    .action(check)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears check --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears check --loans loans.csv --payments payments.csv --as-of 2026-11-20 --schedule schedule.csv --lang zh
`,
    );
}

async function check(options: BookOptions): Promise<void> {
  const [
    { openBook, openPolicy },
    { triageBook },
    { checkReport },
    { describeReconciliation, reconcile, settleReconciliation },
  ] = await Promise.all([
    import('../open-book.js'),
    import('../triage-book.js'),
    import('../check-report.js'),
    import('../reconciliation.js'),
  ]);
  const second = secondThreadFor(options);
  const open = await openBook(options, await openPolicy(options.policy), second, true);
  const triaged = await triageBook(open, { filter: NO_FILTER, capacity: null, limit: Number.POSITIVE_INFINITY });
  const reconciliation = reconcile(open, triaged);
  const compared = reconciliation === null ? [] : describeReconciliation(reconciliation, open.language, undefined);
  writeResult(checkReport(open, triaged, compared));
  settleReconciliation(reconciliation);
  if (triaged.controlTotals.some((total) => !total.meets)) process.exitCode = COULD_NOT_RUN;
  else if (open.problems.some((problem) => problem.severity === 'error')) process.exitCode = FINISHED_WITH_FINDINGS;
}
