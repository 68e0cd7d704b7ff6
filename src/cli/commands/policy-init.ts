/** `arrears policy init`: a commented pack to begin with; `arrears policy schema`: what editors check it by. */
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../../domain/language.js';
import { languageOf } from '../asked-language.js';
import { say, writeResult } from '../streams.js';

export function registerPolicyInit(policy: Command): void {
  policy
    .command('init')
    .description('Write a commented pack over the default one, to be filled in, with a JSON Schema for editors.')
    .argument('[dir]', 'a new or empty folder', 'policy')
    .option('--full', 'every file of the default pack with its letter templates, in place of a short pack over it')
    .addOption(new Option('--lang <language>', 'language of messages').choices([...LANGUAGES]))
    .action(init)
    .addHelpText(
      'after',
      `
The short pack takes over whatever it does not set, also from a later arrears;
a full copy stays as it is. Nothing is ever overwritten.

Examples:
  $ arrears policy init my-bank && arrears policy check my-bank
  $ arrears policy init --full whole-pack --lang zh
`,
    );
  policy
    .command('schema')
    .description('Print the JSON Schema of the files of a pack.')
    .action(async () => {
      const { policySchemaText } = await import('../../policy/starter-pack.js');
      writeResult(await policySchemaText());
    })
    .addHelpText(
      'after',
      `
Editors with a YAML language server read it where the first line of a file says so:
  # yaml-language-server: $schema=arrears-policy.schema.json

Examples:
  $ arrears policy schema > arrears-policy.schema.json
`,
    );
}

async function init(folder: string, options: { readonly full?: boolean; readonly lang?: Language }): Promise<void> {
  const [{ starterPack }, { writeNewFolder }] = await Promise.all([
    import('../../policy/starter-pack.js'),
    import('../../write/new-folder.js'),
  ]);
  const files = await starterPack(folder, options.full === true);
  writeNewFolder(folder, files);
  const zh = languageOf(options.lang, process.env) === 'zh';
  say(
    zh
      ? `已写入 ${folder}：${files.size} 个文件。修改后检查：arrears policy check ${folder}\n使用：--policy ${folder}，或在 arrears.yaml 中写 policy: ${folder}`
      : `Written to ${folder}: ${files.size} files. Edit, then: arrears policy check ${folder}\nTo use it: --policy ${folder}, or policy: ${folder} in arrears.yaml`,
  );
}
