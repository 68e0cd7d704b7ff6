/** A restructuring proposal for machines: contract names, ISO dates, decimal yuan, null for what is not known. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { BORROWER_SUBTYPES } from '../domain/evidence.js';
import { REPAYMENT_METHODS } from '../domain/loan.js';
import { formatFen } from '../domain/money.js';
import type { NewTerms } from '../domain/restructuring.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { typeName } from '../triage/explain-loan.js';
import { claimedOn } from '../triage/loan-in-distress.js';
import type { BorrowerProposal, OptionWithObservation } from '../triage/propose-restructuring.js';
import { describeReason } from '../write/words.js';
import { articleOf } from './deadline-rows.js';
import type { OpenBook } from './open-book.js';

const day = (value: number) => formatIsoDate(value) || null;
const money = (value: number) => formatFen(value) || null;
const number = (value: number) => (Number.isNaN(value) ? null : value);
const methodName = (method: number) => REPAYMENT_METHODS[method - 1] ?? null;

export function proposalJson(open: OpenBook, proposal: BorrowerProposal): unknown {
  const { portfolio, terms, listLanguage } = open;
  const { typing, treatment, nextStep } = proposal;
  const tell = (reason: Reason) => ({
    code: reason.code,
    text: describeReason(reason, listLanguage, open.places),
    saw: reason.saw,
    article: reason.basis === undefined ? null : (articleOf(reason.basis, terms.law) ?? null),
  });
  return {
    borrower_id: borrowerIdOf(portfolio.borrowerIds, proposal.borrower),
    as_of: day(terms.asOf),
    borrower_type: typeName(typing) || null,
    borrower_subtype: typing === null ? null : BORROWER_SUBTYPES[typing.subtype] || null,
    retyped: typing?.retyped ?? null,
    verdict: proposal.verdict,
    because: tell(proposal.because),
    missing: proposal.missing,
    recovery_months: number(proposal.recoveryMonths),
    answered_on: day(proposal.answeredOn),
    able_on: day(proposal.ableOn),
    hardship_verified: Number.isNaN(proposal.hardshipVerified) ? null : proposal.hardshipVerified === 1,
    current_loans: proposal.currentLoans,
    loans: proposal.loans.map(({ loan, claim, missing, daysPastDue, options, effects }) => ({
      loan_id: textOf(portfolio.loanIds, loan),
      days_past_due: number(daysPastDue),
      missing,
      owed:
        claim === null
          ? null
          : {
              principal: money(claim.principal),
              interest: money(claim.interest),
              fee: money(claim.fee),
              penalty: money(claim.penalty),
              compound: money(claim.compound),
              total: money(claimedOn(claim)),
            },
      options: options.map((option) => optionJson(option, tell)),
      effects: effects.effects.map(tell),
      effects_missing: effects.missing,
    })),
    totals: proposal.totals.map((total) => ({
      option: total.option,
      repayment_method: total.option === 'extension' ? null : methodName(total.method),
      loans: total.loans,
      owed: money(total.claimed),
      waived: money(total.waived),
      deferred: money(total.deferred),
      instalment_before: money(total.instalmentBefore),
      greatest_instalment: money(total.greatestInstalment),
      cost_at_present_value: money(total.cost),
      change_of_receipts: money(total.changeOfReceipts),
    })),
    disposal: proposal.disposal.map(({ way, title, source, standing, because, missing }) => ({
      way,
      title: title[listLanguage],
      source,
      standing,
      because: because.map(tell),
      missing,
    })),
    handling: treatment === null || proposal.isOnHold ? [] : treatment.handling.map((step) => step[listLanguage]),
    next_step: nextStep === null ? null : { step: nextStep.step.id, by: day(nextStep.by) },
  };
}

function optionJson({ proposed, observedUntil }: OptionWithObservation, tell: (reason: Reason) => unknown): unknown {
  const { option, method, kind } = proposed;
  const named = { option, repayment_method: methodName(method), standing: kind };
  const nothing: readonly MissingFact[] = [];
  if (kind === 'refused') return { ...named, because: tell(proposed.because), missing: nothing, terms: null };
  if (kind === 'undetermined') return { ...named, because: null, missing: proposed.missing, terms: null };
  const observed = { observed_until_at_least: day(observedUntil) };
  return { ...named, because: null, missing: nothing, terms: { ...termsJson(proposed.terms), ...observed } };
}

function termsJson(terms: NewTerms) {
  return {
    matures_on: day(terms.maturesOn),
    extended_months: terms.extendedMonths,
    latest_maturity_on: day(terms.latestMaturityOn),
    principal_from: day(terms.firstFullOn),
    instalment_before: money(terms.instalmentBefore),
    instalment_until_able: money(terms.instalmentInGrace),
    instalment_after: money(terms.instalmentAfter),
    greatest_instalment: money(terms.greatestInstalment),
    due_until_able: money(terms.dueUntilAble),
    waived_interest: money(terms.waivedInterest),
    waived_penalty: money(terms.waivedPenalty),
    waived_compound: money(terms.waivedCompound),
    down_payment: money(terms.downPayment),
    deferred: money(terms.deferred),
    present_value: money(terms.presentValue),
    cost_at_present_value: money(terms.cost),
    principal: money(terms.principal),
    interest: money(terms.interest),
    arrears: money(terms.arrears),
    total: money(terms.total),
    change_of_receipts: money(terms.changeOfReceipts),
    schedule: terms.schedule.map((row) => ({
      number: row.number,
      due_on: day(row.dueOn),
      principal: money(row.principal),
      interest: money(row.interest),
      arrears: money(row.arrears),
      total: money(row.principal + row.interest + row.arrears),
    })),
  };
}
