/** What the record as a whole says of a claim before any period is walked: whether it was decided, and what is not told. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { type ClaimAct, type ClaimFacts, RECEIPT, resultBit, UNKNOWN_PARTY } from './claim.js';
import { kindCode } from './limitation-events.js';
import { BANKRUPTCY_HOLD, ENFORCEMENT_PROCEEDS, HOLDS, RESTRUCTURED } from './loan.js';
import { isBorrower, isDebtorSide } from './procedure-end.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';

export const JUDGMENT = kindCode('judgment');
const LAWSUIT = kindCode('lawsuit');
const ARBITRATION = kindCode('arbitration');
const ENFORCEMENT = kindCode('enforcement');
const BANKRUPTCY_ACCEPTED = kindCode('bankruptcy_accepted');
const BANKRUPTCY_CLAIM = kindCode('bankruptcy_claim');
const OBSTACLE = kindCode('obstacle');
const TERMS_TOLD = new Set((['repayment_plan', 'extension', 'acknowledgement'] as const).map(kindCode));

const DISMISSED = resultBit('dismissed');
const REJECTED = resultBit('rejected');
const PART = resultBit('part');
const WITHDRAWN = resultBit('withdrawn');

const DECEASED = HOLDS.indexOf('deceased') + 1;

/** Nothing is on record that could move the day: most claims of a book. */
export function isPlainClaim(facts: ClaimFacts): boolean {
  return (
    facts.acts.length === 0 &&
    !facts.isOnDemand &&
    facts.acceleratedOn === NO_DAY &&
    facts.bankruptOn === NO_DAY &&
    facts.restructuredOn === NO_DAY &&
    facts.status !== RESTRUCTURED &&
    facts.hold !== BANKRUPTCY_HOLD &&
    facts.hold !== DECEASED
  );
}

/**
 * The day before its last due date on which the whole debt fell due: called, or by the bankruptcy of the debtor; NO_DAY where
 * neither had come by `asOf`. A call dated before the loan is a wrong date.
 */
export function dueEarlyOn(facts: ClaimFacts, asOf: EpochDay): EpochDay {
  const { acceleratedOn, bankruptOn, disbursedOn, lastDueOn } = facts;
  let earliest = lastDueOn;
  if (acceleratedOn !== NO_DAY && acceleratedOn <= asOf && acceleratedOn >= disbursedOn) {
    earliest = Math.min(earliest, acceleratedOn);
  }
  if (bankruptOn !== NO_DAY && bankruptOn <= asOf) earliest = Math.min(earliest, bankruptOn);
  return earliest < lastDueOn ? earliest : NO_DAY;
}

/** Whether an event says that a bankruptcy was accepted and does not say that the acceptance was taken back. */
export function acceptsBankruptcy(kind: number, results: number): boolean {
  return kind === BANKRUPTCY_ACCEPTED && (results & (REJECTED | DISMISSED | WITHDRAWN)) === 0;
}

/** Whether the creditor lost on the merits. */
export function isDismissed(title: ClaimAct): boolean {
  return (title.results & DISMISSED) !== 0;
}

/**
 * The effective title against the debtor that decides the whole claim, or the dismissal of it: the latest of them (on
 * one day the dismissal); null where the claim is not decided. A title for a part of it decides that part only, and one
 * against a co-borrower alone decides nothing against the borrower.
 */
export function findTitle(facts: ClaimFacts, asOf: EpochDay): ClaimAct | null {
  let found: ClaimAct | null = null;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (!isTitle(act) || !isBorrower(act.party, facts)) continue;
    if (found === null || !isDismissed(found) || act.on > found.on) found = act;
  }
  return found;
}

function isTitle(act: ClaimAct): boolean {
  if (act.kind === JUDGMENT) return isDismissed(act) || (act.results & (PART | REJECTED)) === 0;
  return (act.kind === LAWSUIT || act.kind === ARBITRATION) && isDismissed(act);
}

/** Whether a judgment gives something that can be enforced: it neither dismissed nor rejected the claim. */
export function isEnforceable(act: ClaimAct): boolean {
  return act.kind === JUDGMENT && (act.results & (DISMISSED | REJECTED)) === 0;
}

const BANKRUPTCY_UNKNOWN = unknownBit('bankruptcyClaim');
const DAY_OF_NEW_TERMS_UNKNOWN = unknownBit('dayOfNewTerms');
const JUDGMENT_UNKNOWN = unknownBit('judgment');
const PARTY_UNKNOWN = unknownBit('partyRole');

/** Bits of facts that must exist but are not on record, and without which the period has no bound. */
export function openFacts(facts: ClaimFacts, anchor: EpochDay, asOf: EpochDay): number {
  let missing = NOTHING_UNKNOWN;
  if (facts.restructuredOn === NO_DAY && facts.status === RESTRUCTURED && anchor < asOf) {
    missing |= DAY_OF_NEW_TERMS_UNKNOWN;
  }
  let hasClaimInBankruptcy = false;
  let hasProceeds = false;
  let hasTitle = false;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (act.kind === BANKRUPTCY_CLAIM) hasClaimInBankruptcy = true;
    else if (act.kind === ENFORCEMENT || act.kind === JUDGMENT) {
      hasTitle = true;
      if (isTitle(act) && act.party === UNKNOWN_PARTY) missing |= PARTY_UNKNOWN;
    } else if (act.kind === RECEIPT && act.channel === ENFORCEMENT_PROCEEDS) hasProceeds = true;
  }
  if ((facts.hold === BANKRUPTCY_HOLD || facts.bankruptOn !== NO_DAY) && !hasClaimInBankruptcy)
    missing |= BANKRUPTCY_UNKNOWN;
  return hasProceeds && !hasTitle ? missing | JUDGMENT_UNKNOWN : missing;
}

/**
 * The day on which the terms were changed after `anchor`, where no plan, extension or acknowledgement on or after it says
 * how; NO_DAY otherwise.
 */
export function newTermsWithoutAct(facts: ClaimFacts, anchor: EpochDay, asOf: EpochDay): EpochDay {
  const changedOn = facts.restructuredOn;
  if (changedOn === NO_DAY || changedOn <= anchor || changedOn > asOf) return NO_DAY;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (act.on >= changedOn && TERMS_TOLD.has(act.kind) && isDebtorSide(act.party, facts)) return NO_DAY;
  }
  return changedOn;
}

/** The debtor has died and no obstacle on record says whether his estate had an administrator. */
export function hasOpenEstate(facts: ClaimFacts, asOf: EpochDay): boolean {
  if (facts.hold !== DECEASED) return false;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (act.kind === OBSTACLE && isDebtorSide(act.party, facts)) return false;
  }
  return true;
}
