import { describe, expect, it } from 'vitest';
import type { RiskGradeFloors } from '../../src/domain/law.js';
import { BORROWER_KINDS } from '../../src/domain/loan.js';
import { RISK_GRADES, type RiskGrade, UNGRADED } from '../../src/domain/risk-grade.js';
import { applyContagion, gradeRisk } from '../../src/rules/risk-grade.js';
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
