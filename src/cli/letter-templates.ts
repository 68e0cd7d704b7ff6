/** Opens the letter templates of a policy pack and says what is wrong with them. */
import { describePolicyFault } from '../policy/fault.js';
import { isDocument } from '../policy/pack-files.js';
import type { Policy } from '../policy/policy.js';
import { type LetterTemplates, openTemplates } from '../template/letter-templates.js';
import { UserError } from './exit.js';
import { plural } from './open-book.js';
import { say } from './streams.js';

/** The pack's templates; throws {@link UserError} after telling every fault. */
export async function openLetterTemplates({ letterFiles, name, notice }: Policy): Promise<LetterTemplates> {
  const templates = letterFiles.filter((file) => !isDocument(file));
  const outcome = await openTemplates(templates, notice.forbiddenWords);
  if ('templates' in outcome) return outcome.templates;
  for (const fault of outcome.faults) say(describePolicyFault(fault));
  const { length: count } = outcome.faults;
  throw new UserError({
    en: `the letter templates of "${name}" cannot be used: ${plural(count, 'fault')}.`,
    zh: `策略包“${name}”的信函模板有 ${count} 处错误，无法使用。`,
  });
}
