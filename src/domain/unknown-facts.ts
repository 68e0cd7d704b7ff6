/** Facts on which a period may hang and that nobody recorded. A bit each, so that a walk over the acts can collect them. */
import type { MissingFact } from './determination.js';
import type { Law } from './law.js';

/** In the order in which they are told. */
const FACTS = {
  evidence: { fact: 'events.evidence', because: 'evidence-not-stated' },
  untraceable: { fact: 'events.unreachable', because: 'untraceable-not-on-record' },
  partyRole: { fact: 'parties.role', because: 'party-not-on-record' },
  channel: { fact: 'payments.channel', because: 'who-paid-unknown' },
  debitBasis: { fact: 'events.auto_debit', because: 'basis-of-debit-unknown' },
  thirdParty: { fact: 'events.acknowledgement', because: 'third-party-payment-not-judged' },
  judgment: { fact: 'events.judgment', because: 'enforcement-receipt-follows-a-judgment' },
  grace: { fact: 'events.promised_on', because: 'grace-not-stated' },
  refusal: { fact: 'events.refusal', because: 'refusal-not-proven' },
  bankruptcyClaim: { fact: 'events.bankruptcy_claim', because: 'bankruptcy-claim-interrupts' },
  estate: { fact: 'events.obstacle', because: 'estate-without-administrator-suspends' },
  newTerms: { fact: 'events.repayment_plan', because: 'terms-changed-after-last-due-date' },
  dayOfNewTerms: { fact: 'loans.restructured_on', because: 'day-of-changed-terms-unknown' },
  signedOn: { fact: 'parties.signed_on', because: 'contract-date-decides-the-law' },
  dayOfRuling: { fact: 'events.ended_on', because: 'day-of-ruling-unknown' },
  suitEnd: { fact: 'events.judgment', because: 'end-of-suit-not-told' },
  daysOff: { fact: 'law.business-days', because: 'days-off-unknown' },
} as const satisfies Readonly<Record<string, MissingFact>>;

/** Questions of law to which the pack may have no answer on the day that decides. */
const LAW_VALUES = {
  period: 'limitationYears',
  transition: 'limitationTransition',
  instalments: 'limitationInstalmentAnchor',
  onDemand: 'limitationOnDemandStart',
  longStop: 'limitationLongStopYears',
  window: 'limitationSuspensionWindowMonths',
  tail: 'limitationSuspensionTail',
  actInLaw: 'limitationDemand',
  paymentInLaw: 'limitationPartPayment',
  acknowledgementInLaw: 'limitationAcknowledgement',
  procedureInLaw: 'limitationProcedure',
  enforcement: 'enforcementYears',
  enforcementInLaw: 'enforcementInterruption',
  guaranteeStart: 'guaranteeLimitationStart',
} as const satisfies Readonly<Record<string, keyof Law>>;

export type UnknownFact = keyof typeof FACTS | keyof typeof LAW_VALUES;

const NAMES = [...Object.keys(FACTS), ...Object.keys(LAW_VALUES)] as UnknownFact[];

export const NOTHING_UNKNOWN = 0;

/** The bit of one fact; at most 31 facts fit. */
export function unknownBit(name: UnknownFact): number {
  return 1 << NAMES.indexOf(name);
}

/** The facts of a sum of bits; the same list for the same sum, so that a book of a million loans makes few of them. */
export type UnknownFacts = (bits: number) => readonly MissingFact[];

/** Law values are named by the ids of `law`. */
export function unknownFactsOf(law: Law): UnknownFacts {
  const facts: MissingFact[] = Object.values(FACTS);
  for (const parameter of Object.values(LAW_VALUES)) {
    facts.push({ fact: `law.${law[parameter].id}`, because: 'no-law-value-on-date' });
  }
  const known = new Map<number, readonly MissingFact[]>();
  return (bits) => {
    let list = known.get(bits);
    if (list === undefined) {
      list = facts.filter((_, index) => (bits & (1 << index)) !== 0);
      known.set(bits, list);
    }
    return list;
  };
}
