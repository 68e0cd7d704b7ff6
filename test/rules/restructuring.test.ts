import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import { REPAYMENT_METHODS } from '../../src/domain/loan.js';
import { formatFen, RATE_UNIT } from '../../src/domain/money.js';
import type {
  LoanInDistress,
  NewInstalment,
  ProposedOption,
  RestructuringTerms,
} from '../../src/domain/restructuring.js';
import { proposeOptions } from '../../src/rules/restructuring.js';
import { buildSchedule } from '../../src/rules/schedule.js';
import { CONVENTIONS, day, fen, loanOf, readCases, type Terms } from './one-loan.js';

const TERMS: RestructuringTerms = {
  extensionLimits: [
    { termToMonths: 12, mostShareOfTerm: RATE_UNIT, mostMonths: 12 },
    { termToMonths: 60, mostShareOfTerm: RATE_UNIT / 2, mostMonths: 30 },
    { termToMonths: Number.POSITIVE_INFINITY, mostShareOfTerm: RATE_UNIT, mostMonths: 36 },
  ],
  extendsMatured: true,
  recoveryPassedDays: 30,
  mostGraceMonths: 24,
  leastRepaymentMonths: 6,
  keepTermFromMonths: 12,
  downPaymentShare: 0,
  waivedInterestShare: 0,
  waivedPenaltyShare: RATE_UNIT / 2,
  waivedCompoundShare: RATE_UNIT / 2,
  interestInstalments: 3,
  methods: [1, 2],
  periodWithoutOwn: 1,
  disposal: [],
};

type Row = Readonly<Record<string, string>>;

/** `waived_penalty=1 most_grace=5`: shares from 0 to 1. */
function termsOf(policy: string): RestructuringTerms {
  const set = new Map(policy.split(' ').map((pair) => pair.split('=') as [string, string]));
  const share = (name: string, usual: number) => {
    const written = set.get(name);
    return written === undefined ? usual : Math.round(Number(written) * RATE_UNIT);
  };
  const known = ['', 'waived_interest', 'waived_penalty', 'waived_compound', 'down_payment'];
  known.push('interest_instalments', 'most_grace', 'extends_matured');
  for (const name of set.keys()) if (!known.includes(name)) throw new Error(`no such setting: ${name}`);
  return {
    ...TERMS,
    waivedInterestShare: share('waived_interest', TERMS.waivedInterestShare),
    waivedPenaltyShare: share('waived_penalty', TERMS.waivedPenaltyShare),
    waivedCompoundShare: share('waived_compound', TERMS.waivedCompoundShare),
    downPaymentShare: share('down_payment', TERMS.downPaymentShare),
    interestInstalments: Number(set.get('interest_instalments') ?? TERMS.interestInstalments),
    mostGraceMonths: Number(set.get('most_grace') ?? TERMS.mostGraceMonths),
    extendsMatured: set.get('extends_matured') !== 'no',
  };
}

const amountOf = (cell: string) => (cell === '' ? Number.NaN : fen(cell));

function distressOf(row: Row): LoanInDistress {
  const rate = row['annual_rate_percent']!;
  const loan = loanOf({
    principal: fen(row['principal']!),
    ...(rate === '' ? {} : { ratePercent: Number(rate) }),
    disbursedOn: day(row['disbursed_on']!),
    maturesOn: day(row['matures_on']!),
    method: row['repayment_method'] as NonNullable<Terms['method']>,
    period: row['period'] as NonNullable<Terms['period']>,
    paymentDay: Number(row['payment_day']),
  });
  return {
    loan,
    asOf: day(row['as_of']!),
    claim: {
      principal: fen(row['principal']!),
      interest: fen(row['interest']!),
      fee: fen(row['fee']!),
      penalty: amountOf(row['penalty']!),
      compound: amountOf(row['compound']!),
    },
    contractTotal: amountOf(row['contract_total']!),
    unpaidInstalments: Number(row['unpaid_instalments']),
    agreedInstalment: fen(row['agreed_instalment']!),
    maturesOn: day(row['matures_on']!),
    ableOn: row['able_on'] === '' ? NO_DAY : day(row['able_on']!),
  };
}

/** `changed_method:equal_principal` names one of several. */
function optionOf(row: Row, options: readonly ProposedOption[]): ProposedOption {
  const [option, method] = row['option']!.split(':');
  const found = options.filter(
    (each) => each.option === option && (method === undefined || REPAYMENT_METHODS[each.method - 1] === method),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

const line = (row: NewInstalment | undefined) =>
  row === undefined
    ? ''
    : [formatIsoDate(row.dueOn), ...[row.principal, row.interest, row.arrears].map(formatFen)].join(' ');

const paid = ({ principal, interest, arrears }: NewInstalment) => principal + interest + arrears;

it('a period that the policy states for a blank one is the loan’s own', () => {
  const rows = readCases('restructuring').filter(({ period }) => period === 'quarterly' || period === 'monthly');
  expect(new Set(rows.map(({ period }) => period)).size).toBe(2);
  for (const row of rows) {
    const conventions = { ...CONVENTIONS, periodWhenBlank: row['period'] as 'monthly' | 'quarterly' };
    const terms = termsOf(row['policy']!);
    const blank = proposeOptions(distressOf({ ...row, period: '' }), terms, conventions, buildSchedule);
    expect(blank).toEqual(proposeOptions(distressOf(row), terms, conventions, buildSchedule));
  }
});

describe('proposals worked out apart (test/cases/restructuring.csv)', () => {
  it.each(readCases('restructuring'))('$case', (row) => {
    const options = proposeOptions(distressOf(row), termsOf(row['policy']!), CONVENTIONS, buildSchedule);
    const option = optionOf(row, options);
    expect(option.kind).toBe(row['standing']);
    if (option.kind === 'undetermined') expect(option.missing.map(({ fact }) => fact)).toContain(row['why']);
    if (option.kind === 'refused') expect(option.because.code).toBe(row['why']);
    if (option.kind !== 'offered') return;
    const { terms } = option;
    const later = terms.schedule.filter(({ number }) => number > 0);
    expect({
      matures_new: formatIsoDate(terms.maturesOn),
      extended_months: String(terms.extendedMonths),
      latest_maturity_on: formatIsoDate(terms.latestMaturityOn),
      instalments: String(later.length),
      first: line(later[0]),
      full: line(later.find(({ dueOn }) => dueOn >= day(row['able_on']!))),
      last: line(later.at(-1)),
      interest_total: formatFen(terms.interest),
      waived: formatFen(terms.waivedInterest + terms.waivedPenalty + terms.waivedCompound),
      down_payment: formatFen(terms.downPayment),
      deferred: formatFen(terms.deferred),
      present_value: formatFen(terms.presentValue),
      cost: formatFen(terms.cost),
      change_of_receipts: formatFen(terms.changeOfReceipts),
    }).toEqual(
      Object.fromEntries(
        [
          ...['matures_new', 'extended_months', 'latest_maturity_on', 'instalments', 'first', 'full', 'last'],
          ...['interest_total', 'waived', 'down_payment', 'deferred', 'present_value', 'cost', 'change_of_receipts'],
        ].map((name) => [name, row[name]]),
      ),
    );
  });

  it('asks every option, and every standing', () => {
    const rows = readCases('restructuring');
    const asked = new Set(rows.map((row) => row['option']!.split(':')[0]));
    expect([...asked].sort()).toEqual(['changed_method', 'extension', 'principal_first']);
    expect(new Set(rows.map((row) => row['standing']))).toEqual(new Set(['offered', 'refused', 'undetermined']));
  });
});

const AS_OF = day('2026-11-20');

/** Any overdue loan, with the lender's limits. */
const anyDistress = fc
  .record({
    principal: fc.integer({ min: 1, max: 50_000_000_00 }),
    arrears: fc.array(fc.integer({ min: 0, max: 1_000_000_00 }), { minLength: 4, maxLength: 4 }),
    ratePercent: fc.integer({ min: 0, max: 2400 }).map((hundredths) => hundredths / 100),
    method: fc.constantFrom('equal_instalment' as const, 'equal_principal', 'interest_only', 'bullet'),
    period: fc.constantFrom('monthly' as const, 'quarterly', 'yearly', 'once'),
    paymentDay: fc.integer({ min: 0, max: 31 }),
    age: fc.integer({ min: 60, max: 4000 }),
    term: fc.integer({ min: 30, max: 5000 }),
    ableIn: fc.integer({ min: 0, max: 760 }),
    unpaid: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ principal, arrears, ableIn, unpaid, age, term, ...given }): LoanInDistress => {
    const disbursedOn = AS_OF - age;
    const [interest, fee, penalty, compound] = arrears as [number, number, number, number];
    return {
      loan: loanOf({ principal, disbursedOn, maturesOn: disbursedOn + term, ...given }),
      asOf: AS_OF,
      claim: { principal, interest, fee, penalty, compound },
      contractTotal: principal + interest + fee + penalty + compound,
      unpaidInstalments: unpaid,
      agreedInstalment: 100,
      maturesOn: disbursedOn + term,
      ableOn: AS_OF + ableIn,
    };
  });

function offered(distress: LoanInDistress, terms = TERMS) {
  const options = proposeOptions(distress, terms, CONVENTIONS, buildSchedule);
  return options.flatMap((option) => (option.kind === 'offered' ? [option] : []));
}

describe('whatever the loan', () => {
  it('the schedule repays the principal to the fen and everything that is not waived', () => {
    fc.assert(
      fc.property(anyDistress, fc.integer({ min: 0, max: 100 }), (distress, percent) => {
        const { principal, interest, fee, penalty, compound } = distress.claim;
        for (const { terms } of offered(distress, { ...TERMS, downPaymentShare: percent * 1_000_000 })) {
          const waived = terms.waivedInterest + terms.waivedPenalty + terms.waivedCompound;
          const sum = (of: (row: NewInstalment) => number) => terms.schedule.reduce((all, row) => all + of(row), 0);
          expect(sum((row) => row.principal)).toBe(principal);
          expect(sum((row) => row.arrears)).toBe(interest + fee + penalty + compound - waived);
          expect(sum(paid)).toBe(terms.total);
          for (const row of terms.schedule) {
            expect(Math.min(row.principal, row.interest, row.arrears)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('dates rise, no principal falls due before ability returns, and none after the limit', () => {
    fc.assert(
      fc.property(anyDistress, (distress) => {
        for (const { terms } of offered(distress)) {
          const days = terms.schedule.map(({ dueOn }) => dueOn);
          expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
          expect(terms.maturesOn).toBeLessThanOrEqual(terms.latestMaturityOn);
          expect(days.at(-1)).toBeLessThanOrEqual(terms.latestMaturityOn);
          for (const row of terms.schedule) {
            if (row.principal > 0) expect(row.dueOn).toBeGreaterThanOrEqual(distress.ableOn);
          }
        }
      }),
    );
  });

  it('more waiver never raises what is to be paid, and never lowers the cost', () => {
    const share = fc.integer({ min: 0, max: RATE_UNIT });
    fc.assert(
      fc.property(anyDistress, share, share, (distress, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const first = (waivedPenaltyShare: number) =>
          offered(distress, { ...TERMS, waivedPenaltyShare }).find(({ option }) => option === 'principal_first')?.terms;
        const mild = first(less);
        const generous = first(more);
        expect(generous === undefined).toBe(mild === undefined);
        if (mild === undefined || generous === undefined) return;
        expect(generous.total).toBeLessThanOrEqual(mild.total);
        expect(generous.cost).toBeGreaterThanOrEqual(mild.cost);
      }),
    );
  });

  it('a schedule that waives and defers nothing costs nothing but the rounding of its parts', () => {
    fc.assert(
      fc.property(anyDistress, (distress) => {
        const clean = { ...distress.claim, interest: 0, fee: 0, penalty: 0, compound: 0 };
        for (const { option, terms } of offered({ ...distress, claim: clean })) {
          if (option === 'principal_first') continue;
          // Half a fen for each date, also for those on which so little accrues that nothing is due.
          expect(Math.abs(terms.cost)).toBeLessThanOrEqual((terms.maturesOn - AS_OF) / 28 / 2 + 1);
        }
      }),
    );
  });

  it('an unknown amount or day leaves every option undetermined', () => {
    fc.assert(
      fc.property(anyDistress, fc.constantFrom('penalty', 'ableOn'), (distress, unknown) => {
        const known =
          unknown === 'ableOn'
            ? { ...distress, ableOn: NO_DAY }
            : { ...distress, claim: { ...distress.claim, penalty: Number.NaN } };
        const options = proposeOptions(known, TERMS, CONVENTIONS, buildSchedule);
        expect(options.every(({ kind }) => kind === 'undetermined')).toBe(true);
      }),
    );
  });
});
