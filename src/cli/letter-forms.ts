/** The form in which letters are asked for, opened: what fails is told before a book is read. */
import { LETTER_KINDS, type Letter } from '../domain/letter.js';
import type { LetterFormat, PrintGroup } from '../domain/letter-format.js';
import { isDocument } from '../policy/pack-files.js';
import type { Policy } from '../policy/policy.js';
import { readWholeFile } from '../read/whole-file.js';
import { bareLetter, specimenLetter } from '../template/specimen-letter.js';
import type { LetterMerge } from '../write/docx/merge-letter.js';
import { docxOutput, htmlOutput, pdfOutput, printOutput, textOutput } from '../write/letter-output.js';
import { looseShelf, zipShelf } from '../write/letter-shelf.js';
import { UserError } from './exit.js';
import type { OpenLetterOutput } from './write-notices.js';

export interface LetterFormOptions {
  readonly format: LetterFormat;
  readonly printFile?: PrintGroup;
  readonly zip?: boolean;
  /** Word document of the bank's own. */
  readonly document?: string;
  /** Font files for characters that the bundled font lacks. */
  readonly font?: readonly string[];
}

export interface LetterForm {
  readonly openOutput: OpenLetterOutput;
  /** Ends whatever works on letters. */
  close(): void;
}

/** As many as a desk has cores to spare. */
const PRESSES = 2;

/**
 * In DOCX letters are merged into the document named, else into the pack's own, else they stand on a plain page. Throws
 * {@link UserError} where the document or a font cannot be used.
 */
export async function openLetterForm(
  { format, printFile, zip, document, font }: LetterFormOptions,
  policy: Policy,
): Promise<LetterForm> {
  const shelfOf = zip === true ? zipShelf : looseShelf;
  const nothing = () => undefined;
  switch (format) {
    case 'txt':
      return { openOutput: (run, folder) => textOutput(shelfOf(run, folder)), close: nothing };
    case 'html':
      return {
        openOutput: (run, folder, templates) => htmlOutput(shelfOf(run, folder), templates),
        close: nothing,
      };
    case 'docx': {
      const merge = await openDocument(document === undefined ? documentOf(policy) : readDocument(document));
      return { openOutput: (run, folder) => docxOutput(shelfOf(run, folder), merge), close: nothing };
    }
    case 'pdf': {
      const fonts = await openFonts(font ?? []);
      const { openPrintShop } = await import('../write/pdf/print-shop.js');
      const shop = openPrintShop(fonts, PRESSES);
      const outputOf = printFile === undefined ? pdfOutput : printOutput;
      return {
        openOutput: (run, folder) => outputOf(shelfOf(run, folder), { shop, fonts }),
        close: () => shop.close(),
      };
    }
  }
}

/** A Word document, by the name under which messages speak of it. */
export interface LetterDocument {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The document of the policy pack; null where it has none. */
export function documentOf({ letterFiles }: Policy): LetterDocument | null {
  const file = letterFiles.find(isDocument);
  return file === undefined ? null : { name: file.name, bytes: Buffer.from(file.text, 'base64') };
}

/** Letterheads with pictures stay well below. */
const MOST_DOCUMENT_BYTES = 20_000_000;

function readDocument(name: string): LetterDocument {
  const bytes = readWholeFile(name, MOST_DOCUMENT_BYTES);
  if (Buffer.isBuffer(bytes)) return { name, bytes };
  throw new UserError(
    { en: `${name} cannot be read: ${bytes.reason}.`, zh: `无法读取 ${name}：${bytes.reason}。` },
    { en: 'Name a Word document (.docx) with --document.', zh: '请用 --document 指定 Word 文档（.docx）。' },
  );
}

/** Letters of each kind with all that they can have, and with all blank that may be. */
function specimens(): Letter[] {
  return LETTER_KINDS.flatMap((kind) => {
    const role = kind === 'guarantor-demand' ? 'guarantor' : 'borrower';
    return [specimenLetter(kind, 'zh', role), bareLetter(kind, 'zh', role)];
  });
}

/**
 * A document, tried out on letters of each kind: a placeholder that no letter has is told at once. Throws
 * {@link UserError}.
 */
export async function openDocument(document: LetterDocument | null): Promise<LetterMerge> {
  const { DocumentFault, openLetterMerge } = await import('../write/docx/merge-letter.js');
  try {
    const merge = await openLetterMerge(document?.bytes ?? null);
    for (const letter of specimens()) merge.merge(letter, { language: letter.language, blocks: [] });
    return merge;
  } catch (error) {
    if (document === null || !(error instanceof DocumentFault)) throw error;
    const faults = error.faults.join('\n  ');
    throw new UserError(
      {
        en: `letters cannot be merged into ${document.name}:\n  ${faults}`,
        zh: `信函无法套入 ${document.name}：\n  ${faults}`,
      },
      {
        en: 'Correct the document; arrears policy check lists the placeholders, written {addressee.name} in it.',
        zh: '请修改该文档；arrears policy check 列出可用占位符，文档中写作 {addressee.name}。',
      },
    );
  }
}

async function openFonts(files: readonly string[]) {
  const { openPageFonts, UnreadableFont } = await import('../write/pdf/page-fonts.js');
  try {
    return await openPageFonts(files);
  } catch (error) {
    if (!(error instanceof UnreadableFont)) throw error;
    throw new UserError(
      { en: `${error.file} cannot be read as a font.`, zh: `无法将 ${error.file} 作为字体读取。` },
      { en: 'Give a TrueType or OpenType file.', zh: '请提供 TrueType 或 OpenType 字体文件。' },
    );
  }
}
