/**
 * The plain markup in which templates of letters are written, so that one template serves text, HTML and every other
 * form. A line is a paragraph; what stands at its beginning says what else it is:
 *
 *     # title            ## heading          < flush left        > flush right       : indented, no first-line indent
 *     | cells | of a | table |               (rows that follow one another are one table, the first of them its head)
 *     ----               where the receipt is torn off
 *     ====               a new page
 */

export type LetterBlock =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'left' | 'right' | 'field'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'tear' | 'page' | 'space' };

/** Stand for what the markup would take for its own in a value; code points that are no characters. */
const BAR = '\uFDD0';
const SHIELD = '\uFDD1';
const NO_CHARACTERS = /[\uFDD0-\uFDEF]/g;

/** A value as text that the markup leaves alone: one line, no cell borders, nothing at a line's beginning that says what it is. */
export function escapeForMarkup(value: string): string {
  const plain = value.replace(NO_CHARACTERS, '').replace(CONTROLS, ' ').trim();
  return SHIELD + plain.replaceAll('|', BAR);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const PREFIXES: readonly (readonly [string, 'title' | 'heading' | 'left' | 'right' | 'field'])[] = [
  ['## ', 'heading'],
  ['# ', 'title'],
  ['< ', 'left'],
  ['> ', 'right'],
  [': ', 'field'],
];

/** The blocks of a letter. Lines that hold nothing but `tagLine` are not there; blank lines that follow one another are one. */
export function parseMarkup(markup: string, tagLine: string): LetterBlock[] {
  const blocks: LetterBlock[] = [];
  let table: string[][] | null = null;
  for (const raw of markup.split('\n')) {
    const line = raw.trimEnd();
    if (line !== '' && line.replaceAll(tagLine, '').trim() === '') continue;
    const text = line.replaceAll(tagLine, '').trimEnd();
    if (text.startsWith('|')) {
      const cells = text
        .replace(/^\||\|$/g, '')
        .split('|')
        .map(plainOf);
      if (table === null) {
        table = [];
        blocks.push({ kind: 'table', head: cells, rows: table });
      } else {
        table.push(cells);
      }
      continue;
    }
    table = null;
    const block = blockOf(text);
    if (block.kind !== 'space' || (blocks.length > 0 && blocks.at(-1)!.kind !== 'space')) blocks.push(block);
  }
  while (blocks.at(-1)?.kind === 'space') blocks.pop();
  return blocks;
}

function blockOf(line: string): LetterBlock {
  if (line.trim() === '') return { kind: 'space' };
  if (/^-{4,}$/.test(line)) return { kind: 'tear' };
  if (/^={4,}$/.test(line)) return { kind: 'page' };
  for (const [prefix, kind] of PREFIXES) {
    if (line.startsWith(prefix)) return { kind, text: plainOf(line.slice(prefix.length)) };
  }
  return { kind: 'paragraph', text: plainOf(line) };
}

function plainOf(text: string): string {
  return text.replaceAll(SHIELD, '').replaceAll(BAR, '|').trim();
}
