/** What the pack says of restructuring, as the rule takes it: names to codes, shares to whole units. */
import { PERIODS, REPAYMENT_METHODS } from '../domain/loan.js';
import { RATE_UNIT } from '../domain/money.js';
import type { RestructuringTerms } from '../domain/restructuring.js';
import type { PolicySettings } from './schema.js';

export function compileRestructuring(written: PolicySettings['restructuring']): RestructuringTerms {
  const { waived_shares: waived } = written;
  return {
    extensionLimits: written.extension_limits.map((limit) => ({
      termToMonths: limit.term_to_months === 'open' ? Number.POSITIVE_INFINITY : limit.term_to_months,
      mostShareOfTerm: unitsOf(limit.most_share_of_term),
      mostMonths: limit.most_months,
    })),
    extendsMatured: written.extend_matured_loans === true || written.extend_matured_loans === 'yes',
    recoveryPassedDays: written.recovery_passed_days,
    mostGraceMonths: written.most_grace_months,
    leastRepaymentMonths: written.least_repayment_months,
    keepTermFromMonths: written.keep_term_from_months,
    downPaymentShare: unitsOf(written.down_payment_share),
    waivedInterestShare: unitsOf(waived.interest),
    waivedPenaltyShare: unitsOf(waived.penalty),
    waivedCompoundShare: unitsOf(waived.compound),
    interestInstalments: written.interest_instalments,
    methods: written.methods.map((method) => REPAYMENT_METHODS.indexOf(method) + 1),
    periodWithoutOwn: PERIODS.indexOf(written.period_without_own) + 1,
    disposal: written.disposal,
  };
}

/** A share of 0–1 in units of 1e-8. */
function unitsOf(share: number): number {
  return Math.round(share * RATE_UNIT);
}
