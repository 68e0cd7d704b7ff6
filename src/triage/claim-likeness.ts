/** Which claims are alike to every clock: a book of a million loans has a few thousand kinds of plain claim. */
import { type ClaimFacts, SECURITIES } from '../domain/claim.js';
import { isPlainClaim } from '../domain/claim-record.js';
import { SETTLED } from '../domain/loan.js';

/** Schedules of more instalments are too rare to be worth a likeness. */
const MOST_INSTALMENTS = 1 << 10;

/**
 * A number that two claims of one book share only where all their clocks give the same answers for the same reasons; NaN
 * for a claim that is compared with none. Of a claim on which something is owed and about which nothing is on record,
 * clocks see the last due date, the number of instalments and what was given as security.
 */
export function likenessOf(facts: ClaimFacts): number {
  const { owed, status, parties, instalments, lastDueOn, security } = facts;
  if (!(owed > 0) || status === SETTLED || !isPlainClaim(facts)) return Number.NaN;
  if (parties !== null && parties.length > 0) return Number.NaN;
  if (!(instalments < MOST_INSTALMENTS)) return Number.NaN;
  return (lastDueOn * MOST_INSTALMENTS + instalments) * SECURITIES.length + SECURITIES.indexOf(security);
}
