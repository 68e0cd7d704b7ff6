/** The words of some rows of a small table (events, collateral, survey), which the book does not keep: read once more. */
import type { Problem } from '../domain/problem.js';
import type { OpenTable } from './opened-table.js';
import { scanTable, wholeBody } from './scan-table.js';
import { columnPosition } from './shapes.js';
import type { ProblemLog } from './table.js';

/** By column: trimmed text ('' where blank or lacking) of identifiers and texts, the value (NaN) of all others. */
export interface RowText {
  text(columnName: string): string;
  value(columnName: string): number;
}

/** Columns of the table, by canonical name, for the sound rows that start on these lines. */
export function gatherRowText(
  table: OpenTable,
  lines: ReadonlySet<number>,
  columnNames: readonly string[],
): ReadonlyMap<number, RowText> {
  const found = new Map<number, RowText>();
  if (lines.size === 0) return found;
  const columns = columnNames.map((name) => [name, columnPosition(table.shape, name)] as const);
  const isText = (at: number) => ['text', 'identifier'].includes(table.shape.columns[at]!.kind);
  scanTable(
    table,
    wholeBody(table),
    (batch) => {
      for (let row = 0; row < batch.count; row++) {
        if (!lines.has(batch.line[row]!)) continue;
        const texts = new Map(columns.map(([name, at]) => [name, isText(at) ? batch.text(row, at) : '']));
        const values = new Map(columns.map(([name, at]) => [name, isText(at) ? Number.NaN : batch.values[at]![row]!]));
        found.set(batch.line[row]!, {
          text: (name) => texts.get(name) ?? '',
          value: (name) => values.get(name) ?? Number.NaN,
        });
      }
    },
    silentLog(),
  );
  return found;
}

/** The first reading has told every problem. */
function silentLog(): ProblemLog {
  const problems: Problem[] = [];
  return { add: () => undefined, problems };
}
