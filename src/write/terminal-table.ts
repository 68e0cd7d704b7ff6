/** Tables for people at a terminal of a given width. Plain text: colour belongs to the command line. */
import Table from 'cli-table3';
import type { Language } from '../domain/language.js';
import { displayOf, headingOf, isRightAligned, type OutputColumn } from './columns.js';
import { widthOf } from './display-width.js';
import { longestPiece, padTo, withoutControls, wrapText } from './wrap-text.js';

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
/** So much of a flexible column is kept, where there is room, so that an identifier in a sentence stays whole. */
const MOST_WHOLE = 24;
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
    if (cells.length < most) cells.push(columns.map((column) => withoutControls(displayOf(column, row, language))));
    else if (options.total !== undefined) break;
  }
  const titles = columns.map((column) => headingOf(column, language));
  const layout = layOut(columns, titles, cells, options);
  const aligned = (texts: readonly string[]) =>
    layout.positions.map((position, at) => {
      const width = layout.widths[at]!;
      const lines = wrapText(texts[position]!, width);
      const isRight = options.alignRight?.[position] ?? isRightAligned(columns[position]!);
      return isRight ? lines.map((line) => padTo(line, width, 'left')) : lines;
    });
  const drawn = drawTable(aligned(titles), cells.map(aligned), layout.widths);
  const left = (options.total ?? count) - cells.length;
  if (left <= 0) return drawn;
  return `${drawn}${language === 'zh' ? `… 另有 ${left} 行` : `… ${left} more`}\n`;
}

/** Lines of the cells of one row. */
type RowLines = readonly (readonly string[])[];

/** Stands for one column of text in the frame; no frame holds it. */
const STAND_IN = 'x';

/**
 * A rule below the titles, and between the rows where any of them takes more than one line. cli-table3 draws the frame of one
 * row of stand-ins, whose lines then serve for every row: it counts the columns of some characters as older terminals did,
 * and takes minutes for cells of many lines.
 */
function drawTable(head: RowLines, rows: readonly RowLines[], widths: readonly number[]): string {
  const standIns = widths.map((width) => STAND_IN.repeat(width));
  const table = new Table({
    head: standIns,
    colWidths: widths.map((width) => width + 2),
    style: { head: [], border: [] },
  });
  table.push(standIns);
  const [top, titleLine, rule, rowLine, bottom] = table.toString().split('\n') as [
    string,
    string,
    string,
    string,
    string,
  ];

  const drawn = [top];
  const draw = (frame: string, cells: RowLines): void => {
    for (let line = 0; line < heightOf(cells); line++) {
      let column = 0;
      drawn.push(
        frame.replace(/x+/g, () => {
          const text = padTo(cells[column]![line] ?? '', widths[column]!);
          column++;
          return text;
        }),
      );
    }
  };
  draw(titleLine, head);
  const areRuled = rows.some((row) => heightOf(row) > 1);
  for (const [at, row] of rows.entries()) {
    if (at === 0 || areRuled) drawn.push(rule);
    draw(rowLine, row);
  }
  drawn.push(bottom);
  return `${drawn.join('\n')}\n`;
}

function heightOf(cells: RowLines): number {
  return Math.max(...cells.map((lines) => lines.length));
}

function layOut<Row>(
  columns: readonly OutputColumn<Row>[],
  titles: readonly string[],
  cells: readonly string[][],
  options: TableOptions,
): Layout {
  const natural = columns.map((_, position) =>
    Math.max(leastTitle(titles[position]!), ...cells.map((row) => widthOf(row[position]!))),
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
    const least = positions.map((position, at) => {
      if (!isFlexible[at]) return widths[at]!;
      const pieces = Math.max(...cells.map((row) => longestPiece(row[position]!)));
      return Math.max(LEAST_FLEXIBLE, Math.min(MOST_WHOLE, pieces));
    });
    const fits = narrow(widths, least, room) || narrow(widths, leastReadable(widths, isFlexible), room);
    if (fits && options.width >= plan.from) {
      const wholeTitles = positions.map((position) => Math.min(widthOf(titles[position]!), MOST_FIXED));
      return { positions, widths: widened(widths, wholeTitles, room) };
    }
    if (index === plans.length - 1) {
      if (!fits) squeeze(widths, room);
      return { positions, widths };
    }
  }
  throw new RangeError('a table needs at least one plan');
}

function leastReadable(widths: readonly number[], isFlexible: readonly boolean[]): number[] {
  return widths.map((width, at) => (isFlexible[at] ? LEAST_FLEXIBLE : width));
}

/** Narrows the widest, none below its `least`, until all fit into `room`; false where they cannot. */
function narrow(widths: number[], least: readonly number[], room: number): boolean {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    for (const [at, width] of widths.entries()) {
      if (width > least[at]! && (widest < 0 || width > widths[widest]!)) widest = at;
    }
    if (widest < 0) return false;
    widths[widest]!--;
    excess--;
  }
  return true;
}

/** The widths, from the left on as `wanted` as the room allows. */
function widened(widths: readonly number[], wanted: readonly number[], room: number): number[] {
  let spare = room - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, at) => {
    const more = wanted[at]! - width;
    if (more <= 0 || more > spare) return width;
    spare -= more;
    return width + more;
  });
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

/** Shorter titles stay on one line. */
const WHOLE_TITLE = 6;

function leastTitle(title: string): number {
  const width = widthOf(title);
  return width <= WHOLE_TITLE ? width : longestPiece(title);
}
