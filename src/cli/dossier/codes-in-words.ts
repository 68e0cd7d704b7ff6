/** The contract's codes as the readers of an explanation or a dossier say them. */
import { BORROWER_TYPES } from '../../domain/evidence.js';
import type { Language } from '../../domain/language.js';
import { BORROWER_KINDS, LOAN_STATUSES, PARTY_ROLES, REPAYMENT_METHODS } from '../../domain/loan.js';
import { wordsIn } from '../../write/words.js';

type Titles = Readonly<Record<Language, string>>;

const KINDS: Readonly<Record<(typeof BORROWER_KINDS)[number], Titles>> = {
  individual: { en: 'individual', zh: '个人' },
  micro: { en: 'micro business', zh: '小微企业' },
  farm: { en: 'farm', zh: '农户' },
  company: { en: 'company', zh: '对公客户' },
};

const STATUSES: Readonly<Record<(typeof LOAN_STATUSES)[number], Titles>> = {
  active: { en: 'active', zh: '未结清' },
  settled: { en: 'settled', zh: '已结清' },
  written_off: { en: 'written off', zh: '已核销' },
  restructured: { en: 'restructured', zh: '已重组' },
};

const METHODS: Readonly<Record<(typeof REPAYMENT_METHODS)[number], Titles>> = {
  equal_instalment: { en: 'equal instalments', zh: '等额本息' },
  equal_principal: { en: 'equal principal', zh: '等额本金' },
  interest_only: { en: 'interest by period, principal at the end', zh: '按期付息到期还本' },
  bullet: { en: 'all at the end', zh: '到期一次还本付息' },
  schedule: { en: 'as scheduled', zh: '按还款计划' },
};

const ROLES: Readonly<Record<(typeof PARTY_ROLES)[number], Titles>> = {
  borrower: { en: 'borrower', zh: '借款人' },
  co_borrower: { en: 'co-borrower', zh: '共同借款人' },
  guarantor: { en: 'guarantor', zh: '保证人' },
  mortgagor: { en: 'mortgagor or pledgor', zh: '抵押（出质）人' },
};

/** '' for a code that is not given. */
const coded =
  <Name extends string>(names: readonly Name[], titles: Readonly<Record<Name, Titles>>) =>
  (code: number, language: Language): string => {
    const name = names[code - 1];
    return name === undefined ? '' : titles[name][language];
  };

export const kindInWords = coded(BORROWER_KINDS, KINDS);
export const statusInWords = coded(LOAN_STATUSES, STATUSES);
export const methodInWords = coded(REPAYMENT_METHODS, METHODS);
export const roleInWords = coded(PARTY_ROLES, ROLES);

/** Number and name of a code into BORROWER_TYPES: 3-不负责任型. */
export function typeInWords(type: number, language: Language): string {
  const code = BORROWER_TYPES[type]!;
  const number = code === 'undetermined' ? '' : code.slice(0, 2);
  return `${number}${wordsIn(language).borrowerTypes[code]}`;
}

const PERIODS: Readonly<Record<string, Titles>> = {
  none: { en: 'no period agreed', zh: '未约定期间' },
  unstated: { en: 'period unstated', zh: '期间约定不明' },
  until_paid_off: { en: 'until paid off', zh: '至债务还清' },
};

/** A guarantee period as the parties file spells it; whatever else stands there is shown as it is. */
export function periodInWords(written: string, language: Language): string {
  const known = PERIODS[written];
  if (known !== undefined) return known[language];
  return language === 'zh' ? written.replace(/^(\d+) months?$/, '$1个月') : written;
}
