/** A pack to begin with: short and commented over the bundled one, or a full copy of it. */
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyJsonSchema } from './json-schema.js';
import { bundledPacks, isDocument, isLetterFile, readPackFiles } from './pack-files.js';
import type { PolicyFile } from './policy.js';

/** Files to begin with: beside `src` in the source tree, beside `dist` in the package. */
const STARTER_PACK = fileURLToPath(new URL('../../starters/policy.yaml', import.meta.url));
const BUNDLED = 'default';
export const POLICY_SCHEMA_FILE = 'arrears-policy.schema.json';

/** Files by their names in the folder of a new pack, which goes by the name of that folder. */
export async function starterPack(folder: string, isFull: boolean): Promise<ReadonlyMap<string, string>> {
  const name = `name: ${JSON.stringify(basename(resolve(folder)))}`;
  const files = new Map<string, string>();
  if (isFull) for (const [file, text] of await copyOfBundled(name)) files.set(file, text);
  else
    files.set(
      'policy.yaml',
      (await readFile(STARTER_PACK, 'utf8')).replace(/^name: .*$/m, () => name),
    );
  files.set(POLICY_SCHEMA_FILE, await policySchemaText());
  return files;
}

/** The JSON Schema of the files of a pack. */
export async function policySchemaText(): Promise<string> {
  return `${JSON.stringify(policyJsonSchema(await bundledFiles()), null, 1)}\n`;
}

async function copyOfBundled(name: string): Promise<readonly (readonly [string, string])[]> {
  const files = (await bundledFiles()).filter((file) => !isDocument(file));
  return files.map((file) => {
    const own = file.name.slice(`policies/${BUNDLED}/`.length);
    if (isLetterFile(file)) return [own, file.text];
    const text = file.text.replace(new RegExp(`^name: ${BUNDLED}$`, 'm'), () => name);
    return [own, `# yaml-language-server: $schema=${POLICY_SCHEMA_FILE}\n${text}`];
  });
}

async function bundledFiles(): Promise<readonly PolicyFile[]> {
  const files = await readPackFiles(BUNDLED, await bundledPacks(), { file: BUNDLED, line: 0, column: 0 });
  if ('code' in files) throw new Error(`the bundled pack cannot be read: ${files.code}`);
  return files;
}
