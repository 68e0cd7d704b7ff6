/** How a proposal is told to a reader: its language, its width, and what stands behind it. */
import type { MissingFact, Reason } from '../domain/determination.js';
import type { Language } from '../domain/language.js';
import { widthOf } from '../write/display-width.js';
import { describeMissing, describeReason } from '../write/words.js';
import { wrapText } from '../write/wrap-text.js';
import { articleOf } from './deadline-rows.js';
import type { OpenBook } from './open-book.js';

export type Say = (en: string, zh: string) => string;

export interface Page {
  readonly open: OpenBook;
  readonly language: Language;
  readonly say: Say;
  readonly width: number;
}

/** A reason as a sentence, the article behind it in brackets. */
export function sentence(reason: Reason, { open, language }: Page): string {
  const article = reason.basis === undefined ? undefined : articleOf(reason.basis, open.terms.law);
  const text = describeReason(reason, language, open.places);
  return article === undefined ? text : `${text} [${article}]`;
}

export function missingLines(missing: MissingFact, page: Page): string[] {
  return hung(`    ${page.say('missing: ', '缺少：')}`, describeMissing(missing, page.language), page);
}

/** The text behind `label`, its further lines under its first. */
export function hung(label: string, text: string, { width }: Page): string[] {
  const hang = widthOf(label);
  return wrapText(text, Math.max(24, width - hang)).map((line, at) => (at === 0 ? label : ' '.repeat(hang)) + line);
}
