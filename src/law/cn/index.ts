/** The law of mainland China that the rules need. One legal question per file. */
import type { Law } from '../../domain/law.js';
import { bankruptcyAcceptance } from './bankruptcy-acceptance.js';
import { businessDaysOfChina } from './business-days.js';
import { cardPrincipalFirstFromDpd } from './card-principal-first.js';
import { conductEffectiveCalls } from './conduct-effective-calls.js';
import { conductQuietHours } from './conduct-quiet-hours.js';
import { conductQuietHoursOnline } from './conduct-quiet-hours-online.js';
import { conductThirdParties } from './conduct-third-parties.js';
import { conductUnansweredAttempts } from './conduct-unanswered-attempts.js';
import { conductVisitStaff } from './conduct-visit-staff.js';
import { enforcementAfterClosedRound } from './enforcement-after-closed-round.js';
import { enforcementInstalmentAnchor } from './enforcement-instalment-anchor.js';
import { enforcementInterruption } from './enforcement-interruption.js';
import { enforcementSuspensionTail } from './enforcement-suspension-tail.js';
import { enforcementSuspensionWindowMonths } from './enforcement-suspension-window.js';
import { enforcementYears } from './enforcement-years.js';
import { guaranteeEnforcementWaitYears } from './guarantee-enforcement-wait.js';
import { guaranteeExercise } from './guarantee-exercise.js';
import { guaranteeExtension } from './guarantee-extension.js';
import { guaranteeHeavierDebt } from './guarantee-heavier-debt.js';
import { guaranteeLimitationStart } from './guarantee-limitation-start.js';
import { guaranteeModeDefault } from './guarantee-mode-default.js';
import { guaranteeNewDebtor } from './guarantee-new-debtor.js';
import { guaranteePeriodDefaultMonths } from './guarantee-period-default.js';
import { guaranteePeriodFixed } from './guarantee-period-fixed.js';
import { guaranteePeriodTransition } from './guarantee-period-transition.js';
import { guaranteePeriodUnclearMonths } from './guarantee-period-unclear.js';
import { guaranteeWithdrawnSuit } from './guarantee-withdrawn-suit.js';
import { interestCeiling } from './interest-ceiling.js';
import { limitationAcknowledgement } from './limitation-acknowledgement.js';
import { limitationAssignment } from './limitation-assignment.js';
import { limitationAutoDebit } from './limitation-auto-debit.js';
import { limitationCardDemand } from './limitation-card-demand.js';
import { limitationDemand } from './limitation-demand.js';
import { limitationExpiry } from './limitation-expiry.js';
import { limitationGuarantorDemand } from './limitation-guarantor-demand.js';
import { limitationInstalmentAnchor } from './limitation-instalment-anchor.js';
import { limitationJointDebtors } from './limitation-joint-debtors.js';
import { limitationLongStopYears } from './limitation-long-stop.js';
import { limitationMicroLender } from './limitation-micro-lender.js';
import { limitationOnDemandStart } from './limitation-on-demand-start.js';
import { limitationPartPayment } from './limitation-part-payment.js';
import { limitationPartialDemand } from './limitation-partial-demand.js';
import { limitationProcedure } from './limitation-procedure.js';
import { limitationPublication } from './limitation-publication.js';
import { limitationRevival } from './limitation-revival.js';
import { limitationSuspensionTail } from './limitation-suspension-tail.js';
import { limitationSuspensionWindowMonths } from './limitation-suspension-window.js';
import { limitationTransition } from './limitation-transition.js';
import { limitationYears } from './limitation-years.js';
import { mortgageChangedDebt } from './mortgage-changed-debt.js';
import { mortgageDeadline } from './mortgage-deadline.js';
import { mortgageExtraYears } from './mortgage-extra-years.js';
import { possessoryPledgeDeadline } from './mortgage-possessory-pledge.js';
import { observationMinimum } from './observation-minimum.js';
import { observationRestart } from './observation-restart.js';
import { penaltyMarkupRange } from './penalty-markup.js';
import { periodEnd } from './period-end.js';
import { periodEndOnHoliday } from './period-end-on-holiday.js';
import { periodStart } from './period-start.js';
import { riskGradeCardFloors } from './risk-grade-card-floors.js';
import { riskGradeContagionShare } from './risk-grade-contagion.js';
import { riskGradeFloors } from './risk-grade-floors.js';
import { riskGradeRestructuredAgain } from './risk-grade-restructured-again.js';
import { riskGradeUpgrade } from './risk-grade-upgrade.js';

const parameters = {
  limitationYears,
  limitationTransition,
  limitationInstalmentAnchor,
  limitationOnDemandStart,
  limitationDemand,
  limitationCardDemand,
  limitationAutoDebit,
  limitationMicroLender,
  limitationPublication,
  limitationPartPayment,
  limitationAcknowledgement,
  limitationProcedure,
  limitationAssignment,
  limitationPartialDemand,
  limitationJointDebtors,
  limitationGuarantorDemand,
  limitationSuspensionWindowMonths,
  limitationSuspensionTail,
  limitationLongStopYears,
  limitationExpiry,
  limitationRevival,
  guaranteeModeDefault,
  guaranteePeriodDefaultMonths,
  guaranteePeriodUnclearMonths,
  guaranteePeriodTransition,
  guaranteePeriodFixed,
  guaranteeExtension,
  guaranteeHeavierDebt,
  guaranteeNewDebtor,
  guaranteeExercise,
  guaranteeWithdrawnSuit,
  guaranteeLimitationStart,
  guaranteeEnforcementWaitYears,
  mortgageChangedDebt,
  mortgageDeadline,
  mortgageExtraYears,
  possessoryPledgeDeadline,
  enforcementYears,
  enforcementInstalmentAnchor,
  enforcementInterruption,
  enforcementSuspensionWindowMonths,
  enforcementSuspensionTail,
  enforcementAfterClosedRound,
  observationMinimum,
  observationRestart,
  periodStart,
  periodEnd,
  periodEndOnHoliday,
  riskGradeFloors,
  riskGradeCardFloors,
  riskGradeContagionShare,
  riskGradeRestructuredAgain,
  riskGradeUpgrade,
  cardPrincipalFirstFromDpd,
  penaltyMarkupRange,
  interestCeiling,
  bankruptcyAcceptance,
  conductQuietHours,
  conductQuietHoursOnline,
  conductUnansweredAttempts,
  conductEffectiveCalls,
  conductVisitStaff,
  conductThirdParties,
};

export const lawOfChina: Law = {
  ...parameters,
  all: Object.values(parameters),
  businessDays: businessDaysOfChina,
};
