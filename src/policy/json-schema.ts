/**
 * JSON Schema of the files of a policy pack, for editors that complete, explain and check while one types. It is made from
 * the schema by which packs are read and from the comments of the bundled pack, so that it says the same as both. What
 * only `arrears policy check` can tell – gaps between days, names that must exist – it leaves open.
 */
import { z } from 'zod';
import { COUNTED_FACTS, FACT_NAMES, FACTS, type FactName } from '../domain/evidence.js';
import type { BookTable } from '../domain/problem.js';
import { TABLE_SHAPES } from '../read/shapes.js';
import { COMPARISONS } from './condition.js';
import { isLetterFile } from './pack-files.js';
import type { PolicyFile } from './policy.js';
import { EXTENDS } from './read-pack.js';
import { policySchema } from './schema.js';
import { commentsOf, PATH_JOINT } from './setting-comments.js';

/** A part of a JSON Schema, as far as parts are looked into here. */
export interface SchemaPart {
  type?: string;
  description?: string;
  properties?: Record<string, SchemaPart>;
  additionalProperties?: SchemaPart | boolean;
  propertyNames?: SchemaPart;
  required?: string[];
  items?: SchemaPart;
  anyOf?: SchemaPart[];
  enum?: unknown[];
  $ref?: string;
  definitions?: Record<string, SchemaPart>;
  [keyword: string]: unknown;
}

/** `bundled` are the files of the default pack. */
export function policyJsonSchema(bundled: readonly PolicyFile[]): SchemaPart {
  const schema = jsonSchemaOf(policySchema, 'A file of a policy pack of arrears');
  schema.properties = {
    [EXTENDS]: {
      type: 'string',
      minLength: 1,
      description: 'The pack whose settings hold where this one is silent: default, or a folder beside this one.',
    },
    ...schema.properties,
  };
  const evidence = schema.properties['evidence']!.items!;
  evidence.properties!['when'] = { $ref: '#/definitions/condition' };
  evidence.required = [...new Set([...(evidence.required ?? []), 'when'])];
  schema.definitions = CONDITIONS;
  nameColumns(schema.properties['columns']!);
  for (const file of bundled.filter((candidate) => !isLetterFile(candidate))) {
    describeSettings(schema, file.text, /([^/]+)\.ya?ml$/.exec(file.name)?.[1]);
  }
  return schema;
}

/** As a file may be written: packs are laid over one another block by block, so that only entries of lists must be whole. */
export function jsonSchemaOf(schema: z.ZodType, title: string): SchemaPart {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as SchemaPart;
  loosen(body);
  return { $schema, title, ...body };
}

function loosen(part: SchemaPart): void {
  delete part.required;
  for (const below of Object.values(part.properties ?? {})) loosen(below);
  for (const one of part.anyOf ?? []) loosen(one);
  if (typeof part.additionalProperties === 'object') loosen(part.additionalProperties);
}

/** Columns of each table, and those that hold dates. */
export function nameColumns(columns: SchemaPart): void {
  for (const [table, mapping] of Object.entries(columns.properties ?? {})) {
    const shape = TABLE_SHAPES[table as BookTable];
    const dated = shape.columns.filter(({ kind }) => kind === 'date' || kind === 'moment').map(({ name }) => name);
    mapping.properties!['titles']!.additionalProperties = {
      type: 'string',
      enum: shape.columns.map(({ name }) => name),
    };
    mapping.properties!['date_order']!.propertyNames = { type: 'string', enum: dated };
  }
}

/** Puts what the comments of a file say of a setting before what the schema expects of it. */
export function describeSettings(schema: SchemaPart, text: string, title?: string): void {
  for (const [path, comment] of commentsOf(text, (names) => partAt(schema, names) !== undefined, title)) {
    const part = partAt(schema, path.split(PATH_JOINT));
    if (part === undefined) continue;
    const expected = part.description === undefined ? '' : `\n\nExpected: ${part.description}.`;
    part.description = `${comment}${expected}`;
  }
}

function partAt(schema: SchemaPart, path: readonly string[]): SchemaPart | undefined {
  let part: SchemaPart | undefined = schema;
  // A name of the lender's own, such as that of an ageing schedule, is described by the block in which it stands.
  for (const name of path) part = part?.properties?.[name];
  return part;
}

const YES_NO: SchemaPart = { anyOf: [{ type: 'boolean' }, { enum: ['yes', 'no'] }] };
const COMPARED: Record<string, SchemaPart> = Object.fromEntries(
  COMPARISONS.map((word) => [word, { type: 'number', minimum: 0 }]),
);
const WINDOW: SchemaPart = { type: 'string', pattern: '^[1-9]\\d*d$', description: 'Only the last days, such as 90d.' };

/** What `parse-condition.ts` reads. */
const CONDITIONS: Record<string, SchemaPart> = {
  condition: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: {
      all: conditions('All of these hold.'),
      any: conditions('At least one of these holds.'),
      not: { $ref: '#/definitions/condition' },
      ...Object.fromEntries(FACT_NAMES.map((fact) => [fact, { $ref: `#/definitions/${comparisonWith(fact)}` }])),
    },
  },
  yes_or_no: { type: 'object', properties: { is: YES_NO }, required: ['is'], additionalProperties: false },
  number: comparison(COMPARED),
  count_of_events: comparison({ ...COMPARED, within: WINDOW }),
};

function conditions(description: string): SchemaPart {
  return { description, type: 'array', minItems: 1, items: { $ref: '#/definitions/condition' } };
}

function comparisonWith(fact: FactName): string {
  if (FACTS[fact] === 'yes_no') return 'yes_or_no';
  return (COUNTED_FACTS as readonly FactName[]).includes(fact) ? 'count_of_events' : 'number';
}

function comparison(properties: Record<string, SchemaPart>): SchemaPart {
  // `within` alone compares nothing.
  const anyOf = COMPARISONS.map((word) => ({ required: [word] }));
  return { type: 'object', properties, anyOf, additionalProperties: false };
}
