/** The work list: why a borrower stands on it, what to do next and in what order. */
import type { EpochDay } from './civil-date.js';
import type { Clock, ClockStatus } from './clock.js';
import type { MissingFact, Reason } from './determination.js';
import type { LetterKind } from './letter.js';
import type { EventColumns, EventKind } from './loan.js';
import type { Fen } from './money.js';

/** Why a borrower is worked before others; lower comes first (domain guide §8). */
export const TIERS = ['rights_at_risk', 'promise', 'step_overdue', 'expected_recovery'] as const;
export type Tier = (typeof TIERS)[number];

/** One row of the escalation calendar. */
export interface CalendarStep {
  /** Stable code, such as `first-call`. */
  readonly id: string;
  /** Days past due from which the step is due, inclusive. */
  readonly fromDpd: number;
  /** Last day past due by which it should be done, inclusive; Infinity for an open end. */
  readonly toDpd: number;
  readonly title: { readonly en: string; readonly zh: string };
  /** Who does it, a role. */
  readonly who: { readonly en: string; readonly zh: string };
  /** Event kinds that show that it was done; empty for a step that leaves no event (an internal report). */
  readonly doneBy: readonly EventKind[];
  /** The same by event code (see EVENT_KINDS): 1 where an event of the kind shows that the step was done. */
  readonly doneByCode: Uint8Array;
  /** Letters that it asks for: at most one to the borrower, and whether guarantors are written to. */
  readonly letters: readonly LetterKind[];
  /** It leads to suit or enforcement: whoever takes it wants to know where assets may be. */
  readonly tracesAssets: boolean;
  readonly source: string;
}

/**
 * What goes before the ordinary steps (S2, emergencies), in the order in which the steps do where several stand at once:
 * the safety of staff, then what can be lost within days, then who must be found, then what was broken.
 */
export const EMERGENCIES = [
  'threat',
  'asset-transfer',
  'fraud-suspected',
  'disappeared',
  'sued-by-others',
  'agreement-broken',
  'refusal',
] as const;
export type Emergency = (typeof EMERGENCIES)[number];

/** The bit of an emergency in sums of them: its place in {@link EMERGENCIES}. */
export function emergencyBit(emergency: Emergency): number {
  return 1 << EMERGENCIES.indexOf(emergency);
}

/** How emergencies are told from the log, and what is done about each. */
export interface EmergencySettings {
  /** Indexed by {@link EMERGENCIES}; `withinDays` counts from the day on which it became known to the step's last day. */
  readonly terms: readonly { readonly step: CalendarStep; readonly withinDays: number }[];
  /** By event code, sums of {@link emergencyBit}: what an event of the kind raises, ends (flag and all), and shows to be dealt with. */
  readonly raisedBy: Uint8Array;
  readonly endedBy: Uint8Array;
  readonly doneBy: Uint8Array;
  /** Days with failed attempts only, since the borrower was last spoken to, after which it counts as disappeared. */
  readonly disappearedAfterDays: number;
  /** A repayment plan that names no day is broken when nothing has come in for this many days. */
  readonly agreementSilentDays: number;
}

/** The emergency whose step goes first. */
export interface OpenEmergency {
  readonly step: CalendarStep;
  /** Last day for it; may have passed. */
  readonly by: EpochDay;
}

/** The whole calendar: which step fits which day past due, and what takes its place where contact must stop. */
export interface EscalationCalendar {
  /** `loans`, or the name of a variant of the pack. */
  readonly id: string;
  /** In rising order, covering every day past due from 0 without gap or overlap (checked when the policy loads). */
  readonly steps: readonly CalendarStep[];
  /**
   * A missed step is still to be made up for this many days after its last day; from then on only the step that
   * fits the days past due is named.
   */
  readonly makeUpWithinDays: number;
  /** Indexed by hold code (see HOLDS); null where the hold changes nothing (not given, `none`). */
  readonly holdSteps: readonly (CalendarStep | null)[];
  /** For a loan whose days past due are not known. */
  readonly whenPositionUnknown: CalendarStep;
  readonly emergencies: EmergencySettings;
  /** Every step that a borrower of the book may be given, over all calendars of the pack. */
  readonly allSteps: readonly CalendarStep[];
}

/** Stage of the playbook: a range of days past due, both ends inclusive. */
export interface PlaybookStage {
  readonly id: string;
  readonly fromDpd: number;
  readonly toDpd: number;
  readonly title: { readonly en: string; readonly zh: string };
  /** As of a {@link CalendarStep}. */
  readonly tracesAssets: boolean;
}

/** One of the moves of S0: offered in the form that the law allows today, or not at all and why. */
export interface PlaybookMove {
  readonly id: string;
  /** As S0 calls it. */
  readonly name: { readonly en: string; readonly zh: string };
  /** As it is offered: the old name, or the lawful form's own where the old one must not be used. */
  readonly offeredAs: { readonly en: string; readonly zh: string };
  /** What may be done today, in one sentence; null where nothing may. */
  readonly lawfulForm: { readonly en: string; readonly zh: string } | null;
  /** Why it is not offered; null where it is. */
  readonly whyNot: { readonly en: string; readonly zh: string } | null;
  /** Indexes into BORROWER_TYPES; empty where it is not offered. */
  readonly types: readonly number[];
  /** Ids of the stages; empty where it is not offered. */
  readonly stages: readonly string[];
  /** Those of `types` whom it helps in every stage. */
  readonly anyStageFor: readonly number[];
  readonly source: string;
}

export interface Playbook {
  /** In rising order, covering every day past due from 0. */
  readonly stages: readonly PlaybookStage[];
  /** The most useful first. */
  readonly moves: readonly PlaybookMove[];
  /** Moves that a row of the work list names at most. */
  readonly mostInList: number;
}

/** One borrower's window on the events of the book; refilled for the next borrower. */
export interface ContactLog {
  events: EventColumns;
  /** First event of the borrower. */
  from: number;
  /** One past its last event. */
  until: number;
}

/** How borrowers of one type are handled. */
export interface Treatment {
  readonly title: { readonly en: string; readonly zh: string };
  /** What to do, in order. */
  readonly handling: readonly { readonly en: string; readonly zh: string }[];
  /** Whether the dossier shows where assets are looked for. */
  readonly tracesAssets: boolean;
  readonly source: string;
}

/** Share (0–1) of the exposure that is expected to come back, by type and bucket. */
export interface RecoveryTable {
  /** rates[type][bucketIndex]; type indexes BORROWER_TYPES, bucket the ageing schedule. */
  readonly rates: readonly (readonly number[])[];
}

export interface PriorityTerms {
  /** Rights are at risk when the last day of a clock is at most this many days away. */
  readonly rightsAtRiskWithinDays: number;
  /** A promise broken longer ago than this, with contact since, is worked no more before others. */
  readonly brokenPromiseCountsDays: number;
  readonly recovery: RecoveryTable;
}

/** What the next step is and by when. */
export interface NextStep {
  readonly step: CalendarStep;
  /** Last day for doing it; the as-of date where that day has passed or the step has no end. Never before the as-of date. */
  readonly by: EpochDay;
  /** Its day has passed and nothing on record shows that it was done. False where no events file was given. */
  readonly overdue: boolean;
  /** Days since its last day passed; 0 unless overdue. */
  readonly overdueDays: number;
}

/** Everything that ranking needs of one borrower. */
export interface PriorityFacts {
  /**
   * Days to the nearest last day of a clock that can still be kept, doubts taken against the creditor: negative while
   * the day has passed but the day rolled over days off has not. NaN where there is none.
   */
  readonly nearestDeadlineDays: number;
  /** The promise made last is due within a day either way, or broken. */
  readonly promiseDue: boolean;
  /** Days since the day of the promise made last, where it is broken; NaN otherwise. */
  readonly promiseBrokenDays: number;
  /** Days since the borrower was last spoken to; NaN where that is not known. */
  readonly daysSinceContact: number;
  /** As in {@link NextStep}. */
  readonly stepOverdueDays: number;
  /** What could be recovered, outstanding principal plus overdue interest and penalty; NaN when unknown. */
  readonly exposure: Fen;
  /** Index into BORROWER_TYPES. */
  readonly type: number;
  /** Index into the ageing schedule in use; any number outside it when undetermined. */
  readonly bucketIndex: number;
}

export interface Priority {
  /** Index into {@link TIERS}. */
  readonly tier: number;
  /** Order within the tier: higher comes first. */
  readonly score: number;
}

/** Why a borrower stands where it stands; the sentence is made by `describeWhy` in `write/words.ts`. */
export type Why =
  | {
      readonly tier: 'rights_at_risk';
      readonly clock: Clock;
      readonly loanId: string;
      /** Last day by the unrolled period. */
      readonly baseOn: EpochDay;
      /** `baseOn` minus the as-of date; negative once it has passed. */
      readonly daysLeft: number;
    }
  | {
      readonly tier: 'promise';
      readonly promisedOn: EpochDay;
      /** NaN where no amount was promised. */
      readonly amount: Fen;
      readonly state: 'due' | 'broken';
    }
  | {
      /** The step is the row's next one. */
      readonly tier: 'step_overdue';
      /** Day by which it was to be done: the as-of date minus `overdueDays`. */
      readonly by: EpochDay;
      readonly overdueDays: number;
    }
  | {
      readonly tier: 'expected_recovery';
      /** Exposure × recovery rate; NaN where the exposure is undetermined. */
      readonly amount: Fen;
    };

/** What somebody must know before touching the case. Values of the `flags` column. */
export const WORK_FLAGS = [
  'hold:dispute',
  'hold:bankruptcy',
  'hold:cease',
  'hold:deceased',
  'emergency:threat',
  'asset-transfer',
  'fraud-suspected',
  'emergency:disappeared',
  'emergency:sued-by-others',
  'emergency:agreement-broken',
  'emergency:refusal',
  'no-contact-today',
  'care',
  'position-undetermined',
  'amount-undetermined',
  'rows-rejected',
  'balance-differs',
  'limitation-undetermined',
  'accelerated',
  'restructured',
  'written-off',
  'first-payment-default',
  'defence-available',
  'unallocated-money',
  'type-changed',
] as const;
export type WorkFlag = (typeof WORK_FLAGS)[number];

/** One row of the work list: a borrower with its loans folded in, personal data already masked where it must be. */
export interface WorkListRow {
  readonly rank: number;
  /** A sentence. */
  readonly why: string;
  /** What to do and who does it; '' where nothing may be done. */
  readonly nextStep: string;
  /** NO_DAY where there is no next step. */
  readonly nextStepBy: EpochDay;
  /** '' where the export gives none. */
  readonly borrowerId: string;
  readonly borrowerName: string;
  readonly loans: readonly string[];
  /** Greatest of the loans; NaN where undetermined. */
  readonly daysPastDue: number;
  /** Code of the ageing schedule, or `undetermined`. */
  readonly bucket: string;
  /** Worst of the loans; '' where undetermined. */
  readonly riskGrade: string;
  /** NaN where one of the loans' is unknown. */
  readonly overdueTotal: Fen;
  readonly outstandingPrincipal: Fen;
  readonly borrowerType: string;
  /** 0–100; NaN where the borrower was not typed. */
  readonly typeConfidence: number;
  /** '' where no clock has a day that can still be kept. */
  readonly nearestDeadline: Clock | '';
  readonly nearestDeadlineOn: EpochDay;
  readonly officer: string;
  readonly branch: string;
  readonly region: string;
  readonly phone: string;
  readonly flags: readonly WorkFlag[];
  /** Order within the tier: higher comes first. */
  readonly score: number;
  /** Names of the playbook's first moves for type and stage; '' where contact must stop or none fits. */
  readonly moves: string;
  /** '' where there is none or it cannot be told. */
  readonly borrowerSubtype: string;
}

/** One row of `deadlines.csv`: one clock of one loan, or of one party of it. */
export interface DeadlineRow {
  readonly loanId: string;
  /** '' for the borrower's own clock. */
  readonly partyId: string;
  readonly clock: Clock;
  readonly status: ClockStatus;
  /** NO_DAY where undetermined or not subject. */
  readonly baseOn: EpochDay;
  /** NO_DAY also where the holidays of that year are not known. */
  readonly rolledOn: EpochDay;
  /** `baseOn` minus the as-of date; NaN where there is no base date. */
  readonly daysLeft: number;
  readonly because: readonly Reason[];
  /** As lawyers cite them: 民法典第188条. */
  readonly articles: readonly string[];
  readonly missing: readonly MissingFact[];
  /** Earliest and latest day that facts and law allow; NO_DAY where there is none, or no bound. */
  readonly conservativeOn: EpochDay;
  readonly favourableOn: EpochDay;
  /** What would make a better case of the same facts. */
  readonly improvements: readonly MissingFact[];
}
