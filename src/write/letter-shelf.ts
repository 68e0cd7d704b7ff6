/** Where the files of letters go: beside one another, or into one ZIP. */
import { createHash } from 'node:crypto';
import { ZipFile } from 'yazl';
import type { RunDirectory } from './run-directory.js';
import type { WrittenFile } from './run-file.js';

export interface ShelfFile {
  write(piece: Uint8Array | string): void;
  /** Ends the file; its name is relative to the shelf. */
  close(): WrittenFile;
}

export interface LetterShelf {
  create(name: string): ShelfFile;
  /** Ends the shelf. Resolves once all of it is written. */
  finish(): Promise<void>;
}

/** Loose files below `folder` ('' or ending in `/`) of the run. */
export function looseShelf(run: RunDirectory, folder: string): LetterShelf {
  return {
    create(name) {
      const file = run.create(`${folder}${name}`);
      return { write: (piece) => file.write(piece), close: () => ({ ...file.close(), name }) };
    },
    finish: async () => undefined,
  };
}

/** Name of the ZIP. */
export const ARCHIVE_NAME = 'letters.zip';

/** The oldest day that a ZIP can say, by the clock of the machine: so the bytes are the same on every day and in every zone. */
const FIXED_DAY = new Date(1980, 0, 1);
const OWNER_ONLY_FILE = 0o100600;

/** Entries of `letters.zip` in `folder` of the run; one letter at a time is held in memory. The same letters give the same bytes. */
export function zipShelf(run: RunDirectory, folder: string): LetterShelf {
  const archive = run.create(`${folder}${ARCHIVE_NAME}`);
  const zip = new ZipFile();
  const written = new Promise<void>((resolve, reject) => {
    zip.outputStream.on('data', (bytes: Buffer) => archive.write(bytes));
    zip.outputStream.on('end', resolve);
    zip.on('error', reject);
  });
  written.catch(() => undefined);
  return {
    create(name) {
      const pieces: Buffer[] = [];
      return {
        write: (piece) => pieces.push(Buffer.from(piece as string)),
        close() {
          const content = Buffer.concat(pieces);
          zip.addBuffer(content, name, { mtime: FIXED_DAY, mode: OWNER_ONLY_FILE, forceDosTimestamp: true });
          return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
        },
      };
    },
    async finish() {
      zip.end();
      await written;
      archive.close();
    },
  };
}
