/** The law pack as a table for a lawyer to check: every question, what the pack answers on a date, and on what ground. */
import { formatIsoDate } from '../domain/civil-date.js';
import {
  type DatedParameter,
  type DatedValue,
  type Law,
  type LawUnit,
  type VerificationMark,
  valueOn,
} from '../domain/law.js';

const MARKS: Readonly<Record<VerificationMark, string>> = {
  T: 'T: text of the statute read',
  S: 'S: secondary source read',
  D: 'D: derived from the cited article',
  M: 'M: from memory, to be confirmed by counsel',
};

const COLUMNS = [
  'parameter',
  'question',
  'value',
  'unit',
  'selected by',
  'from',
  'until',
  'instrument',
  'article',
  'quote',
  'mark',
  'not covered',
  'last checked',
] as const;

/**
 * The pack as it stands on `asOfIso` (`YYYY-MM-DD`): a Markdown table with the value in force, or `none`, or JSON with
 * all values of every parameter. A date of another form finds no value.
 */
export function formatLawTable(law: Law, asOfIso: string, format: 'md' | 'json'): string {
  return format === 'json' ? formatJson(law, asOfIso) : formatMarkdown(law, asOfIso);
}

function formatJson(law: Law, asOf: string): string {
  const parameters = law.all.map((parameter) => {
    const inForce = valueOn(parameter, asOf) ?? null;
    const { id, question, unit, selectedBy, existsFrom, values, notCovered, lastCheckedOn } = parameter;
    return {
      id,
      question,
      in_force: inForce === null ? null : describeValue(inForce),
      unit,
      selected_by: selectedBy,
      exists_from: existsFrom ?? null,
      values: values.map(describeValue),
      not_covered: notCovered,
      last_checked_on: lastCheckedOn,
    };
  });
  return `${JSON.stringify({ as_of: asOf, marks: MARKS, parameters, days_off: calendarSpan(law) }, null, 2)}\n`;
}

function describeValue({ from, until, value, source }: DatedValue<unknown>): Readonly<Record<string, unknown>> {
  const { instrument, article, quote, mark, caveat } = source;
  return { from, until, value, instrument, article, quote, mark, caveat: caveat ?? null, confirmed: mark !== 'M' };
}

function calendarSpan(law: Law): { readonly known_from: string; readonly known_to: string } {
  return { known_from: formatIsoDate(law.businessDays.knownFrom), known_to: formatIsoDate(law.businessDays.knownTo) };
}

function formatMarkdown(law: Law, asOf: string): string {
  const span = calendarSpan(law);
  const lines = [
    `# Law pack on ${asOf}`,
    '',
    'What the estimates rest on, for a lawyer to check. Not legal advice. `from` is the first day of a value, `until` the',
    'first day on which it no longer holds. A question without a value on this date is left open, never answered by an',
    'older value.',
    '',
    row(COLUMNS),
    row(COLUMNS.map(() => '---')),
    ...law.all.map((parameter) => row(cellsOf(parameter, asOf))),
    '',
    ...Object.values(MARKS).map((mark) => `- ${mark}`),
    '',
    `Days off and make-up working days are known from ${span.known_from} to ${span.known_to}; outside, a last day is not rolled.`,
  ];
  return `${lines.join('\n')}\n`;
}

function cellsOf(parameter: DatedParameter<unknown>, asOf: string): readonly string[] {
  const { id, question, unit, selectedBy, notCovered, lastCheckedOn } = parameter;
  const found = valueOn(parameter, asOf);
  const rest = [notCovered.join('; '), lastCheckedOn];
  if (found === undefined) return [id, question, 'none', unit, selectedBy, '', '', '', '', '', '', ...rest];
  const { instrument, article, quote, mark, caveat } = found.source;
  const words = caveat === undefined ? MARKS[mark] : `${MARKS[mark]} (${caveat})`;
  const value = formatValue(found.value, unit);
  return [
    id,
    question,
    value,
    unit,
    selectedBy,
    found.from,
    found.until ?? '',
    instrument,
    article,
    quote,
    words,
    ...rest,
  ];
}

/** A value as a person reads it: shares in percent, a table as its entries. */
function formatValue(value: unknown, unit: LawUnit): string {
  if (typeof value === 'number') return unit === 'share' ? `${Math.round(value * 10_000) / 100} %` : String(value);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, entry]) => `${spaced(name)} ${formatValue(entry, unit)}`)
      .join(', ');
  }
  return spaced(String(value));
}

/** `specialMention` and `last_instalment` as words; other text, such as a date, as it is. */
function spaced(name: string): string {
  return name.replace(/_/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
}
