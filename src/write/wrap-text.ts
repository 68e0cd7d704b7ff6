/**
 * Breaking text into lines by what the eye sees: a Chinese character is two columns wide, a combining mark none,
 * and no line begins with a closing mark (避头点) unless it is too narrow for the word before it.
 */
import { widthOf } from './display-width.js';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** May not begin a line. */
const CLOSING = '，。、；：？！）》」』”’】〕…％,.;:?!)]}%';
/** May not end a line. */
const OPENING = '（《「『“‘【〔([{￥¥';

/**
 * Lines of at most `width` columns (at least 2). Line ends within the text are kept; spaces at a break are dropped. A word
 * wider than a line is broken between its characters. Nothing is lost but the spaces at breaks.
 */
export function wrapText(text: string, width: number): string[] {
  const room = Math.max(width, 2);
  return text.split('\n').flatMap((line) => wrapLine(line, room));
}

/** The line as it is where it fits; else broken, its further lines indented four columns deeper than its first. */
export function wrapHanging(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const indent = line.length - line.trimStart().length;
  const hang = Math.min(indent + 4, Math.floor(width / 2));
  const [first = '', ...more] = wrapText(line, width);
  const rest = line.slice(first.length).trimStart();
  return more.length === 0 ? [first] : [first, ...wrapText(rest, width - hang).map((text) => ' '.repeat(hang) + text)];
}

/** What stands between spaces and is not longer than this may be a name. */
const MOST_NAME = 24;

/**
 * As {@link wrapHanging}, for a sentence that may name paths: those are never broken, even where they are wider than a
 * line, so that they can be copied.
 */
export function wrapMessage(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length);
  const hanging = `${indent}    `;
  const isWhole = (word: string) => /[/\\]/.test(word) || widthOf(word) <= MOST_NAME;
  const pieces = text.split(/(?<= )/).flatMap((word) => (isWhole(word) ? [word] : unbreakable(word)));
  const lines: string[] = [];
  let current = indent;
  for (const piece of pieces) {
    const isEmpty = current.trim() === '';
    if (!isEmpty && widthOf(current + piece.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = hanging + piece.trimStart();
    } else current += isEmpty ? piece.trimStart() : piece;
  }
  lines.push(current.trimEnd());
  return lines;
}

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  let columns = 0;
  for (const piece of unbreakable(line)) {
    let rest = piece;
    if (columns + widthOf(rest.trimEnd()) > width) {
      if (current.trim() !== '') lines.push(current.trimEnd());
      current = '';
      columns = 0;
      rest = rest.trimStart();
      const parts = cut(rest, width);
      lines.push(...parts.slice(0, -1));
      rest = parts.at(-1) ?? '';
    }
    current += rest;
    columns += widthOf(rest);
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}

/** Columns of the widest part of the text that a line break leaves whole where there is room. */
export function longestPiece(text: string): number {
  return Math.max(...unbreakable(text).map((piece) => widthOf(piece.trimEnd())), 0);
}

/** Dates, hyphened numbers and masked ones stay whole. */
const HELD_TOGETHER = '-*';
/** `events.csv:`, behind which the number of a line stands. */
const LINE_OF_FILE = /\w\.\w+:$/;

/** Words with the closing marks after them and the opening marks before them; see {@link HELD_TOGETHER}. */
function unbreakable(line: string): string[] {
  const pieces: string[] = [];
  let opening = '';
  for (const { segment } of words.segment(line)) {
    const last = pieces.length - 1;
    const before = opening === '' && last >= 0 ? pieces[last]! : ' ';
    const joins =
      CLOSING.includes(segment) ||
      HELD_TOGETHER.includes(segment) ||
      HELD_TOGETHER.includes(before.at(-1)!) ||
      (LINE_OF_FILE.test(before) && /^\d+$/.test(segment));
    if (joins && segment !== ' ' && !before.endsWith(' ')) pieces[last] += segment;
    else if (OPENING.includes(segment)) opening += segment;
    else {
      pieces.push(opening + segment);
      opening = '';
    }
  }
  if (opening !== '') pieces.push(opening);
  return pieces;
}

/** The text in pieces of at most `width` columns. */
function cut(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(text)) {
    if (part !== '' && widthOf(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  parts.push(part);
  return parts;
}

/** The text with spaces to `width` columns; longer text is left as it is. */
export function padTo(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'right' ? text + spaces : spaces + text;
}

/** Control characters and direction overrides as spaces: a name in a file must not move the cursor or colour the screen. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
