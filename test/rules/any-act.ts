/** Acts of every kind for the properties of the rules that walk over them. */
import fc from 'fast-check';
import { NO_DAY } from '../../src/domain/civil-date.js';
import {
  BORROWER_PARTY,
  type ClaimAct,
  type ClaimFacts,
  type ClockSettings,
  RECEIPT,
  resultBit,
  UNKNOWN_PARTY,
} from '../../src/domain/claim.js';
import { kindCode, PROVEN, SIGNED } from '../../src/domain/limitation-events.js';
import { CHANNELS, COUNTER, EVENT_KINDS, EVIDENCE_GRADES } from '../../src/domain/loan.js';
import { bareAct, day, factsOf, inOrder, parseParties, SETTINGS } from './limitation-facts.js';

export const FAVOURABLE: ClockSettings = { ...SETTINGS, reading: 'favourable' };
export const AGREED: ClockSettings = { ...SETTINGS, paymentWithoutChannel: 'by_debtor', debitBasis: 'agreed' };
const PARTIES = parseParties('B1=borrower;C1=co_borrower;G1=guarantor;M1=mortgagor');
export const G1 = 2;

const FROM = day('2008-09-01');
const TO = day('2026-11-21');
const someDay = fc.integer({ min: FROM, max: TO });
export const dueOn = fc.integer({ min: FROM, max: day('2025-12-31') });
export const asOf = fc.integer({ min: day('2018-07-23'), max: TO });
const maybe = (arbitrary: fc.Arbitrary<number>) => fc.oneof(fc.constant(NO_DAY), arbitrary);

const RESULTS = [
  'served',
  'withdrawn',
  'rejected',
  'part',
  'consent',
  'refused',
  'untraceable',
  'round_closed',
  'settled',
  'decided',
] as const;
export const results = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(...RESULTS.map(resultBit)) },
);

export const anyAct: fc.Arbitrary<ClaimAct> = fc.record({
  kind: fc.integer({ min: 0, max: EVENT_KINDS.length }),
  on: someDay,
  endedOn: maybe(someDay),
  promisedOn: maybe(fc.integer({ min: FROM, max: day('2030-12-31') })),
  evidence: fc.integer({ min: 0, max: EVIDENCE_GRADES.length }),
  party: fc.constantFrom(BORROWER_PARTY, BORROWER_PARTY, BORROWER_PARTY, UNKNOWN_PARTY, 0, 1, G1, 3),
  results,
  channel: fc.integer({ min: 0, max: CHANNELS.length }),
  amount: fc.constant(10_000),
  line: fc.integer({ min: 2, max: 9 }),
});
export const JUDGMENT = kindCode('judgment');
const OBSTACLE = kindCode('obstacle');
export const DECIDES_NOT = anyAct.filter(({ kind }) => kind !== JUDGMENT);
/** While an obstacle stands no end is in sight; a demand then gives the period one. */
export const HOLDS_NOT = DECIDES_NOT.filter(
  ({ kind, endedOn }) => kind !== OBSTACLE || (endedOn !== NO_DAY && endedOn <= day('2018-07-23')),
);
export const anyActs = fc.array(anyAct, { maxLength: 8 });

/** Nothing about these is open: signed or proven, by or on the debtor, at one point of time. */
const CERTAIN = (['demand', 'letter', 'acknowledgement', 'sms', 'visit', 'part_payment'] as const).map(kindCode);
export const certainAct: fc.Arbitrary<ClaimAct> = fc
  .record({ kind: fc.constantFrom(RECEIPT, ...CERTAIN), on: someDay, evidence: fc.constantFrom(SIGNED, PROVEN) })
  .map(({ kind, on, evidence }) => ({ ...bareAct(kind, on), evidence, channel: COUNTER, amount: 10_000 }));
export const certainActs = fc.array(certainAct, { maxLength: 10 });

export function claim(lastDueOn: number, acts: readonly ClaimAct[], changes: Partial<ClaimFacts> = {}): ClaimFacts {
  return { ...factsOf('2023-06-30', { acts: inOrder(acts), parties: PARTIES, ...changes }), lastDueOn };
}
