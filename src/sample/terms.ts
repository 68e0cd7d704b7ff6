/** The terms of one loan, set so that the designed payer has the history that makes it what it is. */
import { addMonths, dayOfMonthOf, type EpochDay } from '../domain/civil-date.js';
import { ONCE } from '../domain/loan.js';
import type { PayerKind, Terms } from './model.js';
import { monthsPerPeriod, type Product } from './products.js';
import type { Random } from './random.js';

/** Months from disbursement to the as-of date. */
function monthsElapsed(payer: PayerKind, term: number, period: number, random: Random): number {
  // Whoever stops has some dues behind, but the loan should not have matured much more than a year ago.
  const stopped = (paid: number, late: number) =>
    period === term ? term + late : Math.min(period * (paid + 1) + late, term + 14);
  switch (payer) {
    case 'punctual':
      return period === term ? random.between(1, term - 1) : random.between(2, Math.min(term - 1, 26));
    case 'early':
    case 'overpaying':
    case 'forgetful':
    case 'bounced':
      return random.between(Math.min(3 * period, term - 1), Math.min(term - 1, 24));
    case 'settled':
      return random.chance(300) && period < term ? random.between(period + 1, term - 1) : term + random.between(1, 9);
    case 'hardship':
      return stopped(random.between(1, 6), random.between(2, 12));
    case 'wilful':
      return stopped(random.between(1, 6), random.between(1, 14));
    case 'bad':
      return stopped(0, random.between(1, 16));
    case 'matured_long_ago':
      return term;
  }
}

/**
 * How long before the as-of date an old loan matured. Limitation runs three years from there, so the ages
 * gather around that mark; some lie before the longer period of 2017, some near the twenty-year limit.
 */
function maturityLongAgo(asOf: EpochDay, random: Random): EpochDay {
  const age = random.weighted([
    { weight: 40, years: 3, most: -3, least: -80 },
    { weight: 20, years: 3, most: 0, least: 60 },
    { weight: 25, years: 3, most: 900, least: 90 },
    { weight: 10, years: 9, most: 700, least: 0 },
    { weight: 5, years: 20, most: -10, least: -120 },
  ]);
  return (
    addMonths(asOf, -12 * age.years) - random.between(Math.min(age.least, age.most), Math.max(age.least, age.most))
  );
}

export function setTerms(
  payer: PayerKind,
  product: Product,
  asOf: EpochDay,
  currentlyLate: boolean,
  random: Random,
): Terms {
  const fits = payer === 'settled' || payer === 'matured_long_ago' ? product.terms.filter((term) => term <= 36) : [];
  const term = random.pick(fits.length > 0 ? fits : product.terms);
  const period = monthsPerPeriod(product, term);
  const elapsed = monthsElapsed(payer, term, period, random);

  // A forgetful payer who is late today missed a due date of the last few days.
  let paymentDay = currentlyLate ? dayOfMonthOf(asOf - random.between(2, 8)) : 0;
  let disbursedOn: EpochDay;
  let maturesOn: EpochDay;
  if (payer === 'matured_long_ago') {
    maturesOn = maturityLongAgo(asOf, random);
    disbursedOn = addMonths(maturesOn, -term);
  } else {
    disbursedOn = addMonths(asOf, -elapsed) - random.between(1, 27);
    if (paymentDay === 0 && product.period !== ONCE && random.chance(650)) {
      paymentDay = random.pick([5, 8, 10, 15, 20, 21, 25, 28, 31]);
    }
    maturesOn =
      paymentDay > 0 && random.chance(700) ? addMonths(disbursedOn, term, paymentDay) : addMonths(disbursedOn, term);
  }

  const [leastRate, mostRate] = product.rate;
  const [leastPrincipal, mostPrincipal] = product.principal;
  const span = Math.floor((mostPrincipal - leastPrincipal) / (random.chance(700) ? 4 : 1));
  const markup = random.weighted([
    { weight: 84, percent: 50 },
    { weight: 10, percent: 30 },
    { weight: 6, percent: Number.NaN },
  ]);
  return {
    principal: (leastPrincipal + random.below(span + 1)) * 100_000,
    annualRate: roundRate(random.between(leastRate, mostRate), random) * 10_000,
    penaltyMarkup: markup.percent * 1_000_000,
    disbursedOn,
    maturesOn,
    paymentDay,
  };
}

/** Hundredths of a percent; most rates end in 0 or 5. */
function roundRate(hundredths: number, random: Random): number {
  return random.chance(700) ? hundredths - (hundredths % 5) : hundredths;
}
