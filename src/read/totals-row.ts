/**
 * Totals rows at the foot of a spreadsheet (合计, 总计, total …): neither records nor mistakes. Only those that
 * nothing but further ones follow are set aside; anywhere else such a row is read like any other.
 */

/** Rows looked back over from the end of the table; a longer tail of totals is read like other rows. */
export const MOST_TOTALS_ROWS = 20;

const TOTALS_WORDS: ReadonlySet<string> = new Set([
  '合计',
  '汇总',
  '总计',
  '小计',
  '本页合计',
  '本页小计',
  '总合计',
  '共计',
  '累计',
  'total',
  'totals',
  'subtotal',
  'sum',
  'grandtotal',
]);

function isTotalsWord(cell: string): boolean {
  if (cell.length > 40) return false;
  const word = cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/:$/, '');
  return TOTALS_WORDS.has(word);
}

/**
 * The cell that marks a row as totals: the first cell that is not blank; where the first cell of the row is blank,
 * also the first one that is words rather than a number. Undefined for every other row.
 */
export function totalsCell(cells: readonly string[]): string | undefined {
  for (const [position, cell] of cells.entries()) {
    const text = cell.trim();
    if (text === '') continue;
    if (isTotalsWord(text)) return text;
    if (position === 0 || cells[0]!.trim() !== '' || /\p{L}/u.test(text)) return undefined;
  }
  return undefined;
}
