/** What an agreement on new terms does in law: to limitation, guarantees, security, the grade and its observation. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts } from '../domain/claim.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { type DatedParameter, valueOn } from '../domain/law.js';
import { emptyInstalments, PARTY_ROLES, RESTRUCTURED, reserveInstalments } from '../domain/loan.js';
import { formatRatePercent } from '../domain/money.js';
import { basisOn } from '../domain/period-trace.js';
import type { ProposedOption } from '../domain/restructuring.js';
import { SUBSTANDARD } from '../domain/risk-grade.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { estimateObservation } from '../rules/observation.js';
import { type LoanAssessment, type LoanBench, openClaim, owedBy } from './assess-loan.js';

export interface EffectsInLaw {
  readonly effects: readonly Reason[];
  readonly missing: readonly MissingFact[];
}

const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;
const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;
const PARTIES_UNKNOWN: MissingFact = { fact: 'parties', because: 'consent-of-parties-unknown' };

/**
 * Of an agreement on the as-of date about the loan that `bench` has open: on new terms, or on the disposal of what the
 * borrower has. `grade`: after contagion.
 */
export function effectsOfRestructuring(
  bench: LoanBench,
  assessment: LoanAssessment,
  grade: number,
  agreedOn: 'new_terms' | 'disposal',
): EffectsInLaw {
  const { terms } = bench;
  const { law, asOf } = terms;
  const effects: Reason[] = [];
  const missing: MissingFact[] = [];
  const tell = <T>(code: string, parameter: DatedParameter<T>, saw: (value: T) => Reason['saw'] = () => ({})) => {
    const value = valueOn(parameter, formatIsoDate(asOf));
    if (value === undefined) missing.push({ fact: `law.${parameter.id}`, because: 'no-law-value-on-date' });
    else effects.push({ code, basis: basisOn(parameter, asOf), saw: saw(value.value) });
  };
  const facts = claimOf(bench, assessment);

  if (assessment.limitation.status === 'defence_available') tell('effect-plea-given-up', law.limitationRevival);
  else tell('effect-limitation-restarts', law.limitationAcknowledgement);

  const { parties, security } = facts;
  if (parties === null) missing.push(PARTIES_UNKNOWN);
  const named = (role: number) => (parties ?? []).filter((party) => party.role === role).map(({ partyId }) => partyId);
  const sureties = named(GUARANTOR).join(', ');
  if (agreedOn === 'disposal') {
    if (sureties !== '') tell('effect-new-debtor', law.guaranteeNewDebtor, () => ({ guarantors: sureties }));
    return { effects, missing };
  }
  if (sureties !== '') {
    tell('effect-guarantor-consent', law.guaranteeExtension, () => ({ guarantors: sureties }));
    tell('effect-guarantor-heavier', law.guaranteeHeavierDebt);
  }
  const owners = named(MORTGAGOR).join(', ');
  if (owners !== '') tell('effect-third-party-security', law.mortgageChangedDebt, () => ({ givers: owners }));
  if (security !== 'none') effects.push({ code: 'effect-register', saw: {} });
  tell('effect-rate', law.interestCeiling, () => ({ rate: formatRatePercent(bench.file.annualRate) }));

  tell('effect-observation', law.observationMinimum, ({ years, repaymentPeriods }) => {
    return { years, repayment_periods: repaymentPeriods };
  });
  if (isUnderObservation(bench, facts)) tell('effect-restructured-again', law.riskGradeRestructuredAgain);
  if (grade !== NO_CODE && grade >= SUBSTANDARD) {
    tell('effect-grade-stays', law.riskGradeUpgrade, ({ repaymentPeriods, months }) => {
      return { repayment_periods: repaymentPeriods, months };
    });
  }
  return { effects, missing };
}

function claimOf(bench: LoanBench, { loan, position }: LoanAssessment): ClaimFacts {
  const owed = owedBy(bench.file, position, bench.terms.asOf);
  return openClaim(bench, loan, owed, position === null ? NO_DAY : position.oldestUnpaidDueOn);
}

/** Whether it was restructured before and that observation is not over. */
function isUnderObservation({ instalments, terms }: LoanBench, facts: ClaimFacts): boolean {
  const { asOf, law, policy } = terms;
  const answer = estimateObservation(facts, instalments, law, policy.limitation, asOf);
  return answer !== null && answer.status !== 'not_subject';
}

/** Last day of the least observation of an option that is signed on `signedOn`; NO_DAY where it is not offered or not known. */
export function observedUntil(
  bench: LoanBench,
  assessment: LoanAssessment,
  proposed: ProposedOption,
  signedOn: EpochDay,
): EpochDay {
  if (proposed.kind !== 'offered') return NO_DAY;
  const rows = proposed.terms.schedule.filter(({ number }) => number > 0);
  const instalments = emptyInstalments();
  reserveInstalments(instalments, rows.length);
  for (const [at, { dueOn }] of rows.entries()) instalments.dueOn[at] = dueOn;
  instalments.count = rows.length;
  const { law, policy } = bench.terms;
  const facts: ClaimFacts = {
    ...claimOf(bench, assessment),
    owed: proposed.terms.total,
    restructuredOn: signedOn,
    oldestUnpaidDueOn: NO_DAY,
    status: RESTRUCTURED,
    acts: [],
  };
  return estimateObservation(facts, instalments, law, policy.limitation, signedOn)?.baseOn ?? NO_DAY;
}
