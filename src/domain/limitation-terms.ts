/** The law of limitation as numbers by epoch day, compiled once per pack. */
import { addYears, type EpochDay, epochDayOf, LATEST_YEAR, NO_DAY, parseIsoDate } from './civil-date.js';
import { type DatedNumbers, datedNumbers } from './dated-numbers.js';
import type { BusinessDays, Law } from './law.js';

export interface LimitationTerms {
  readonly law: Law;
  readonly businessDays: BusinessDays;
  /** Length of the period in years, by the day from which it runs. */
  readonly years: DatedNumbers;
  readonly longStopYears: DatedNumbers;
  /** First day of the lengthened period as an epoch day, by the as-of date. */
  readonly lengthenedFrom: DatedNumbers;
  /** NaN on days for which the pack does not say that the last instalment counts. */
  readonly instalmentAnchor: DatedNumbers;
  /** NaN on days for which the pack does not say what a part payment does. */
  readonly partPayment: DatedNumbers;
  readonly suspensionWindowMonths: DatedNumbers;
  /** Last day from which both the period and the long stop still end within the supported years. */
  readonly latestStart: EpochDay;
}

const PRESENT = () => 1;

const compiled = new WeakMap<Law, LimitationTerms>();

/** The pack's terms; the same object for the same pack. Throws where a date of the pack is no date. */
export function limitationTermsOf(law: Law): LimitationTerms {
  const known = compiled.get(law);
  if (known !== undefined) return known;
  const years = datedNumbers(law.limitationYears, Number);
  const longStopYears = datedNumbers(law.limitationLongStopYears, Number);
  const lastDay = epochDayOf(LATEST_YEAR, 12, 31) ?? NO_DAY;
  const terms: LimitationTerms = {
    law,
    businessDays: law.businessDays,
    years,
    longStopYears,
    lengthenedFrom: datedNumbers(law.limitationTransition, (iso) => parseIsoDate(iso) ?? Number.NaN),
    instalmentAnchor: datedNumbers(law.limitationInstalmentAnchor, PRESENT),
    partPayment: datedNumbers(law.limitationPartPayment, PRESENT),
    suspensionWindowMonths: datedNumbers(law.limitationSuspensionWindowMonths, Number),
    latestStart: addYears(lastDay, -Math.max(...years.value, ...longStopYears.value)),
  };
  compiled.set(law, terms);
  return terms;
}
