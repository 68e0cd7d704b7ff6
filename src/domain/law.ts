/**
 * The law as dated data. A value answers one legal question from one day until another; which date of the
 * case picks the value is part of the parameter. The data stand in `law/cn`; rules receive them as an argument.
 */
import type { EpochDay } from './civil-date.js';

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

export type LawUnit = 'years' | 'months' | 'days' | 'share' | 'choice' | 'table' | 'date';

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
  readonly riskGradeFloors: DatedParameter<RiskGradeFloors>;
  readonly riskGradeCardFloors: DatedParameter<RiskGradeFloors>;
  /** Share of a non-retail debtor's exposure in this bank above which all of it is non-performing. */
  readonly riskGradeContagionShare: DatedParameter<number>;
  readonly cardPrincipalFirstFromDpd: DatedParameter<number>;
  /** Least and greatest 罚息 mark-up on the contract rate, as shares. */
  readonly penaltyMarkupRange: DatedParameter<{ readonly least: number; readonly most: number }>;
  /** Every parameter, for `arrears law` and the sweep test. */
  readonly all: readonly DatedParameter<unknown>[];
  readonly businessDays: BusinessDays;
}
