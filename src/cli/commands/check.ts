/** `arrears check`: reads and reconciles the files, tells every problem, writes nothing. */
import type { Command } from 'commander';
import { NO_FILTER } from '../../domain/list-filter.js';
import { formatFen } from '../../domain/money.js';
import { COULD_NOT_RUN, FINISHED_WITH_FINDINGS } from '../exit.js';
import { openBook, plural } from '../open-book.js';
import { addBookOptions, type BookOptions } from '../options.js';
import { writeResult } from '../streams.js';
import { bucketLines, triageBook } from '../triage-book.js';

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
  $ arrears check --loans loans.csv --payments payments.csv
  $ arrears check --loans loans.csv --payments payments.csv --schedule schedule.csv --lang zh
`,
    );
}

async function check(options: BookOptions): Promise<void> {
  const open = await openBook(options, true);
  const triaged = await triageBook(open, options.threads, NO_FILTER, Number.POSITIVE_INFINITY);
  await triaged.second?.stop();
  const lines: string[] = [];
  for (const input of open.inputs) {
    lines.push(
      `${input.file}  ${input.table}, ${input.encoding}, delimiter ${JSON.stringify(input.delimiter)}`,
      `  ${plural(input.rows, 'row')}: ${input.rows - input.rejected} used, ${input.rejected} rejected, ${plural(input.setAside, 'totals row')} left out`,
      `  columns: ${input.columnsTaken.map(({ title, column }) => (title === column ? column : `${title} → ${column}`)).join(', ')}`,
    );
  }
  lines.push('', 'control totals');
  for (const { name, unit, left, right, meets } of triaged.controlTotals) {
    const shown = (value: number) => (unit === 'fen' ? formatFen(value) : String(value));
    lines.push(`  ${meets ? 'meets' : 'FAILS'}  ${name}: ${shown(left)}${meets ? '' : ` against ${shown(right)}`}`);
  }
  lines.push('', 'ageing');
  for (const line of bucketLines(open.terms.policy.ageing, triaged.sums)) {
    lines.push(
      `  ${line.bucket.padEnd(12)} ${String(line.loans).padStart(8)} loans  balance ${formatFen(line.balance)}`,
    );
  }
  const errors = open.problems.filter((problem) => problem.severity === 'error').length;
  lines.push('', `${plural(errors, 'error')}, ${plural(open.problems.length - errors, 'warning')}`);
  writeResult(`${lines.join('\n')}\n`);
  if (triaged.controlTotals.some((total) => !total.meets)) process.exitCode = COULD_NOT_RUN;
  else if (errors > 0) process.exitCode = FINISHED_WITH_FINDINGS;
}
