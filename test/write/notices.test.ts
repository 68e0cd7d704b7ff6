import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { formatFenGrouped } from '../../src/domain/money.js';
import { type DemandNotice, NOTICE_REFUSALS, type NoticeLoan } from '../../src/domain/notice.js';
import { noticeFileName, notSentColumns, renderDemandNotice } from '../../src/write/notices.js';
import { writeCsv } from '../../src/write/tables.js';
import { widthOf } from '../../src/write/wrap-text.js';

const day = (iso: string) => parseIsoDate(iso)!;

function loan(parts: Partial<NoticeLoan> = {}): NoticeLoan {
  const amounts = {
    overduePrincipal: 11_234_567,
    overdueInterest: 823_456,
    overdueFee: 0,
    penaltyInterest: 123_456,
    compoundInterest: 1_234,
    ...parts,
  };
  return {
    loanId: 'DK20230115000123',
    contractSignedOn: day('2023-01-10'),
    disbursedOn: day('2023-01-15'),
    maturesOn: day('2026-01-15'),
    principal: 50_000_000,
    annualRate: 4_350_000,
    penaltyAnnualRate: 6_525_000,
    oldestUnpaidDueOn: day('2024-03-16'),
    daysPastDue: 251,
    outstandingPrincipal: 32_000_000,
    ...amounts,
    overdueTotal:
      amounts.overduePrincipal +
      amounts.overdueInterest +
      amounts.overdueFee +
      amounts.penaltyInterest +
      amounts.compoundInterest,
    ...('overdueTotal' in parts ? { overdueTotal: parts.overdueTotal! } : {}),
  };
}

const NOTICE: DemandNotice = {
  borrowerId: 'C000123',
  borrowerName: '喆堃镕进出口贸易有限公司',
  borrowerKind: 4,
  address: '广东省深圳市南山区科技园路100号A座2801室',
  asOf: day('2024-11-22'),
  dueBy: day('2024-12-02'),
  lender: {
    lender: '某某商业银行股份有限公司',
    branch: '南山支行',
    accountName: '某某商业银行贷款归还专户',
    accountNumber: '6200 0000 0000 0000 001',
    accountBank: '某某商业银行南山支行',
    contact: '王经理',
    phone: '0755-1234567',
  },
  loans: [loan()],
};

const joined = (text: string) => text.replace(/\s+/g, '');

describe('逾期贷款催收通知书', () => {
  it('carries everything that the debtor must know', () => {
    const letter = renderDemandNotice(NOTICE);
    for (const part of [
      '逾期贷款催收通知书',
      '喆堃镕进出口贸易有限公司：',
      '广东省深圳市南山区科技园路100号A座2801室',
      '截至2024年11月22日',
      '借据号DK20230115000123',
      '2023年1月15日发放',
      '本金余额320,000.00元',
      '自2024年3月16日应还款项起',
      '逾期251天',
      '年利率4.35%',
      '罚息、复利年利率6.525%',
      '112,345.67',
      '8,234.56',
      '1,234.56',
      '12.34',
      '合计人民币121,827.13元，大写：人民币壹拾贰万壹仟捌佰贰拾柒元壹角叁分。',
      '2024年12月2日前（含当日）',
      '自2024年11月23日起',
      '户名：某某商业银行贷款归还专户',
      '账号：6200000000000000001',
      '开户行：某某商业银行南山支行',
      '如对上述金额有异议',
      '联系人：王经理，电话：0755-1234567',
      '（盖章）',
      '回执',
      '签收人（签字或盖章）',
    ]) {
      expect(joined(letter)).toContain(part);
    }
  });

  it('has lines of at most 38 full-width characters and ends in one line end', () => {
    const letter = renderDemandNotice({
      ...NOTICE,
      loans: [loan(), loan({ loanId: 'DK2', overdueFee: 9_999_999_999_99 })],
    });
    for (const line of letter.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(76);
    expect(letter).toMatch(/[^\n]\n$/);
    expect(letter).not.toMatch(/ \n|\r/);
  });

  it('adds up several loans, each with its own line', () => {
    const letter = joined(renderDemandNotice({ ...NOTICE, loans: [loan(), loan({ loanId: 'DK2', overdueFee: 100 })] }));
    expect(letter).toContain('2.借据号DK2；');
    expect(letter).toContain('序号逾期本金逾期利息罚息复利费用小计');
    expect(letter).toContain('合计224,691.3416,469.122,469.1224.681.00243,655.26');
    expect(letter).toContain('大写：人民币贰拾肆万叁仟陆佰伍拾伍元贰角陆分');
  });

  it('loses no amount where they are too wide for a table', () => {
    const amount = 900_719_925_474_09;
    const letter = renderDemandNotice({
      ...NOTICE,
      loans: [1, 2].map((number) =>
        loan({
          loanId: `DK${number}`,
          overduePrincipal: amount * number,
          overdueInterest: amount * number,
          penaltyInterest: amount * number,
          compoundInterest: amount * number,
        }),
      ),
    });
    expect(letter.split(formatFenGrouped(amount)).length - 1).toBe(4);
    expect(letter.split(formatFenGrouped(amount * 3)).length - 1).toBe(4);
    expect(letter).toContain(formatFenGrouped(amount * 12));
  });

  it('speaks to a person and to an organisation, and both ways where the kind is not known', () => {
    const opening = (borrowerKind: number) => joined(renderDemandNotice({ ...NOTICE, borrowerKind }));
    expect(opening(1)).toContain('请求您履行');
    expect(opening(4)).toContain('请求贵单位履行');
    expect(opening(0)).toContain('请求您（贵单位）履行');
  });

  it('leaves a line for an address that is not known', () => {
    expect(renderDemandNotice({ ...NOTICE, address: '' })).toMatch(/地址：＿＿＿/);
  });

  it('threatens nobody, and promises nothing about the claim', () => {
    const letter = renderDemandNotice(NOTICE);
    for (const word of [
      '黑名单',
      '坐牢',
      '刑事',
      '公安',
      '曝光',
      '亲属',
      '单位领导',
      '老赖',
      '有效',
      '后果自负',
      '上门',
    ]) {
      expect(letter).not.toContain(word);
    }
  });

  it('is not made where its amounts do not add up, are unknown, or are nothing', () => {
    expect(() => renderDemandNotice({ ...NOTICE, loans: [loan({ overdueTotal: 1 })] })).toThrow(/DK20230115000123/);
    expect(() => renderDemandNotice({ ...NOTICE, loans: [loan({ penaltyInterest: Number.NaN })] })).toThrow(RangeError);
    expect(() => renderDemandNotice({ ...NOTICE, loans: [] })).toThrow(RangeError);
    const nothing = { overduePrincipal: 0, overdueInterest: 0, penaltyInterest: 0, compoundInterest: 0 };
    expect(() => renderDemandNotice({ ...NOTICE, loans: [loan(nothing)] })).toThrow(RangeError);
    expect(() => renderDemandNotice({ ...NOTICE, loans: [loan({ penaltyAnnualRate: Number.NaN })] })).toThrow(
      RangeError,
    );
  });

  it('lets no name break the page', () => {
    const letter = renderDemandNotice({ ...NOTICE, borrowerName: '张\n三\u001b[31m', address: '甲\r\n乙' });
    for (const control of ['\u001b', '\r']) expect(letter).not.toContain(control);
    expect(letter).toContain('张 三 [31m：');
  });

  it('names the same sum in figures, in words and in the receipt, whatever it is', () => {
    const part = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(part, part, part, part, (overduePrincipal, overdueInterest, penaltyInterest, compoundInterest) => {
        const one = loan({ overduePrincipal, overdueInterest, penaltyInterest, compoundInterest });
        if (one.overdueTotal === 0) return;
        const letter = joined(renderDemandNotice({ ...NOTICE, loans: [one] }));
        const figures = letter.split(`${formatFenGrouped(one.overdueTotal)}元`).length - 1;
        expect(figures).toBe(2);
        const words = [...letter.matchAll(/大写：(?:人民币)?([零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+)/g)].map(
          (match) => match[1],
        );
        expect(words).toHaveLength(2);
        expect(words[0]).toBe(words[1]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the files of a batch', () => {
  it('are named by borrower, or by loan where there is none, and never alike', () => {
    expect(noticeFileName('C001', 'L1')).toBe('demand-C001.txt');
    expect(noticeFileName('', 'L1')).toBe('demand-~loan-L1.txt');
    expect(noticeFileName('~loan-L1', 'L2')).not.toBe(noticeFileName('', 'L1'));
    expect(noticeFileName('../../etc/passwd', 'L2')).toMatch(/^demand-[^/.]*\.txt$/);
  });

  it('leave out nobody without a reason in words', () => {
    for (const language of ['en', 'zh'] as const) {
      let text = '';
      const rows = NOTICE_REFUSALS.map((reason) => ({ borrowerId: `C-${reason}`, loans: ['L1', 'L2'], reason }));
      writeCsv(notSentColumns(language), rows, 'names', (bytes) => {
        text += new TextDecoder().decode(bytes);
      });
      const lines = text.trimEnd().split('\n');
      expect(lines[0]).toBe('borrower_id,reason,explanation,loans');
      expect(lines).toHaveLength(NOTICE_REFUSALS.length + 1);
      expect(text).toContain('C-hold,hold,');
      expect(text).toContain('L1;L2');
    }
  });
});
