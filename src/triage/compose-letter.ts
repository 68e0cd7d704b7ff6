/** A letter from its parts: who writes, to whom, about which loans, and the sums over them. */
import { type EpochDay, formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import {
  KINDS_WITH_RECEIPT,
  type Letter,
  type LetterAddressee,
  type LetterAmounts,
  type LetterGuarantee,
  type LetterKind,
  type LetterLoan,
} from '../domain/letter.js';
import { letterAmounts, letterDay } from '../domain/letter-values.js';
import { COMPANY, INDIVIDUAL } from '../domain/loan.js';
import type { NoticeSettings } from '../policy/policy.js';

export interface LetterParts {
  readonly kind: LetterKind;
  readonly language: Language;
  /** Day up to which amounts are worked out, and date of the letter. */
  readonly asOf: EpochDay;
  readonly settings: NoticeSettings;
  readonly addressee: LetterAddressee;
  /** Reference number; see {@link letterNumber}. */
  readonly number: string;
  readonly borrowerName: string;
  readonly guarantee: LetterGuarantee | null;
  /** At least one. */
  readonly loans: readonly LetterLoan[];
}

export function composeLetter(parts: LetterParts): Letter {
  const { addressee, asOf, guarantee, kind, language, loans, settings } = parts;
  const date = letterDay(asOf, language);
  const total = (part: Exclude<keyof LetterAmounts, 'sum'>) =>
    loans.reduce((sum, loan) => sum + loan.amounts[part].fen, 0);
  const callsAll = kind === 'acceleration';
  return {
    kind,
    language,
    number: parts.number,
    date,
    next: letterDay(asOf + 1, language),
    deadline: letterDay(asOf + settings.dueWithinDays, language),
    addressee,
    borrower: { name: parts.borrowerName },
    guarantee,
    lender: {
      name: settings.lender,
      branch: settings.branch,
      office: language === 'zh' ? `${settings.lender}${settings.branch}` : `${settings.lender}, ${settings.branch}`,
      contact: settings.contact,
      phone: settings.phone,
      enquiries: settings.enquiries,
      lawFirm: settings.lawFirm,
      lawyer: settings.lawyer,
    },
    account: { name: settings.accountName, number: settings.accountNumber, bank: settings.accountBank },
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
      callsAll,
    ),
    hasCard: loans.some(({ isCard }) => isCard),
    hasAccruals: loans.some(({ penalty, compound }) => penalty.accrued.fen + compound.accrued.fen > 0),
    hasReceipt: KINDS_WITH_RECEIPT.includes(kind),
  };
}

/** How a letter speaks to its reader, by borrower kind; entry 0 where the kind does not tell. */
const ADDRESSES: Readonly<Record<Language, readonly (string | undefined)[]>> = {
  zh: Object.assign(['您（贵单位）'], { [INDIVIDUAL]: '您', [COMPANY]: '贵单位' }),
  en: ['you'],
};

/** Two letters to one person on one day differ in the letter of their kind. */
const NUMBER_LETTERS: Readonly<Record<LetterKind, string>> = {
  reminder: 'R',
  'first-reminder': 'F',
  demand: 'D',
  'guarantor-demand': 'G',
  acceleration: 'A',
  'limitation-demand': 'P',
  confirmation: 'C',
  'lawyers-letter': 'L',
};

/** Whom a letter concerns. */
interface LetterSubject {
  /** '' has the first loan's number stand for it. */
  readonly borrowerId: string;
  /** '' where the borrower is written to. */
  readonly partyId: string;
  readonly firstLoan: string;
}

/**
 * Reference number of a letter. One person may answer for several borrowers and be one himself, so beside a party stands
 * the first of the loans, which the letter names anyway, and not the borrower, of whom it tells no more than it must.
 */
export function letterNumber(
  { borrowerId, partyId, firstLoan }: LetterSubject,
  kind: LetterKind,
  asOf: EpochDay,
): string {
  const subject = partyId === '' ? [borrowerId === '' ? firstLoan : borrowerId] : [partyId, firstLoan];
  return [...subject, formatIsoDate(asOf).replaceAll('-', ''), NUMBER_LETTERS[kind]].join('-');
}

/** How a letter speaks to a reader of the kind, a code into BORROWER_KINDS; 0 where not given. */
export function addressOf(borrowerKind: number, language: Language): string {
  return ADDRESSES[language][borrowerKind] ?? ADDRESSES[language][0]!;
}
