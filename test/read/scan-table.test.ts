/** What the reader says of records: one test for each problem of a record or cell, totals rows, and reading twice. */
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../src/read/open-table.js';
import { gatherText, readHeaderTitles, readRecordCells } from '../../src/read/record-text.js';
import { findMiddleCut, scanTable, wholeBody } from '../../src/read/scan-table.js';
import { columnPosition, EVENTS, LOANS, PAYMENTS } from '../../src/read/shapes.js';
import { encodeGb18030, linesAndCodes, newLog, readFile, readText, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

const HEAD = 'loan_id,paid_on,amount,payment_id,channel\n';
const GOOD = 'L1,2024-01-31,5.00,P1,counter\n';

describe('a bad cell', () => {
  it.each([
    ['blank-required', 'L1,,5.00,P1,counter', 'paid_on', ''],
    ['blank-required', 'L1,-,5.00,P1,counter', 'paid_on', '-'],
    ['two-digit-year', 'L1,24-1-31,5.00,P1,counter', 'paid_on', '24-1-31'],
    ['impossible-date', 'L1,2024-02-30,5.00,P1,counter', 'paid_on', '2024-02-30'],
    ['ambiguous-date', 'L1,03/04/2024,5.00,P1,counter', 'paid_on', '03/04/2024'],
    ['bad-amount', 'L1,2024-01-31,5.001,P1,counter', 'amount', '5.001'],
    ['unknown-choice', 'L1,2024-01-31,5.00,P1,countr', 'channel', 'countr'],
    ['identifier-in-scientific-notation', 'L1,2024-01-31,5.00,6.22E+18,counter', 'payment_id', '6.22E+18'],
  ])('%s: %s', async (code, row, column, cell) => {
    const { problems, records, report } = await readText(PAYMENTS, `${HEAD}${GOOD}${row}\n${GOOD}`);
    expect(problems).toMatchObject([
      { code, column, cell, line: 3, loanId: 'L1', severity: 'error', table: 'payments' },
    ]);
    expect(problems[0]!.offset).toBe(HEAD.length + GOOD.length);
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
    expect(report).toMatchObject({ rows: 3, rejected: 1, setAside: 0, lines: 3 });
  });

  it.each([
    ['negative-amount', '-1', '4.35', '21'],
    ['bad-rate', '1', '-4.35', '21'],
    ['bad-whole-number', '1', '4.35', '21st'],
  ])('%s', async (code, amount, rate, day) => {
    const head = 'loan_id,principal,disbursed_on,matures_on,annual_rate_percent,payment_day\n';
    const { problems } = await readText(LOANS, `${head}L1,${amount},2024-01-31,2025-01-31,${rate},${day}\n`);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('names the nearest spelling of a choice and lists them all', async () => {
    const { problems } = await readText(PAYMENTS, `${HEAD}L1,2024-01-31,5,P1,auto_debti\n`);
    expect(problems[0]).toMatchObject({ didYouMean: 'auto_debit', choices: PAYMENTS.columns[8]!.choices });
  });

  it('shows the title of the file, and every bad cell of the record once, in order', async () => {
    const { problems, report } = await readText(PAYMENTS, '流水号,还款金额,借据号,交易日期\n1E5,x,,2024-13-01\n');
    expect(problems.map((problem) => `${problem.code} ${'column' in problem ? problem.column : ''}`)).toEqual([
      'identifier-in-scientific-notation 流水号',
      'bad-amount 还款金额',
      'blank-required 借据号',
      'impossible-date 交易日期',
    ]);
    expect(problems[0]).not.toHaveProperty('loanId');
    expect(report).toMatchObject({ rows: 1, rejected: 1 });
  });

  it('takes the order of day and month from the mapping', async () => {
    const mapping = { titles: { 编号: 'loan_id' }, dateOrder: { paid_on: 'day_first' as const } };
    const file = writeInput('编号,paid_on,amount\nL1,31/01/2024,5\n');
    expect((await readFile(PAYMENTS, file, { mapping })).records[0]!.cells['paid_on']).toBe(19753);
  });
});

describe('a bad record', () => {
  it.each([
    ['wrong-cell-count', 'L1,2024-01-31,5.00,P1'],
    ['wrong-cell-count', 'L1,2024-01-31,5.00,P1,counter,x'],
    ['stray-quote', 'L1,2024-01-31,5.00,P"1,counter'],
    ['stray-quote', 'L1,2024-01-31,5.00,"P"1,counter'],
    ['unclosed-quote', 'L1,2024-01-31,5.00,"P1,counter'],
  ])('%s: %s', async (code, row) => {
    const { problems, records } = await readText(PAYMENTS, `${HEAD}${GOOD}${row}\n${GOOD}`);
    expect(linesAndCodes(problems)).toEqual([`3 ${code}`]);
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('counts its cells', async () => {
    const { problems } = await readText(PAYMENTS, `${HEAD}L1,2024-01-31\n`);
    expect(problems[0]).toMatchObject({ expected: 5, found: 2, loanId: 'L1' });
  });

  it('is not one with delimiters behind its last cell', async () => {
    const { problems, records } = await readText(PAYMENTS, `${HEAD}${GOOD.trim()},,\n`);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1);
  });
});

describe('lines', () => {
  it('are counted through blank lines and quoted line ends of every kind', async () => {
    const { records, report } = await readText(
      EVENTS,
      'loan_id,happened_at,kind,note\r\nL1,2024-01-31,call,"a\r\nb\nc\rd"\r\n\r\n,,,\r\nL2,2024-01-31,call,\nL3,2024-01-31,call,x',
    );
    expect(records.map(({ line, cells }) => [line, cells['note']])).toEqual([
      [2, 'a\r\nb\nc\rd'],
      [8, undefined],
      [9, 'x'],
    ]);
    expect(report).toMatchObject({ rows: 3, lines: 8 });
  });
});

describe('totals rows', () => {
  it('at the end are set aside with a warning each', async () => {
    const { problems, records, report } = await readText(
      PAYMENTS,
      `${HEAD}${GOOD}小计：,,5.00,,\n\n,,合 计,,\nTotal,,5\n`,
    );
    expect(problems.map(({ line, code, severity }) => `${line} ${severity} ${code}`)).toEqual([
      '3 warning totals-row',
      '5 warning totals-row',
      '6 warning totals-row',
    ]);
    expect(problems.map((problem) => 'cell' in problem && problem.cell)).toEqual(['小计：', '合 计', 'Total']);
    expect(records).toHaveLength(1);
    expect(report).toMatchObject({ rows: 1, rejected: 0, setAside: 3 });
  });

  it('anywhere else are rows like any other', async () => {
    const { problems, report } = await readText(PAYMENTS, `${HEAD}合计,,5.00,,\n${GOOD}`);
    expect(linesAndCodes(problems)).toEqual(['2 blank-required']);
    expect(report).toMatchObject({ rows: 2, rejected: 1, setAside: 0 });
  });

  it('are told from a row whose first cell is blank and whose words are others', async () => {
    const { problems } = await readText(PAYMENTS, `备注,${HEAD},L1,2024-01-31,5,total,\n,5,2024-01-31,5,total,\n`);
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['1 unknown-column', '3 totals-row']);
  });

  it('are found across batches, twenty at most', async () => {
    const totals = '合计,,5.00,,\n';
    for (const rows of [490, 500, 505, 512, 520]) {
      const { report } = await readText(PAYMENTS, HEAD + GOOD.repeat(rows) + totals.repeat(20));
      expect(report).toMatchObject({ rows, rejected: 0, setAside: 20 });
      const more = await readText(PAYMENTS, HEAD + GOOD.repeat(rows) + totals.repeat(23));
      expect(more.report).toMatchObject({ rows: rows + 3, rejected: 3, setAside: 20 });
    }
  });
});

describe('a batch', () => {
  it('rejects a row once for a reason found later, with its place and loan', async () => {
    const log = newLog();
    const open = (await openTable(PAYMENTS, writeInput(HEAD + GOOD + GOOD.replace('L1', 'L2')), {}, log))!;
    const report = scanTable(
      open,
      wholeBody(open),
      (batch) => {
        batch.reject(1, { code: 'unknown-loan' });
        batch.reject(1, { code: 'duplicate-payment', paymentId: 'P1', firstLine: 2 });
      },
      log,
    );
    expect(log.problems).toMatchObject([
      { code: 'unknown-loan', line: 3, loanId: 'L2', offset: HEAD.length + GOOD.length },
      { code: 'duplicate-payment', line: 3, loanId: 'L2' },
    ]);
    expect(report).toMatchObject({ rows: 2, rejected: 1 });
  });

  it('of a GB18030 file gives the text of plain and of other records alike', async () => {
    const content =
      'loan_id,happened_at,kind,note\n借1,2024-01-31,call,某人\nL2,2024-01-31,call,"说""好"""\n　L3,2024-01-31,上门,　\n';
    const { records } = await readText(EVENTS, encodeGb18030(content));
    expect(records.map(({ cells }) => [cells['loan_id'], cells['note']])).toEqual([
      ['借1', '某人'],
      ['L2', '说"好"'],
      ['L3', undefined],
    ]);
  });
});

describe('reading a second time', () => {
  const content =
    'loan_id,happened_at,kind,note\r\n L1 ,2024-01-31,call,"x\r\n""y"""\r\nL2,2024-01-31,"ca"ll,z\r\n\'L3,2024-1-31,call,某人失联\r\n';

  it('gives the cells of any record as they stand in the file', async () => {
    const { open, records, problems } = await readText(EVENTS, encodeGb18030(content));
    expect(readHeaderTitles(open!)).toEqual(['loan_id', 'happened_at', 'kind', 'note']);
    expect(readRecordCells(open!, records[0]!.offset)).toEqual([' L1 ', '2024-01-31', 'call', 'x\r\n"y"']);
    expect(readRecordCells(open!, problems[0]!.offset)).toEqual(['L2', '2024-01-31', '"ca"ll', 'z']);
    expect(readRecordCells(open!, records[1]!.offset)).toEqual(["'L3", '2024-1-31', 'call', '某人失联']);
  });

  it('gathers the text of chosen columns in one pass, near and far', async () => {
    const far = 4000;
    const rows = Array.from(
      { length: 3 * far },
      (_, row) => `L${row},2024-01-31,call,"note ${row}, ${'某'.repeat(row % 50)}."\n`,
    );
    const { open, records } = await readText(EVENTS, `loan_id,happened_at,kind,note\n${rows.join('')}`);
    const wanted = [0, 1, 2, far, far + 1, 3 * far - 1];
    const columns = ['note', 'loan_id', 'result'].map((name) => columnPosition(EVENTS, name));
    const seen: string[][] = [];
    gatherText(
      open!,
      Float64Array.from(wanted, (row) => records[row]!.offset),
      columns,
      (position, texts) => {
        expect(position).toBe(seen.length);
        seen.push([...texts]);
      },
    );
    expect(seen).toEqual(wanted.map((row) => [`note ${row}, ${'某'.repeat(row % 50)}.`, `L${row}`, '']));
  });

  it('agrees with the batches about every text', async () => {
    const { open, records } = await readText(EVENTS, encodeGb18030(content));
    const columns = ['loan_id', 'note'].map((name) => columnPosition(EVENTS, name));
    gatherText(
      open!,
      Float64Array.from(records, ({ offset }) => offset),
      columns,
      (position, texts) => {
        const { cells } = records[position]!;
        expect(texts).toEqual([cells['loan_id'], cells['note']]);
      },
    );
  });
});

describe('the middle cut', () => {
  it('stands behind an LF near the middle', async () => {
    const { open } = await readText(PAYMENTS, HEAD + GOOD.repeat(1000));
    const cut = findMiddleCut(open!);
    expect((cut - HEAD.length) % GOOD.length).toBe(0);
    expect(Math.abs(cut - HEAD.length - 500 * GOOD.length)).toBeLessThanOrEqual(GOOD.length);
  });

  it('is the end where there is no line to cut at', async () => {
    for (const body of ['', GOOD, GOOD.repeat(10).replaceAll('\n', '\r')]) {
      const { open } = await readText(PAYMENTS, HEAD + body);
      expect(findMiddleCut(open!)).toBe(open!.bodyUntil);
    }
  });

  it('inside a quoted cell is told by where the first half ends', async () => {
    const { open } = await readText(PAYMENTS, `${HEAD}L1,2024-01-31,5,"${'x\n'.repeat(500)}",counter\n`);
    const cut = findMiddleCut(open!);
    expect(cut).toBeLessThan(open!.bodyUntil);
    const { endedAt } = scanTable(open!, { ...wholeBody(open!), until: cut }, () => {}, newLog());
    expect(endedAt).toBe(open!.bodyUntil);
  });

  it('never stands before totals rows', async () => {
    const { open } = await readText(PAYMENTS, `${HEAD}${GOOD}${'合计,,5.00,,\n'.repeat(10)}`);
    expect(findMiddleCut(open!)).toBe(open!.bodyUntil);
  });
});
