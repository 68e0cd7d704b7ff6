/**
 * A policy from the files of its pack. Everything that is wrong with it is told at once, each fault with file, line and
 * column.
 */
import { checkSettings } from './check-settings.js';
import { compilePolicy } from './compile-policy.js';
import { inOrder, type PolicyFault } from './fault.js';
import { type LocatedMap, layOver } from './located-yaml.js';
import { hashOf, letterFilesOf } from './pack-files.js';
import type { PolicyOutcome } from './policy.js';
import { EXTENDS, joinFiles, type PolicyLayer, readPack } from './read-pack.js';
import { readRules } from './read-rules.js';
import { policySchema } from './schema.js';
import { checkShape } from './shape-faults.js';

/** Reads and checks the pack of a bundled name or of a folder. */
export async function readPolicy(nameOrFolder: string): Promise<PolicyOutcome> {
  const read = await readPack(nameOrFolder);
  return 'faults' in read ? read : buildPolicy(read.layers);
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
  return { policy: compilePolicy({ hash, settings }, letterFilesOf(files)), hash, files };
}

function withoutExtends(root: LocatedMap): LocatedMap {
  const entries = new Map(root.entries);
  entries.delete(EXTENDS);
  return { ...root, entries };
}
