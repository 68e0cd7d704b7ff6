/** The law pack for a terminal: one block for each question, as wide as the screen, in the words of the table. */
import type { Language } from '../domain/language.js';
import type { Law } from '../domain/law.js';
import { widthOf } from './display-width.js';
import { closingLines, lawSections, openingLines } from './law-table.js';
import { LAW_WORDS } from './law-words.js';
import { wrapText } from './wrap-text.js';

/** Columns that stand in the first two lines of a block, by their place; the others follow with their names. */
const ID = 0;
const QUESTION = 1;

/** The pack as it stands on `asOfIso`, in lines of at most `width` columns. */
export function formatLawText(law: Law, asOfIso: string, language: Language, width: number): string {
  const { columns } = LAW_WORDS[language];
  const lines: string[] = [];
  const opening = openingLines(law, asOfIso, language).join('\n').split('\n\n');
  // Paragraphs that the table breaks for a wide page.
  for (const paragraph of opening) {
    if (lines.length > 0) lines.push('');
    lines.push(...wrapText(paragraph.replaceAll('\n', language === 'zh' ? '' : ' '), width));
  }
  for (const { heading, rows } of lawSections(law, asOfIso, language)) {
    lines.push('', `── ${heading}`);
    for (const cells of rows) {
      lines.push('', cells[ID]!, ...indented('', cells[QUESTION]!, width));
      for (const [at, cell] of cells.entries()) {
        if (at > QUESTION && cell !== '')
          lines.push(...indented(`${columns[at]!}${language === 'zh' ? '：' : ': '}`, cell, width));
      }
    }
  }
  lines.push('');
  for (const line of closingLines(law, language)) lines.push(...wrapText(line, width));
  return `${lines.join('\n')}\n`;
}

/** `label` and then the text, its further lines under its first. */
function indented(label: string, text: string, width: number): string[] {
  const hang = 2 + widthOf(label);
  return wrapText(text, Math.max(24, width - hang)).map((line, at) =>
    at === 0 ? `  ${label}${line}` : `${' '.repeat(hang)}${line}`,
  );
}
