/**
 * The edge between civil dates and what people type or clocks tell. dayjs is used here and nowhere else, always
 * in UTC and with one strict format at a time: its local-time parsing moves dates by a day in some zones.
 */
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { type EpochDay, epochDayOf } from './civil-date.js';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

/** Forms of a date that a person may type as an option. */
const TYPED_FORMATS = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'] as const;

/** The civil date that a person typed, or `undefined` where it is none of the accepted forms or no calendar date. */
export function parseTypedDate(text: string): EpochDay | undefined {
  for (const format of TYPED_FORMATS) {
    const parsed = dayjs.utc(text.trim(), format, true);
    if (parsed.isValid()) return epochDayOf(parsed.year(), parsed.month() + 1, parsed.date());
  }
  return undefined;
}

/**
 * The civil date that clocks in `timeZone` show at an instant (milliseconds since 1970-01-01T00:00Z). Throws
 * RangeError for a zone that the runtime does not know.
 */
export function civilDateAt(instant: number, timeZone: string): EpochDay {
  const there = dayjs(instant).tz(timeZone);
  const day = epochDayOf(there.year(), there.month() + 1, there.date());
  if (day === undefined)
    throw new RangeError(`the clock shows ${there.format('YYYY-MM-DD')}, outside the supported years`);
  return day;
}
