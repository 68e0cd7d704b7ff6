/**
 * What each kind of act does to a running period, by the evidence for it: the table that a lawyer reads first. What
 * cannot be said in a cell (how a suit ended, whether a debit has a basis, who could not be traced) is in
 * `act-verdict.ts`, which reads this table.
 */
import { type ClaimAct, RECEIPT, resultBit } from './claim.js';
import { EVENT_KINDS, EVIDENCE_GRADES, type EventKind } from './loan.js';

/** Acts that one rule of law judges together. */
export type ActFamily = 'demand' | 'publication' | 'debit' | 'payment' | 'acknowledgement' | 'procedure' | 'assignment';

/**
 * restarts: the period starts anew on that day · favourable: only on the reading that favours the creditor ·
 * not_stated: it depends on evidence of which nothing was said · nothing: no effect.
 */
export type ActOutcome = 'restarts' | 'favourable' | 'not_stated' | 'nothing';

/** What an act can do once the period has ended (Civil Code art. 192(2); 时效规定 art. 19). */
export type LateRole =
  /** The debtor's own words: signed, they take the plea away. */
  | 'consent'
  /** A demand that the debtor signed: it does so where his consent is shown. */
  | 'demand'
  | 'nothing';

export interface ActRow {
  readonly family: ActFamily;
  /** By code of evidence: not stated, signed, proven, sent, none. */
  readonly outcomes: readonly ActOutcome[];
  /** For a bank card, what was sent to the address, number or mailbox left with the bank (银行卡规定 art. 3(2)). */
  readonly sentToCard: ActOutcome;
  readonly whenLate: LateRole;
}

const R = 'restarts';
const F = 'favourable';
const U = 'not_stated';
const N = 'nothing';

type Outcomes = readonly [
  blank: ActOutcome,
  signed: ActOutcome,
  proven: ActOutcome,
  sent: ActOutcome,
  none: ActOutcome,
];

const row = (family: ActFamily, outcomes: Outcomes, sentToCard: ActOutcome, whenLate: LateRole): ActRow => ({
  family,
  outcomes,
  sentToCard,
  whenLate,
});

/** Kinds that are not in the table restart nothing. `judgment`, `withdrawal` and `obstacle` are read by other rules. */
// biome-ignore format: read by its columns
const ROWS: Partial<Readonly<Record<EventKind, ActRow>>> = {
  //                                        not stated
  //                                        |  signed
  //                                        |  |  proven
  //                                        |  |  |  sent
  //                                        |  |  |  |  none     sent, card   after the end
  demand:             row('demand',          [U, R, R, F, N],     R,           'demand'),
  letter:             row('demand',          [U, R, R, F, N],     R,           'demand'),
  email:              row('demand',          [U, R, R, F, N],     R,           'demand'),
  sms:                row('demand',          [U, R, R, F, N],     R,           'demand'),
  // A line in a contact log claims no demand; a recording or a signed sheet can prove one.
  call:               row('demand',          [N, R, R, N, N],     F,           'nothing'),
  visit:              row('demand',          [N, R, R, N, N],     N,           'demand'),
  // A refusal shows that the debtor was asked, but not when and by what.
  refusal:            row('demand',          [N, F, F, N, N],     N,           'nothing'),
  notice_publication: row('publication',     [U, R, R, N, N],     N,           'nothing'),
  assignment:         row('assignment',      [U, R, R, F, N],     F,           'nothing'),
  acknowledgement:    row('acknowledgement', [U, R, R, F, N],     F,           'consent'),
  repayment_plan:     row('acknowledgement', [U, R, R, F, N],     F,           'consent'),
  extension:          row('acknowledgement', [U, R, R, F, N],     F,           'consent'),
  promise:            row('acknowledgement', [U, R, R, F, N],     F,           'consent'),
  // What was paid is in the books; the money speaks for itself.
  part_payment:       row('payment',         [R, R, R, F, N],     F,           'nothing'),
  // With a basis in law or contract, judged apart: the evidence is evidence of the basis.
  auto_debit:         row('debit',           [U, R, R, U, N],     U,           'nothing'),
  // The files of the court or office prove a procedure.
  lawsuit:            row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  arbitration:        row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  payment_order:      row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  bankruptcy_claim:   row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  preservation:       row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  enforcement:        row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  mediation:          row('procedure',       [R, R, R, R, R],     R,           'nothing'),
  police_report:      row('procedure',       [R, R, R, R, R],     R,           'nothing'),
};

const ROW_OF_CODE: readonly (ActRow | null)[] = [null, ...EVENT_KINDS.map((kind) => ROWS[kind] ?? null)];

/** The row of a kind of event; null where it restarts nothing by itself. */
export function rowOf(kind: number): ActRow | null {
  return ROW_OF_CODE[kind] ?? null;
}

/** Code of a kind of event. */
export function kindCode(kind: EventKind): number {
  return EVENT_KINDS.indexOf(kind) + 1;
}

export const SIGNED = EVIDENCE_GRADES.indexOf('signed') + 1;
export const PROVEN = EVIDENCE_GRADES.indexOf('proven') + 1;
export const SENT = EVIDENCE_GRADES.indexOf('sent') + 1;
export const NO_EVIDENCE = EVIDENCE_GRADES.indexOf('none') + 1;

const CALL = kindCode('call');
const VISIT = kindCode('visit');
const UNANSWERED = resultBit('unanswered');
const REACHED = resultBit('reached');
const NOT_SERVED = resultBit('not_served');
const SERVED = resultBit('served');

/**
 * What may be made of a demand although its own record says that it did not reach the debtor: `nothing` of a call that nobody
 * answered, which no recording makes a demand, `favourable` of a proven visit on which he was not met (a letter may have
 * been left with his family) and of what was not delivered: it may be that it should have arrived (时效规定 art. 8). Null
 * where the record says nothing of the kind, where a signature speaks against it, and for a card, where sending is enough.
 */
export function worthThoughMissed(
  { kind, evidence, results }: Pick<ClaimAct, 'kind' | 'evidence' | 'results'>,
  isSendingEnough: boolean,
): 'nothing' | 'favourable' | null {
  if (evidence === SIGNED || evidence === NO_EVIDENCE) return null;
  if (kind === CALL || kind === VISIT) {
    if (evidence === 0 || (results & (UNANSWERED | REACHED)) !== UNANSWERED) return null;
    return kind === VISIT && evidence === PROVEN ? 'favourable' : 'nothing';
  }
  if (isSendingEnough || rowOf(kind)?.family !== 'demand') return null;
  return (results & (NOT_SERVED | SERVED)) === NOT_SERVED ? 'favourable' : null;
}

// What the gatherer may leave out

const ALWAYS = 1;
/** Only for a bank card. */
const CARD = 2;
/** Only for a debt without a term, which the first demand or refusal makes due. */
const ON_DEMAND = 4;
/** Only with a result that tells of a debtor who is lost. */
const WHEN_LOST = 8;
/** Only with a result that tells of consent. */
const WITH_CONSENT = 1 << 4;

const LOST = resultBit('untraceable') | resultBit('no_assets');
const CONSENT = resultBit('consent');

const GRADES = EVIDENCE_GRADES.length + 1;
const BEARING = bearingTable();

function bearingTable(): Uint8Array {
  const table = new Uint8Array((EVENT_KINDS.length + 1) * GRADES);
  for (const [index, kind] of EVENT_KINDS.entries()) {
    for (let grade = 0; grade < GRADES; grade++) table[(index + 1) * GRADES + grade] = bearingOf(kind, grade);
  }
  return table;
}

function bearingOf(kind: EventKind, grade: number): number {
  if (kind === 'judgment' || kind === 'withdrawal' || kind === 'obstacle') return ALWAYS;
  if (kind === 'unreachable') return grade === SIGNED || grade === PROVEN ? ALWAYS : WHEN_LOST;
  const found = ROWS[kind];
  if (found === undefined) return 0;
  if (found.outcomes[grade] !== N) return ALWAYS;
  if (kind === 'refusal') return grade === NO_EVIDENCE ? 0 : ON_DEMAND;
  if (grade === SENT && found.sentToCard !== N) return CARD;
  // A visit of which no proof is stated may be where the debtor agreed to pay a debt that was barred.
  if (grade === 0 && found.whenLate === 'demand') return WITH_CONSENT;
  // A letter of which there is no proof yet is worth a line in the explanation: proof would help.
  return kind === 'sms' || kind === 'email' || found.outcomes[0] === N ? 0 : ALWAYS;
}

/**
 * Whether an event could ever matter to a clock of the claim, so that the many that cannot need not be gathered.
 * `results` as in `ClaimAct`. Receipts (kind 0) always may.
 */
export function bearsOnClocks(
  kind: number,
  evidence: number,
  results: number,
  isCreditCard: boolean,
  isOnDemand: boolean,
): boolean {
  if (kind === RECEIPT) return true;
  const bearing = BEARING[kind * GRADES + evidence]!;
  if (bearing === ALWAYS) return true;
  return (
    bearing !== 0 &&
    ((bearing === CARD && isCreditCard) ||
      (bearing === ON_DEMAND && isOnDemand) ||
      (bearing === WHEN_LOST && (results & LOST) !== 0) ||
      (bearing === WITH_CONSENT && (results & CONSENT) !== 0))
  );
}
