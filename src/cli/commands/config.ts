/** `arrears config`: which arrears.yaml holds here and what it says; one to begin with; what editors check it by. */
import { type Command, Option } from 'commander';
import { CONFIG_NAME } from '../../config/find-config.js';
import { LANGUAGES, type Language } from '../../domain/language.js';
import { languageOf } from '../asked-language.js';
import { UserError } from '../exit.js';
import { foundHere, openConfig } from '../settle-config.js';
import { say, writeResult } from '../streams.js';

export function registerConfig(program: Command): void {
  const config = program.command('config');
  config
    .command('show')
    .description(
      `Print which ${CONFIG_NAME} holds in this folder and what it sets; every fault with file, line and column.`,
    )
    .argument('[file]', `a file; ${CONFIG_NAME} of this folder or the nearest above by default`)
    .addOption(languageOption())
    .action(show)
    .addHelpText('after', '\nExamples:\n  $ arrears config init && arrears config show\n');
  config
    .command('init')
    .description(`Write a commented ${CONFIG_NAME} into this folder, with a JSON Schema for editors.`)
    .addOption(languageOption())
    .action(init)
    .addHelpText(
      'after',
      '\nNothing is ever overwritten.\n\nExamples:\n  $ arrears config init\n  $ arrears config init && arrears triage --as-of 2026-11-20\n',
    );
  config
    .command('schema')
    .description(`Print the JSON Schema of ${CONFIG_NAME}.`)
    .action(async () => {
      const { configSchemaText } = await import('../../config/starter-config.js');
      writeResult(await configSchemaText());
    })
    .addHelpText('after', '\nExamples:\n  $ arrears config schema > arrears-config.schema.json\n');
}

function languageOption(): Option {
  return new Option('--lang <language>', 'language of messages').choices([...LANGUAGES]);
}

async function show(given: string | undefined): Promise<void> {
  const file = given ?? foundHere();
  if (file === undefined) {
    throw new UserError(
      {
        en: `there is no ${CONFIG_NAME} in this folder or above it.`,
        zh: `当前文件夹及其上级文件夹中没有 ${CONFIG_NAME}。`,
      },
      { en: 'arrears config init writes one.', zh: '可用 arrears config init 生成。' },
    );
  }
  const { settings, mappings, sha256 } = await openConfig(file);
  const lines = Object.entries(settings).map(([setting, value]) => `${setting}: ${value}`);
  for (const [table, { titles, dateOrder }] of Object.entries(mappings)) {
    for (const [title, column] of Object.entries(titles)) lines.push(`columns: ${table}: ${title} → ${column}`);
    for (const [column, order] of Object.entries(dateOrder)) lines.push(`columns: ${table}: ${column}: ${order}`);
  }
  writeResult(`${[`${file} (sha256 ${sha256.slice(0, 12)})`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`);
}

async function init({ lang }: { readonly lang?: Language }): Promise<void> {
  const [{ CONFIG_SCHEMA_FILE, configSchemaText, starterConfig }, { refuseExisting, writeWholeFile }] =
    await Promise.all([import('../../config/starter-config.js'), import('../../write/whole-file.js')]);
  const files = [
    [CONFIG_SCHEMA_FILE, await configSchemaText()],
    [CONFIG_NAME, await starterConfig()],
  ] as const;
  for (const [name] of files) refuseExisting(name);
  for (const [name, text] of files) writeWholeFile(name, Buffer.from(text, 'utf8'));
  say(
    languageOf(lang, process.env) === 'zh'
      ? `已写入 ${CONFIG_NAME} 和 ${CONFIG_SCHEMA_FILE}。\n请填写其中的文件名；arrears config show 显示生效的设置。`
      : `Written: ${CONFIG_NAME} and ${CONFIG_SCHEMA_FILE}.\nName your files in it; arrears config show prints what holds.`,
  );
}
