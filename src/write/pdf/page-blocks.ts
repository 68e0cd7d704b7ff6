/** The blocks of a letter as the layout takes them: what can be told here need not be worked out by the typesetter, which is slow at it. */
import type { LetterBlock } from '../../template/letter-markup.js';

export type PageBlock =
  | Exclude<LetterBlock, { kind: 'table' }>
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      /** Columns that hold nothing but numbers. */
      readonly numeric: readonly boolean[];
      /** Row by row, as many as the head has in each. */
      readonly cells: readonly string[];
    };

export function pageBlockOf(block: LetterBlock): PageBlock {
  if (block.kind === 'table') return tableOf(block.head, block.rows);
  return 'text' in block ? { ...block, text: keepGaps(block.text) } : block;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): PageBlock {
  const cells = rows.flatMap((row) => head.map((_, column) => row[column] ?? ''));
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')));
  return { kind: 'table', head, numeric, cells };
}

/** A number as the letters write them, also with a percent sign. */
export function isNumber(text: string): boolean {
  return /^-?\d[\d,]*(?:\.\d+)?%?$/.test(text);
}

/** Room left for handwriting: spaces that follow one another would be one. */
function keepGaps(text: string): string {
  return text.replaceAll('  ', '\u3000');
}
