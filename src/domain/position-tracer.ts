/**
 * Writes down, for `explain`, how a position came about: which receipt went where, and what accrued over which days.
 * Money that waits as credit keeps the day on which it was received; the oldest money is spent first.
 */
import type { EpochDay } from './civil-date.js';
import type { AnnualRateE8, Fen } from './money.js';
import type { Accrual, Application, PositionTrace } from './position.js';

interface Receipt {
  readonly paidOn: EpochDay;
  left: Fen;
}

export class PositionTracer {
  private readonly trace: PositionTrace;
  /** 1 when the due day itself counts as the first day past due, so that stretches begin a day earlier. */
  private readonly daysBefore: number;
  private readonly waiting: Receipt[] = [];
  private paidOn: EpochDay = 0;
  private readonly accruedSoFar = { penalty: 0, compound: 0 };
  /** Positions in the trace of what the export booked to penalty interest and what still stands there. */
  private readonly bookedToPenalty: number[] = [];
  /** Positions in the trace of what the export booked to fees before any fell due. */
  private readonly feesAhead: number[] = [];

  constructor(trace: PositionTrace, daysBefore: number) {
    this.trace = trace;
    this.daysBefore = daysBefore;
  }

  /** Money came in on `paidOn`, of which `amount` is to be applied. */
  receive(paidOn: EpochDay, amount: Fen): void {
    this.paidOn = paidOn;
    if (amount > 0) this.waiting.push({ paidOn, left: amount });
  }

  /** A part of the receipt in hand that the export itself booked to penalty interest. */
  bookPenalty(amount: Fen): void {
    if (amount > 0) this.bookedToPenalty.push(this.book(amount, 0, 'penalty'));
  }

  /** A part of the receipt in hand that the export itself booked to fees; `instalment` 0 while none has one due. */
  bookFee(amount: Fen, instalment: number): void {
    if (amount <= 0) return;
    const at = this.book(amount, instalment, 'fee');
    if (instalment === 0) this.feesAhead.push(at);
  }

  /** A fee falls due that was booked before: the money booked first meets it. */
  meetFeeFromBooked(amount: Fen, instalment: number): void {
    for (let open = amount; open > 0; ) {
      const at = this.feesAhead[0]!;
      open -= this.move(at, open, { instalment });
      if (this.trace.applications[at]!.instalment !== 0) this.feesAhead.shift();
    }
  }

  /** Of what was booked to penalty interest, `amount` pays compound interest: the money booked last, which was too much. */
  rebookToCompound(amount: Fen): void {
    for (let open = amount; open > 0; ) {
      const at = this.bookedToPenalty.at(-1)!;
      open -= this.move(at, open, { part: 'compound' });
      if (this.trace.applications[at]!.part === 'compound') this.bookedToPenalty.pop();
    }
  }

  /** Position in the trace. */
  private book(amount: Fen, instalment: number, part: Application['part']): number {
    return this.trace.applications.push({ paidOn: this.paidOn, amount, instalment, part }) - 1;
  }

  /** Moves up to `most` of the application at `at`, all of it in place; returns how much. */
  private move(at: number, most: Fen, changes: Partial<Application>): Fen {
    const { applications } = this.trace;
    const booked = applications[at]!;
    if (booked.amount <= most) {
      applications[at] = { ...booked, ...changes };
      return booked.amount;
    }
    applications[at] = { ...booked, amount: booked.amount - most };
    applications.push({ ...booked, amount: most, ...changes });
    return most;
  }

  apply(amount: Fen, instalment: number, part: Application['part']): void {
    let open = amount;
    while (open > 0) {
      const receipt = this.waiting[0]!;
      const taken = Math.min(open, receipt.left);
      receipt.left -= taken;
      open -= taken;
      if (receipt.left === 0) this.waiting.shift();
      this.trace.applications.push({ paidOn: receipt.paidOn, amount: taken, instalment, part });
    }
  }

  /**
   * `base` bore interest from one day to another; `accrued` is the rounded total of its kind since the beginning, so
   * that the stretches' shares add up to it.
   */
  accrue(
    kind: Accrual['kind'],
    fromDay: EpochDay,
    toDay: EpochDay,
    base: Fen,
    annualRate: AnnualRateE8,
    accrued: Fen,
  ): void {
    const amount = accrued - this.accruedSoFar[kind];
    this.accruedSoFar[kind] = accrued;
    const from = fromDay - this.daysBefore;
    const to = toDay - this.daysBefore;
    const { accruals } = this.trace;
    const last = accruals.findLastIndex((accrual) => accrual.kind === kind);
    const previous = accruals[last];
    if (previous !== undefined && previous.to === from && previous.base === base) {
      accruals[last] = { ...previous, to, days: to - previous.from, amount: previous.amount + amount };
    } else {
      accruals.push({ kind, from, to, days: to - from, base, annualRate, amount });
    }
  }

  /** What is left at the as-of date. */
  close(): void {
    for (const { paidOn, left } of this.waiting) {
      this.trace.applications.push({ paidOn, amount: left, instalment: 0, part: 'unallocated' });
    }
  }
}
