/** The rows of the input files that a fact comes from, gathered only where somebody wants to see them. */
import type { TableName } from '../domain/problem.js';

export interface SourceRow {
  readonly table: TableName;
  readonly line: number;
}

/** By slot of the fact. */
export type FactSources = Map<number, SourceRow[]>;

/** Adds a row to those of a fact; a row that is there already is not added again. */
export function addSource(sources: FactSources, slot: number, table: TableName, line: number): void {
  const rows = sources.get(slot);
  if (rows === undefined) sources.set(slot, [{ table, line }]);
  else if (!rows.some((row) => row.line === line && row.table === table)) rows.push({ table, line });
}
