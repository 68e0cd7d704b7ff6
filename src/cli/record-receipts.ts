/** Returned receipts as rows of the events table, one for each loan of the letter. */
import { NO_DAY } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { ReturnedReceipt } from '../read/receipts.js';
import { type EventRow, eventId } from '../write/event-rows.js';
import { receiptBasisText } from '../write/receipt-words.js';

/** In the order of the receipts; the loans of a letter in the letter's order, the acts of a loan together. */
export function eventsOfReceipts(receipts: readonly ReturnedReceipt[], language: Language): EventRow[] {
  return receipts.flatMap((returned) => {
    const { letter, on } = returned;
    return letter.loans.flatMap((loanId, place) =>
      returned.acts.map((act): EventRow => {
        const isPromise = act.basis === 'promise';
        const further = [...(letter.loans.length > 1 ? [place + 1] : []), ...(isPromise ? ['P'] : [])];
        return {
          eventId: eventId(letter.number, on, further),
          loanId,
          borrowerId: letter.borrowerId,
          happenedOn: on,
          kind: act.kind,
          partyId: letter.partyId,
          evidence: act.evidence,
          promisedOn: isPromise ? returned.promisedOn : NO_DAY,
          // Of a promise over several loans nobody said how much is for which.
          amount: isPromise && letter.loans.length === 1 ? returned.promisedAmount : Number.NaN,
          result: act.result,
          note: noteOf(returned, receiptBasisText(act.basis, language), language),
        };
      }),
    );
  });
}

function noteOf({ letter, note, receipt }: ReturnedReceipt, basis: string, language: Language): string {
  const parts = [letter.number, basis, receipt.relation, note].filter((part) => part !== '');
  return parts.join(language === 'zh' ? '；' : '; ');
}
