/**
 * A second way to the same position, for the tests: walks every single day and keeps every amount as a fraction
 * without rounding. Slow and simple on purpose; shares nothing with the rule but the types.
 */
import type { EpochDay } from '../../src/domain/civil-date.js';
import type { Conventions, WaterfallStep } from '../../src/domain/conventions.js';
import type { GivenRow, Receipt } from './one-loan.js';

export interface WalkedPosition {
  readonly daysPastDue: number;
  readonly missedInstalments: number;
  readonly overdue: Readonly<Record<'fee' | 'interest' | 'principal', number>>;
  readonly penaltyInterest: number;
  readonly compoundInterest: number;
  readonly unallocated: number;
  readonly longestDaysPastDue: number;
  readonly curedEpisodes: number;
}

export interface Walk {
  readonly rows: readonly Required<GivenRow>[];
  readonly receipts: readonly Receipt[];
  readonly isCard: boolean;
  /** Penalty rate in units of 1e-8 a year. */
  readonly rate: number;
  readonly conventions: Conventions;
  readonly asOf: EpochDay;
}

type Part = 'fee' | 'interest' | 'principal';

function roundHalfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

export function walkDays({ rows, receipts, isCard, rate, conventions, asOf }: Walk): WalkedPosition {
  const unpaid = rows.map((row) => ({
    dueOn: row.dueOn,
    fee: row.fee,
    interest: row.interest,
    principal: row.principal,
  }));
  const countsDueDay = conventions.firstDayPastDue === 'due_day';
  const yearParts = 100_000_000n * BigInt(conventions.dayCountBasis);
  const accrued = { penalty: 0n, compound: 0n };
  const paidOwn = { penalty: 0, compound: 0 };
  /** What the export booked to penalty interest and has met nothing yet. */
  let booked = 0;
  let credit = 0;
  let longestDaysPastDue = 0;
  let curedEpisodes = 0;
  let inEpisode = false;

  const dueBy = (last: EpochDay) => unpaid.filter((row) => row.dueOn <= last);
  const isOpen = (row: (typeof unpaid)[number]) => row.fee + row.interest + row.principal > 0;
  const oldestOpen = (last: EpochDay) => dueBy(last).find(isOpen)?.dueOn;
  const owedOwn = (kind: 'penalty' | 'compound') => Math.max(0, roundHalfUp(accrued[kind], yearParts) - paidOwn[kind]);
  const take = (most: number) => {
    const taken = Math.min(most, credit);
    credit -= taken;
    return taken;
  };
  const meetFromBooked = (kind: 'penalty' | 'compound') => {
    const met = Math.min(booked, owedOwn(kind));
    booked -= met;
    paidOwn[kind] += met;
  };
  const meetBoth = () => {
    meetFromBooked('penalty');
    meetFromBooked('compound');
  };
  const payOwn = (kind: 'penalty' | 'compound') => {
    paidOwn[kind] += take(owedOwn(kind));
  };
  const payPart = (row: (typeof unpaid)[number], part: Part) => {
    row[part] -= take(row[part]);
  };
  const isOwn = (step: WaterfallStep): step is 'penalty' | 'compound' => step === 'penalty' || step === 'compound';

  const applyAll = (today: EpochDay, steps: readonly WaterfallStep[], overAllDue: boolean) => {
    if (overAllDue) {
      for (const step of steps) {
        if (isOwn(step)) payOwn(step);
        else for (const row of dueBy(today)) payPart(row, step);
      }
      return;
    }
    const ofInstalments = steps.slice(0, steps.findLastIndex((step) => !isOwn(step)) + 1);
    const open = dueBy(today).filter(isOpen);
    for (const [index, row] of open.entries()) {
      for (const step of ofInstalments) {
        if (!isOwn(step)) payPart(row, step);
        else if (index === 0) payOwn(step);
      }
    }
    if (open.length === 0) for (const step of ofInstalments) if (isOwn(step)) payOwn(step);
    for (const step of steps.slice(ofInstalments.length)) if (isOwn(step)) payOwn(step);
  };

  const happenings = new Set([...rows.map((row) => row.dueOn), ...receipts.map((receipt) => receipt.on)]);
  const start = Math.min(...rows.map((row) => row.dueOn), ...receipts.map((receipt) => receipt.on), asOf);
  for (let today = start; today <= asOf; today++) {
    // The night before: what was due and open at the end of yesterday bears a day.
    for (const row of dueBy(today - 1)) {
      accrued.penalty += BigInt(row.principal) * BigInt(rate);
      if (conventions.compoundOnUnpaidInterest) accrued.compound += BigInt(row.interest) * BigInt(rate);
    }
    const oldest = oldestOpen(today);
    const late = oldest === undefined ? 0 : today - oldest;
    longestDaysPastDue = Math.max(longestDaysPastDue, late);
    const principalFirst = isCard && late + (countsDueDay ? 1 : 0) >= conventions.cardPrincipalFirstFromDpd;
    const steps = principalFirst ? conventions.cardWaterfallWhenLate : conventions.waterfall;
    if (happenings.has(today)) meetBoth();
    for (const receipt of receipts) {
      if (receipt.on !== today) continue;
      const part = Math.min(receipt.penaltyPart ?? 0, receipt.amount);
      credit += receipt.amount - part;
      booked += part;
    }
    if (happenings.has(today)) meetBoth();
    // Money kept from earlier waits for the next due date or receipt.
    if (happenings.has(today)) applyAll(today, steps, principalFirst || conventions.waterfallScope === 'all_due');
    const stillPastDue = oldestOpen(countsDueDay ? today : today - 1) !== undefined;
    if (inEpisode && !stillPastDue) curedEpisodes++;
    inEpisode = oldestOpen(today) !== undefined;
  }
  if (countsDueDay) {
    for (const row of dueBy(asOf)) {
      accrued.penalty += BigInt(row.principal) * BigInt(rate);
      if (conventions.compoundOnUnpaidInterest) accrued.compound += BigInt(row.interest) * BigInt(rate);
    }
  }
  meetBoth();
  const late = dueBy(countsDueDay ? asOf : asOf - 1).filter(isOpen);
  const daysPastDue = late[0] === undefined ? 0 : asOf - late[0].dueOn + (countsDueDay ? 1 : 0);
  const sum = (part: Part) => late.reduce((total, row) => total + row[part], 0);
  return {
    daysPastDue,
    missedInstalments: late.length,
    overdue: { fee: sum('fee'), interest: sum('interest'), principal: sum('principal') },
    penaltyInterest: owedOwn('penalty'),
    compoundInterest: owedOwn('compound'),
    unallocated: credit,
    longestDaysPastDue: Math.max(longestDaysPastDue, daysPastDue),
    curedEpisodes,
  };
}
