/** Packs for tests: the bundled one, and a lender's own given as text. */

import { buildPolicy } from '../../src/policy/build-policy.js';
import { describePolicyFault, type PolicyFault } from '../../src/policy/fault.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import type { Policy, PolicyFile, PolicyOutcome } from '../../src/policy/policy.js';

export async function defaultFiles(): Promise<readonly PolicyFile[]> {
  const outcome = await loadPolicy('default');
  if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
  return outcome.files;
}

export async function defaultPolicy(): Promise<Policy> {
  return policyOf(await loadPolicy('default'));
}

/** The pack `lender/policy.yaml` over the bundled one; a name is added as its last line. */
export async function lenderPack(text: string): Promise<PolicyOutcome> {
  const own = { name: 'lender/policy.yaml', text: `${text}\nname: lender\n` };
  return buildPolicy([
    { pack: 'lender', files: [own] },
    { pack: 'default', files: await defaultFiles() },
  ]);
}

/** The bundled pack with one passage of one file replaced; the passage must occur exactly once. */
export async function editedPack(file: string, passage: string, replacement: string): Promise<PolicyOutcome> {
  const files = (await defaultFiles()).map((known) => {
    if (known.name !== `policies/default/${file}`) return known;
    if (known.text.split(passage).length !== 2) throw new Error(`"${passage}" does not stand once in ${file}`);
    return { name: known.name, text: known.text.replace(passage, () => replacement) };
  });
  return buildPolicy([{ pack: 'default', files }]);
}

export function policyOf(outcome: PolicyOutcome): Policy {
  if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
  return outcome.policy;
}

export function faultsOf(outcome: PolicyOutcome): readonly PolicyFault[] {
  if ('policy' in outcome) throw new Error('the pack was accepted');
  return outcome.faults;
}
