/**
 * `run.json`: what went in, what came out, and that the totals meet. It holds no clock and no absolute path, so
 * that the same input gives the same bytes.
 */
import type { Conventions } from '../domain/conventions.js';
import { type Fen, formatFen } from '../domain/money.js';
import type { TableName } from '../domain/problem.js';
import { MANIFEST_NAME, type RunDirectory } from './run-directory.js';
import type { WrittenFile } from './run-file.js';

export interface ManifestInput {
  readonly table: TableName;
  /** As the user gave it; `-` for standard input. */
  readonly file: string;
  /** The sheet of a workbook that was read; null, and not written, for any other file. */
  readonly sheet: string | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly delimiter: string;
  /** 1-based. */
  readonly headerLine: number;
  /** Records below the header. */
  readonly rows: number;
  readonly rejected: number;
  /** Left out without being wrong: totals rows. */
  readonly setAside: number;
  /** Canonical name → title in the file that was taken for it. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface ManifestOutput extends WrittenFile {
  /** Rows below the header; null for a file that is no table. */
  readonly rows: number | null;
}

/** Two sums that must meet. */
export interface ControlTotal {
  /** What is compared, such as `balance read = sum of buckets`. */
  readonly name: string;
  /** `rows` are counts, `fen` is printed as yuan. */
  readonly unit: 'rows' | 'fen';
  readonly left: number;
  readonly right: number;
  readonly meets: boolean;
}

/** A control total; it meets when both sides are known and equal to the row or fen. */
export function controlTotal(name: string, unit: ControlTotal['unit'], left: number, right: number): ControlTotal {
  return { name, unit, left, right, meets: left === right };
}

/** How many borrowers each could have on the list, and how many it has. */
export interface ManifestCapacity {
  readonly most: number;
  /** `officer`, `branch` or `region`; null where the capacity is that of the whole list, which then has no groups. */
  readonly per: string | null;
  readonly groups: readonly {
    /** Null for the borrowers whose loan names none. */
    readonly name: string | null;
    readonly listed: number;
    readonly cutByCapacity: number;
    readonly cutByLimit: number;
    /** Fen; of both cuts. */
    readonly cutBalance: Fen;
  }[];
}

/** The arrears.yaml of which the run took settings. */
export interface ManifestConfig {
  /** As the user named it, or relative to the working directory. */
  readonly file: string;
  readonly sha256: string;
  /** Its column titles and orders of dates by table: without them the inputs cannot be read again. */
  readonly columns: Readonly<
    Partial<
      Record<
        TableName,
        { readonly titles: Readonly<Record<string, string>>; readonly dateOrder: Readonly<Record<string, string>> }
      >
    >
  >;
}

/** Loans by what became of the comparison with the bank's own figures. */
export interface ManifestReconciliation {
  readonly agree: number;
  readonly differ: number;
  readonly notComparable: number;
  readonly notReported: number;
  readonly byCause: Readonly<Record<string, number>>;
  readonly toleranceDays: number;
  readonly toleranceFen: Fen;
  /** Percent of the loans compared that may differ. */
  readonly mostDifferingPercent: number;
  readonly isFinding: boolean;
}

export interface Manifest {
  /** ISO date. */
  readonly asOf: string;
  readonly arrearsVersion: string;
  readonly policy: { readonly name: string; readonly sha256: string };
  /** Identifier of the law pack. */
  readonly law: string;
  /** Null where none was used: the key is then not written. */
  readonly config: ManifestConfig | null;
  readonly inputs: readonly ManifestInput[];
  /** Every file of the run but this one. */
  readonly outputs: readonly ManifestOutput[];
  /** Loans, borrowers, listed, cut, notices, problems by code … */
  readonly counts: Readonly<Record<string, number>>;
  /** Amounts in the outputs, in fen, by file and column; rows where they are not known add nothing. */
  readonly sums: Readonly<Record<string, Readonly<Record<string, Fen>>>>;
  /** Null where none was asked for: the key is then not written. */
  readonly capacity: ManifestCapacity | null;
  readonly controlTotals: readonly ControlTotal[];
  /** Null where the bank's file reports nothing: the key is then not written. */
  readonly reconciliation: ManifestReconciliation | null;
  readonly conventions: Conventions;
  /** Filters, limit, language: what the command line asked for. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Whether any file of the run holds names, addresses or phone numbers in full; rejected rows, which always do, apart. */
  readonly unmasked: boolean;
  /** Where the policy masks otherwise than usual: column and mask. The key is not written where it does not. */
  readonly masking: Readonly<Record<string, string>>;
}

/** The manifest as JSON; keys of the free records are sorted, so that their order of arrival does not show. */
export function formatManifest(manifest: Manifest): string {
  const written = {
    as_of: manifest.asOf,
    arrears_version: manifest.arrearsVersion,
    policy: manifest.policy,
    law: manifest.law,
    ...(manifest.config === null ? {} : { config: configOf(manifest.config) }),
    unmasked: manifest.unmasked,
    ...(Object.keys(manifest.masking).length === 0 ? {} : { masking: manifest.masking }),
    options: sorted(manifest.options),
    conventions: manifest.conventions,
    inputs: manifest.inputs.map(({ setAside, columns, headerLine, sheet, ...input }) => ({
      ...input,
      ...(sheet === null ? {} : { sheet }),
      header_line: headerLine,
      set_aside: setAside,
      columns: sorted(columns),
    })),
    outputs: [...manifest.outputs].sort((first, second) => (first.name < second.name ? -1 : 1)),
    counts: sorted(manifest.counts),
    ...(Object.keys(manifest.sums).length === 0 ? {} : { sums: sumsOf(manifest.sums) }),
    ...(manifest.capacity === null ? {} : { capacity: capacityOf(manifest.capacity) }),
    ...(manifest.reconciliation === null ? {} : { reconciliation: reconciliationOf(manifest.reconciliation) }),
    control_totals: manifest.controlTotals.map(({ name, unit, left, right, meets }) => ({
      name,
      left: amountOf(unit, left),
      right: amountOf(unit, right),
      meets,
    })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function sumsOf(sums: Manifest['sums']) {
  const written = Object.entries(sums).map(([file, columns]) => [
    file,
    sorted(Object.fromEntries(Object.entries(columns).map(([column, sum]) => [column, formatFen(sum)]))),
  ]);
  return sorted(Object.fromEntries(written));
}

function configOf({ file, sha256, columns }: ManifestConfig) {
  const byTable = Object.entries(columns).map(([table, { titles, dateOrder }]) => [
    table,
    { titles: sorted(titles), date_order: sorted(dateOrder) },
  ]);
  return byTable.length === 0 ? { file, sha256 } : { file, sha256, columns: sorted(Object.fromEntries(byTable)) };
}

function capacityOf({ most, per, groups }: ManifestCapacity) {
  const written = groups.map(({ name, listed, cutByCapacity, cutByLimit, cutBalance }) => ({
    name,
    listed,
    cut_by_capacity: cutByCapacity,
    cut_by_limit: cutByLimit,
    cut_balance: formatFen(cutBalance),
  }));
  return per === null ? { most } : { most, per, groups: written };
}

function reconciliationOf(found: ManifestReconciliation) {
  return {
    agree: found.agree,
    differ: found.differ,
    not_comparable: found.notComparable,
    not_reported: found.notReported,
    by_cause: sorted(found.byCause),
    tolerance_days: found.toleranceDays,
    tolerance_fen: found.toleranceFen,
    most_differing_percent: found.mostDifferingPercent,
    is_finding: found.isFinding,
  };
}

/** Writes the manifest as the run's last file. */
export function writeManifest(
  run: RunDirectory,
  manifest: Omit<Manifest, 'outputs'>,
  rows: ReadonlyMap<string, number>,
): void {
  const outputs = run.written.map((file) => ({ ...file, rows: rows.get(file.name) ?? null }));
  const file = run.create(MANIFEST_NAME);
  file.write(formatManifest({ ...manifest, outputs }));
  file.close();
}

function amountOf(unit: ControlTotal['unit'], value: number): number | string | null {
  if (Number.isNaN(value)) return null;
  return unit === 'fen' ? formatFen(value) : value;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(keys.map((key) => [key, record[key]!]));
}
