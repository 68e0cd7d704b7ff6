/** Writes dossiers as text, HTML or JSON: to standard output, or whole into a file of the owner's. */
import { pageJson } from '../write/page.js';
import { pagesHtml } from '../write/page-html.js';
import { pageText } from '../write/page-text.js';
import { refuseExisting, writeWholeFile } from '../write/whole-file.js';
import { dossierPage } from './dossier/dossier-page.js';
import type { OpenBook } from './open-book.js';
import { say, terminalWidth, writeResult } from './streams.js';

export const DOSSIER_FORMATS = ['text', 'html', 'json'] as const;
export type DossierFormat = (typeof DOSSIER_FORMATS)[number];

export interface DossierSettings {
  readonly format: DossierFormat;
  /** A file; standard output where undefined or `-`. */
  readonly out: string | undefined;
}

/** Refuses, before a long read, a file that is there already. */
export function refuseTarget(out: string | undefined): void {
  if (out !== undefined && out !== '-') refuseExisting(out);
}

/** A file is made for paper and mail, so that its text is as wide as a terminal of 80 columns. */
const FILE_WIDTH = 80;

export function printDossiers(open: OpenBook, borrowers: readonly number[], { format, out }: DossierSettings): void {
  const isFile = out !== undefined && out !== '-';
  const pages = borrowers.map((borrower) => dossierPage(open, borrower));
  const width = isFile ? FILE_WIDTH : terminalWidth();
  const text =
    format === 'html'
      ? pagesHtml(pages)
      : format === 'json'
        ? `${JSON.stringify(pages.map(pageJson), null, 2)}\n`
        : pages.map((page) => pageText(page, width)).join('\n');
  if (!isFile) {
    writeResult(text);
    return;
  }
  writeWholeFile(out, Buffer.from(text));
  say(open.language === 'zh' ? `已写入 ${out}` : `Written to ${out}`);
}
