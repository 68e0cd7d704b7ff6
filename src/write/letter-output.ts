/** Letters as files of the form asked for. */
import type { PlannedLetter } from '../domain/letter.js';
import type { LetterPlace } from '../domain/notice-log.js';
import type { LetterBlock } from '../template/letter-markup.js';
import type { LetterTemplates } from '../template/letter-templates.js';
import type { LetterMerge } from './docx/merge-letter.js';
import { formatLetterHtml } from './letter-html.js';
import type { LetterShelf } from './letter-shelf.js';
import { formatLetterText } from './letter-text.js';
import { letterFileName, titleOf } from './notices.js';
import type { PageFonts } from './pdf/page-fonts.js';
import { openPrintFile, type PrintFile } from './pdf/print-letters.js';
import type { PrintedBatch, PrintShop } from './pdf/print-shop.js';
import type { WrittenFile } from './run-file.js';
import { safeName } from './safe-name.js';

/** Told where a letter stands, once it is written. */
type Told = (place: LetterPlace) => void;

export interface LetterOutput {
  /** Characters of the letter that the form cannot show. Such a letter must not be taken. */
  unprintable(blocks: readonly LetterBlock[]): readonly string[];
  /**
   * Takes the next letter, for the print file of that name where there are such; wait for it before the next. Letters of
   * one print file must follow one another. Throws `TemplateFailure` or `DocumentFault`.
   */
  take(planned: PlannedLetter, blocks: readonly LetterBlock[], printFile: string, told: Told): Promise<void>;
  /** Resolves once all is written. */
  finish(): Promise<void>;
}

/** A file for each letter, whose content is there at once. */
function fileOutput(
  shelf: LetterShelf,
  ending: 'txt' | 'html' | 'docx',
  contentOf: (planned: PlannedLetter, blocks: readonly LetterBlock[]) => string | Uint8Array,
): LetterOutput {
  return {
    unprintable: () => [],
    async take(planned, blocks, _, told) {
      // First the content: a template that fails leaves no empty file behind.
      const content = contentOf(planned, blocks);
      const file = shelf.create(letterFileName(planned, ending));
      file.write(content);
      told(placeOf(file.close()));
      // What a ZIP has been given is written in turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    },
    finish: () => shelf.finish(),
  };
}

export function textOutput(shelf: LetterShelf): LetterOutput {
  return fileOutput(shelf, 'txt', ({ letter }, blocks) => formatLetterText(blocks, letter.language));
}

export function htmlOutput(shelf: LetterShelf, templates: LetterTemplates): LetterOutput {
  const pageOf = ({ letter }: PlannedLetter, blocks: readonly LetterBlock[]) =>
    templates.pageOf(letter, titleOf(blocks), formatLetterHtml(blocks));
  return fileOutput(shelf, 'html', pageOf);
}

export function docxOutput(shelf: LetterShelf, merge: LetterMerge): LetterOutput {
  const merged = ({ letter }: PlannedLetter, blocks: readonly LetterBlock[]) =>
    merge.merge(letter, { language: letter.language, blocks });
  return fileOutput(shelf, 'docx', merged);
}

/** What a PDF is printed by. */
export interface PdfPress {
  readonly shop: PrintShop;
  readonly fonts: PageFonts;
}

/** Single letters under way: each is a batch of its own. */
const LETTERS_UNDER_WAY = 8;

/** A PDF for each letter. */
export function pdfOutput(shelf: LetterShelf, { shop, fonts }: PdfPress): LetterOutput {
  const underWay: { readonly name: string; readonly told: Told; readonly printed: Promise<PrintedBatch> }[] = [];
  const putAway = async (): Promise<void> => {
    const { name, told, printed } = underWay.shift()!;
    const { pdf } = await printed;
    const file = shelf.create(name);
    file.write(pdf);
    told(placeOf(file.close()));
  };
  return {
    unprintable: (blocks) => missingGlyphs(fonts, blocks),
    async take(planned, blocks, _, told) {
      const printed = shop.typeset([{ language: planned.letter.language, blocks }]);
      printed.catch(() => undefined);
      underWay.push({ name: letterFileName(planned, 'pdf'), told, printed });
      if (underWay.length >= LETTERS_UNDER_WAY) await putAway();
    },
    async finish() {
      while (underWay.length > 0) await putAway();
      await shelf.finish();
    },
  };
}

/** Print files with the letters of many, each beginning a page. */
export function printOutput(shelf: LetterShelf, { shop, fonts }: PdfPress): LetterOutput {
  let current: { readonly name: string; readonly print: PrintFile; close(): Promise<void> } | null = null;
  let letters: Told[] = [];

  function begin(name: string) {
    const file = shelf.create(name);
    const print = openPrintFile(shop, name, (bytes) => file.write(bytes));
    letters = [];
    const close = async (): Promise<void> => {
      const counts = await print.end();
      const written = file.close();
      let before = 0;
      for (const [index, told] of letters.entries()) {
        const last = before + counts[index]!;
        told({ ...placeOf(written), pageFrom: before + 1, pageTo: last });
        before = last;
      }
    };
    return { name, print, close };
  }

  return {
    unprintable: (blocks) => missingGlyphs(fonts, blocks),
    async take({ letter }, blocks, printFile, told) {
      if (current?.name !== printFile) {
        await current?.close();
        current = begin(printFile);
      }
      letters.push(told);
      await current.print.add({ language: letter.language, blocks });
    },
    async finish() {
      await current?.close();
      await shelf.finish();
    },
  };
}

/** Name of the print file of a group; '' is that of the letters which belong to none, null the file of all. */
export function printFileName(group: string | null): string {
  if (group === null) return 'letters.pdf';
  return `letters-${group === '' ? '~none' : safeName(group)}.pdf`;
}

/** A file of its own. */
function placeOf({ name, sha256 }: WrittenFile): LetterPlace {
  return { file: name, sha256, pageFrom: Number.NaN, pageTo: Number.NaN };
}

function missingGlyphs(fonts: PageFonts, blocks: readonly LetterBlock[]): readonly string[] {
  return fonts.missingIn(blocks.map(textOf).join(''));
}

function textOf(block: LetterBlock): string {
  if (block.kind === 'table') return [block.head, ...block.rows].flat().join('');
  return 'text' in block ? block.text : '';
}
