/**
 * What one act does to one period: whether it restarts it on either reading of the law, from which day, and which
 * facts that nobody recorded decide it. Reads the table of `limitation-events.ts` and adds what a table cannot say.
 */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { BORROWER_PARTY, type ClaimAct, type ClaimFacts, RECEIPT, resultBit, UNKNOWN_PARTY } from './claim.js';
import { numberOn } from './dated-numbers.js';
import {
  type ActFamily,
  type ActOutcome,
  type ActRow,
  kindCode,
  PROVEN,
  rowOf,
  SENT,
  SIGNED,
  worthThoughMissed,
} from './limitation-events.js';
import {
  AUTO_DEBIT,
  BANKRUPTCY_HOLD,
  COUNTER,
  CREDIT_CARD,
  ENFORCEMENT_PROCEEDS,
  PARTY_ROLES,
  THIRD_PARTY,
  TRANSFER,
} from './loan.js';
import type { PeriodSpec } from './period-spec.js';
import { cameBy, concernsParty, isDebtorSide } from './procedure-end.js';
import { judgeProcedure } from './procedure-verdict.js';
import { NOTHING_UNKNOWN, type UnknownFact } from './unknown-facts.js';
import { counts, countsFavourably, countsNot, hangsOn, OPEN_END, type Verdict } from './verdict.js';

const UNREACHABLE = kindCode('unreachable');
const REFUSAL = kindCode('refusal');
const JUDGMENT = kindCode('judgment');
const CO_BORROWER = PARTY_ROLES.indexOf('co_borrower') + 1;
const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;
const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;

const WAIVES_REST = resultBit('waives_rest');
const UNTRACEABLE = resultBit('untraceable');
const WITH_BASIS = resultBit('with_basis');
const CONSENT = resultBit('consent');
const PART = resultBit('part');
const REJECTED = resultBit('rejected');
const DISMISSED = resultBit('dismissed');

/** Judges an act that came while the period ran. Answers false where it is of no interest to the period at all. */
export function judge(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): boolean {
  if (act.kind === RECEIPT) return judgeReceipt(act, spec, verdict);
  if (act.kind === JUDGMENT) return judgeJudgment(act, spec, verdict);
  const row = rowOf(act.kind);
  if (row === null) return false;
  counts(verdict, 'act-restarts', act.on);
  const outcome = outcomeOf(act, row, spec);
  const missed = outcome === 'nothing' ? null : worthThoughMissed(act, isSendingEnough(act, spec));
  if (missed === 'nothing') countsNot(verdict, 'demand-reached-nobody');
  else if (missed === 'favourable') countsFavourably(verdict, 'demand-came-back', 'proof-of-arrival-would-restart');
  else if (act.kind === REFUSAL && outcome === 'favourable') {
    countsFavourably(verdict, 'refusal-shows-demand', 'demand-would-restart');
  } else judgeEvidence(outcome, verdict);
  if (row.family === 'publication') judgePublication(act, spec, verdict);
  else if (row.family === 'debit') judgeDebit(act, spec, verdict);
  else if (row.family === 'procedure') judgeProcedure(act, spec, verdict);
  else if (row.family === 'acknowledgement') judgeNewTerm(act, spec, verdict);
  if (row.family === 'demand' && (act.results & WAIVES_REST) !== 0) countsNot(verdict, 'act-waives-rest');
  judgeLaw(row.family, act.on, spec, verdict);
  judgeParty(act, row.family, spec, verdict);
  return true;
}

/**
 * Judges an act that came after the period had ended: only the debtor's consent takes the plea away again. The period
 * then runs anew from that day. Answers false where the act is of no interest.
 */
export function judgeLate(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): boolean {
  if (!judge(act, spec, verdict)) return false;
  const { favourableDay } = verdict;
  const role = spec.clock === 'enforcement' ? 'nothing' : (rowOf(act.kind)?.whenLate ?? 'nothing');
  const consented = role === 'consent' || (role === 'demand' && (act.results & CONSENT) !== 0);
  if (!consented && role === 'demand' && act.evidence === SIGNED) {
    counts(verdict, 'signature-after-end', act.on);
    const wasEnough = numberOn(spec.terms.signatureRevives, act.on) > 0;
    if (wasEnough) countsFavourably(verdict, 'signature-after-end', 'consent-would-revive');
    else countsNot(verdict, 'signature-after-end', 'consent-would-revive');
  } else if (!consented) {
    countsNot(verdict, afterTheEnd(act));
  } else if (act.evidence === SIGNED) {
    counts(verdict, 'act-revives', act.on, Math.max(act.on, favourableDay));
  } else if (act.evidence === PROVEN) {
    counts(verdict, 'consent-not-signed', act.on, Math.max(act.on, favourableDay));
    countsFavourably(verdict, 'consent-not-signed', 'signature-would-revive');
  } else if (act.evidence === 0) {
    counts(verdict, 'evidence-not-stated', act.on, Math.max(act.on, favourableDay));
    hangsOn(verdict, 'evidence', 'evidence-not-stated');
  } else {
    countsNot(verdict, 'act-after-period-ended', 'signature-would-revive');
  }
  judgeParty(act, 'acknowledgement', spec, verdict);
  // What one debtor gives up, the other keeps.
  if (act.party >= 0 && spec.facts.parties?.[act.party]?.role === CO_BORROWER) verdict.conservative = false;
  return true;
}

/** Whether a payment after the end gives up the plea for the rest is unsettled: counsel must say. */
function afterTheEnd(act: ClaimAct): string {
  if (act.kind === RECEIPT) return 'payment-after-period-ended-ask-counsel';
  return rowOf(act.kind)?.family === 'payment'
    ? 'part-payment-after-period-ended-ask-counsel'
    : 'act-after-period-ended';
}

// Evidence

function outcomeOf(act: ClaimAct, row: ActRow, spec: PeriodSpec): ActOutcome {
  const outcome = row.outcomes[act.evidence] ?? 'nothing';
  if (row.family !== 'demand') return outcome;
  return act.evidence === SENT && isSendingEnough(act, spec) ? row.sentToCard : outcome;
}

/** 银行卡规定 art. 3(2). */
function isSendingEnough(act: ClaimAct, { facts, terms }: PeriodSpec): boolean {
  return facts.assetClass === CREDIT_CARD && !Number.isNaN(numberOn(terms.cardDemand, act.on));
}

function judgeEvidence(outcome: ActOutcome, verdict: Verdict): void {
  if (outcome === 'nothing') countsNot(verdict, 'act-without-evidence', 'proof-would-restart');
  else if (outcome === 'favourable') countsFavourably(verdict, 'act-only-sent', 'proof-of-arrival-would-restart');
  else if (outcome === 'not_stated') hangsOn(verdict, 'evidence', 'evidence-not-stated', 'proof-would-restart');
}

/** A publication reaches only a debtor whom nobody can find (时效规定 art. 8(1)(4)). */
function judgePublication(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): void {
  if (!verdict.favourable || (act.results & UNTRACEABLE) !== 0) return;
  for (const earlier of spec.facts.acts) {
    if (earlier.on > act.on) break;
    if (earlier.kind !== UNREACHABLE || !isObligor(earlier, spec)) continue;
    const proven = earlier.evidence === SIGNED || earlier.evidence === PROVEN;
    if (proven || (earlier.results & UNTRACEABLE) !== 0) return;
  }
  hangsOn(verdict, 'untraceable', 'publication-needs-untraceable', 'proof-untraceable-would-restart');
}

/** A debit by a financial institution with a basis in law or contract (时效规定 art. 8(1)(3); 银行卡规定 art. 3(1)). */
function judgeDebit(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): void {
  counts(verdict, 'debit-restarts', act.on);
  const { lender, debitBasis } = spec.settings;
  const proven = act.evidence === SIGNED || act.evidence === PROVEN || (act.results & WITH_BASIS) !== 0;
  const denied = act.kind !== RECEIPT && rowOf(act.kind)!.outcomes[act.evidence] === 'nothing';
  if (lender === 'private') countsNot(verdict, 'debit-by-private-lender');
  else if (!proven && (debitBasis === 'none' || denied)) countsNot(verdict, 'debit-without-basis');
  else if (!proven && debitBasis === 'undetermined') {
    hangsOn(verdict, 'debitBasis', 'debit-basis-not-stated', 'basis-would-restart');
  }
  if (verdict.favourable && lender === 'micro_lender' && Number.isNaN(numberOn(spec.terms.microLender, act.on))) {
    countsFavourably(verdict, 'debit-by-micro-lender');
  }
}

/** A plan or an extension that names a later day: whether the period runs from the promise or from that day is unsettled. */
function judgeNewTerm(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): void {
  if (act.promisedOn === NO_DAY || act.promisedOn <= act.on || !verdict.favourable) return;
  if (spec.clock === 'enforcement') {
    // 民诉解释 art. 466: from the last day that the settlement names.
    verdict.day = act.promisedOn;
    verdict.favourableDay = act.promisedOn;
  } else if (isNewTerm(act)) verdict.favourableDay = act.promisedOn;
}

const REPAYMENT_PLAN = kindCode('repayment_plan');
const EXTENSION = kindCode('extension');

function isNewTerm(act: ClaimAct): boolean {
  return act.kind === REPAYMENT_PLAN || act.kind === EXTENSION;
}

// Receipts

function judgeReceipt(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): boolean {
  if (act.channel === ENFORCEMENT_PROCEEDS) return false;
  if (spec.obligor !== BORROWER_PARTY && !concernsParty(act, spec.obligor, spec.facts)) return false;
  counts(verdict, 'part-payment-restarts', act.on);
  if (act.channel === AUTO_DEBIT) {
    judgeDebit(act, spec, verdict);
    verdict.code = verdict.favourable && verdict.conservative ? receiptCode(verdict) : verdict.code;
    judgeLaw('debit', act.on, spec, verdict);
    judgeParty(act, 'debit', spec, verdict);
    return true;
  }
  if (act.channel === THIRD_PARTY)
    hangsOn(verdict, 'thirdParty', 'payment-not-judged', 'consent-to-payment-would-restart');
  else if (act.channel !== COUNTER && act.channel !== TRANSFER) {
    const taken = spec.settings.paymentWithoutChannel;
    if (taken === 'not_by_debtor') countsNot(verdict, 'payment-not-by-debtor');
    else if (taken === 'undetermined') hangsOn(verdict, 'channel', 'payment-not-judged');
  }
  // Once the bankruptcy is accepted the debtor pays nobody on his own (破产法 art. 16).
  if (mayBeBankruptOn(act.on, spec.facts)) hangsOn(verdict, 'bankruptcyClaim', 'payment-not-judged');
  judgeLaw('payment', act.on, spec, verdict);
  judgeParty(act, 'payment', spec, verdict);
  return true;
}

function mayBeBankruptOn(day: EpochDay, { bankruptOn, hold }: ClaimFacts): boolean {
  return bankruptOn === NO_DAY ? hold === BANKRUPTCY_HOLD : day >= bankruptOn;
}

function receiptCode(verdict: Verdict): string {
  return verdict.unknown === NOTHING_UNKNOWN ? 'part-payment-restarts' : 'payment-not-judged';
}

/**
 * A title for a part of the claim, or one that ended the suit without a decision: the rest runs anew. So does the claim
 * against the borrower after a title against somebody who owes with it: the suit reached all joint debtors (时效规定 art. 15(2)).
 */
function judgeJudgment(act: ClaimAct, spec: PeriodSpec, verdict: Verdict): boolean {
  if (spec.clock === 'enforcement') return false;
  const isWhole = (act.results & (PART | REJECTED)) === 0;
  const isOnCoBorrower = act.party >= 0 && spec.facts.parties?.[act.party]?.role === CO_BORROWER;
  if (isWhole && ((act.results & DISMISSED) !== 0 || !isOnCoBorrower || spec.obligor !== BORROWER_PARTY)) return false;
  counts(verdict, isWhole ? 'judgment-on-co-borrower' : 'judgment-restarts-rest', act.on);
  // The suit that it sent away counts from its filing at least; whether from this day is unsettled.
  if (!isWhole && (act.results & PART) === 0) countsFavourably(verdict, 'judgment-rejected-suit');
  judgeLaw('procedure', act.on, spec, verdict);
  judgeParty(act, 'procedure', spec, verdict);
  return true;
}

// Law and parties

/** No value of the law on that day: what was looked up is missing; rules that did not exist are an unsettled question. */
function judgeLaw(family: ActFamily, on: EpochDay, spec: PeriodSpec, verdict: Verdict): void {
  if (!verdict.favourable) return;
  if (spec.clock === 'enforcement') {
    if (Number.isNaN(numberOn(spec.terms.enforcementInterruption, on))) {
      hangsOn(verdict, 'enforcementInLaw', 'act-before-rule', verdict.improvement);
    }
    if (family === 'assignment') countsFavourably(verdict, 'act-only-favourable', verdict.improvement);
    return;
  }
  if (!Number.isNaN(numberOn(spec.terms.acts[family], on))) return;
  const looked = LOOKED_UP[family];
  if (looked === undefined) countsFavourably(verdict, 'act-before-rule', verdict.improvement);
  else hangsOn(verdict, looked, 'act-before-rule', verdict.improvement);
}

const LOOKED_UP: Partial<Readonly<Record<ActFamily, UnknownFact>>> = {
  demand: 'actInLaw',
  payment: 'paymentInLaw',
  acknowledgement: 'acknowledgementInLaw',
  procedure: 'procedureInLaw',
};

function judgeParty(act: ClaimAct, family: ActFamily, spec: PeriodSpec, verdict: Verdict): void {
  if (concernsParty(act, spec.obligor, spec.facts) || !verdict.favourable) return;
  const role = act.party < 0 ? 0 : (spec.facts.parties?.[act.party]?.role ?? 0);
  if (act.party === UNKNOWN_PARTY || (act.party >= 0 && role === 0)) {
    hangsOn(verdict, 'partyRole', 'act-on-party-not-on-record', verdict.improvement);
  } else if (spec.obligor !== BORROWER_PARTY) countsNot(verdict, 'act-on-another-party');
  else if (role === CO_BORROWER) {
    // 时效规定 art. 15(2).
    if (Number.isNaN(numberOn(spec.terms.jointDebtors, act.on)))
      countsFavourably(verdict, 'act-on-co-debtor-before-rule');
  } else if (role === GUARANTOR) {
    const mayReach = family === 'demand' || family === 'procedure' || family === 'publication';
    if (mayReach && numberOn(spec.terms.guarantorReachesDebtor, act.on) > 0) {
      countsFavourably(verdict, 'demand-on-guarantor-once-reached-debtor');
    } else countsNot(verdict, 'act-on-guarantor');
  } else if (role === MORTGAGOR) countsNot(verdict, 'act-on-another-party');
}

/** Whether the act concerns the one whose debt the period is about; an unknown party may be anybody. */
export function isObligor(act: ClaimAct, spec: PeriodSpec): boolean {
  if (spec.obligor !== BORROWER_PARTY) return concernsParty(act, spec.obligor, spec.facts);
  return isDebtorSide(act.party, spec.facts);
}

/** The end of an obstacle that has come by the as-of date. */
export function obstacleEnd(act: ClaimAct, asOf: EpochDay): EpochDay {
  const end = cameBy(act.endedOn, asOf);
  return end === NO_DAY ? OPEN_END : Math.max(end, act.on);
}
