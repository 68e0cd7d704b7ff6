/** Keeps what is said on standard error within 80 columns. */
import { wrapMessage } from '../write/wrap-text.js';

const MOST_COLUMNS = 80;
const LEAST_COLUMNS = 40;

/** `arrears: …` and `loans.csv:118: error[bad-date]: …`: one line each, as a search through a log expects it. */
const HEAD_OF_PROBLEM = /^arrears[:：]|^\S.*?: (?:error|warning|错误|提示)\[[a-z-]+\]/;
/** A line that is coloured as a whole. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a colour
const COLOURED = /^((?:\u001b\[\d+m)+)(.*?)((?:\u001b\[\d+m)+)$/;

/** The text with its lines broken where they are too long for a terminal of `columns`; paths and heads of problems stay whole. */
export function foldLines(text: string, columns: number): string {
  const width = Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS));
  return text
    .split('\n')
    .flatMap((line) => {
      if (HEAD_OF_PROBLEM.test(line)) return [line];
      const [, colour = '', plain = line, end = ''] = COLOURED.exec(line) ?? [];
      const folded = wrapMessage(plain, width);
      return folded.map((part, at) => `${at === 0 ? colour : ''}${part}${at === folded.length - 1 ? end : ''}`);
    })
    .join('\n');
}
