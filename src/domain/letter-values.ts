/** The values of a letter from numbers, and the last look at them before anything is printed. */
import { formatChineseAmount, parseChineseAmount } from './chinese-amount.js';
import { type EpochDay, formatChineseDate, formatEnglishDate, formatIsoDate, NO_DAY } from './civil-date.js';
import type { Language } from './language.js';
import type { Letter, LetterAmount, LetterAmounts, LetterDay, LetterInterest } from './letter.js';
import { type Fen, formatFenGrouped } from './money.js';

/** Throws RangeError for an amount that is negative, unknown or no whole number of fen: no letter carries one. */
export function letterAmount(fen: Fen): LetterAmount {
  return { fen, figures: formatFenGrouped(fen), words: formatChineseAmount(fen) };
}

/** `day` must be known. */
export function letterDay(day: EpochDay, language: Language): LetterDay {
  if (day === NO_DAY) throw new RangeError('a letter cannot carry an unknown day');
  return { day, iso: formatIsoDate(day), text: language === 'zh' ? formatChineseDate(day) : formatEnglishDate(day) };
}

export function letterDayOrNull(day: EpochDay, language: Language): LetterDay | null {
  return day === NO_DAY ? null : letterDay(day, language);
}

/** The sum that a letter asks for; `callsAll` counts principal that is not due yet. */
export function letterAmounts(
  parts: Readonly<Record<Exclude<keyof LetterAmounts, 'sum'>, Fen>>,
  callsAll: boolean,
): LetterAmounts {
  const { principal, interest, penalty, compound, fee, undue } = parts;
  return {
    principal: letterAmount(principal),
    interest: letterAmount(interest),
    penalty: letterAmount(penalty),
    compound: letterAmount(compound),
    fee: letterAmount(fee),
    undue: letterAmount(undue),
    sum: letterAmount(principal + interest + penalty + compound + fee + (callsAll ? undue : 0)),
  };
}

const PARTS = ['principal', 'interest', 'penalty', 'compound', 'fee'] as const;

/**
 * Where the amounts of a letter do not agree with one another, as a path of {@link Letter}; undefined where all do.
 * Looked for: capital characters that read back as another amount than the figures say, parts that do not add up to
 * their sum, loans that do not add up to the total, instalments and stretches that do not add up to their loan. Such a
 * letter must not be written.
 */
export function findAmountFault(letter: Letter): string | undefined {
  if (letter.loans.length === 0) return 'loans';
  const fault = findWordsFault(letter, '');
  if (fault !== undefined) return fault;
  const callsAll = letter.kind === 'acceleration';
  if (!addsUp(letter.total, callsAll)) return 'total.sum';
  for (const part of [...PARTS, 'undue', 'sum'] as const) {
    if (sumOf(letter.loans, (loan) => loan.amounts[part].fen) !== letter.total[part].fen) return `total.${part}`;
  }
  for (const [at, loan] of letter.loans.entries()) {
    const { amounts, instalments } = loan;
    const path = `loans[${at}]`;
    if (!addsUp(amounts, callsAll)) return `${path}.amounts.sum`;
    for (const part of ['principal', 'interest', 'fee'] as const) {
      if (sumOf(instalments, (instalment) => instalment[part].fen) !== amounts[part].fen) return `${path}.${part}`;
    }
    for (const kind of ['penalty', 'compound'] as const) {
      if (!isAccountedFor(loan[kind]) || loan[kind].amount.fen !== amounts[kind].fen) return `${path}.${kind}`;
    }
  }
  return letter.total.sum.fen > 0 ? undefined : 'total.sum';
}

function isAccountedFor({ accrued, accruals, amount, paid, rate }: LetterInterest): boolean {
  if (sumOf(accruals, (accrual) => accrual.amount.fen) !== accrued.fen) return false;
  return accrued.fen - paid.fen === amount.fen && (amount.fen === 0 || rate !== '');
}

function addsUp(amounts: LetterAmounts, callsAll: boolean): boolean {
  return sumOf(PARTS, (part) => amounts[part].fen) + (callsAll ? amounts.undue.fen : 0) === amounts.sum.fen;
}

function sumOf<Entry>(entries: readonly Entry[], amountOf: (entry: Entry) => Fen): Fen {
  return entries.reduce((sum, entry) => sum + amountOf(entry), 0);
}

/** Every amount anywhere in the letter: figures and capital characters each say its fen. */
function findWordsFault(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('fen' in value && 'figures' in value) {
    const { fen, figures, words } = value as LetterAmount;
    const agree = Number(figures.replaceAll(',', '').replace('.', '')) === fen && parseChineseAmount(words) === fen;
    return agree ? undefined : path;
  }
  for (const [name, part] of Object.entries(value)) {
    const fault = findWordsFault(part, path === '' ? name : `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
