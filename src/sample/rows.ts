/** The book as rows of the contract's tables, one cell per column, before anything is formatted. */
import { formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_KINDS, CHANNELS, PERIODS, REPAYMENT_METHODS } from '../domain/loan.js';
import type { Receipt, SampleEvent, SampleLoan, SampleTable } from './model.js';
import { Random } from './random.js';
import type { Cell } from './tables.js';

export type Row = readonly Cell[];
export type SampleRows = Readonly<Record<SampleTable, Row[]>>;

const number = (prefix: string, count: number) => `${prefix}${String(count).padStart(8, '0')}`;
const spelling = (names: readonly string[], code: number) => (code === 0 ? '' : names[code - 1]!);

/** Gives every receipt, event and party its id and lays all tables out; `seed` decides which optional cells are blank. */
export function layOut(book: readonly SampleLoan[], seed: number): SampleRows {
  const random = new Random(seed, -2);
  book
    .flatMap((loan) => loan.parties)
    .forEach((party, index) => {
      party.id = number('DB', index + 1);
    });
  return {
    loans: book.map((loan) => loanRow(loan, random)),
    payments: paymentRows(book),
    schedule: book.flatMap((loan) =>
      loan.given.map(({ dueOn, principal, interest, fee }, index) => [
        loan.id,
        index + 1,
        dueOn,
        principal,
        interest,
        fee === 0 ? Number.NaN : fee,
      ]),
    ),
    events: eventRows(book),
    parties: book.flatMap((loan) =>
      loan.parties.map((party) => [
        loan.id,
        party.id,
        party.name,
        party.role,
        party.guaranteeMode,
        party.guaranteePeriod,
        party.signedOn,
        party.phone,
        party.address,
      ]),
    ),
    collateral: book.flatMap((loan) =>
      loan.collateral.map(({ kind, description, value, registeredOn }) => [
        loan.id,
        kind,
        description,
        value,
        registeredOn,
      ]),
    ),
  };
}

function loanRow(loan: SampleLoan, random: Random): Row {
  const { borrower, product, terms, reported } = loan;
  const late = reported.daysPastDue > 0;
  const reportBlank = random.chance(40);
  // Now and then the bank's own system counts a day more or less: something to reconcile.
  const daysOff = late && random.chance(50) ? random.pick([-1, 1, 1, 30]) : 0;
  return [
    loan.id,
    borrower.id,
    borrower.name,
    BORROWER_KINDS[borrower.kind - 1]!,
    borrower.occupation,
    borrower.idNumber,
    borrower.phone,
    borrower.address,
    borrower.branch.region,
    borrower.branch.name,
    borrower.officer,
    product.name,
    product.assetClass,
    random.chance(30) ? '' : 'CNY',
    terms.principal,
    random.chance(20) ? Number.NaN : reported.outstandingPrincipal,
    terms.annualRate,
    terms.penaltyMarkup,
    terms.disbursedOn,
    terms.maturesOn,
    spelling(REPAYMENT_METHODS, loan.method),
    spelling(PERIODS, loan.period),
    terms.paymentDay === 0 ? Number.NaN : terms.paymentDay,
    random.chance(100) ? NO_DAY : terms.disbursedOn - random.between(0, 14),
    loan.status,
    loan.acceleratedOn,
    loan.restructuredOn,
    loan.hold,
    loan.collateralKind,
    loan.collateralValue,
    loan.careNote,
    reportBlank ? Number.NaN : Math.max(0, reported.daysPastDue + daysOff),
    reportBlank || !late ? Number.NaN : reported.overduePrincipal,
    reportBlank || !late ? Number.NaN : reported.overdueInterest,
  ];
}

/** The ledger in date order, as a bank's journal is, not grouped by loan. */
function paymentRows(book: readonly SampleLoan[]): Row[] {
  const ledger: { readonly loan: SampleLoan; readonly receipt: Receipt }[] = [];
  for (const loan of book) for (const receipt of loan.receipts) ledger.push({ loan, receipt });
  ledger.sort((first, second) => first.receipt.paidOn - second.receipt.paidOn);
  ledger.forEach(({ receipt }, index) => {
    receipt.id = number('LS', index + 1);
  });
  return ledger.map(({ loan, receipt }) => [
    loan.id,
    receipt.paidOn,
    receipt.amount,
    receipt.id,
    receipt.principal,
    receipt.interest,
    receipt.penalty,
    receipt.fee,
    spelling(CHANNELS, receipt.channel),
    receipt.reverses?.id ?? '',
  ]);
}

function eventRows(book: readonly SampleLoan[]): Row[] {
  const log: { readonly loan: SampleLoan; readonly event: SampleEvent }[] = [];
  for (const loan of book) for (const event of loan.events) log.push({ loan, event });
  log.sort((first, second) => first.event.at - second.event.at);
  return log.map(({ loan, event }, index) => [
    number('SJ', index + 1),
    event.namesLoan ? loan.id : '',
    event.namesLoan ? '' : loan.borrower.id,
    event.timed ? event.at : formatIsoDate(event.at / 1440),
    event.kind,
    event.party?.id ?? '',
    event.evidence,
    event.endedOn,
    event.promisedOn,
    event.amount,
    event.result,
    event.actor,
    event.note,
  ]);
}
