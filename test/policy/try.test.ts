import { expect, it } from 'vitest';
import { describePolicyFault } from '../../src/policy/fault.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
it('loads', async () => {
  const t = performance.now();
  const outcome = await loadPolicy('default');
  process.stdout.write(`${performance.now() - t} ms\n`);
  if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
  process.stdout.write(JSON.stringify(outcome.policy.typing.rules.map(r => r.id)) + '\n');
});
