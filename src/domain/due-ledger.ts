/**
 * Working memory for one loan's account: what has fallen due and is unpaid, what money has been applied to it, and
 * what the unpaid amounts have borne. Amounts in fen. One ledger is refilled for every loan of a book.
 *
 * Penalty interest (罚息) accrues on principal that is due and unpaid, compound interest (复利) on interest that is due
 * and unpaid; neither bears anything itself. Both are kept as fen × days and rounded once, so the number of receipts
 * does not change them.
 */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { WaterfallStep } from './conventions.js';
import { interestForFenDays, rateFraction } from './interest.js';
import type { AnnualRateE8, Fen, RateFraction } from './money.js';
import type { PositionTracer } from './position-tracer.js';

/** An order of application, split where it leaves the single instalment. */
export interface AppropriationOrder {
  readonly steps: readonly WaterfallStep[];
  /** One past the last step that pays a part of an instalment. Later steps wait until no due instalment is unpaid. */
  readonly instalmentSteps: number;
  /** One step over all due instalments before the next step, instead of one instalment after the other. */
  readonly overAllDue: boolean;
  /** Every part of an instalment has its step. */
  readonly paysEveryPart: boolean;
  /** A step pays what the loan as a whole owes. */
  readonly paysOwn: boolean;
}

export function appropriationOrder(steps: readonly WaterfallStep[], overAllDue: boolean): AppropriationOrder {
  return {
    steps,
    instalmentSteps: steps.findLastIndex((step) => step !== 'penalty' && step !== 'compound') + 1,
    overAllDue,
    paysEveryPart: steps.includes('fee') && steps.includes('interest') && steps.includes('principal'),
    paysOwn: steps.includes('penalty') || steps.includes('compound'),
  };
}

const UNKNOWN_RATE = rateFraction(Number.NaN);

export class DueLedger {
  /** Due dates and unpaid parts of the instalments that have fallen due: the first {@link fallen} entries. */
  dueOn = new Int32Array(64);
  fee = new Float64Array(64);
  interest = new Float64Array(64);
  principal = new Float64Array(64);
  /** What fell due with each of them. */
  due = new Float64Array(64);
  fallen = 0;
  /** The first instalment that is not paid in full; {@link fallen} when all are. */
  oldest = 0;

  // Numbers begin as no whole number: as one, the engine would take them for small ones until the first large loan, and
  // then throw away all that it has made of this class. `open` sets them to zero.

  /** Sums of what is due and unpaid. */
  unpaidPrincipal = Number.NaN;
  unpaidInterest = Number.NaN;
  unpaidFee = Number.NaN;
  /** Money received that nothing was due for yet. */
  credit = Number.NaN;
  /** Fees that the export itself booked, for which no fee of the schedule has fallen due yet. */
  feeCredit = Number.NaN;

  allocatedFee = Number.NaN;
  allocatedInterest = Number.NaN;
  allocatedPrincipal = Number.NaN;
  allocatedPenalty = Number.NaN;
  allocatedCompound = Number.NaN;

  /**
   * Money was applied that was not enough for all that was due, or for which more was due than the parts of instalments:
   * only then does the order of application tell in anything that the ledger holds.
   */
  orderMattered = false;

  private penaltyFenDays = Number.NaN;
  private compoundFenDays = Number.NaN;
  /** The export has booked more to penalty interest than had accrued when last looked at. */
  private isBookedAhead = false;
  private accruedTo: EpochDay = Number.NaN;
  private accrualRate: AnnualRateE8 = Number.NaN;
  private accrualFraction: RateFraction = UNKNOWN_RATE;
  private dayCountBasis = 360;
  private compounds = false;
  private tracer: PositionTracer | undefined = undefined;

  /** Empties the ledger for the next loan. `accrualRate` is NaN where it is unknown. */
  open(accrualRate: AnnualRateE8, dayCountBasis: number, compounds: boolean, tracer: PositionTracer | undefined): void {
    this.fallen = 0;
    this.oldest = 0;
    this.unpaidPrincipal = 0;
    this.unpaidInterest = 0;
    this.unpaidFee = 0;
    this.credit = 0;
    this.feeCredit = 0;
    this.allocatedFee = 0;
    this.allocatedInterest = 0;
    this.allocatedPrincipal = 0;
    this.allocatedPenalty = 0;
    this.allocatedCompound = 0;
    this.orderMattered = false;
    this.penaltyFenDays = 0;
    this.compoundFenDays = 0;
    this.isBookedAhead = false;
    this.accruedTo = NO_DAY;
    this.accrualRate = accrualRate;
    this.accrualFraction = rateFraction(accrualRate);
    this.dayCountBasis = dayCountBasis;
    this.compounds = compounds;
    this.tracer = tracer;
  }

  /** Makes room for `count` instalments in an empty ledger. */
  reserve(count: number): void {
    if (this.dueOn.length >= count) return;
    const capacity = Math.max(count, this.dueOn.length * 2);
    this.dueOn = new Int32Array(capacity);
    this.fee = new Float64Array(capacity);
    this.interest = new Float64Array(capacity);
    this.principal = new Float64Array(capacity);
    this.due = new Float64Array(capacity);
  }

  /** An instalment falls due: `accrueTo` its day must have been called. */
  fallDue(dueOn: EpochDay, fee: Fen, interest: Fen, principal: Fen): void {
    const index = this.fallen++;
    this.dueOn[index] = dueOn;
    this.due[index] = fee + interest + principal;
    let unpaidFee = fee;
    if (fee > 0 && this.feeCredit > 0) {
      const covered = Math.min(fee, this.feeCredit);
      unpaidFee -= covered;
      this.feeCredit -= covered;
      this.tracer?.meetFeeFromBooked(covered, index + 1);
    }
    this.fee[index] = unpaidFee;
    this.interest[index] = interest;
    this.principal[index] = principal;
    this.unpaidFee += unpaidFee;
    this.unpaidInterest += interest;
    this.unpaidPrincipal += principal;
    this.skipPaid();
  }

  /** What is due and unpaid bears penalty and compound interest up to `day`. */
  accrueTo(day: EpochDay): void {
    if (this.unpaidPrincipal > 0 || this.unpaidInterest > 0) {
      const days = day - this.accruedTo;
      this.penaltyFenDays += this.unpaidPrincipal * days;
      if (this.compounds) this.compoundFenDays += this.unpaidInterest * days;
      if (this.tracer !== undefined && days > 0) this.traceAccrual(this.tracer, day);
    }
    this.accruedTo = day;
    if (this.isBookedAhead) this.meetCompoundFromBooked();
  }

  /** Penalty interest accrued so far, paid or not; NaN when something bore it at an unknown rate. */
  accruedPenalty(): Fen {
    return this.accrued(this.penaltyFenDays);
  }

  /** Compound interest accrued so far, paid or not; NaN as above. */
  accruedCompound(): Fen {
    return this.accrued(this.compoundFenDays);
  }

  private accrued(fenDays: number): Fen {
    return fenDays === 0 ? 0 : interestForFenDays(fenDays, this.accrualFraction, this.dayCountBasis);
  }

  /**
   * The export itself booked `amount` to penalty interest: taken as booked, in full. Exports have no column for compound
   * interest and banks book both there, so what exceeds the accrued penalty interest pays accrued compound interest.
   * What is left after both stays booked and meets later accruals, penalty interest before compound interest.
   */
  bookPenalty(amount: Fen): void {
    this.allocatedPenalty += amount;
    this.tracer?.bookPenalty(amount);
    this.meetCompoundFromBooked();
  }

  /** What is booked to penalty interest beyond its accrual so far pays compound interest. Unknown accruals take nothing. */
  private meetCompoundFromBooked(): void {
    const beyond = this.allocatedPenalty - this.accruedPenalty();
    this.isBookedAhead = beyond > 0;
    if (!this.isBookedAhead) return;
    const met = Math.min(beyond, this.accruedCompound() - this.allocatedCompound);
    if (!(met > 0)) return;
    this.allocatedPenalty -= met;
    this.allocatedCompound += met;
    this.tracer?.rebookToCompound(met);
  }

  /** The export itself booked `amount` to fees: due fees first, oldest first; the rest waits for later ones. */
  bookFee(amount: Fen): void {
    this.allocatedFee += amount;
    let left = amount;
    for (let index = this.oldest; index < this.fallen && left > 0; index++) {
      const owed = this.fee[index]!;
      const paid = Math.min(owed, left);
      this.fee[index] = owed - paid;
      this.unpaidFee -= paid;
      left -= paid;
      this.tracer?.bookFee(paid, index + 1);
    }
    this.tracer?.bookFee(left, 0);
    this.feeCredit += left;
    this.skipPaid();
  }

  /**
   * Applies the credit to what is due, by `order`; what nothing is due for stays credit. Penalty and compound interest
   * belong to the loan as a whole: among the steps of an instalment they are met in full with the oldest.
   */
  applyCredit(order: AppropriationOrder): void {
    if (this.paysAllDue(order)) {
      if (this.tracer === undefined) {
        this.payAllDue();
        return;
      }
    } else {
      this.orderMattered = true;
    }
    const { steps, instalmentSteps } = order;
    if (order.overAllDue) {
      for (let step = 0; step < steps.length && this.credit > 0; step++) {
        if (this.payOwn(steps[step]!)) continue;
        for (let index = this.oldest; index < this.fallen && this.credit > 0; index++) {
          this.payPart(index, steps[step]!);
        }
      }
    } else {
      for (let index = this.oldest; index < this.fallen && this.credit > 0; index++) {
        for (let step = 0; step < instalmentSteps; step++) {
          if (!this.payPart(index, steps[step]!)) this.payOwn(steps[step]!);
        }
      }
      for (let step = 0; step < steps.length && this.credit > 0; step++) this.payOwn(steps[step]!);
    }
    this.skipPaid();
  }

  /** Whether the credit is enough for all that is due and may be spent on nothing else, so that no order matters. */
  private paysAllDue(order: AppropriationOrder): boolean {
    return (
      this.credit >= this.unpaidFee + this.unpaidInterest + this.unpaidPrincipal &&
      order.paysEveryPart &&
      (!order.paysOwn || (this.penaltyFenDays === 0 && this.compoundFenDays === 0))
    );
  }

  private payAllDue(): void {
    for (let index = this.oldest; index < this.fallen; index++) {
      this.fee[index] = 0;
      this.interest[index] = 0;
      this.principal[index] = 0;
    }
    this.oldest = this.fallen;
    this.credit -= this.unpaidFee + this.unpaidInterest + this.unpaidPrincipal;
    this.allocatedFee += this.unpaidFee;
    this.allocatedInterest += this.unpaidInterest;
    this.allocatedPrincipal += this.unpaidPrincipal;
    this.unpaidFee = 0;
    this.unpaidInterest = 0;
    this.unpaidPrincipal = 0;
  }

  /** Pays a part of one instalment; false when the step is none of an instalment's parts. */
  private payPart(index: number, step: WaterfallStep): boolean {
    let owed: Fen;
    if (step === 'interest') {
      owed = this.interest[index]!;
      if (owed > 0 && this.credit > 0) {
        const paid = this.spend(owed);
        this.interest[index] = owed - paid;
        this.unpaidInterest -= paid;
        this.allocatedInterest += paid;
        this.tracer?.apply(paid, index + 1, step);
      }
    } else if (step === 'principal') {
      owed = this.principal[index]!;
      if (owed > 0 && this.credit > 0) {
        const paid = this.spend(owed);
        this.principal[index] = owed - paid;
        this.unpaidPrincipal -= paid;
        this.allocatedPrincipal += paid;
        this.tracer?.apply(paid, index + 1, step);
      }
    } else if (step === 'fee') {
      owed = this.fee[index]!;
      if (owed > 0 && this.credit > 0) {
        const paid = this.spend(owed);
        this.fee[index] = owed - paid;
        this.unpaidFee -= paid;
        this.allocatedFee += paid;
        this.tracer?.apply(paid, index + 1, step);
      }
    } else {
      return false;
    }
    return true;
  }

  /** Pays what the loan as a whole owes; false when the step is a part of an instalment. An unknown amount takes nothing. */
  private payOwn(step: WaterfallStep): boolean {
    if (step === 'penalty') {
      const owed = this.accruedPenalty() - this.allocatedPenalty;
      if (owed > 0 && this.credit > 0) {
        const paid = this.spend(owed);
        this.allocatedPenalty += paid;
        this.tracer?.apply(paid, 0, step);
      }
      return true;
    }
    if (step === 'compound') {
      const owed = this.accruedCompound() - this.allocatedCompound;
      if (owed > 0 && this.credit > 0) {
        const paid = this.spend(owed);
        this.allocatedCompound += paid;
        this.tracer?.apply(paid, 0, step);
      }
      return true;
    }
    return false;
  }

  private spend(owed: Fen): Fen {
    const paid = Math.min(owed, this.credit);
    this.credit -= paid;
    return paid;
  }

  private skipPaid(): void {
    let index = this.oldest;
    while (index < this.fallen && this.principal[index] === 0 && this.interest[index] === 0 && this.fee[index] === 0) {
      index++;
    }
    this.oldest = index;
  }

  private traceAccrual(tracer: PositionTracer, day: EpochDay): void {
    if (this.unpaidPrincipal > 0) {
      tracer.accrue('penalty', this.accruedTo, day, this.unpaidPrincipal, this.accrualRate, this.accruedPenalty());
    }
    if (this.compounds && this.unpaidInterest > 0) {
      tracer.accrue('compound', this.accruedTo, day, this.unpaidInterest, this.accrualRate, this.accruedCompound());
    }
  }
}

/** Whether instalment `index` of the ledger is paid in full. */
export function isPaid(ledger: DueLedger, index: number): boolean {
  return ledger.principal[index] === 0 && ledger.interest[index] === 0 && ledger.fee[index] === 0;
}
