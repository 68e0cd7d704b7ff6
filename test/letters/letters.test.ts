import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NoticeRequest } from '../../src/cli/write-notices.js';
import { parseChineseAmount } from '../../src/domain/chinese-amount.js';
import { LANGUAGES } from '../../src/domain/language.js';
import { LETTER_KINDS, type LetterKind } from '../../src/domain/letter.js';
import { NOTICE_REFUSALS } from '../../src/domain/notice.js';
import { TemplateFailure } from '../../src/template/letter-templates.js';
import { newBorrowerBench } from '../../src/triage/assess-borrower.js';
import { assessLoan } from '../../src/triage/assess-loan.js';
import { planLetters } from '../../src/triage/plan-letters.js';
import { htmlOutput, textOutput } from '../../src/write/letter-output.js';
import { looseShelf } from '../../src/write/letter-shelf.js';
import { golden, type LettersBook, openLetters, readGolden, writeAll } from './letters-book.js';

let book: LettersBook;
beforeAll(async () => {
  book = await openLetters();
});

/** Whose letter of each kind is held byte for byte. */
const GOLDEN: Readonly<Record<LetterKind, string>> = {
  reminder: 'UPCOMING',
  'first-reminder': 'FOUR-DAYS',
  demand: 'TWO-LOANS',
  'guarantor-demand': 'TWO-LOANS~party-G1',
  acceleration: 'TWO-LOANS',
  'limitation-demand': 'EXPIRING',
  confirmation: 'EXPIRED',
  'lawyers-letter': 'CODE',
};

const TEXT_FORMATS = ['txt', 'html'] as const;

const request = (
  kind: LetterKind | null,
  format: (typeof TEXT_FORMATS)[number] = 'txt',
  language: 'zh' | 'en' = 'zh',
): NoticeRequest => ({
  kind,
  language,
  print: null,
  form: null,
  openOutput: (run, folder, templates) =>
    format === 'txt' ? textOutput(looseShelf(run, folder)) : htmlOutput(looseShelf(run, folder), templates),
});

describe('the letter of each kind', () => {
  const cases = LETTER_KINDS.flatMap((kind) =>
    LANGUAGES.flatMap((language) => TEXT_FORMATS.map((format) => [kind, language, format] as const)),
  );

  it.each(cases)('%s in %s as %s is as expected', async (kind, language, format) => {
    const name = `${kind}-${GOLDEN[kind]}.${format}`;
    const borrower = GOLDEN[kind].replace(/~.*/, '');
    const letter = (await writeAll(book, request(kind, format, language), [borrower])).files.get(name);
    const file = `${kind}.${language}.${format}`;
    expect(letter).toBeDefined();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden(file), letter!);
    expect(letter).toBe(readGolden(file));
  });

  it.each(cases.filter(([, , format]) => format === 'txt'))(
    '%s in %s keeps to its lines and pages',
    async (kind, language) => {
      const { files } = await writeAll(book, request(kind, 'txt', language));
      expect(files.size).toBeGreaterThan(0);
      for (const text of files.values()) {
        const pages = text.split('\f');
        for (const [at, page] of pages.entries()) {
          const numbers =
            language === 'zh' ? `第 ${at + 1} 页，共 ${pages.length} 页` : `Page ${at + 1} of ${pages.length}`;
          expect(page).toContain(numbers);
          expect(page.split('\n').length).toBeLessThanOrEqual(66);
        }
        expect(text).not.toMatch(/[\uFDD0-\uFDEF]|\[object |undefined|NaN/);
      }
    },
  );
});

describe('which letter is written', () => {
  it('follows the calendar, and limitation before it', async () => {
    const { files, notSent } = await writeAll(book, request(null));
    expect([...files.keys()].sort()).toEqual([
      'confirmation-CARD-EXPIRED.txt',
      'confirmation-EXPIRED.txt',
      'demand-FOUR-DAYS.txt',
      'limitation-demand-EXPIRING.txt',
    ]);
    expect(notSent.filter((row) => row.startsWith('TWO-LOANS'))).toEqual([
      'TWO-LOANS,no-letter-now,催收进程当前步骤不发函,L01;L02,,借款人,,',
    ]);
  });

  it('is for guarantors and co-borrowers too, never for mortgagors', async () => {
    const demands = [...(await writeAll(book, request('demand'), ['CODE', 'TWO-LOANS'])).files.keys()].sort();
    expect(demands).toEqual(['demand-CODE.txt', 'demand-CODE~party-P1.txt', 'demand-TWO-LOANS.txt']);
    const guarantors = [...(await writeAll(book, request('guarantor-demand'))).files.keys()].sort();
    expect(guarantors).toEqual(['guarantor-demand-TWO-LOANS~party-G1.txt', 'guarantor-demand-TWO-LOANS~party-G2.txt']);
  });

  it('counts the gap by addressee: a letter to one guarantor is none to the other, nor to the borrower', async () => {
    const earlier = await openLetters('2026-11-10');
    const { files, notSent } = await writeAll(earlier, request('guarantor-demand'), ['TWO-LOANS']);
    expect([...files.keys()]).toEqual(['guarantor-demand-TWO-LOANS~party-G2.txt']);
    expect(notSent).toEqual(['TWO-LOANS,too-soon,距上次同类信函未满最短间隔,L01;L02,guarantor-demand,保证人,G1,']);
    expect([...(await writeAll(earlier, request('demand'), ['TWO-LOANS'])).files.keys()]).toEqual([
      'demand-TWO-LOANS.txt',
    ]);
  });

  it('tells a guarantor of nothing but what it guarantees', async () => {
    for (const format of TEXT_FORMATS) {
      const { files } = await writeAll(book, request('guarantor-demand', format));
      const letter = files.get(`guarantor-demand-TWO-LOANS~party-G2.${format}`)!;
      expect(letter).toContain('担保人乙');
      expect(letter).toContain('L01');
      expect(letter).toContain('一般保证');
      for (const own of ['L02', '信用卡', '滨江大道', '0755-5550001', '担保人甲', 'TWO-LOANS', '抵押人丙']) {
        expect(letter, own).not.toContain(own);
      }
      expect(files.get(`guarantor-demand-TWO-LOANS~party-G1.${format}`)!).toContain('连带责任保证');
    }
  });
});

describe('the amounts', () => {
  it.each([
    'demand',
    'acceleration',
    'guarantor-demand',
    'limitation-demand',
    'confirmation',
    'lawyers-letter',
  ] as const)('of a %s are those of the position, and words and sums agree', (kind) => {
    const { portfolio, terms } = book.open;
    const bench = newBorrowerBench(portfolio, terms);
    const words = { name: '某', address: '某', contractOf: () => '' };
    let seen = 0;
    for (let borrower = 0; borrower < portfolio.borrowerCount; borrower++) {
      for (const { letter, loanIds } of planLetters(bench, borrower, words, { kind, language: 'zh' }).letters) {
        const positions = loanIds.map((id) => {
          const index = Array.from({ length: portfolio.count }, (_, at) => at).find((at) => loanIdOf(at) === id)!;
          return assessLoan(newBorrowerBench(portfolio, terms), index).position!;
        });
        const sum = (of: (position: (typeof positions)[number]) => number) =>
          positions.reduce((total, position) => total + of(position), 0);
        const { total } = letter;
        expect(total.principal.fen).toBe(sum((position) => position.overduePrincipal));
        expect(total.interest.fen).toBe(sum((position) => position.overdueInterest));
        expect(total.penalty.fen).toBe(sum((position) => position.penaltyInterest));
        expect(total.compound.fen).toBe(sum((position) => position.compoundInterest));
        const undue = sum((position) => position.outstandingPrincipal - position.overduePrincipal);
        const called = kind === 'acceleration' ? undue : 0;
        expect(total.sum.fen).toBe(sum((position) => position.overdueTotal) + called);
        expect(parseChineseAmount(total.sum.words)).toBe(total.sum.fen);
        for (const [at, loan] of letter.loans.entries()) {
          expect(loan.days).toBe(positions[at]!.daysPastDue);
          expect(loan.instalments[0]!.days).toBe(loan.days);
          expect(loan.instalments).toHaveLength(positions[at]!.missedInstalments);
        }
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(0);
    function loanIdOf(index: number): string {
      return `L${String(index + 1).padStart(2, '0')}`;
    }
  });

  it('of a reminder are what will be unpaid on the due date', async () => {
    const letter = (await writeAll(book, request('reminder'), ['UPCOMING'])).files.get('reminder-UPCOMING.txt')!;
    // 36 000 in twelve parts, 6 % a year on the 30 000 that are left: 3 000 + 150.
    expect(letter).toContain('3,000.00');
    expect(letter).toContain('3,150.00 元，大写：人民币叁仟壹佰伍拾元整');
    expect(letter).toContain('2026-11-25');
  });
});

describe('what a letter says', () => {
  /** The words of one letter, without the line ends of its form. */
  const wordsOf = async (kind: LetterKind, name: string, language: 'zh' | 'en' = 'zh') => {
    const { files } = await writeAll(book, request(kind, 'txt', language), [name.replace(/~.*/, '')]);
    const gap = language === 'zh' ? '' : ' ';
    return files.get(`${kind}-${name}.txt`)!.replace(/\s+/g, gap);
  };

  it('names the day on which a debt was called, beside a maturity that has not come', async () => {
    expect(await wordsOf('demand', 'CALLED')).toContain('2028年1月10日到期，已于2026年6月1日宣布提前到期');
    expect(await wordsOf('demand', 'CALLED', 'en')).toContain(
      'maturity date 10 January 2028, called due early on 1 June 2026;',
    );
    expect(await wordsOf('demand', 'TWO-LOANS')).not.toContain('宣布提前到期');
  });

  it('refers to no annex that it lacks: a loan without interest bears no penalty interest', async () => {
    const letter = await wordsOf('demand', 'NO-INTEREST');
    expect(letter).toContain('10,000.00');
    expect(letter).not.toContain('附表二');
    expect(await wordsOf('demand', 'NO-INTEREST', 'en')).not.toContain('annex 2');
  });

  it('tells no cardholder before the due date that the card is overdue', async () => {
    const letter = await wordsOf('reminder', 'CARD-SOON');
    expect(letter).toContain('提醒事由和依据：上述信用卡款项即将到期');
    expect(letter).not.toMatch(/到期未还|应付未付|催收/);
    expect(await wordsOf('reminder', 'CARD-SOON', 'en')).not.toMatch(/unpaid|overdue/);
  });

  it('leaves the choice to a debtor who may plead limitation, and concedes nothing (Civil Code art. 192)', async () => {
    const letter = await wordsOf('confirmation', 'CARD-EXPIRED');
    expect(letter).toContain('您有权选择是否同意履行');
    expect(letter).not.toContain('应按约定偿还到期款项');
    expect(letter).toContain('本函不表示我方确认诉讼时效期间已经届满，也不表示我方放弃任何权利');
    expect(letter).not.toContain('知悉截至');
    expect(await wordsOf('confirmation', 'CARD-EXPIRED', 'en')).toContain(
      'This letter does not admit that the limitation period has ended, and waives no right.',
    );
  });

  it('asks a guarantor of a card for what a guarantor owes, and shows it no account but the debt', async () => {
    const letter = await wordsOf('guarantor-demand', 'TWO-LOANS~party-G1');
    expect(letter).toContain('依照保证合同和法律规定承担保证责任');
    expect(letter).not.toMatch(/应按约定偿还|个性化分期|查询账户和还款明细/);
  });

  it.each(['demand', 'acceleration', 'limitation-demand'] as const)(
    'lets the signer of a receipt for a %s confirm what the letter says, not that it is owed',
    async (kind) => {
      const borrower = kind === 'limitation-demand' ? 'EXPIRING' : 'TWO-LOANS';
      const letter = await wordsOf(kind, borrower);
      expect(letter).toMatch(/已收到编号为.*，其中载明截至2026年11月20日的金额合计人民币/);
      expect(letter).not.toContain('知悉');
    },
  );
});

describe('a name that looks like template code', () => {
  it('stands in the letter as it is', async () => {
    const text = (await writeAll(book, request('demand'), ['CODE'])).files.get('demand-CODE.txt')!;
    expect(text.replace(/\s/g, '')).toContain(
      `{{lender.lawFirm}}{%include'/etc/passwd'%}|#<script>alert(1)</script>：`,
    );
    expect(text.replace(/\s/g, '')).toContain('地址：>二街5号{%foriin(1..9)%}');
    expect(text).toContain('# HT|005');
    expect(text).not.toContain('root:');
  });

  it('is no markup of a page', async () => {
    const html = (await writeAll(book, request('demand', 'html'), ['CODE'])).files.get('demand-CODE.html')!;
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(html).not.toMatch(/https?:|src=|url\(|@import|<link/);
  });
});

describe('letters that are not written', () => {
  const CASES: readonly (readonly [string, LetterKind | null, string])[] = [
    ['SETTLED', 'demand', 'settled'],
    ['DISPUTE', 'demand', 'dispute'],
    ['BANKRUPT', 'demand', 'bankruptcy'],
    ['CEASE', 'demand', 'hold'],
    ['DECEASED', 'demand', 'deceased'],
    ['NO-METHOD', 'demand', 'position-undetermined'],
    ['NO-MARKUP', 'demand', 'amount-undetermined'],
    ['UPCOMING', 'demand', 'nothing-due'],
    ['TOO-SOON', 'demand', 'too-soon'],
    ['TOO-SOON', null, 'no-letter-now'],
    ['EXPIRED', 'guarantor-demand', 'no-guarantor'],
    ['GUARANTEE-ENDED', 'guarantor-demand', 'guarantee-ended'],
    ['EXPIRED', 'acceleration', 'nothing-to-call'],
    ['FOUR-DAYS', 'confirmation', 'not-expired'],
    ['EXPIRED', 'limitation-demand', 'expired'],
    ['NO-NAME', 'demand', 'no-name'],
    ['NO-ADDRESS', 'demand', 'no-address'],
    ['FOUR-DAYS', 'reminder', 'nothing-due'],
  ];

  it.each(CASES)('%s, asked for %s: %s', async (borrower, kind, reason) => {
    const { files, notSent } = await writeAll(book, request(kind), [borrower]);
    expect([...files.keys()]).toEqual([]);
    expect(notSent.map((row) => row.split(',').slice(0, 2))).toEqual([[borrower, reason]]);
  });

  it('name the place where a template fails', async () => {
    const failing = {
      ...book,
      templates: {
        ...book.templates,
        markupOf: () => {
          throw new TemplateFailure('demand.zh.liquid:3:4: no');
        },
      },
    };
    const { files, notSent } = await writeAll(failing, request('demand'), ['FOUR-DAYS']);
    expect(files.size).toBe(0);
    expect(notSent[0]).toMatch(/^FOUR-DAYS,template-failed,.*demand\.zh\.liquid:3:4: no$/);
  });

  it('cover every reason there is; five of them stand in tests of their own', async () => {
    // amounts-disagree: letter-values.test.ts; limitation-undetermined: letter-kind.test.ts;
    // no-glyph: letter-forms.test.ts; already-written: notice-loop.test.ts; rows-rejected: rejected-rows.test.ts.
    const covered = new Set([
      ...CASES.map(([, , reason]) => reason),
      'template-failed',
      'amounts-disagree',
      'limitation-undetermined',
      'no-glyph',
      'already-written',
      'rows-rejected',
    ]);
    expect(NOTICE_REFUSALS.filter((reason) => !covered.has(reason))).toEqual([]);
  });
});

describe('a card letter', () => {
  it.each(['demand', 'first-reminder', 'acceleration', 'lawyers-letter'] as const)(
    'carries what the card measures require: %s',
    async (kind) => {
      const { files } = await writeAll(book, request(kind), ['TWO-LOANS']);
      const letter = files.get(`${kind}-TWO-LOANS.txt`)!.replace(/\s/g, '');
      for (const part of [
        '持卡人：喆堃镕进出口贸易有限公司',
        '欠款本金余额20,291.76元',
        '催收事由和依据',
        '商业银行信用卡业务监督管理办法',
        '权利和义务',
        '查询、还款、异议和举证',
        '王经理（0755-1234567）',
        '（盖章）',
      ]) {
        expect(letter).toContain(part);
      }
    },
  );

  it('is no other letter', async () => {
    expect((await writeAll(book, request('demand'), ['CODE'])).files.get('demand-CODE.txt')!).not.toContain('持卡人');
  });
});
