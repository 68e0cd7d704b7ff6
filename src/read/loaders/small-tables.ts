/** The parties and collateral tables: a few rows for some of the loans. */
import { NO_DAY } from '../../domain/civil-date.js';
import { PARTY_ROLES } from '../../domain/loan.js';
import { addId, findId, type IdTable } from '../../portfolio/id-table.js';
import type { Party } from '../../portfolio/portfolio.js';
import { COLLATERAL, PARTIES } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { positionsOf } from './batch-columns.js';

export interface PartyIntake {
  take(batch: RecordBatch): void;
  /** In file order. */
  readonly parties: readonly Party[];
  /** By loan, in file order within each. */
  readonly ofLoan: ReadonlyMap<number, readonly Party[]>;
}

/**
 * Takes the records of a parties table; parties of unknown loans and repeated rows are set aside. `partyIds` learns their ids.
 * Somebody may stand under two agreements: only a row that says the same of role, mode, period and day is a repetition.
 */
export function receiveParties(loanIds: IdTable, partyIds: IdTable): PartyIntake {
  const at = positionsOf(PARTIES, [
    'loan_id',
    'party_id',
    'name',
    'role',
    'guarantee_mode',
    'guarantee_period',
    'signed_on',
    'phone',
    'address',
  ]);
  const parties: Party[] = [];
  const ofLoan = new Map<number, Party[]>();

  function keep(party: Party): void {
    parties.push(party);
    const others = ofLoan.get(party.loan);
    if (others === undefined) ofLoan.set(party.loan, [party]);
    else others.push(party);
  }

  function take(batch: RecordBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const loan = loanOf(batch, row, at.loan_id, loanIds);
      if (loan < 0) {
        batch.reject(row, { code: 'unknown-loan' });
        continue;
      }
      const mode = batch.values[at.guarantee_mode]![row]!;
      const signedOn = batch.values[at.signed_on]![row]!;
      const party: Party = {
        loan,
        partyId: batch.text(row, at.party_id),
        code: addId(partyIds, batch.bytes, batch.start[at.party_id]![row]!, batch.end[at.party_id]![row]!),
        name: batch.text(row, at.name),
        role: batch.values[at.role]![row]!,
        guaranteeMode: Number.isNaN(mode) ? 0 : mode,
        guaranteePeriod: batch.text(row, at.guarantee_period),
        signedOn: Number.isNaN(signedOn) ? NO_DAY : signedOn,
        phone: batch.text(row, at.phone),
        address: batch.text(row, at.address),
        line: batch.line[row]!,
      };
      const repeated = ofLoan.get(loan)?.find((other) => isSameParty(party, other));
      if (repeated === undefined) keep(party);
      else batch.reject(row, { code: 'duplicate-party', partyId: party.partyId, firstLine: repeated.line });
    }
  }

  return { take, parties, ofLoan };
}

function isSameParty(one: Party, other: Party): boolean {
  return (
    one.code === other.code &&
    one.role === other.role &&
    one.guaranteeMode === other.guaranteeMode &&
    one.guaranteePeriod === other.guaranteePeriod &&
    one.signedOn === other.signedOn
  );
}

/** Party ids in the role of borrower, by borrower: an event that names one concerns no other party. */
export function borrowerPartiesOf(
  parties: readonly Party[],
  borrowerOfLoan: Int32Array,
): ReadonlyMap<number, ReadonlySet<string>> {
  const role = PARTY_ROLES.indexOf('borrower') + 1;
  const byBorrower = new Map<number, Set<string>>();
  for (const party of parties) {
    if (party.role !== role) continue;
    const borrower = borrowerOfLoan[party.loan]!;
    const ids = byBorrower.get(borrower);
    if (ids === undefined) byBorrower.set(borrower, new Set([party.partyId]));
    else ids.add(party.partyId);
  }
  return byBorrower;
}

export interface CollateralIntake {
  take(batch: RecordBatch): void;
  /** Rows kept so far. */
  rows(): number;
  /** Loan and line of each row kept, in file order. */
  readonly loanOfRow: readonly number[];
  readonly lineOfRow: readonly number[];
  /** The things given for each loan that has any, in file order. */
  readonly ofLoan: ReadonlyMap<number, readonly CollateralThing[]>;
}

/** A thing given as security, as the collateral file names it. */
export interface CollateralThing {
  readonly kind: string;
  /** NO_DAY where not given. */
  readonly registeredOn: number;
}

/**
 * Takes the records of a collateral table and adds each value to its loan's in `collateralValue`, where the first
 * value replaces "unknown" (NaN). A blank value adds nothing and leaves unknown what was unknown.
 */
export function receiveCollateral(loanIds: IdTable, collateralValue: Float64Array): CollateralIntake {
  const at = positionsOf(COLLATERAL, ['loan_id', 'kind', 'value', 'registered_on']);
  const ofLoan = new Map<number, CollateralThing[]>();
  const loanOfRow: number[] = [];
  const lineOfRow: number[] = [];

  function take(batch: RecordBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const loan = loanOf(batch, row, at.loan_id, loanIds);
      if (loan < 0) {
        batch.reject(row, { code: 'unknown-loan' });
        continue;
      }
      loanOfRow.push(loan);
      lineOfRow.push(batch.line[row]!);
      const registeredOn = batch.values[at.registered_on]![row]!;
      const thing = {
        kind: batch.text(row, at.kind),
        registeredOn: Number.isNaN(registeredOn) ? NO_DAY : registeredOn,
      };
      const things = ofLoan.get(loan);
      if (things === undefined) ofLoan.set(loan, [thing]);
      else things.push(thing);
      const value = batch.values[at.value]![row]!;
      if (Number.isNaN(value)) continue;
      const before = collateralValue[loan]!;
      collateralValue[loan] = Number.isNaN(before) ? value : before + value;
    }
  }

  return { take, rows: () => lineOfRow.length, loanOfRow, lineOfRow, ofLoan };
}

function loanOf(batch: RecordBatch, row: number, column: number, loanIds: IdTable): number {
  return findId(loanIds, batch.bytes, batch.start[column]![row]!, batch.end[column]![row]!);
}
