/**
 * One loan's account as the invented bank's own system keeps it: receipts are booked to the oldest instalment
 * first (fees, interest, principal), and the position that it would report can be read off.
 */
import { daysBetween, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { AUTO_DEBIT, type Instalments } from '../domain/loan.js';
import { type Fen, RATE_UNIT, roundToFen } from '../domain/money.js';
import type { Receipt, ReportedPosition, Terms } from './model.js';

/** What a receipt is made of apart from its day and amount. */
interface ReceiptForm {
  readonly channel: number;
  /** Part of the amount that is penalty interest; 0 for none. */
  readonly penalty?: Fen;
  /** The export shows how the bank booked it. */
  readonly showsParts?: boolean;
}

export class Account {
  readonly receipts: Receipt[] = [];
  readonly instalments: Instalments;
  readonly #terms: Terms;
  readonly #paidFee: Fen[];
  readonly #paidInterest: Fen[];
  readonly #paidPrincipal: Fen[];

  constructor(instalments: Instalments, terms: Terms) {
    this.instalments = instalments;
    this.#terms = terms;
    this.#paidFee = Array<Fen>(instalments.count).fill(0);
    this.#paidInterest = Array<Fen>(instalments.count).fill(0);
    this.#paidPrincipal = Array<Fen>(instalments.count).fill(0);
  }

  /** Fen of instalment `index` in full. */
  amountOf(index: number): Fen {
    return this.instalments.fee[index]! + this.instalments.interest[index]! + this.instalments.principal[index]!;
  }

  /** Number of instalments due on or before `day`. */
  dueBy(day: EpochDay): number {
    let count = 0;
    while (count < this.instalments.count && this.instalments.dueOn[count]! <= day) count++;
    return count;
  }

  /** Fen that fell due on or before `day` and are still open. */
  openBy(day: EpochDay): Fen {
    let open = 0;
    for (let index = 0; index < this.dueBy(day); index++) {
      open += this.amountOf(index) - this.#paidFee[index]! - this.#paidInterest[index]! - this.#paidPrincipal[index]!;
    }
    return open;
  }

  /** Books `amount` on `paidOn`, never before the disbursement. Nothing is booked for an amount of zero. */
  receive(paidOn: EpochDay, amount: Fen, form: ReceiptForm): void {
    if (amount <= 0) return;
    const penalty = form.penalty ?? 0;
    let rest = amount - penalty;
    let principal = 0;
    let interest = 0;
    let fee = 0;
    const take = (due: number, paid: Fen[], index: number) => {
      const part = Math.min(rest, due - paid[index]!);
      paid[index] = paid[index]! + part;
      rest -= part;
      return part;
    };
    for (let index = 0; index < this.instalments.count && rest > 0; index++) {
      fee += take(this.instalments.fee[index]!, this.#paidFee, index);
      interest += take(this.instalments.interest[index]!, this.#paidInterest, index);
      principal += take(this.instalments.principal[index]!, this.#paidPrincipal, index);
    }
    const shown = form.showsParts === true || penalty > 0;
    this.receipts.push({
      paidOn: Math.max(paidOn, this.#terms.disbursedOn),
      amount,
      principal: shown ? principal : Number.NaN,
      interest: shown ? interest : Number.NaN,
      penalty: shown ? penalty : Number.NaN,
      fee: shown && fee > 0 ? fee : Number.NaN,
      channel: form.channel,
      reverses: undefined,
      id: '',
    });
  }

  /** A direct debit that came in on `paidOn` and was returned on `returnedOn`: two rows, nothing booked. */
  bounce(paidOn: EpochDay, returnedOn: EpochDay, amount: Fen): void {
    const blank = {
      principal: Number.NaN,
      interest: Number.NaN,
      penalty: Number.NaN,
      fee: Number.NaN,
      channel: AUTO_DEBIT,
      id: '',
    };
    const debit: Receipt = { ...blank, paidOn, amount, reverses: undefined };
    this.receipts.push(debit, { ...blank, paidOn: returnedOn, amount: -amount, reverses: debit });
  }

  /** Penalty interest on instalment `index`, paid `days` after its due date, as the bank would ask for it. */
  penaltyOn(index: number, days: number): Fen {
    const markup = Number.isNaN(this.#terms.penaltyMarkup) ? RATE_UNIT / 2 : this.#terms.penaltyMarkup;
    const rate = roundToFen(this.#terms.annualRate, RATE_UNIT + markup, RATE_UNIT);
    return roundToFen(this.amountOf(index) * days, rate, RATE_UNIT * 360);
  }

  /** What the bank's own system reports on `asOf`; all principal is due from `acceleratedOn` on. */
  reportOn(asOf: EpochDay, acceleratedOn: EpochDay): ReportedPosition {
    const due = this.dueBy(asOf);
    let oldest = NO_DAY;
    let overduePrincipal = 0;
    let overdueInterest = 0;
    let outstandingPrincipal = 0;
    for (let index = 0; index < this.instalments.count; index++) {
      const principal = this.instalments.principal[index]! - this.#paidPrincipal[index]!;
      const interest = this.instalments.interest[index]! - this.#paidInterest[index]!;
      const fee = this.instalments.fee[index]! - this.#paidFee[index]!;
      outstandingPrincipal += principal;
      if (index >= due) {
        if (acceleratedOn !== NO_DAY) overduePrincipal += principal;
        continue;
      }
      if (oldest === NO_DAY && principal + interest + fee > 0) oldest = this.instalments.dueOn[index]!;
      overduePrincipal += principal;
      overdueInterest += interest;
    }
    return {
      daysPastDue: oldest === NO_DAY ? 0 : daysBetween(oldest, asOf),
      overduePrincipal,
      overdueInterest,
      outstandingPrincipal,
      oldestUnpaidDueOn: oldest,
    };
  }
}
