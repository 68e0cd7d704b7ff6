/** Which recorded events could move the end of a limitation period, and when. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { LimitationFacts } from './limitation.js';
import { CREDIT_CARD, EVENT_KINDS, EVIDENCE_GRADES, type EventKind } from './loan.js';

/**
 * When an event of a kind could change the answer: at any time (it changes the terms, or opens a procedure whose end
 * restarts or replaces the period), once the period runs, once it runs unless it is on record that there is no evidence,
 * once it runs and the contact can be proven, or never.
 *
 * A message by telephone or mail stands beside a letter: it restarts the period once it has arrived or should have
 * (诉讼时效规定 art. 8(1)(2)), and one that was sent, or of which the evidence is not stated, may have.
 */
type Bearing = 'always' | 'while_running' | 'unless_no_evidence' | 'when_proven' | 'never';

const BEARINGS: Readonly<Record<EventKind, Bearing>> = {
  call: 'when_proven',
  sms: 'unless_no_evidence',
  letter: 'while_running',
  email: 'unless_no_evidence',
  visit: 'when_proven',
  demand: 'while_running',
  notice_publication: 'while_running',
  acknowledgement: 'while_running',
  repayment_plan: 'always',
  extension: 'always',
  promise: 'when_proven',
  refusal: 'when_proven',
  unreachable: 'never',
  asset_transfer: 'never',
  auto_debit: 'while_running',
  part_payment: 'while_running',
  lawsuit: 'always',
  arbitration: 'always',
  payment_order: 'always',
  bankruptcy_claim: 'always',
  preservation: 'always',
  enforcement: 'always',
  mediation: 'always',
  police_report: 'always',
  assignment: 'while_running',
  judgment: 'always',
  withdrawal: 'always',
  obstacle: 'always',
  complaint: 'never',
  dispute: 'never',
  threat: 'never',
  survey: 'never',
};
const BEARING_OF_CODE: readonly Bearing[] = ['never', ...EVENT_KINDS.map((kind) => BEARINGS[kind])];

const OBSTACLE = EVENT_KINDS.indexOf('obstacle') + 1;
const SIGNED = EVIDENCE_GRADES.indexOf('signed') + 1;
const PROVEN = EVIDENCE_GRADES.indexOf('proven') + 1;
const NO_EVIDENCE = EVIDENCE_GRADES.indexOf('none') + 1;

/**
 * Whether event `index` of the facts could change when a period that runs from `anchor` ends. The columns must be
 * there.
 */
export function bearsOnPeriod(facts: LimitationFacts, index: number, anchor: EpochDay): boolean {
  const { happenedOn, kind, evidence, endedOn } = facts.events!;
  const code = kind[index]!;
  switch (BEARING_OF_CODE[code]) {
    case 'always':
      return !(code === OBSTACLE && endedOn[index] !== NO_DAY && endedOn[index]! <= anchor);
    case 'while_running':
      return happenedOn[index]! > anchor;
    case 'unless_no_evidence':
      // For bank cards sending a message to the reserved number or address is enough (银行卡规定 art. 3(2)).
      return happenedOn[index]! > anchor && (evidence[index] !== NO_EVIDENCE || facts.assetClass === CREDIT_CARD);
    case 'when_proven':
      return happenedOn[index]! > anchor && (evidence[index] === SIGNED || evidence[index] === PROVEN);
    default:
      return false;
  }
}
