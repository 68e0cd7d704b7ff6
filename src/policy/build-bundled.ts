/** Part of the build: checks the bundled pack and leaves its settings where `load-policy.ts` looks for them. */
import { writeFile } from 'node:fs/promises';
import { readPolicy } from './build-policy.js';
import { describePolicyFault } from './fault.js';
import { BUILT_PACK } from './load-policy.js';

const outcome = await readPolicy('default');
if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
await writeFile(BUILT_PACK, JSON.stringify(outcome.policy.source));
