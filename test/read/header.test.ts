import { describe, expect, it } from 'vitest';
import { foldTitle, judgeHeader, recogniseHeader } from '../../src/read/header.js';
import { columnPosition, LOANS, PAYMENTS, SCHEDULE, TABLE_SHAPES } from '../../src/read/shapes.js';
import { NO_MAPPING, type TableShape } from '../../src/read/table.js';

function columnsTaken(shape: TableShape, titles: readonly string[], mapped: Record<string, string> = {}): string[] {
  const { columnOf } = recogniseHeader(shape, { titles: mapped, dateOrder: {} }, titles);
  return [...columnOf].map((position) => (position < 0 ? '' : shape.columns[position]!.name));
}

describe('the shapes', () => {
  for (const shape of Object.values(TABLE_SHAPES)) {
    it(`of ${shape.table} know each title once`, () => {
      const owner = new Map<string, string>();
      for (const { name, titles } of shape.columns) {
        for (const title of [name, ...titles]) {
          expect(owner.get(foldTitle(title)) ?? name, title).toBe(name);
          owner.set(foldTitle(title), name);
        }
      }
    });

    it(`of ${shape.table} take an exactly canonical header`, () => {
      const names = shape.columns.map(({ name }) => name);
      expect(columnsTaken(shape, names)).toEqual(names);
      expect(recogniseHeader(shape, NO_MAPPING, names).problems).toEqual([]);
    });
  }

  it('say where a column stands and refuse a name they lack', () => {
    expect(columnPosition(PAYMENTS, 'amount')).toBe(2);
    expect(() => columnPosition(PAYMENTS, 'amonut')).toThrow(RangeError);
  });
});

describe('a header', () => {
  it.each([
    ['loans', '贷款借据号 借款起始日 签订日期 抵押价值', 'loan_id disbursed_on contract_signed_on collateral_value'],
    ['payments', '贷款借据号 还款时间 流水编号 还款本金 还款利息', 'loan_id paid_on payment_id principal interest'],
    ['schedule', '贷款借据编号 期数 应还款日 应还本金', 'loan_id seq due_on principal'],
    ['collateral', '借据号 类型 评估值', 'loan_id kind value'],
  ] as const)('of %s with other usual titles is recognised', (table, titles, columns) => {
    expect(columnsTaken(TABLE_SHAPES[table], titles.split(' '))).toEqual(columns.split(' '));
  });

  it('of a core banking export is recognised', () => {
    const titles = [
      '借据号',
      '客户号',
      '客户名称',
      '贷款金额',
      '贷款余额',
      '年利率',
      '放款日',
      '到期日',
      '还款方式',
      '逾期天数',
    ];
    expect(columnsTaken(LOANS, titles)).toEqual([
      'loan_id',
      'borrower_id',
      'borrower_name',
      'principal',
      'outstanding_principal',
      'annual_rate_percent',
      'disbursed_on',
      'matures_on',
      'repayment_method',
      'reported_days_past_due',
    ]);
  });

  it('is compared without width, case, spaces, underscores, required marks and own units', () => {
    const titles = [
      ' 借据号* ',
      '贷款金额（元）',
      '年利率(％)',
      'Loan Amount (CNY)',
      'DISBURSED ON',
      '到期日(YYYY-MM-DD)',
      '客户ＩＤ',
    ];
    expect(columnsTaken(LOANS, titles)).toEqual([
      'loan_id',
      'principal',
      'annual_rate_percent',
      'principal',
      'disbursed_on',
      'matures_on',
      'borrower_id',
    ]);
  });

  it('in another unit is another column', () => {
    expect(columnsTaken(LOANS, ['贷款金额(万元)', '年利率(‰)'])).toEqual(['', '']);
  });

  it('means what it means in its own table', () => {
    expect(columnsTaken(LOANS, ['还款日', '到期日', '还款方式'])).toEqual([
      'payment_day',
      'matures_on',
      'repayment_method',
    ]);
    expect(columnsTaken(PAYMENTS, ['还款日期', '还款日'])).toEqual(['paid_on', 'paid_on']);
    expect(columnsTaken(SCHEDULE, ['到期日', '期次'])).toEqual(['due_on', 'seq']);
  });

  it('is read by the lender’s mapping first', () => {
    const mapped = { 合同金额: 'principal', 本金: 'outstanding_principal' };
    expect(columnsTaken(LOANS, ['合同金额', '贷款金额', '本金'], mapped)).toEqual([
      'principal',
      '',
      'outstanding_principal',
    ]);
  });

  it('counts each known column once', () => {
    expect(judgeHeader(PAYMENTS, NO_MAPPING, ['借据号', '借据编号', '金额', '别的'])).toEqual({
      known: 2,
      isComplete: false,
    });
    expect(judgeHeader(PAYMENTS, NO_MAPPING, ['借据号', '交易日期', '金额', '别的'])).toEqual({
      known: 3,
      isComplete: true,
    });
  });
});

describe('problems of a header', () => {
  const problemsOf = (shape: TableShape, titles: readonly string[]) => recogniseHeader(shape, NO_MAPPING, titles);

  it('missing-column names the nearest unknown title', () => {
    const { problems, usable } = problemsOf(PAYMENTS, ['loan_id', 'paid_onn', 'amount']);
    expect(usable).toBe(false);
    expect(problems[0]).toMatchObject({ code: 'missing-column', column: 'paid_on', didYouMean: 'paid_onn' });
    expect(problems[0]).toHaveProperty('titles', PAYMENTS.columns[1]!.titles);
  });

  it('missing-column for each of several, none likely', () => {
    const { problems } = problemsOf(PAYMENTS, ['借据号', 'x']);
    expect(problems.map(({ code }) => code)).toEqual(['missing-column', 'missing-column', 'unknown-column']);
    expect(problems[0]).not.toHaveProperty('didYouMean');
  });

  it('duplicate-column shows both titles', () => {
    const { problems, usable } = problemsOf(PAYMENTS, ['loan_id', '借据号', 'paid_on', 'amount']);
    expect(usable).toBe(false);
    expect(problems).toEqual([{ code: 'duplicate-column', column: 'loan_id', titles: ['loan_id', '借据号'] }]);
  });

  it('unknown-column suggests only columns that are free', () => {
    const { problems, usable } = problemsOf(PAYMENTS, ['loan_id', 'paid_on', 'amount', 'chanel', 'loan_ids', '']);
    expect(usable).toBe(true);
    expect(problems).toEqual([
      { code: 'unknown-column', column: 'chanel', didYouMean: 'channel' },
      { code: 'unknown-column', column: 'loan_ids' },
    ]);
  });
});
