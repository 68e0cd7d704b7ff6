/** What stands behind the next step of one borrower: hold, emergencies, playbook, and how it was and may be contacted. */
import type { EpochDay } from '../domain/civil-date.js';
import type { ConductFinding, ConductLimits, ContactsToday } from '../domain/conduct.js';
import { NO_HOLD } from '../domain/loan.js';
import { EMERGENCIES, type Emergency, emergencyBit, type PlaybookMove, type PlaybookStage } from '../domain/work.js';
import { type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import { countToday, findConductFaults, limitsOn } from '../rules/conduct-limits.js';
import { holdInForce } from '../rules/next-step.js';
import { stageOf, suggestMoves } from '../rules/playbook.js';
import type { BorrowerAssessment, BorrowerBench } from './assess-borrower.js';
import type { TriageTerms } from './assess-loan.js';

export interface Guidance {
  /** Code into HOLDS: the hold in force; at most NO_HOLD where none is. */
  readonly hold: number;
  readonly emergencies: readonly {
    readonly emergency: Emergency;
    readonly knownOn: EpochDay;
    /** The log shows that its step was done. */
    readonly isDone: boolean;
  }[];
  /** Undefined where no limit is in force on the as-of date. */
  readonly limits: ConductLimits | undefined;
  readonly contacts: ContactsToday;
  /** Over the whole log up to the as-of date. */
  readonly findings: readonly ConductFinding[];
  /** Null where nothing is overdue or its days are not known. */
  readonly stage: PlaybookStage | null;
  /** None while a hold stops contact. */
  readonly moves: readonly PlaybookMove[];
}

/** Of the borrower that was assessed last on this bench. */
export function explainGuidance(bench: BorrowerBench, assessment: BorrowerAssessment): Guidance {
  const { portfolio, terms } = bench;
  const { asOf, policy } = terms;
  const { borrower, loans, lead, daysPastDue, typing } = assessment;
  const log = viewEvents(portfolio, borrower);
  const stated = loans.map(({ loan }) => portfolio.loans.hold[loan]!);
  const hold = holdInForce(Math.max(0, ...stated), log, asOf);
  const limits = limitsOn(terms.conduct[portfolio.loans.assetClass[loans[lead]!.loan]!]!, asOf);
  const { emergencies: record } = bench.guide;
  const stage = typing === null ? null : stageOf(policy.playbook, daysPastDue);
  return {
    hold,
    emergencies: assessment.isListed
      ? EMERGENCIES.flatMap((emergency, at) => {
          const bit = emergencyBit(emergency);
          if ((record.standing & bit) === 0) return [];
          return [{ emergency, knownOn: record.knownOn[at]!, isDone: (record.done & bit) !== 0 }];
        })
      : [],
    limits,
    contacts: countToday(log, asOf, limits, hold, policy.conduct.complaintStandsDays),
    findings: conductFindings(portfolio, terms)(borrower),
    stage,
    moves: typing === null || hold > NO_HOLD ? [] : suggestMoves(policy.playbook, typing.type, stage),
  };
}

/** Findings of a whole book, and the borrowers that they concern. */
export function countConductFindings(
  portfolio: Portfolio,
  terms: TriageTerms,
): { readonly findings: number; readonly borrowers: number } {
  if (portfolio.events === null) return { findings: 0, borrowers: 0 };
  const findingsOf = conductFindings(portfolio, terms);
  let findings = 0;
  let borrowers = 0;
  for (let borrower = 0; borrower < portfolio.borrowerCount; borrower++) {
    if (portfolio.eventStart[borrower] === portfolio.eventStart[borrower + 1]) continue;
    const { length } = findingsOf(borrower);
    findings += length;
    if (length > 0) borrowers++;
  }
  return { findings, borrowers };
}

function conductFindings(portfolio: Portfolio, terms: TriageTerms): (borrower: number) => readonly ConductFinding[] {
  const { borrowerStart, loans, loansByBorrower, parties, partiesOfLoan } = portfolio;
  let current = 0;
  const regimesOf = (loan: number) => {
    const own = loan >= 0 ? loan : loansByBorrower[borrowerStart[current]!]!;
    return terms.conduct[loans.assetClass[own]!]!;
  };
  const isListed = (party: number) => {
    for (let at = borrowerStart[current]!; at < borrowerStart[current + 1]!; at++) {
      if (partiesOfLoan.get(loansByBorrower[at]!)?.some(({ code }) => code === party) === true) return true;
    }
    return false;
  };
  return (borrower) => {
    current = borrower;
    const log = viewEvents(portfolio, borrower);
    return log === null ? [] : findConductFaults(log, terms.asOf, regimesOf, parties === null ? null : isListed);
  };
}
