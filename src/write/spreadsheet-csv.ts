/**
 * CSV as spreadsheets open it with a double click: UTF-8 with a byte-order mark, or GB18030; lines end in CR LF (RFC 4180);
 * text that a spreadsheet would take for a number or a date is written as the formula `="…"`, of which it shows the text.
 *
 * It is made of the finished rows of `CsvBytes`, piece by piece, so that whoever does not ask for it pays nothing.
 */
import type { ByteSink } from './columns.js';
import type { CsvForm } from './csv-form.js';
import { startsLikeFormula } from './formula-cell.js';
import { NoGb18030Form, utf8ToGb18030 } from './gb18030.js';
import { OutputRefused } from './output-refused.js';
import { isTakenForValue } from './taken-for-value.js';

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
const COMMA = 0x2c;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const CR = 0x0d;
const LF = 0x0a;
const CR_LF = Uint8Array.of(CR, LF);
/** Bytes from which a call of the engine's own copying is sooner done than a loop. */
const WORTH_A_CALL = 40;
/** `"=""` and `"""`. */
const BEFORE_TEXT = Uint8Array.of(0x22, 0x3d, 0x22, 0x22);
const AFTER_TEXT = Uint8Array.of(0x22, 0x22, 0x22);
/** Excel takes a file that begins with these for one of another kind (SYLK). */
const OTHER_KIND = Uint8Array.of(0x49, 0x44);

/** The header row, finished as UTF-8, in the form asked for; a mark goes before it. */
export function headerInForm(header: Uint8Array, form: CsvForm): Uint8Array {
  if (form === null) return header;
  const pieces: Uint8Array[] = form === 'bom' ? [BYTE_ORDER_MARK] : [];
  const isOtherKind = header[0] === OTHER_KIND[0] && header[1] === OTHER_KIND[1];
  const own = isOtherKind ? quoteFirstCell(header) : header;
  rowsInForm(form, [], (bytes) => pieces.push(bytes.slice()))(own);
  return Buffer.concat(pieces);
}

function quoteFirstCell(row: Uint8Array): Uint8Array {
  const end = row.findIndex((byte) => byte === COMMA || byte === LF);
  return Buffer.concat([Uint8Array.of(QUOTE), row.subarray(0, end), Uint8Array.of(QUOTE), row.subarray(end)]);
}

/**
 * A sink for whole finished rows, in one piece or many, that hands them to `sink` in the form asked for. `isText` says of
 * each column whether it holds text; of any column beyond it does. Throws {@link OutputRefused} at a character that GB18030
 * has no form for.
 */
export function rowsInForm(form: CsvForm, isText: readonly boolean[], sink: ByteSink): ByteSink {
  if (form === null) return sink;
  const rows = new SpreadsheetRows(isText);
  return (bytes) => {
    if (bytes.length === 0) return;
    const converted = rows.convert(bytes);
    sink(form === 'bom' ? converted : inGb18030(converted));
  };
}

function inGb18030(utf8: Uint8Array): Uint8Array {
  try {
    return utf8ToGb18030(utf8);
  } catch (error) {
    if (!(error instanceof NoGb18030Form)) throw error;
    throw new OutputRefused({ code: 'no-gb18030-form', target: error.character });
  }
}

class SpreadsheetRows {
  private readonly isText: readonly boolean[];
  private out = new Uint8Array(1 << 16);
  private length = 0;

  constructor(isText: readonly boolean[]) {
    this.isText = isText;
  }

  /** Whole rows; the result is overwritten by the next call. */
  convert(rows: Uint8Array): Uint8Array {
    this.length = 0;
    let copied = 0;
    let column = 0;
    for (let at = 0; at < rows.length; at++) {
      const start = at;
      at = endOfCell(rows, start);
      if (this.isText[column] !== false) {
        const isQuoted = rows[start] === QUOTE;
        const from = bareStart(rows, isQuoted ? start + 1 : start, at);
        const until = isQuoted ? at - 1 : at;
        if (isTakenForValue(rows, from, until)) {
          this.put(rows, copied, start);
          this.put(BEFORE_TEXT, 0, BEFORE_TEXT.length);
          this.put(rows, from, until);
          this.put(AFTER_TEXT, 0, AFTER_TEXT.length);
          copied = at;
        }
      }
      if (rows[at] !== LF) {
        column++;
        continue;
      }
      this.put(rows, copied, at);
      this.put(CR_LF, 0, CR_LF.length);
      copied = at + 1;
      column = 0;
    }
    if (copied !== rows.length) throw new RangeError('a CSV row is cut off');
    return this.out.subarray(0, this.length);
  }

  private put(bytes: Uint8Array, from: number, until: number): void {
    const count = until - from;
    if (this.length + count > this.out.length) this.grow(count);
    if (count < WORTH_A_CALL) {
      const out = this.out;
      let at = this.length;
      for (let index = from; index < until; index++) out[at++] = bytes[index]!;
    } else this.out.set(bytes.subarray(from, until), this.length);
    this.length += count;
  }

  private grow(count: number): void {
    const larger = new Uint8Array(Math.max(this.out.length * 2, this.length + count));
    larger.set(this.out.subarray(0, this.length));
    this.out = larger;
  }
}

/** The comma or line end after the cell that starts at `start`. */
function endOfCell(rows: Uint8Array, start: number): number {
  let at = start;
  if (rows[at] === QUOTE) {
    do {
      at++;
      while (at < rows.length && rows[at] !== QUOTE) at++;
      // A doubled quote does not end the cell.
      at++;
    } while (rows[at] === QUOTE);
    return at;
  }
  while (at < rows.length && rows[at] !== COMMA && rows[at] !== LF) at++;
  return at;
}

/** After the apostrophe that keeps a signed number from being a formula: as text it needs none. */
function bareStart(rows: Uint8Array, from: number, until: number): number {
  if (rows[from] !== APOSTROPHE || from + 1 >= until) return from;
  const next = Buffer.from(rows.buffer, rows.byteOffset + from + 1, Math.min(3, until - from - 1)).toString('utf8');
  return startsLikeFormula(next) ? from + 1 : from;
}
