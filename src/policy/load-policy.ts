/**
 * A policy pack from its files: a bundled one by name, a lender's own by folder. Everything that is wrong with it is
 * told at once, each fault with file, line and column.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSettings } from './check-settings.js';
import { compilePolicy } from './compile-policy.js';
import type { PolicyFault } from './fault.js';
import { type LocatedEntry, type LocatedMap, layOver, type Place, parseLocatedYaml } from './located-yaml.js';
import { didYouMean } from './parse-condition.js';
import type { Policy, PolicyFile } from './policy.js';
import { readRules } from './read-rules.js';
import { policySchema } from './schema.js';
import { checkShape } from './shape-faults.js';

export type PolicyOutcome =
  | { readonly policy: Policy; readonly hash: string; readonly files: readonly PolicyFile[] }
  | { readonly faults: readonly PolicyFault[] };

/** The setting that names the pack whose settings hold where this one is silent. */
const EXTENDS = 'extends';

/** Packs that come with the program: beside `src` in the source tree, beside `dist` in the package. */
const BUNDLED_FOLDER = fileURLToPath(new URL('../../policies/', import.meta.url));

/** Reads and checks the pack of a bundled name or of a folder. */
export async function loadPolicy(nameOrFolder: string): Promise<PolicyOutcome> {
  const layers: PolicyLayer[] = [];
  const outcome = await readLayers(nameOrFolder, [], layers);
  return outcome ?? buildPolicy(layers);
}

/** One pack's files, read but not yet checked. */
export interface PolicyLayer {
  /** The name or folder by which the pack was asked for. */
  readonly pack: string;
  readonly files: readonly PolicyFile[];
}

/** Reads a pack and those that it extends into `layers`, the pack itself first; faults where one cannot be read. */
async function readLayers(
  pack: string,
  askedBy: readonly { readonly pack: string; readonly place: Place }[],
  layers: PolicyLayer[],
): Promise<{ readonly faults: readonly PolicyFault[] } | undefined> {
  const place = askedBy.at(-1)?.place ?? { file: pack, line: 0, column: 0 };
  const packs = [...askedBy.map((asking) => asking.pack), pack];
  if (packs.indexOf(pack) < packs.length - 1) return { faults: [{ ...place, code: 'extends-in-a-circle', packs }] };

  const files = await readPackFiles(pack, place);
  if ('code' in files) return { faults: [files] };
  layers.push({ pack, files });
  const extended = joinFiles(files).root.entries.get(EXTENDS);
  if (extended === undefined || extended.node.kind !== 'scalar' || typeof extended.node.value !== 'string')
    return undefined;
  return readLayers(extended.node.value, [...askedBy, { pack, place: extended.node.place }], layers);
}

async function readPackFiles(pack: string, place: Place): Promise<readonly PolicyFile[] | PolicyFault> {
  const bundled = await readdir(BUNDLED_FOLDER);
  const isBundled = bundled.includes(pack);
  const folder = isBundled ? join(BUNDLED_FOLDER, pack) : pack;
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
    if (names.length === 0) return { ...place, code: 'cannot-read-pack', reason: `${pack} holds no .yaml file` };
    const read = names.map(async (name): Promise<PolicyFile> => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name: isBundled ? `policies/${pack}/${name}` : join(pack, name), text };
    });
    return await Promise.all(read);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { ...place, code: 'pack-not-found', pack, bundled, ...didYouMean(pack, bundled) };
    if (code === 'ENOTDIR') return { ...place, code: 'cannot-read-pack', reason: `${pack} is a file, not a folder` };
    if (code === 'EACCES') return { ...place, code: 'cannot-read-pack', reason: `${pack} may not be read` };
    throw error;
  }
}

/** Checks the layers of a pack, the asked one first and what it extends after it, and compiles them to a policy. */
export function buildPolicy(layers: readonly PolicyLayer[]): PolicyOutcome {
  const faults: PolicyFault[] = [];
  const roots = layers.map(({ files }) => {
    const joined = joinFiles(files);
    faults.push(...joined.faults);
    return joined.root;
  });
  if (faults.length > 0) return { faults };

  const [own, ...extended] = roots;
  if (extended.length > 0 && !own!.entries.has('name')) {
    faults.push({ ...own!.place, code: 'missing-setting', setting: 'name', within: 'the policy' });
  }
  const root = withoutExtends(roots.reduceRight((base, over) => layOver(base, over)));
  const shaped = checkShape(policySchema, root);
  faults.push(...shaped.faults);
  // Rules are read even where other settings are misshapen: one run shows all faults.
  const rules = readRules(root);
  faults.push(...rules.faults);
  if (!('settings' in shaped)) return { faults: inOrder(faults) };
  faults.push(...checkSettings(shaped.settings, root));
  if (faults.length > 0) return { faults: inOrder(faults) };

  const files = layers.flatMap((layer) => layer.files);
  const hash = hashOf(files);
  const settings = { ...shaped.settings, evidence: rules.rulesOf(shaped.settings) };
  return { policy: compilePolicy({ hash, settings }), hash, files };
}

/** The files of one pack as one tree. A setting in two files is a fault: neither can be meant to win. */
function joinFiles(files: readonly PolicyFile[]): {
  readonly root: LocatedMap;
  readonly faults: readonly PolicyFault[];
} {
  const entries = new Map<string, LocatedEntry>();
  const faults: PolicyFault[] = [];
  let first: Place | undefined;
  for (const { name, text } of files) {
    const { tree, faults: own } = parseLocatedYaml(name, text);
    faults.push(...own);
    first ??= tree.place;
    for (const [setting, entry] of tree.entries) {
      const known = entries.get(setting);
      if (known === undefined) entries.set(setting, entry);
      else faults.push({ ...entry.keyPlace, code: 'set-in-two-files', setting, first: known.keyPlace });
    }
  }
  // What the pack lacks altogether is told where it names itself.
  const place = entries.get('name')?.keyPlace ?? first ?? { file: '', line: 0, column: 0 };
  return { root: { kind: 'map', place, entries }, faults };
}

function withoutExtends(root: LocatedMap): LocatedMap {
  const entries = new Map(root.entries);
  entries.delete(EXTENDS);
  return { ...root, entries };
}

function hashOf(files: readonly PolicyFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${basename(name)}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest('hex');
}

/** As a reader of the files meets them. */
function inOrder(faults: readonly PolicyFault[]): readonly PolicyFault[] {
  const byPlace = (a: PolicyFault, b: PolicyFault): number =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
  return [...faults].sort(byPlace);
}
