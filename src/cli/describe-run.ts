/** The manifest of a run: what was read, by which conventions, what came of it. */
import { formatIsoDate } from '../domain/civil-date.js';
import { showsPeopleInFull, unusualMasks } from '../domain/masking-rules.js';
import type { Manifest } from '../write/manifest.js';
import type { OpenBook } from './open-book.js';
import { bucketLines, type TriagedBook } from './triage-book.js';
import { ARREARS_VERSION } from './version.js';

const LAW_PACK = 'cn';

export interface RunDescription {
  readonly asked: Manifest['options'];
  /** They stand in full whatever the masking. */
  readonly holdsLetters: boolean;
  /** Amounts by file and column. */
  readonly sums: Manifest['sums'];
  /** Further counts. */
  readonly counts: Readonly<Record<string, number>>;
  readonly reconciliation: Manifest['reconciliation'];
}

export function manifestOf(open: OpenBook, triaged: TriagedBook, run: RunDescription): Omit<Manifest, 'outputs'> {
  const { terms } = open;
  return {
    asOf: formatIsoDate(terms.asOf),
    arrearsVersion: ARREARS_VERSION,
    policy: { name: terms.policy.name, sha256: terms.policy.hash },
    law: LAW_PACK,
    config: configOf(open),
    inputs: open.inputs.map(({ columnsTaken, ...input }) => ({
      table: input.table,
      file: input.file,
      sheet: input.sheet,
      sha256: input.sha256,
      bytes: input.bytes,
      encoding: input.encoding,
      delimiter: input.delimiter,
      headerLine: input.headerLine,
      rows: input.rows,
      rejected: input.rejected,
      setAside: input.setAside,
      columns: Object.fromEntries(columnsTaken.map(({ title, column }) => [column, title])),
    })),
    counts: { ...countsOf(open, triaged), ...run.counts },
    sums: run.sums,
    capacity: capacityOf(triaged),
    controlTotals: triaged.controlTotals,
    reconciliation: run.reconciliation,
    conventions: terms.conventions,
    options: run.asked,
    unmasked: run.holdsLetters || showsPeopleInFull(open.masking),
    masking: unusualMasks(terms.policy.masking),
  };
}

function configOf({ config }: OpenBook): Manifest['config'] {
  return config === null ? null : { file: config.file, sha256: config.sha256, columns: config.mappings };
}

function capacityOf({ list }: TriagedBook): Manifest['capacity'] {
  if (list.capacity === null) return null;
  const groups = list.groups.map(({ name, listed, byCapacity, byLimit }) => ({
    name: name === '' ? null : name,
    listed,
    cutByCapacity: byCapacity.borrowers,
    cutByLimit: byLimit.borrowers,
    cutBalance: byCapacity.balance + byLimit.balance,
  }));
  return { ...list.capacity, groups };
}

function countsOf(open: OpenBook, triaged: TriagedBook): Record<string, number> {
  const { sums, list } = triaged;
  const counts: Record<string, number> = {
    loans: sums.loans,
    borrowers: open.portfolio.borrowerCount,
    loans_undetermined: sums.undeterminedLoans,
    loans_settled: sums.settledLoans,
    borrowers_listed: list.order.length,
    borrowers_cut_by_limit: list.cutByLimit.borrowers,
    ...(list.capacity === null ? {} : { borrowers_cut_by_capacity: list.cutByCapacity.borrowers }),
    borrowers_filtered_out: list.filteredOut.borrowers,
    payments_reversed: open.portfolio.totals.reversedRows,
  };
  for (const line of bucketLines(open.terms.policy.ageing, sums)) counts[`loans_in_${line.bucket}`] = line.loans;
  for (const { code } of open.problems) counts[`problem_${code}`] = (counts[`problem_${code}`] ?? 0) + 1;
  return counts;
}
