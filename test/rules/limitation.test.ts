/** What the case tables cannot say: reasons, improvements, other packs of law, and the shape of the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import { type ActResult, type ClaimFacts, type ClockSettings, resultBit } from '../../src/domain/claim.js';
import type { ClockAnswer } from '../../src/domain/clock.js';
import type { Reason } from '../../src/domain/determination.js';
import type { Law } from '../../src/domain/law.js';
import { bearsOnClocks, kindCode, NO_EVIDENCE, PROVEN, SENT, SIGNED } from '../../src/domain/limitation-events.js';
import { COUNTER, EVENT_KINDS, EVIDENCE_GRADES, type EventKind } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { LIMITATION_MISSING, LIMITATION_REASONS } from '../../src/write/limitation-words.js';
import {
  day,
  factsOf,
  inOrder,
  parseEvents,
  parseParties,
  parseReceipts,
  receipt,
  SETTINGS,
} from './limitation-facts.js';

const AS_OF = day('2026-11-21');

function answerOf(facts: ClaimFacts, asOf = AS_OF, law: Law = lawOfChina): ClockAnswer {
  return estimateLimitation(facts, law, SETTINGS, asOf);
}

function missingOf(facts: ClaimFacts, asOf = AS_OF, law: Law = lawOfChina): readonly string[] {
  return answerOf(facts, asOf, law).missing.map(({ fact }) => fact);
}

function explain(facts: ClaimFacts, asOf = AS_OF, settings: ClockSettings = SETTINGS): ClockAnswer {
  return estimateLimitation(facts, lawOfChina, settings, asOf, true);
}

const codesOf = ({ because }: ClockAnswer): string[] => because.map(({ code }) => code);
const withEvents = (due: string, events: string, changes: Partial<ClaimFacts> = {}): ClaimFacts =>
  factsOf(due, { acts: inOrder(parseEvents(events, changes.parties ?? null)), ...changes });
const withReceipts = (due: string, receipts: string, changes: Partial<ClaimFacts> = {}): ClaimFacts =>
  factsOf(due, { acts: parseReceipts(receipts), ...changes });

describe('reasons', () => {
  test('are made only on request', () => {
    const answer = answerOf(withEvents('2023-06-30', 'letter@2024-05-06:evidence=sent'));
    expect(answer.because).toEqual([]);
    expect(answer.improvements).toEqual([]);
  });

  test('name every step with the value of the law that it used', () => {
    const facts = withReceipts('2014-05-20', '2016-03-10:counter', { hasEventsFile: false });
    const reasons = explain(facts, day('2019-01-15')).because;
    expect(reasons.map(({ code, basis }) => [code, basis])).toEqual([
      ['runs-from-due-date', 'cn.period.start@1987-01-01'],
      ['limitation-period', 'cn.limitation.general@1987-01-01'],
      ['part-payment-restarts', 'cn.limitation.part-payment@2008-09-01'],
      ['limitation-period', 'cn.limitation.general@1987-01-01'],
      ['period-lengthened', 'cn.limitation.transition-2017@2018-07-23'],
      ['last-day-rolled', 'cn.period.end-on-holiday@2017-10-01'],
      ['no-events-file', undefined],
      ['estimate-expiring', undefined],
    ]);
    expect(reasons[3]).toMatchObject({ saw: { runs_from: '2016-03-10', years: 2, base_on: '2018-03-10' } });
    expect(reasons[4]).toMatchObject({ saw: { last_day_under_old_rule: '2018-03-12', base_on: '2019-03-10' } });
  });

  test('tell of a period that had ended before the change', () => {
    expect(explain(factsOf('2015-09-30'), day('2019-01-15')).because).toContainEqual({
      code: 'period-had-ended-before-change',
      basis: 'cn.limitation.transition-2017@2018-07-23',
      saw: { last_day_under_old_rule: '2017-09-30', base_on: '2017-09-30' },
    });
  });

  test('tell of instalments, of a call before them and of the long stop', () => {
    const instalments = { instalments: 24, oldestUnpaidDueOn: day('2023-03-20') };
    expect(explain(factsOf('2025-06-20', instalments)).because[0]).toEqual({
      code: 'runs-from-last-instalment',
      basis: 'cn.limitation.instalment-anchor@2021-01-01',
      saw: {
        source: 'loans',
        runs_from: '2025-06-20',
        last_due_on: '2025-06-20',
        oldest_unpaid_due_on: '2023-03-20',
        instalments: 24,
      },
    });
    const called = factsOf('2031-06-20', { ...instalments, acceleratedOn: day('2024-02-01') });
    expect(explain(called).because[0]).toMatchObject({
      code: 'runs-from-acceleration',
      saw: { runs_from: '2024-02-01', accelerated_on: '2024-02-01' },
    });
    const every = ['2009-02-01', '2011-01-15', '2012-12-01', '2014-11-20', '2016-10-10', '2019-09-01', '2022-08-20'];
    const receipts = [...every, '2025-07-30'].map((on) => `${on}:counter`).join(';');
    expect(explain(withReceipts('2007-03-15', receipts)).because).toContainEqual({
      code: 'long-stop-reached',
      basis: 'cn.limitation.long-stop@1987-01-01',
      saw: { base_on: '2027-03-15', long_stop_on: '2027-03-15' },
    });
  });

  test('send a payment after the end to counsel', () => {
    const reason = explain(withReceipts('2021-06-30', '2024-07-02:counter')).because.find(
      ({ code }) => code === 'payment-after-period-ended-ask-counsel',
    );
    expect(reason?.saw).toMatchObject({ source: 'payments', line: 2, paid_on: '2024-07-02', amount: '100.00' });
  });

  test('show each act that moved the day, with its line', () => {
    const facts = withEvents(
      '2021-06-30',
      'demand@2022-05-06:evidence=signed;call@2023-01-05;letter@2023-02-06:evidence=sent;lawsuit@2024-03-01..2024-09-20',
    );
    const answer = explain(facts);
    expect(codesOf(answer)).toEqual([
      'runs-from-due-date',
      'limitation-period',
      'act-restarts',
      'limitation-period',
      'act-without-evidence',
      'act-only-sent',
      'procedure-restarts',
      'limitation-period',
      'days-off-unknown',
      'estimate-running',
    ]);
    const act = (code: string): Reason => answer.because.find((reason) => reason.code === code)!;
    expect(act('act-restarts')).toEqual({
      code: 'act-restarts',
      basis: 'cn.limitation.demand@2021-01-01',
      saw: { source: 'events', line: 2, kind: 'demand', on: '2022-05-06', evidence: 'signed' },
    });
    expect(act('procedure-restarts').saw).toMatchObject({ line: 5, ended_on: '2024-09-20', runs_from: '2024-09-20' });
  });

  test.each<[string, string, string[]]>([
    ['an obstacle', 'obstacle@2024-03-01..2024-05-15', ['obstacle-suspends']],
    ['an obstacle too early', 'obstacle@2023-03-01..2023-05-15', ['obstacle-without-effect']],
    ['an obstacle that stands', 'obstacle@2024-03-01', ['obstacle-holds', 'estimate-suspended']],
    ['an open procedure', 'arbitration@2024-03-01', ['procedure-pending', 'estimate-pending']],
    ['a signature after the end', 'demand@2024-08-01:evidence=signed', ['signature-after-end']],
    ['consent after the end', 'promise@2024-08-01:evidence=signed', ['act-revives', 'estimate-revived']],
    ['a suit after the end', 'lawsuit@2024-08-01', ['act-after-period-ended']],
    ['a judgment', 'judgment@2024-03-01', ['decided-by-judgment']],
    ['a dismissal', 'judgment@2024-03-01:result=dismissed', ['claim-dismissed']],
    ['a waiver', 'demand@2024-03-01:evidence=signed,result=waives_rest', ['act-waives-rest']],
    ['a part decided', 'judgment@2024-03-01:result=part', ['judgment-restarts-rest']],
    ['a co-borrower judged', 'judgment@2024-03-01:party_id=C1', ['judgment-on-co-borrower']],
    ['a suit withdrawn', 'lawsuit@2024-03-01..2024-04-01:result=withdrawn', ['procedure-withdrawn']],
    [
      'a suit served, withdrawn',
      'lawsuit@2024-03-01..2024-04-01:result=withdrawn+served',
      ['procedure-withdrawn-served'],
    ],
    ['a demand on a guarantor', 'demand@2024-03-01:evidence=signed,party_id=G1', ['act-on-guarantor']],
    ['a demand on a stranger', 'demand@2024-03-01:evidence=signed,party_id=X1', ['act-on-party-not-on-record']],
    ['a debit', 'auto_debit@2024-03-01:result=with_basis', ['debit-restarts']],
    ['a debit without a basis', 'auto_debit@2024-03-01', ['debit-basis-not-stated']],
    ['a publication', 'notice_publication@2024-03-01:evidence=proven', ['publication-needs-untraceable']],
  ])('tell of %s', (_, events, codes) => {
    const facts = withEvents('2021-06-30', events, { parties: parseParties('G1=guarantor;C1=co_borrower') });
    expect(codesOf(explain(facts, day('2024-09-02')))).toEqual(expect.arrayContaining(codes));
  });

  test('say that nothing is owed', () => {
    expect(explain(factsOf('2023-06-30', { owed: 0 })).because).toEqual([
      { code: 'nothing-owed', saw: { owed: '0.00' } },
    ]);
  });

  test('call the answer an estimate', () => {
    expect(explain(factsOf('2023-06-30')).because.at(-1)).toEqual({
      code: 'estimate-defence_available',
      saw: { as_of: '2026-11-21', base_on: '2026-06-30', days_left: -144 },
    });
  });

  test('tell of a debt that was not called', () => {
    const answer = explain(factsOf('', { isOnDemand: true }));
    expect([answer.status, codesOf(answer)]).toEqual(['not_subject', ['not-yet-called']]);
  });

  test('tell from which grace a debt without a term runs', () => {
    const facts = withEvents('', 'demand@2023-05-08..2023-06-08:evidence=signed', { isOnDemand: true });
    expect(explain(facts, day('2025-06-02')).because[0]).toMatchObject({
      code: 'runs-from-grace',
      basis: 'cn.limitation.on-demand-start@2021-01-01',
      saw: { on: '2023-05-08', runs_from: '2023-06-08', line: 2 },
    });
  });
});

describe('improvements', () => {
  const improvementsOf = (events: string, asOf = AS_OF): readonly string[] =>
    explain(withEvents('2021-06-30', events), asOf).improvements.map(({ fact, because }) => `${fact} ${because}`);

  test.each([
    ['letter@2024-03-15:evidence=sent', 'events.evidence proof-of-arrival-would-restart'],
    ['letter@2024-03-15:evidence=none', 'events.evidence proof-would-restart'],
    ['lawsuit@2024-03-15', 'events.ended_on end-of-procedure-would-restart'],
    ['lawsuit@2024-03-15..2024-04-15', 'events.result how-the-procedure-ended'],
    ['lawsuit@2024-03-15..2024-04-15:result=withdrawn', 'events.result proof-of-service-would-restart'],
    ['demand@2024-08-01:evidence=signed', 'events.result consent-would-revive'],
    ['acknowledgement@2024-08-01:evidence=proven', 'events.evidence signature-would-revive'],
    ['auto_debit@2024-03-15', 'events.auto_debit basis-would-restart'],
    ['notice_publication@2024-03-15:evidence=proven', 'events.unreachable proof-untraceable-would-restart'],
  ])('%s: %s', (events, expected) => {
    expect(improvementsOf(events)).toEqual([expected]);
  });

  test('are not offered for what a later act has made idle', () => {
    expect(improvementsOf('letter@2023-03-15:evidence=sent;demand@2024-03-15:evidence=signed')).toEqual([]);
  });
});

describe('another pack of law', () => {
  const calendarWithout = () => ({
    knownFrom: 0,
    knownTo: 0,
    longestClosureDays: 10,
    isHoliday: (): boolean | undefined => undefined,
  });

  test('a last day that rolls past the change of 2017 had not ended before it', () => {
    const closed = new Set(['2017-09-30', '2017-10-01', '2017-10-02'].map(day));
    const law = { ...lawOfChina, businessDays: { ...calendarWithout(), isHoliday: (on: number) => closed.has(on) } };
    expect(formatIsoDate(answerOf(factsOf('2015-09-30'), AS_OF, law).baseOn)).toBe('2018-09-30');
    expect(formatIsoDate(answerOf(factsOf('2015-09-29'), AS_OF, law).baseOn)).toBe('2017-09-29');
  });

  test('a period that ends on the very day of the change had not ended before it', () => {
    const law = { ...lawOfChina, businessDays: { ...calendarWithout(), isHoliday: () => false } };
    expect(formatIsoDate(answerOf(factsOf('2015-10-01'), AS_OF, law).baseOn)).toBe('2018-10-01');
    expect(formatIsoDate(answerOf(factsOf('2015-09-30'), AS_OF, law).baseOn)).toBe('2017-09-30');
  });

  test('a value that has ended is not used after its end', () => {
    const years = lawOfChina.limitationYears.values.map((value) => ({ ...value, until: value.until ?? '2023-07-01' }));
    const law: Law = { ...lawOfChina, limitationYears: { ...lawOfChina.limitationYears, values: years } };
    expect(missingOf(factsOf('2023-07-01'), AS_OF, law)).toEqual(['law.cn.limitation.general']);
    expect(missingOf(factsOf('2020-06-30'), AS_OF, law)).toEqual([]);
    expect(missingOf(factsOf('2020-07-01'), AS_OF, law)).toEqual(['law.cn.limitation.transition-2017']);
  });

  test('without a calendar of days off nobody knows whether the day after the base day is still in time', () => {
    const law = { ...lawOfChina, businessDays: calendarWithout() };
    expect(answerOf(factsOf('2021-06-30'), day('2024-06-30'), law)).toMatchObject({
      status: 'expiring',
      rolledOn: NO_DAY,
    });
    // The base day was a Sunday: on the Monday the period had not ended.
    expect(answerOf(factsOf('2021-06-30'), day('2024-07-01')).status).toBe('expiring');
    expect(missingOf(factsOf('2021-06-30'), day('2024-07-01'), law)).toEqual(['law.business-days']);
    const longest = law.businessDays.longestClosureDays;
    expect(missingOf(factsOf('2021-06-30'), day('2024-06-30') + longest, law)).toEqual(['law.business-days']);
    expect(answerOf(factsOf('2021-06-30'), day('2024-06-30') + longest + 1, law).status).toBe('defence_available');
  });

  test('without a calendar a payment within the longest closure after the base day is not judged', () => {
    const law = { ...lawOfChina, businessDays: calendarWithout() };
    const paid = (on: string) => factsOf('2021-06-30', { acts: [receipt(day(on), COUNTER)] });
    expect(missingOf(paid('2024-06-30'), AS_OF, law)).toEqual([]);
    expect(missingOf(paid('2024-07-01'), AS_OF, law)).toEqual(['law.business-days']);
    expect(missingOf(paid('2024-07-10'), AS_OF, law)).toEqual(['law.business-days']);
    expect(missingOf(paid('2024-07-11'), AS_OF, law)).toEqual([]);
  });

  test.each<[string, keyof Law, Partial<ClaimFacts>]>([
    ['long-stop', 'limitationLongStopYears', { acts: parseReceipts('2024-01-05:transfer') }],
    ['suspension-window', 'limitationSuspensionWindowMonths', { hold: 5 }],
    ['suspension-tail', 'limitationSuspensionTail', { acts: parseEvents('obstacle@2026-02-02..2026-03-02') }],
    ['part-payment', 'limitationPartPayment', { acts: parseReceipts('2024-01-05:transfer') }],
    ['demand', 'limitationDemand', { acts: parseEvents('demand@2024-01-05:evidence=signed') }],
    ['acknowledgement', 'limitationAcknowledgement', { acts: parseEvents('promise@2024-01-05:evidence=signed') }],
    ['procedure', 'limitationProcedure', { acts: parseEvents('mediation@2024-01-05..2024-03-05') }],
    ['instalment-anchor', 'limitationInstalmentAnchor', { instalments: 2 }],
    ['general', 'limitationYears', {}],
  ])('that is silent on %s gives it as missing', (name, key, changes) => {
    const parameter = lawOfChina[key] as Law['limitationYears'];
    const silent = { ...lawOfChina, [key]: { ...parameter, values: [] } } as Law;
    expect(missingOf(factsOf('2023-06-30', changes), AS_OF, silent)).toContain(`law.cn.limitation.${name}`);
    expect(missingOf(factsOf('2023-06-30', { ...changes, hold: 0 }), AS_OF, lawOfChina)).toEqual([]);
  });
});

describe('what the gatherer may leave out', () => {
  const GRADES = [0, SIGNED, PROVEN, SENT, NO_EVIDENCE];
  const bears = (kind: EventKind, grade: number, isCard = false, isOnDemand = false): boolean =>
    bearsOnClocks(kindCode(kind), grade, 0, isCard, isOnDemand);

  test('is every complaint, dispute, threat, survey and transfer of property', () => {
    for (const kind of ['complaint', 'dispute', 'threat', 'survey', 'asset_transfer'] as const) {
      expect(GRADES.map((grade) => bears(kind, grade, true, true))).toEqual(GRADES.map(() => false));
    }
  });

  test('is a call or a visit without proof', () => {
    expect(GRADES.map((grade) => bears('call', grade))).toEqual([false, true, true, false, false]);
    expect(GRADES.map((grade) => bears('visit', grade))).toEqual([false, true, true, false, false]);
    expect(bears('call', SENT, true)).toBe(true);
  });

  test('is not a refusal where the debt has no term', () => {
    expect(GRADES.map((grade) => bears('refusal', grade))).toEqual([false, true, true, false, false]);
    expect(GRADES.map((grade) => bears('refusal', grade, false, true))).toEqual([true, true, true, true, false]);
  });

  test('is never a procedure, a judgment or an obstacle', () => {
    for (const kind of ['lawsuit', 'enforcement', 'judgment', 'withdrawal', 'obstacle', 'mediation'] as const) {
      expect(GRADES.every((grade) => bears(kind, grade))).toBe(true);
    }
  });

  test('is told for every kind and grade', () => {
    expect(EVENT_KINDS.length * (EVIDENCE_GRADES.length + 1)).toBe(165);
    expect(bears('unreachable', 0)).toBe(false);
    const withResult = (kind: EventKind, result: ActResult) =>
      bearsOnClocks(kindCode(kind), 0, resultBit(result), false, false);
    expect(withResult('unreachable', 'untraceable')).toBe(true);
    expect(withResult('unreachable', 'unanswered')).toBe(false);
    expect(withResult('visit', 'consent')).toBe(true);
    expect(withResult('visit', 'reached')).toBe(false);
  });
});

describe('the words', () => {
  const FILES = [
    'domain/act-verdict.ts',
    'domain/procedure-verdict.ts',
    'domain/first-demand.ts',
    'domain/general-guarantee-start.ts',
    'domain/guarantee-acts.ts',
    'domain/limitation-reasons.ts',
    'domain/period-trace.ts',
    'domain/unknown-facts.ts',
    'domain/weigh-readings.ts',
    'rules/enforcement.ts',
    'rules/guarantee-limitation.ts',
    'rules/limitation.ts',
  ];
  const source = FILES.map((file) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')).join('\n');

  test('are there for no code that nothing makes', () => {
    for (const code of [...Object.keys(LIMITATION_REASONS), ...Object.keys(LIMITATION_MISSING)]) {
      const stem = code.replace(/^runs-from-/, '');
      expect(source.includes(`'${code}'`) || source.includes(`'${stem}'`), code).toBe(true);
    }
  });

  test('name only values that the step saw', () => {
    const acts = 'source line kind on evidence ended_on promised_on amount channel'.split(' ');
    const others = 'runs_from base_on suspended_to restructured_on as_of years'.split(' ');
    for (const [code, sentences] of Object.entries(LIMITATION_REASONS)) {
      const named = Object.values(sentences).map((text) =>
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort(),
      );
      expect(named[0], code).toEqual(named[1]);
      for (const name of named[0]!) expect([...acts, ...others], code).toContain(name);
    }
  });
});

test('no number of law stands in the rules and in what they walk with', () => {
  const files = [
    'act-verdict',
    'claim-record',
    'first-demand',
    'general-guarantee-start',
    'limitation-events',
    'limitation-terms',
    'period-end',
    'period-length',
    'procedure-end',
    'procedure-verdict',
    'running-period',
    'suspension',
    'verdict',
    'weigh-readings',
  ].map((name) => `domain/${name}.ts`);
  for (const file of [...files, 'rules/limitation.ts', 'rules/enforcement.ts', 'rules/guarantee-limitation.ts']) {
    const code = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '')
      .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
    const numbers = [...code.matchAll(/(?<![\w.])\d[\d_.]*/g)].map(([literal]) => literal);
    // 0 and 1 count and step; 2, 4 and 8 are bits; 12 and 31 name months of a year and the last day of the supported years.
    const allowed = { 'domain/limitation-events.ts': ['2', '4', '8'], 'domain/limitation-terms.ts': ['12', '31'] };
    const known = [
      ...(allowed[file as keyof typeof allowed] ?? []),
      ...(file === 'domain/period-end.ts' ? ['12', '31'] : []),
    ];
    expect(
      numbers.filter((literal) => !['0', '1', ...known].includes(literal)),
      file,
    ).toEqual([]);
  }
});
