/** The law pack as a table for a lawyer to check: every question, what the pack answers on a date, and on what ground. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { type DatedParameter, type DatedValue, type Law, type LawUnit, valueOn } from '../domain/law.js';
import { LAW_NOTES_ZH } from './law-notes-zh.js';
import { LAW_WORDS, QUESTIONS_ZH, VALUE_WORDS } from './law-words.js';

/**
 * The pack as it stands on `asOfIso` (`YYYY-MM-DD`): Markdown tables, one for each clock, with the value in force or the
 * day before which there is none; or JSON with all values of every parameter, which has no language. A date of another
 * form finds no value.
 */
export function formatLawTable(law: Law, asOfIso: string, format: 'md' | 'json', language: Language = 'en'): string {
  return format === 'json' ? formatJson(law, asOfIso) : formatMarkdown(law, asOfIso, language);
}

/** What stands from memory, or was only derived, is not confirmed. */
function isConfirmed({ source }: DatedValue<unknown>): boolean {
  return source.mark !== 'M' && source.mark !== 'D';
}

function formatJson(law: Law, asOf: string): string {
  const parameters = law.all.map((parameter) => {
    const inForce = valueOn(parameter, asOf) ?? null;
    const { id, question, unit, selectedBy, appliesTo, existsFrom, values, notCovered, lastCheckedOn } = parameter;
    return {
      id,
      question,
      in_force: inForce === null ? null : describeValue(inForce),
      unit,
      selected_by: selectedBy,
      applies_to: appliesTo ?? null,
      exists_from: existsFrom ?? null,
      values: values.map(describeValue),
      not_covered: notCovered,
      last_checked_on: lastCheckedOn,
    };
  });
  const { marks } = LAW_WORDS.en;
  return `${JSON.stringify({ as_of: asOf, marks, parameters, days_off: calendarSpan(law) }, null, 2)}\n`;
}

function describeValue(value: DatedValue<unknown>): Readonly<Record<string, unknown>> {
  const { instrument, article, quote, mark, caveat } = value.source;
  const { from, until } = value;
  const confirmed = isConfirmed(value);
  return { from, until, value: value.value, instrument, article, quote, mark, caveat: caveat ?? null, confirmed };
}

function calendarSpan(law: Law): { readonly known_from: string; readonly known_to: string } {
  return { known_from: formatIsoDate(law.businessDays.knownFrom), known_to: formatIsoDate(law.businessDays.knownTo) };
}

function formatMarkdown(law: Law, asOf: string, language: Language): string {
  const { columns } = LAW_WORDS[language];
  const [title, ...opening] = openingLines(law, asOf, language);
  const lines = [`# ${title}`, ...opening, ''];
  for (const { heading, rows } of lawSections(law, asOf, language)) {
    lines.push(`## ${heading}`, '', row(columns), row(columns.map(() => '---')), ...rows.map(row), '');
  }
  return `${[...lines, ...closingLines(law, language)].join('\n')}\n`;
}

/** Title, what the pack is for, and which of its values nobody has confirmed. */
export function openingLines(law: Law, asOf: string, language: Language): readonly string[] {
  const words = LAW_WORDS[language];
  const lines = [words.title(asOf), '', ...words.introduction];
  const open = law.all.filter((parameter) => {
    const value = valueOn(parameter, asOf);
    return value !== undefined && !isConfirmed(value);
  });
  if (open.length > 0)
    lines.push('', words.unconfirmed(open.length, open.map(({ id }) => id).join(language === 'zh' ? '、' : ', ')));
  return lines;
}

/** The parameters by their headings, each as the cells of the table's columns. */
export function lawSections(law: Law, asOf: string, language: Language): readonly LawSection[] {
  const { groups } = LAW_WORDS[language];
  const sections: LawSection[] = [];
  for (const [group, heading] of Object.entries(groups)) {
    const parameters = law.all.filter(({ id }) => groupOf(id, groups) === group);
    const rows = parameters.map((parameter) => cellsOf(parameter, asOf, language));
    if (rows.length > 0) sections.push({ heading, rows });
  }
  return sections;
}

export interface LawSection {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}

/** What the marks mean, and for which years days off are known. */
export function closingLines(law: Law, language: Language): readonly string[] {
  const words = LAW_WORDS[language];
  const span = calendarSpan(law);
  const marks = Object.values(words.marks).map((mark) => `- ${mark}`);
  return [...marks, '', words.daysOff(span.known_from, span.known_to)];
}

/** `cn.limitation.general` belongs to `limitation`; what has no heading of its own stands under the last one. */
function groupOf(id: string, groups: Readonly<Record<string, string>>): string {
  const group = id.split('.')[1] ?? '';
  return group in groups ? group : 'other';
}

function cellsOf(parameter: DatedParameter<unknown>, asOf: string, language: Language): readonly string[] {
  const words = LAW_WORDS[language];
  const { id, unit, selectedBy, notCovered, lastCheckedOn } = parameter;
  const question = language === 'zh' ? (QUESTIONS_ZH[id] ?? parameter.question) : parameter.question;
  const head = [id, question];
  const middle = [words.units[unit], words.selectors[selectedBy]];
  const tail = [notCovered.map((note) => noteIn(note, language)).join(language === 'zh' ? '；' : '; '), lastCheckedOn];
  const found = valueOn(parameter, asOf);
  if (found === undefined) {
    const first = parameter.values.find(({ from }) => from > asOf)?.from;
    const none = first === undefined ? words.noValue : words.noValueBefore(first);
    return [...head, none, ...middle, '', '', '', '', '', '', ...tail];
  }
  const { instrument, article, quote, mark, caveat } = found.source;
  const flag = isConfirmed(found) ? '' : `${words.toConfirm} · `;
  const verified = `${flag}${words.marks[mark]}${caveat === undefined ? '' : bracketed(noteIn(caveat, language), language)}`;
  const value = formatValue(found.value, unit, language);
  return [...head, value, ...middle, found.from, found.until ?? '', instrument, article, quote, verified, ...tail];
}

/** A caveat, or what a parameter does not cover. */
function noteIn(note: string, language: Language): string {
  return language === 'zh' ? (LAW_NOTES_ZH[note] ?? note) : note;
}

function bracketed(text: string, language: Language): string {
  return language === 'zh' ? `（${text}）` : ` (${text})`;
}

/** A value as a person reads it: shares in percent, a table as its entries, a code in words. */
function formatValue(value: unknown, unit: LawUnit, language: Language): string {
  if (typeof value === 'number') return unit === 'share' ? `${Math.round(value * 10_000) / 100} %` : String(value);
  if (typeof value === 'object' && value !== null) {
    // What is left of a suspended period: so many months, or the remainder.
    if ('kind' in value) return 'months' in value ? String(value.months) : LAW_WORDS[language].remainder;
    return Object.entries(value)
      .map(([name, entry]) => `${wordOf(name, language)} ${formatValue(entry, unit, language)}`)
      .join(language === 'zh' ? '，' : ', ');
  }
  return wordOf(String(value), language);
}

/** `specialMention` and `last_instalment` as words; other text, such as a date, as it is. */
function wordOf(code: string, language: Language): string {
  const word = VALUE_WORDS[language][code];
  return word ?? code.replace(/_/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
}
