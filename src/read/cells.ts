/**
 * What one cell says, from its text: the tolerant reference that takes every form people and core systems write.
 * The byte parsers of `byte-cells.ts` take only the plainest forms and leave the rest to these.
 *
 * Each parser gives the value, NaN for a blank optional cell, or the code of what is wrong. Nothing is guessed.
 */
import { type EpochDay, epochDayOf } from '../domain/civil-date.js';
import { maskToldCell } from '../domain/masking-in-messages.js';
import type { Fen } from '../domain/money.js';
import type { ColumnShape } from './table.js';

export type DateOrder = 'day_first' | 'month_first' | 'excel_serial';

export type CellFault =
  | 'bad-date'
  | 'impossible-date'
  | 'ambiguous-date'
  | 'two-digit-year'
  | 'bad-amount'
  | 'negative-amount'
  | 'bad-rate'
  | 'bad-whole-number';

/** Largest amount taken: ninety trillion yuan, still a safe integer of fen. */
const LARGEST_FEN = 9_000_000_000_000_000;
/** 1000 %, beyond which a rate is a slip of the keyboard. In 1e-8. */
const LARGEST_RATE = 1_000_000_000;

/**
 * What people and databases write for "nothing here" in a cell that holds an identifier, a number, a date or a choice; in
 * capitals. `none` is not among them: it is an answer in some columns.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...['', 'NULL', '(NULL)', '<NULL>', '\\N', 'NAN', 'NAT', 'N/A', '#N/A'],
  ...['-', '--', '—', '——', '/', '无'],
]);

/** Whether an identifier, number, date or choice cell is blank: nothing, white space, or exactly a placeholder. */
export function isBlankValue(cell: string): boolean {
  return PLACEHOLDERS.has(cell.trim().toUpperCase());
}

/**
 * Days that systems keep where they have none: the last day of the year 9999 or 2999, the first of the years 0, 1 and 1900,
 * and what spreadsheets and databases make of a zero. No loan, payment or deadline of a living book has such a day.
 */
const NO_DATES: ReadonlySet<string> = new Set([
  ...['0', '00000000', '00010101', '18991230', '18991231', '19000100', '19000101', '29991231', '99991231'],
]);

/** Whether a date cell says that there is no date, with or without a time of day; see {@link NO_DATES}. */
export function standsForNoDate(cell: string): boolean {
  const [day = ''] = foldFullWidth(cell).trim().split(/[ T]/, 1);
  const parts = YEAR_FIRST.exec(day) ?? CHINESE_DATE.exec(day);
  if (parts === null) return NO_DATES.has(/^\d{14}$/.test(day) ? day.slice(0, 8) : day);
  const [month, dayOfMonth] = parts.slice(-2).map((part) => part.padStart(2, '0'));
  return NO_DATES.has(`${parts[1]}${month}${dayOfMonth}`);
}

const SPREADSHEET_ERROR = /^#(?:REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!|MERGED!|#*)$/i;

/**
 * `#REF!`, `#VALUE!` …, the `####` of a column that was too narrow, a formula that was never calculated: what a spreadsheet
 * leaves in place of a value.
 */
export function isSpreadsheetError(cell: string): boolean {
  const text = cell.trim();
  return text.startsWith('=') || SPREADSHEET_ERROR.test(text);
}

/** What `merged-columns.ts` writes for a number beside several rows. */
export const MERGED_CELL = '#MERGED!';

/** Full-width digits, letters and punctuation to their plain forms; nothing else is touched. */
export function foldFullWidth(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0xff01 && code <= 0xff5e) folded += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000 || code === 0xa0) folded += ' ';
    else if (code === 0xffe5) folded += '¥';
    else if (code === 0x2212) folded += '-';
    else folded += text[index];
  }
  return folded;
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
const CHINESE_DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const SHORT_YEAR = /^(?:'?\d{2}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2'?\d{2}|\d{2}年\d{1,2}月\d{1,2}日)$/;
const SERIAL = /^\d{1,6}(?:\.\d+)?$/;
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const FOURTEEN_DIGITS = /^(\d{8})(\d{2})(\d{2})(\d{2})$/;
const MINUTES_PER_DAY = 1440;

/** A civil date. A time of day behind it is left out: journals carry it, and it does not make the day doubtful. */
export function parseDate(cell: string, order: DateOrder | undefined): EpochDay | CellFault {
  const moment = parseMoment(cell, order);
  if (typeof moment === 'string') return moment;
  return Math.floor(moment / MINUTES_PER_DAY);
}

/** Minutes since 1970-01-01 00:00 of a date with or without a time of day; seconds are dropped. */
export function parseMoment(cell: string, order: DateOrder | undefined): number | CellFault {
  const text = foldFullWidth(cell).trim();
  const compact = FOURTEEN_DIGITS.exec(text);
  if (compact !== null) return joinMoment(compact[1]!, `${compact[2]}:${compact[3]}:${compact[4]}`, order);
  const gap = /[ T]/.exec(text);
  if (gap === null) return joinMoment(text, '0:00', order);
  return joinMoment(text.slice(0, gap.index), text.slice(gap.index + 1).trim(), order);
}

function joinMoment(date: string, time: string, order: DateOrder | undefined): number | CellFault {
  const clock = TIME_OF_DAY.exec(time);
  if (clock === null) return 'bad-date';
  const hours = Number(clock[1]);
  const minutes = Number(clock[2]);
  if (hours > 23 || minutes > 59 || Number(clock[3] ?? 0) > 59) return 'bad-date';
  const day = parseDay(date, order);
  return typeof day === 'string' ? day : Math.round(day * MINUTES_PER_DAY) + hours * 60 + minutes;
}

/** A whole day, or a part of one where an Excel serial number has a fraction (to the minute). */
function parseDay(text: string, order: DateOrder | undefined): number | CellFault {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return dayOf(yearFirst[1]!, yearFirst[3]!, yearFirst[4]!);
  const plain = EIGHT_DIGITS.exec(text) ?? CHINESE_DATE.exec(text);
  if (plain !== null) return dayOf(plain[1]!, plain[2]!, plain[3]!);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast !== null) {
    if (order === 'day_first') return dayOf(yearLast[4]!, yearLast[3]!, yearLast[1]!);
    if (order === 'month_first') return dayOf(yearLast[4]!, yearLast[1]!, yearLast[3]!);
    return 'ambiguous-date';
  }
  if (order === 'excel_serial' && SERIAL.test(text)) return dayOfSerial(Number(text));
  return SHORT_YEAR.test(text) ? 'two-digit-year' : 'bad-date';
}

function dayOf(year: string, month: string, day: string): EpochDay | CellFault {
  return epochDayOf(Number(year), Number(month), Number(day)) ?? 'impossible-date';
}

/**
 * Excel's 1900 system: 1 is 1900-01-01, and 60 is a 29 February 1900 that never was, so that later serials
 * stand one too high.
 */
function dayOfSerial(serial: number): number | CellFault {
  const whole = Math.floor(serial);
  if (whole === 0) return 'bad-date';
  if (whole === 60) return 'impossible-date';
  const day = whole - (whole > 60 ? 25569 : 25568);
  const last = epochDayOf(2199, 12, 31)!;
  if (day > last) return 'impossible-date';
  return day + (serial - whole);
}

const AMOUNT =
  /^([+-])? *(?:(?:¥|CNY|RMB|元) *)?([+-])?(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d+))?(?: *(?:¥|CNY|RMB|元))? *(-)?$/i;

/**
 * Yuan with at most two decimals (further zeros are taken) to fen. Groups of three by commas, a currency mark before
 * or after, and a minus before, after or as brackets around the whole.
 */
export function parseAmount(cell: string, mayBeNegative: boolean): Fen | CellFault {
  let text = foldFullWidth(cell).trim();
  let bracketed = false;
  const inBrackets = /^((?:¥|CNY|RMB) *)?\((.*)\)$/i.exec(text);
  if (inBrackets !== null) {
    text = (inBrackets[1] ?? '') + inBrackets[2]!.trim();
    bracketed = true;
  }
  const parts = AMOUNT.exec(text);
  if (parts === null) return 'bad-amount';
  const signs = [parts[1], parts[2], parts[5], bracketed ? '-' : undefined].filter((sign) => sign !== undefined);
  if (signs.length > 1) return 'bad-amount';
  const fen = scaled(parts[3]!.replaceAll(',', ''), parts[4] ?? '', 2);
  if (fen === undefined || fen > LARGEST_FEN) return 'bad-amount';
  if (signs[0] !== '-' || fen === 0) return fen;
  return mayBeNegative ? -fen : 'negative-amount';
}

/** `whole.decimals` in units of the last of `places` decimals; undefined where more decimals than zeros follow. */
function scaled(whole: string, decimals: string, places: number): number | undefined {
  if (/[^0]/.test(decimals.slice(places))) return undefined;
  const value = Number(whole + decimals.slice(0, places).padEnd(places, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

const PERCENT = /^\+?(\d+|(?=\.\d))(?:\.(\d+))? *%?$/;

/** A share in percent, with or without the sign, to units of 1e-8: at most six decimals, 0 to 1000 %. */
export function parsePercent(cell: string): number | CellFault {
  const parts = PERCENT.exec(foldFullWidth(cell).trim());
  if (parts === null) return 'bad-rate';
  const rate = scaled(parts[1]!, parts[2] ?? '', 6);
  return rate === undefined || rate > LARGEST_RATE ? 'bad-rate' : rate;
}

const WHOLE_NUMBER = /^\+?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?$/;

/** A count, never negative; `12.00` and `1,234` are whole numbers too. */
export function parseWholeNumber(cell: string): number | CellFault {
  const parts = WHOLE_NUMBER.exec(foldFullWidth(cell).trim());
  const value = parts === null ? Number.NaN : Number(parts[1]!.replaceAll(',', ''));
  return Number.isSafeInteger(value) ? value : 'bad-whole-number';
}

/** Spellings that differ only in width, case, spaces, underscores and hyphens are one. */
export function foldChoice(spelling: string): string {
  return spelling
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;

/** A cell trimmed and freed of `="…"`, by which people keep spreadsheets from counting with it. */
export function unwrapTextFormula(cell: string): string {
  const text = cell.trim();
  if (!text.startsWith('="')) return text;
  const inner = TEXT_FORMULA.exec(text)?.[1];
  return inner === undefined ? text : inner.replaceAll('""', '"').trim();
}

/** Typed with an input method that was left in full width. */
const WIDE_AT_AN_END = /^[\uff01-\uff5e]|[\uff01-\uff5e]$/;

/**
 * An identifier as text: trimmed, freed of `="…"` and of a leading apostrophe, in plain width where it begins or ends in
 * full width; '' for a placeholder.
 */
export function unwrapIdentifier(cell: string): string {
  const bare = unwrapTextFormula(cell);
  const text = bare.startsWith("'") ? bare.slice(1).trim() : bare;
  const plain = WIDE_AT_AN_END.test(text) ? foldFullWidth(text).trim() : text;
  return isBlankValue(plain) ? '' : plain;
}

/**
 * `6.22E+18`: what a spreadsheet leaves of a long number, its last digits lost; other programs leave out the plus. A number
 * of two digits or more, an E and further digits, such as `2019E001`, is an identifier of somebody's own making.
 */
export function isScientificNotation(identifier: string): boolean {
  return /^(?:(?:\d|\d+\.\d+)[eE]\+?|\d+[eE]\+)\d+$/.test(identifier);
}

/**
 * A cell of a column as messages show it: trimmed, at most 60 characters, what may be personal data starred. A word that
 * the column takes is nobody's name, though it may begin with a family name (季).
 */
export function shownCell(
  cell: string,
  { name, kind, choiceTitles = {} }: Pick<ColumnShape, 'name' | 'kind' | 'choiceTitles'>,
): string {
  const text = cell.trim();
  if (Object.values(choiceTitles).some((titles) => titles.includes(text))) return text;
  const cut =
    text.length <= LONGEST_SHOWN
      ? text
      : `${[...text.slice(0, 2 * LONGEST_SHOWN)].slice(0, LONGEST_SHOWN - 1).join('')}…`;
  return maskToldCell(cut, name, kind === 'identifier' ? 'key' : 'other');
}

const LONGEST_SHOWN = 60;
