/**
 * Proves that the dated law has no gap and no overlap, quarter by quarter. It says nothing about whether the values
 * are right: the case tables and a lawyer do.
 */
import { describe, expect, test } from 'vitest';
import { addMonths, epochDayOf, formatIsoDate, parseIsoDate } from '../../src/domain/civil-date.js';
import { type DatedParameter, valueOn } from '../../src/domain/law.js';
import { lawOfChina } from '../../src/law/cn/index.js';

const FIRST_QUARTER = epochDayOf(1990, 1, 1)!;
/** The end of the year after the one in which the pack was last checked. */
const LAST_QUARTER = epochDayOf(2027, 12, 31)!;

/** The first day of every quarter, the day before it, and both sides of every boundary of the parameter. */
function daysToAsk(parameter: DatedParameter<unknown>): string[] {
  const days: number[] = [LAST_QUARTER];
  for (let months = 0; addMonths(FIRST_QUARTER, months) <= LAST_QUARTER; months += 3) {
    days.push(addMonths(FIRST_QUARTER, months), addMonths(FIRST_QUARTER, months) - 1);
  }
  for (const { from, until } of parameter.values) {
    for (const iso of [from, until]) if (iso !== null) days.push(parseIsoDate(iso)! - 1, parseIsoDate(iso)!);
  }
  return days.map(formatIsoDate);
}

/** Values whose span holds the day, counted on their own, not with the look-up under test. */
function holdersOf(parameter: DatedParameter<unknown>, iso: string): number {
  return parameter.values.filter(({ from, until }) => iso >= from && (until === null || iso < until)).length;
}

describe.each(lawOfChina.all.map((parameter) => [parameter.id, parameter] as const))('%s', (_, parameter) => {
  test('has exactly one value on every day since it exists, and none before', () => {
    const existsFrom = parameter.existsFrom ?? parameter.values[0]!.from;
    for (const iso of daysToAsk(parameter)) {
      expect([iso, holdersOf(parameter, iso)]).toEqual([iso, iso < existsFrom ? 0 : 1]);
      expect(valueOn(parameter, iso) === undefined).toBe(iso < existsFrom);
    }
  });

  test('reaches back to 1990 unless it says from when it exists', () => {
    expect(parameter.existsFrom ?? '1990-01-01').toBe(
      parameter.values[0]!.from <= '1990-01-01' ? '1990-01-01' : parameter.values[0]!.from,
    );
  });

  test('has real dates in rising order', () => {
    let end: string | null = parameter.values[0]!.from;
    for (const { from, until } of parameter.values) {
      expect(parseIsoDate(from)).toBeTypeOf('number');
      expect(from).toBe(end);
      if (until !== null) expect(parseIsoDate(until)! > parseIsoDate(from)!).toBe(true);
      end = until;
    }
    expect(end).toBeNull();
  });

  test('names question, unit, blind spots and a day of checking; every value its source', () => {
    expect(parameter.question).toMatch(/\?$/);
    expect(parameter.notCovered.length).toBeGreaterThan(0);
    expect(parseIsoDate(parameter.lastCheckedOn)).toBeGreaterThan(addMonths(LAST_QUARTER, -24));
    for (const { source } of parameter.values) {
      for (const text of [source.instrument, source.article, source.quote]) expect(text.trim()).not.toBe('');
      expect(source.quote.length).toBeLessThan(160);
      expect(['T', 'S', 'M', 'D']).toContain(source.mark);
    }
  });
});

describe('the articles under which a rule stood', () => {
  const articlesOf = (values: readonly { readonly source: { readonly article: string } }[]) =>
    values.map(({ source }) => source.article.replace(/第2款|第1款/g, ''));

  test('are told apart where the number changed and the rule did not', () => {
    const renumbered = ['第215条', '第239条', '第246条', '第250条'];
    expect(articlesOf(lawOfChina.enforcementYears.values)).toEqual(renumbered);
    expect(articlesOf(lawOfChina.enforcementInstalmentAnchor.values)).toEqual(renumbered);
  });

  test('are not taken for read where they stand from memory', () => {
    const marks = (parameter: DatedParameter<unknown>) => parameter.values.map(({ source }) => source.mark).join('');
    expect(marks(lawOfChina.limitationPartPayment)).toBe('MMT');
    expect(marks(lawOfChina.limitationGuarantorDemand)).toBe('SD');
    expect(marks(lawOfChina.limitationMicroLender)).toBe('D');
    expect(marks(lawOfChina.riskGradeRestructuredAgain)).toBe('M');
    expect(marks(lawOfChina.enforcementYears)).toBe('SSTT');
  });

  test('carry a caveat wherever the entry stands from memory or is derived, in what this cut added', () => {
    const added = lawOfChina.all.filter(({ id }) => /^cn\.(?:guarantee|mortgage|enforcement|observation)\./.test(id));
    expect(added.length).toBeGreaterThan(15);
    for (const { values } of added) {
      for (const { source } of values) {
        if (source.mark === 'M' || source.mark === 'D') expect(source.caveat ?? '').not.toBe('');
      }
    }
  });
});

describe('the pack', () => {
  test('has every parameter once', () => {
    const ids = lawOfChina.all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = Object.values(lawOfChina).filter((entry) => typeof entry === 'object' && 'notCovered' in entry);
    expect(named).toHaveLength(lawOfChina.all.length);
    expect(new Set(lawOfChina.all)).toEqual(new Set(named));
  });

  // The numbers of the texts once more, by hand.
  test.each([
    ['2017-09-30', 'limitationYears', 2],
    ['2017-10-01', 'limitationYears', 3],
    ['2021-01-01', 'limitationYears', 3],
    ['1986-12-31', 'limitationYears', undefined],
    ['2021-01-01', 'limitationLongStopYears', 20],
    ['2018-07-22', 'limitationTransition', undefined],
    ['2018-07-23', 'limitationTransition', '2017-10-01'],
    ['2021-01-01', 'limitationSuspensionWindowMonths', 6],
    ['2023-06-30', 'riskGradeFloors', undefined],
    ['2023-07-01', 'riskGradeFloors', { specialMention: 1, substandard: 91, doubtful: 271, loss: 361 }],
    ['2011-01-12', 'riskGradeCardFloors', undefined],
    ['2026-11-21', 'riskGradeCardFloors', { specialMention: 1, substandard: 91, doubtful: 121, loss: 181 }],
    ['2026-11-21', 'riskGradeContagionShare', 0.1],
    ['2026-11-21', 'cardPrincipalFirstFromDpd', 91],
    ['2003-12-31', 'penaltyMarkupRange', undefined],
    ['2004-01-01', 'penaltyMarkupRange', { least: 0.3, most: 0.5 }],
    ['2017-09-30', 'limitationSuspensionTail', { kind: 'remainder' }],
    ['2017-10-01', 'limitationSuspensionTail', { kind: 'months', months: 6 }],
    ['2021-05-24', 'limitationCardDemand', undefined],
    ['2021-05-25', 'limitationCardDemand', 'restarts_on_sending'],
    ['2020-12-31', 'limitationMicroLender', undefined],
    ['2021-01-01', 'limitationMicroLender', 'financial_institution'],
    ['2020-12-31', 'limitationGuarantorDemand', 'reaches_debtor'],
    ['2021-01-01', 'limitationGuarantorDemand', 'no_rule'],
    ['2020-12-31', 'limitationRevival', 'signature'],
    ['2021-01-01', 'limitationRevival', 'consent_shown'],
    ['1995-09-30', 'guaranteeModeDefault', undefined],
    ['2020-12-31', 'guaranteeModeDefault', 'joint'],
    ['2021-01-01', 'guaranteeModeDefault', 'general'],
    ['1995-10-01', 'guaranteePeriodDefaultMonths', 6],
    ['2026-11-21', 'guaranteePeriodDefaultMonths', 6],
    ['2000-12-12', 'guaranteePeriodUnclearMonths', undefined],
    ['2020-12-31', 'guaranteePeriodUnclearMonths', 24],
    ['2021-01-01', 'guaranteePeriodUnclearMonths', 6],
    ['2020-12-31', 'guaranteePeriodTransition', undefined],
    ['2021-01-01', 'guaranteePeriodTransition', '2021-01-01'],
    ['2020-12-31', 'guaranteeLimitationStart', { joint: 'demand_day', general: 'judgment_effective' }],
    ['2021-01-01', 'guaranteeLimitationStart', { joint: 'demand_day', general: 'right_to_refuse_ends' }],
    ['2021-01-01', 'guaranteeEnforcementWaitYears', 1],
    ['2007-09-30', 'mortgageExtraYears', 2],
    ['2007-10-01', 'mortgageExtraYears', 0],
    ['2007-10-01', 'mortgageDeadline', 'limitation_of_claim'],
    ['2020-12-31', 'possessoryPledgeDeadline', undefined],
    ['2021-01-01', 'possessoryPledgeDeadline', 'none'],
    ['2008-03-31', 'enforcementYears', undefined],
    ['2008-04-01', 'enforcementYears', 2],
    ['2021-12-31', 'enforcementInstalmentAnchor', 'each_instalment'],
    ['2022-01-01', 'enforcementInstalmentAnchor', 'last_instalment'],
    ['2026-11-21', 'enforcementSuspensionTail', { kind: 'remainder' }],
    ['2022-04-10', 'enforcementAfterClosedRound', 'no_limit'],
    ['2023-06-30', 'observationMinimum', undefined],
    ['2023-07-01', 'observationMinimum', { years: 1, repaymentPeriods: 2 }],
    ['2025-02-27', 'conductQuietHoursOnline', undefined],
    ['2025-02-28', 'conductQuietHoursOnline', { fromHour: 22, untilHour: 8 }],
    ['2025-02-28', 'conductEffectiveCalls', 3],
    ['2026-01-29', 'conductQuietHours', undefined],
    ['2026-01-30', 'conductQuietHours', { fromHour: 22, untilHour: 8 }],
    ['2026-01-30', 'conductUnansweredAttempts', 6],
    ['2026-01-29', 'conductVisitStaff', undefined],
    ['2026-01-30', 'conductVisitStaff', 2],
    ['2011-01-12', 'conductThirdParties', undefined],
    ['2023-07-01', 'riskGradeUpgrade', { repaymentPeriods: 2, months: 6 }],
  ] as const)('on %s %s is %j', (iso, name, value) => {
    expect(valueOn<unknown>(lawOfChina[name], iso)?.value).toEqual(value);
  });
});
