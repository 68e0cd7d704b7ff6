/**
 * What each act is worth for keeping a guarantor: a demand on a joint one, a suit against the debtor for a general one
 * (Civil Code art. 693; 担保制度解释 arts. 27, 29, 31; 担保法解释 art. 34). An act on one guarantor never counts for another.
 */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { BORROWER_PARTY, type ClaimAct, type ClaimFacts, RECEIPT, resultBit } from './claim.js';
import type { Reading } from './clock.js';
import { numberOn } from './dated-numbers.js';
import type { MissingFact } from './determination.js';
import type { GuaranteeMode } from './guarantee.js';
import type { GuaranteeTerms } from './guarantee-terms.js';
import { kindCode, NO_EVIDENCE, SENT, worthThoughMissed } from './limitation-events.js';
import { EVENT_KINDS, type EventKind } from './loan.js';
import { concernsParty, endOfProcedure, isDebtorSide } from './procedure-end.js';

/** `unknown`: a fact decides that nobody recorded, named in `missing`. */
export interface ActWorth {
  readonly worth: 'counts' | 'nothing' | 'unknown';
  /** Code of the step, for the chain that is shown. */
  readonly code: string;
  readonly missing: MissingFact | null;
}

/** By evidence: not stated, signed, proven, sent, none. c counts, f on the favourable reading only, u unknown, n nothing. */
type Worths = readonly ['c' | 'f' | 'u' | 'n', 'c' | 'f', 'c' | 'f', 'c' | 'f' | 'n', 'c' | 'f' | 'n'];

const DEMANDS: Partial<Readonly<Record<EventKind, Worths>>> = {
  //                    blank signed proven sent none
  demand: /*         */ ['u', 'c', 'c', 'f', 'n'],
  letter: /*         */ ['u', 'c', 'c', 'f', 'n'],
  email: /*          */ ['u', 'c', 'c', 'f', 'n'],
  sms: /*            */ ['u', 'c', 'c', 'f', 'n'],
  // A line in a contact log claims no demand; a recording or a signed sheet can prove one.
  call: /*           */ ['n', 'c', 'c', 'n', 'n'],
  visit: /*          */ ['n', 'c', 'c', 'n', 'n'],
  // The guarantor's own word shows that he was asked.
  acknowledgement: /**/ ['u', 'c', 'c', 'f', 'n'],
  // That he was asked can be gathered from these, but the articles do not say so.
  promise: /*        */ ['n', 'f', 'f', 'n', 'n'],
  repayment_plan: /* */ ['n', 'f', 'f', 'n', 'n'],
  part_payment: /*   */ ['f', 'f', 'f', 'n', 'n'],
  notice_publication: ['n', 'f', 'f', 'n', 'n'],
};

/** Procedures against a joint guarantor. The court's own files prove them, whatever the evidence column says. */
const AGAINST_GUARANTOR: Partial<Readonly<Record<EventKind, 'c' | 'f'>>> = {
  lawsuit: 'c',
  arbitration: 'c',
  payment_order: 'c',
  enforcement: 'c',
  preservation: 'c',
  bankruptcy_claim: 'c',
  mediation: 'f',
};

/** Procedures against the debtor, for a general guarantee. The article names the suit and the arbitration only. */
const AGAINST_DEBTOR: Partial<Readonly<Record<EventKind, 'c' | 'f'>>> = {
  lawsuit: 'c',
  arbitration: 'c',
  enforcement: 'c',
  payment_order: 'f',
  bankruptcy_claim: 'f',
};

function byCode<T>(table: Partial<Readonly<Record<EventKind, T>>>): readonly (T | null)[] {
  return [null, ...EVENT_KINDS.map((kind) => table[kind] ?? null)];
}
const DEMAND_OF_CODE = byCode(DEMANDS);
const AGAINST_GUARANTOR_OF_CODE = byCode(AGAINST_GUARANTOR);
const AGAINST_DEBTOR_OF_CODE = byCode(AGAINST_DEBTOR);

const LAWSUIT = kindCode('lawsuit');
const ARBITRATION = kindCode('arbitration');
const ENFORCEMENT = kindCode('enforcement');
const PAYMENT_ORDER = kindCode('payment_order');
const JUDGMENT = kindCode('judgment');
const MEDIATION = kindCode('mediation');
const REJECTED = resultBit('rejected');

const EVIDENCE_UNKNOWN: MissingFact = { fact: 'events.evidence', because: 'evidence-not-stated' };
const SERVICE_UNKNOWN: MissingFact = { fact: 'events.result', because: 'service-of-suit-unknown' };
const SUIT_UNKNOWN: MissingFact = { fact: 'events.lawsuit', because: 'judgment-without-a-suit-on-record' };

const worth = (code: string): ActWorth => ({ worth: 'counts', code, missing: null });
const nothing = (code: string): ActWorth => ({ worth: 'nothing', code, missing: null });
const unknown = (code: string, missing: MissingFact): ActWorth => ({ worth: 'unknown', code, missing });

const DEMAND_COUNTS = worth('guarantee-demand-in-time');
const DEMAND_DOUBTFUL = nothing('guarantee-act-not-proven');
const DEMAND_UNKNOWN = unknown('guarantee-evidence-unknown', EVIDENCE_UNKNOWN);
const DEMAND_NOT_ENOUGH = nothing('guarantee-demand-is-no-suit');
const SUIT_COUNTS = worth('guarantee-suit-in-time');
const SUIT_DOUBTFUL = nothing('guarantee-suit-doubtful');
const SUIT_NOT_AGAINST_DEBTOR = nothing('guarantee-suit-not-against-debtor');
const SUIT_WITHDRAWN = nothing('guarantee-suit-withdrawn');
const SUIT_WITHDRAWN_SERVED = worth('guarantee-suit-withdrawn-served');
const SUIT_SERVICE_UNKNOWN = unknown('guarantee-suit-service-unknown', SERVICE_UNKNOWN);
const JUDGMENT_COUNTS = worth('guarantee-judgment-in-time');
const JUDGMENT_UNKNOWN = unknown('guarantee-judgment-without-suit', SUIT_UNKNOWN);

/** The case in which an act is weighed. */
export interface ActCase {
  readonly facts: ClaimFacts;
  /** Index of the guarantor. */
  readonly party: number;
  readonly mode: GuaranteeMode;
  readonly reading: Reading;
  /** Earliest day on which the debt may have been due: nobody can be asked before. */
  readonly dueOn: EpochDay;
  /** Last day on which an act is certainly in time. */
  readonly lastDay: EpochDay;
  /** What comes after it does not exist. */
  readonly asOf: EpochDay;
}

/** What act `index` is worth if it came in time; null where it has nothing to do with this guarantor. */
export function weighAct(given: ActCase, index: number, terms: GuaranteeTerms): ActWorth | null {
  const act = given.facts.acts[index]!;
  if (act.kind === RECEIPT) return null;
  if (act.kind === JUDGMENT) return weighJudgment(given, act);
  return given.mode === 'joint' ? weighForJoint(given, index, terms) : weighForGeneral(given, index, terms);
}

function weighForJoint(given: ActCase, index: number, terms: GuaranteeTerms): ActWorth | null {
  const act = given.facts.acts[index]!;
  if (!concernsParty(act, given.party, given.facts)) return null;
  const procedure = AGAINST_GUARANTOR_OF_CODE[act.kind];
  if (procedure)
    return procedure === 'f' && given.reading === 'conservative' ? SUIT_DOUBTFUL : weighSuit(given, index, terms);
  const worths = DEMAND_OF_CODE[act.kind];
  if (!worths) return null;
  // Asked before the debt was due: the articles speak of asking within the period, or before its end.
  if (act.on < given.dueOn && given.reading === 'conservative') return nothing('guarantee-demand-before-due');
  // The rule on cards is one of the cardholder's debt.
  const missed = worthThoughMissed(act, false);
  if (missed !== null) {
    return missed === 'favourable' && given.reading === 'favourable' ? DEMAND_COUNTS : DEMAND_DOUBTFUL;
  }
  switch (worths[act.evidence]) {
    case 'c':
      return DEMAND_COUNTS;
    case 'f':
      return given.reading === 'favourable' ? DEMAND_COUNTS : DEMAND_DOUBTFUL;
    case 'u':
      return DEMAND_UNKNOWN;
    default:
      return act.evidence === NO_EVIDENCE || act.evidence === SENT ? DEMAND_DOUBTFUL : null;
  }
}

function weighForGeneral(given: ActCase, index: number, terms: GuaranteeTerms): ActWorth | null {
  const { facts, party, reading } = given;
  const act = facts.acts[index]!;
  if (!isDebtorSide(act.party, facts)) {
    if (!concernsParty(act, party, facts)) return null;
    if (AGAINST_GUARANTOR_OF_CODE[act.kind]) return SUIT_NOT_AGAINST_DEBTOR;
    return DEMAND_OF_CODE[act.kind] ? DEMAND_NOT_ENOUGH : null;
  }
  const procedure = AGAINST_DEBTOR_OF_CODE[act.kind];
  if (!procedure) return null;
  // Enforcement of a notarised deed takes the place of a suit; enforcement of a judgment follows one.
  if (act.kind === ENFORCEMENT && hasEarlierTitle(facts, index)) return null;
  if (procedure === 'f' && reading === 'conservative') return SUIT_DOUBTFUL;
  return weighSuit(given, index, terms);
}

function hasEarlierTitle(facts: ClaimFacts, index: number): boolean {
  const { on } = facts.acts[index]!;
  return facts.acts.some((act) => act.kind === JUDGMENT && act.on <= on && isDebtorSide(act.party, facts));
}

function weighSuit({ dueOn, facts, mode, reading, asOf }: ActCase, index: number, terms: GuaranteeTerms): ActWorth {
  const suit = facts.acts[index]!;
  const end = endOfProcedure(suit, facts, asOf);
  // As with a demand; one that was still open on the due day, or was decided, asks within the period.
  const isOverBeforeDue = end.on !== NO_DAY && end.on < dueOn && !isDecided(suit, facts);
  if (isOverBeforeDue && reading === 'conservative') return nothing('guarantee-suit-before-due');
  if (end.state !== 'withdrawn') return SUIT_COUNTS;
  // A suit rejected without a decision on the claim, and a withdrawn one of before the rule: no text says.
  const isSettled = !end.isRejected && !Number.isNaN(numberOn(terms.withdrawnSuit, suit.on));
  if (!isSettled && reading === 'conservative') return SUIT_WITHDRAWN;
  if (mode === 'general') return isSettled ? SUIT_WITHDRAWN : SUIT_COUNTS;
  if (end.service === 'not_served') return SUIT_WITHDRAWN;
  return end.service === 'served' ? SUIT_WITHDRAWN_SERVED : SUIT_SERVICE_UNKNOWN;
}

function isDecided(suit: ClaimAct, facts: ClaimFacts): boolean {
  const isTitle = ({ kind, results }: ClaimAct) => kind === JUDGMENT && (results & REJECTED) === 0;
  return facts.acts.some((act) => isTitle(act) && act.on >= suit.on && concernsSame(facts, act, suit.party));
}

/** A judgment without a suit on record: there was one, and it was filed before. */
function weighJudgment({ facts, party, mode, lastDay }: ActCase, judgment: ClaimAct): ActWorth | null {
  if ((judgment.results & REJECTED) !== 0) return null;
  if (!concernsSame(facts, judgment, mode === 'joint' ? party : BORROWER_PARTY)) return null;
  const isFiled = facts.acts.some(
    (act) =>
      isFiling(act.kind) &&
      act.on <= judgment.on &&
      concernsSame(facts, act, mode === 'joint' ? party : BORROWER_PARTY),
  );
  if (isFiled) return null;
  return judgment.on <= lastDay ? JUDGMENT_COUNTS : JUDGMENT_UNKNOWN;
}

/** Whether the day of an act that is weighed must lie within the period; the suit behind a late judgment may have. */
export function isJudgment({ kind }: ClaimAct): boolean {
  return kind === JUDGMENT;
}

function isFiling(kind: number): boolean {
  return kind === LAWSUIT || kind === ARBITRATION || kind === PAYMENT_ORDER;
}

function concernsSame(facts: ClaimFacts, act: ClaimAct, party: number): boolean {
  return party === BORROWER_PARTY ? isDebtorSide(act.party, facts) : concernsParty(act, party, facts);
}

/** From which days the limitation of a joint guarantee runs that act `index` exercised; NO_DAY while a suit is pending. */
export function limitationFrom(facts: ClaimFacts, index: number, asOf: EpochDay): Readonly<Record<Reading, EpochDay>> {
  const act = facts.acts[index]!;
  if (!AGAINST_GUARANTOR_OF_CODE[act.kind]) return { conservative: act.on, favourable: act.on };
  const end = endOfProcedure(act, facts, asOf);
  // As for the debtor's period: the request itself, or the end of the mediation.
  if (act.kind === MEDIATION) return { conservative: act.on, favourable: end.on };
  if (end.state === 'open') return { conservative: NO_DAY, favourable: NO_DAY };
  if (end.state === 'withdrawn') return { conservative: act.on, favourable: end.on === NO_DAY ? act.on : end.on };
  return { conservative: end.on, favourable: end.on };
}
