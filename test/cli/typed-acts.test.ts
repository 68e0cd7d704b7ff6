/** Events, guarantees and parties as they are typed for one case. In-process: what a typed slip is told costs no process. */
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/cli/exit.js';
import { parseTypedEvent, parseTypedGuarantee, parseTypedParty } from '../../src/cli/typed-acts.js';
import { readTypedCase } from '../../src/cli/typed-case.js';
import { NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { BORROWER_PARTY, RECEIPT, resultBit, UNKNOWN_PARTY } from '../../src/domain/claim.js';
import { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES, GUARANTEE_MODES, PARTY_ROLES } from '../../src/domain/loan.js';

const day = (iso: string) => parseIsoDate(iso)!;
const kind = (name: (typeof EVENT_KINDS)[number]) => EVENT_KINDS.indexOf(name) + 1;

/** Message and remedy of what is thrown. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.text.en}\n${error.remedy?.en ?? ''}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('--event', () => {
  test('is a kind and a day, and nothing more is needed', () => {
    expect(parseTypedEvent('demand@2024-06-30')).toEqual({
      kind: kind('demand'),
      on: day('2024-06-30'),
      endedOn: NO_DAY,
      promisedOn: NO_DAY,
      evidence: 0,
      partyId: '',
      results: 0,
      channel: 0,
      amount: Number.NaN,
    });
  });

  test('takes every key of the contract', () => {
    const text =
      'Lawsuit@2022-03-01..2022-09-20:evidence=proven,party_id=G1,promised_on=2022-10-01,amount=1234.5,result=withdrawn;served,note=撤诉,actor=U1';
    expect(parseTypedEvent(text)).toEqual({
      kind: kind('lawsuit'),
      on: day('2022-03-01'),
      endedOn: day('2022-09-20'),
      promisedOn: day('2022-10-01'),
      evidence: EVIDENCE_GRADES.indexOf('proven') + 1,
      partyId: 'G1',
      results: resultBit('withdrawn') + resultBit('served'),
      channel: 0,
      amount: 123_450,
    });
  });

  test('the second day of a judgment is the one by which it orders payment', () => {
    const short = parseTypedEvent('judgment@2022-09-20..2022-09-30');
    expect(short).toEqual(parseTypedEvent('judgment@2022-09-20:promised_on=2022-09-30'));
    expect(parseTypedEvent('judgment@2022-09-20..2023-09-30:promised_on=2022-10-31')).toMatchObject({
      promisedOn: day('2022-10-31'),
      endedOn: day('2023-09-30'),
    });
  });

  test('a part payment with a channel is a receipt', () => {
    expect(parseTypedEvent('part_payment@2024-01-02:channel=counter,amount=100')).toMatchObject({
      kind: RECEIPT,
      channel: CHANNELS.indexOf('counter') + 1,
      amount: 10_000,
    });
    expect(parseTypedEvent('part_payment@2024-01-02').kind).toBe(kind('part_payment'));
  });

  test('the usual words of files are taken here as well', () => {
    expect(parseTypedEvent('催收通知书@2024-06-30:evidence=签收')).toEqual(
      parseTypedEvent('demand@2024-06-30:evidence=signed'),
    );
    expect(parseTypedEvent('部分还款@2024-06-30:channel=柜面')).toEqual(
      parseTypedEvent('part_payment@2024-06-30:channel=counter'),
    );
  });

  test('a debit whose result names the clause has its basis', () => {
    expect(parseTypedEvent('auto_debit@2024-02-02:result=clause 8').results).toBe(resultBit('with_basis'));
  });

  test.each<[string, RegExp]>([
    ['demad@2024-06-30', /unknown kind "demad"; did you mean "demand"\?\nexpected one of call, sms/],
    ['demand', /no kind and day\nexpected KIND@YYYY-MM-DD/],
    ['@2024-06-30', /no kind and day/],
    ['demand@2024-02-30', /"2024-02-30" is not a calendar date\nexpected YYYY-MM-DD/],
    ['demand@', /"" is not a calendar date/],
    ['lawsuit@2022-03-01..2022-02-01', /ends before it begins/],
    ['lawsuit@2022-03-01..2022-04-01..2022-05-01', /more than two days/],
    ['lawsuit@2022-03-01..2022-04-01:ended_on=2022-05-01', /two different ends/],
    ['demand@2024-06-30:signed', /"signed" is not key=value/],
    ['demand@2024-06-30:evidense=signed', /unknown key "evidense"; did you mean "evidence"\?/],
    ['demand@2024-06-30:evidence=signd', /unknown evidence "signd"; did you mean "signed"\?/],
    ['demand@2024-06-30:evidence=sent,evidence=none', /"evidence" is given twice/],
    ['lawsuit@2024-06-30:result=witdrawn', /unknown result "witdrawn"; did you mean "withdrawn"\?/],
    ['demand@2024-06-30:channel=counter', /channel goes with part_payment only/],
    ['demand@2024-06-30:amount=much', /"much" is not an amount/],
    ['part_payment@2024-06-30:amount=0,channel=counter', /"0" is not an amount/],
  ])('%s is refused with what was expected', (text, message) => {
    expect(refusal(() => parseTypedEvent(text))).toMatch(message);
    expect(refusal(() => parseTypedEvent(text))).toContain(`--event "${text}"`);
  });
});

describe('--guarantee and --party', () => {
  test('mode and period, then what else is known', () => {
    expect(parseTypedGuarantee('joint,36 months,signed=2020-05-17,id=G7')).toEqual({
      partyId: 'G7',
      role: PARTY_ROLES.indexOf('guarantor') + 1,
      guaranteeMode: GUARANTEE_MODES.indexOf('joint') + 1,
      guaranteePeriod: '36 months',
      signedOn: day('2020-05-17'),
    });
    expect(parseTypedGuarantee(',')).toMatchObject({ guaranteeMode: 0, guaranteePeriod: '', signedOn: NO_DAY });
    expect(parseTypedParty('co_borrower,id=C1')).toMatchObject({ partyId: 'C1', role: 2 });
    expect(parseTypedParty('guarantor,mode=joint,period=6 months')).toEqual(parseTypedGuarantee('joint,6 months'));
  });

  test('the usual words of files are taken here as well', () => {
    expect(parseTypedGuarantee('连带,两年')).toEqual({ ...parseTypedGuarantee('joint'), guaranteePeriod: '两年' });
    expect(parseTypedParty('共同借款人,id=C1')).toEqual(parseTypedParty('co_borrower,id=C1'));
  });

  test.each<[() => unknown, RegExp]>([
    [() => parseTypedGuarantee('jont,none'), /unknown mode "jont"; did you mean "joint"\?/],
    [() => parseTypedGuarantee('joint,sometime'), /"sometime" is not a guarantee period\nexpected none, unstated/],
    [() => parseTypedGuarantee('joint,6 months,2020-01-01'), /"2020-01-01" is one too many/],
    [() => parseTypedGuarantee('joint,none,sined=2020-01-01'), /unknown key "sined"; did you mean "signed"\?/],
    [() => parseTypedGuarantee(''), /nothing is said of the guarantee/],
    [() => parseTypedGuarantee('joint,none,mode=general'), /"mode" is given twice/],
    [() => parseTypedParty('guarantor,period=sometime'), /"sometime" is not a guarantee period/],
    [() => parseTypedParty('mortgagor,id=M1,mode=joint'), /mode and period go with a guarantor only/],
    [() => parseTypedParty('co_borower,id=C1'), /unknown role "co_borower"; did you mean "co_borrower"\?/],
  ])('%s is refused', (work, message) => {
    expect(refusal(work)).toMatch(message);
  });
});

describe('a typed case', () => {
  const asOf = day('2026-11-20');
  const base = { due: day('2023-08-31') };

  test('names guarantors by their place and finds them in events', () => {
    const { facts } = readTypedCase(
      {
        ...base,
        guarantee: ['joint,none', 'general,6 months,id=老王'],
        party: ['co_borrower,id=C1', 'borrower,id=B9'],
        event: [
          'demand@2024-01-02:party_id=老王',
          'demand@2024-01-01:party_id=G1',
          'demand@2024-01-03:party_id=C1',
          'demand@2024-01-04:party_id=B9',
          'demand@2024-01-05:party_id=borrower',
          'demand@2024-01-06:party_id=G3',
        ],
      },
      asOf,
    );
    expect(facts.parties!.map(({ partyId }) => partyId)).toEqual(['G1', '老王', 'C1', 'B9']);
    expect(facts.acts.map(({ party }) => party)).toEqual([0, 1, 2, BORROWER_PARTY, BORROWER_PARTY, UNKNOWN_PARTY]);
    expect(facts.acts.map(({ line }) => line)).toEqual([2, 1, 3, 4, 5, 6]);
  });

  test('knows nothing of what comes after the as-of date, but the days that were set', () => {
    const { facts, afterAsOf } = readTypedCase(
      {
        ...base,
        acceleratedOn: day('2027-01-01'),
        restructuredOn: day('2027-01-01'),
        event: [
          'demand@2026-11-21:evidence=signed',
          'lawsuit@2026-11-01..2027-03-01',
          'judgment@2026-11-19..2026-12-01',
          'demand@2026-11-02:ended_on=2026-12-31',
        ],
      },
      asOf,
    );
    expect(facts).toMatchObject({ acceleratedOn: NO_DAY, restructuredOn: NO_DAY, status: 0 });
    expect(afterAsOf).toEqual([
      '--event "demand@2026-11-21:evidence=signed"',
      '--accelerated-on 2027-01-01',
      '--restructured-on 2027-01-01',
    ]);
    expect(facts.acts.map((act) => [act.line, act.endedOn, act.promisedOn])).toEqual([
      [2, NO_DAY, NO_DAY],
      [4, day('2026-12-31'), NO_DAY],
      [3, NO_DAY, day('2026-12-01')],
    ]);
  });

  test('a guarantee without a day of signing takes that of the loan contract, and this is told', () => {
    const typed = readTypedCase(
      { ...base, contractSigned: day('2022-08-31'), guarantee: ['joint,none', 'joint,none,signed=2022-09-30'] },
      asOf,
    );
    expect(typed.facts.parties!.map(({ signedOn }) => signedOn)).toEqual([day('2022-08-31'), day('2022-09-30')]);
    expect([...typed.signedWithContract]).toEqual(['G1']);
  });

  test.each<[Parameters<typeof readTypedCase>[0], RegExp]>([
    [{ ...base, lastDue: day('2023-08-30') }, /--last-due 2023-08-30 lies before --due 2023-08-31/],
    [{ ...base, onDemand: true }, /--on-demand is for a debt without a due date/],
    [{ ...base, guarantee: ['joint,none,id=G1', 'joint,none,id=G1'] }, /two parties have the id "G1"/],
  ])('contradictions are refused', (options, message) => {
    expect(refusal(() => readTypedCase(options, asOf))).toMatch(message);
  });
});
