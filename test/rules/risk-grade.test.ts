import { describe, expect, it } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import type { RiskGradeFloors } from '../../src/domain/law.js';
import { BORROWER_KINDS, emptyInstalments } from '../../src/domain/loan.js';
import { RISK_GRADES, type RiskGrade, UNGRADED } from '../../src/domain/risk-grade.js';
import { applyContagion, gradeRisk, holdGrade } from '../../src/rules/risk-grade.js';
import { day, positionOf, readCases } from './one-loan.js';

/** 银保监会/人民银行令〔2023〕1号 and 信用卡业务监督管理办法第92条, as days. */
const FLOORS: Readonly<Record<string, RiskGradeFloors>> = {
  general: { specialMention: 1, substandard: 91, doubtful: 271, loss: 361 },
  card: { specialMention: 1, substandard: 91, doubtful: 121, loss: 181 },
};

describe('the grade that days past due require (test/cases/risk-grade.csv)', () => {
  it.each(readCases('risk-grade'))('$table table, due $due_on, as of $as_of', (row) => {
    const { daysPastDue } = positionOf({ given: [{ dueOn: day(row['due_on']!), principal: 100 }] }, day(row['as_of']!));
    expect(daysPastDue).toBe(Number(row['days_past_due']));
    expect(RISK_GRADES[gradeRisk(daysPastDue, FLOORS[row['table']!]!)]).toBe(row['grade']);
  });

  it('days that are not known give no grade', () => {
    expect(gradeRisk(Number.NaN, FLOORS['general']!)).toBe(UNGRADED);
  });

  it('never improves with more days', () => {
    for (const floors of Object.values(FLOORS)) {
      for (let days = 1; days < 400; days++) {
        expect(gradeRisk(days, floors)).toBeGreaterThanOrEqual(gradeRisk(days - 1, floors));
      }
    }
  });
});

describe('contagion across one borrower (test/cases/risk-grade-contagion.csv)', () => {
  const codeOf = (grade: string) => (grade === '?' ? UNGRADED : RISK_GRADES.indexOf(grade as RiskGrade));

  it.each(readCases('risk-grade-contagion'))('$case', (row) => {
    const balances = Float64Array.from(row['balances']!.split(' '), Number);
    const grades = Uint8Array.from(row['grades']!.split(' '), codeOf);
    const kind =
      row['borrower_kind'] === '' ? 0 : (BORROWER_KINDS as readonly string[]).indexOf(row['borrower_kind']!) + 1;
    const loans = Int32Array.from(grades.keys());
    expect(applyContagion(loans, 0, loans.length, kind, grades, balances, 0.1)).toBe(row['outcome']);
    expect([...grades]).toEqual(row['grades_after']!.split(' ').map(codeOf));
  });

  it('reaches only the loans of the borrower', () => {
    const grades = Uint8Array.of(0, 4, 0, 0);
    const balances = Float64Array.of(100, 100, 100, 100);
    expect(applyContagion(Int32Array.of(3, 1, 2, 0), 1, 3, 4, grades, balances, 0.1)).toBe('raised');
    expect([...grades]).toEqual([0, 4, 2, 0]);
  });

  it('does nothing where no rule is in force', () => {
    const grades = Uint8Array.of(4, 0);
    expect(applyContagion(Int32Array.of(0, 1), 0, 2, 4, grades, Float64Array.of(1, 1), Number.NaN)).toBe('none');
    expect([...grades]).toEqual([4, 0]);
  });
});

/** 2023 measures: upgrade after two repayment periods or six months, the longer; restructured again is 次级 at least. */
describe('a restructured loan held at 次级', () => {
  const TERMS = { upgrade: { repaymentPeriods: 2, months: 6 }, againIsSubstandard: true };
  const NORMAL = RISK_GRADES.indexOf('正常');
  const SUBSTANDARD = RISK_GRADES.indexOf('次级');
  const dueOn = (...days: readonly string[]) => ({
    ...emptyInstalments(),
    count: days.length,
    dueOn: Int32Array.from(days, day),
  });
  const monthly = dueOn('2025-07-10', '2025-08-10', '2025-09-10', '2025-10-10');
  const quarterly = dueOn('2025-09-30', '2025-12-31', '2026-03-31');
  const paidUp = (days: number, on: string, last = on, instalments = monthly) => ({
    isRestructuredAgain: false,
    longestCuredDays: days,
    longestCuredOn: on === '' ? NO_DAY : day(on),
    lastCuredOn: last === '' ? NO_DAY : day(last),
    instalments,
  });
  const held = (facts: ReturnType<typeof paidUp>, asOf: string, own = NORMAL) =>
    holdGrade(own, facts, 91, TERMS, day(asOf));

  it('for six months after it was paid up, where two periods are shorter', () => {
    expect(held(paidUp(91, '2025-06-20'), '2025-12-20')).toBe('upgrade-wait');
    expect(held(paidUp(91, '2025-06-20'), '2025-12-21')).toBe('');
  });

  it('to the second due date, where two periods are longer', () => {
    const twoQuarters = paidUp(120, '2025-09-15', '2025-09-15', dueOn('2025-12-31', '2026-06-30', '2026-12-31'));
    expect(held(twoQuarters, '2026-06-30')).toBe('upgrade-wait');
    expect(held(twoQuarters, '2026-07-01')).toBe('');
    expect(held(paidUp(120, '2025-09-15', '2025-09-15', quarterly), '2026-03-15')).toBe('upgrade-wait');
  });

  it('anew from arrears made good meanwhile, not from later ones', () => {
    expect(held(paidUp(100, '2025-06-20', '2025-11-01'), '2026-05-01')).toBe('upgrade-wait');
    expect(held(paidUp(100, '2025-06-20', '2025-11-01'), '2026-05-02')).toBe('');
    expect(held(paidUp(100, '2025-06-20', '2026-02-01'), '2026-03-01')).toBe('');
  });

  it('not where it was never non-performing', () => {
    expect(held(paidUp(90, '2025-06-20'), '2025-07-01')).toBe('');
    expect(held(paidUp(Number.NaN, ''), '2025-07-01')).toBe('');
  });

  it('when it was restructured again', () => {
    const again = { ...paidUp(Number.NaN, ''), isRestructuredAgain: true };
    expect(held(again, '2025-07-01')).toBe('restructured-again');
    expect(holdGrade(NORMAL, again, 91, { upgrade: undefined, againIsSubstandard: false }, day('2023-06-30'))).toBe('');
  });

  it('never changes a grade that is as bad, or not known', () => {
    const again = { ...paidUp(100, '2025-06-20'), isRestructuredAgain: true };
    expect(held(again, '2025-07-01', SUBSTANDARD)).toBe('');
    expect(held(again, '2025-07-01', UNGRADED)).toBe('');
  });
});
