/**
 * The law as dated data. A value answers one legal question from one day until another; which date of the
 * case picks the value is part of the parameter. The data stand in `law/cn`; rules receive them as an argument.
 */
import type { EpochDay } from './civil-date.js';
import type { ASSET_CLASSES } from './loan.js';

/**
 * How far a value was verified. T: the text of the statute was read; S: a secondary source was read;
 * M: from memory, to be confirmed by counsel; D: derived from the cited article.
 */
export type VerificationMark = 'T' | 'S' | 'M' | 'D';

/** The date of the case that picks the value. */
export type SelectingDate =
  | 'accrualDate'
  | 'eventDate'
  | 'contractDate'
  | 'periodEndDate'
  | 'asOfDate'
  | 'originationDate'
  | 'judgmentDate'
  | 'restartDate';

export type LawUnit = 'years' | 'months' | 'days' | 'count' | 'share' | 'choice' | 'table' | 'date';

export interface LawSource {
  /** 民法典, 法释〔2018〕12号 … */
  readonly instrument: string;
  /** 第188条第1款 … */
  readonly article: string;
  /** A short passage that carries the value. */
  readonly quote: string;
  readonly mark: VerificationMark;
  /** What of this entry (a date, an article number, the wording) is less certain than the mark says. */
  readonly caveat?: string;
}

const SEPARATOR = '；';

/** The source as it is cited: 民法典第195条；诉讼时效规定第10条, each article behind the instrument that it stands in. */
export function citationOf({ instrument, article }: LawSource): string {
  const instruments = instrument.split(SEPARATOR);
  const articles = article.split(SEPARATOR);
  if (instruments.length !== articles.length) return `${instrument}${article}`;
  return instruments.map((name, at) => `${name}${articles[at]!}`).join(SEPARATOR);
}

export interface DatedValue<T> {
  /** ISO date, inclusive. */
  readonly from: string;
  /** ISO date, exclusive; null while in force. */
  readonly until: string | null;
  readonly value: T;
  readonly source: LawSource;
}

export interface DatedParameter<T> {
  /** `cn.limitation.general` … */
  readonly id: string;
  /** The one legal question, in English. */
  readonly question: string;
  readonly unit: LawUnit;
  readonly selectedBy: SelectingDate;
  /** Asset classes of the loans that it binds; absent where it binds all. */
  readonly appliesTo?: readonly (typeof ASSET_CLASSES)[number][];
  /**
   * ISO date before which there is deliberately no value, because the rule did not exist or was not looked up.
   * Absent where the values reach back to the first day that the sweep test asks about.
   */
  readonly existsFrom?: string;
  /** In order of `from`, without overlap. */
  readonly values: readonly DatedValue<T>[];
  /** Situations that the values do not answer. */
  readonly notCovered: readonly string[];
  /** ISO date on which somebody last compared the newest value with its source. */
  readonly lastCheckedOn: string;
}

/** The value in force on `day`, or undefined before the first value and after the last one's end: never the last known one. */
export function valueOn<T>(parameter: DatedParameter<T>, isoDay: string): DatedValue<T> | undefined {
  return parameter.values.find((value) => value.from <= isoDay && (value.until === null || isoDay < value.until));
}

export interface QuietHourSpan {
  /** 0–23. */
  readonly fromHour: number;
  readonly untilHour: number;
}

/** Whether courts and offices are open on a day: yes, no, or not known because no arrangement has been published. */
export interface BusinessDays {
  /** Last day for which the State Council's holiday arrangement is known. */
  readonly knownTo: EpochDay;
  readonly knownFrom: EpochDay;
  /** Length of the longest closure on record, in days: how far an unknown calendar could move a deadline. */
  readonly longestClosureDays: number;
  /** `undefined` outside knownFrom…knownTo. */
  isHoliday(day: EpochDay): boolean | undefined;
}

/** What is left of a suspended period after the obstacle: its remainder, or a fixed number of months. */
export type SuspensionTail = { readonly kind: 'remainder' } | { readonly kind: 'months'; readonly months: number };

/** Days past due from which each grade applies at the latest ("at least"), inclusive. */
export interface RiskGradeFloors {
  readonly specialMention: number;
  readonly substandard: number;
  readonly doubtful: number;
  readonly loss: number;
}

/** The whole pack as rules receive it. */
export interface Law {
  readonly limitationYears: DatedParameter<number>;
  readonly limitationLongStopYears: DatedParameter<number>;
  /** Which due date of an instalment debt starts the period. */
  readonly limitationInstalmentAnchor: DatedParameter<'last_instalment'>;
  /** First day of the three-year rule: a shorter period that still ran on it is lengthened, one that had ended is not. */
  readonly limitationTransition: DatedParameter<string>;
  /** Length, in months, of the last stretch of a period in which an obstacle suspends it. */
  readonly limitationSuspensionWindowMonths: DatedParameter<number>;
  /** What a part payment by the debtor does to a running period. */
  readonly limitationPartPayment: DatedParameter<'restarts_on_payment_day'>;
  /** Whether the day from which a period is counted belongs to it. */
  readonly periodStart: DatedParameter<'day_not_counted'>;
  /** Which day is the last of a period counted in years or months. */
  readonly periodEnd: DatedParameter<'corresponding_day_or_month_end'>;
  /** What happens to a last day on which offices are closed. */
  readonly periodEndOnHoliday: DatedParameter<'day_after_holiday'>;
  /** How long a suspended period still runs once the obstacle has gone: what was left of it, or so many months. */
  readonly limitationSuspensionTail: DatedParameter<SuspensionTail>;
  /** From when a claim without an agreed term can be barred. */
  readonly limitationOnDemandStart: DatedParameter<'end_of_grace_or_refusal'>;
  /** What a demand on the debtor does to a running period, and when. */
  readonly limitationDemand: DatedParameter<'restarts_on_arrival'>;
  /** The same for a bank's demand on a card holder at the address, number or mailbox left with the bank. */
  readonly limitationCardDemand: DatedParameter<'restarts_on_sending'>;
  /** What a debit from the debtor's account does, and whose. */
  readonly limitationAutoDebit: DatedParameter<'restarts_if_institution_with_basis'>;
  /** Whether a micro-lender counts as a financial institution. */
  readonly limitationMicroLender: DatedParameter<'financial_institution'>;
  /** When a demand published in the press counts. */
  readonly limitationPublication: DatedParameter<'restarts_if_untraceable'>;
  /** What an acknowledgement, a plan, a request for time or a security given by the debtor does. */
  readonly limitationAcknowledgement: DatedParameter<'restarts_on_day'>;
  /** What a suit and what equals it do, and when the period starts anew. */
  readonly limitationProcedure: DatedParameter<'restarts_at_end'>;
  /** What the notice of an assignment to the debtor does. */
  readonly limitationAssignment: DatedParameter<'restarts_on_arrival'>;
  /** Whether a demand for a part of the claim reaches the rest. */
  readonly limitationPartialDemand: DatedParameter<'reaches_rest_unless_waived'>;
  /** Whether what restarts the period against one joint debtor reaches the others. */
  readonly limitationJointDebtors: DatedParameter<'reaches_all'>;
  /** Whether a demand on a guarantor restarts the period against the debtor. */
  readonly limitationGuarantorDemand: DatedParameter<'reaches_debtor' | 'no_rule'>;
  /** What the end of the period gives the debtor. */
  readonly limitationExpiry: DatedParameter<'defence_on_plea'>;
  /** What takes the plea away again. */
  readonly limitationRevival: DatedParameter<'signature' | 'consent_shown'>;
  /** Mode of a guarantee whose contract does not say it. */
  readonly guaranteeModeDefault: DatedParameter<'joint' | 'general'>;
  /** Months from the due date where no guarantee period was agreed, or one that ends with the debt's own term. */
  readonly guaranteePeriodDefaultMonths: DatedParameter<number>;
  /** Months where it is to last "until all is paid" or is otherwise unclear. */
  readonly guaranteePeriodUnclearMonths: DatedParameter<number>;
  /** First day of the Civil Code, for guarantees made before it (时间效力规定 art. 27). */
  readonly guaranteePeriodTransition: DatedParameter<string>;
  /** Whether anything interrupts, suspends or extends the guarantee period. */
  readonly guaranteePeriodFixed: DatedParameter<'never_interrupted'>;
  /** What must be done within the period to keep a joint and a general guarantor. */
  readonly guaranteeExercise: DatedParameter<{
    readonly joint: 'demand_on_guarantor';
    readonly general: 'suit_against_debtor';
  }>;
  /** Whether a suit counts that was withdrawn: against a joint guarantor once served, for a general one never. */
  readonly guaranteeWithdrawnSuit: DatedParameter<'joint_if_served'>;
  /** Whether a change of the due date without the guarantor's written consent moves the guarantee period. */
  readonly guaranteeExtension: DatedParameter<'period_unchanged_without_consent'>;
  /** What a guarantor answers for when the debt was changed without written consent. */
  readonly guaranteeHeavierDebt: DatedParameter<'heavier_part_not_covered'>;
  /** What becomes of a guarantee when a new debtor takes over the debt without the guarantor's written consent. */
  readonly guaranteeNewDebtor: DatedParameter<'consent_for_transfer'>;
  /** From when the guarantee debt's own limitation runs. */
  readonly guaranteeLimitationStart: DatedParameter<{
    readonly joint: 'demand_day';
    readonly general: 'judgment_effective' | 'right_to_refuse_ends';
  }>;
  /** Years after the application for enforcement at which a general guarantor's right to refuse ends without a ruling. */
  readonly guaranteeEnforcementWaitYears: DatedParameter<number>;
  /** What security given by a third party answers for when the debt was changed without its giver. */
  readonly mortgageChangedDebt: DatedParameter<'as_guarantor'>;
  /** Until when a mortgage or a registered pledge is protected. */
  readonly mortgageDeadline: DatedParameter<'two_years_after_limitation' | 'limitation_of_claim'>;
  /** How many years after the end of the limitation period the mortgage is still protected; 0 where it ends with it. */
  readonly mortgageExtraYears: DatedParameter<number>;
  /** The same for a pledge held in possession. */
  readonly possessoryPledgeDeadline: DatedParameter<'none'>;
  readonly enforcementYears: DatedParameter<number>;
  /** Which due date of a judgment payable in instalments starts the enforcement period. */
  readonly enforcementInstalmentAnchor: DatedParameter<'each_instalment' | 'last_instalment'>;
  /** Length, in months, of the last stretch of the enforcement period in which an obstacle suspends it. */
  readonly enforcementSuspensionWindowMonths: DatedParameter<number>;
  readonly enforcementSuspensionTail: DatedParameter<SuspensionTail>;
  /** What an application, a demand, an agreement to perform and a settlement do to the enforcement period. */
  readonly enforcementInterruption: DatedParameter<'restarts'>;
  /** Whether a claim can be enforced again after a round closed for want of property. */
  readonly enforcementAfterClosedRound: DatedParameter<'no_limit'>;
  /** Least observation of a restructured asset. */
  readonly observationMinimum: DatedParameter<{ readonly years: number; readonly repaymentPeriods: number }>;
  /** What a missed payment during observation does. */
  readonly observationRestart: DatedParameter<'from_default'>;
  /** Grade floor of an asset restructured again during observation. */
  readonly riskGradeRestructuredAgain: DatedParameter<'substandard'>;
  /** Punctual payment after which a non-performing asset may be graded up. */
  readonly riskGradeUpgrade: DatedParameter<{ readonly repaymentPeriods: number; readonly months: number }>;
  readonly riskGradeFloors: DatedParameter<RiskGradeFloors>;
  readonly riskGradeCardFloors: DatedParameter<RiskGradeFloors>;
  /** Share of a non-retail debtor's exposure in this bank above which all of it is non-performing. */
  readonly riskGradeContagionShare: DatedParameter<number>;
  readonly cardPrincipalFirstFromDpd: DatedParameter<number>;
  /** Least and greatest 罚息 mark-up on the contract rate, as shares. */
  readonly penaltyMarkupRange: DatedParameter<{ readonly least: number; readonly most: number }>;
  /** What becomes of a claim on the day on which the bankruptcy of its debtor is accepted. */
  readonly bankruptcyAcceptance: DatedParameter<'due_and_bears_no_interest'>;
  /** What bounds the rate of a loan and of its new terms. */
  readonly interestCeiling: DatedParameter<'state_rules'>;
  /** Hours without contact, for personal consumer loans and cards, and for online consumer credit; the first hour belongs to them. */
  readonly conductQuietHours: DatedParameter<QuietHourSpan>;
  readonly conductQuietHoursOnline: DatedParameter<QuietHourSpan>;
  /** Attempts a day to one number that nobody answers. */
  readonly conductUnansweredAttempts: DatedParameter<number>;
  /** Conversations a day with one debtor. */
  readonly conductEffectiveCalls: DatedParameter<number>;
  /** Least number of people on a visit. */
  readonly conductVisitStaff: DatedParameter<number>;
  readonly conductThirdParties: DatedParameter<'debtor_and_guarantor'>;
  /** Every parameter, for `arrears law` and the sweep test. */
  readonly all: readonly DatedParameter<unknown>[];
  readonly businessDays: BusinessDays;
}
