/** A clock for machines: the columns of `deadlines.csv` as keys, sentences and articles as arrays of texts. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { DeadlineRow } from '../domain/work.js';
import { describeMissing, describeReason, type RecordPlaces } from '../write/words.js';

const day = (value: number) => formatIsoDate(value) || null;

export function clockJson(
  row: DeadlineRow,
  language: Language,
  places: RecordPlaces,
): Readonly<Record<string, unknown>> {
  return {
    loan_id: row.loanId,
    party_id: row.partyId,
    clock: row.clock,
    status: row.status,
    base_on: day(row.baseOn),
    rolled_on: day(row.rolledOn),
    days_left: Number.isNaN(row.daysLeft) ? null : row.daysLeft,
    because: row.because.map((reason) => describeReason(reason, language, places)),
    articles: row.articles,
    missing: row.missing.map((fact) => describeMissing(fact, language)),
    conservative_on: day(row.conservativeOn),
    favourable_on: day(row.favourableOn),
    improve: row.improvements.map((fact) => describeMissing(fact, language)),
  };
}
