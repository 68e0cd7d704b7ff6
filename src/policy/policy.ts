/**
 * A lender's policy, ready for use: what the pack says, with its conditions compiled to functions. Everything that
 * two lenders may rightly do differently stands here; nothing of law does.
 */
import type { AgeingSchedule } from '../domain/ageing.js';
import type { ClockSettings } from '../domain/claim.js';
import type { Conventions } from '../domain/conventions.js';
import type { DossierTerms } from '../domain/dossier.js';
import type { TypingTerms } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import type { LetterKind } from '../domain/letter.js';
import type { MaskingRules } from '../domain/masking-rules.js';
import type { MinimumGap, NoticeLender, SendingChannel } from '../domain/notice.js';
import type { TableName } from '../domain/problem.js';
import type { ReconciliationTerms } from '../domain/reconciliation.js';
import type { RestructuringTerms } from '../domain/restructuring.js';
import type { EscalationCalendar, Playbook, PriorityTerms, Treatment } from '../domain/work.js';
import type { ColumnMapping } from '../read/table.js';
import type { PolicyFault } from './fault.js';
import type { PolicySettings } from './schema.js';

/** What letters say about the lender. */
export interface NoticeSettings extends NoticeLender {
  /** Days after the date of the letter within which to pay, at least 1. */
  readonly dueWithinDays: number;
  /** Names of the settings above, as the pack spells them, that still hold a `【…】` placeholder: such a letter is not to be sent. */
  readonly unfilled: readonly string[];
  /** `auto`: the language of the run's lists. */
  readonly language: Language | 'auto';
  /** Without an address no letter is written. */
  readonly isAddressRequired: boolean;
  /** A reminder is written from so many days before the due date. */
  readonly remindWithinDays: number;
  /** How a letter of the kind is to be sent. */
  readonly channels: Readonly<Record<LetterKind, SendingChannel>>;
  readonly minimumGaps: Readonly<Record<LetterKind, MinimumGap>>;
  /** What no template may say: threats, false authority, publicity. */
  readonly forbiddenWords: readonly string[];
}

/** The lender's choices about conduct; the limits are law. */
export interface ConductSettings {
  /** Whose loans are held to the limits: those that the law names, or everybody's. */
  readonly applyTo: 'as_law' | 'everybody';
  /** Days for which a complaint stops contact where its end is not on record. */
  readonly complaintStandsDays: number;
}

/** Text of one file of the pack. */
export interface PolicyFile {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

/** A checked pack as plain values that can be posted to another thread and compiled there again. */
export interface PolicySource {
  /** SHA-256 over names and bytes of the pack's files, those of the pack it extends included; hexadecimal. */
  readonly hash: string;
  readonly settings: PolicySettings;
}

export interface Policy {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The only currency whose amounts this book may hold. */
  readonly currency: string;
  /** The schedule in use. */
  readonly ageing: AgeingSchedule;
  /** All schedules of the pack, the one in use included. */
  readonly ageingSchedules: readonly AgeingSchedule[];
  /** Without the number that the law sets: see `conventionsUnder`. */
  readonly conventions: Omit<Conventions, 'cardPrincipalFirstFromDpd'>;
  readonly limitation: ClockSettings;
  readonly reconciliation: ReconciliationTerms;
  readonly mappings: Readonly<Partial<Record<TableName, ColumnMapping>>>;
  readonly typing: TypingTerms;
  /** Indexed by BORROWER_TYPES. */
  readonly treatments: readonly Treatment[];
  /** Indexed by BORROWER_SUBTYPES; null for none. Goes before that of the type. */
  readonly subtypeTreatments: readonly (Treatment | null)[];
  /** The calendar in use where no product names another. */
  readonly calendar: EscalationCalendar;
  /** All calendars of the pack, the one in use included. */
  readonly calendars: readonly EscalationCalendar[];
  /** By product, as the export spells it. */
  readonly calendarByProduct: ReadonlyMap<string, EscalationCalendar>;
  readonly playbook: Playbook;
  readonly conduct: ConductSettings;
  readonly dossier: DossierTerms;
  readonly priority: PriorityTerms;
  readonly restructuring: RestructuringTerms;
  readonly notice: NoticeSettings;
  /** Templates of letters, the pack's own before those of the pack it extends; none on a second thread. */
  readonly letterFiles: readonly PolicyFile[];
  /** How personal data is shown, by column, unless the run asks for all of it. */
  readonly masking: MaskingRules;
  /** `auto`: Chinese for a book whose titles or names are Chinese, else English. */
  readonly listLanguage: Language | 'auto';
  readonly source: PolicySource;
}

/** What came of reading a pack: the policy, or everything that is wrong with it. */
export type PolicyOutcome =
  | { readonly policy: Policy; readonly hash: string; readonly files: readonly PolicyFile[] }
  | { readonly faults: readonly PolicyFault[] };

/** The policy's conventions with the law's number for cards (days past due from which principal is paid first). */
export function conventionsUnder(policy: Policy, cardPrincipalFirstFromDpd: number): Conventions {
  return { ...policy.conventions, cardPrincipalFirstFromDpd };
}
