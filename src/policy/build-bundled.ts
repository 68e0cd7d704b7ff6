/** Part of the build: checks the bundled pack with its letter templates and leaves its settings where `load-policy.ts` looks for them. */
import { writeFile } from 'node:fs/promises';
import { openTemplates } from '../template/letter-templates.js';
import { readPolicy } from './build-policy.js';
import { describePolicyFault } from './fault.js';
import { BUILT_PACK } from './load-policy.js';

const outcome = await readPolicy('default');
if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
const { letterFiles, notice } = outcome.policy;
const templates = await openTemplates(letterFiles, notice.forbiddenWords);
if ('faults' in templates) throw new Error(templates.faults.map(describePolicyFault).join('\n'));
await writeFile(BUILT_PACK, JSON.stringify(outcome.policy.source));
