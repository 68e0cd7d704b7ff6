import type { Conventions } from '../../src/domain/conventions.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { buildSchedule } from '../../src/rules/schedule.js';
import type { ScheduleBuilder } from '../../src/sample/model.js';

export async function defaultConventions(): Promise<Conventions> {
  const outcome = await loadPolicy('default');
  if (!('policy' in outcome)) throw new Error('the default policy does not load');
  return outcome.policy.conventions;
}

/** The schedule rule under the default policy, as `arrears sample` hands it in. */
export async function defaultSchedule(): Promise<ScheduleBuilder> {
  const conventions = await defaultConventions();
  return (loan, into) => buildSchedule(loan, conventions, into);
}
