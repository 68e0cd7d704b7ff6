/**
 * The edge between civil dates and what clocks tell. dayjs is used here and nowhere else; a run whose day is given
 * never loads it.
 */
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { type EpochDay, epochDayOf } from './civil-date.js';

dayjs.extend(utc);
dayjs.extend(timezone);

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
