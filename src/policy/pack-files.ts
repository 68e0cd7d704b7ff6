/** The files of one policy pack as texts, bundled or a lender's own, and the hash that tells one pack from another. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place, PolicyFault } from './fault.js';
import { didYouMean } from './parse-condition.js';
import type { PolicyFile } from './policy.js';

/** Packs that come with the program: beside `src` in the source tree, beside `dist` in the package. */
const BUNDLED_FOLDER = fileURLToPath(new URL('../../policies/', import.meta.url));

/** Folder of a pack that holds its templates of letters, and how their names end. */
const LETTERS_FOLDER = 'letters';
const LETTER_SUFFIX = '.liquid';
/** The Word document into which letters are merged, where the pack has one. */
const LETTER_DOCUMENT = 'document.docx';

/** Names of the packs that come with the program. */
export function bundledPacks(): Promise<string[]> {
  return readdir(BUNDLED_FOLDER);
}

/** The `.yaml` files and letter templates of a pack, given by bundled name or folder; a fault at `place` where they cannot be read. */
export async function readPackFiles(
  pack: string,
  bundled: readonly string[],
  place: Place,
): Promise<readonly PolicyFile[] | PolicyFault> {
  const isBundled = bundled.includes(pack);
  const folder = isBundled ? join(BUNDLED_FOLDER, pack) : pack;
  const refuse = (reason: string): PolicyFault => ({ ...place, code: 'cannot-read-pack', reason });
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return { ...place, code: 'pack-not-found', pack, bundled, ...didYouMean(basename(pack), bundled) };
    }
    if (code === 'ENOTDIR') return refuse(`${pack} is a file, not a folder`);
    if (code === 'EACCES') return refuse(`${pack} may not be read`);
    throw error;
  }
  const names = entries.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name)).map(({ name }) => name);
  if (names.length === 0) return refuse(`${pack} holds no .yaml file`);
  const letters = await letterNames(join(folder, LETTERS_FOLDER));
  const files: PolicyFile[] = [];
  for (const file of [...names.sort(), ...letters]) {
    const name = isBundled ? `policies/${pack}/${file}` : join(pack, file);
    const bytes = await readFile(join(folder, file));
    const text = isDocument({ name }) ? bytes.toString('base64') : utf8Text(bytes);
    if (text === undefined) return refuse(`${name} is not in UTF-8; save it as UTF-8 in the editor`);
    files.push({ name, text });
  }
  return files;
}

/** Templates below the pack's folder, in order; none where it has no such folder. */
async function letterNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith(LETTER_SUFFIX) || entry.name === LETTER_DOCUMENT))
    .map(({ name }) => name);
  return names.sort().map((name) => `${LETTERS_FOLDER}/${name}`);
}

/** Whether a file of a pack is a template or document of letters, not settings. */
export function isLetterFile(file: Pick<PolicyFile, 'name'>): boolean {
  return file.name.endsWith(LETTER_SUFFIX) || isDocument(file);
}

/** Whether it is the Word document, whose text is its bytes in base 64. */
export function isDocument({ name }: Pick<PolicyFile, 'name'>): boolean {
  return basename(name) === LETTER_DOCUMENT;
}

/** The templates and the document among the files of a pack and of those that it extends; of two with one name the first. */
export function letterFilesOf(files: readonly PolicyFile[]): readonly PolicyFile[] {
  const byName = new Map<string, PolicyFile>();
  for (const file of files) {
    const name = basename(file.name);
    if (isLetterFile(file) && !byName.has(name)) byName.set(name, file);
  }
  return [...byName.values()];
}

/** Strict: a file in GB18030 must not turn into settings full of replacement characters. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** SHA-256 in hex over names and bytes. */
export function hashOf(files: readonly PolicyFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${basename(name)}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest('hex');
}
