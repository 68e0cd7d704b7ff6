/**
 * Question   Which letter fits which of a borrower's overdue loans?
 * Law        Civil Code art. 192: after limitation has ended only the debtor's consent to perform brings the claim back
 * Policy     the letters that the calendar's step names
 * Needs      how the limitation of each loan stands, how much of its principal is not due yet
 * Answer     the kinds, each with its loans; or why there is none
 * Not decided here   whether anything may be written at all: see notice.ts
 */
import type { ClockStatus } from '../domain/clock.js';
import type { LetterKind } from '../domain/letter.js';
import type { Fen } from '../domain/money.js';
import type { NoticeRefusal } from '../domain/notice.js';

/** What the choice looks at, of one overdue loan. */
export interface LetterLoanFacts {
  readonly limitation: ClockStatus;
  /** Principal that is not due yet. */
  readonly undue: Fen;
}

export interface LetterChoice {
  readonly kind: LetterKind;
  /** Positions of the loans in the list that was given; empty where `refusal` is set. */
  readonly loans: readonly number[];
  readonly refusal: NoticeRefusal | undefined;
}

/**
 * The letters to the borrower. Where a kind is asked for, that one, over the loans that it fits. Otherwise loans whose
 * limitation has ended go into a confirmation; the rest into a demand that preserves limitation where it is about to end
 * on any of them, else into the letter that the step names (`stepLetter`, null for none).
 */
export function chooseLetters(
  asked: LetterKind | null,
  stepLetter: LetterKind | null,
  loans: readonly LetterLoanFacts[],
): readonly LetterChoice[] {
  const all = loans.map((_, at) => at);
  if (asked !== null) return [chooseAsked(asked, loans, all)];
  const ended = all.filter((at) => loans[at]!.limitation === 'defence_available');
  const open = all.filter((at) => loans[at]!.limitation !== 'defence_available');
  const choices: LetterChoice[] = [];
  if (ended.length > 0) choices.push({ kind: 'confirmation', loans: ended, refusal: undefined });
  if (open.some((at) => loans[at]!.limitation === 'expiring')) {
    choices.push({ kind: 'limitation-demand', loans: open, refusal: undefined });
  } else if (open.length > 0 && stepLetter !== null) {
    choices.push(chooseAsked(stepLetter, loans, open));
  }
  return choices;
}

function chooseAsked(kind: LetterKind, loans: readonly LetterLoanFacts[], among: readonly number[]): LetterChoice {
  const choose = (fits: (loan: LetterLoanFacts) => boolean, refusal: () => NoticeRefusal): LetterChoice => {
    const fitting = among.filter((at) => fits(loans[at]!));
    return fitting.length > 0 ? { kind, loans: fitting, refusal: undefined } : { kind, loans: [], refusal: refusal() };
  };
  switch (kind) {
    case 'acceleration':
      return choose(
        ({ undue }) => undue > 0,
        () => 'nothing-to-call',
      );
    case 'confirmation':
      return choose(
        ({ limitation }) => limitation === 'defence_available',
        () =>
          among.some((at) => loans[at]!.limitation === 'undetermined') ? 'limitation-undetermined' : 'not-expired',
      );
    case 'limitation-demand':
      return choose(
        ({ limitation }) => limitation !== 'defence_available',
        () => 'expired',
      );
    default:
      return { kind, loans: among, refusal: undefined };
  }
}
