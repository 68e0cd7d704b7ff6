/** The facts about a borrower for a reader: each known one with its value and the rows that it comes from. */
import { FACTS } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { NEVER } from '../domain/survey.js';
import type { ExplainedFact } from '../triage/explain-loan.js';
import type { SourceRow } from '../triage/fact-sources.js';
import type { RecordPlaces } from '../write/words.js';

/** Rows of one table shown with a fact; the others are counted. */
const SHOWN_ROWS = 8;

/** `refusals = 2 (events.csv:17, 23)` for each known fact, then the names of those that are not known. */
export function factLines(facts: readonly ExplainedFact[], places: RecordPlaces, language: Language): string[] {
  const known = facts.filter(({ value }) => !Number.isNaN(value));
  const unknown = facts.filter(({ value }) => Number.isNaN(value)).map(({ name }) => name);
  const lines = known.map(
    (fact) => `  ${fact.name} = ${factValue(fact, language)}${rowsText(fact.rows, places, language)}`,
  );
  if (unknown.length > 0) lines.push(`  ${language === 'zh' ? '不详' : 'not known'}: ${unknown.join(', ')}`);
  return lines;
}

function factValue({ name, value }: ExplainedFact, language: Language): string {
  const unit = FACTS[name];
  if (unit === 'yes_no') return language === 'zh' ? (value === 1 ? '是' : '否') : value === 1 ? 'yes' : 'no';
  if (unit === 'months' && value === NEVER) return language === 'zh' ? '不能恢复' : 'never';
  return String(Math.round(value * 100) / 100);
}

function rowsText(rows: readonly SourceRow[], places: RecordPlaces, language: Language): string {
  if (rows.length === 0) return '';
  const tables = [...new Set(rows.map(({ table }) => table))].map((table) => {
    const lines = rows.filter((row) => row.table === table).map(({ line }) => line);
    lines.sort((one, other) => one - other);
    const more = lines.length - SHOWN_ROWS;
    const shown = lines.slice(0, SHOWN_ROWS).join(', ');
    const rest = more <= 0 ? '' : language === 'zh' ? `，另 ${more} 行` : ` and ${more} more`;
    return `${places[table] ?? table}:${shown}${rest}`;
  });
  return language === 'zh' ? `（${tables.join('；')}）` : ` (${tables.join('; ')})`;
}

/** `events.csv:17`, as other messages name a row. */
export function rowText({ table, line }: SourceRow, places: RecordPlaces): string {
  return `${places[table] ?? table}:${line}`;
}
