/** The shape of a pack's settings, checked by the schema and told in the project's own words at their own place. */
import { z } from 'zod';
import type { PolicyFault } from './fault.js';
import { type LocatedMap, nodeAt, plainOf } from './located-yaml.js';
import { didYouMean, foundIn } from './parse-condition.js';
import { EXTENDS } from './read-pack.js';

/** What the whole of the settings is called, and which settings may stand there that the schema does not have. */
interface Whole {
  readonly name: string;
  readonly more: readonly string[];
}

const PACK: Whole = { name: 'the policy', more: [EXTENDS] };

type Shaped<T> = { readonly settings: T; readonly faults: readonly [] } | { readonly faults: readonly PolicyFault[] };

/** The settings as the schema reads them, or one fault for each thing that has the wrong shape. */
export function checkShape<T extends z.ZodType>(schema: T, root: LocatedMap, whole: Whole = PACK): Shaped<z.infer<T>> {
  const result = schema.safeParse(plainOf(root));
  if (result.success) return { settings: result.data, faults: [] };
  return { faults: result.error.issues.flatMap((issue) => faultsOf(schema, root, issue, whole)) };
}

function faultsOf(schema: z.ZodType, root: LocatedMap, issue: z.core.$ZodIssue, whole: Whole): readonly PolicyFault[] {
  const nameOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? whole.name : nameBelow(path));
  const { node, place, exact } = nodeAt(root, issue.path);
  if (issue.code === 'invalid_union' && node.kind === 'map') {
    const within = faultsInBlock(schema, root, issue, whole);
    if (within.length > 0) return within;
  }
  const within = nameOf(issue.path.slice(0, -1));
  if (!exact) return [{ ...place, code: 'missing-setting', setting: String(issue.path.at(-1)), within }];
  if (issue.code === 'unrecognized_keys') {
    const known = [...keysOf(blockOf(schemaAt(schema, issue.path))), ...(issue.path.length === 0 ? whole.more : [])];
    return issue.keys.map((key) => {
      const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
      return {
        ...(entry?.keyPlace ?? place),
        code: 'unknown-setting',
        setting: key,
        within: nameOf(issue.path),
        known,
        blank: entry?.node.kind === 'scalar' && entry.node.source === '',
        ...didYouMean(key, known),
      };
    });
  }
  const expected = schemaAt(schema, issue.path);
  const choices = expected instanceof z.ZodEnum ? expected.options.map(String) : [];
  const written = node.kind === 'scalar' ? node.source : '';
  return [
    {
      ...place,
      code: 'wrong-value',
      setting: nameOf(issue.path),
      found: foundIn(node),
      expected: expectationOf(expected),
      ...didYouMean(written, choices),
    },
  ];
}

/** Of a setting that may be a word or a block, and is a block: what is wrong inside it. */
function faultsInBlock(
  schema: z.ZodType,
  root: LocatedMap,
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  whole: Whole,
): readonly PolicyFault[] {
  const union = schemaAt(schema, path);
  const inside = union instanceof z.ZodUnion ? (errors[union.options.indexOf(blockOf(union)!)] ?? []) : [];
  return inside.flatMap((issue) => faultsOf(schema, root, { ...issue, path: [...path, ...issue.path] }, whole));
}

/** `calendar.steps[2].title` as people find it in the file: list entries count from 1. */
function nameBelow(path: readonly PropertyKey[]): string {
  let name = '';
  for (const part of path) {
    if (typeof part === 'number') name += ` entry ${part + 1}`;
    else name += name === '' ? String(part) : ` › ${String(part)}`;
  }
  return name;
}

/** The part of the schema that speaks of `path`. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType {
  let part = unwrapped(schema);
  for (const step of path) {
    part = blockOf(part) ?? part;
    if (part instanceof z.ZodObject) part = unwrapped(part.shape[String(step)] as z.ZodType);
    else if (part instanceof z.ZodRecord) part = unwrapped(part.valueType as z.ZodType);
    else if (part instanceof z.ZodArray) part = unwrapped(part.element as z.ZodType);
  }
  return part;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let part = schema;
  while (part instanceof z.ZodOptional || part instanceof z.ZodDefault) part = part.unwrap() as z.ZodType;
  return part;
}

/** A block, or the block among what a setting may be. */
function blockOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  return schema instanceof z.ZodUnion ? schema.options.find((option) => option instanceof z.ZodObject) : undefined;
}

function keysOf(schema: z.ZodType | undefined): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function expectationOf(schema: z.ZodType): string {
  if (schema.description !== undefined) return schema.description;
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`;
  if (schema instanceof z.ZodArray) return 'a list';
  return 'a block of settings';
}
