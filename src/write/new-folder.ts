/** Files of a folder that is new or empty: what stands there already is never touched. */
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputRefused, orRefuse } from './output-refused.js';
import { writeWholeFile } from './whole-file.js';

/** Writes texts by their names in `folder`, which is made where it is not there; throws {@link OutputRefused} where it holds anything. */
export function writeNewFolder(folder: string, files: ReadonlyMap<string, string>): void {
  refuseFilled(folder);
  for (const [name, text] of files) {
    const path = join(folder, name);
    orRefuse(folder, () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
    writeWholeFile(path, Buffer.from(text, 'utf8'));
  }
}

function refuseFilled(folder: string): void {
  const names = orRefuse(folder, () => namesIn(folder));
  if (names === undefined) throw new OutputRefused({ code: 'not-a-directory', target: folder });
  if (names.length > 0) throw new OutputRefused({ code: 'folder-not-empty', target: folder, names: names.sort() });
}

/** None where the folder is not there, undefined where it is no folder. */
function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return undefined;
    throw error;
  }
}
