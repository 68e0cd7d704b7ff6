/** What stands behind the next step of one borrower: hold, emergencies, playbook, and how it was and may be contacted. */
import type { EpochDay } from '../domain/civil-date.js';
import type { ConductFinding, ConductLimits, ContactsToday } from '../domain/conduct.js';
import { NO_HOLD } from '../domain/loan.js';
import { EMERGENCIES, type Emergency, emergencyBit, type PlaybookMove, type PlaybookStage } from '../domain/work.js';
import { viewEvents } from '../portfolio/portfolio.js';
import { countToday, isUsedUp, limitsOn } from '../rules/conduct-limits.js';
import { holdInForce } from '../rules/next-step.js';
import { stageOf, suggestMoves } from '../rules/playbook.js';
import type { BorrowerAssessment, BorrowerBench } from './assess-borrower.js';
import { conductFindings } from './conduct-findings.js';

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
  /** None while a hold, a complaint or a threat stops contact, and where the limits of the day are used up. */
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
  const contacts = countToday(log, asOf, limits, hold, policy.conduct.complaintStandsDays);
  const isThreatened = assessment.isListed && (record.standing & emergencyBit('threat')) !== 0;
  const isStopped = hold > NO_HOLD || isUsedUp(contacts) || isThreatened;
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
    contacts,
    findings: conductFindings(portfolio, terms)(borrower),
    stage,
    moves: typing === null || isStopped ? [] : suggestMoves(policy.playbook, typing.type, stage),
  };
}
