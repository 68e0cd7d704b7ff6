/**
 * The parsed files of the bundled packs, left by `build-bundled.ts`: a lender's pack extends one of them, and reading YAML
 * takes longer than triaging a small book. They hold as long as not a byte of the files has changed.
 */
import { readFile } from 'node:fs/promises';
import type { Place } from './fault.js';
import {
  type LocatedEntry,
  type LocatedMap,
  type LocatedNode,
  parseLocatedYaml,
  recallParsed,
} from './located-yaml.js';
import { hashOf, isLetterFile } from './pack-files.js';
import type { PolicyFile } from './policy.js';

/** A program run from its TypeScript source has none. */
export const BUILT_TREES = new URL('./bundled-trees.json', import.meta.url);

/** Line and column, then what the node holds: a scalar its value and its source, where that is not the value itself. */
type WrittenNode =
  | readonly [line: number, column: number, list: readonly WrittenNode[]]
  | readonly [line: number, column: number, map: { readonly entries: readonly WrittenEntry[] }]
  | readonly [line: number, column: number, value: string | number | boolean | null, source?: string];
type WrittenEntry = readonly [line: number, column: number, key: string, node: WrittenNode];

interface WrittenTrees {
  readonly hash: string;
  /** In the order of the settings files. */
  readonly trees: readonly WrittenNode[];
}

/** The trees of the files of a pack as JSON; they must be without fault. */
export function writeTrees(files: readonly PolicyFile[]): string {
  const trees = settingsFiles(files).map(({ name, text }) => writtenNode(parseLocatedYaml(name, text).tree));
  return JSON.stringify({ hash: hashOf(files), trees } satisfies WrittenTrees);
}

/** Spares the parser the files of a bundled pack, where `built` was made of these very files. */
export async function recallTrees(files: readonly PolicyFile[], built: URL = BUILT_TREES): Promise<void> {
  const text = await readFile(built, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const { hash, trees } = JSON.parse(text) as WrittenTrees;
  if (hash !== hashOf(files)) return;
  for (const [at, { name, text }] of settingsFiles(files).entries()) {
    recallParsed(name, text, locatedNode(trees[at]!, name) as LocatedMap);
  }
}

function settingsFiles(files: readonly PolicyFile[]): readonly PolicyFile[] {
  return files.filter((file) => !isLetterFile(file));
}

function writtenNode(node: LocatedNode): WrittenNode {
  const { line, column } = node.place;
  if (node.kind === 'list') return [line, column, node.items.map(writtenNode)];
  if (node.kind === 'map') {
    const entries = Array.from(
      node.entries,
      ([key, { keyPlace, node: value }]): WrittenEntry => [keyPlace.line, keyPlace.column, key, writtenNode(value)],
    );
    return [line, column, { entries }];
  }
  return node.source === node.value ? [line, column, node.value] : [line, column, node.value, node.source];
}

function locatedNode(written: WrittenNode, file: string): LocatedNode {
  const [line, column, held] = written;
  const place: Place = { file, line, column };
  if (Array.isArray(held)) {
    return { kind: 'list', place, items: (held as readonly WrittenNode[]).map((item) => locatedNode(item, file)) };
  }
  if (typeof held === 'object' && held !== null) {
    const { entries } = held as { readonly entries: readonly WrittenEntry[] };
    return { kind: 'map', place, entries: new Map(entries.map((entry) => locatedEntry(entry, file))) };
  }
  const value = held as string | number | boolean | null;
  return { kind: 'scalar', place, value, source: (written[3] as string | undefined) ?? String(value) };
}

function locatedEntry([line, column, key, node]: WrittenEntry, file: string): [string, LocatedEntry] {
  return [key, { keyPlace: { file, line, column }, node: locatedNode(node, file) }];
}
