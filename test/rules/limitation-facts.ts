/** Claims built from readable words, for the tests of the rules that walk over acts. */
import { type EpochDay, formatIsoDate, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import {
  ACT_RESULTS,
  BORROWER_PARTY,
  type ClaimAct,
  type ClaimFacts,
  type ClaimParty,
  type ClockSettings,
  RECEIPT,
  resultBit,
  UNKNOWN_PARTY,
} from '../../src/domain/claim.js';
import type { ClockAnswer } from '../../src/domain/clock.js';
import {
  CHANNELS,
  type CodedNames,
  EVENT_KINDS,
  EVIDENCE_GRADES,
  GUARANTEE_MODES,
  PARTY_ROLES,
} from '../../src/domain/loan.js';

/** The day of an ISO date; a wrong date fails the test. */
export function day(iso: string): EpochDay {
  const parsed = parseIsoDate(iso);
  if (parsed === undefined) throw new Error(`no such date: ${iso}`);
  return parsed;
}

/** NO_DAY for a blank cell. */
export function dayOrBlank(iso: string): EpochDay {
  return iso === '' ? NO_DAY : day(iso);
}

/** The code of a spelling; 0 for a blank cell. */
export function codeOf(names: CodedNames, spelling: string): number {
  if (spelling === '') return 0;
  const position = names.indexOf(spelling);
  if (position < 0) throw new Error(`no such value: ${spelling}`);
  return position + 1;
}

function partsOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `2024-06-30:counter;2024-07-01:` – the channel may be blank. */
export function parseReceipts(cell: string): ClaimAct[] {
  return partsOf(cell).map((part, index) => {
    const [on = '', channel = ''] = part.split(':');
    return receipt(day(on), codeOf(CHANNELS, channel), index + 2);
  });
}

export function receipt(on: EpochDay, channel: number, line = 2): ClaimAct {
  return { ...bareAct(RECEIPT, on, line), channel, amount: 10_000 };
}

export function bareAct(kind: number, on: EpochDay, line = 2): ClaimAct {
  return {
    kind,
    on,
    endedOn: NO_DAY,
    promisedOn: NO_DAY,
    evidence: 0,
    party: BORROWER_PARTY,
    results: 0,
    channel: 0,
    amount: Number.NaN,
    line,
  };
}

/**
 * `demand@2024-05-06:evidence=signed,party_id=G1; obstacle@2024-03-01..2024-05-15; lawsuit@2022-03-01:result=withdrawn+served`
 * – the keys are columns of the events file. A party that is not among `parties` is one that is not on record.
 */
export function parseEvents(cell: string, parties: readonly ClaimParty[] | null = null): ClaimAct[] {
  return partsOf(cell).map((part, index) => {
    const match = /^(\w+)@([\d-]+)(?:\.\.([\d-]+))?(?::(.*))?$/.exec(part);
    if (match === null) throw new Error(`no such act: ${part}`);
    const [, kind = '', on = '', endedOn = '', keys = ''] = match;
    const act = { ...bareAct(codeOf(EVENT_KINDS, kind), day(on), index + 2), endedOn: dayOrBlank(endedOn) };
    for (const pair of keys.split(',').filter((one) => one !== '')) {
      const [key = '', value = ''] = pair.split('=');
      setKey(act, key.trim(), value.trim(), parties);
    }
    return act;
  });
}

function setKey(act: ClaimAct, key: string, value: string, parties: readonly ClaimParty[] | null): void {
  if (key === 'evidence') act.evidence = codeOf(EVIDENCE_GRADES, value);
  else if (key === 'promised_on') act.promisedOn = day(value);
  else if (key === 'result') {
    for (const word of value.split('+')) act.results |= resultBit(ACT_RESULTS[codeOf(ACT_RESULTS, word) - 1]!);
  } else if (key === 'party_id') {
    const index = parties?.findIndex(({ partyId }) => partyId === value) ?? -1;
    act.party = index < 0 ? UNKNOWN_PARTY : index;
  } else throw new Error(`no such key: ${key}`);
}

/** `C1=co_borrower;G1=guarantor/joint`; null for a blank cell: no parties file was given. */
export function parseParties(cell: string): ClaimParty[] | null {
  if (cell === '') return null;
  return partsOf(cell).map((part, index) => {
    const [partyId = '', rest = ''] = part.split('=');
    const [role = '', mode = ''] = rest.split('/');
    return {
      partyId,
      role: codeOf(PARTY_ROLES, role),
      guaranteeMode: codeOf(GUARANTEE_MODES, mode),
      guaranteePeriod: '',
      signedOn: NO_DAY,
      line: index + 2,
    };
  });
}

/** In the order that the rules are promised: by day, receipts last, then by line. */
export function inOrder(acts: readonly ClaimAct[]): ClaimAct[] {
  const isReceipt = ({ kind }: ClaimAct) => (kind === RECEIPT ? 1 : 0);
  return [...acts].sort(
    (one, other) => one.on - other.on || isReceipt(one) - isReceipt(other) || one.line - other.line,
  );
}

/** A claim due at once on `lastDueOn`, 10 000 yuan owed, an empty events file; `changes` replaces any of it. */
export function factsOf(lastDueOn: string, changes: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    owed: 1_000_000,
    lastDueOn: dayOrBlank(lastDueOn),
    isOnDemand: false,
    acceleratedOn: NO_DAY,
    bankruptOn: NO_DAY,
    disbursedOn: NO_DAY,
    oldestUnpaidDueOn: NO_DAY,
    instalments: 1,
    restructuredOn: NO_DAY,
    assetClass: 0,
    status: 0,
    hold: 0,
    security: 'none',
    acts: [],
    hasEventsFile: true,
    parties: null,
    ...changes,
  };
}

export const SETTINGS: ClockSettings = {
  reading: 'conservative',
  lender: 'bank',
  expiringWithinDays: 90,
  paymentWithoutChannel: 'undetermined',
  debitBasis: 'undetermined',
};

/** An answer in the words of the case tables; `unknown` for a roll over days off that are not published. */
export function wordsOf(answer: ClockAnswer): Readonly<Record<string, string>> {
  const base = formatIsoDate(answer.baseOn);
  return {
    status: answer.status,
    base,
    rolled: base !== '' && answer.rolledOn === NO_DAY ? 'unknown' : formatIsoDate(answer.rolledOn),
    left: Number.isNaN(answer.daysLeft) ? '' : String(answer.daysLeft),
    conservative: formatIsoDate(answer.conservativeOn),
    favourable: formatIsoDate(answer.favourableOn),
    missing: answer.missing.map(({ fact }) => fact).join(';'),
  };
}
