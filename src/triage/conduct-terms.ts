/** Which limits of conduct bind which loans from which day, as law and policy have it, worked out once for a run. */
import { parseIsoDate } from '../domain/civil-date.js';
import type { ConductLimits, ConductRegime, QuietHours } from '../domain/conduct.js';
import { type DatedParameter, type Law, type QuietHourSpan, valueOn } from '../domain/law.js';
import { ASSET_CLASSES } from '../domain/loan.js';
import type { ConductSettings } from '../policy/policy.js';

const MINUTES_AN_HOUR = 60;

/** By asset class code, 0 for not given: such a loan may be anybody's, so every limit binds it. */
export type ConductTerms = readonly (readonly ConductRegime[])[];

export function conductTermsUnder(law: Law, { applyTo }: ConductSettings): ConductTerms {
  const days = [
    law.conductQuietHours,
    law.conductQuietHoursOnline,
    law.conductUnansweredAttempts,
    law.conductEffectiveCalls,
    law.conductVisitStaff,
  ].flatMap((parameter: DatedParameter<unknown>) => parameter.values.map(({ from }) => from));
  const begins = [...new Set(days)].sort();
  return ['', ...ASSET_CLASSES].map((assetClass) =>
    begins.map((from): ConductRegime => {
      const inForce = <T>(parameter: DatedParameter<T>): T | undefined => {
        const binds =
          applyTo === 'everybody' ||
          assetClass === '' ||
          (parameter.appliesTo?.some((bound) => bound === assetClass) ?? true);
        return binds ? valueOn(parameter, from)?.value : undefined;
      };
      const limits: ConductLimits = {
        quietHours: quietHoursOf(inForce(law.conductQuietHours) ?? inForce(law.conductQuietHoursOnline)),
        effectiveCallsADay: inForce(law.conductEffectiveCalls) ?? Number.NaN,
        unansweredAttemptsADay: inForce(law.conductUnansweredAttempts) ?? Number.NaN,
        visitStaff: inForce(law.conductVisitStaff) ?? Number.NaN,
      };
      return { from: parseIsoDate(from)!, limits };
    }),
  );
}

function quietHoursOf(span: QuietHourSpan | undefined): QuietHours | null {
  if (span === undefined) return null;
  return { from: span.fromHour * MINUTES_AN_HOUR, until: span.untilHour * MINUTES_AN_HOUR };
}
