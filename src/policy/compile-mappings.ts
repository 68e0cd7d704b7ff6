/** `columns:` of a pack or of arrears.yaml, ready for the reader. */
import type { TableName } from '../domain/problem.js';
import type { ColumnMapping } from '../read/table.js';
import type { WrittenColumns } from './columns-schema.js';
import type { Mappings } from './join-mappings.js';

export function compileMappings(columns: WrittenColumns): Mappings {
  const mappings: Partial<Record<TableName, ColumnMapping>> = {};
  for (const [table, mapping] of Object.entries(columns)) {
    if (mapping !== undefined) mappings[table as TableName] = { titles: mapping.titles, dateOrder: mapping.date_order };
  }
  return mappings;
}
