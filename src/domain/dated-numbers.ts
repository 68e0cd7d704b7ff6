/** A dated parameter with its days as epoch days, for rules that ask it once for every loan. */
import { type EpochDay, parseIsoDate } from './civil-date.js';
import type { DatedParameter } from './law.js';

export interface DatedNumbers {
  /** First day of each value, rising. */
  readonly from: Float64Array;
  /** First day on which it no longer holds; Infinity while in force. */
  readonly until: Float64Array;
  readonly value: Float64Array;
}

/** `numberOf` makes the value a number. Throws where the parameter's own dates are no dates. */
export function datedNumbers<T>(parameter: DatedParameter<T>, numberOf: (value: T) => number): DatedNumbers {
  const { values } = parameter;
  return {
    from: Float64Array.from(values, (value) => dayOf(value.from, parameter.id)),
    until: Float64Array.from(values, (value) =>
      value.until === null ? Number.POSITIVE_INFINITY : dayOf(value.until, parameter.id),
    ),
    value: Float64Array.from(values, (value) => numberOf(value.value)),
  };
}

function dayOf(iso: string, id: string): EpochDay {
  const day = parseIsoDate(iso);
  if (day === undefined) throw new Error(`${id} names the day ${iso}, which is no calendar date`);
  return day;
}

/** The value in force on `day`; NaN where there is none: never the last known one. */
export function numberOn(numbers: DatedNumbers, day: EpochDay): number {
  const { from, until, value } = numbers;
  for (let index = from.length - 1; index >= 0; index--) {
    if (day >= from[index]!) return day < until[index]! ? value[index]! : Number.NaN;
  }
  return Number.NaN;
}
