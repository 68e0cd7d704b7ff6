/** The law of guarantees as numbers by epoch day, compiled once per pack. */
import { type EpochDay, parseIsoDate } from './civil-date.js';
import { type DatedNumbers, datedNumbers, numberOn } from './dated-numbers.js';
import type { GuaranteeMode } from './guarantee.js';
import type { BusinessDays, Law } from './law.js';

export interface GuaranteeTerms {
  readonly law: Law;
  readonly businessDays: BusinessDays;
  /** By the day of the contract: months where nothing was agreed. */
  readonly defaultMonths: DatedNumbers;
  /** By the day of the contract: months where the words are unclear. */
  readonly unclearMonths: DatedNumbers;
  /** By the day of a suit: a number where the law says what a withdrawn suit is worth. */
  readonly withdrawnSuit: DatedNumbers;
  /** First day of the Civil Code as an epoch day, by the as-of date. */
  readonly transition: DatedNumbers;
  /** Null where the pack has no value for contracts of that day. */
  modeWithoutAgreement(contractOn: EpochDay): GuaranteeMode | null;
  /** One day under each law that a contract may stand under of which the day is not known. */
  possibleContractDays(asOf: EpochDay): readonly EpochDay[];
}

const compiled = new WeakMap<Law, GuaranteeTerms>();

/** The pack's terms; the same object for the same pack. Throws where a date of the pack is no date. */
export function guaranteeTermsOf(law: Law): GuaranteeTerms {
  let terms = compiled.get(law);
  if (terms === undefined) {
    terms = compile(law);
    compiled.set(law, terms);
  }
  return terms;
}

function compile(law: Law): GuaranteeTerms {
  const isJoint = datedNumbers(law.guaranteeModeDefault, (mode) => (mode === 'joint' ? 1 : 0));
  const transition = datedNumbers(law.guaranteePeriodTransition, (iso) => parseIsoDate(iso) ?? Number.NaN);
  return {
    law,
    businessDays: law.businessDays,
    defaultMonths: datedNumbers(law.guaranteePeriodDefaultMonths, Number),
    unclearMonths: datedNumbers(law.guaranteePeriodUnclearMonths, Number),
    withdrawnSuit: datedNumbers(law.guaranteeWithdrawnSuit, () => 1),
    transition,
    modeWithoutAgreement(contractOn) {
      const joint = numberOn(isJoint, contractOn);
      return Number.isNaN(joint) ? null : joint === 1 ? 'joint' : 'general';
    },
    possibleContractDays(asOf) {
      const changedOn = numberOn(transition, asOf);
      return Number.isNaN(changedOn) || asOf < changedOn ? [asOf] : [changedOn - 1, changedOn];
    },
  };
}
