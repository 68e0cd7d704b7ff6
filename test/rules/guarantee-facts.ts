/** Claims with guarantors built from the cells of a case table. */

import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import type { ClaimAct, ClaimFacts, ClaimParty, ClockSettings } from '../../src/domain/claim.js';
import type { Reading } from '../../src/domain/clock.js';
import type { GuaranteePeriodAnswer } from '../../src/domain/guarantee.js';
import { GUARANTEE_MODES, LOAN_STATUSES, PARTY_ROLES } from '../../src/domain/loan.js';
import { codeOf, dayOrBlank, factsOf, inOrder, parseEvents, SETTINGS, wordsOf } from './limitation-facts.js';

type Case = Readonly<Record<string, string>>;

const role = (name: string): number => codeOf(PARTY_ROLES, name);

/** G1, the guarantor that is asked about, beside a second guarantor, a mortgagor and somebody who owes as well. */
export function partiesOf(mode: string, period: string, signedOn: string): ClaimParty[] {
  const other = { guaranteeMode: 0, guaranteePeriod: '', signedOn: NO_DAY };
  return [
    { ...other, partyId: 'C1', role: role('co_borrower'), line: 2 },
    {
      partyId: 'G1',
      role: role('guarantor'),
      guaranteeMode: codeOf(GUARANTEE_MODES, mode),
      guaranteePeriod: period,
      signedOn: dayOrBlank(signedOn),
      line: 3,
    },
    { ...other, partyId: 'G2', role: role('guarantor'), guaranteeMode: 1, guaranteePeriod: '3 years', line: 4 },
    { ...other, partyId: 'M1', role: role('mortgagor'), line: 5 },
  ];
}

/** Index of G1 among {@link partiesOf}. */
export const G1 = 1;
export const G2 = 2;

export function factsOfCase(row: Case): ClaimFacts {
  const parties = partiesOf(row['mode'] ?? '', row['period'] ?? '', row['signed_on'] ?? '');
  const owed = row['owed'] ?? '10000.00';
  return factsOf(row['last_due_on'] ?? '', {
    isOnDemand: row['on_demand'] === 'yes',
    acceleratedOn: dayOrBlank(row['accelerated_on'] ?? ''),
    restructuredOn: dayOrBlank(row['restructured_on'] ?? ''),
    status: codeOf(LOAN_STATUSES, row['status'] ?? ''),
    owed: owed === '' ? Number.NaN : Math.round(Number(owed) * 100),
    acts: inOrder(parseEvents(row['events'] ?? '', parties)),
    parties,
  });
}

export function settingsOfCase(row: Case): ClockSettings {
  return { ...SETTINGS, reading: (row['reading'] || SETTINGS.reading) as Reading };
}

/** The answer in the words of `guarantee-period.csv`. */
export function wordsOfPeriod({ clock, exercise }: GuaranteePeriodAnswer): Case {
  const from = exercise === null ? [] : [exercise.conservativeFrom, exercise.favourableFrom];
  return {
    ...wordsOf(clock),
    exercised: exercise === null ? '' : formatIsoDate(exercise.exercisedOn),
    mode: exercise === null ? '' : (exercise.mode ?? 'unknown'),
    limitationFrom: [...new Set(from.map(formatIsoDate))].join('/'),
  };
}

/** The same acts in another order of lines. */
export function renumbered(acts: readonly ClaimAct[]): ClaimAct[] {
  return inOrder(acts.map((act, index) => ({ ...act, line: 1000 - index })));
}
