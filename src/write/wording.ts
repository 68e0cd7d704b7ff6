/** Text put together from pieces, for whoever takes them: a string, or the bytes of a CSV cell. */
import { type Fen, formatFenGrouped } from '../domain/money.js';

/** Takes the text of one cell or sentence in order. */
export interface Wording {
  /** Text that recurs, made ready once by {@link textPiece}. */
  piece(piece: TextPiece): void;
  /** Yuan with separators, `1,234,567.89`; nothing for NaN. */
  amount(fen: Fen): void;
  /** Any other text. */
  word(text: string): void;
}

/** Text with its UTF-8 bytes. Make it once and keep it. */
export interface TextPiece {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** What its characters ask of a CSV cell: {@link NEEDS_QUOTES} and {@link HAS_QUOTE}, or 0. */
  readonly marks: number;
}

/** The cell has to stand in quotes. */
export const NEEDS_QUOTES = 1;
/** It holds a quote, to be doubled. */
export const HAS_QUOTE = 2;

/** What a byte, or a character below 0x80, asks of the cell in which it stands. */
export const MARKS = new Uint8Array(256);
for (const character of ',\r\n') MARKS[character.charCodeAt(0)] = NEEDS_QUOTES;
MARKS['"'.charCodeAt(0)] = NEEDS_QUOTES | HAS_QUOTE;

const encoder = new TextEncoder();

export function textPiece(text: string): TextPiece {
  const bytes = encoder.encode(text);
  let marks = 0;
  for (const byte of bytes) marks |= MARKS[byte]!;
  return { text, bytes, marks };
}

/** What `tell` says, as a string. */
export function textOfWording(tell: (into: Wording) => void): string {
  let text = '';
  tell({
    piece(piece) {
      text += piece.text;
    },
    amount(fen) {
      text += formatFenGrouped(fen);
    },
    word(word) {
      text += word;
    },
  });
  return text;
}
