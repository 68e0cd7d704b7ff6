/** The whole synthetic book: how many borrowers of which kind, and their loans in the order of an export. */
import { addMonths, civilDateOf, type EpochDay } from '../domain/civil-date.js';
import { BORROWER_KINDS } from '../domain/loan.js';
import { creditCode, landlineNumber, mobileNumber, residentNumber } from './identity.js';
import { makeLoan } from './make-loan.js';
import { PAYER_KINDS, type PayerKind, type SampleBorrower, type SampleLoan, type ScheduleBuilder } from './model.js';
import { companyName, farmName, OCCUPATIONS, personName, shopName } from './names.js';
import { address, BRANCHES, type Branch, staffBranches } from './places.js';
import { Random } from './random.js';

export interface BookPlan {
  /** Number of loans, at least 1. */
  readonly loans: number;
  /** Whole number; the same seed gives the same book. */
  readonly seed: number;
  readonly asOf: EpochDay;
}

/** Borrowers in a thousand by how they pay; whoever is left over pays punctually. */
const SHARES: Readonly<Record<PayerKind, number>> = {
  punctual: 0,
  early: 40,
  overpaying: 30,
  settled: 50,
  forgetful: 130,
  bounced: 40,
  hardship: 110,
  wilful: 70,
  bad: 55,
  matured_long_ago: 75,
};

/** How the further loans of a borrower are paid: whoever will not pay one loan may keep the others current. */
const FURTHER_LOANS: Readonly<Record<PayerKind, readonly PayerKind[]>> = {
  punctual: ['punctual', 'settled', 'early'],
  early: ['punctual', 'early'],
  overpaying: ['punctual', 'overpaying'],
  settled: ['punctual', 'settled'],
  forgetful: ['forgetful', 'punctual'],
  bounced: ['punctual'],
  hardship: ['hardship', 'forgetful'],
  wilful: ['punctual', 'punctual', 'settled'],
  bad: ['bad', 'hardship'],
  matured_long_ago: ['settled', 'matured_long_ago'],
};

/** One payer per borrower: each kind at least once where the book is big enough, then by share, in random order. */
function assignPayers(borrowers: number, random: Random): PayerKind[] {
  const payers: PayerKind[] = [];
  // Delinquent kinds first, so that even a handful of loans has some.
  for (const kind of [...PAYER_KINDS].reverse()) if (payers.length < borrowers) payers.push(kind);
  const rest = borrowers - payers.length;
  for (const kind of PAYER_KINDS) {
    for (let count = Math.floor((rest * SHARES[kind]) / 1000); count > 0; count--) payers.push(kind);
  }
  while (payers.length < borrowers) payers.push('punctual');
  return random.shuffle(payers);
}

function loansPerBorrower(loans: number, random: Random): number[] {
  const counts: number[] = [];
  for (let left = loans; left > 0; ) {
    const wanted = random.weighted([
      { weight: 83, loans: 1 },
      { weight: 12, loans: 2 },
      { weight: 4, loans: 3 },
      { weight: 1, loans: 4 },
    ]).loans;
    counts.push(Math.min(left, wanted));
    left -= wanted;
  }
  return counts;
}

function makeBorrower(
  index: number,
  asOf: EpochDay,
  staff: readonly (readonly string[])[],
  random: Random,
): SampleBorrower {
  const branch: Branch = random.weighted(BRANCHES);
  const officers = staff[BRANCHES.indexOf(branch)]!;
  // The first officer of a branch has about half of its borrowers.
  const officer = random.chance(350) ? officers[0]! : random.pick(officers);
  const kind = random.weighted([
    { weight: 62, kind: 'individual' as const },
    { weight: 14, kind: 'micro' as const },
    { weight: branch.rural ? 60 : 6, kind: 'farm' as const },
    { weight: 16, kind: 'company' as const },
  ]).kind;
  const bornOn = addMonths(asOf, -12 * random.between(22, 68)) - random.below(365);
  const place = branch.place.slice(0, 2);
  const registered = kind === 'company' || (kind !== 'individual' && random.chance(500));
  const name =
    kind === 'company'
      ? companyName(random, place)
      : !registered
        ? personName(random)
        : kind === 'micro'
          ? shopName(random, place)
          : farmName(random, place);
  return {
    id: `KH${String(index + 1).padStart(8, '0')}`,
    name,
    kind: BORROWER_KINDS.indexOf(kind) + 1,
    occupation: random.pick(OCCUPATIONS[kind]),
    idNumber: random.chance(20)
      ? ''
      : registered
        ? creditCode(random, kind === 'company' ? 1 : kind === 'micro' ? 2 : 3)
        : residentNumber(random, bornOn),
    phone: random.chance(30) ? '' : kind === 'company' ? landlineNumber(random) : mobileNumber(random),
    address: random.chance(30) ? '' : address(random, branch),
    branch,
    officer,
  };
}

/** The loans in order of disbursement, as an export lists them, with their ids. Throws RangeError at a bad plan. */
export function makeBook(plan: BookPlan, buildSchedule: ScheduleBuilder): SampleLoan[] {
  const { loans, seed, asOf } = plan;
  if (!Number.isSafeInteger(loans) || loans < 1)
    throw new RangeError(`loans must be a whole number from 1, not ${loans}`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
  const random = new Random(seed, 0);
  const staff = staffBranches(seed);
  const counts = loansPerBorrower(loans, random);
  const payers = assignPayers(counts.length, random);

  const book: SampleLoan[] = [];
  counts.forEach((count, index) => {
    const own = new Random(seed, index + 1);
    const borrower = makeBorrower(index, asOf, staff, own);
    for (let number = 0; number < count; number++) {
      const payer = number === 0 ? payers[index]! : own.pick(FURTHER_LOANS[payers[index]!]);
      book.push(makeLoan(borrower, payer, asOf, buildSchedule, own));
    }
  });
  book.sort((first, second) => first.terms.disbursedOn - second.terms.disbursedOn);
  book.forEach((loan, index) => {
    const { year, month, day } = civilDateOf(loan.terms.disbursedOn);
    loan.id = `JJ${year * 10000 + month * 100 + day}${String(index + 1).padStart(6, '0')}`;
  });
  return book;
}
