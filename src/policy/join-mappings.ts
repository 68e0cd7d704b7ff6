/** One reading of the files where two say how: two policies, or arrears.yaml before a policy. */
import type { TableName } from '../domain/problem.js';
import type { ColumnMapping } from '../read/table.js';

/** By table. */
export type Mappings = Readonly<Partial<Record<TableName, ColumnMapping>>>;

/** A setting that the two policies give another value. */
export interface MappingConflict {
  readonly table: TableName;
  /** A title of the file under `titles`, a column under `date_order`. */
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

export interface JoinedMappings {
  readonly mappings: Mappings;
  /** Tables for which one policy lacks titles or date orders that the other has: it is read with those all the same. */
  readonly lentBySecond: readonly TableName[];
  readonly lentByFirst: readonly TableName[];
}

/** Titles describe the export, not the lender's judgement: what one policy leaves out is taken from the other. */
export function joinMappings(
  first: Mappings,
  second: Mappings,
): JoinedMappings | { readonly conflict: MappingConflict } {
  const tables = [...new Set([...Object.keys(first), ...Object.keys(second)])] as TableName[];
  const mappings: Partial<Record<TableName, ColumnMapping>> = {};
  for (const table of tables) {
    const conflict =
      conflictIn(table, first[table]?.titles, second[table]?.titles) ??
      conflictIn(table, first[table]?.dateOrder, second[table]?.dateOrder);
    if (conflict !== undefined) return { conflict };
    mappings[table] = {
      titles: { ...first[table]?.titles, ...second[table]?.titles },
      dateOrder: { ...first[table]?.dateOrder, ...second[table]?.dateOrder },
    };
  }
  const lent = (from: Mappings, to: Mappings) => tables.filter((table) => hasMore(from[table], to[table]));
  return { mappings, lentBySecond: lent(second, first), lentByFirst: lent(first, second) };
}

/**
 * `over` before `base`: a column for which `over` names a title is taken from that title and from no title of `base`; of
 * one title or one column under `date_order` in both, what `over` says counts.
 */
export function layMappings(base: Mappings, over: Mappings): Mappings {
  const laid: Partial<Record<TableName, ColumnMapping>> = { ...base };
  for (const [table, own] of Object.entries(over) as [TableName, ColumnMapping][]) {
    const below = base[table];
    const named = new Set(Object.values(own.titles));
    const kept = Object.entries(below?.titles ?? {}).filter(([, column]) => !named.has(column));
    laid[table] = {
      titles: { ...Object.fromEntries(kept), ...own.titles },
      dateOrder: { ...below?.dateOrder, ...own.dateOrder },
    };
  }
  return laid;
}

type Settings = Readonly<Record<string, string>> | undefined;

function conflictIn(table: TableName, first: Settings = {}, second: Settings = {}): MappingConflict | undefined {
  const name = Object.keys(first).find((key) => Object.hasOwn(second, key) && first[key] !== second[key]);
  return name === undefined ? undefined : { table, name, first: first[name]!, second: second[name]! };
}

function hasMore(from: ColumnMapping | undefined, to: ColumnMapping | undefined): boolean {
  if (from === undefined) return false;
  const lacks =
    (known: Settings = {}) =>
    (key: string) =>
      !Object.hasOwn(known, key);
  return Object.keys(from.titles).some(lacks(to?.titles)) || Object.keys(from.dateOrder).some(lacks(to?.dateOrder));
}
