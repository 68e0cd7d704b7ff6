/** One loan of a letter: its terms, what of each instalment is unpaid, and how penalty and compound interest accrued. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { LetterInstalment, LetterInterest, LetterLoan } from '../domain/letter.js';
import { letterAmount, letterAmounts, letterDay, letterDayOrNull } from '../domain/letter-values.js';
import { CREDIT_CARD } from '../domain/loan.js';
import { type Fen, formatRatePercent } from '../domain/money.js';
import type { Accrual, Position, PositionTrace } from '../domain/position.js';
import { textOf } from '../portfolio/id-table.js';
import { type CalledRest, restWhenCalled } from '../rules/position.js';
import { assessLoan, type LoanBench } from './assess-loan.js';
import { openForLookAhead, type UpcomingDue } from './upcoming.js';

/** What the loans file says of a loan beside its figures. */
export interface LoanWords {
  /** '' where the export has none. */
  readonly contract: string;
}

/** An instalment of the plan; `unpaidParts` lowers its amounts to what is not paid. */
interface ScheduledPart {
  readonly number: number;
  readonly dueOn: EpochDay;
  /** Day after which its interest runs. */
  readonly since: EpochDay;
  /** Principal that bears its interest. */
  readonly base: Fen;
  principal: Fen;
  interest: Fen;
  fee: Fen;
}

/**
 * Loan `index` as a letter over its arrears carries it, assessed again with the steps of its account. Its position must be
 * determined and every amount of it known. `callsAll` counts principal that is not due yet into the sum.
 */
export function letterLoan(
  bench: LoanBench,
  index: number,
  number: number,
  words: LoanWords,
  callsAll: boolean,
  language: Language,
): LetterLoan {
  const trace: PositionTrace = { accruals: [], applications: [] };
  const position = assessLoan(bench, index, false, trace).position as Position;
  const day = (on: EpochDay) => letterDay(on, language);
  const { asOf, conventions } = bench.terms;
  const pastDueBefore = asOf + (conventions.firstDayPastDue === 'due_day' ? 1 : 0);
  const called = restWhenCalled(bench.file, bench.instalments, asOf, conventions);
  const parts = scheduledParts(bench, called);
  const unpaid = unpaidParts(parts, trace);
  const instalments = unpaid
    .filter((part) => part.dueOn < pastDueBefore && part.principal + part.interest + part.fee > 0)
    .map((part) => instalmentOf(part, pastDueBefore - part.dueOn, language));
  const interest = (kind: Accrual['kind'], owed: Fen, base: Fen) =>
    letterInterest(
      trace.accruals.filter((accrual) => accrual.kind === kind),
      owed,
      base,
      language,
    );
  return {
    ...termsOf(bench, index, number, words, language),
    called: called === null ? null : day(called.dueOn),
    outstanding: letterAmount(position.outstandingPrincipal),
    since: day(position.oldestUnpaidDueOn),
    days: position.daysPastDue,
    credit: letterAmount(position.unallocated),
    amounts: letterAmounts(
      {
        principal: position.overduePrincipal,
        interest: position.overdueInterest,
        penalty: position.penaltyInterest,
        compound: position.compoundInterest,
        fee: position.overdueFee,
        undue: position.outstandingPrincipal - position.overduePrincipal,
      },
      callsAll,
    ),
    instalments,
    penalty: interest('penalty', position.penaltyInterest, position.overduePrincipal),
    compound: interest('compound', position.compoundInterest, position.overdueInterest),
  };
}

/** A loan without arrears as a reminder carries it: what falls due next, and nothing else is asked for. */
export function reminderLoan(
  bench: LoanBench,
  due: UpcomingDue,
  number: number,
  words: LoanWords,
  language: Language,
): LetterLoan {
  const { loan: index, dueOn } = due;
  const position = assessLoan(bench, index).position as Position;
  const { asOf, conventions } = bench.terms;
  openForLookAhead(bench, index, dueOn);
  const called = restWhenCalled(bench.file, bench.instalments, asOf, conventions);
  const next = scheduledParts(bench, called).find((part) => part.dueOn === dueOn)!;
  const nothing = letterInterest([], 0, 0, language);
  return {
    ...termsOf(bench, index, number, words, language),
    called: null,
    outstanding: letterAmount(position.outstandingPrincipal),
    since: letterDay(dueOn, language),
    days: 0,
    credit: letterAmount(position.unallocated),
    amounts: letterAmounts(
      {
        principal: due.principal,
        interest: due.interest,
        penalty: 0,
        compound: 0,
        fee: due.fee,
        undue: position.outstandingPrincipal - due.principal,
      },
      false,
    ),
    instalments: [
      instalmentOf({ ...next, principal: due.principal, interest: due.interest, fee: due.fee }, 0, language),
    ],
    penalty: nothing,
    compound: nothing,
  };
}

function termsOf(bench: LoanBench, index: number, number: number, { contract }: LoanWords, language: Language) {
  const { portfolio } = bench;
  const { loans } = portfolio;
  return {
    number,
    id: textOf(portfolio.loanIds, index),
    contract,
    product: portfolio.products[loans.product[index]!]!,
    isCard: loans.assetClass[index] === CREDIT_CARD,
    signed: letterDayOrNull(loans.contractSignedOn[index]!, language),
    disbursed: letterDay(loans.disbursedOn[index]!, language),
    matures: letterDayOrNull(loans.maturesOn[index]!, language),
    lent: letterAmount(loans.principal[index]!),
    rate: formatRatePercent(loans.annualRate[index]!),
  };
}

/** The instalments of the loan that the bench holds; of a debt that was called the rest as one. */
function scheduledParts({ file, instalments }: LoanBench, called: CalledRest | null): ScheduledPart[] {
  const { dueOn, fee, interest, principal } = instalments;
  const parts: ScheduledPart[] = [];
  let base = instalments.plannedPrincipal;
  let since = file.disbursedOn;
  for (let at = 0; at < (called?.from ?? instalments.count); at++) {
    parts.push({
      number: at + 1,
      dueOn: dueOn[at]!,
      since,
      base,
      principal: principal[at]!,
      interest: interest[at]!,
      fee: fee[at]!,
    });
    base -= principal[at]!;
    since = dueOn[at]!;
  }
  if (called !== null) parts.push({ ...called, number: called.from + 1, since, base, fee: 0 });
  return parts;
}

/** What was applied to each part taken off it. */
function unpaidParts(parts: readonly ScheduledPart[], { applications }: PositionTrace): ScheduledPart[] {
  const unpaid = parts.map((part) => ({ ...part }));
  for (const { amount, instalment, part } of applications) {
    const target = unpaid[instalment - 1];
    if (target === undefined || part === 'penalty' || part === 'compound' || part === 'unallocated') continue;
    target[part] -= amount;
  }
  return unpaid;
}

function instalmentOf(part: ScheduledPart, days: number, language: Language): LetterInstalment {
  const { base, dueOn, fee, interest, number, principal, since } = part;
  return {
    number,
    due: letterDay(dueOn, language),
    days,
    principal: letterAmount(principal),
    interest: letterAmount(interest),
    fee: letterAmount(fee),
    sum: letterAmount(principal + interest + fee),
    from: letterDay(since + 1, language),
    interestDays: dueOn - since,
    base: letterAmount(base),
  };
}

function letterInterest(accruals: readonly Accrual[], owed: Fen, base: Fen, language: Language): LetterInterest {
  const accrued = accruals.reduce((sum, { amount }) => sum + amount, 0);
  const day = (on: EpochDay) => letterDay(on, language);
  const last = accruals.at(-1);
  return {
    amount: letterAmount(owed),
    accrued: letterAmount(accrued),
    paid: letterAmount(accrued - owed),
    rate: last === undefined ? '' : formatRatePercent(last.annualRate),
    base: letterAmount(base),
    from: last === undefined ? null : day(accruals[0]!.from + 1),
    to: last === undefined ? null : day(last.to),
    days: accruals.reduce((sum, { days }) => sum + days, 0),
    accruals: accruals.map((accrual) => ({
      base: letterAmount(accrual.base),
      from: day(accrual.from + 1),
      to: day(accrual.to),
      days: accrual.days,
      rate: formatRatePercent(accrual.annualRate),
      amount: letterAmount(accrual.amount),
    })),
  };
}
