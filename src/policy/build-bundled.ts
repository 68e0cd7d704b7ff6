/**
 * Part of the build: checks the bundled pack with its letter templates and leaves its settings where `load-policy.ts`
 * looks for them, and its parsed files where `built-trees.ts` does.
 */
import { writeFile } from 'node:fs/promises';
import { openTemplates } from '../template/letter-templates.js';
import { readPolicy } from './build-policy.js';
import { BUILT_TREES, writeTrees } from './built-trees.js';
import { describePolicyFault } from './fault.js';
import { BUILT_PACK } from './load-policy.js';

const outcome = await readPolicy('default');
if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
const { letterFiles, notice } = outcome.policy;
const templates = await openTemplates(letterFiles, notice.forbiddenWords);
if ('faults' in templates) throw new Error(templates.faults.map(describePolicyFault).join('\n'));
await writeFile(BUILT_PACK, JSON.stringify(outcome.policy.source));
await writeFile(BUILT_TREES, writeTrees(outcome.files));
