/** One loan of the book as a claim: its terms, its parties and every act on record that could bear on a clock. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import {
  BORROWER_PARTY,
  type ClaimAct,
  type ClaimFacts,
  type ClaimParty,
  RECEIPT,
  resultBit,
  SECURITIES,
  UNKNOWN_PARTY,
} from '../domain/claim.js';
import { bearsOnClocks } from '../domain/limitation-events.js';
import {
  CREDIT_CARD,
  ENFORCEMENT_PROCEEDS,
  EVENT_KINDS,
  type EventColumns,
  type EventKind,
  type Instalments,
  type LoanFile,
  NO_PARTY,
  PARTY_ROLES,
  RESTRUCTURED,
} from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { decidedOn } from '../domain/procedure-end.js';
import { areSpilled, type Party, type Portfolio, viewEvents } from '../portfolio/portfolio.js';

/** Working memory of one thread: the facts that are filled again for each loan, and the acts that they are filled from. */
export interface ClaimBench {
  readonly facts: ClaimFacts;
  readonly acts: ClaimAct[];
  /** Acts made so far; `acts` holds the first few of them. */
  readonly made: ClaimAct[];
  /** Whether any money of the book came from enforcement. */
  readonly hasProceeds: boolean;
}

const NO_ACTS: readonly ClaimAct[] = [];
const NO_PARTIES: readonly Party[] = [];
const BORROWER = PARTY_ROLES.indexOf('borrower') + 1;
/** It concerns another loan of the borrower. */
const OTHER_LOAN = -3;

/** Kinds that may begin a procedure: from then on a receipt may bear on a clock, whether the debt was due or not. */
const PROCEDURES: readonly EventKind[] = [
  'lawsuit',
  'arbitration',
  'payment_order',
  'bankruptcy_accepted',
  'bankruptcy_claim',
  'preservation',
  'enforcement',
  'mediation',
  'police_report',
  'judgment',
];
const OPENS_PROCEDURE = tableOf(PROCEDURES);
const JUDGMENT = EVENT_KINDS.indexOf('judgment') + 1;
const DECIDED = resultBit('decided');
const SAYS_HOW_IT_ENDED = (
  ['decided', 'withdrawn', 'dismissed', 'rejected', 'round_closed', 'terminated'] as const
).reduce((bits, result) => bits | resultBit(result), 0);
/** Kinds whose end is an event of its own and not known before it comes; the other ends are days that were set. */
const ENDS_SOME_DAY = tableOf([...PROCEDURES.filter((kind) => kind !== 'judgment'), 'obstacle']);

function tableOf(kinds: readonly EventKind[]): Uint8Array {
  const table = new Uint8Array(EVENT_KINDS.length + 1);
  for (const kind of kinds) table[EVENT_KINDS.indexOf(kind) + 1] = 1;
  return table;
}

/** The end of an act as it was known on `asOf`: of a procedure or obstacle not before it has come. */
export function endIfKnown(kind: number, endedOn: EpochDay, asOf: EpochDay): EpochDay {
  return endedOn > asOf && ENDS_SOME_DAY[kind] === 1 ? NO_DAY : endedOn;
}

/** What is said of an end is not known before the end has come. */
export function resultsIfKnown(kind: number, results: number, endedOn: EpochDay, asOf: EpochDay): number {
  return endedOn > asOf && ENDS_SOME_DAY[kind] === 1 ? results & ~SAYS_HOW_IT_ENDED : results;
}

export function newClaimBench({ payments }: Pick<Portfolio, 'payments'>): ClaimBench {
  const hasProceeds = areSpilled(payments)
    ? (payments.channels & (1 << ENFORCEMENT_PROCEEDS)) !== 0
    : payments.channel.includes(ENFORCEMENT_PROCEEDS);
  return { facts: newClaimFacts(), acts: [], made: [], hasProceeds };
}

/** A claim of which nothing is known and about which nothing was done. */
export function newClaimFacts(): ClaimFacts {
  return {
    owed: Number.NaN,
    lastDueOn: NO_DAY,
    isOnDemand: false,
    acceleratedOn: NO_DAY,
    bankruptOn: NO_DAY,
    disbursedOn: NO_DAY,
    oldestUnpaidDueOn: NO_DAY,
    instalments: Number.NaN,
    restructuredOn: NO_DAY,
    assetClass: 0,
    status: 0,
    hold: 0,
    security: 'none',
    acts: NO_ACTS,
    hasEventsFile: false,
    parties: null,
  };
}

/**
 * Fills the bench's facts for the loan that `file` is open at. `owed` and `oldestUnpaidDueOn` are its position's; NaN and
 * NO_DAY where that is undetermined. Acts after `asOf` do not exist, and an end after it is not known yet.
 */
export function gatherClaim(
  bench: ClaimBench,
  portfolio: Portfolio,
  file: LoanFile,
  instalments: Instalments,
  owed: Fen,
  oldestUnpaidDueOn: EpochDay,
  asOf: EpochDay,
): ClaimFacts {
  const { facts } = bench;
  facts.owed = owed;
  facts.lastDueOn = instalments.plannedCount > 0 ? instalments.lastDueOn : file.maturesOn;
  facts.acceleratedOn = file.acceleratedOn <= asOf ? file.acceleratedOn : NO_DAY;
  facts.bankruptOn = file.bankruptOn;
  facts.disbursedOn = file.disbursedOn;
  facts.oldestUnpaidDueOn = oldestUnpaidDueOn;
  facts.instalments = instalments.plannedCount;
  // A loan marked as restructured has been, whatever its date says.
  facts.restructuredOn = file.restructuredOn <= asOf || file.status === RESTRUCTURED ? file.restructuredOn : NO_DAY;
  facts.assetClass = file.assetClass;
  facts.status = file.status;
  facts.hold = file.hold;
  facts.security = SECURITIES[portfolio.security[file.index]!]!;
  facts.hasEventsFile = portfolio.events !== null;
  const parties = (portfolio.parties === null ? undefined : portfolio.partiesOfLoan.get(file.index)) ?? NO_PARTIES;
  facts.parties = portfolio.parties === null ? null : parties;
  // No clock runs where nothing is owed: what was done about it moves nothing.
  facts.acts = owed > 0 || Number.isNaN(owed) ? gatherActs(bench, portfolio, file, parties, asOf) : NO_ACTS;
  return facts;
}

function gatherActs(
  bench: ClaimBench,
  portfolio: Portfolio,
  file: LoanFile,
  parties: readonly Party[],
  asOf: EpochDay,
): readonly ClaimAct[] {
  const { facts, acts } = bench;
  const log = portfolio.events === null ? null : viewEvents(portfolio, portfolio.loans.borrower[file.index]!);
  const { paidOn, channel } = file.payments;
  // Cutting an array short is a call of the engine's own, also where there is nothing to cut.
  if (acts.length > 0) acts.length = 0;
  let opensOn = earlier(earlier(facts.lastDueOn, facts.acceleratedOn), facts.bankruptOn);
  let isOutOfOrder = false;
  if (log !== null) {
    const { events, until } = log;
    const { happenedOn, kind, loan, evidence, results } = events;
    const isCard = file.assetClass === CREDIT_CARD;
    for (let event = log.from; event < until; event++) {
      const code = kind[event]!;
      if (loan[event] !== file.index && loan[event] !== -1) continue;
      // No export knows debts without a term.
      if (!bearsOnClocks(code, evidence[event]!, results[event]!, isCard, false)) continue;
      if (happenedOn[event]! > asOf) break;
      const party = partyOf(portfolio, file.index, parties, events, event);
      if (party === OTHER_LOAN) continue;
      if (OPENS_PROCEDURE[code] === 1) opensOn = earlier(opensOn, happenedOn[event]!);
      const act = nextAct(bench);
      act.kind = code;
      act.on = happenedOn[event]!;
      act.endedOn = endIfKnown(code, events.endedOn[event]!, asOf);
      act.promisedOn = events.promisedOn[event]!;
      act.evidence = evidence[event]!;
      act.party = party;
      act.results = resultsIfKnown(code, results[event]!, events.endedOn[event]!, asOf);
      act.channel = 0;
      act.amount = events.amount[event]!;
      act.line = events.line[event]!;
      if ((act.results & DECIDED) !== 0) isOutOfOrder = true;
    }
    if (isOutOfOrder) for (const decision of decisionsOf(acts)) Object.assign(nextAct(bench), decision);
  }

  // Money from enforcement tells of a judgment whenever it came; any other receipt counts once a period could run.
  const eventCount = acts.length;
  let from = file.paymentsFrom;
  if (!bench.hasProceeds) {
    const after = opensOn === NO_DAY ? asOf : opensOn;
    from = file.paymentsUntil;
    while (from > file.paymentsFrom && paidOn[from - 1]! > after) from--;
  }
  for (let payment = from; payment < file.paymentsUntil; payment++) {
    const day = paidOn[payment]!;
    if (day > asOf) break;
    if ((opensOn === NO_DAY || day <= opensOn) && channel[payment] !== ENFORCEMENT_PROCEEDS) continue;
    const act = nextAct(bench);
    act.kind = RECEIPT;
    act.on = day;
    act.endedOn = NO_DAY;
    act.promisedOn = NO_DAY;
    act.evidence = 0;
    act.party = BORROWER_PARTY;
    act.results = 0;
    act.channel = channel[payment]!;
    act.amount = file.payments.amount[payment]!;
    act.line = file.payments.line[payment]!;
  }
  if (isOutOfOrder || (eventCount > 0 && acts.length > eventCount)) acts.sort(byDay);
  return acts.length === 0 ? NO_ACTS : acts;
}

/** The judgments that the records of suits tell by themselves (结果 判决, 调解书) and that have no event of their own. */
export function decisionsOf(acts: readonly ClaimAct[]): readonly ClaimAct[] {
  return acts
    .map((suit) => ({ ...suit, kind: JUDGMENT, on: decidedOn(suit, acts), endedOn: NO_DAY }))
    .filter(({ on }) => on !== NO_DAY);
}

/** By day; on one day events before receipts, each in the order in which the book has them (the sort is stable). */
function byDay(first: ClaimAct, second: ClaimAct): number {
  return first.on - second.on || (first.kind === RECEIPT ? 1 : 0) - (second.kind === RECEIPT ? 1 : 0);
}

function nextAct({ acts, made }: ClaimBench): ClaimAct {
  let act = made[acts.length];
  if (act === undefined) {
    act = newAct();
    made.push(act);
  }
  acts.push(act);
  return act;
}

function newAct(): ClaimAct {
  return {
    kind: RECEIPT,
    on: NO_DAY,
    endedOn: NO_DAY,
    promisedOn: NO_DAY,
    evidence: 0,
    party: BORROWER_PARTY,
    results: 0,
    channel: 0,
    amount: Number.NaN,
    line: 0,
  };
}

function earlier(first: EpochDay, second: EpochDay): EpochDay {
  if (first === NO_DAY) return second;
  return second === NO_DAY ? first : Math.min(first, second);
}

/** Whom an event concerns, as an act of the loan's claim says it. */
function partyOf(
  portfolio: Portfolio,
  loan: number,
  parties: readonly Party[],
  events: EventColumns,
  event: number,
): number {
  const code = events.party[event]!;
  if (code === NO_PARTY) return BORROWER_PARTY;
  const at = closestRow(parties, code);
  if (at >= 0) return partyAt(parties, at);
  // What was done about a party of another loan, without naming the loan, is no act of this one.
  return events.loan[event] === -1 && standsForOtherLoan(portfolio, loan, code) ? OTHER_LOAN : UNKNOWN_PARTY;
}

/**
 * Somebody may stand in several rows, such as a co-borrower who gave a mortgage as well: what was done about him counts in
 * the role that is closest to the debt (the order of PARTY_ROLES), wherever its row stands. -1 for nobody on record.
 */
function closestRow(parties: readonly Party[], code: number): number {
  let found = -1;
  for (let at = 0; at < parties.length; at++) {
    if (parties[at]!.code === code && (found < 0 || parties[at]!.role < parties[found]!.role)) found = at;
  }
  return found;
}

/** The party at a place of the list as an act names it: the borrower himself by the constant. */
export function partyAt(parties: readonly ClaimParty[], at: number): number {
  return parties[at]!.role === BORROWER ? BORROWER_PARTY : at;
}

function standsForOtherLoan(portfolio: Portfolio, loan: number, code: number): boolean {
  const borrower = portfolio.loans.borrower[loan]!;
  for (let at = portfolio.borrowerStart[borrower]!; at < portfolio.borrowerStart[borrower + 1]!; at++) {
    const parties = portfolio.partiesOfLoan.get(portfolio.loansByBorrower[at]!);
    if (parties?.some((party) => party.code === code) ?? false) return true;
  }
  return false;
}
