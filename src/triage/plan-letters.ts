/** The letters about one borrower's loans – to itself, its co-borrowers, its guarantors – and why others are not written. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type {
  LetterAddressee,
  LetterGuarantee,
  LetterKind,
  LetterLoan,
  LetterRole,
  PlannedLetter,
} from '../domain/letter.js';
import { findAmountFault, letterDayOrNull } from '../domain/letter-values.js';
import { BANKRUPTCY_HOLD, COMPANY, GUARANTEE_MODES, NO_PARTY, owesNothing, PARTY_ROLES } from '../domain/loan.js';
import type { MinimumGap, NoticeRefusal, NotSentRow } from '../domain/notice.js';
import type { NoticeLog, SentLetter } from '../domain/notice-log.js';
import type { Position } from '../domain/position.js';
import type { NoticeSettings } from '../policy/policy.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { FIGURE_ROW_LOST, type Party, viewEvents } from '../portfolio/portfolio.js';
import { chooseLetters } from '../rules/letter-kind.js';
import { holdInForce } from '../rules/next-step.js';
import { refuseAddressee, refuseBorrower } from '../rules/notice.js';
import { assessBorrower, type BorrowerBench } from './assess-borrower.js';
import type { LoanAssessment } from './assess-loan.js';
import { addressOf, composeLetter, letterNumber } from './compose-letter.js';
import { letterLoan, reminderLoan } from './letter-loan.js';
import { nextDue, type UpcomingDue } from './upcoming.js';

/** What the loans file says in words, which the book does not keep. */
export interface LetterWords {
  /** Of the borrower, unmasked. */
  readonly name: string;
  readonly address: string;
  /** Contract number of a loan by its index; '' where there is none. */
  readonly contractOf: (loan: number) => string;
}

export interface LetterPlan {
  readonly letters: readonly PlannedLetter[];
  readonly notSent: readonly NotSentRow[];
}

/** What one run asks for. */
export interface LetterRequest {
  /** Null where the calendar and limitation choose. */
  readonly kind: LetterKind | null;
  readonly language: Language;
  /** Letters written earlier, if there is a log. */
  readonly log?: NoticeLog | undefined;
}

const CO_BORROWER = PARTY_ROLES.indexOf('co_borrower') + 1;
const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;

/** Plans what is written about `borrower`. Amounts are those of the position, to the fen. */
export function planLetters(
  bench: BorrowerBench,
  borrower: number,
  words: LetterWords,
  request: LetterRequest,
): LetterPlan {
  const { portfolio, terms } = bench;
  const { asOf } = terms;
  const assessment = assessBorrower(bench, borrower);
  const open = assessment.loans.filter(
    ({ loan }) => !owesNothing(portfolio.loans.status[loan]!, portfolio.loans.disbursedOn[loan]!, asOf),
  );
  const desk = new LetterDesk(bench, borrower, words, request);
  const log = viewEvents(portfolio, borrower);
  // Also once the bankruptcy has ended: what is left of the debt is what the plan or the distribution left of it.
  const isBankrupt = bench.file.bankruptcies?.has(borrower) ?? false;
  const statedHold = (hold: number): number => (isBankrupt ? Math.max(hold, BANKRUPTCY_HOLD) : hold);
  const overdue = open.filter(({ position }) => position === null || position.daysPastDue > 0);
  const refusal = refuseBorrower({
    holds: open.map(({ loan }) => holdInForce(statedHold(portfolio.loans.hold[loan]!), log, asOf)),
    overdueTotals: open.map(({ position }) => position?.overdueTotal ?? Number.NaN),
    determined: open.map(({ position }) => position !== null),
    complete: open.map(({ loan }) => portfolio.lostRows[loan] !== FIGURE_ROW_LOST),
    isReminder: request.kind === 'reminder',
  });
  if (refusal !== undefined) {
    desk.refuse(request.kind, overdue, refusal);
    return desk;
  }
  if (request.kind === 'reminder') {
    desk.remind(open);
    return desk;
  }
  const step = assessment.nextStep?.step.letters ?? [];
  if (request.kind !== 'guarantor-demand') {
    // What is overdue is past reminding of.
    const named = step.find((kind) => kind !== 'guarantor-demand' && kind !== 'reminder') ?? null;
    const facts = overdue.map(({ limitation, position }) => ({
      limitation: limitation.status,
      undue: (position as Position).outstandingPrincipal - (position as Position).overduePrincipal,
    }));
    const choices = chooseLetters(request.kind, named, facts);
    for (const { kind, loans, refusal: unfit } of choices) {
      if (unfit !== undefined) desk.refuse(kind, overdue, unfit);
      else {
        const chosen = loans.map((at) => overdue[at]!);
        desk.writeToBorrower(kind, chosen);
        desk.writeToParties(kind, chosen, CO_BORROWER);
      }
    }
    if (choices.length === 0 && step.length === 0) desk.refuse(null, overdue, 'no-letter-now');
  }
  if (request.kind === 'guarantor-demand' || (request.kind === null && step.includes('guarantor-demand'))) {
    desk.writeToParties('guarantor-demand', overdue, GUARANTOR);
  }
  return desk;
}

/** Collects the letters about one borrower. */
class LetterDesk implements LetterPlan {
  readonly letters: PlannedLetter[] = [];
  readonly notSent: NotSentRow[] = [];
  private readonly bench: BorrowerBench;
  private readonly borrower: number;
  private readonly words: LetterWords;
  private readonly request: LetterRequest;

  constructor(bench: BorrowerBench, borrower: number, words: LetterWords, request: LetterRequest) {
    this.bench = bench;
    this.borrower = borrower;
    this.words = words;
    this.request = request;
  }

  refuse(
    kind: LetterKind | null,
    loans: readonly LoanAssessment[],
    reason: NoticeRefusal,
    role: LetterRole = 'borrower',
    partyId = '',
    detail = '',
  ): void {
    const { portfolio } = this.bench;
    this.notSent.push({
      borrowerId: borrowerIdOf(portfolio.borrowerIds, this.borrower),
      partyId,
      role,
      kind,
      loans: loans.map(({ loan }) => textOf(portfolio.loanIds, loan)),
      reason,
      detail,
    });
  }

  /** What falls due next on each loan; loans in arrears are no matter of a reminder. */
  remind(open: readonly LoanAssessment[]): void {
    const { bench } = this;
    const dues: UpcomingDue[] = [];
    for (const { loan, position } of open) {
      if (position?.daysPastDue !== 0) continue;
      const due = nextDue(bench, loan, this.settings.remindWithinDays);
      if (due !== null) dues.push(due);
    }
    const loans = open.filter(({ loan }) => dues.some((due) => due.loan === loan));
    if (dues.length === 0) this.refuse('reminder', open, 'nothing-due');
    else {
      this.write('reminder', loans, this.ownAddressee(), NO_PARTY, '', null, (loan, number) =>
        reminderLoan(
          bench,
          dues.find((due) => due.loan === loan)!,
          number,
          { contract: this.words.contractOf(loan) },
          this.request.language,
        ),
      );
    }
  }

  writeToBorrower(kind: LetterKind, loans: readonly LoanAssessment[]): void {
    this.write(kind, loans, this.ownAddressee(), NO_PARTY, '', null, this.overdueLoan(kind));
  }

  /** One letter to each party of the role, over those of the loans that it answers for and over nothing else. */
  writeToParties(kind: LetterKind, loans: readonly LoanAssessment[], role: number): void {
    const { partiesOfLoan } = this.bench.portfolio;
    const byParty = new Map<string, { readonly party: Party; readonly loans: LoanAssessment[] }>();
    for (const loan of loans) {
      for (const party of partiesOfLoan.get(loan.loan) ?? []) {
        if (party.role !== role) continue;
        const known = byParty.get(party.partyId);
        if (known === undefined) byParty.set(party.partyId, { party, loans: [loan] });
        else if (!known.loans.includes(loan)) known.loans.push(loan);
      }
    }
    // Where the calendar asks for letters to guarantors too, having none is no refusal.
    const isAsked = role === GUARANTOR && this.request.kind !== null;
    if (isAsked && byParty.size === 0) this.refuse(kind, loans, 'no-guarantor', 'guarantor');
    for (const [partyId, { party, loans: all }] of byParty) {
      const own = role === GUARANTOR ? all.filter((loan) => !hasGuaranteeEnded(loan, partyId)) : all;
      if (own.length === 0) this.refuse(kind, all, 'guarantee-ended', 'guarantor', partyId);
      else this.writeToParty(kind, own, party, role === GUARANTOR ? 'guarantor' : 'co_borrower');
    }
  }

  private writeToParty(kind: LetterKind, loans: readonly LoanAssessment[], party: Party, role: LetterRole): void {
    const { language } = this.request;
    const addressee: LetterAddressee = {
      role,
      name: party.name,
      address: party.address,
      you: addressOf(0, language),
      isCompany: false,
    };
    const guarantee: LetterGuarantee | null =
      role === 'guarantor'
        ? {
            mode: GUARANTEE_MODES[party.guaranteeMode - 1] ?? 'unstated',
            signed: letterDayOrNull(party.signedOn, language),
          }
        : null;
    this.write(kind, loans, addressee, party.code, party.partyId, guarantee, this.overdueLoan(kind));
  }

  private overdueLoan(kind: LetterKind): (loan: number, number: number) => LetterLoan {
    return (loan, number) =>
      letterLoan(
        this.bench,
        loan,
        number,
        { contract: this.words.contractOf(loan) },
        kind === 'acceleration',
        this.request.language,
      );
  }

  private get settings(): NoticeSettings {
    return this.bench.terms.policy.notice;
  }

  private ownAddressee(): LetterAddressee {
    const { loans, borrowerStart, loansByBorrower } = this.bench.portfolio;
    const kind = loans.borrowerKind[loansByBorrower[borrowerStart[this.borrower]!]!]!;
    const { name, address } = this.words;
    return {
      role: 'borrower',
      name,
      address,
      you: addressOf(kind, this.request.language),
      isCompany: kind === COMPANY,
    };
  }

  private write(
    kind: LetterKind,
    loans: readonly LoanAssessment[],
    addressee: LetterAddressee,
    party: number,
    partyId: string,
    guarantee: LetterGuarantee | null,
    loanOf: (loan: number, number: number) => LetterLoan,
  ): void {
    const { bench, settings } = this;
    const gap = settings.minimumGaps[kind];
    const { asOf } = bench.terms;
    const { log } = this.request;
    const borrowerId = borrowerIdOf(bench.portfolio.borrowerIds, this.borrower);
    const loanIds = loans.map(({ loan }) => textOf(bench.portfolio.loanIds, loan));
    const number = letterNumber({ borrowerId, partyId, firstLoan: loanIds[0]! }, kind, asOf);
    const written = log?.written(number);
    const earlier = log?.lastBefore({ borrowerId, partyId, loanIds }, kind, gap, asOf);
    const sinceEvent = daysSinceLast(bench, this.borrower, loans, party, gap);
    const sinceLetter = earlier === undefined ? Number.NaN : asOf - earlier.asOf;
    // Of two days one of which is not known, the known one.
    const daysSince = sinceLetter <= sinceEvent || Number.isNaN(sinceEvent) ? sinceLetter : sinceEvent;
    const refusal = refuseAddressee({
      name: addressee.name,
      address: addressee.address,
      isAddressRequired: settings.isAddressRequired,
      isAlreadyWritten: written !== undefined,
      daysSinceLast: daysSince,
      minimumGapDays: gap.days,
    });
    const { role } = addressee;
    if (refusal !== undefined) {
      const named: SentLetter | undefined = refusal === 'already-written' ? written : earlier;
      const isOfLog = refusal === 'already-written' || (refusal === 'too-soon' && daysSince === sinceLetter);
      this.refuse(kind, loans, refusal, role, partyId, isOfLog ? named!.number : '');
      return;
    }
    const letter = composeLetter({
      kind,
      language: this.request.language,
      asOf,
      settings,
      addressee,
      number,
      borrowerName: this.words.name,
      guarantee,
      loans: loans.map(({ loan }, at) => loanOf(loan, at + 1)),
    });
    const fault = findAmountFault(letter);
    if (fault !== undefined) {
      this.refuse(kind, loans, 'amounts-disagree', role, partyId, fault);
      return;
    }
    this.letters.push({ letter, borrowerId, partyId, loanIds });
  }
}

/** The creditor's right against the guarantor is gone; what cannot be told is not gone. */
function hasGuaranteeEnded({ furtherClocks }: LoanAssessment, guarantor: string): boolean {
  return furtherClocks.some(
    ({ answer, clock, partyId }) => clock === 'guarantee_period' && partyId === guarantor && answer.status === 'lapsed',
  );
}

/**
 * Days from the last letter of the kind to the as-of date, by the events that the policy counts as such; NaN where none is
 * on record. An event counts that names the addressee, and one of these loans or none.
 */
function daysSinceLast(
  { portfolio, terms }: BorrowerBench,
  borrower: number,
  loans: readonly LoanAssessment[],
  party: number,
  gap: MinimumGap,
): number {
  const log = viewEvents(portfolio, borrower);
  if (log === null) return Number.NaN;
  const { events } = log;
  let last: EpochDay = NO_DAY;
  for (let at = log.from; at < log.until; at++) {
    const on = events.happenedOn[at]!;
    if (gap.afterCode[events.kind[at]!] !== 1 || on > terms.asOf || events.party[at] !== party) continue;
    const about = events.loan[at]!;
    if (about < 0 || loans.some(({ loan }) => loan === about)) last = Math.max(last, on);
  }
  return last === NO_DAY ? Number.NaN : terms.asOf - last;
}
