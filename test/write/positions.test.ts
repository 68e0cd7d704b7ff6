import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { CLOCK_STATUSES } from '../../src/domain/clock.js';
import type { IdTable } from '../../src/portfolio/id-table.js';
import type { Portfolio } from '../../src/portfolio/portfolio.js';
import { blankPosition, newPositionColumns } from '../../src/portfolio/position-columns.js';
import { formatPositions, POSITIONS_HEADER, positionCodes } from '../../src/write/positions.js';

const day = (iso: string) => parseIsoDate(iso)!;
const asOf = day('2026-11-22');
const codes = positionCodes(asOf, {
  id: 'm',
  buckets: ['M0', 'M1', 'M2'].map((code, index) => ({
    code,
    fromDpd: index * 30,
    toDpd: index * 30 + 29,
    title: { en: code, zh: code },
  })),
});

function idTable(ids: readonly string[]): IdTable {
  const encoded = ids.map((id) => new TextEncoder().encode(id));
  const keyStart = new Uint32Array(ids.length + 1);
  for (const [index, bytes] of encoded.entries()) keyStart[index + 1] = keyStart[index]! + bytes.length;
  const keys = new Uint8Array(keyStart[ids.length]!);
  for (const [index, bytes] of encoded.entries()) keys.set(bytes, keyStart[index]!);
  return { count: ids.length, slots: new Int32Array(0), room: 8, keyStart, keys, keyLength: 0 };
}

function blankColumns(count: number): ReturnType<typeof newPositionColumns> {
  const columns = newPositionColumns(count);
  for (let at = 0; at < count; at++) blankPosition(columns, at);
  return columns;
}

function book(loanIds: readonly string[], borrowerIds: readonly string[]) {
  const loans = { borrower: Int32Array.from(loanIds, (_, index) => index) } as unknown as Portfolio['loans'];
  return { loanIds: idTable(loanIds), borrowerIds: idTable(borrowerIds), loans };
}

function format(
  columns: ReturnType<typeof newPositionColumns>,
  portfolio: ReturnType<typeof book>,
  from: number,
  until: number,
) {
  let text = '';
  formatPositions(columns, portfolio, from, until, codes, (bytes) => {
    text += new TextDecoder().decode(bytes);
  });
  return text;
}

describe('positions.csv', () => {
  it('has the columns of the contract, in its order', () => {
    expect(POSITIONS_HEADER).toBe(
      'loan_id,borrower_id,as_of,days_past_due,oldest_unpaid_due_on,missed_instalments,overdue_principal,overdue_interest,penalty_interest,compound_interest,overdue_total,outstanding_principal,unallocated,last_paid_on,last_paid_amount,bucket,risk_grade,borrower_type,type_confidence,limitation_status,limitation_base_on,limitation_rolled_on,limitation_days_left\n',
    );
  });

  it('prints a determined position with every cell', () => {
    const columns = blankColumns(1);
    columns.determined[0] = 1;
    columns.daysPastDue[0] = 32;
    columns.oldestUnpaidDueOn[0] = day('2026-10-21');
    columns.missedInstalments[0] = 2;
    columns.overduePrincipal[0] = 123_456;
    columns.overdueInterest[0] = 7_890;
    columns.penaltyInterest[0] = 5;
    columns.compoundInterest[0] = 0;
    columns.overdueTotal[0] = 131_351;
    columns.outstandingPrincipal[0] = 5_000_000_000;
    columns.unallocated[0] = 0;
    columns.lastPaidOn[0] = day('2026-09-21');
    columns.lastPaidAmount[0] = 100_000;
    columns.bucket[0] = 1;
    columns.riskGrade[0] = 1;
    columns.borrowerType[0] = 2;
    columns.typeConfidence[0] = 60;
    columns.limitationStatus[0] = CLOCK_STATUSES.indexOf('running');
    columns.limitationBaseOn[0] = day('2029-10-21');
    columns.limitationRolledOn[0] = day('2029-10-22');
    expect(format(columns, book(['L-1'], ['C-1']), 0, 1)).toBe(
      'L-1,C-1,2026-11-22,32,2026-10-21,2,1234.56,78.90,0.05,0.00,1313.51,50000000.00,0.00,2026-09-21,1000.00,M1,关注,2-hardship,60,running,2029-10-21,2029-10-22,1064\n',
    );
  });

  it('leaves unknown amounts and dates blank, never zero', () => {
    const columns = blankColumns(1);
    columns.determined[0] = 1;
    columns.bucket[0] = 0;
    columns.overduePrincipal[0] = 100;
    expect(format(columns, book(['L'], ['C']), 0, 1)).toBe('L,C,2026-11-22,0,,0,1.00,,,,,,,,,M0,,,,,,,\n');
  });

  it('prints nothing of an undetermined position but that it is undetermined', () => {
    const columns = blankColumns(1);
    columns.daysPastDue[0] = 5;
    columns.overdueTotal[0] = 100;
    columns.bucket[0] = 1;
    columns.limitationStatus[0] = CLOCK_STATUSES.indexOf('undetermined');
    expect(format(columns, book(['L'], ['C']), 0, 1)).toBe(
      'L,C,2026-11-22,,,,,,,,,,,,,undetermined,,,,undetermined,,,\n',
    );
  });

  it('prints a past limitation date as days below zero', () => {
    const columns = blankColumns(1);
    columns.limitationBaseOn[0] = day('2026-11-20');
    const [cells] = parse(format(columns, book(['L'], ['C']), 0, 1)) as string[][];
    expect(cells!.slice(-3)).toEqual(['2026-11-20', '', '-2']);
  });

  it('prints identifiers quoted and neutralised, and none where the export gave none', () => {
    const columns = blankColumns(2);
    const text = format(columns, book(['=1,2', '0012'], ['\0=1,2', '客"1']), 0, 2);
    const rows = parse(text) as string[][];
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ["'=1,2", ''],
      ['0012', '客"1'],
    ]);
  });

  it('gives the same rows in one range or in several', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `L${index}`);
    const columns = newPositionColumns(ids.length);
    for (let loan = 0; loan < ids.length; loan++) {
      columns.determined[loan] = loan % 3 === 0 ? 0 : 1;
      columns.overdueTotal[loan] = loan * 137;
      columns.bucket[loan] = loan % 3;
    }
    const portfolio = book(ids, ids);
    const whole = format(columns, portfolio, 0, 5000);
    expect(whole.split('\n')).toHaveLength(5001);
    expect(format(columns, portfolio, 0, 1777) + format(columns, portfolio, 1777, 5000)).toBe(whole);
    expect(format(columns, portfolio, 10, 10)).toBe('');
  });
});
