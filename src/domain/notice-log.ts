/** Letters that were written earlier, as manifests and logs keep them: who was asked for what, when and how. */
import type { EpochDay } from './civil-date.js';
import type { Language } from './language.js';
import type { LetterKind, LetterRole } from './letter.js';
import { EVENT_KINDS, type EventKind } from './loan.js';
import type { Fen } from './money.js';
import type { MinimumGap, SendingChannel } from './notice.js';

/** Where a letter stands. */
export interface LetterPlace {
  /** Name in the folder of its manifest; of several letters where they were printed into one file. */
  readonly file: string;
  /** First and last page in a print file, from 1; NaN where the letter is a file of its own. */
  readonly pageFrom: number;
  readonly pageTo: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
}

/** One row of a manifest or log. Of an earlier run a column may be blank: '' or NaN. */
export interface SentLetter extends LetterPlace {
  /** Reference number. The same letter always has the same. */
  readonly number: string;
  readonly borrowerId: string;
  /** '' where the addressee is the borrower. */
  readonly partyId: string;
  readonly role: LetterRole;
  /** The addressee is known to be a company: others sign for it than for a person. */
  readonly isCompany: boolean;
  /** At least one. */
  readonly loans: readonly string[];
  readonly kind: LetterKind;
  readonly language: Language | '';
  /** Date of the letter. */
  readonly asOf: EpochDay;
  /** What the letter asks for; where it calls the whole debt, principal that was not due included. */
  readonly principal: Fen;
  readonly interest: Fen;
  readonly penalty: Fen;
  readonly compound: Fen;
  readonly fee: Fen;
  readonly total: Fen;
  readonly deadline: EpochDay;
  readonly templateHash: string;
  readonly channel: SendingChannel | '';
  /** Somebody noted that it was never sent: it asked nobody for anything. */
  readonly isCancelled: boolean;
}

/**
 * As what a letter stands among the events once its receipt is recorded. Letters that demand performance formally are
 * demands; so the minimum gap is the same before and after the receipt is in.
 */
export const EVENT_OF_LETTER: Readonly<Record<LetterKind, EventKind>> = {
  reminder: 'letter',
  'first-reminder': 'letter',
  demand: 'demand',
  'guarantor-demand': 'demand',
  acceleration: 'demand',
  'limitation-demand': 'demand',
  confirmation: 'demand',
  'lawyers-letter': 'letter',
};

/** Whom and what a letter would concern. */
export interface LetterTo {
  readonly borrowerId: string;
  readonly partyId: string;
  readonly loanIds: readonly string[];
}

/** Letters written earlier, by number and by addressee. */
export class NoticeLog {
  private readonly byNumber = new Map<string, SentLetter>();
  private readonly byAddressee = new Map<string, SentLetter[]>();

  /** `files` in the order in which they were named: what the first says of a letter stands, and of one file its last row. */
  constructor(files: readonly (readonly SentLetter[])[]) {
    for (const letters of files) {
      const own = new Map(letters.map((letter) => [letter.number, letter]));
      for (const [number, letter] of own) if (!this.byNumber.has(number)) this.byNumber.set(number, letter);
    }
    for (const letter of this.byNumber.values()) {
      const key = addresseeKey(letter);
      const known = this.byAddressee.get(key);
      if (known === undefined) this.byAddressee.set(key, [letter]);
      else known.push(letter);
    }
  }

  /** Cancelled ones too. */
  get letters(): Iterable<SentLetter> {
    return this.byNumber.values();
  }

  /** The letter of a number, cancelled or not. */
  find(number: string): SentLetter | undefined {
    return this.byNumber.get(number);
  }

  /** The letter of a number, unless it was cancelled. */
  written(number: string): SentLetter | undefined {
    const letter = this.byNumber.get(number);
    return letter === undefined || letter.isCancelled ? undefined : letter;
  }

  /**
   * The last letter up to `asOf` that the gap of `kind` counts: to the same addressee about one of the same loans, of the
   * same kind or of one that stands among the events as a kind of which the gap is counted.
   */
  lastBefore(to: LetterTo, kind: LetterKind, gap: MinimumGap, asOf: EpochDay): SentLetter | undefined {
    let last: SentLetter | undefined;
    for (const letter of this.byAddressee.get(addresseeKey(to)) ?? []) {
      if (letter.isCancelled || letter.asOf > asOf) continue;
      const code = EVENT_KINDS.indexOf(EVENT_OF_LETTER[letter.kind]) + 1;
      if (letter.kind !== kind && gap.afterCode[code] !== 1) continue;
      if (!letter.loans.some((loan) => to.loanIds.includes(loan))) continue;
      if (last === undefined || letter.asOf > last.asOf) last = letter;
    }
    return last;
  }
}

/** A borrower without an identifier is told by its loans. */
function addresseeKey({ borrowerId, partyId }: { readonly borrowerId: string; readonly partyId: string }): string {
  return `${borrowerId}\0${partyId}`;
}
