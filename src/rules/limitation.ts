/**
 * Question   Until when can the borrower be sued without a plea of limitation, as far as the facts at hand tell?
 * Law        cn.limitation.general, .transition-2017, .instalment-anchor, .part-payment, .suspension-window,
 *            .long-stop; cn.period.start, .end, .end-on-holiday; the calendar of days off
 * Needs      what is owed, the last due date, receipts with their channel, events where a file of them was given
 * Answer     an estimate of the last day, or what is missing
 * Not decided here   what a demand, an acknowledgement, a suit, an obstacle or a debit by the lender does: where one
 *            of them could change the answer it is undetermined. Guarantees, mortgages, enforcement. Foreign law.
 *
 * Without an events file the estimate rests on due dates and receipts alone: a demand that nobody has shown can only
 * move the day later. A write-off is the lender's book-keeping; the claim and its period are untouched by it.
 */
import { addMonths, addYears, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { numberOn } from '../domain/dated-numbers.js';
import {
  type Determination,
  determined,
  type Reason,
  type Undetermined,
  undetermined,
} from '../domain/determination.js';
import type { BusinessDays, Law } from '../domain/law.js';
import type { LimitationEstimate, LimitationFacts, LimitationSettings } from '../domain/limitation.js';
import { bearsOnPeriod } from '../domain/limitation-events.js';
import {
  anchorReason,
  endReasons,
  eventReason,
  periodReason,
  receiptReason,
  transitionReason,
} from '../domain/limitation-reasons.js';
import { type LimitationTerms, limitationTermsOf } from '../domain/limitation-terms.js';
import {
  AUTO_DEBIT,
  COUNTER,
  ENFORCEMENT_PROCEEDS,
  EVENT_KINDS,
  HOLDS,
  RESTRUCTURED,
  SETTLED,
  THIRD_PARTY,
  TRANSFER,
} from '../domain/loan.js';
import { formatFen } from '../domain/money.js';

/** Why the estimate is open: one constant each, so that a book of a million loans makes none of them anew. */
const open = (fact: string, because: string): Undetermined => undetermined([{ fact, because }]);
const OWED_UNKNOWN = open('loans.outstanding_principal', 'amount-owed-unknown');
const SETTLED_BUT_OWED = open('loans.status', 'settled-but-amount-owed');
const LAST_DUE_UNKNOWN = open('loans.matures_on', 'last-due-date-unknown');
const DUE_TOO_LATE = open('loans.matures_on', 'last-due-date-out-of-range');
const CALLED_BEFORE_LENT = open('loans.accelerated_on', 'matures-before-disbursement');
const BANKRUPTCY = open('events.bankruptcy_claim', 'bankruptcy-claim-interrupts');
const ESTATE = open('events.obstacle', 'estate-without-administrator-suspends');
const TERMS_CHANGED_LATER = open('events.repayment_plan', 'terms-changed-after-last-due-date');
const TERMS_CHANGED_SOMETIME = open('loans.restructured_on', 'day-of-changed-terms-unknown');
const DAYS_OFF_UNKNOWN = open('law.business-days', 'days-off-unknown');
const ENFORCED = open('events.judgment', 'enforcement-receipt-follows-a-judgment');
const lawSilent = (id: string): Undetermined => open(`law.${id}`, 'no-law-value-on-date');
const NO_PERIOD_IN_LAW = lawSilent('cn.limitation.general');
const NO_TRANSITION_IN_LAW = lawSilent('cn.limitation.transition-2017');
const NO_ANCHOR_IN_LAW = lawSilent('cn.limitation.instalment-anchor');
const NO_LONG_STOP_IN_LAW = lawSilent('cn.limitation.long-stop');
const NO_WINDOW_IN_LAW = lawSilent('cn.limitation.suspension-window');
const EVENT_NOT_JUDGED = EVENT_KINDS.map((kind) => open(`events.${kind}`, 'event-not-judged'));

const NOT_SUBJECT: LimitationEstimate = {
  status: 'not_subject',
  baseOn: NO_DAY,
  rolledOn: NO_DAY,
  daysLeft: Number.NaN,
};
const NOTHING_OWED = determined(NOT_SUBJECT);
const UNEXPLAINED: readonly Reason[] = [];

const BANKRUPTCY_HOLD = HOLDS.indexOf('bankruptcy') + 1;
const DECEASED_HOLD = HOLDS.indexOf('deceased') + 1;

/** Reasons while one loan is explained; null on the way through a whole book. */
type Trace = Reason[] | null;

/** What every period of one loan is judged by. */
interface Frame {
  readonly terms: LimitationTerms;
  readonly settings: LimitationSettings;
  readonly asOf: EpochDay;
}

/**
 * The estimate for one loan on `asOf`. Receipts, events, an acceleration and a change of terms after it do not exist.
 * Reasons are made only with `explain`. A due date too late for the calendar and an amount that is NaN give an
 * undetermined answer, never an exception.
 */
export function estimateLimitation(
  facts: LimitationFacts,
  law: Law,
  settings: LimitationSettings,
  asOf: EpochDay,
  explain = false,
): Determination<LimitationEstimate> {
  const trace: Trace = explain ? [] : null;
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return undecided(OWED_UNKNOWN, trace);
    trace?.push({ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } });
    return trace === null ? NOTHING_OWED : determined(NOT_SUBJECT, trace);
  }
  if (facts.status === SETTLED) return undecided(SETTLED_BUT_OWED, trace);
  if (facts.lastDueOn === NO_DAY) return undecided(LAST_DUE_UNKNOWN, trace);

  if (facts.acceleratedOn !== NO_DAY && facts.acceleratedOn < facts.disbursedOn && facts.acceleratedOn <= asOf) {
    return undecided(CALLED_BEFORE_LENT, trace);
  }
  // Whether the call or the last instalment counts is unsettled: the earlier is the safer day to work to.
  const called = facts.acceleratedOn !== NO_DAY && facts.acceleratedOn < facts.lastDueOn && facts.acceleratedOn <= asOf;
  const anchor = called ? facts.acceleratedOn : facts.lastDueOn;
  trace?.push(anchorReason(facts, anchor, law));

  const frame: Frame = { terms: limitationTermsOf(law), settings, asOf };
  const { terms } = frame;
  if (anchor > terms.latestStart) return undecided(DUE_TOO_LATE, trace);
  if (!called && !(facts.instalments <= 1) && Number.isNaN(numberOn(terms.instalmentAnchor, anchor))) {
    return undecided(NO_ANCHOR_IN_LAW, trace);
  }
  const notJudged = findWhatIsNotJudged(facts, anchor, asOf, trace);
  if (notJudged !== null) return undecided(notJudged, trace);

  let base = endOfPeriod(anchor, frame);
  let cap = Number.POSITIVE_INFINITY;
  if (trace !== null) tracePeriod(trace, anchor, base, frame);
  const first = firstReceiptAfter(facts, anchor, asOf);
  if (first < facts.paymentsUntil && base > TRANSITION_UNKNOWN) {
    const longStopYears = numberOn(terms.longStopYears, anchor);
    if (Number.isNaN(longStopYears)) return undecided(NO_LONG_STOP_IN_LAW, trace);
    cap = addYears(anchor, longStopYears);
    const earliest = followReceipts(facts, first, base, cap, frame, false, trace);
    const latest = followReceipts(facts, first, base, cap, frame, true, null);
    if (earliest !== latest) return undecided(receiptsNotJudged(facts, first, base, cap, frame), trace);
    base = earliest;
  }
  if (base <= TRANSITION_UNKNOWN) {
    return undecided(base === LAW_SILENT ? NO_PERIOD_IN_LAW : NO_TRANSITION_IN_LAW, trace);
  }

  if (facts.hold === DECEASED_HOLD) {
    const window = numberOn(terms.suspensionWindowMonths, base);
    if (Number.isNaN(window)) return undecided(NO_WINDOW_IN_LAW, trace);
    if (asOf >= addMonths(base, -window)) return undecided(ESTATE, trace);
  }

  const rolledOn = base === cap ? base : Math.min(rollOverDaysOff(base, terms.businessDays), cap);
  // Past the base day, but perhaps not past the end of days off that nobody has published.
  if (rolledOn === NO_DAY && asOf > base && asOf <= base + terms.businessDays.longestClosureDays) {
    return undecided(DAYS_OFF_UNKNOWN, trace);
  }
  const status = statusOf(base, rolledOn, settings, asOf);
  const value: LimitationEstimate = { status, baseOn: base, rolledOn, daysLeft: base - asOf };
  if (trace === null) return { determined: true, value, because: UNEXPLAINED };
  const last = lastDayOf(base, terms.businessDays);
  if (last < numberOn(terms.lengthenedFrom, asOf)) trace.push(transitionReason(false, last, base, asOf, law));
  trace.push(...endReasons(facts, value, base === cap ? cap : undefined, anchor, asOf, law));
  return determined(value, trace);
}

function undecided(answer: Undetermined, trace: Trace): Undetermined {
  return trace === null ? answer : undetermined(answer.missing, trace);
}

function statusOf(
  base: EpochDay,
  rolledOn: EpochDay,
  settings: LimitationSettings,
  asOf: EpochDay,
): LimitationEstimate['status'] {
  if (asOf > (rolledOn === NO_DAY ? base : rolledOn)) return 'defence_available';
  return base - asOf <= settings.expiringWithinDays ? 'expiring' : 'running';
}

// The period

/** What {@link endOfPeriod} gives instead of a day; no calendar date is so early. */
const LAW_SILENT = NO_DAY;
const TRANSITION_UNKNOWN = NO_DAY + 1;

/**
 * Last day of the period that runs from `start`, before any roll. Where the law changed its length while it ran, the
 * new length holds from `start`, if the period had not ended before the day of the change. The last day that counts
 * for this is the rolled one: by art. 203 the period ends on it and not before.
 */
function endOfPeriod(start: EpochDay, { terms, asOf }: Frame): EpochDay {
  const years = numberOn(terms.years, start);
  if (Number.isNaN(years)) return LAW_SILENT;
  const base = addYears(start, years);
  const last = lastDayOf(base, terms.businessDays);
  const yearsAtLast = numberOn(terms.years, last);
  if (yearsAtLast === years) return base;
  const changedOn = numberOn(terms.lengthenedFrom, asOf);
  if (Number.isNaN(changedOn) || Number.isNaN(yearsAtLast)) return TRANSITION_UNKNOWN;
  return last >= changedOn ? addYears(start, numberOn(terms.years, changedOn)) : base;
}

/** The first working day from `base` on; NO_DAY where the calendar does not reach so far. */
function rollOverDaysOff(base: EpochDay, businessDays: BusinessDays): EpochDay {
  let day = base;
  let closed = businessDays.isHoliday(day);
  while (closed === true) closed = businessDays.isHoliday(++day);
  return closed === undefined ? NO_DAY : day;
}

function lastDayOf(base: EpochDay, businessDays: BusinessDays): EpochDay {
  const rolled = rollOverDaysOff(base, businessDays);
  return rolled === NO_DAY ? base : rolled;
}

function tracePeriod(trace: Reason[], start: EpochDay, base: EpochDay, { terms, asOf }: Frame): void {
  if (base === LAW_SILENT) return;
  const years = numberOn(terms.years, start);
  const unchanged = addYears(start, years);
  trace.push(periodReason(start, unchanged, years, terms.law));
  if (base > TRANSITION_UNKNOWN && base !== unchanged) {
    trace.push(transitionReason(true, lastDayOf(unchanged, terms.businessDays), base, asOf, terms.law));
  }
}

// Receipts

/** What speaks against taking a receipt for an act of the debtor, and what would settle it. */
const DOUBTS = {
  channel: { fact: 'payments.channel', because: 'who-paid-unknown' },
  debit: { fact: 'events.auto_debit', because: 'basis-of-debit-unknown' },
  thirdParty: { fact: 'events.acknowledgement', because: 'third-party-payment-not-judged' },
  law: { fact: 'law.cn.limitation.part-payment', because: 'no-law-value-on-date' },
  calendar: { fact: 'law.business-days', because: 'days-off-unknown' },
} as const;
type Doubt = keyof typeof DOUBTS;
const DOUBT_NAMES = Object.keys(DOUBTS) as Doubt[];
/** One bit each, so that several can be told together. */
const bitOf = (doubt: Doubt): number => 1 << DOUBT_NAMES.indexOf(doubt);
const NO_DOUBT = 0;
const DOUBT_CHANNEL = bitOf('channel');
const DOUBT_DEBIT = bitOf('debit');
const DOUBT_THIRD_PARTY = bitOf('thirdParty');
const DOUBT_LAW = bitOf('law');
const DOUBT_CALENDAR = bitOf('calendar');
const NOT_BY_DEBTOR = -1;

function doubtAbout(channel: number, paidOn: EpochDay, { terms, settings }: Frame): number {
  let doubt = NO_DOUBT;
  if (channel === AUTO_DEBIT) doubt = DOUBT_DEBIT;
  else if (channel === THIRD_PARTY) doubt = DOUBT_THIRD_PARTY;
  else if (channel !== COUNTER && channel !== TRANSFER) {
    if (settings.paymentWithoutChannel === 'not_by_debtor') return NOT_BY_DEBTOR;
    if (settings.paymentWithoutChannel === 'undetermined') doubt = DOUBT_CHANNEL;
  }
  return Number.isNaN(numberOn(terms.partPayment, paidOn)) ? doubt | DOUBT_LAW : doubt;
}

/** Index of the first receipt after `day` and not after `asOf`; `paymentsUntil` where there is none. */
function firstReceiptAfter(facts: LimitationFacts, day: EpochDay, asOf: EpochDay): number {
  const { paidOn } = facts.payments;
  let first = facts.paymentsUntil;
  while (first > facts.paymentsFrom && paidOn[first - 1]! > day) first--;
  return first < facts.paymentsUntil && paidOn[first]! > asOf ? facts.paymentsUntil : first;
}

/**
 * The base day after each receipt that came in time has restarted the period, never after `cap`. With `doubtful`, the
 * receipts whose effect is not known are taken to restart it; without, they are not. When both readings give one day,
 * every mixed reading gives it too, since a period that starts earlier never ends later.
 */
function followReceipts(
  facts: LimitationFacts,
  first: number,
  firstBase: EpochDay,
  cap: EpochDay,
  frame: Frame,
  doubtful: boolean,
  trace: Trace,
): EpochDay {
  const { paidOn, channel } = facts.payments;
  let base = firstBase;
  for (let index = first; index < facts.paymentsUntil && paidOn[index]! <= frame.asOf; index++) {
    const day = paidOn[index]!;
    const inTime = day <= Math.min(lastDayForReceipt(base, frame.terms.businessDays, doubtful), cap);
    const doubt = doubtAbout(channel[index]!, day, frame);
    const restarts = inTime && (doubt === NO_DOUBT || (doubtful && doubt !== NOT_BY_DEBTOR));
    if (trace !== null) traceReceipt(trace, facts, index, inTime, doubt, frame);
    if (!restarts) continue;
    base = endOfPeriod(day, frame);
    if (trace !== null) tracePeriod(trace, day, base, frame);
    if (base <= TRANSITION_UNKNOWN) return base;
  }
  return Math.min(base, cap);
}

/** The last day on which a receipt still comes in time; where days off are not known, the last day it could be. */
function lastDayForReceipt(base: EpochDay, businessDays: BusinessDays, doubtful: boolean): EpochDay {
  const rolled = rollOverDaysOff(base, businessDays);
  if (rolled !== NO_DAY) return rolled;
  return doubtful ? base + businessDays.longestClosureDays : base;
}

function traceReceipt(
  trace: Reason[],
  facts: LimitationFacts,
  index: number,
  inTime: boolean,
  doubt: number,
  { terms }: Frame,
): void {
  const judged = doubt === NO_DOUBT ? 'restarts' : doubt === NOT_BY_DEBTOR ? 'not-by-debtor' : 'not-judged';
  trace.push(receiptReason(facts, index, inTime ? judged : 'after-period-ended', terms.law));
}

/** What is missing where receipts move the day, by the bits of their doubts. */
const RECEIPTS_NOT_JUDGED = new Map<number, Undetermined>();

function receiptsNotJudged(
  facts: LimitationFacts,
  first: number,
  firstBase: EpochDay,
  cap: EpochDay,
  frame: Frame,
): Undetermined {
  const { businessDays } = frame.terms;
  const { paidOn, channel } = facts.payments;
  let base = firstBase;
  let doubts = NO_DOUBT;
  for (let index = first; index < facts.paymentsUntil && paidOn[index]! <= frame.asOf; index++) {
    const day = paidOn[index]!;
    const doubt = doubtAbout(channel[index]!, day, frame);
    if (doubt === NOT_BY_DEBTOR || day > Math.min(lastDayForReceipt(base, businessDays, true), cap)) continue;
    doubts |= day > lastDayOf(base, businessDays) ? doubt | DOUBT_CALENDAR : doubt;
    base = endOfPeriod(day, frame);
    if (base <= TRANSITION_UNKNOWN) break;
  }
  let answer = RECEIPTS_NOT_JUDGED.get(doubts);
  if (answer === undefined) {
    answer = undetermined(DOUBT_NAMES.filter((name) => (doubts & bitOf(name)) !== 0).map((name) => DOUBTS[name]));
    RECEIPTS_NOT_JUDGED.set(doubts, answer);
  }
  return answer;
}

// What this cut leaves open

/** The first fact on record that this cut cannot judge, or null. Every such event is told when explained. */
function findWhatIsNotJudged(
  facts: LimitationFacts,
  anchor: EpochDay,
  asOf: EpochDay,
  trace: Trace,
): Undetermined | null {
  if (facts.hold === BANKRUPTCY_HOLD) return BANKRUPTCY;
  if (facts.restructuredOn !== NO_DAY) {
    if (facts.restructuredOn > anchor && facts.restructuredOn <= asOf) return TERMS_CHANGED_LATER;
  } else if (facts.status === RESTRUCTURED && anchor < asOf) return TERMS_CHANGED_SOMETIME;

  const { paidOn, channel } = facts.payments;
  for (let index = facts.paymentsFrom; index < facts.paymentsUntil; index++) {
    if (channel[index] === ENFORCEMENT_PROCEEDS && paidOn[index]! <= asOf) return ENFORCED;
  }

  if (facts.events === null) return null;
  const { happenedOn, kind, loan } = facts.events;
  let found: Undetermined | null = null;
  for (let index = facts.eventsFrom; index < facts.eventsUntil && happenedOn[index]! <= asOf; index++) {
    if (loan[index] !== -1 && loan[index] !== facts.loan) continue;
    if (!bearsOnPeriod(facts, index, anchor)) continue;
    found ??= EVENT_NOT_JUDGED[kind[index]! - 1] ?? null;
    if (trace === null) break;
    trace.push(eventReason(facts, index));
  }
  return found;
}
