import { formatIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import type { ScheduleBuilder } from '../../src/sample/model.js';
import { scheduleBuilderFor, type TriageTerms, termsOn } from '../../src/triage/assess-loan.js';
import { DEMO_OPTIONS } from './demo-options.js';

async function defaultTerms(): Promise<TriageTerms> {
  const outcome = await loadPolicy('default');
  if (!('policy' in outcome)) throw new Error('the default policy does not load');
  return termsOn(DEMO_OPTIONS.asOf, formatIsoDate(DEMO_OPTIONS.asOf), outcome.policy, lawOfChina);
}

export async function defaultConventions(): Promise<Conventions> {
  return (await defaultTerms()).conventions;
}

/** The schedule rule under the default policy, as `arrears sample` hands it in. */
export async function defaultSchedule(): Promise<ScheduleBuilder> {
  return scheduleBuilderFor(await defaultTerms());
}
