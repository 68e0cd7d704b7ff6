/** One loan built from readable terms, for the tests of the money rules. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type EpochDay, formatIsoDate, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import type { MissingFact } from '../../src/domain/determination.js';
import {
  ASSET_CLASSES,
  emptyInstalments,
  type Instalments,
  type LoanFile,
  PERIODS,
  REPAYMENT_METHODS,
} from '../../src/domain/loan.js';
import type { Position, PositionTrace } from '../../src/domain/position.js';
import { computePosition } from '../../src/rules/position.js';
import { buildSchedule } from '../../src/rules/schedule.js';

/** The defaults of the issue: the day after the due date is day 1, actual/360, costs then interest then principal. */
export const CONVENTIONS: Conventions = {
  firstDayPastDue: 'day_after_due',
  dayCountBasis: 360,
  periodInterest: { equalInstalment: 'periodic', equalPrincipal: 'periodic', interestOnly: 'actual', bullet: 'actual' },
  waterfall: ['fee', 'interest', 'principal'],
  cardWaterfallWhenLate: ['principal', 'interest', 'fee'],
  cardPrincipalFirstFromDpd: 91,
  compoundOnUnpaidInterest: true,
  periodWhenBlank: 'unknown',
  penaltyMarkupWhenBlank: Number.NaN,
};

export interface Receipt {
  readonly on: EpochDay;
  readonly amount: number;
  /** NaN is a blank cell. */
  readonly penaltyPart?: number;
  readonly feePart?: number;
}

export interface GivenRow {
  readonly dueOn: EpochDay;
  readonly principal: number;
  readonly interest?: number;
  readonly fee?: number;
}

export interface Terms {
  readonly principal?: number;
  readonly ratePercent?: number;
  readonly markupPercent?: number;
  readonly disbursedOn?: EpochDay;
  readonly maturesOn?: EpochDay;
  readonly method?: (typeof REPAYMENT_METHODS)[number];
  readonly period?: (typeof PERIODS)[number];
  readonly paymentDay?: number;
  readonly assetClass?: (typeof ASSET_CLASSES)[number];
  readonly acceleratedOn?: EpochDay;
  readonly bankruptOn?: EpochDay;
  readonly given?: readonly GivenRow[];
  readonly receipts?: readonly Receipt[];
}

/** The day of an ISO date; a wrong date fails the test. */
export function day(iso: string): EpochDay {
  const found = parseIsoDate(iso);
  if (found === undefined) throw new Error(`no such date: ${iso}`);
  return found;
}

/** Fen of a decimal amount such as `1234.56`, digit by digit. */
export function fen(amount: string): number {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (match === null) throw new Error(`no amount: "${amount}"`);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Units of 1e-8 of a percentage such as `5.537`. */
export function percent(value: number): number {
  return Math.round(value * 1_000_000);
}

function codeOf(names: readonly string[], name: string | undefined): number {
  return name === undefined ? 0 : names.indexOf(name) + 1;
}

export function loanOf(terms: Terms): LoanFile {
  const receipts = [...(terms.receipts ?? [])].sort((a, b) => a.on - b.on);
  const given = [...(terms.given ?? [])].sort((a, b) => a.dueOn - b.dueOn);
  const splits = receipts.some((receipt) => receipt.penaltyPart !== undefined || receipt.feePart !== undefined);
  return {
    index: 0,
    principal: terms.principal ?? given.reduce((sum, row) => sum + row.principal, 0),
    annualRate: terms.ratePercent === undefined ? Number.NaN : percent(terms.ratePercent),
    penaltyMarkup: terms.markupPercent === undefined ? Number.NaN : percent(terms.markupPercent),
    disbursedOn: terms.disbursedOn ?? day('2000-01-01'),
    maturesOn: terms.maturesOn ?? NO_DAY,
    acceleratedOn: terms.acceleratedOn ?? NO_DAY,
    restructuredOn: NO_DAY,
    bankruptOn: terms.bankruptOn ?? NO_DAY,
    isBankruptcyUndated: false,
    method: codeOf(REPAYMENT_METHODS, terms.method),
    period: codeOf(PERIODS, terms.period),
    paymentDay: terms.paymentDay ?? 0,
    assetClass: codeOf(ASSET_CLASSES, terms.assetClass),
    status: 1,
    hold: 0,
    payments: {
      paidOn: Int32Array.from(receipts, (receipt) => receipt.on),
      amount: Float64Array.from(receipts, (receipt) => receipt.amount),
      penaltyPart: Float64Array.from(splits ? receipts : [], (receipt) => receipt.penaltyPart ?? Number.NaN),
      feePart: Float64Array.from(splits ? receipts : [], (receipt) => receipt.feePart ?? Number.NaN),
      channel: new Uint8Array(receipts.length),
      line: new Uint32Array(receipts.length),
    },
    paymentsFrom: 0,
    paymentsUntil: receipts.length,
    given: {
      dueOn: Int32Array.from(given, (row) => row.dueOn),
      principal: Float64Array.from(given, (row) => row.principal),
      interest: Float64Array.from(given, (row) => row.interest ?? 0),
      fee: Float64Array.from(given, (row) => row.fee ?? 0),
    },
    givenFrom: 0,
    givenUntil: given.length,
  };
}

export interface Row {
  readonly due: string;
  readonly principal: number;
  readonly interest: number;
  readonly fee: number;
}

/** The schedule's rows, or the facts that are missing. */
export function scheduleOf(
  terms: Terms,
  conventions: Conventions = CONVENTIONS,
  until?: EpochDay,
): {
  readonly rows: readonly Row[];
  readonly missing: readonly MissingFact[] | null;
  readonly planned: Pick<Instalments, 'plannedCount' | 'plannedPrincipal' | 'lastDueOn'>;
} {
  const instalments = emptyInstalments(1);
  const missing = buildSchedule(loanOf(terms), conventions, instalments, until);
  const { plannedCount, plannedPrincipal, lastDueOn } = instalments;
  const rows = Array.from({ length: instalments.count }, (_, index) => ({
    due: formatIsoDate(instalments.dueOn[index]!),
    principal: instalments.principal[index]!,
    interest: instalments.interest[index]!,
    fee: instalments.fee[index]!,
  }));
  return { rows, missing, planned: { plannedCount, plannedPrincipal, lastDueOn } };
}

/** `until`: the last day whose instalments are worked out. */
export function positionOf(
  terms: Terms,
  asOf: EpochDay,
  conventions: Conventions = CONVENTIONS,
  trace?: PositionTrace,
  until?: EpochDay,
): Position {
  const instalments = emptyInstalments(1);
  const loan = loanOf(terms);
  const missing = buildSchedule(loan, conventions, instalments, until);
  if (missing !== null) throw new Error(`no schedule: ${missing.map((fact) => fact.fact).join(', ')}`);
  return computePosition(loan, instalments, conventions, asOf, trace);
}

/** The rows of `test/cases/<name>.csv` by header. */
export function readCases(name: string): readonly Record<string, string>[] {
  const path = new URL(`../cases/${name}.csv`, import.meta.url);
  return parse(readFileSync(path), { columns: true, bom: true, trim: true, skip_empty_lines: true });
}
