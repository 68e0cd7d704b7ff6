/** The steps of a limitation estimate in codes, for the one loan that is explained. */
import { type EpochDay, formatIsoDate } from './civil-date.js';
import { type DatedNumbers, datedNumbers, numberOn } from './dated-numbers.js';
import type { Reason } from './determination.js';
import type { DatedParameter, Law } from './law.js';
import { LIMITATION_STATUSES, type LimitationEstimate, type LimitationFacts } from './limitation.js';
import { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES } from './loan.js';
import { formatFen } from './money.js';

/** `cn.limitation.general@2021-01-01`; the id alone where the parameter has no value on that day. */
function basisOn<T>(parameter: DatedParameter<T>, day: EpochDay): string {
  let bases = BASES.get(parameter);
  if (bases === undefined) {
    const texts = parameter.values.map((value) => `${parameter.id}@${value.from}`);
    let count = 0;
    bases = { texts, numbers: datedNumbers(parameter, () => count++) };
    BASES.set(parameter, bases);
  }
  return bases.texts[numberOn(bases.numbers, day)] ?? parameter.id;
}

/** What {@link basisOn} says of a parameter: one text per value, and the value's number by day. */
interface Bases {
  readonly texts: readonly string[];
  readonly numbers: DatedNumbers;
}

/** Every loan of a book asks for the same few. */
const BASES = new WeakMap<DatedParameter<unknown>, Bases>();

const ESTIMATE_CODES = Object.fromEntries(
  LIMITATION_STATUSES.map((status) => [status, `estimate-${status}`]),
) as Record<LimitationEstimate['status'], string>;

/** From which day the period runs, and why from that one. */
export function anchorReason(facts: LimitationFacts, anchor: EpochDay, law: Law): Reason {
  const saw = {
    runs_from: formatIsoDate(anchor),
    last_due_on: formatIsoDate(facts.lastDueOn),
    oldest_unpaid_due_on: formatIsoDate(facts.oldestUnpaidDueOn),
    instalments: facts.instalments,
  };
  if (anchor < facts.lastDueOn) {
    return { code: 'runs-from-acceleration', saw: { ...saw, accelerated_on: formatIsoDate(facts.acceleratedOn) } };
  }
  return facts.instalments <= 1
    ? { code: 'runs-from-due-date', basis: basisOn(law.periodStart, anchor), saw }
    : { code: 'runs-from-last-instalment', basis: basisOn(law.limitationInstalmentAnchor, anchor), saw };
}

/** The length of the period by the law in force when it began to run. */
export function periodReason(start: EpochDay, base: EpochDay, years: number, law: Law): Reason {
  return {
    code: 'limitation-period',
    basis: basisOn(law.limitationYears, start),
    saw: { runs_from: formatIsoDate(start), years, base_on: formatIsoDate(base) },
  };
}

/** What became of a period that was running, or thought to be, when its length changed. */
export function transitionReason(
  lengthened: boolean,
  endUnderOldRule: EpochDay,
  base: EpochDay,
  asOf: EpochDay,
  law: Law,
): Reason {
  return {
    code: lengthened ? 'period-lengthened' : 'period-had-ended-before-change',
    basis: basisOn(law.limitationTransition, asOf),
    saw: { last_day_under_old_rule: formatIsoDate(endUnderOldRule), base_on: formatIsoDate(base) },
  };
}

export type ReceiptEffect = 'restarts' | 'not-judged' | 'not-by-debtor' | 'after-period-ended';

const RECEIPT_CODES: Readonly<Record<ReceiptEffect, string>> = {
  restarts: 'part-payment-restarts',
  'not-judged': 'payment-not-judged',
  'not-by-debtor': 'payment-not-by-debtor',
  'after-period-ended': 'payment-after-period-ended-ask-counsel',
};

export function receiptReason(facts: LimitationFacts, index: number, effect: ReceiptEffect, law: Law): Reason {
  const { paidOn, amount, channel, line } = facts.payments;
  const saw = {
    paid_on: formatIsoDate(paidOn[index]!),
    amount: formatFen(amount[index]!),
    channel: CHANNELS[channel[index]! - 1] ?? '',
    line: line[index]!,
  };
  const code = RECEIPT_CODES[effect];
  return effect === 'restarts'
    ? { code, basis: basisOn(law.limitationPartPayment, paidOn[index]!), saw }
    : { code, saw };
}

/** An event whose effect on the period is not judged. `index` counts in the columns of {@link LimitationFacts.events}. */
export function eventReason(facts: LimitationFacts, index: number): Reason {
  const events = facts.events!;
  return {
    code: 'event-not-judged',
    saw: {
      kind: EVENT_KINDS[events.kind[index]! - 1] ?? '',
      happened_on: formatIsoDate(events.happenedOn[index]!),
      evidence: EVIDENCE_GRADES[events.evidence[index]! - 1] ?? '',
      line: events.line[index]!,
    },
  };
}

/** How the last day was found and where `asOf` stands to it. */
export function endReasons(
  facts: LimitationFacts,
  estimate: LimitationEstimate,
  cappedOn: EpochDay | undefined,
  anchor: EpochDay,
  asOf: EpochDay,
  law: Law,
): Reason[] {
  const { status, baseOn, rolledOn, daysLeft } = estimate;
  const lastDay = formatIsoDate(baseOn);
  const reasons: Reason[] = [];
  if (cappedOn !== undefined) {
    const saw = { base_on: lastDay, long_stop_on: formatIsoDate(cappedOn) };
    reasons.push({ code: 'long-stop-reached', basis: basisOn(law.limitationLongStopYears, anchor), saw });
  }
  if (rolledOn !== baseOn) {
    const rolled = formatIsoDate(rolledOn);
    const code = rolled === '' ? 'days-off-unknown' : 'last-day-rolled';
    reasons.push({
      code,
      basis: basisOn(law.periodEndOnHoliday, baseOn),
      saw: { base_on: lastDay, rolled_on: rolled },
    });
  }
  if (facts.events === null) reasons.push({ code: 'no-events-file', saw: {} });
  reasons.push({
    code: ESTIMATE_CODES[status],
    saw: { as_of: formatIsoDate(asOf), base_on: lastDay, days_left: daysLeft },
  });
  return reasons;
}
