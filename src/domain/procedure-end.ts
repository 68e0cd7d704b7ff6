/** How a suit, an arbitration or another procedure ended, as far as the events say. */

import { type EpochDay, NO_DAY } from './civil-date.js';
import { BORROWER_PARTY, type ClaimAct, type ClaimFacts, resultBit, UNKNOWN_PARTY } from './claim.js';
import { kindCode, PROVEN, rowOf, SIGNED } from './limitation-events.js';
import { PARTY_ROLES } from './loan.js';

export interface ProcedureEnd {
  readonly state: 'open' | 'ended' | 'withdrawn';
  /** Day of the end or of the withdrawal; NO_DAY while it is open and where nobody recorded the day. */
  readonly on: EpochDay;
  /** Whether the complaint reached the other side; told only of one that was withdrawn. */
  readonly service: 'served' | 'not_served' | 'unknown';
  /** The court sent it away without a decision on the claim (驳回起诉, 不予受理). */
  readonly isRejected: boolean;
  /**
   * False where the record says that a suit was decided, but not when. One of which only the end is told restarts the period
   * there, as art. 195 has it: that it may have ended in a title is told as what would improve the estimate.
   */
  readonly isTold: boolean;
}

const WITHDRAWAL = kindCode('withdrawal');
const JUDGMENT = kindCode('judgment');
const MEDIATION = kindCode('mediation');
const POLICE_REPORT = kindCode('police_report');
/** Procedures that a judgment on the claim ends. */
const ENDED_BY_JUDGMENT = new Set(
  (['lawsuit', 'arbitration', 'payment_order', 'preservation', 'mediation'] as const).map(kindCode),
);

/** Procedures that may end in a title, and come to nothing where they end before the other side was served. */
const SUITS = new Set((['lawsuit', 'arbitration', 'payment_order'] as const).map(kindCode));

const WITHDRAWN = resultBit('withdrawn');
const REJECTED = resultBit('rejected');
const SERVED = resultBit('served');
const NOT_SERVED = resultBit('not_served');
const DECIDED = resultBit('decided');
/** What a suit may have ended in other than a title for the whole claim. */
const ENDED_OTHERWISE =
  WITHDRAWN |
  REJECTED |
  (['dismissed', 'part', 'settled', 'round_closed', 'terminated'] as const).reduce(
    (bits, result) => bits | resultBit(result),
    0,
  );

/** A day of the act that has come by `asOf`; NO_DAY otherwise. */
export function cameBy(day: EpochDay, asOf: EpochDay): EpochDay {
  return day > asOf ? NO_DAY : day;
}

/**
 * The end of `procedure`. A withdrawal on record takes back what was open against the same side on its day; a judgment
 * ends what was open. One rejected without a decision on the claim is taken for withdrawn after service, whether the
 * record of the suit or that of the judgment says so; one that ended unserved for withdrawn before it.
 */
export function endOfProcedure(procedure: ClaimAct, facts: ClaimFacts, asOf: EpochDay): ProcedureEnd {
  const given = cameBy(procedure.endedOn, asOf);
  // Nothing ends before it begins: such an end is a typing error, and the beginning is the safer day.
  const endedOn = given === NO_DAY ? NO_DAY : Math.max(given, procedure.on);
  const judgment = judgmentOn(procedure, endedOn, facts, asOf);
  if (((procedure.results | (judgment?.results ?? 0)) & REJECTED) !== 0) {
    const on = endedOn === NO_DAY && judgment !== null ? judgment.on : endedOn;
    return { state: 'withdrawn', on, service: 'served', isRejected: true, isTold: true };
  }
  // What was decided cannot be taken back: a later withdrawal is that of something else, such as the enforcement.
  const openUntil = endedOn === NO_DAY && judgment !== null ? judgment.on : endedOn;
  const withdrawal = takenBackBy(procedure, openUntil, facts, asOf);
  if (withdrawal !== null || (procedure.results & WITHDRAWN) !== 0) {
    const service = serviceOf(procedure, withdrawal);
    return { state: 'withdrawn', on: withdrawal?.on ?? endedOn, service, isRejected: false, isTold: true };
  }
  const cameToNothing = (procedure.results & (NOT_SERVED | SERVED)) === NOT_SERVED && endedOn !== NO_DAY;
  if (cameToNothing && judgment === null && SUITS.has(procedure.kind)) {
    return { state: 'withdrawn', on: endedOn, service: 'not_served', isRejected: false, isTold: true };
  }
  const on = endedOn === NO_DAY && judgment !== null ? judgment.on : endedOn;
  const isTold =
    !SUITS.has(procedure.kind) ||
    (procedure.results & DECIDED) === 0 ||
    (procedure.results & ENDED_OTHERWISE) !== 0 ||
    hasJudgmentSince(procedure, facts, asOf);
  const hasEnded = on !== NO_DAY || !isTold;
  return { state: hasEnded ? 'ended' : 'open', on, service: 'unknown', isRejected: false, isTold };
}

/**
 * The day on which a suit was decided by its own record – 结果 判决 or 调解书, with the day of its end – where no judgment
 * is recorded beside it; NO_DAY otherwise. `acts` may stand in any order.
 */
export function decidedOn(suit: ClaimAct, acts: readonly ClaimAct[]): EpochDay {
  if (suit.endedOn === NO_DAY || !SUITS.has(suit.kind)) return NO_DAY;
  if ((suit.results & DECIDED) === 0 || (suit.results & ENDED_OTHERWISE) !== 0) return NO_DAY;
  const isRecorded = acts.some(({ kind, on, party }) => kind === JUDGMENT && on >= suit.on && party === suit.party);
  return isRecorded ? NO_DAY : Math.max(suit.on, suit.endedOn);
}

/**
 * Suits against the debtor's side, or against somebody unknown, that were decided on a day that nobody recorded. Whoever
 * sued again after the end had no title.
 */
export function suitsOfUntoldEnd(facts: ClaimFacts, asOf: EpochDay): readonly ClaimAct[] {
  return facts.acts.filter((suit) => {
    if (suit.on > asOf || !SUITS.has(suit.kind)) return false;
    if (suit.party !== UNKNOWN_PARTY && !isDebtorSide(suit.party, facts)) return false;
    const end = endOfProcedure(suit, facts, asOf);
    if (end.state !== 'ended' || end.isTold) return false;
    const endedOn = end.on === NO_DAY ? suit.on : end.on;
    return !facts.acts.some(
      (later) =>
        later !== suit &&
        later.on >= endedOn &&
        later.on <= asOf &&
        SUITS.has(later.kind) &&
        isSameSide(later.party, suit.party, facts),
    );
  });
}

/** `openUntil` is NO_DAY for a procedure that has not ended. */
function takenBackBy(procedure: ClaimAct, openUntil: EpochDay, facts: ClaimFacts, asOf: EpochDay): ClaimAct | null {
  if (!canBeTakenBack(procedure)) return null;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (act.kind !== WITHDRAWAL || act.on < procedure.on || (openUntil !== NO_DAY && act.on > openUntil)) continue;
    if (isSameSide(act.party, procedure.party, facts) || reachesBeyondDebtor(act, procedure, facts)) return act;
  }
  return null;
}

/** A request for mediation and a report to the police interrupt by being made: nothing takes them back. */
function canBeTakenBack({ kind }: ClaimAct): boolean {
  return kind !== MEDIATION && kind !== POLICE_REPORT && rowOf(kind)?.family === 'procedure';
}

/**
 * Whether a withdrawal that names nobody takes back `procedure` against a guarantor: where the debtor was sued on the
 * same day it was one case, and where nothing was open against him it can mean nothing else.
 */
function reachesBeyondDebtor(withdrawal: ClaimAct, procedure: ClaimAct, facts: ClaimFacts): boolean {
  if (withdrawal.party !== BORROWER_PARTY) return false;
  let isDebtorSued = false;
  for (const act of facts.acts) {
    if (act.on > withdrawal.on) break;
    if (!canBeTakenBack(act) || !isDebtorSide(act.party, facts)) continue;
    const hasEnded = act.endedOn !== NO_DAY && act.endedOn < withdrawal.on;
    if (hasEnded || judgmentOn(act, NO_DAY, facts, withdrawal.on) !== null) continue;
    if (act.on === procedure.on) return true;
    isDebtorSued = true;
  }
  return !isDebtorSued;
}

/** The first judgment after `procedure` was begun and not after it ended. */
function judgmentOn(procedure: ClaimAct, endedOn: EpochDay, facts: ClaimFacts, asOf: EpochDay): ClaimAct | null {
  if (!ENDED_BY_JUDGMENT.has(procedure.kind)) return null;
  for (const act of facts.acts) {
    if (act.on > asOf || (endedOn !== NO_DAY && act.on > endedOn)) break;
    if (act.kind === JUDGMENT && act.on >= procedure.on && isSameSide(act.party, procedure.party, facts)) return act;
  }
  return null;
}

/** Also one dated after the end: it takes effect when nobody appeals. */
function hasJudgmentSince(procedure: ClaimAct, facts: ClaimFacts, asOf: EpochDay): boolean {
  return facts.acts.some(
    ({ kind, on, party }) =>
      kind === JUDGMENT && on >= procedure.on && on <= asOf && isSameSide(party, procedure.party, facts),
  );
}

/** What the later record says of service goes before what the earlier one says. */
function serviceOf(procedure: ClaimAct, withdrawal: ClaimAct | null): ProcedureEnd['service'] {
  const results = procedure.results | (withdrawal?.results ?? 0);
  if ((results & SERVED) !== 0) return 'served';
  if ((results & NOT_SERVED) !== 0) return 'not_served';
  return isProof(procedure) || (withdrawal !== null && isProof(withdrawal)) ? 'served' : 'unknown';
}

function isProof(act: ClaimAct): boolean {
  return act.evidence === SIGNED || act.evidence === PROVEN;
}

const BORROWER = PARTY_ROLES.indexOf('borrower') + 1;
const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;
const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;

/** Whether the party is the debtor or somebody who owes with him. */
export function isDebtorSide(party: number, facts: ClaimFacts): boolean {
  if (party < 0) return party !== UNKNOWN_PARTY;
  const role = facts.parties?.[party]?.role ?? 0;
  return role !== 0 && role !== GUARANTOR && role !== MORTGAGOR;
}

/** Whether the party is the borrower itself: what names nobody is about it. */
export function isBorrower(party: number, facts: ClaimFacts): boolean {
  return party === BORROWER_PARTY || (party >= 0 && facts.parties?.[party]?.role === BORROWER);
}

/** Whether `act` concerns the one in row `party` of the list; he may stand in further rows, by which the act names him. */
export function concernsParty(act: ClaimAct, party: number, { parties }: ClaimFacts): boolean {
  if (act.party === party) return true;
  return act.party >= 0 && party >= 0 && parties?.[act.party]?.partyId === parties?.[party]?.partyId;
}

function isSameSide(one: number, other: number, facts: ClaimFacts): boolean {
  if (one === other || one === UNKNOWN_PARTY || other === UNKNOWN_PARTY) return true;
  return isDebtorSide(one, facts) && isDebtorSide(other, facts);
}
