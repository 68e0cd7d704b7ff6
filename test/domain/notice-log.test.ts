import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { EVENT_KINDS, type EventKind } from '../../src/domain/loan.js';
import type { MinimumGap } from '../../src/domain/notice.js';
import { NoticeLog, type SentLetter } from '../../src/domain/notice-log.js';

const day = (text: string) => parseIsoDate(text)!;

const LETTER: SentLetter = {
  file: 'demand-B1.txt',
  pageFrom: Number.NaN,
  pageTo: Number.NaN,
  sha256: '',
  number: 'B1-20261101-D',
  borrowerId: 'B1',
  partyId: '',
  role: 'borrower',
  isCompany: false,
  loans: ['L1', 'L2'],
  kind: 'demand',
  language: 'zh',
  asOf: day('2026-11-01'),
  principal: 100,
  interest: 0,
  penalty: 0,
  compound: 0,
  fee: 0,
  total: 100,
  deadline: day('2026-11-08'),
  templateHash: '',
  channel: 'courier',
  isCancelled: false,
};

function gapAfter(...after: EventKind[]): MinimumGap {
  const afterCode = new Uint8Array(EVENT_KINDS.length + 1);
  for (const kind of after) afterCode[EVENT_KINDS.indexOf(kind) + 1] = 1;
  return { days: 15, after, afterCode };
}

const TO = { borrowerId: 'B1', partyId: '', loanIds: ['L2', 'L3'] };
const ON = day('2026-11-10');

describe('a log of letters', () => {
  it('finds the last one to the same addressee about one of the same loans', () => {
    const later = { ...LETTER, number: 'B1-20261105-D', asOf: day('2026-11-05') };
    const log = new NoticeLog([[later, LETTER]]);
    expect(log.lastBefore(TO, 'demand', gapAfter('demand'), ON)).toBe(later);
    expect(log.lastBefore(TO, 'demand', gapAfter('demand'), day('2026-11-04'))).toBe(LETTER);
    expect(log.lastBefore(TO, 'demand', gapAfter('demand'), day('2026-10-31'))).toBeUndefined();
    expect(log.lastBefore({ ...TO, loanIds: ['L3'] }, 'demand', gapAfter('demand'), ON)).toBeUndefined();
    expect(log.lastBefore({ ...TO, partyId: 'G1' }, 'demand', gapAfter('demand'), ON)).toBeUndefined();
    expect(log.lastBefore({ ...TO, borrowerId: 'B2' }, 'demand', gapAfter('demand'), ON)).toBeUndefined();
  });

  it('counts a letter of another kind as the gap counts the event that it becomes', () => {
    const log = new NoticeLog([[LETTER]]);
    expect(log.lastBefore(TO, 'acceleration', gapAfter('demand'), ON)).toBe(LETTER);
    expect(log.lastBefore(TO, 'lawyers-letter', gapAfter('letter'), ON)).toBeUndefined();
    expect(log.lastBefore(TO, 'limitation-demand', gapAfter(), ON)).toBeUndefined();
    expect(log.lastBefore(TO, 'demand', gapAfter(), ON)).toBe(LETTER);
  });

  it('does not count what was never sent, and lets it be written again', () => {
    const cancelled = { ...LETTER, isCancelled: true };
    const log = new NoticeLog([[cancelled]]);
    expect(log.written(LETTER.number)).toBeUndefined();
    expect(log.find(LETTER.number)).toBe(cancelled);
    expect(log.lastBefore(TO, 'demand', gapAfter('demand'), ON)).toBeUndefined();
    expect(new NoticeLog([[cancelled, LETTER]]).written(LETTER.number)).toBe(LETTER);
  });

  it('believes the file that is named first: a manifest does not know what was not sent', () => {
    const cancelled = { ...LETTER, isCancelled: true };
    expect(new NoticeLog([[cancelled], [LETTER]]).written(LETTER.number)).toBeUndefined();
    expect(new NoticeLog([[], [LETTER]]).written(LETTER.number)).toBe(LETTER);
    expect([...new NoticeLog([[LETTER], [LETTER]]).letters]).toEqual([LETTER]);
  });

  it('tells borrowers without an identifier apart by their loans', () => {
    const log = new NoticeLog([[{ ...LETTER, borrowerId: '' }]]);
    expect(log.lastBefore({ borrowerId: '', partyId: '', loanIds: ['L9'] }, 'demand', gapAfter(), ON)).toBeUndefined();
    expect(log.lastBefore({ borrowerId: '', partyId: '', loanIds: ['L1'] }, 'demand', gapAfter(), ON)).toBeDefined();
  });
});
