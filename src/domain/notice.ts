/** Letters to borrowers and to those who answer for them: what the lender's policy says of them, and why one is not written. */

import type { LetterKind, LetterRole } from './letter.js';
import type { EventKind } from './loan.js';
import type { Fen } from './money.js';

/** Ways in which a letter is sent. */
export const SENDING_CHANNELS = ['registered_post', 'courier', 'ordinary_post', 'by_hand', 'email'] as const;
export type SendingChannel = (typeof SENDING_CHANNELS)[number];

/** What letters say about the lender. */
export interface NoticeLender {
  readonly lender: string;
  readonly branch: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly accountBank: string;
  /** Person or office to speak to. */
  readonly contact: string;
  readonly phone: string;
  /** Where an account can be looked up and an objection be made; '' where nothing is said. */
  readonly enquiries: string;
  /** Of a lawyer's letter; '' leaves a line to be filled in by hand. */
  readonly lawFirm: string;
  readonly lawyer: string;
}

/** How soon after the last letter of a kind another may follow. */
export interface MinimumGap {
  /** Days that must have passed; 0 for none. */
  readonly days: number;
  /** By event code (see EVENT_KINDS): 1 where an event of the kind is such a letter. */
  readonly afterCode: Uint8Array;
  readonly after: readonly EventKind[];
}

/**
 * Why no letter is written, in the order in which reasons are looked for:
 * - `settled`: every loan is settled or not disbursed yet.
 * - `dispute`, `bankruptcy`, `hold`, `deceased`: a hold stops contact; `hold` is a request to cease it.
 * - `position-undetermined`, `amount-undetermined`: what is owed on a loan, or an amount of it, is not known.
 * - `rows-rejected`: a row of loans, payments or schedule about a loan was not used: what it owes may be another sum.
 * - `nothing-due`: nothing is overdue, or for a reminder nothing falls due soon.
 * - `no-letter-now`: the calendar asks for a step without a letter.
 * - `no-guarantor`, `guarantee-ended`: nobody guarantees a loan that is overdue, or the guarantee period has ended.
 * - `nothing-to-call`: no principal is left that is not due yet.
 * - `limitation-undetermined`, `not-expired`, `expired`: it is not known whether limitation has ended; it has not, and
 *   a confirmation would speak of a defence that nobody has; it has, and a demand would not preserve anything.
 * - `already-written`: the notice log has the very same letter.
 * - `too-soon`: the minimum gap since the last letter of the kind has not passed.
 * - `no-name`, `no-address`: nobody or nowhere to address it to.
 * - `amounts-disagree`: figures, capital characters or sums contradict one another.
 * - `no-glyph`: no font has a character of it, which would be missing on the page.
 * - `template-failed`: the pack's template did not make a letter of it.
 */
export const NOTICE_REFUSALS = [
  'settled',
  'dispute',
  'bankruptcy',
  'hold',
  'deceased',
  'position-undetermined',
  'rows-rejected',
  'amount-undetermined',
  'nothing-due',
  'no-letter-now',
  'no-guarantor',
  'guarantee-ended',
  'nothing-to-call',
  'limitation-undetermined',
  'not-expired',
  'expired',
  'already-written',
  'too-soon',
  'no-name',
  'no-address',
  'amounts-disagree',
  'no-glyph',
  'template-failed',
] as const;
export type NoticeRefusal = (typeof NOTICE_REFUSALS)[number];

/** What the decision over a borrower's letters looks at first: its loans together. */
export interface NoticeFacts {
  /** Of the loans that are neither settled nor still to be disbursed: code into HOLDS, 0 where not given. */
  readonly holds: readonly number[];
  /** Of the same loans: overdue total; NaN where an amount is unknown, 0 where nothing is overdue. */
  readonly overdueTotals: readonly Fen[];
  /** Of the same loans: whether the position is known. */
  readonly determined: readonly boolean[];
  /** Of the same loans: whether every row of loans, payments and schedule about it was used. */
  readonly complete: readonly boolean[];
  /** A reminder asks for what is not overdue yet. */
  readonly isReminder: boolean;
}

/** What the decision over one letter looks at. */
export interface AddresseeFacts {
  readonly name: string;
  readonly address: string;
  readonly isAddressRequired: boolean;
  /** A log of letters has this very one. */
  readonly isAlreadyWritten: boolean;
  /** Days since the last letter of the kind; NaN where none is on record. */
  readonly daysSinceLast: number;
  readonly minimumGapDays: number;
}

/** One row of `not-sent.csv`. */
export interface NotSentRow {
  readonly borrowerId: string;
  /** '' where the borrower itself would have been written to. */
  readonly partyId: string;
  readonly role: LetterRole;
  /** Null where no kind was chosen. */
  readonly kind: LetterKind | null;
  readonly loans: readonly string[];
  readonly reason: NoticeRefusal;
  /** Where the fault is, which characters it is about, or the number of the earlier letter in the log; '' otherwise. */
  readonly detail: string;
}
