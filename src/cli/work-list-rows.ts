/** The rows of the work list in words, made one by one from the ranked borrowers as they are written. */

import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { CLOCKS } from '../domain/clock.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { owesNothing } from '../domain/loan.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import { type CalendarStep, TIERS, type Why, type WorkFlag, type WorkListRow } from '../domain/work.js';
import { type BorrowerColumns, flagBit, flagsOf } from '../portfolio/borrower-columns.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { gatherLoanText, type LoanText } from '../read/loan-text.js';
import { movesByTypeAndStage } from '../triage/moves-of-playbook.js';
import { describeWhy } from '../write/words.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

/** Rows for the whole ranked list, in order of work. */
export function* workListRows(open: OpenBook, triaged: TriagedBook, language: Language): Generator<WorkListRow> {
  const rowAt = workListRowMaker(open, triaged, language);
  for (let at = 0; at < triaged.list.order.length; at++) yield rowAt(at);
}

/** Makes the row at any position of the list. */
function workListRowMaker(open: OpenBook, triaged: TriagedBook, language: Language): (at: number) => WorkListRow {
  const { portfolio, terms } = open;
  const { borrowers: columns } = triaged.book;
  const { order } = triaged.list;
  const buckets = terms.policy.ageing.buckets;
  // A few steps and sets of flags serve a whole list: their texts are made once.
  const steps = terms.policy.calendar.allSteps;
  const stepTexts = textsOfSteps(steps, language);
  const flagSets = new Map<number, readonly WorkFlag[]>();
  const movesOf = movesTeller(open, language);
  const texts = gatherNames(open, triaged);
  return (at) => {
    const borrower = order[at]!;
    const lead = columns.leadLoan[borrower]!;
    const bucket = columns.bucket[borrower]!;
    const grade = columns.riskGrade[borrower]!;
    const type = columns.type[borrower]!;
    const daysPastDue = columns.daysPastDue[borrower]!;
    const deadline = columns.nearestDeadlineOn[borrower]!;
    const flags = shownFlags(portfolio, columns, borrower);
    return {
      rank: at + 1,
      why: describeWhy(whyOf(open, columns, borrower), language),
      nextStep: stepTexts[columns.step[borrower]!]!,
      nextStepBy: columns.stepBy[borrower]!,
      borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
      borrowerName: texts.text(at, 'borrower_name'),
      loans: openLoansOf(portfolio, borrower, terms.asOf),
      daysPastDue: daysPastDue === NO_DAY ? Number.NaN : daysPastDue,
      bucket: bucket === NO_CODE ? UNDETERMINED_BUCKET : buckets[bucket]!.code,
      riskGrade: grade === NO_CODE ? '' : RISK_GRADES[grade]!,
      overdueTotal: columns.overdueTotal[borrower]!,
      outstandingPrincipal: columns.outstanding[borrower]!,
      borrowerType: type === NO_CODE ? '' : BORROWER_TYPES[type]!,
      typeConfidence: type === NO_CODE ? Number.NaN : columns.confidence[borrower]!,
      nearestDeadline: deadline === NO_DAY ? '' : CLOCKS[columns.nearestDeadlineClock[borrower]!]!,
      nearestDeadlineOn: deadline,
      officer: portfolio.officers[portfolio.loans.officer[lead]!]!,
      branch: portfolio.branches[portfolio.loans.branch[lead]!]!,
      region: portfolio.regions[portfolio.loans.region[lead]!]!,
      phone: texts.text(at, 'phone'),
      flags: flagSetOf(flagSets, flags),
      score: shownScore(columns.tier[borrower]!, columns.score[borrower]!),
      moves: movesOf(type, daysPastDue, flags),
      borrowerSubtype: BORROWER_SUBTYPES[columns.subtype[borrower]!]!,
    };
  };
}

/** What is to be done and who does it, by step. */
export function textsOfSteps(steps: readonly CalendarStep[], language: Language): string[] {
  return steps.map(({ title, who }) => (language === 'zh' ? `${title.zh}（${who.zh}）` : `${title.en} (${who.en})`));
}

/** What the list shows of the person behind a loan. */
export const SHOWN_OF_PERSON = ['borrower_name', 'phone'] as const;

/** Names and phones of the borrowers on the list, by their places on it. */
function gatherNames(open: OpenBook, { book, list }: TriagedBook): LoanText {
  return gatherLoanText(
    open.loansTable,
    open.portfolio,
    leadLoans(list.order, book.borrowers.leadLoan),
    SHOWN_OF_PERSON,
    open.masking,
  );
}

/** Money tiers are ranked by fen and shown in yuan; the others by days. */
export function shownScore(tier: number, score: number): number {
  return TIERS[tier] === 'promise' || TIERS[tier] === 'expected_recovery' ? score / 100 : score;
}

/** The moves that suit a borrower, by type, days past due (NO_DAY where unknown) and flags; '' where nobody is to be approached. */
export function movesTeller(
  { terms }: OpenBook,
  language: Language,
): (type: number, daysPastDue: number, flags: number) => string {
  const { playbook } = terms.policy;
  const movesOf = movesByTypeAndStage(playbook, (moves) =>
    moves
      .slice(0, playbook.mostInList)
      .map(({ offeredAs }) => offeredAs[language])
      .join(language === 'zh' ? '；' : '; '),
  );
  return (type, daysPastDue, flags) =>
    (flags & STOPPED_FLAGS) !== 0 ? '' : (movesOf(type, daysPastDue === NO_DAY ? Number.NaN : daysPastDue) ?? '');
}

const CARE_FLAG = flagBit('care');
/** With these nobody is to be approached, or not today: no move is suggested. */
const STOPPED_FLAGS = (
  ['hold:dispute', 'hold:bankruptcy', 'hold:cease', 'hold:deceased', 'no-contact-today', 'emergency:threat'] as const
).reduce((bits, flag) => bits | flagBit(flag), 0);

/**
 * The flags of a borrower as the list shows them. Whether there is a care note is told here, where the row is made: nothing
 * that is worked out about a borrower has seen it.
 */
export function shownFlags(portfolio: Portfolio, columns: BorrowerColumns, borrower: number): number {
  return columns.flags[borrower]! | (hasCareNote(portfolio, borrower) ? CARE_FLAG : 0);
}

function hasCareNote({ borrowerStart, loansByBorrower, loans }: Portfolio, borrower: number): boolean {
  for (let at = borrowerStart[borrower]!; at < borrowerStart[borrower + 1]!; at++) {
    if (loans.careNote[loansByBorrower[at]!] === 1) return true;
  }
  return false;
}

function flagSetOf(known: Map<number, readonly WorkFlag[]>, bits: number): readonly WorkFlag[] {
  let flags = known.get(bits);
  if (flags === undefined) {
    flags = flagsOf(bits);
    known.set(bits, flags);
  }
  return flags;
}

/** The loan by which each borrower on the list is shown, by place. */
export function leadLoans(order: Int32Array, leadLoan: Int32Array): Int32Array {
  const leads = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) leads[at] = leadLoan[order[at]!]!;
  return leads;
}

/** Identifiers of a borrower's loans on which something is or may be owed, in their order. */
export function openLoansOf(portfolio: Portfolio, borrower: number, asOf: EpochDay): string[] {
  const { loans } = portfolio;
  const ids: string[] = [];
  for (let at = portfolio.borrowerStart[borrower]!; at < portfolio.borrowerStart[borrower + 1]!; at++) {
    const loan = portfolio.loansByBorrower[at]!;
    if (!owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) ids.push(textOf(portfolio.loanIds, loan));
  }
  return ids;
}

/** Why a borrower stands where it stands. */
export function whyOf({ portfolio, terms }: OpenBook, columns: BorrowerColumns, borrower: number): Why {
  const tier = TIERS[columns.tier[borrower]!]!;
  switch (tier) {
    case 'rights_at_risk': {
      const baseOn = columns.nearestDeadlineOn[borrower]!;
      return {
        tier,
        clock: CLOCKS[columns.nearestDeadlineClock[borrower]!]!,
        loanId: textOf(portfolio.loanIds, columns.nearestDeadlineLoan[borrower]!),
        baseOn,
        daysLeft: baseOn - terms.asOf,
      };
    }
    case 'promise':
      return {
        tier,
        promisedOn: columns.promiseFor[borrower]!,
        amount: columns.promiseAmount[borrower]!,
        state: columns.promiseBroken[borrower] === 1 ? 'broken' : 'due',
      };
    case 'step_overdue': {
      const overdueDays = columns.stepOverdueDays[borrower]!;
      return { tier, by: terms.asOf - overdueDays, overdueDays };
    }
    case 'expected_recovery': {
      const known = columns.bucket[borrower] !== NO_CODE;
      return { tier, amount: known ? columns.score[borrower]! : Number.NaN };
    }
  }
}
