/** The contact and legal log of one loan, written entry by entry; what lies outside the loan's life is left out. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { EventKind } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { SampleEvent, SampleParty } from './model.js';
import type { Random } from './random.js';

export interface Entry {
  readonly result?: string;
  readonly note?: string;
  readonly evidence?: SampleEvent['evidence'];
  readonly party?: SampleParty | undefined;
  readonly promisedOn?: EpochDay;
  readonly amount?: Fen;
  readonly endedOn?: EpochDay;
  /** Contacts carry a time of day; papers carry only a date. */
  readonly paper?: boolean;
  /** The log names the borrower and not the loan. */
  readonly borrowerOnly?: boolean;
}

export class Diary {
  readonly entries: SampleEvent[] = [];
  readonly #from: EpochDay;
  readonly #to: EpochDay;
  readonly #actor: string;
  readonly #random: Random;

  /** Keeps entries from the day after `from` up to and including `to`. */
  constructor(from: EpochDay, to: EpochDay, actor: string, random: Random) {
    this.#from = from;
    this.#to = to;
    this.#actor = actor;
    this.#random = random;
  }

  /** True when the entry was kept. */
  write(kind: EventKind, day: EpochDay, entry: Entry = {}): boolean {
    // Drawn even for an entry that is dropped, so that one date does not change all that follows.
    const minute = this.#random.between(8 * 60 + 30, 20 * 60 + 59);
    if (day <= this.#from || day > this.#to) return false;
    const timed = entry.paper !== true;
    this.entries.push({
      at: timed ? day * 1440 + minute : day * 1440,
      timed,
      kind,
      namesLoan: entry.borrowerOnly !== true,
      party: entry.party,
      evidence: entry.evidence ?? '',
      endedOn: entry.endedOn ?? NO_DAY,
      promisedOn: entry.promisedOn ?? NO_DAY,
      amount: entry.amount ?? Number.NaN,
      result: entry.result ?? '',
      actor: this.#actor,
      note: entry.note ?? '',
    });
    return true;
  }

  /** Adds to every open entry of a kind that it ended on `day`, and how, unless that lies behind the log's last day. */
  end(kind: EventKind, day: EpochDay, result = ''): void {
    if (day > this.#to) return;
    for (const [at, entry] of this.entries.entries()) {
      if (entry.kind === kind && entry.endedOn === NO_DAY) this.entries[at] = { ...entry, endedOn: day, result };
    }
  }
}
