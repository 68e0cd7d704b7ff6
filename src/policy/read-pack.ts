/** The files of a policy pack and of those that it extends, read but not yet checked. */
import { isAbsolute, join } from 'node:path';
import { recallTrees } from './built-trees.js';
import type { Place, PolicyFault } from './fault.js';
import { type LocatedEntry, type LocatedMap, parseLocatedYaml } from './located-yaml.js';
import { bundledPacks, isLetterFile, readPackFiles } from './pack-files.js';
import { foundIn } from './parse-condition.js';
import type { PolicyFile } from './policy.js';

/** The setting that names the pack whose settings hold where this one is silent: a bundled name, or a folder beside it. */
export const EXTENDS = 'extends';

export interface PolicyLayer {
  /** Bundled name or folder. */
  readonly pack: string;
  readonly files: readonly PolicyFile[];
}

interface Unreadable {
  readonly faults: readonly PolicyFault[];
}

/** The pack and those that it extends, the pack itself first; faults where one of them cannot be read. */
export async function readPack(
  nameOrFolder: string,
): Promise<{ readonly layers: readonly PolicyLayer[] } | Unreadable> {
  const bundled = await bundledPacks();
  const layers: PolicyLayer[] = [];
  let pack = nameOrFolder;
  let place: Place = { file: nameOrFolder, line: 0, column: 0 };
  for (;;) {
    const packs = [...layers.map((layer) => layer.pack), pack];
    if (packs.indexOf(pack) < layers.length) return { faults: [{ ...place, code: 'extends-in-a-circle', packs }] };
    const files = await readPackFiles(pack, bundled, place);
    if ('code' in files) return { faults: [files] };
    if (bundled.includes(pack)) await recallTrees(files);
    layers.push({ pack, files });

    const node = joinFiles(files).root.entries.get(EXTENDS)?.node;
    if (node === undefined) return { layers };
    place = node.place;
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      const expected = 'the name of a bundled pack or a folder';
      return { faults: [{ ...place, code: 'wrong-value', setting: EXTENDS, found: foundIn(node), expected }] };
    }
    pack = bundled.includes(node.value) || isAbsolute(node.value) ? node.value : join(pack, node.value);
  }
}

/** The files of one pack as one tree. A setting in two files is a fault: neither can be meant to win. */
export function joinFiles(files: readonly PolicyFile[]): {
  readonly root: LocatedMap;
  readonly faults: readonly PolicyFault[];
} {
  const entries = new Map<string, LocatedEntry>();
  const faults: PolicyFault[] = [];
  let first: Place | undefined;
  for (const { name, text } of files.filter((file) => !isLetterFile(file))) {
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
