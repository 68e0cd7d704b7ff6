/** From which day a guarantee period runs: the day on which the principal debt fell due, as far as that is known. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { BORROWER_PARTY, type ClaimFacts, type ClockSettings } from './claim.js';
import { dueEarlyOn } from './claim-record.js';
import type { Reading } from './clock.js';
import type { MissingFact } from './determination.js';
import { findFirstDemand } from './first-demand.js';
import type { Law } from './law.js';
import { kindCode, SIGNED } from './limitation-events.js';
import { limitationTermsOf } from './limitation-terms.js';
import { RESTRUCTURED } from './loan.js';
import type { PeriodSpec } from './period-spec.js';
import { concernsParty } from './procedure-end.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';

/** A day on each reading of the law; NO_DAY where nothing is known of it. */
type OnReading = Readonly<Record<Reading, EpochDay>>;

export interface DueDay {
  /** What was not recorded taken against the creditor. */
  readonly against: OnReading;
  /** The same taken for him. */
  readonly inFavour: OnReading;
  /** The earliest of all that are known: nobody can be asked before. */
  readonly earliest: EpochDay;
  /** No due date can lie behind it; NO_DAY where nothing is known of that. */
  readonly latest: EpochDay;
  /** What was not recorded; empty where `against` and `inFavour` are the same. */
  readonly missing: readonly MissingFact[];
}

/** `not_called`: a debt without a term that nobody has asked for yet. */
export type DueDayFound = DueDay | 'not_called' | 'unknown';

const ORIGINAL_DUE_UNKNOWN: readonly MissingFact[] = [
  { fact: 'loans.matures_on', because: 'original-due-date-unknown' },
];
const GRACE_UNKNOWN = unknownBit('grace');
const NOTHING: readonly MissingFact[] = [];
const UNKNOWN: OnReading = { conservative: NO_DAY, favourable: NO_DAY };

const EXTENSION = kindCode('extension');
const REPAYMENT_PLAN = kindCode('repayment_plan');

/** The day for guarantor `party`. Acts, an acceleration and a change of terms after `asOf` do not exist. */
export function dueDayOf(
  facts: ClaimFacts,
  party: number,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
): DueDayFound {
  if (facts.lastDueOn === NO_DAY) return facts.isOnDemand ? dueDayOfCall(facts, law, settings, asOf) : 'unknown';
  const { lastDueOn } = facts;
  const calledOn = dueEarlyOn(facts, asOf);
  const consentedTo = dueDayConsentedTo(facts, party, asOf);
  const favourable = Math.max(lastDueOn, consentedTo ?? lastDueOn);
  const days: OnReading = { conservative: calledOn === NO_DAY ? lastDueOn : calledOn, favourable };
  const isMoved = facts.restructuredOn === NO_DAY ? facts.status === RESTRUCTURED : facts.restructuredOn <= asOf;
  const hasMovedWithoutConsent = isMoved && consentedTo === null;
  return {
    against: hasMovedWithoutConsent ? UNKNOWN : days,
    inFavour: days,
    earliest: hasMovedWithoutConsent ? NO_DAY : days.conservative,
    latest: favourable,
    missing: hasMovedWithoutConsent ? ORIGINAL_DUE_UNKNOWN : NOTHING,
  };
}

/**
 * The latest day that a plan or an extension signed by the guarantor names, from which his period then counts (Civil Code
 * art. 695(2)); NO_DAY where it names none, null where he signed nothing.
 */
function dueDayConsentedTo(facts: ClaimFacts, party: number, asOf: EpochDay): EpochDay | null {
  let day: EpochDay | null = null;
  for (const act of facts.acts) {
    const { kind, evidence, on, promisedOn } = act;
    if ((kind !== EXTENSION && kind !== REPAYMENT_PLAN) || evidence !== SIGNED || on > asOf) continue;
    if (concernsParty(act, party, facts)) day = Math.max(day ?? promisedOn, promisedOn);
  }
  return day;
}

/**
 * A debt without a term: the period runs from the end of the grace given with the first demand on the debtor (Civil
 * Code art. 692(3)), the same day from which his own limitation period runs.
 */
function dueDayOfCall(facts: ClaimFacts, law: Law, settings: ClockSettings, asOf: EpochDay): DueDayFound {
  const terms = limitationTermsOf(law);
  const spec: PeriodSpec = {
    clock: 'limitation',
    terms,
    facts,
    settings,
    asOf,
    obligor: BORROWER_PARTY,
    longStopFrom: NO_DAY,
    lengthBy: NO_DAY,
    newTermsOn: NO_DAY,
    isEstateOpen: false,
  };
  let unknown = NOTHING_UNKNOWN;
  const demandOn = (isFavourable: boolean, isForCreditor: boolean): EpochDay => {
    const demand = findFirstDemand(spec, { isFavourable, isForCreditor });
    unknown |= demand.unknown;
    if (demand.isOpen) unknown |= GRACE_UNKNOWN;
    return demand.isOpen && isForCreditor ? NO_DAY : demand.on;
  };
  const against: OnReading = { conservative: demandOn(false, false), favourable: demandOn(true, false) };
  const inFavour: OnReading = { conservative: demandOn(false, true), favourable: demandOn(true, true) };
  if (against[settings.reading] === NO_DAY && inFavour[settings.reading] === NO_DAY) return 'not_called';
  return {
    against,
    inFavour,
    earliest: against.conservative,
    latest: inFavour.favourable,
    missing: terms.unknownFacts(unknown),
  };
}
