/** Adding letters to a log: the whole new file takes the place of the old one at once, or nothing changes. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import type { SentLetter } from '../domain/notice-log.js';
import type { OutputColumn } from './columns.js';
import { MANIFEST_COLUMNS } from './notice-manifest.js';
import { writeCsv, writeCsvRows } from './tables.js';
import { replaceWholeFile } from './whole-file.js';

const LF = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * Adds rows at the end of the log at `path`; what stands in it stays, byte by byte. `titles` are its columns in order, by
 * their names in the manifest or '' for one of somebody's own, which stays blank; null where there is no log yet. Throws
 * `OutputRefused`.
 */
export function appendToLog(path: string, titles: readonly string[] | null, letters: readonly SentLetter[]): void {
  // A link to a log stays a link.
  const target = existsSync(path) ? realpathSync(path) : path;
  replaceWholeFile(target, (sink) => {
    if (titles === null) {
      writeCsv(MANIFEST_COLUMNS, letters, 'names', sink);
      return;
    }
    const before = readFileSync(target);
    sink(before);
    if (before.length > 0 && before.at(-1) !== LF) sink(Buffer.from('\n'));
    // A log with a mark is one that a spreadsheet wrote or is to open.
    const form = BYTE_ORDER_MARK.every((byte, at) => before[at] === byte) ? 'bom' : null;
    writeCsvRows(titles.map(columnNamed), letters, sink, form);
  });
}

function columnNamed(name: string): OutputColumn<SentLetter> {
  return MANIFEST_COLUMNS.find((column) => column.name === name) ?? NOTHING;
}

const NOTHING: OutputColumn<SentLetter> = { name: '', zh: '', en: '', kind: 'text', of: () => '' };
