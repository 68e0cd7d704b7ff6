/** The first steps of a limitation estimate in codes: from when the period runs, or why there is none. */
import { type EpochDay, formatIsoDate, NO_DAY } from './civil-date.js';
import type { ClaimAct, ClaimFacts } from './claim.js';
import { isDismissed } from './claim-record.js';
import type { Reason } from './determination.js';
import type { FirstDemand } from './first-demand.js';
import type { Law } from './law.js';
import { basisOn, sawOf } from './period-trace.js';

/** From which day the period runs, and why from that one. */
export function anchorReason(facts: ClaimFacts, anchor: EpochDay, law: Law): Reason {
  const saw = {
    source: 'loans',
    runs_from: formatIsoDate(anchor),
    last_due_on: formatIsoDate(facts.lastDueOn),
    oldest_unpaid_due_on: formatIsoDate(facts.oldestUnpaidDueOn),
    instalments: facts.instalments,
  };
  if (anchor < facts.lastDueOn && anchor === facts.bankruptOn) {
    const basis = basisOn(law.bankruptcyAcceptance, anchor);
    return { code: 'runs-from-bankruptcy', basis, saw: { ...saw, bankrupt_on: formatIsoDate(anchor) } };
  }
  if (anchor < facts.lastDueOn) {
    return { code: 'runs-from-acceleration', saw: { ...saw, accelerated_on: formatIsoDate(facts.acceleratedOn) } };
  }
  return facts.instalments <= 1
    ? { code: 'runs-from-due-date', basis: basisOn(law.periodStart, anchor), saw }
    : { code: 'runs-from-last-instalment', basis: basisOn(law.limitationInstalmentAnchor, anchor), saw };
}

/** From when a debt without a term can be barred; nothing where it was not called. */
export function firstDemandReason(first: FirstDemand, law: Law): Reason[] {
  if (first.on === NO_DAY) return [];
  const act = first.act === null ? { source: 'loans', on: formatIsoDate(first.on) } : sawOf(first.act);
  const saw = { ...act, runs_from: formatIsoDate(first.on) };
  return [{ code: `runs-from-${first.by}`, basis: basisOn(law.limitationOnDemandStart, first.on), saw }];
}

/** The claim was decided. */
export function decidedReason(title: ClaimAct): Reason {
  return { code: isDismissed(title) ? 'claim-dismissed' : 'decided-by-judgment', saw: sawOf(title) };
}
