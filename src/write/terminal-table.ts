/** Tables for people at a terminal of a given width. Plain text: colour belongs to the command line. */
import Table from 'cli-table3';
import type { Language } from '../domain/language.js';
import { displayOf, headingOf, isRightAligned, type OutputColumn } from './columns.js';
import { padTo, widthOf, withoutControls, wrapText } from './wrap-text.js';

/** Which columns are shown on a terminal of at least `from` columns. */
export interface TablePlan {
  readonly from: number;
  /** Names, in order. */
  readonly columns: readonly string[];
  /** Those that share the width that the others leave. */
  readonly flexible: readonly string[];
}

export interface TableOptions {
  readonly language: Language;
  /** Columns of the terminal. */
  readonly width: number;
  /** Rows shown at most. */
  readonly most: number;
  /** Rows of the whole table, for the line that says how many more there are. Default: the rows given. */
  readonly total?: number;
  /** From wide to narrow; the first that fits is taken. Default: all columns, text columns flexible. */
  readonly plans?: readonly TablePlan[];
  /** By column, where its kind does not say it. */
  readonly alignRight?: readonly boolean[];
}

/** A flexible column narrower than this is not worth reading. */
const LEAST_FLEXIBLE = 12;
/** No fixed column is wider: what is longer wraps. */
const MOST_FIXED = 24;
/** Two spaces and a border per column. */
const FRAME = 3;

interface Layout {
  readonly positions: readonly number[];
  readonly widths: readonly number[];
}

/**
 * The table with borders, its cells wrapped, and a last line `… N more` where not all rows are shown. Never wider than the
 * terminal, unless that has no room for one character per column.
 */
export function formatTable<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  options: TableOptions,
): string {
  const { language, most } = options;
  const cells: string[][] = [];
  let count = 0;
  for (const row of rows) {
    count++;
    if (cells.length < most) cells.push(columns.map((column) => withoutControls(displayOf(column, row))));
    else if (options.total !== undefined) break;
  }
  const titles = columns.map((column) => headingOf(column, language));
  const layout = layOut(columns, titles, cells, options);
  const table = new Table({
    head: layout.positions.map((position, at) => wrapText(titles[position]!, layout.widths[at]!).join('\n')),
    colWidths: layout.widths.map((width) => width + 2),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of cells) {
    table.push(
      layout.positions.map((position, at) => {
        const width = layout.widths[at]!;
        const lines = wrapText(row[position]!, width);
        const isRight = options.alignRight?.[position] ?? isRightAligned(columns[position]!);
        return (isRight ? lines.map((line) => padTo(line, width, 'left')) : lines).join('\n');
      }),
    );
  }
  const left = (options.total ?? count) - cells.length;
  if (left <= 0) return `${table.toString()}\n`;
  return `${table.toString()}\n${language === 'zh' ? `… 另有 ${left} 行` : `… ${left} more`}\n`;
}

function layOut<Row>(
  columns: readonly OutputColumn<Row>[],
  titles: readonly string[],
  cells: readonly string[][],
  options: TableOptions,
): Layout {
  const natural = columns.map((_, position) =>
    Math.max(longestWord(titles[position]!), ...cells.map((row) => widthOf(row[position]!))),
  );
  const plans = options.plans ?? [
    {
      from: 0,
      columns: columns.map((column) => column.name),
      flexible: columns.filter((column) => !isRightAligned(column)).map((column) => column.name),
    },
  ];
  for (const [index, plan] of plans.entries()) {
    const positions = plan.columns.map((name) => columns.findIndex((column) => column.name === name));
    const isFlexible = positions.map((position) => plan.flexible.includes(columns[position]!.name));
    const widths = positions.map((position, at) =>
      isFlexible[at] ? natural[position]! : Math.min(natural[position]!, MOST_FIXED),
    );
    const room = options.width - 1 - FRAME * positions.length;
    const fits = narrow(widths, isFlexible, room);
    if (fits && options.width >= plan.from) return { positions, widths };
    if (index === plans.length - 1) {
      if (!fits) squeeze(widths, room);
      return { positions, widths };
    }
  }
  throw new RangeError('a table needs at least one plan');
}

/** Narrows the flexible widths until all fit into `room`; false where they would become too narrow to read. */
function narrow(widths: number[], isFlexible: readonly boolean[], room: number): boolean {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    for (const [at, width] of widths.entries()) {
      if (isFlexible[at] && width > LEAST_FLEXIBLE && (widest < 0 || width > widths[widest]!)) widest = at;
    }
    if (widest < 0) return false;
    widths[widest]!--;
    excess--;
  }
  return true;
}

/** Takes from the widest, whatever it is: the last resort of a very narrow terminal. */
function squeeze(widths: number[], room: number): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= 2) return;
    widths[widest]!--;
    excess--;
  }
}

/** Titles wrap between words only where they can. */
function longestWord(title: string): number {
  return Math.max(...title.split(' ').map(widthOf));
}
