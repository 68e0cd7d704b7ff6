/** What is to be done next towards one borrower: its calendar, holds, emergencies and what conduct leaves for today. */
import type { EpochDay } from '../domain/civil-date.js';
import { FACT_SLOT } from '../domain/evidence.js';
import { ENFORCEMENT_PROCEEDS, NO_HOLD } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { type ContactLog, EMERGENCIES, type EscalationCalendar, type NextStep, type WorkFlag } from '../domain/work.js';
import { flagBit } from '../portfolio/borrower-columns.js';
import { type Portfolio, viewPayments } from '../portfolio/portfolio.js';
import { countToday, isUsedUp, limitsOn } from '../rules/conduct-limits.js';
import { type EmergencyRecord, findEmergencies, firstOpenEmergency, newEmergencyRecord } from '../rules/emergencies.js';
import { chooseNextStep, holdInForce } from '../rules/next-step.js';
import type { LoanAssessment, TriageTerms } from './assess-loan.js';

/** Working memory of one thread. */
export interface GuideBench {
  readonly emergencies: EmergencyRecord;
  /** By product code; null where no product has a calendar of its own. */
  readonly calendars: readonly EscalationCalendar[] | null;
  /** Sum of flag bits that the last borrower's guidance raised. */
  flags: number;
  /** Whether a hold or an open complaint stops contact with the last borrower; a day's limits that are used up do not. */
  isContactStopped: boolean;
}

export function newGuideBench(portfolio: Portfolio, { policy }: TriageTerms): GuideBench {
  const { calendar, calendarByProduct } = policy;
  return {
    emergencies: newEmergencyRecord(),
    calendars:
      calendarByProduct.size === 0
        ? null
        : portfolio.products.map((product) => calendarByProduct.get(product) ?? calendar),
    flags: 0,
    isContactStopped: false,
  };
}

/** By hold code. */
const HOLD_FLAGS = [
  0,
  0,
  flagBit('hold:dispute'),
  flagBit('hold:bankruptcy'),
  flagBit('hold:cease'),
  flagBit('hold:deceased'),
];
const NO_CONTACT_FLAG = flagBit('no-contact-today');
const EMERGENCY_FLAGS = EMERGENCIES.map((emergency) =>
  flagBit(
    emergency === 'asset-transfer' || emergency === 'fraud-suspected'
      ? emergency
      : (`emergency:${emergency}` satisfies WorkFlag),
  ),
);

/** What guidance looks at of a listed borrower. */
export interface GuidedBorrower {
  readonly loans: readonly LoanAssessment[];
  /** Loan that the row speaks for: its product chooses the calendar, its asset class the limits. */
  readonly leadLoan: number;
  /** NaN where undetermined. */
  readonly daysPastDue: number;
  /** Code into HOLDS, the gravest that the loans file states. */
  readonly hold: number;
  /** Null where no events file was given. */
  readonly log: ContactLog | null;
  /** Rows of the events that are promises which were broken. */
  readonly brokenPromises: readonly number[];
  /** Row of facts; null where none was collected. */
  readonly facts: Float64Array | null;
}

/** The next step; `bench.flags` says what raised a flag on the way. */
export function guideBorrower(
  bench: GuideBench,
  portfolio: Portfolio,
  terms: TriageTerms,
  { loans, leadLoan, daysPastDue, hold: statedHold, log, brokenPromises, facts }: GuidedBorrower,
): NextStep {
  const { asOf, policy } = terms;
  const calendar = bench.calendars?.[portfolio.loans.product[leadLoan]!] ?? policy.calendar;
  const hold = holdInForce(statedHold, log, asOf);
  let flags = HOLD_FLAGS[hold]!;

  const { emergencies } = bench;
  const hasLog = log !== null && log.from < log.until;
  const movesAssets = facts === null ? Number.NaN : facts[FACT_SLOT.moves_assets]!;
  const otherCreditorsSue = facts === null ? Number.NaN : facts[FACT_SLOT.other_creditors_sue]!;
  // Of most borrowers nothing is on record that could raise anything.
  if (!hasLog && movesAssets !== 1 && otherCreditorsSue !== 1) {
    if (hold > NO_HOLD) flags |= NO_CONTACT_FLAG;
    emergencies.standing = 0;
    bench.flags = flags;
    bench.isContactStopped = hold > NO_HOLD;
    return chooseNextStep(calendar, daysPastDue, asOf, log, hold);
  }
  findEmergencies(
    calendar.emergencies,
    log,
    asOf,
    {
      daysPastDue,
      movesAssets,
      otherCreditorsSue,
      receivedBetween: (loan, after, to) => receivedOnLoans(portfolio, loans, loan, after, to),
      isOverdue: (loan) => loan < 0 || loans.some((own) => own.loan === loan && own.position?.daysPastDue !== 0),
    },
    emergencies,
  );
  for (let at = 0; at < EMERGENCIES.length; at++) {
    if ((emergencies.standing & (1 << at)) !== 0) flags |= EMERGENCY_FLAGS[at]!;
  }
  const limits = limitsOn(terms.conduct[portfolio.loans.assetClass[leadLoan]!]!, asOf);
  const contacts = countToday(log, asOf, limits, hold, policy.conduct.complaintStandsDays);
  if (isUsedUp(contacts)) flags |= NO_CONTACT_FLAG;
  bench.flags = flags;
  bench.isContactStopped = contacts.isStopped;
  const emergency = firstOpenEmergency(calendar.emergencies, emergencies, asOf, calendar.makeUpWithinDays);
  return chooseNextStep(calendar, daysPastDue, asOf, log, hold, emergency, brokenPromises);
}

/**
 * What came in on `loan`, or on all of the borrower's where it is -1, after one day up to and including another. Proceeds of
 * enforcement are taken from the debtor, not paid as promised.
 */
export function receivedOnLoans(
  portfolio: Portfolio,
  loans: readonly LoanAssessment[],
  loan: number,
  after: EpochDay,
  to: EpochDay,
): Fen {
  if (loan >= 0) return receivedOn(portfolio, loan, after, to);
  return loans.reduce((sum, assessment) => sum + receivedOn(portfolio, assessment.loan, after, to), 0);
}

function receivedOn(portfolio: Portfolio, loan: number, after: EpochDay, to: EpochDay): Fen {
  const { columns, from, until } = viewPayments(portfolio, loan);
  const { paidOn, amount, channel } = columns;
  let sum = 0;
  for (let at = from; at < until; at++) {
    if (paidOn[at]! > after && paidOn[at]! <= to && channel[at] !== ENFORCEMENT_PROCEEDS) sum += amount[at]!;
  }
  return sum;
}
