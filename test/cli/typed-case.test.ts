/** The cases of the law guide §9 as they would be typed: `arrears limitation --due …`, in-process. */
import { expect, test } from 'vitest';
import { type CaseOptions, readTypedCase } from '../../src/cli/typed-case.js';
import { formatIsoDate, parseIsoDate } from '../../src/domain/civil-date.js';
import type { Clock, Reading } from '../../src/domain/clock.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { explainClaim } from '../../src/triage/assess-clocks.js';
import { describeMissing, describeReason } from '../../src/write/words.js';
import { defaultPolicy } from '../policy/packs.js';

const { limitation: settings } = await defaultPolicy();
const day = (iso: string) => parseIsoDate(iso)!;

type Typed = Omit<CaseOptions, 'due' | 'lastDue' | 'contractSigned' | 'acceleratedOn' | 'restructuredOn'> & {
  readonly [K in 'due' | 'lastDue' | 'contractSigned' | 'acceleratedOn' | 'restructuredOn']?: string;
} & { readonly reading?: Reading; readonly asOf: string };

function clocksOf({ due, lastDue, contractSigned, acceleratedOn, restructuredOn, reading, asOf, ...rest }: Typed) {
  const days = Object.entries({ due, lastDue, contractSigned, acceleratedOn, restructuredOn });
  const given = Object.fromEntries(days.flatMap(([name, iso]) => (iso === undefined ? [] : [[name, day(iso)]])));
  const { facts, instalments } = readTypedCase({ ...rest, ...given }, day(asOf));
  const terms = { law: lawOfChina, settings: { ...settings, reading: reading ?? settings.reading }, asOf: day(asOf) };
  return explainClaim(facts, instalments, terms);
}

/** `status base rolled`, the rolled day only where it differs. */
function told(typed: Typed): Partial<Record<Clock, string>> {
  const rows = clocksOf(typed).map(({ clock, answer: { status, baseOn, rolledOn } }) => {
    const [base, rolled] = [formatIsoDate(baseOn), formatIsoDate(rolledOn)];
    return [clock, [status, base, rolled === base ? '' : rolled].filter((part) => part !== '').join(' ')] as const;
  });
  return Object.fromEntries(rows);
}

const CASES: readonly (readonly [id: string, typed: Typed, expected: Partial<Record<Clock, string>>])[] = [
  [
    '破产法 art. 46(1): due on acceptance; the claim filed holds the period, nothing holds the guarantor’s',
    {
      due: '2026-03-10',
      lastDue: '2027-01-10',
      event: ['bankruptcy_accepted@2026-06-01', 'bankruptcy_claim@2026-06-20'],
      guarantee: ['joint,6 months,signed=2026-01-01'],
      asOf: '2026-08-01',
    },
    { limitation: 'pending', guarantee_period: 'running 2026-12-01' },
  ],
  [
    'the same on the favourable reading: from the last instalment',
    {
      due: '2027-01-10',
      event: ['bankruptcy_accepted@2026-06-01', 'bankruptcy_claim@2026-06-20..2026-07-20'],
      guarantee: ['joint,6 months,signed=2026-01-01'],
      reading: 'favourable',
      asOf: '2026-08-01',
    },
    { limitation: 'running 2030-01-10', guarantee_period: 'running 2027-07-10' },
  ],
  [
    'the acceptance interrupts nothing, and whether the claim was filed must be told',
    { due: '2024-06-30', event: ['bankruptcy_accepted@2025-06-01'], asOf: '2025-08-01' },
    { limitation: 'undetermined' },
  ],
  [
    'an acceptance that was taken back makes nothing due',
    { due: '2027-01-10', event: ['bankruptcy_accepted@2026-06-01..2026-06-20:result=rejected'], asOf: '2026-08-01' },
    { limitation: 'running 2030-01-10' },
  ],
  [
    '民法典 art. 687(2)(2), 担保制度解释 art. 28(2): the general guarantor’s right to refuse ends with the acceptance',
    {
      due: '2023-08-31',
      event: ['lawsuit@2023-10-10', 'bankruptcy_accepted@2024-03-06', 'bankruptcy_claim@2024-04-01'],
      guarantee: ['general,6 months,signed=2022-01-01'],
      asOf: '2024-06-03',
    },
    { limitation: 'pending', guarantee_period: 'not_subject 2024-02-29', guarantee_limitation: 'running 2027-03-06' },
  ],
  [
    '担保制度解释 art. 31(1): a suit that was decided is not the one withdrawn later',
    {
      due: '2022-12-31',
      event: [
        'lawsuit@2023-02-01',
        'judgment@2023-05-01..2023-05-20',
        'enforcement@2023-06-01',
        'withdrawal@2023-09-01',
      ],
      guarantee: ['general,6 months,signed=2022-01-01'],
      asOf: '2024-08-01',
    },
    {
      limitation: 'not_subject',
      guarantee_period: 'not_subject 2023-06-30',
      guarantee_limitation: 'pending',
      enforcement: 'running 2025-06-01 2025-06-03',
    },
  ],
  [
    'law guide §1.8: what a guarantor paid does not reach the debtor',
    {
      due: '2021-06-30',
      event: ['part_payment@2024-02-01:channel=transfer,amount=1,party_id=G1'],
      guarantee: ['joint,none,signed=2021-01-05'],
      asOf: '2024-03-01',
    },
    { limitation: 'running 2024-06-30 2024-07-01' },
  ],
  [
    'nor what it paid by debit from its account; it restarts what it owes itself',
    {
      due: '2023-08-31',
      event: [
        'demand@2024-01-10:evidence=signed,party_id=G1',
        'part_payment@2025-02-01:channel=transfer,amount=1,party_id=G1',
        'part_payment@2025-02-02:channel=auto_debit,amount=1,party_id=G1',
      ],
      guarantee: ['joint,none,signed=2021-01-05'],
      asOf: '2025-03-01',
    },
    { limitation: 'running 2026-08-31', guarantee_limitation: 'undetermined' },
  ],
  [
    '时效规定 art. 15(2): what a co-borrower paid reaches the debtor',
    {
      due: '2021-06-30',
      event: ['part_payment@2024-02-01:channel=transfer,amount=1,party_id=C1'],
      party: ['co_borrower,id=C1'],
      asOf: '2024-03-01',
    },
    { limitation: 'running 2027-02-01' },
  ],
  [
    '时效规定 art. 4: a debt without a term that was refused was asked for, whether the demand is on record or not',
    { onDemand: true, event: ['refusal@2023-01-10:evidence=proven'], asOf: '2024-01-02' },
    { limitation: 'running 2026-01-10 2026-01-12' },
  ],
  [
    'a refusal that the debtor signed restarts nothing by itself',
    { due: '2021-06-30', event: ['refusal@2022-03-01:evidence=signed'], asOf: '2023-01-01' },
    { limitation: 'running 2024-06-30 2024-07-01' },
  ],
  [
    'a debt without a term, the refusal not proven',
    { onDemand: true, event: ['refusal@2023-01-10'], asOf: '2024-01-02' },
    { limitation: 'undetermined' },
  ],
  [
    'what was paid before the acceptance is judged as any payment',
    {
      due: '2022-12-31',
      event: [
        'part_payment@2025-05-12:channel=transfer,amount=1000',
        'bankruptcy_accepted@2025-05-13',
        'bankruptcy_claim@2025-05-20..2025-05-21',
      ],
      asOf: '2025-06-02',
    },
    { limitation: 'running 2028-05-21' },
  ],
  [
    'S01 mortgage falls with the claim',
    { due: '2009-09-10', mortgage: true, asOf: '2012-01-01' },
    { limitation: 'defence_available 2011-09-10 2011-09-13', mortgage: 'lapsed 2011-09-10 2011-09-13' },
  ],
  [
    'S03 suit after the end',
    { due: '2011-03-15', event: ['lawsuit@2019-06-01'], asOf: '2019-06-02' },
    { limitation: 'defence_available 2013-03-15' },
  ],
  [
    'S05 counts from the last instalment',
    { due: '2006-12-21', lastDue: '2008-12-31', asOf: '2010-12-06' },
    { limitation: 'expiring 2010-12-31' },
  ],
  [
    'S05 the suit in time holds it',
    { due: '2006-12-21', lastDue: '2008-12-31', event: ['lawsuit@2010-12-07'], asOf: '2010-12-07' },
    { limitation: 'pending' },
  ],
  [
    'S07 no mode, no period, sued too late',
    {
      due: '2006-08-19',
      guarantee: ['unstated,none,signed=2005-08-19'],
      event: ['lawsuit@2007-05-18:party_id=G1', 'lawsuit@2007-05-18'],
      asOf: '2007-05-18',
    },
    { limitation: 'pending', guarantee_period: 'lapsed 2007-02-19 2007-02-25' },
  ],
  [
    'S09 demanded in time, its own limitation runs',
    {
      due: '2016-11-28',
      guarantee: ['joint,24 months,signed=2015-11-28'],
      event: ['demand@2016-12-12:party_id=G1,evidence=signed'],
      asOf: '2019-09-01',
    },
    { guarantee_period: 'not_subject 2018-11-28', guarantee_limitation: 'running 2019-12-12' },
  ],
  [
    'S11 a demand on the guarantor does not reach the borrower',
    {
      due: '2013-09-05',
      guarantee: ['joint,24 months,signed=2012-09-05'],
      event: ['demand@2015-01-10:party_id=G1,evidence=signed'],
      asOf: '2016-01-01',
    },
    { limitation: 'defence_available 2015-09-05 2015-09-06' },
  ],
  [
    'S13 stubs of a courier prove no arrival',
    {
      due: '2008-04-01',
      event: ['2009-04-01', '2010-12-28', '2012-11-20'].map((on) => `letter@${on}:evidence=sent`),
      asOf: '2013-01-01',
    },
    { limitation: 'defence_available 2010-04-01' },
  ],
  [
    'S15 instalments of a settlement before court, kind reading',
    {
      due: '2014-01-31',
      event: ['judgment@2015-11-30..2016-09-30:promised_on=2015-12-31'],
      reading: 'favourable',
      asOf: '2018-09-10',
    },
    { enforcement: 'expiring 2018-09-30' },
  ],
  [
    'S17 the guarantee period from the last instalment',
    { due: '1998-12-25', lastDue: '2001-12-25', guarantee: ['joint,none,signed=1998-06-25'], asOf: '2002-05-01' },
    { guarantee_period: 'expiring 2002-06-25' },
  ],
  [
    'S20 demand within the period, then two years',
    {
      due: '2004-12-01',
      guarantee: ['joint,2005-06-01,signed=2004-01-01'],
      event: ['demand@2005-05-01:party_id=G1,evidence=signed'],
      asOf: '2006-01-01',
    },
    { guarantee_limitation: 'running 2007-05-01 2007-05-08' },
  ],
  ['D01', { due: '2015-09-29', asOf: '2026-11-21' }, { limitation: 'defence_available 2017-09-29' }],
  ['D02', { due: '2015-09-30', asOf: '2026-11-21' }, { limitation: 'defence_available 2017-09-30' }],
  ['D04', { due: '2017-10-01', asOf: '2020-10-09' }, { limitation: 'expiring 2020-10-01 2020-10-09' }],
  ['D06', { due: '2020-02-29', asOf: '2022-01-01' }, { limitation: 'running 2023-02-28' }],
  ['D07', { due: '2019-01-31', asOf: '2022-02-08' }, { limitation: 'defence_available 2022-01-31 2022-02-07' }],
  ['D10', { due: '2023-02-14', asOf: '2026-02-15' }, { limitation: 'defence_available 2026-02-14' }],
  ['D12', { due: '2023-03-20', lastDue: '2025-06-20', asOf: '2026-11-20' }, { limitation: 'running 2028-06-20' }],
  [
    'D13',
    { due: '2021-06-30', event: ['demand@2024-06-30:evidence=signed'], asOf: '2026-01-01' },
    { limitation: 'running 2027-06-30' },
  ],
  [
    'D15',
    { due: '2021-06-30', event: ['demand@2024-07-02:evidence=signed'], asOf: '2024-08-01' },
    { limitation: 'defence_available 2024-06-30 2024-07-01' },
  ],
  [
    'D17',
    { due: '2021-06-30', event: ['obstacle@2024-03-01..2024-05-15'], asOf: '2024-06-01' },
    { limitation: 'running 2024-11-15' },
  ],
  [
    'D18',
    { due: '2021-06-30', event: ['obstacle@2023-10-01..2023-12-20'], asOf: '2024-06-01' },
    { limitation: 'expiring 2024-06-30 2024-07-01' },
  ],
  [
    'D20',
    {
      due: '2021-12-31',
      event: ['lawsuit@2022-03-01..2022-09-20', 'judgment@2022-09-20..2022-09-30'],
      asOf: '2023-01-01',
    },
    { limitation: 'not_subject', enforcement: 'running 2024-09-30' },
  ],
  [
    'a suit that ended, nobody recorded how: the period runs from its end (art. 195)',
    { due: '2021-12-31', event: ['lawsuit@2022-03-01..2022-09-20'], asOf: '2023-01-01' },
    { limitation: 'running 2025-09-20 2025-09-22' },
  ],
  [
    'a suit whose result says that the court mediated',
    {
      due: '2021-12-31',
      event: ['起诉@2022-03-01..2022-09-20:result=调解书,promised_on=2022-10-31'],
      asOf: '2023-01-01',
    },
    { limitation: 'not_subject', enforcement: 'running 2024-10-31' },
  ],
  [
    'a mediation statement of the court',
    { due: '2021-12-31', event: ['民事调解书@2022-09-20..2022-10-31'], asOf: '2023-01-01' },
    { limitation: 'not_subject', enforcement: 'running 2024-10-31' },
  ],
  [
    'a suit whose withdrawal lies ahead',
    { due: '2021-12-31', event: ['lawsuit@2022-03-01..2022-09-20:result=withdrawn'], asOf: '2022-05-01' },
    { limitation: 'pending' },
  ],
  [
    'D20 while pending',
    { due: '2021-12-31', event: ['lawsuit@2022-03-01..2022-09-20'], asOf: '2022-05-01' },
    { limitation: 'pending' },
  ],
  [
    'D22',
    { due: '2022-01-31', event: ['demand@2024-03-15:evidence=signed,result=part'], asOf: '2025-01-01' },
    { limitation: 'running 2027-03-15' },
  ],
  [
    'D24',
    { due: '2022-01-31', assetClass: 'credit_card', event: ['sms@2023-05-06:evidence=sent'], asOf: '2025-01-01' },
    { limitation: 'running 2026-05-06' },
  ],
  [
    'D26',
    { due: '2022-01-31', event: ['auto_debit@2024-02-02:result=clause 8,amount=0.10'], asOf: '2025-01-01' },
    { limitation: 'running 2027-02-02' },
  ],
  [
    'D28',
    { due: '2023-08-31', contractSigned: '2022-08-31', guarantee: ['joint,none'], asOf: '2024-01-31' },
    { guarantee_period: 'expiring 2024-02-29' },
  ],
  [
    'D29',
    { due: '2022-08-31', contractSigned: '2021-08-31', guarantee: ['joint,none'], asOf: '2023-01-31' },
    { guarantee_period: 'expiring 2023-02-28' },
  ],
  [
    'D31',
    { due: '2023-08-31', contractSigned: '2022-08-31', guarantee: ['joint,2023-08-31'], asOf: '2024-01-31' },
    { guarantee_period: 'expiring 2024-02-29' },
  ],
  [
    'D32',
    { due: '2023-06-30', contractSigned: '2022-06-30', guarantee: ['joint,until_paid_off'], asOf: '2024-01-02' },
    { guarantee_period: 'expiring 2023-12-30 2024-01-02' },
  ],
  [
    'D34',
    { due: '2018-12-31', contractSigned: '2017-06-30', guarantee: ['joint,until_paid_off'], asOf: '2021-06-01' },
    { guarantee_period: 'lapsed 2020-12-31' },
  ],
  [
    'D36',
    { due: '2020-06-30', contractSigned: '2020-01-15', guarantee: ['joint,none'], asOf: '2021-06-01' },
    { guarantee_period: 'lapsed 2020-12-30' },
  ],
  [
    'D38',
    {
      due: '2023-06-30',
      contractSigned: '2022-06-30',
      guarantee: ['joint,until_paid_off'],
      event: ['demand@2024-02-01:party_id=G1,evidence=signed'],
      asOf: '2024-03-01',
    },
    { guarantee_period: 'lapsed 2023-12-30 2024-01-02' },
  ],
  [
    'D40',
    {
      due: '2022-12-31',
      contractSigned: '2022-01-31',
      guarantee: ['general,2023-06-30'],
      event: ['letter@2023-02-01:evidence=proven', 'letter@2023-02-01:party_id=G1,evidence=proven'],
      asOf: '2023-07-01',
    },
    { guarantee_period: 'lapsed 2023-06-30' },
  ],
  [
    'D42',
    {
      due: '2022-12-31',
      contractSigned: '2022-01-31',
      guarantee: ['joint,2023-06-30'],
      event: ['lawsuit@2023-02-10..2023-03-01:party_id=G1,result=withdrawn;served'],
      asOf: '2025-01-01',
    },
    { guarantee_period: 'not_subject 2023-06-30', guarantee_limitation: 'running 2026-02-10' },
  ],
  [
    'D44',
    {
      due: '2021-12-31',
      contractSigned: '2021-01-31',
      guarantee: ['general,none'],
      event: ['lawsuit@2022-03-01..2023-03-01', 'judgment@2023-03-01..2023-03-11', 'enforcement@2023-06-01'],
      asOf: '2025-01-01',
    },
    { guarantee_period: 'not_subject 2022-06-30', guarantee_limitation: 'running 2027-06-01' },
  ],
  [
    'D47',
    { due: '2021-12-31', event: ['judgment@2022-04-30:promised_on=2022-05-10'], asOf: '2023-01-01' },
    { enforcement: 'running 2024-05-10' },
  ],
];

test.each(CASES)('%s', (_, typed, expected) => {
  expect(told(typed)).toMatchObject(expected);
});

test('every step, every missing fact and every improvement of these cases has words', () => {
  for (const [, typed] of CASES) {
    for (const { answer } of clocksOf(typed)) {
      for (const reason of answer.because) {
        for (const language of ['en', 'zh'] as const) {
          const sentence = describeReason(reason, language);
          expect(sentence, JSON.stringify(reason)).not.toContain('?');
          expect(sentence).not.toContain(reason.code);
        }
      }
      for (const fact of [...answer.missing, ...answer.improvements]) {
        expect(describeMissing(fact, 'en')).not.toContain(fact.because);
      }
    }
  }
});

test('a suit that was withdrawn is saved by its service for a joint guarantee only', () => {
  const improvementsOf = (mode: string) =>
    clocksOf({
      due: '2022-12-31',
      contractSigned: '2022-01-31',
      guarantee: [`${mode},2024-06-30`],
      event: [
        'lawsuit@2023-02-10..2023-03-01:result=withdrawn;not_served',
        'lawsuit@2023-02-10..2023-03-01:party_id=G1,result=withdrawn;not_served',
      ],
      asOf: '2024-01-01',
    })
      .find(({ clock }) => clock === 'guarantee_period')!
      .answer.improvements.map(({ because }) => because);
  expect(improvementsOf('joint')).toEqual(['proof-that-the-suit-was-served']);
  expect(improvementsOf('general')).toEqual([]);
});

test.each([
  ['a suit that is pending', ['lawsuit@2024-01-01'], 'mortgage', 'of which no last day can be told'],
  [
    'an enforcement that is pending',
    ['lawsuit@2023-03-01..2023-09-01', 'judgment@2023-09-01..2023-09-11', 'enforcement@2023-12-01'],
    'mortgage',
    'of which no last day can be told',
  ],
  [
    'a suit that has ended',
    ['lawsuit@2023-03-01..2023-09-01'],
    'limitation',
    'lawsuit of 2023-03-01 (events:1) ended on 2023-09-01',
  ],
  ['a suit that ended on its day', ['lawsuit@2023-03-01..2023-03-01'], 'limitation', 'ended on 2023-03-01'],
])('%s is told with its days', (_, event, clock, words) => {
  const clocks = clocksOf({ due: '2022-12-31', mortgage: true, event, asOf: '2024-02-01' });
  const { because } = clocks.find((row) => row.clock === clock)!.answer;
  const text = because.map((reason) => describeReason(reason, 'en')).join('; ');
  expect(text).toContain(words);
  expect(text).not.toContain('?');
});

test('a period of which nothing is recorded is not said to be none', () => {
  const told = (guarantee: string) =>
    clocksOf({ due: '2022-12-31', contractSigned: '2022-01-31', guarantee: [guarantee], asOf: '2023-02-01' })
      .find(({ clock }) => clock === 'guarantee_period')!
      .answer.because.map(({ code }) => code);
  expect(told('joint')).toContain('guarantee-period-not-said');
  expect(told('joint,none')).toContain('guarantee-period-none-agreed');
});
