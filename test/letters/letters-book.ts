/** The book of `fixtures/letters` through reading, planning and writing, without a process of its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLetterTemplates } from '../../src/cli/letter-templates.js';
import { type OpenBook, openBook, openPolicy } from '../../src/cli/open-book.js';
import { type NoticeRequest, writeNotices } from '../../src/cli/write-notices.js';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { borrowerIdOf } from '../../src/portfolio/borrower-ids.js';
import type { LetterTemplates } from '../../src/template/letter-templates.js';
import { newBookAssessment } from '../../src/triage.js';
import type { RunDirectory } from '../../src/write/run-directory.js';
import { ROOT } from '../cli/arrears.js';

export const LETTERS = join(ROOT, 'fixtures', 'letters');

export interface LettersBook {
  readonly open: OpenBook;
  readonly templates: LetterTemplates;
}

export async function openLetters(asOf = '2026-11-20'): Promise<LettersBook> {
  const file = (name: string) => join(LETTERS, `${name}.csv`);
  const policy = await openPolicy(join(LETTERS, 'pack'));
  const open = await openBook(
    {
      loans: file('loans'),
      payments: file('payments'),
      parties: file('parties'),
      events: file('events'),
      policy: join(LETTERS, 'pack'),
      asOf: parseIsoDate(asOf)!,
      threads: 1,
    },
    policy,
  );
  return { open, templates: await openLetterTemplates(policy) };
}

export interface WrittenLetters {
  /** By file name. */
  readonly files: ReadonlyMap<string, string>;
  /** Rows of not-sent.csv without its header. */
  readonly notSent: readonly string[];
  /** manifest.csv */
  readonly manifest: string;
}

/** Letters about the borrowers named, or all of the book. */
export async function writeAll(
  { open, templates }: LettersBook,
  request: NoticeRequest,
  borrowers?: readonly string[],
): Promise<WrittenLetters> {
  const files = new Map<string, string>();
  const create = (name: string) => {
    const parts: (string | Uint8Array)[] = [];
    return {
      write: (part: string | Uint8Array) => parts.push(part),
      close: () => {
        const text = parts
          .map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString('utf8')))
          .join('');
        files.set(name, text);
        return { name, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
      },
    };
  };
  const all = Array.from({ length: open.portfolio.borrowerCount }, (_, borrower) => borrower);
  const wanted = all.filter(
    (borrower) => borrowers?.includes(borrowerIdOf(open.portfolio.borrowerIds, borrower)) ?? true,
  );
  await writeNotices(
    { create } as unknown as RunDirectory,
    '',
    open,
    { book: newBookAssessment(open.portfolio) },
    Int32Array.from(wanted),
    templates,
    request,
    new Map(),
  );
  const notSent = files.get('not-sent.csv')!.replace('\uFEFF', '').trimEnd().split(/\r?\n/).slice(1);
  const manifest = files.get('manifest.csv')!;
  files.delete('manifest.csv');
  files.delete('not-sent.csv');
  return { files, notSent, manifest };
}

export function golden(name: string): string {
  return join(LETTERS, 'expected', name);
}

export function readGolden(name: string): string {
  return readFileSync(golden(name), 'utf8');
}
