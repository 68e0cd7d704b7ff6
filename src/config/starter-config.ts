/** An arrears.yaml to begin with, and the JSON Schema by which editors complete, explain and check it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeSettings, jsonSchemaOf, nameColumns } from '../policy/json-schema.js';
import { configSchema } from './config-schema.js';

const STARTER = fileURLToPath(new URL('../../starters/arrears.yaml', import.meta.url));
export const CONFIG_SCHEMA_FILE = 'arrears-config.schema.json';

export function starterConfig(): Promise<string> {
  return readFile(STARTER, 'utf8');
}

/** The JSON Schema of an arrears.yaml; what it says of a setting is the starter's comment on it. */
export async function configSchemaText(): Promise<string> {
  const schema = jsonSchemaOf(configSchema, 'Settings of arrears (arrears.yaml)');
  nameColumns(schema.properties!['columns']!);
  describeSettings(schema, allInUse(await starterConfig()));
  return `${JSON.stringify(schema, null, 1)}\n`;
}

/** Settings put out of use are put into use: a comment then stands before its setting. The head of the file speaks of none. */
function allInUse(text: string): string {
  return text.slice(text.indexOf('\n\n')).replace(/^# /gm, '');
}
