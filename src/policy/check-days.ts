/** Lists of ranges of days past due – ageing buckets, calendar steps – must cover every day once. */
import type { PolicyFault } from './fault.js';
import type { Place } from './located-yaml.js';

/** One entry with its days, both inclusive, and where it stands in the file. */
export interface DayRange {
  readonly from: number;
  readonly to: number | 'open';
  readonly fromPlace: Place;
  readonly toPlace: Place;
}

/**
 * Faults of a list that must begin at day 0 and go on without gap or overlap to an open end. `within` names the list
 * in messages.
 */
export function findDayFaults(within: string, ranges: readonly DayRange[]): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  let expectedFrom = 0;
  for (const [index, range] of ranges.entries()) {
    const { from, to } = range;
    if (from > expectedFrom) {
      faults.push({ ...range.fromPlace, code: 'days-gap', within, expectedFrom, foundFrom: from });
    } else if (from < expectedFrom) {
      faults.push({ ...range.fromPlace, code: 'days-overlap', within, expectedFrom, foundFrom: from });
    }
    const last = index === ranges.length - 1;
    if (to === 'open') {
      if (!last) {
        faults.push({ ...range.toPlace, code: 'open-before-last', within });
        return faults;
      }
      continue;
    }
    if (to < from) faults.push({ ...range.toPlace, code: 'days-reversed', within, from, to });
    else if (last) faults.push({ ...range.toPlace, code: 'days-not-open', within, to });
    expectedFrom = Math.max(from, to) + 1;
  }
  return faults;
}
