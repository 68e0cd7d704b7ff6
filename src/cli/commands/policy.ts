/** `arrears policy`: checks a policy pack, shows what one says, compares two on a book, or writes one to begin with. */
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../../domain/language.js';
import { languageOf } from '../asked-language.js';
import { say, writeResult } from '../streams.js';
import { registerPolicyCompare } from './policy-compare.js';
import { registerPolicyInit } from './policy-init.js';

export function registerPolicy(program: Command): void {
  const policy = program.command('policy');
  policy
    .command('check')
    .description(
      'Read a pack and its letter templates; tell every fault with file, line and column, and every placeholder.',
    )
    .argument('[name|dir]', 'a bundled name or a folder', 'default')
    .action(async (name: string) => {
      const [{ openPolicy }, { openLetterTemplates }, { documentOf, openDocument }] = await Promise.all([
        import('../open-book.js'),
        import('../letter-templates.js'),
        import('../letter-forms.js'),
      ]);
      const policy = await openPolicy(name);
      const { version, typing, calendar, ageingSchedules, hash } = policy;
      const { listings } = await openLetterTemplates(policy);
      const document = documentOf(policy);
      const merge = document === null ? null : await openDocument(document);
      for (const { file, placeholders } of listings) {
        writeResult(`${file}\n${placeholders.map((placeholder) => `  {{ ${placeholder} }}\n`).join('')}`);
      }
      if (document !== null && merge !== null) {
        writeResult(
          `${document.name}\n${merge
            .placeholders()
            .map((placeholder) => `  {${placeholder}}\n`)
            .join('')}`,
        );
      }
      say(
        `${name}: no faults. Version ${version}, ${ageingSchedules.length} ageing schedules, ${typing.rules.length} evidence rules, ` +
          `${calendar.steps.length} calendar steps, ${listings.length} letter templates; sha256 ${hash.slice(0, 12)}`,
      );
    })
    .addHelpText('after', '\nExamples:\n  $ arrears policy check\n  $ arrears policy check ./our-policy\n');
  policy
    .command('show')
    .description('Print a pack as it is understood.')
    .argument('[name|dir]', 'a bundled name or a folder', 'default')
    .addOption(new Option('--lang <language>', 'language of the titles').choices([...LANGUAGES]))
    .action(async (name: string, options: { readonly lang?: Language }) => {
      const [{ openPolicy }, { formatPolicy }] = await Promise.all([
        import('../open-book.js'),
        import('../../policy/format-policy.js'),
      ]);
      writeResult(formatPolicy(await openPolicy(name), languageOf(options.lang, process.env)));
    })
    .addHelpText('after', '\nExamples:\n  $ arrears policy show\n  $ arrears policy show ./our-policy --lang zh\n');
  registerPolicyCompare(policy);
  registerPolicyInit(policy);
}
