/** Cells that a spreadsheet would run. */

/** `= + - @`, tab and CR, and the full-width forms that Chinese and Japanese Excel takes for the same. */
const FORMULA_STARTS = '=+-@\t\r＝＋－＠';

/** Whether a spreadsheet would take the text for a formula or a command. */
export function startsLikeFormula(text: string): boolean {
  return text !== '' && FORMULA_STARTS.includes(text[0]!);
}
