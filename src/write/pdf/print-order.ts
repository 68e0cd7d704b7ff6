/** What is said between the one who wants pages and the process that typesets them. All of it can be sent. */
import type { Language } from '../../domain/language.js';
import type { LetterBlock } from '../../template/letter-markup.js';

/** What is put on pages; see page-layout.ts for what is made of each block. */
export interface PageLetter {
  readonly language: Language;
  readonly blocks: readonly LetterBlock[];
}

export interface PrintOrder {
  readonly order: number;
  readonly fontFiles: readonly string[];
  readonly families: readonly string[];
  readonly letters: readonly PageLetter[];
}

export type PrintAnswer =
  | { readonly order: number; readonly pdf: Uint8Array; readonly lastPages: readonly number[] }
  | { readonly order: number; readonly failure: string };
