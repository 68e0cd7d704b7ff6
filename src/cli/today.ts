/** The day of a run that names none. The library of time zones is loaded for such runs alone. */
import type { EpochDay } from '../domain/civil-date.js';

/** What the calendar shows in `timeZone`, now by default. */
export async function todayIn(timeZone: string, now = Date.now()): Promise<EpochDay> {
  const { civilDateAt } = await import('../domain/calendar.js');
  return civilDateAt(now, timeZone);
}
