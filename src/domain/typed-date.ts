/** Dates that a person types as an option. Every start of the program loads this: it stands apart from the clocks. */
import { type EpochDay, epochDayOf } from './civil-date.js';

/** Year, month and day, always in this order: 2024-01-05, 2024/1/5, 20240105 and 2024年1月5日. */
const FORMS = [
  /^(\d{4})-(\d{2})-(\d{2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];

/** The civil date that a person typed, or `undefined` where it is none of the accepted forms or no calendar date. */
export function parseTypedDate(text: string): EpochDay | undefined {
  const trimmed = text.trim();
  for (const form of FORMS) {
    const match = form.exec(trimmed);
    if (match !== null) return epochDayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  }
  return undefined;
}
