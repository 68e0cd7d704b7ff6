/** One synthetic loan from its borrower and designed payer: terms, schedule, receipts, security and log. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import {
  AUTO_DEBIT,
  BORROWER_KINDS,
  COMPANY,
  COUNTER,
  emptyInstalments,
  GIVEN_SCHEDULE,
  type GivenInstalmentColumns,
  INDIVIDUAL,
  type Instalments,
  type LoanFile,
  MONTHLY,
  ONCE,
  type PaymentColumns,
  TRANSFER,
  YEARLY,
} from '../domain/loan.js';
import { Account } from './account.js';
import { logEvents } from './events.js';
import { fillInstalments, planInstalments, replanInstalments } from './given.js';
import type { GivenInstalment, PayerKind, SampleBorrower, SampleLoan, ScheduleBuilder, Terms } from './model.js';
import { pay } from './payers.js';
import { monthsPerPeriod, PRODUCTS, type Product } from './products.js';
import type { Random } from './random.js';
import { secure } from './security.js';
import { setTerms } from './terms.js';

const NO_PAYMENTS: PaymentColumns = {
  paidOn: new Int32Array(0),
  amount: new Float64Array(0),
  penaltyPart: new Float64Array(0),
  feePart: new Float64Array(0),
  channel: new Uint8Array(0),
  line: new Uint32Array(0),
};
const NO_PLAN: GivenInstalmentColumns = {
  dueOn: new Int32Array(0),
  principal: new Float64Array(0),
  interest: new Float64Array(0),
  fee: new Float64Array(0),
};

/** Working memory, refilled for every loan. */
const SCRATCH = emptyInstalments();
const REPLANNED = emptyInstalments();

const CARE_NOTES = [
  '听力不便,请发短信',
  '只会说方言',
  '视力残疾,文书请当面宣读',
  '清真饮食,尊重习俗',
  '"高龄客户",由子女陪同面谈',
];

/** Payers whose habit shows only where instalments come often. */
const NEEDS_FREQUENT_DUES: ReadonlySet<PayerKind> = new Set(['early', 'overpaying', 'forgetful', 'bounced']);

function chooseProduct(borrower: SampleBorrower, payer: PayerKind, currentlyLate: boolean, random: Random): Product {
  const kind = BORROWER_KINDS[borrower.kind - 1]!;
  return random.weighted(
    PRODUCTS.filter((product) => {
      if (!product.takenBy.includes(kind)) return false;
      if (currentlyLate) return product.period === MONTHLY;
      if (NEEDS_FREQUENT_DUES.has(payer)) return product.period !== ONCE && product.period !== YEARLY;
      return !(payer === 'matured_long_ago' || payer === 'settled') || product.terms.some((term) => term <= 36);
    }),
  );
}

function loanFileOf(terms: Terms, product: Product): LoanFile {
  return {
    ...terms,
    index: 0,
    acceleratedOn: NO_DAY,
    restructuredOn: NO_DAY,
    bankruptOn: NO_DAY,
    isBankruptcyUndated: false,
    method: product.method,
    period: product.period,
    assetClass: 0,
    status: 0,
    hold: 0,
    payments: NO_PAYMENTS,
    paymentsFrom: 0,
    paymentsUntil: 0,
    given: NO_PLAN,
    givenFrom: 0,
    givenUntil: 0,
  };
}

interface Contract {
  readonly terms: Terms;
  readonly instalments: Instalments;
  readonly given: readonly GivenInstalment[];
  readonly restructuredOn: EpochDay;
}

function signContract(
  payer: PayerKind,
  product: Product,
  asOf: EpochDay,
  currentlyLate: boolean,
  buildSchedule: ScheduleBuilder,
  random: Random,
): Contract {
  const terms = setTerms(payer, product, asOf, currentlyLate, random);
  const instalments = SCRATCH;
  let given: readonly GivenInstalment[] = [];
  if (product.method === GIVEN_SCHEDULE) {
    given = planInstalments(terms, monthsPerPeriod(product, 0), random);
    fillInstalments(given, instalments);
  } else {
    buildSchedule(loanFileOf(terms, product), instalments);
    if (instalments.count === 0) throw new RangeError(`no schedule could be built for ${product.name}`);
  }
  const contract = { terms, instalments, given, restructuredOn: NO_DAY };
  return payer === 'hardship' && random.chance(220) ? restructure(contract, asOf, random) : contract;
}

/** Replaces what was not paid by a new plan, where the first default lies far enough back. */
function restructure(contract: Contract, asOf: EpochDay, random: Random): Contract {
  const { instalments, terms } = contract;
  const paid = Math.floor(instalments.count / 3);
  const restructuredOn = instalments.dueOn[paid]! + random.between(20, 60);
  if (restructuredOn > asOf - 75) return contract;
  const given = replanInstalments(instalments, paid, restructuredOn, terms, random.pick([12, 18, 24]));
  const replaced = REPLANNED;
  fillInstalments(given, replaced);
  return { terms: { ...terms, maturesOn: given.at(-1)!.dueOn }, instalments: replaced, given, restructuredOn };
}

function chooseHold(payer: PayerKind, borrower: SampleBorrower, random: Random): string {
  const delinquent = payer === 'hardship' || payer === 'wilful' || payer === 'bad';
  if (!delinquent || !random.chance(120)) return random.chance(700) ? 'none' : '';
  if (borrower.kind === COMPANY) return random.pick(['bankruptcy', 'dispute']);
  if (borrower.kind === INDIVIDUAL && payer !== 'wilful') return random.pick(['deceased', 'cease']);
  return random.pick(['dispute', 'cease']);
}

function chooseStatus(payer: PayerKind, daysPastDue: number, restructured: boolean, random: Random): string {
  if (payer === 'settled') return 'settled';
  if (restructured) return 'restructured';
  if (daysPastDue > 540 && (payer === 'bad' || payer === 'matured_long_ago') && random.chance(300))
    return 'written_off';
  return random.chance(30) ? '' : 'active';
}

/** A loan of `borrower`, who pays as `payer` does; its id is given later. */
export function makeLoan(
  borrower: SampleBorrower,
  payer: PayerKind,
  asOf: EpochDay,
  buildSchedule: ScheduleBuilder,
  random: Random,
): SampleLoan {
  const currentlyLate = payer === 'forgetful' && random.chance(500);
  const product = chooseProduct(borrower, payer, currentlyLate, random);
  const { terms, instalments, given, restructuredOn } = signContract(
    payer,
    product,
    asOf,
    currentlyLate,
    buildSchedule,
    random,
  );

  const account = new Account(instalments, terms);
  // Whoever stopped did so long enough ago for it to show.
  const due = account.dueBy(asOf - 35) || account.dueBy(asOf);
  pay(
    account,
    payer,
    {
      asOf,
      currentlyLate,
      channel: random.weighted([
        { weight: 70, channel: AUTO_DEBIT },
        { weight: 20, channel: TRANSFER },
        { weight: 10, channel: COUNTER },
      ]).channel,
      showsParts: random.chance(600),
      paidBefore: random.between(Math.min(1, due - 1), due - 1),
    },
    random,
  );

  const before = account.reportOn(asOf, NO_DAY);
  const runsOn = terms.maturesOn > asOf && (payer === 'wilful' || payer === 'bad') && before.daysPastDue > 120;
  const acceleratedOn =
    runsOn && random.chance(450) ? before.oldestUnpaidDueOn + random.between(92, before.daysPastDue - 5) : NO_DAY;
  const reported = payer === 'settled' ? NOTHING_REPORTED : account.reportOn(asOf, acceleratedOn);
  const restructured = restructuredOn !== NO_DAY;
  const status = chooseStatus(payer, reported.daysPastDue, restructured, random);
  const hold = chooseHold(payer, borrower, random);
  const security = secure(borrower, payer, product, terms, random);
  return {
    id: '',
    borrower,
    payer,
    product,
    terms,
    method: restructured ? GIVEN_SCHEDULE : product.method,
    period: restructured ? MONTHLY : product.period,
    status,
    acceleratedOn,
    restructuredOn,
    hold,
    careNote: random.chance(40) ? random.pick(CARE_NOTES) : '',
    collateralKind: security.statedKind,
    collateralValue: security.statedValue,
    reported,
    receipts: account.receipts,
    given,
    parties: security.parties,
    collateral: security.collateral,
    events: logEvents(
      { asOf, payer, borrower, terms, reported, receipts: account.receipts, parties: security.parties, hold, status },
      random,
    ),
  };
}

const NOTHING_REPORTED = {
  daysPastDue: 0,
  overduePrincipal: 0,
  overdueInterest: 0,
  outstandingPrincipal: 0,
  oldestUnpaidDueOn: NO_DAY,
};
