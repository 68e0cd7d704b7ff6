/** What stands behind a loan: guarantors, co-borrowers, mortgagors, and things pledged. */
import { addMonths, formatIsoDate } from '../domain/civil-date.js';
import { BORROWER_KINDS, INDIVIDUAL } from '../domain/loan.js';
import { type Fen, roundToFen } from '../domain/money.js';
import { landlineNumber, mobileNumber } from './identity.js';
import type { PayerKind, SampleBorrower, SampleCollateral, SampleParty, Terms } from './model.js';
import { companyName, personName } from './names.js';
import { address } from './places.js';
import type { Product } from './products.js';
import type { Random } from './random.js';

/** Percent of the principal that the security is worth, by who pays how: those who could pay are well covered. */
const COVER: Partial<Record<PayerKind, readonly [number, number]>> = {
  wilful: [115, 190],
  hardship: [35, 95],
  bad: [15, 70],
  matured_long_ago: [30, 120],
};

const DESCRIPTIONS: Readonly<Record<string, readonly string[]>> = {
  住宅: ['三室两厅住宅一套', '两室一厅住宅一套', '自建房一栋'],
  商铺: ['临街商铺一间', '商场二楼商铺两间'],
  厂房: ['标准厂房及土地使用权', '钢结构厂房一座'],
  车辆: ['小型轿车一辆', '轻型货车一辆'],
  设备: ['数控机床四台', '包装生产线一条', '注塑机六台'],
  林权: ['柑橘园八十亩', '用材林一百二十亩'],
  存货: ['钢材库存', '粮食库存'],
  应收账款: ['应收货款,三家买方'],
};

/** A value in whole thousands of yuan. */
function worthOf(principal: Fen, percent: number): Fen {
  return roundToFen(principal, percent, 10_000_000) * 100_000;
}

export interface Security {
  readonly parties: SampleParty[];
  readonly collateral: SampleCollateral[];
  /** What the loans file itself says of collateral; the value is never given in both files. */
  readonly statedKind: string;
  readonly statedValue: Fen;
}

export function secure(
  borrower: SampleBorrower,
  payer: PayerKind,
  product: Product,
  terms: Terms,
  random: Random,
): Security {
  const parties: SampleParty[] = [];
  const collateral: SampleCollateral[] = [];
  const [leastCover, mostCover] = COVER[payer] ?? [90, 170];
  let statedKind = '';
  let statedValue = Number.NaN;

  const kind =
    product.collateral || (payer === 'wilful' || random.chance(60) ? random.pick(['车辆', '存货', '应收账款']) : '');
  if (kind !== '') {
    statedKind = kind;
    const value = worthOf(terms.principal, random.between(leastCover, mostCover));
    if (random.chance(350)) {
      statedValue = value;
    } else {
      const whole = {
        description: random.pick(DESCRIPTIONS[kind]!),
        registeredOn: terms.disbursedOn - random.between(0, 9),
      };
      collateral.push({ kind, value, ...whole });
      if (random.chance(120))
        collateral.push({ ...whole, kind: '存单', description: '定期存单一张', value: worthOf(terms.principal, 5) });
    }
    if (random.chance(150)) parties.push(person('mortgagor', borrower, terms, random));
  }
  if (random.chance(product.guaranteed)) {
    const count = random.chance(200) ? 2 : 1;
    for (let index = 0; index < count; index++) parties.push(guarantor(borrower, terms, random));
  }
  if (borrower.kind === INDIVIDUAL && random.chance(product.assetClass === 'mortgage' ? 500 : 90)) {
    parties.push(person('co_borrower', borrower, terms, random));
  }
  if (BORROWER_KINDS[borrower.kind - 1] === 'micro' && random.chance(150)) {
    parties.push({ ...person('borrower', borrower, terms, random), name: borrower.name, phone: borrower.phone });
  }
  return { parties, collateral, statedKind, statedValue };
}

function person(role: SampleParty['role'], borrower: SampleBorrower, terms: Terms, random: Random): SampleParty {
  return {
    id: '',
    name: personName(random),
    role,
    guaranteeMode: '',
    guaranteePeriod: '',
    signedOn: terms.disbursedOn - random.between(0, 12),
    phone: random.chance(900) ? mobileNumber(random) : '',
    address: random.chance(700) ? address(random, borrower.branch) : '',
  };
}

function guarantor(borrower: SampleBorrower, terms: Terms, random: Random): SampleParty {
  const company = borrower.kind !== INDIVIDUAL && random.chance(350);
  const mode = random.weighted([
    { weight: 70, mode: 'joint' as const },
    { weight: 18, mode: 'general' as const },
    { weight: 12, mode: 'unstated' as const },
  ]).mode;
  const period = random.weighted([
    { weight: 34, period: '36 months' },
    { weight: 22, period: '24 months' },
    { weight: 10, period: '6 months' },
    { weight: 12, period: 'unstated' },
    { weight: 8, period: 'until_paid_off' },
    { weight: 4, period: 'none' },
    { weight: 10, period: formatIsoDate(addMonths(terms.maturesOn, random.pick([6, 12, 24, 36]))) },
  ]).period;
  return {
    ...person('guarantor', borrower, terms, random),
    ...(company ? { name: companyName(random, '云江'), phone: landlineNumber(random) } : {}),
    guaranteeMode: mode,
    guaranteePeriod: period,
  };
}
