/** The law of mainland China that the rules of this cut need. One legal question per file. */
import type { Law } from '../../domain/law.js';
import { businessDaysOfChina } from './business-days.js';
import { cardPrincipalFirstFromDpd } from './card-principal-first.js';
import { limitationInstalmentAnchor } from './limitation-instalment-anchor.js';
import { limitationLongStopYears } from './limitation-long-stop.js';
import { limitationPartPayment } from './limitation-part-payment.js';
import { limitationSuspensionWindowMonths } from './limitation-suspension-window.js';
import { limitationTransition } from './limitation-transition.js';
import { limitationYears } from './limitation-years.js';
import { penaltyMarkupRange } from './penalty-markup.js';
import { periodEnd } from './period-end.js';
import { periodEndOnHoliday } from './period-end-on-holiday.js';
import { periodStart } from './period-start.js';
import { riskGradeCardFloors } from './risk-grade-card-floors.js';
import { riskGradeContagionShare } from './risk-grade-contagion.js';
import { riskGradeFloors } from './risk-grade-floors.js';

const parameters = {
  limitationYears,
  limitationTransition,
  limitationInstalmentAnchor,
  limitationPartPayment,
  limitationSuspensionWindowMonths,
  limitationLongStopYears,
  periodStart,
  periodEnd,
  periodEndOnHoliday,
  riskGradeFloors,
  riskGradeCardFloors,
  riskGradeContagionShare,
  cardPrincipalFirstFromDpd,
  penaltyMarkupRange,
};

export const lawOfChina: Law = {
  ...parameters,
  all: Object.values(parameters),
  businessDays: businessDaysOfChina,
};
