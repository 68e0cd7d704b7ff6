/** csv-parse, the reference for what the cells of a record are. */
import { CsvError, parse } from 'csv-parse/sync';

const TEXT_FORMULA = '="';

/**
 * The cells of each record, given as its text without the line end. Undefined for one that csv-parse does not take
 * as exactly one record. All are parsed in one go where all are well formed: a call costs as much as a few records.
 */
export function parseRecords(records: readonly string[], delimiter: string): (readonly string[] | undefined)[] {
  if (records.length === 0) return [];
  const together = tryParse(records, delimiter);
  if (together !== undefined) return together;
  return records.map((record) => tryParse([record], delimiter)?.[0]);
}

/** Unquoted cells that hold quotes are taken where they are text formulas, of which the splitter has made sure. */
function tryParse(records: readonly string[], delimiter: string): string[][] | undefined {
  const text = `${records.join('\n')}\n`;
  try {
    const parsed = parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: text.includes(TEXT_FORMULA),
    });
    return parsed.length === records.length ? parsed : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
