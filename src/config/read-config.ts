/** `arrears.yaml`, checked: every fault at once, each with file, line and column, as those of a policy pack. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { checkColumns } from '../policy/check-columns.js';
import { compileMappings } from '../policy/compile-mappings.js';
import { inOrder, type PolicyFault } from '../policy/fault.js';
import type { Mappings } from '../policy/join-mappings.js';
import { type LocatedMap, nodeAt, parseLocatedYaml } from '../policy/located-yaml.js';
import { bundledPacks } from '../policy/pack-files.js';
import { checkShape } from '../policy/shape-faults.js';
import { isKnownEncoding } from '../read/encoding.js';
import { configSchema, type WrittenConfig } from './config-schema.js';

/** What it sets, by the names of the file; paths are ready to be opened from the working directory. */
export type ConfigSettings = Omit<WrittenConfig, 'columns'>;

export interface ReadConfig {
  readonly settings: ConfigSettings;
  /** Go before those of the policy: see `layMappings`. */
  readonly mappings: Mappings;
  /** Of its bytes; hexadecimal. */
  readonly sha256: string;
}

/** The file of which a run took settings, for its manifest. */
export interface UsedConfig {
  /** Relative to the working directory, or as `--config` names it. */
  readonly file: string;
  readonly sha256: string;
  /** Its column titles: they decide how the files are read, whenever that is. */
  readonly mappings: Mappings;
}

const INPUTS = ['loans', 'payments', 'schedule', 'events', 'parties', 'collateral', 'survey', 'previous'] as const;
const STANDARD_INPUT = '-';
/** Stands in `out` for the as-of date. */
const DAY_MARK = '{as_of}';

/** Options of the command line that somebody may look for here, and why they are none of it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  as_of: 'a date written down here would be forgotten here: give --as-of on the command line',
  expect: 'the bank’s totals change with every export: give --expect on the command line',
  unmask: 'names in full are asked for each time: give --unmask on the command line',
  quiet: 'what is told is said on the command line: --quiet',
  log_json: 'what is told is said on the command line: --log-json',
};

/** Reads `file`, which messages name as it stands. */
export async function readConfig(file: string): Promise<ReadConfig | { readonly faults: readonly PolicyFault[] }> {
  const bytes = await bytesOf(file);
  if (typeof bytes === 'string') {
    return { faults: [{ file, line: 0, column: 0, code: 'cannot-read-config', reason: bytes }] };
  }
  const text = utf8Text(bytes);
  if (text === undefined) {
    const reason = 'it is not in UTF-8; save it as UTF-8 in the editor';
    return { faults: [{ file, line: 0, column: 0, code: 'cannot-read-config', reason }] };
  }
  const { tree, faults } = parseLocatedYaml(file, text);
  if (faults.length > 0) return { faults };
  const shaped = checkShape(configSchema, tree, { name: 'arrears.yaml', more: [] });
  if (!('settings' in shaped)) return { faults: inOrder(shaped.faults.map(withReason)) };
  const { columns = {}, ...settings } = shaped.settings;
  const senseless = [...checkColumns(columns, tree), ...checkEncoding(settings, tree), ...checkOut(settings, tree)];
  if (senseless.length > 0) return { faults: inOrder(senseless) };
  return {
    settings: await beside(file, settings),
    mappings: compileMappings(columns),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function bytesOf(file: string): Promise<Uint8Array | string> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
    if (code === 'EISDIR') return 'it is a folder, not a file';
    if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
    if (code === undefined) throw error;
    return message;
  }
}

function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function withReason(fault: PolicyFault): PolicyFault {
  if (fault.code !== 'unknown-setting' || !Object.hasOwn(LEFT_OUT, fault.setting)) return fault;
  const { didYouMean: _, ...rest } = fault;
  return { ...rest, reason: LEFT_OUT[fault.setting]! };
}

function checkEncoding({ encoding }: ConfigSettings, root: LocatedMap): readonly PolicyFault[] {
  if (encoding === undefined || isKnownEncoding(encoding)) return [];
  const expected = 'utf-8, gb18030, gbk, utf-16le or the like';
  const { place } = nodeAt(root, ['encoding']);
  return [{ ...place, code: 'wrong-value', setting: 'encoding', found: `"${encoding}"`, expected }];
}

/** `keep` removes directories: it must be plain which ones. */
function checkOut({ out, keep }: ConfigSettings, root: LocatedMap): readonly PolicyFault[] {
  if (keep === undefined) return [];
  const last = out?.split(/[/\\]/).at(-1) ?? '';
  if (out?.split(DAY_MARK).length === 2 && last.includes(DAY_MARK)) return [];
  const found = out === undefined ? 'set without out' : `set with out: ${out}`;
  const expected = `an out with ${DAY_MARK} once, in its last name, such as runs/${DAY_MARK}`;
  return [{ ...nodeAt(root, ['keep']).place, code: 'wrong-value', setting: 'keep', found, expected }];
}

/** Paths are relative to the folder of the file, wherever the command was started. */
async function beside(file: string, settings: ConfigSettings): Promise<ConfigSettings> {
  const folder = dirname(file);
  const place = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const placed: { -readonly [Setting in keyof ConfigSettings]: ConfigSettings[Setting] } = { ...settings };
  for (const input of INPUTS) {
    const path = settings[input];
    if (path !== undefined && path !== STANDARD_INPUT) placed[input] = place(path);
  }
  const { policy, out } = settings;
  if (policy !== undefined) placed.policy = folderUnlessBundled(policy, place, await bundledPacks());
  if (out !== undefined) placed.out = place(out);
  return placed;
}

/** `./default` is a folder here, whatever the bundled packs are called. */
function folderUnlessBundled(policy: string, place: (path: string) => string, bundled: readonly string[]): string {
  if (bundled.includes(policy)) return policy;
  const folder = place(policy);
  return bundled.includes(folder) ? `./${folder}` : folder;
}
