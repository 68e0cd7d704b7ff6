/**
 * Question   May a demand letter be written to this borrower, and if not, why?
 * Needs      the holds and overdue totals of all its loans, and its name
 * Answer     the first reason that stands against it, or none
 * Not decided here   whether the minimum gap since the last letter has passed; which kind of letter fits
 */
import { NO_HOLD } from '../domain/loan.js';
import type { NoticeFacts, NoticeRefusal } from '../domain/notice.js';

/**
 * A hold on any of the loans stops the letter over all of them: it goes to one person. A hold that is not given is no
 * hold. One unknown amount stops the letter too, because a demand names the whole debt. A missing address does not:
 * the letter can be handed over.
 */
export function refuseNotice(facts: NoticeFacts): NoticeRefusal | undefined {
  if (facts.holds.some((hold) => hold > NO_HOLD)) return 'hold';
  if (facts.overdueTotals.some(Number.isNaN)) return 'amount-undetermined';
  if (!facts.overdueTotals.some((total) => total > 0)) return 'nothing-due';
  if (facts.borrowerName.trim() === '') return 'no-name';
  return undefined;
}
