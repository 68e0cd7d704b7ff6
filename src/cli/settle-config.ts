/**
 * `arrears.yaml`: options that were not given on the command line are taken from it, before a command begins. Neither
 * YAML nor schema is loaded where there is none.
 */
import type { Command } from 'commander';
import { findConfig } from '../config/find-config.js';
import type { ReadConfig, UsedConfig } from '../config/read-config.js';
import { languageOf } from './asked-language.js';
import { UserError } from './exit.js';
import { readRejectLimit } from './input-demands.js';
import { readMemorySize } from './memory-size.js';
import { log } from './streams.js';

/** Which option of commander stands for a setting, where the names differ. */
const ATTRIBUTES: Readonly<Record<string, string>> = { max_rejects: 'maxRejects' };
/** Settings that commander would have made a value of. */
const SETTLED: Readonly<Record<string, (text: string) => unknown>> = {
  max_rejects: readRejectLimit,
  memory: readMemorySize,
};
/** These say where a triage goes; elsewhere `--out` is another file each time. */
const OF_TRIAGE: ReadonlySet<string> = new Set(['out', 'keep']);
/** A run that `--from` names has settled everything else. */
const BESIDE_A_RUN: ReadonlySet<string> = new Set(['lang', 'threads', 'memory']);
/** One case that is typed in reads no file. */
const BESIDE_A_CASE: ReadonlySet<string> = new Set(['lang', 'policy']);
const CASE_OPTIONS = ['due', 'lastDue', 'onDemand'] as const;

/** Fills the options of `command` from the file that holds for it; tells which. Throws {@link UserError} where it has faults. */
export async function settleConfig(command: Command): Promise<void> {
  if (!command.options.some((option) => option.attributeName() === 'config')) return;
  const asked: unknown = command.getOptionValue('config');
  if (asked === false) return;
  const file = typeof asked === 'string' ? asked : foundHere();
  if (file === undefined) return;
  const config = await openConfig(file);
  const takes = settingsTakenBy(command);
  const taken: string[] = [];
  for (const [setting, value] of Object.entries(config.settings)) {
    const attribute = ATTRIBUTES[setting] ?? setting;
    if (value === undefined || !takes(setting, attribute)) continue;
    const settled = SETTLED[setting]?.(String(value)) ?? value;
    command.setOptionValueWithSource(attribute, settled, 'config');
    taken.push(setting);
  }
  if (takesColumns(command) && Object.keys(config.mappings).length > 0) taken.push('columns');
  if (taken.length === 0) return;
  const mappings = takesColumns(command) ? config.mappings : {};
  const used: UsedConfig = { file, sha256: config.sha256, mappings };
  command.setOptionValueWithSource('usedConfig', used, 'config');
  await tellConfig(file, config.sha256, taken, command);
}

/** The file that holds for the working directory. A directory that is gone has none. */
export function foundHere(): string | undefined {
  let folder: string;
  try {
    folder = process.cwd();
  } catch {
    return undefined;
  }
  const found = findConfig(folder, process.getuid?.());
  if (found?.isStrangers !== true) return found?.file;
  const { file } = found;
  throw new UserError(
    {
      en: `${file} may be somebody else’s: anybody can write it, or could put it there.`,
      zh: `${file} 可能是他人放置的：任何人都可以写入该文件或其所在目录。`,
    },
    {
      en: `If it is yours, name it: --config ${file}. To run without it: --no-config.`,
      zh: `如确为您的文件，请用 --config ${file} 指明；如不使用，请加 --no-config。`,
    },
  );
}

/** The file, checked; its faults are told one by one. */
export async function openConfig(file: string): Promise<ReadConfig> {
  const [{ readConfig }, { describePolicyFault }] = await Promise.all([
    import('../config/read-config.js'),
    import('../policy/fault.js'),
  ]);
  const read = await readConfig(file);
  if (!('faults' in read)) return read;
  for (const fault of read.faults) {
    const text = describePolicyFault(fault);
    log('error', 'config-fault', { message: text }, text);
  }
  const { length: count } = read.faults;
  throw new UserError(
    {
      en: `the settings in ${file} cannot be used: ${count} fault${count === 1 ? '' : 's'}.`,
      zh: `${file} 中的设置有 ${count} 处错误，无法使用。`,
    },
    { en: 'Put them right, or run with --no-config.', zh: '请更正后重试，或加 --no-config 运行。' },
  );
}

function settingsTakenBy(command: Command): (setting: string, attribute: string) => boolean {
  const known = new Set(command.options.map((option) => option.attributeName()));
  const allowed = isBesideARun(command) ? BESIDE_A_RUN : isBesideACase(command) ? BESIDE_A_CASE : undefined;
  const isTriage = command.name() === 'triage';
  const outIsGiven = command.getOptionValueSource('out') === 'cli';
  return (setting, attribute) => {
    if (!known.has(attribute) || command.getOptionValueSource(attribute) === 'cli') return false;
    // What `keep` removes stands beside the `out` of the same file, not beside one given here.
    if (OF_TRIAGE.has(setting)) return isTriage && !outIsGiven;
    return allowed === undefined || allowed.has(setting);
  };
}

function takesColumns(command: Command): boolean {
  return !isBesideARun(command) && !isBesideACase(command);
}

function isBesideARun(command: Command): boolean {
  return command.getOptionValue('from') !== undefined;
}

function isBesideACase(command: Command): boolean {
  return CASE_OPTIONS.some((option) => command.getOptionValue(option) !== undefined);
}

async function tellConfig(file: string, sha256: string, taken: readonly string[], command: Command): Promise<void> {
  const { wrapText } = await import('../write/wrap-text.js');
  const language = languageOf(command.getOptionValue('lang'), process.env);
  const text =
    language === 'zh' ? `采用 ${file} 中的设置：${taken.join('、')}` : `Settings from ${file}: ${taken.join(', ')}`;
  const [first = '', ...more] = wrapText(text, 78);
  const lines = [first, ...more.map((line) => `  ${line}`)];
  log('info', 'config', { file, sha256, settings: [...taken] }, lines.join('\n'));
}
