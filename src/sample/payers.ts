/** How each designed payer pays: receipts booked to the account up to the as-of date. */
import type { EpochDay } from '../domain/civil-date.js';
import { AUTO_DEBIT, COUNTER, ENFORCEMENT_PROCEEDS, THIRD_PARTY, TRANSFER } from '../domain/loan.js';
import type { Account } from './account.js';
import type { PayerKind } from './model.js';
import type { Random } from './random.js';

export interface PayingHabit {
  readonly asOf: EpochDay;
  /** Usual channel, a code into CHANNELS. */
  readonly channel: number;
  /** The export shows how the bank booked each receipt. */
  readonly showsParts: boolean;
  /** For a payer who stops: number of instalments that are paid before. */
  readonly paidBefore: number;
  /** A forgetful payer has forgotten the newest instalment. */
  readonly currentlyLate: boolean;
}

const HUNDRED_YUAN = 10_000;

function roundUp(amount: number, unit: number): number {
  return Math.ceil(amount / unit) * unit;
}

/** Instalments `from` … `until` − 1 on their due dates; now and then up to three days before. */
function payOnTime(account: Account, from: number, until: number, habit: PayingHabit, random: Random): void {
  for (let index = from; index < until; index++) {
    const ahead = habit.channel !== AUTO_DEBIT && random.chance(400) ? random.between(1, 3) : 0;
    account.receive(account.instalments.dueOn[index]! - ahead, account.amountOf(index), habit);
  }
}

function payEarly(account: Account, habit: PayingHabit, random: Random): void {
  for (let index = 0; index < account.instalments.count; index++) {
    const paidOn = account.instalments.dueOn[index]! - random.between(5, 25);
    if (paidOn > habit.asOf) break;
    account.receive(paidOn, account.amountOf(index), habit);
  }
}

function overpay(account: Account, habit: PayingHabit): void {
  for (let index = 0; index < account.dueBy(habit.asOf); index++) {
    // At least one yuan too much, so that whole hundreds are overpaid as well.
    account.receive(account.instalments.dueOn[index]!, roundUp(account.amountOf(index) + 100, HUNDRED_YUAN), habit);
  }
}

function payForgetfully(account: Account, habit: PayingHabit, random: Random): void {
  const due = account.dueBy(habit.asOf);
  for (let index = 0; index < due; index++) {
    const dueOn = account.instalments.dueOn[index]!;
    const newest = index === due - 1;
    if (newest && habit.currentlyLate) break;
    const late = random.chance(450) ? random.between(2, 9) : 0;
    if (late === 0 || dueOn + late > habit.asOf) {
      account.receive(dueOn, account.amountOf(index), habit);
      continue;
    }
    const penalty = account.penaltyOn(index, late);
    account.receive(dueOn + late, account.amountOf(index) + penalty, { ...habit, penalty });
  }
}

function payBouncing(account: Account, habit: PayingHabit, random: Random): void {
  const due = account.dueBy(habit.asOf);
  // Whatever chance says, one debit bounces; a loan of this payer without any would not be one.
  const surely = random.below(Math.max(due, 1));
  for (let index = 0; index < due; index++) {
    const dueOn = account.instalments.dueOn[index]!;
    const amount = account.amountOf(index);
    const returnedOn = dueOn + random.between(1, 3);
    if ((index !== surely && random.chance(750)) || returnedOn > habit.asOf) {
      account.receive(dueOn, amount, { ...habit, channel: AUTO_DEBIT });
      continue;
    }
    account.bounce(dueOn, returnedOn, amount);
    const repaidOn = returnedOn + random.between(1, 5);
    if (repaidOn > habit.asOf) break;
    account.receive(repaidOn, amount, { ...habit, channel: TRANSFER });
  }
}

/** Parts of what falls due, each smaller than the one before, with months left out. */
function payInParts(account: Account, from: number, habit: PayingHabit, random: Random): void {
  let percent = random.between(55, 75);
  let last = account.instalments.dueOn[from]!;
  // Months count, not instalments: a loan repaid once also sees several part payments.
  const share = from < account.instalments.count - 1 ? 1 : 6;
  const amount = account.amountOf(from) / share;
  for (;;) {
    const paidOn = last + random.between(20, 40);
    if (paidOn > habit.asOf || percent < 5) return;
    last = paidOn;
    if (random.chance(200)) continue;
    const part = roundUp((amount * percent) / 100, 100);
    account.receive(paidOn, part, { ...habit, channel: random.chance(700) ? TRANSFER : COUNTER });
    percent -= random.between(6, 16);
  }
}

/** Nothing for years but, for some, one receipt long after maturity. Only the debtor's own payment interrupts limitation. */
function payLongAgo(account: Account, habit: PayingHabit, random: Random): void {
  const { count, dueOn } = account.instalments;
  payOnTime(account, 0, Math.min(habit.paidBefore, count - 1), habit, random);
  if (!random.chance(350)) return;
  const maturedOn = dueOn[count - 1]!;
  const paidOn = maturedOn + random.between(60, Math.max(61, habit.asOf - maturedOn - 30));
  const channel = random.weighted([
    { weight: 5, channel: COUNTER },
    { weight: 3, channel: TRANSFER },
    { weight: 1, channel: AUTO_DEBIT },
    { weight: 1, channel: ENFORCEMENT_PROCEEDS },
    { weight: 1, channel: THIRD_PARTY },
  ]).channel;
  const part = Math.min(
    roundUp(Math.floor(account.openBy(habit.asOf) / random.between(20, 60)), HUNDRED_YUAN),
    account.openBy(habit.asOf),
  );
  if (paidOn <= habit.asOf) account.receive(paidOn, part, { channel });
}

/** Everything up to the as-of date and, where the loan has not matured, the rest of the principal with the last instalment. */
function payOff(account: Account, habit: PayingHabit, random: Random): void {
  const { count, principal } = account.instalments;
  const due = account.dueBy(habit.asOf);
  if (due === count) {
    payOnTime(account, 0, count, habit, random);
    return;
  }
  const last = Math.max(0, due - 1);
  payOnTime(account, 0, last, habit, random);
  let rest = account.amountOf(last);
  for (let index = last + 1; index < count; index++) rest += principal[index]!;
  account.receive(Math.min(account.instalments.dueOn[last]!, habit.asOf), rest, { channel: TRANSFER });
}

/** Books all receipts of a designed payer up to the as-of date. */
export function pay(account: Account, payer: PayerKind, habit: PayingHabit, random: Random): void {
  const due = account.dueBy(habit.asOf);
  switch (payer) {
    case 'punctual':
      payOnTime(account, 0, due, habit, random);
      return;
    case 'early':
      payEarly(account, habit, random);
      return;
    case 'overpaying':
      overpay(account, habit);
      return;
    case 'settled':
      payOff(account, habit, random);
      return;
    case 'forgetful':
      payForgetfully(account, habit, random);
      return;
    case 'bounced':
      payBouncing(account, habit, random);
      return;
    case 'hardship':
      payOnTime(account, 0, Math.min(habit.paidBefore, due - 1), habit, random);
      payInParts(account, Math.min(habit.paidBefore, due - 1), habit, random);
      return;
    case 'wilful':
      payOnTime(account, 0, Math.min(habit.paidBefore, due - 1), habit, random);
      return;
    case 'bad':
      return;
    case 'matured_long_ago':
      payLongAgo(account, habit, random);
  }
}
