/** Which column of a file is which column of the contract: by the lender's mapping, the canonical names, the usual titles. */
import { closestName } from '../domain/did-you-mean.js';
import type { ProblemDetail } from '../domain/problem.js';
import { parseDate } from './cells.js';
import type { HeaderMerit } from './dialect.js';
import type { ColumnMapping, ColumnShape, TableShape } from './table.js';

/** Units that may stand in brackets behind a title because they are the contract's own. 万元 or ‰ is another title. */
const OWN_UNITS = /\((?:元|人民币|人民币元|rmb|cny|yuan|%|天|日|年|yyyy-?mm-?dd)\)$/;

/** A title as it is compared: width, case, spaces, underscores, hyphens, a required mark `*` and the own unit do not count. */
export function foldTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*\ufeff-]+/g, '')
    .replace(OWN_UNITS, '');
}

export interface RecognisedHeader {
  /** File column → position in the shape, -1 where it is not taken. */
  readonly columnOf: Int32Array;
  readonly problems: readonly ProblemDetail[];
  /** False where a problem means that the file cannot be used. */
  readonly usable: boolean;
}

/** What a line would be as the header of a table. A table that requires no column is known by two of its titles. */
export function judgeHeader(shape: TableShape, mapping: ColumnMapping, titles: readonly string[]): HeaderMerit {
  const taken = assignTitles(shape, mapping, titles).filter((position) => position >= 0);
  const known = new Set(taken);
  const required = shape.columns.flatMap((column, position) => (column.required ? [position] : []));
  const fewest = required.length === 0 ? 2 : 1;
  const isComplete =
    known.size >= fewest && known.size === taken.length && required.every((position) => known.has(position));
  return { known: known.size, isComplete };
}

function assignTitles(shape: TableShape, mapping: ColumnMapping, titles: readonly string[]): number[] {
  const byName = new Map(shape.columns.map((column, position) => [column.name, position]));
  const mapped = new Map<string, number>();
  for (const [title, name] of Object.entries(mapping.titles)) mapped.set(foldTitle(title), byName.get(name) ?? -1);
  const usual = new Map<string, number>();
  for (const [position, column] of shape.columns.entries()) {
    for (const title of column.titles) usual.set(foldTitle(title), position);
  }
  for (const [position, column] of shape.columns.entries()) usual.set(foldTitle(column.name), position);

  const folded = titles.map(foldTitle);
  const takenByMapping = new Set(folded.map((title) => mapped.get(title)));
  return folded.map((title) => {
    const byMapping = mapped.get(title);
    if (byMapping !== undefined) return byMapping;
    const position = usual.get(title) ?? -1;
    // The lender has said which column it is; another with a usual title of it is just another column.
    return takenByMapping.has(position) ? -1 : position;
  });
}

/** Recognises a header. Every missing, doubled and unknown column is reported; blank titles are passed over. */
export function recogniseHeader(
  shape: TableShape,
  mapping: ColumnMapping,
  titles: readonly string[],
): RecognisedHeader {
  const columnOf = Int32Array.from(assignTitles(shape, mapping, titles));
  const problems: ProblemDetail[] = [];
  const lacksSome = shape.columns.some((column, position) => column.required && !columnOf.includes(position));
  const unknown =
    lacksSome && mayBeRecord(titles)
      ? []
      : titles.filter((title, column) => columnOf[column]! < 0 && title.trim() !== '');
  let usable = true;
  for (const [position, column] of shape.columns.entries()) {
    const found = titles.filter((_, index) => columnOf[index] === position);
    if (found.length > 1) {
      problems.push({ code: 'duplicate-column', column: column.name, titles: found });
      usable = false;
    }
    if (found.length === 0 && column.required) {
      problems.push(missingColumn(column, unknown));
      usable = false;
    }
  }
  const free = shape.columns.filter((_, position) => !columnOf.includes(position));
  for (const title of shape.hasOtherColumns === true ? [] : unknown) {
    const didYouMean = closestTitle(title, free);
    problems.push({
      code: 'unknown-column',
      column: title.trim(),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    });
  }
  return { columnOf, problems, usable };
}

/** A file without a header: its first record must not be told as titles that are not known. */
function mayBeRecord(titles: readonly string[]): boolean {
  return titles.some((title) => {
    return /^\s*\d{6,}\s*$/.test(title) || parseDate(title, undefined) !== 'bad-date';
  });
}

function missingColumn(column: ColumnShape, unknown: readonly string[]): ProblemDetail {
  const didYouMean = unknown.find((title) => closestTitle(title, [column]) !== undefined)?.trim();
  return {
    code: 'missing-column',
    column: column.name,
    titles: column.titles,
    ...(didYouMean === undefined ? {} : { didYouMean }),
  };
}

function closestTitle(title: string, columns: readonly ColumnShape[]): string | undefined {
  const known = new Map<string, string>();
  for (const column of columns) {
    for (const name of [column.name, ...column.titles]) known.set(foldTitle(name), name);
  }
  const closest = closestName(foldTitle(title), known.keys());
  return closest === undefined ? undefined : known.get(closest);
}
