/** Cells as text, the way an English-titled file or a Chinese core-banking export carries them. */
import { civilDateOf, type EpochDay, formatChineseDate, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { formatFen, formatFenGrouped, formatRatePercent } from '../domain/money.js';
import type { SampleTable } from './model.js';
import { type Cell, CHINESE_CHOICES, SAMPLE_TABLES, type SampleColumn } from './tables.js';

export interface SampleStyle {
  /** Chinese titles and choices, or the contract's own names. */
  readonly headers: 'names' | 'zh';
  /** Dates without dashes, thousands separators, per-cent signs and CRLF, as core-banking systems export them. */
  readonly coreBanking: boolean;
}

const digits = (value: number) => (value < 10 ? `0${value}` : String(value));

/** `20240131`. */
function formatCompactDate(day: EpochDay): string {
  return formatIsoDate(day).replaceAll('-', '');
}

/** `2024/1/31`, as a spreadsheet writes it. */
function formatSlashDate(day: EpochDay): string {
  if (day === NO_DAY) return '';
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  return `${year}/${month}/${dayOfMonth}`;
}

/** Every export of the bank writes its dates in another way, as they do. */
const CORE_BANKING_DATES: Readonly<Record<SampleTable, (day: EpochDay) => string>> = {
  loans: formatCompactDate,
  payments: formatSlashDate,
  schedule: formatCompactDate,
  events: formatIsoDate,
  parties: formatSlashDate,
  collateral: formatChineseDate,
};

export function formatDate(day: EpochDay, table: SampleTable, style: SampleStyle): string {
  return style.coreBanking ? CORE_BANKING_DATES[table](day) : formatIsoDate(day);
}

export function formatAmount(fen: number, style: SampleStyle): string {
  return style.coreBanking ? formatFenGrouped(fen) : formatFen(fen);
}

function formatMoment(minutes: number, style: SampleStyle): string {
  const day = Math.floor(minutes / 1440);
  const minute = minutes - day * 1440;
  const separator = style.coreBanking ? ' ' : 'T';
  return `${formatIsoDate(day)}${separator}${digits(Math.floor(minute / 60))}:${digits(minute % 60)}`;
}

function formatCell(cell: Cell, column: SampleColumn, table: SampleTable, style: SampleStyle): string {
  if (typeof cell === 'string') {
    if (style.headers === 'zh' && column.kind === 'choice') return CHINESE_CHOICES[cell] ?? cell;
    return style.headers === 'zh' && column.name === 'currency' && cell === 'CNY' ? '人民币' : cell;
  }
  if (column.kind === 'date') return formatDate(cell, table, style);
  if (Number.isNaN(cell)) return '';
  if (column.kind === 'moment') return formatMoment(cell, style);
  if (column.kind === 'amount') return formatAmount(cell, style);
  if (column.kind === 'percent') return formatRatePercent(cell) + (style.coreBanking ? '%' : '');
  return String(cell);
}

export function formatRow(row: readonly Cell[], table: SampleTable, style: SampleStyle): string[] {
  return SAMPLE_TABLES[table].map((column, index) => formatCell(row[index]!, column, table, style));
}

export function headerOf(table: SampleTable, style: SampleStyle): string[] {
  return SAMPLE_TABLES[table].map((column) => (style.headers === 'zh' ? column.title : column.name));
}

/** One record without its line end; cells are quoted only where they must be. */
export function joinRecord(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
