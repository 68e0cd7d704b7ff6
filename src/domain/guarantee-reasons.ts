/** The steps of a guarantee period estimate in codes, for the one loan that is explained. */
import { type EpochDay, formatIsoDate, NO_DAY } from './civil-date.js';
import type { ClaimAct, ClaimFacts, ClaimParty } from './claim.js';
import type { Reading } from './clock.js';
import { numberOn } from './dated-numbers.js';
import type { MissingFact, Reason } from './determination.js';
import type { AgreedPeriod, GuaranteeMode } from './guarantee.js';
import { type ActCase, type ActWorth, isJudgment, weighAct } from './guarantee-acts.js';
import type { GuaranteeTerms } from './guarantee-terms.js';
import type { Law } from './law.js';
import { EVENT_KINDS, EVIDENCE_GRADES } from './loan.js';
import { lastDayOf } from './period-end.js';
import { basisOn } from './period-trace.js';

/** From which day the guarantee period runs. */
function debtDueReason(facts: ClaimFacts, dueOn: EpochDay, law: Law): Reason {
  const saw = { due_on: formatIsoDate(dueOn), last_due_on: formatIsoDate(facts.lastDueOn) };
  if (facts.lastDueOn !== dueOn && facts.bankruptOn === dueOn) {
    const basis = basisOn(law.bankruptcyAcceptance, dueOn);
    return { code: 'guarantee-runs-from-bankruptcy', basis, saw: { ...saw, bankrupt_on: formatIsoDate(dueOn) } };
  }
  if (facts.lastDueOn !== dueOn && facts.acceleratedOn === dueOn) {
    return { code: 'guarantee-runs-from-acceleration', saw: { ...saw, accelerated_on: formatIsoDate(dueOn) } };
  }
  if (facts.isOnDemand) return { code: 'guarantee-runs-from-call', saw };
  return { code: 'guarantee-runs-from-last-due', basis: basisOn(law.periodStart, dueOn), saw };
}

function modeReason(party: ClaimParty, isAgreed: boolean, mode: GuaranteeMode, contractOn: EpochDay, law: Law): Reason {
  const saw = { mode, signed_on: formatIsoDate(party.signedOn), line: party.line, source: 'parties' };
  return isAgreed
    ? { code: 'guarantee-mode-agreed', saw }
    : { code: 'guarantee-mode-by-law', basis: basisOn(law.guaranteeModeDefault, contractOn), saw };
}

/** How the length of the period was found. `months` is what the law gave; NaN where the contract itself says. */
function periodReason(
  party: ClaimParty,
  period: AgreedPeriod,
  dueOn: EpochDay,
  months: number,
  endsOn: EpochDay,
  contractOn: EpochDay,
  law: Law,
): Reason {
  const saw = { base_on: formatIsoDate(endsOn), line: party.line, source: 'parties' };
  if (period.kind === 'months') return { code: 'guarantee-period-agreed', saw: { ...saw, months: period.months } };
  const basis = basisOn(law.guaranteePeriodDefaultMonths, contractOn);
  if (period.kind === 'until') {
    const agreed = { ...saw, agreed_to: formatIsoDate(period.on) };
    return period.on > dueOn && period.on === endsOn
      ? { code: 'guarantee-period-agreed-day', saw: agreed }
      : { code: 'guarantee-period-no-later-than-debt', basis, saw: { ...agreed, months } };
  }
  if (period.kind === 'unclear') {
    return {
      code: 'guarantee-period-unclear',
      basis: basisOn(law.guaranteePeriodUnclearMonths, contractOn),
      saw: { ...saw, months },
    };
  }
  const code = period.kind === 'none' ? 'guarantee-period-none-agreed' : 'guarantee-period-not-said';
  return { code, basis, saw: { ...saw, months } };
}

/** Contracts from before the Code: which law measures their period. */
function transitionReasons(
  contractOn: EpochDay,
  dueOn: EpochDay,
  changedOn: EpochDay,
  asOf: EpochDay,
  law: Law,
): Reason[] {
  if (Number.isNaN(changedOn) || contractOn >= changedOn) return [];
  const saw = {
    signed_on: formatIsoDate(contractOn),
    due_on: formatIsoDate(dueOn),
    changed_on: formatIsoDate(changedOn),
  };
  const old = { code: 'guarantee-period-by-old-law', basis: basisOn(law.guaranteePeriodTransition, asOf), saw };
  return dueOn < changedOn ? [old] : [old, { code: 'contrary-judgment', saw }];
}

/** An act and what it was found to be worth; `isLate` says that it came after the period's end. */
function actReason(act: ClaimAct, worth: ActWorth, isLate: boolean, law: Law, contractOn: EpochDay): Reason {
  const saw = {
    kind: EVENT_KINDS[act.kind - 1] ?? '',
    on: formatIsoDate(act.on),
    evidence: EVIDENCE_GRADES[act.evidence - 1] ?? '',
    line: act.line,
    source: 'events',
  };
  const basis = basisOn(law.guaranteeExercise, contractOn);
  if (isLate) {
    return { code: 'guarantee-act-too-late', basis: basisOn(law.guaranteePeriodFixed, contractOn), saw };
  }
  if (worth.code.startsWith('guarantee-suit-withdrawn')) {
    return { code: worth.code, basis: basisOn(law.guaranteeWithdrawnSuit, act.on), saw };
  }
  return worth.worth === 'counts' ? { code: worth.code, basis, saw } : { code: worth.code, saw };
}

/** What would make a better case of an act that counts on no, or only on one, reading. */
function improvementOf(worth: ActWorth, mode: GuaranteeMode): MissingFact | null {
  switch (worth.code) {
    case 'guarantee-act-not-proven':
    case 'guarantee-evidence-unknown':
      return { fact: 'events.evidence', because: 'proof-that-the-guarantor-was-asked' };
    case 'guarantee-suit-withdrawn':
    case 'guarantee-suit-service-unknown':
      // 担保制度解释 art. 31: service saves a withdrawn suit against a joint guarantor only.
      return mode === 'joint' ? { fact: 'events.result', because: 'proof-that-the-suit-was-served' } : null;
    case 'guarantee-judgment-without-suit':
      return { fact: 'events.lawsuit', because: 'day-on-which-the-suit-was-filed' };
    default:
      return null;
  }
}

/** One reading of the case, as it is shown. */
export interface GuaranteeView {
  readonly facts: ClaimFacts;
  readonly party: number;
  readonly guarantor: ClaimParty;
  readonly period: AgreedPeriod;
  /** The day from which the period runs on this reading; NO_DAY where it is not known. */
  readonly dueOn: EpochDay;
  readonly earliestDueOn: EpochDay;
  /** The due date was moved without the guarantor's consent on record. */
  readonly hasMovedWithoutConsent: boolean;
  readonly mode: GuaranteeMode | null;
  /** Whether the contract names the mode. */
  readonly isModeAgreed: boolean;
  readonly contractOn: EpochDay;
  /** Months that the law gives; NaN where it is silent. */
  readonly months: number;
  readonly endsOn: EpochDay;
  readonly reading: Reading;
  readonly terms: GuaranteeTerms;
  readonly asOf: EpochDay;
}

/** The chain that leads to the end of the period and to what was done within it, in the order of time. */
export function chainOf(view: GuaranteeView): Reason[] {
  const { facts, guarantor, period, dueOn, mode, contractOn, endsOn, terms, asOf } = view;
  const { law } = terms;
  const reasons: Reason[] = dueOn === NO_DAY ? [] : [debtDueReason(facts, dueOn, law)];
  if (facts.restructuredOn !== NO_DAY && facts.restructuredOn <= asOf) {
    const code = view.hasMovedWithoutConsent
      ? 'guarantee-extension-without-consent'
      : 'guarantee-extension-with-consent';
    const saw = { restructured_on: formatIsoDate(facts.restructuredOn), last_due_on: formatIsoDate(facts.lastDueOn) };
    reasons.push({ code, basis: basisOn(law.guaranteeExtension, facts.restructuredOn), saw });
  }
  const isContractKnown = guarantor.signedOn !== NO_DAY;
  const isModeKnown = view.isModeAgreed || (guarantor.guaranteeMode !== 0 && isContractKnown);
  if (mode !== null && isModeKnown) reasons.push(modeReason(guarantor, view.isModeAgreed, mode, contractOn, law));
  if (endsOn !== NO_DAY) {
    reasons.push(periodReason(guarantor, period, dueOn, view.months, endsOn, contractOn, law));
    const isByLaw = period.kind !== 'months' && !(period.kind === 'until' && period.on > dueOn);
    if (isByLaw && isContractKnown) {
      reasons.push(...transitionReasons(contractOn, dueOn, numberOn(terms.transition, asOf), asOf, law));
    }
    reasons.push({ code: 'guarantee-period-fixed', basis: basisOn(law.guaranteePeriodFixed, contractOn), saw: {} });
  }
  eachAct(view, (act, worth, isLate) => reasons.push(actReason(act, worth, isLate, law, contractOn)));
  return reasons;
}

/** What would help to show that the guarantor was asked in time, each once. */
export function improvementsOf(view: GuaranteeView): MissingFact[] {
  const found = new Map<string, MissingFact>();
  const { mode } = view;
  eachAct(view, (_, worth, isLate) => {
    const fact = isLate || mode === null ? null : improvementOf(worth, mode);
    if (fact !== null) found.set(fact.because, fact);
  });
  if (view.hasMovedWithoutConsent) {
    const fact = { fact: 'events.extension', because: 'consent-of-the-guarantor-in-writing' };
    found.set(fact.because, fact);
  }
  return [...found.values()];
}

function eachAct(view: GuaranteeView, tell: (act: ClaimAct, worth: ActWorth, isLate: boolean) => void): void {
  const { facts, party, mode, reading, earliestDueOn, endsOn, terms, asOf } = view;
  if (mode === null) return;
  const lastDay = endsOn === NO_DAY ? asOf : lastDayOf(endsOn, terms.businessDays);
  const given: ActCase = { facts, party, mode, reading, dueOn: earliestDueOn, lastDay, asOf };
  for (const [index, act] of facts.acts.entries()) {
    const worth = act.on > asOf ? null : weighAct(given, index, terms);
    if (worth !== null) tell(act, worth, act.on > lastDay && !isJudgment(act));
  }
}

/** How the day was found and where `asOf` stands to it. */
export function endReasons(endsOn: EpochDay, rolledOn: EpochDay, status: string, asOf: EpochDay, law: Law): Reason[] {
  const base = { base_on: formatIsoDate(endsOn) };
  const reasons: Reason[] = [];
  if (rolledOn !== endsOn) {
    const rolled = formatIsoDate(rolledOn);
    const code = rolled === '' ? 'days-off-unknown' : 'last-day-rolled';
    reasons.push({ code, basis: basisOn(law.periodEndOnHoliday, endsOn), saw: { ...base, rolled_on: rolled } });
  }
  if (status !== 'undetermined') {
    const saw = { as_of: formatIsoDate(asOf), ...base, days_left: endsOn - asOf };
    reasons.push({ code: status === 'lapsed' ? 'guarantee-lapsed' : `estimate-${status}`, saw });
  }
  return reasons;
}
