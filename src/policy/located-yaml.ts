/**
 * A YAML file as a tree that remembers where everything stands, so that a message about a setting can name its line
 * and column even after packs have been laid over one another.
 */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Place, PolicyFault } from './fault.js';

export type LocatedNode = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyPlace: Place;
  readonly node: LocatedNode;
}

export interface LocatedList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly LocatedNode[];
}

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** As written in the file; a long number keeps its digits here. */
  readonly source: string;
}

interface ParsedFile {
  readonly tree: LocatedMap;
  readonly faults: readonly PolicyFault[];
}

/** Files read last, by name and text: a pack is read for what it extends and for its settings, a base pack for each pack over it. */
const PARSED = new Map<string, ParsedFile>();
/** More files than a pack and the one that it extends have. */
const MOST_PARSED = 32;

/** Reads one file. A fault does not stop the reading: whatever can be read stands in `tree`. */
export function parseLocatedYaml(file: string, text: string): ParsedFile {
  const key = `${file}\0${text}`;
  const known = PARSED.get(key);
  if (known !== undefined) return known;
  return remember(key, parseFile(file, text));
}

/** Takes `tree` for what the parser makes of the file. */
export function recallParsed(file: string, text: string, tree: LocatedMap): void {
  remember(`${file}\0${text}`, { tree, faults: [] });
}

function remember(key: string, parsed: ParsedFile): ParsedFile {
  for (const oldest of PARSED.keys()) {
    if (PARSED.size < MOST_PARSED) break;
    PARSED.delete(oldest);
  }
  PARSED.set(key, parsed);
  return parsed;
}

function parseFile(file: string, text: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false });
  const faults: PolicyFault[] = [];
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  for (const error of [...document.errors, ...document.warnings]) faults.push(syntaxFault(error, placeAt));
  return { tree: rootOf(document, placeAt, faults), faults };
}

type PlaceAt = (offset: number) => Place;

function rootOf(document: Document.Parsed, placeAt: PlaceAt, faults: PolicyFault[]): LocatedMap {
  const root = document.contents;
  const place = placeAt(root?.range?.[0] ?? 0);
  const node = root === null ? undefined : locate(root, placeAt, faults);
  if (node?.kind === 'map') return node;
  // An empty file, or one of comments only, sets nothing.
  if (node !== undefined && !(node.kind === 'scalar' && node.value === null)) {
    faults.push({ ...place, code: 'yaml-syntax', what: 'this file holds settings, one `name: value` to a line' });
  }
  return { kind: 'map', place, entries: new Map() };
}

function locate(node: ParsedNode, placeAt: PlaceAt, faults: PolicyFault[]): LocatedNode {
  const place = placeAt(node.range[0]);
  if (isMap(node)) {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of node.items) {
      const key = pair.key as ParsedNode;
      const keyPlace = placeAt(key.range[0]);
      const value = pair.value as ParsedNode | null;
      const blank: LocatedScalar = { kind: 'scalar', place: keyPlace, value: null, source: '' };
      entries.set(keyText(key), { keyPlace, node: value === null ? blank : locate(value, placeAt, faults) });
    }
    return { kind: 'map', place, entries };
  }
  if (isSeq(node)) {
    return { kind: 'list', place, items: node.items.map((item) => locate(item as ParsedNode, placeAt, faults)) };
  }
  if (isScalar(node)) {
    const value = node.value as string | number | boolean | null;
    return { kind: 'scalar', place, value, source: node.source ?? String(value) };
  }
  faults.push({
    ...place,
    code: 'yaml-syntax',
    what: 'anchors and aliases (& and *) are not read here: write the value out',
  });
  return { kind: 'scalar', place, value: null, source: '' };
}

/** The key as written: `0123` stays `0123`. */
function keyText(key: ParsedNode): string {
  if (!isScalar(key)) return String(key);
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function syntaxFault(error: YAMLError, placeAt: PlaceAt): PolicyFault {
  const place = placeAt(error.pos[0]);
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return { ...place, code: 'repeated-key' };
    case 'TAB_AS_INDENT':
      return { ...place, code: 'yaml-syntax', what: 'a tab stands where the indentation must be blanks' };
    case 'BAD_INDENT':
      return { ...place, code: 'yaml-syntax', what: 'this line is not indented like its neighbours' };
    case 'MISSING_CHAR':
      return { ...place, code: 'yaml-syntax', what: 'a quote, bracket, comma or colon is missing here' };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { ...place, code: 'yaml-syntax', what: 'a colon is missing, or a value that contains `: ` needs quotes' };
    case 'UNEXPECTED_TOKEN':
      return { ...place, code: 'yaml-syntax', what: 'something stands here that belongs nowhere' };
    case 'BAD_ALIAS':
      return { ...place, code: 'yaml-syntax', what: 'a value that begins with & or * needs quotes' };
    case 'TAG_RESOLVE_FAILED':
      return {
        ...place,
        code: 'yaml-syntax',
        what: 'tags (!…) are not read here; a value that begins with ! needs quotes',
      };
    case 'MULTIPLE_DOCS':
      return { ...place, code: 'yaml-syntax', what: 'a second document (---) begins here; such a file holds one' };
    default:
      return { ...place, code: 'yaml-syntax', what: `this is not valid YAML (${error.code})` };
  }
}

/** The tree as plain values, for the schema. */
export function plainOf(node: LocatedNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  // No prototype: a key called `__proto__` is a key like any other.
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [key, { node: value }] of node.entries) plain[key] = plainOf(value);
  return plain;
}

/** The node at `path`, or the nearest one above it that exists; `exact` tells which. */
export function nodeAt(
  root: LocatedNode,
  path: readonly PropertyKey[],
): { readonly node: LocatedNode; readonly place: Place; readonly exact: boolean } {
  let node = root;
  let place = root.place;
  for (const part of path) {
    if (node.kind === 'map') {
      const entry = node.entries.get(String(part));
      if (entry === undefined) return { node, place, exact: false };
      node = entry.node;
      // A block of settings is found by its key; a single value by itself.
      place = node.kind === 'scalar' ? node.place : entry.keyPlace;
    } else if (node.kind === 'list') {
      const item = node.items[Number(part)];
      if (item === undefined) return { node, place, exact: false };
      node = item;
      place = item.place;
    } else {
      return { node, place, exact: false };
    }
  }
  return { node, place, exact: true };
}

/**
 * `over` laid over `base`: settings that both have are taken from `over`, blocks of settings are merged setting by
 * setting, lists are replaced whole.
 */
export function layOver(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    const both = below?.node.kind === 'map' && entry.node.kind === 'map';
    entries.set(key, both ? { ...entry, node: layOver(below.node as LocatedMap, entry.node as LocatedMap) } : entry);
  }
  return { kind: 'map', place: over.place, entries };
}
