/**
 * Question   May a letter be written, and if not, why?
 * Needs      holds and overdue totals of all the borrower's loans; of one letter its addressee and the day of the last
 * Policy     whether an address is required, the minimum gap
 * Answer     the first reason that stands against it, or none
 * Not decided here   which kind of letter fits: see letter-kind.ts
 */
import { HOLDS, NO_HOLD } from '../domain/loan.js';
import type { AddresseeFacts, NoticeFacts, NoticeRefusal } from '../domain/notice.js';

const BY_HOLD: Readonly<Record<Exclude<(typeof HOLDS)[number], 'none'>, NoticeRefusal>> = {
  dispute: 'dispute',
  bankruptcy: 'bankruptcy',
  cease: 'hold',
  deceased: 'deceased',
};

/**
 * Against any letter about a borrower's loans, to itself or to those who answer for it. A hold on any of the loans stops
 * the letters over all of them: of several the gravest is named. A hold that is not given is no hold. One unknown amount
 * stops them too, because a letter names the whole debt; so does a rejected row, which may hold a receipt of what would be asked for.
 */
export function refuseBorrower(facts: NoticeFacts): NoticeRefusal | undefined {
  const { complete, determined, holds, isReminder, overdueTotals } = facts;
  if (overdueTotals.length === 0) return 'settled';
  const hold = Math.max(...holds);
  if (hold > NO_HOLD) return BY_HOLD[HOLDS[hold - 1] as keyof typeof BY_HOLD];
  if (determined.includes(false)) return 'position-undetermined';
  if (complete.includes(false)) return 'rows-rejected';
  if (isReminder) return undefined;
  if (overdueTotals.some(Number.isNaN)) return 'amount-undetermined';
  return overdueTotals.some((total) => total > 0) ? undefined : 'nothing-due';
}

/** Against one letter. */
export function refuseAddressee(facts: AddresseeFacts): NoticeRefusal | undefined {
  if (facts.isAlreadyWritten) return 'already-written';
  if (facts.daysSinceLast < facts.minimumGapDays) return 'too-soon';
  if (facts.name.trim() === '') return 'no-name';
  if (facts.isAddressRequired && facts.address.trim() === '') return 'no-address';
  return undefined;
}
