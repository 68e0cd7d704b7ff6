/** The law of limitation and of enforcement as numbers by epoch day, compiled once per pack. */
import { addYears, type EpochDay, epochDayOf, LATEST_YEAR, parseIsoDate } from './civil-date.js';
import { type DatedNumbers, datedNumbers } from './dated-numbers.js';
import type { BusinessDays, DatedParameter, Law, SuspensionTail } from './law.js';
import type { ActFamily } from './limitation-events.js';
import { type UnknownFacts, unknownFactsOf } from './unknown-facts.js';

/** NaN on days for which the pack does not say what such an act does. */
type LawOfActs = Readonly<Record<ActFamily, DatedNumbers>>;

export interface LimitationTerms {
  readonly law: Law;
  readonly businessDays: BusinessDays;
  readonly unknownFacts: UnknownFacts;
  /** Length of the period in years, by the day from which it runs. */
  readonly years: DatedNumbers;
  readonly longStopYears: DatedNumbers;
  /** First day of the lengthened period as an epoch day, by the as-of date. */
  readonly lengthenedFrom: DatedNumbers;
  /** NaN on days for which the pack does not say that the last instalment counts. */
  readonly instalmentAnchor: DatedNumbers;
  readonly onDemandStart: DatedNumbers;
  readonly suspensionWindowMonths: DatedNumbers;
  /** Months after the obstacle, {@link REMAINDER} where what was left of the period runs on. */
  readonly suspensionTailMonths: DatedNumbers;
  readonly acts: LawOfActs;
  /** A number where the rule exists, NaN where it does not. */
  readonly cardDemand: DatedNumbers;
  readonly microLender: DatedNumbers;
  readonly jointDebtors: DatedNumbers;
  /** 1 where a demand on the guarantor reaches the debtor, 0 where no rule says so. */
  readonly guarantorReachesDebtor: DatedNumbers;
  /** 1 where a signature after the end is taken for consent, 0 where consent must be shown. */
  readonly signatureRevives: DatedNumbers;
  readonly enforcementYears: DatedNumbers;
  /** 1 where each instalment of a judgment has a period of its own, 0 where the last one counts. */
  readonly eachInstalment: DatedNumbers;
  readonly enforcementWindowMonths: DatedNumbers;
  readonly enforcementTailMonths: DatedNumbers;
  readonly enforcementInterruption: DatedNumbers;
  readonly afterClosedRound: DatedNumbers;
  /** 1 where a general guarantee's limitation runs from the judgment, 0 where from the end of the right to refuse. */
  readonly guaranteeFromJudgment: DatedNumbers;
  readonly guaranteeWaitYears: DatedNumbers;
  /** Last day from which every period of the pack still ends within the supported years. */
  readonly latestStart: EpochDay;
}

/** The remainder of the period, not a number of months. */
export const REMAINDER = 0;

const present = <T>(parameter: DatedParameter<T>): DatedNumbers => datedNumbers(parameter, () => 1);
const whether = <T>(parameter: DatedParameter<T>, value: T): DatedNumbers =>
  datedNumbers(parameter, (one) => (one === value ? 1 : 0));
const tailMonths = (tail: SuspensionTail): number => (tail.kind === 'months' ? tail.months : REMAINDER);

const compiled = new WeakMap<Law, LimitationTerms>();

/** The pack's terms; the same object for the same pack. Throws where a date of the pack is no date. */
export function limitationTermsOf(law: Law): LimitationTerms {
  const known = compiled.get(law);
  if (known !== undefined) return known;
  const terms = compile(law);
  compiled.set(law, terms);
  return terms;
}

function compile(law: Law): LimitationTerms {
  const years = datedNumbers(law.limitationYears, Number);
  const longStopYears = datedNumbers(law.limitationLongStopYears, Number);
  const enforcementYears = datedNumbers(law.enforcementYears, Number);
  const lastDay = epochDayOf(LATEST_YEAR, 12, 31)!;
  return {
    law,
    businessDays: law.businessDays,
    unknownFacts: unknownFactsOf(law),
    years,
    longStopYears,
    lengthenedFrom: datedNumbers(law.limitationTransition, (iso) => parseIsoDate(iso) ?? Number.NaN),
    instalmentAnchor: present(law.limitationInstalmentAnchor),
    onDemandStart: present(law.limitationOnDemandStart),
    suspensionWindowMonths: datedNumbers(law.limitationSuspensionWindowMonths, Number),
    suspensionTailMonths: datedNumbers(law.limitationSuspensionTail, tailMonths),
    acts: {
      demand: present(law.limitationDemand),
      publication: present(law.limitationPublication),
      debit: present(law.limitationAutoDebit),
      payment: present(law.limitationPartPayment),
      acknowledgement: present(law.limitationAcknowledgement),
      procedure: present(law.limitationProcedure),
      assignment: present(law.limitationAssignment),
    },
    cardDemand: present(law.limitationCardDemand),
    microLender: present(law.limitationMicroLender),
    jointDebtors: present(law.limitationJointDebtors),
    guarantorReachesDebtor: whether(law.limitationGuarantorDemand, 'reaches_debtor'),
    signatureRevives: whether(law.limitationRevival, 'signature'),
    enforcementYears,
    eachInstalment: whether(law.enforcementInstalmentAnchor, 'each_instalment'),
    enforcementWindowMonths: datedNumbers(law.enforcementSuspensionWindowMonths, Number),
    enforcementTailMonths: datedNumbers(law.enforcementSuspensionTail, tailMonths),
    enforcementInterruption: present(law.enforcementInterruption),
    afterClosedRound: present(law.enforcementAfterClosedRound),
    guaranteeFromJudgment: datedNumbers(law.guaranteeLimitationStart, ({ general }) =>
      general === 'judgment_effective' ? 1 : 0,
    ),
    guaranteeWaitYears: datedNumbers(law.guaranteeEnforcementWaitYears, Number),
    latestStart: addYears(lastDay, -Math.max(...years.value, ...longStopYears.value, ...enforcementYears.value)),
  };
}
