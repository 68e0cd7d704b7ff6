/** Titles of exports must lead to columns of the contract, and orders of dates to columns that hold dates. */
import type { BookTable } from '../domain/problem.js';
import { TABLE_SHAPES } from '../read/shapes.js';
import type { WrittenColumns } from './columns-schema.js';
import type { PolicyFault } from './fault.js';
import { type LocatedMap, nodeAt } from './located-yaml.js';
import { unknownName } from './parse-condition.js';

/** The faults of `columns:` in a pack or in arrears.yaml. */
export function checkColumns(columns: WrittenColumns, root: LocatedMap): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  for (const [table, mapping] of Object.entries(columns)) {
    if (mapping === undefined) continue;
    const shape = TABLE_SHAPES[table as BookTable];
    const known = shape.columns.map(({ name }) => name);
    for (const [title, column] of Object.entries(mapping.titles)) {
      const { place } = nodeAt(root, ['columns', table, 'titles', title]);
      if (!known.includes(column)) faults.push(unknownName(place, `a column of ${table}`, column, known));
    }
    const dated = shape.columns.filter(({ kind }) => kind === 'date' || kind === 'moment').map(({ name }) => name);
    for (const column of Object.keys(mapping.date_order)) {
      const { place } = nodeAt(root, ['columns', table, 'date_order', column]);
      if (!dated.includes(column)) faults.push(unknownName(place, `a date column of ${table}`, column, dated));
    }
  }
  return faults;
}
