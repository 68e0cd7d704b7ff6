/**
 * A policy pack by bundled name or folder. The bundled pack was checked when the program was built: as long as not a
 * byte of its files has changed, its settings are taken from there, and neither YAML nor schema need be loaded.
 */
import { readFile } from 'node:fs/promises';
import { compilePolicy } from './compile-policy.js';
import { bundledPacks, hashOf, letterFilesOf, readPackFiles } from './pack-files.js';
import type { PolicyOutcome, PolicySource } from './policy.js';

/** The bundled pack as `build-bundled.ts` leaves it; a program run from its TypeScript source has none. */
export const BUILT_PACK = new URL('./bundled-pack.json', import.meta.url);

/** Reads the pack of a bundled name or of a folder; it is checked unless its files are those of which `built` was made. */
export async function loadPolicy(nameOrFolder: string, built: URL = BUILT_PACK): Promise<PolicyOutcome> {
  return (await takeBuilt(nameOrFolder, built)) ?? (await import('./build-policy.js')).readPolicy(nameOrFolder);
}

async function takeBuilt(nameOrFolder: string, built: URL): Promise<PolicyOutcome | undefined> {
  const text = await readFile(built, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const files = await readPackFiles(nameOrFolder, await bundledPacks(), { file: nameOrFolder, line: 0, column: 0 });
  if ('code' in files) return undefined;
  const source = JSON.parse(text) as PolicySource;
  const hash = hashOf(files);
  return hash === source.hash ? { policy: compilePolicy(source, letterFilesOf(files)), hash, files } : undefined;
}
