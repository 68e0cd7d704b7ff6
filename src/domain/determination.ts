/**
 * What stands behind every answer of a rule: the reasons that led to it, and where it is undetermined what is missing.
 * "Undetermined" is never "no".
 */

/** One step of the reasoning behind an answer, in codes; the words are made where it is shown. */
export interface Reason {
  /** Stable code of the step, such as `limitation-period` or `part-payment-interrupts`. */
  readonly code: string;
  /** The law parameter or policy rule applied, with the start date of the value used: `cn.limitation.general@2021-01-01`. */
  readonly basis?: string;
  /** What the step saw: ISO dates, decimal amounts, counts. */
  readonly saw: Readonly<Record<string, string | number>>;
}

/** A fact that would have settled the question: a contract column (`loans.matures_on`), an event, a law value. */
export interface MissingFact {
  readonly fact: string;
  /** Why it is needed, as a stable code. */
  readonly because: string;
}
