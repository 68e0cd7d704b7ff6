/**
 * Which borrowers of a book are in bankruptcy, and since when. A bankruptcy is the debtor's, not one loan's: what is told
 * of it at one of its loans is told of all.
 */
import { type EpochDay, formatIsoDate } from '../domain/civil-date.js';
import { acceptsBankruptcy } from '../domain/claim-record.js';
import { type Law, valueOn } from '../domain/law.js';
import { BANKRUPTCY_HOLD, EVENT_KINDS, type EventColumns, INDIVIDUAL, NO_PARTY } from '../domain/loan.js';
import { areSpilled, type Bankruptcies, type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import { resultsIfKnown } from './gather-claim.js';

const ACCEPTED = EVENT_KINDS.indexOf('bankruptcy_accepted') + 1;
const CLAIM = EVENT_KINDS.indexOf('bankruptcy_claim') + 1;
const UNDATED = Number.NaN;

/**
 * By borrower the day of acceptance as it was known on `asOf`: the earliest that was not taken back. NaN where a hold or
 * a claim filed says that the debtor is in bankruptcy and no event says since when, or the law of that day is not known.
 * Null where nobody is in bankruptcy, so that a book without bankrupts pays nothing.
 */
export function findBankruptcies(portfolio: Portfolio, asOf: EpochDay, law: Law): Bankruptcies | null {
  const found = new Map<number, EpochDay>();
  const { borrower, hold } = portfolio.loans;
  for (let loan = hold.indexOf(BANKRUPTCY_HOLD); loan >= 0; loan = hold.indexOf(BANKRUPTCY_HOLD, loan + 1)) {
    found.set(borrower[loan]!, UNDATED);
  }
  for (const debtor of borrowersTold(portfolio)) {
    const log = viewEvents(portfolio, debtor)!;
    const { events } = log;
    for (let at = log.from; at < log.until && events.happenedOn[at]! <= asOf; at++) {
      if (events.party[at] !== NO_PARTY) continue;
      if (events.kind[at] === CLAIM) {
        if (!found.has(debtor)) found.set(debtor, UNDATED);
      } else if (isAcceptance(events, at, asOf)) {
        const on = events.happenedOn[at]!;
        if (Number.isNaN(found.get(debtor) ?? UNDATED)) found.set(debtor, isCovered(on, law) ? on : UNDATED);
      }
    }
  }
  for (const debtor of found.keys()) if (isNaturalPerson(portfolio, debtor)) found.delete(debtor);
  return found.size === 0 ? null : found;
}

/** The law of bankruptcy is one of enterprises. Where no loan says what the borrower is, or they disagree, it may be one. */
function isNaturalPerson({ borrowerStart, loans, loansByBorrower }: Portfolio, debtor: number): boolean {
  let isSaid = false;
  for (let at = borrowerStart[debtor]!; at < borrowerStart[debtor + 1]!; at++) {
    const kind = loans.borrowerKind[loansByBorrower[at]!]!;
    if (kind > INDIVIDUAL) return false;
    if (kind === INDIVIDUAL) isSaid = true;
  }
  return isSaid;
}

function isAcceptance({ endedOn, kind, results }: EventColumns, at: number, asOf: EpochDay): boolean {
  return acceptsBankruptcy(kind[at]!, resultsIfKnown(kind[at]!, results[at]!, endedOn[at]!, asOf));
}

function isCovered(day: EpochDay, law: Law): boolean {
  return valueOn(law.bankruptcyAcceptance, formatIsoDate(day)) !== undefined;
}

/** Borrowers of whom an event tells something of a bankruptcy. */
function* borrowersTold(portfolio: Portfolio): Generator<number> {
  const { borrowerCount, events, eventStart } = portfolio;
  if (events === null) return;
  if (areSpilled(events)) {
    if (events.tellBankruptcy) for (let debtor = 0; debtor < borrowerCount; debtor++) yield debtor;
    return;
  }
  for (const kind of [ACCEPTED, CLAIM]) {
    let debtor = 0;
    for (let at = events.kind.indexOf(kind); at >= 0; at = events.kind.indexOf(kind, eventStart[debtor + 1]!)) {
      while (eventStart[debtor + 1]! <= at) debtor++;
      yield debtor;
    }
  }
}
