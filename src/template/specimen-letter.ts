/**
 * A letter in which every value is given: what the placeholders of templates are checked against and tried out on, and
 * what `arrears policy check` lists. Nobody is called so and nobody owes this.
 */
import { epochDayOf } from '../domain/civil-date.js';
import { interestForFenDays, penaltyRate, rateFraction } from '../domain/interest.js';
import type { Language } from '../domain/language.js';
import {
  KINDS_WITH_RECEIPT,
  type Letter,
  type LetterAccrual,
  type LetterInstalment,
  type LetterInterest,
  type LetterKind,
  type LetterLoan,
  type LetterRole,
} from '../domain/letter.js';
import { letterAmount, letterAmounts, letterDay } from '../domain/letter-values.js';
import { type AnnualRateE8, type Fen, formatRatePercent } from '../domain/money.js';

const RATE: AnnualRateE8 = 4_350_000;
const MARKUP = 50_000_000;
const YEAR = 360;
const LENT = 30_000_000;
const PER_MONTH = 1_000_000;

/** The same letter with every value blank that may be: what a template must be able to do without. */
export function bareLetter(kind: LetterKind, language: Language, role: LetterRole): Letter {
  const full = specimenLetter(kind, language, role);
  return {
    ...full,
    addressee: { ...full.addressee, address: '' },
    guarantee: role === 'guarantor' ? { mode: 'unstated', signed: null } : null,
    lender: { ...full.lender, enquiries: '', lawFirm: '', lawyer: '' },
    loans: full.loans.map((loan) => ({
      ...loan,
      contract: '',
      product: '',
      isCard: false,
      signed: null,
      matures: null,
      called: null,
      rate: '',
      penalty: NO_INTEREST,
      compound: NO_INTEREST,
    })),
    hasCard: false,
    hasAccruals: false,
  };
}

const NOTHING = letterAmount(0);
const NO_INTEREST: LetterInterest = {
  amount: NOTHING,
  accrued: NOTHING,
  paid: NOTHING,
  rate: '',
  base: NOTHING,
  from: null,
  to: null,
  days: 0,
  accruals: [],
};

/** Two loans, one of them a card, both with everything that a loan can have. */
export function specimenLetter(kind: LetterKind, language: Language, role: LetterRole): Letter {
  const day = (month: number, dayOfMonth: number) => letterDay(epochDayOf(2026, month, dayOfMonth)!, language);
  const loans = [specimenLoan(1, kind, language, false), specimenLoan(2, kind, language, true)];
  const total = (part: keyof LetterLoan['amounts']) => loans.reduce((sum, loan) => sum + loan.amounts[part].fen, 0);
  const zh = language === 'zh';
  return {
    kind,
    language,
    number: 'KH000001-20261122',
    date: day(11, 22),
    next: day(11, 23),
    deadline: day(11, 29),
    addressee: {
      role,
      name: zh ? '甲某' : 'A. Sample',
      address: zh ? '某省某市某区某路1号' : '1 Sample Road',
      you: zh ? '您' : 'you',
      isCompany: false,
    },
    borrower: { name: zh ? '甲某' : 'A. Sample' },
    guarantee: { mode: 'joint', signed: day(1, 10) },
    lender: {
      name: zh ? '某某银行' : 'Sample Bank',
      branch: zh ? '某某支行' : ', Sample Branch',
      office: zh ? '某某银行某某支行' : 'Sample Bank, Sample Branch',
      contact: zh ? '王经理' : 'Ms Wang',
      phone: '000-00000000',
      enquiries: zh ? '手机银行或经办网点' : 'mobile banking, or the branch',
      lawFirm: zh ? '某某律师事务所' : 'Sample Law Firm',
      lawyer: zh ? '李律师' : 'Mr Li',
    },
    account: {
      name: zh ? '某某银行贷款归还户' : 'Sample Bank loan repayments',
      number: '0000 0000 0000',
      bank: zh ? '某某银行某某支行' : 'Sample Bank, Sample Branch',
    },
    loans,
    total: letterAmounts(
      {
        principal: total('principal'),
        interest: total('interest'),
        penalty: total('penalty'),
        compound: total('compound'),
        fee: total('fee'),
        undue: total('undue'),
      },
      kind === 'acceleration',
    ),
    hasCard: true,
    hasAccruals: true,
    hasReceipt: KINDS_WITH_RECEIPT.includes(kind),
  };
}

function specimenLoan(number: number, kind: LetterKind, language: Language, isCard: boolean): LetterLoan {
  const day = (month: number, dayOfMonth: number) => letterDay(epochDayOf(2026, month, dayOfMonth)!, language);
  const instalments = [8, 9, 10].map((month, at): LetterInstalment => {
    const [principal, interest, fee] = [PER_MONTH, 100_000 - at * 5_000, 1_000];
    return {
      number: at + 7,
      due: day(month, 15),
      days: day(11, 22).day - day(month, 15).day,
      principal: letterAmount(principal),
      interest: letterAmount(interest),
      fee: letterAmount(fee),
      sum: letterAmount(principal + interest + fee),
      from: day(month - 1, 16),
      interestDays: day(month, 15).day - day(month - 1, 15).day,
      base: letterAmount(LENT - (at + 6) * PER_MONTH),
    };
  });
  const sumOf = (part: 'principal' | 'interest' | 'fee') =>
    instalments.reduce((sum, instalment) => sum + instalment[part].fen, 0);
  const penalty = specimenInterest(instalments, 'principal', 500, language);
  const compound = specimenInterest(instalments, 'interest', 0, language);
  const undue = LENT - 9 * PER_MONTH;
  return {
    number,
    id: `JJ00000${number}`,
    contract: `HT00000${number}`,
    product: language === 'zh' ? '经营贷款' : 'business loan',
    isCard,
    signed: day(1, 10),
    disbursed: day(1, 15),
    matures: letterDay(epochDayOf(2028, 7, 15)!, language),
    called: day(11, 1),
    lent: letterAmount(LENT),
    outstanding: letterAmount(undue + sumOf('principal')),
    rate: formatRatePercent(RATE),
    since: day(8, 15),
    days: instalments[0]!.days,
    credit: letterAmount(100),
    amounts: letterAmounts(
      {
        principal: sumOf('principal'),
        interest: sumOf('interest'),
        penalty: penalty.amount.fen,
        compound: compound.amount.fen,
        fee: sumOf('fee'),
        undue,
      },
      kind === 'acceleration',
    ),
    instalments,
    penalty,
    compound,
  };
}

function specimenInterest(
  instalments: readonly LetterInstalment[],
  part: 'principal' | 'interest',
  paid: Fen,
  language: Language,
): LetterInterest {
  const rate = penaltyRate(RATE, MARKUP);
  let base = 0;
  const accruals = instalments.map((instalment, at): LetterAccrual => {
    base += instalment[part].fen;
    const until = instalments[at + 1]?.due.day ?? epochDayOf(2026, 11, 22)!;
    const days = until - instalment.due.day;
    return {
      base: letterAmount(base),
      from: letterDay(instalment.due.day + 1, language),
      to: letterDay(until, language),
      days,
      rate: formatRatePercent(rate),
      amount: letterAmount(interestForFenDays(base * days, rateFraction(rate), YEAR)),
    };
  });
  const accrued = accruals.reduce((sum, accrual) => sum + accrual.amount.fen, 0);
  return {
    amount: letterAmount(accrued - paid),
    accrued: letterAmount(accrued),
    paid: letterAmount(paid),
    rate: formatRatePercent(rate),
    base: letterAmount(base),
    from: accruals[0]!.from,
    to: accruals.at(-1)!.to,
    days: accruals.reduce((sum, accrual) => sum + accrual.days, 0),
    accruals,
  };
}
