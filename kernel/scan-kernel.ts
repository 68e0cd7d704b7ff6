/**
 * Cuts plain records out of a window of bytes, 64 bytes at a time, and reads columns of plain cells. Written in AssemblyScript and compiled to
 * WebAssembly by `npm run build`; `src/read/scan-kernel.ts` is the other end, `src/read/tokenise.ts` says the same in
 * TypeScript and cuts every record that is left to it here. Knows cells and lines, nothing of what they mean.
 */

const LF: u32 = 0x0a;
const CR: u32 = 0x0d;
const SPACE: u32 = 0x20;
const QUOTE: u32 = 0x22;
const BLOCK: u32 = 64;

// Addresses, all settled by `place`.
let window: usize = 0;
let froms: usize = 0;
let ends: usize = 0;
let lines: usize = 0;
let cellStarts: usize = 0;
let cellEnds: usize = 0;
/** Where `cut` leaves the offset of the next record and the line on which it begins. */
let answer: usize = 0;
/** Epoch days by year, month and day, see `src/read/byte-dates.ts`. */
let dayTable: usize = 0;
/** Bytes from the cell of one column to that of the next. */
let stride: usize = 0;
let mostRows: u32 = 0;
let longestQuoted: u32 = 0;

export function place(
  windowAt: usize,
  fromsAt: usize,
  endsAt: usize,
  linesAt: usize,
  cellStartsAt: usize,
  cellEndsAt: usize,
  answerAt: usize,
  dayTableAt: usize,
  columnStride: u32,
  rows: u32,
  longestQuotedBytes: u32,
): void {
  window = windowAt;
  froms = fromsAt;
  ends = endsAt;
  lines = linesAt;
  cellStarts = cellStartsAt;
  cellEnds = cellEndsAt;
  answer = answerAt;
  dayTable = dayTableAt;
  stride = (<usize>columnStride) << 2;
  mostRows = rows;
  longestQuoted = longestQuotedBytes;
}

function maskOf(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(a, byte)) | ((<u32>i8x16.bitmask(i8x16.eq(b, byte))) << 16)) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(c, byte)) | ((<u32>i8x16.bitmask(i8x16.eq(d, byte))) << 16))) << 32)
  );
}

/** Every bit turned over as often as there are set bits at or below it. */
function parityBelow(bits: u64): u64 {
  let parity = bits ^ (bits << 1);
  parity ^= parity << 2;
  parity ^= parity << 4;
  parity ^= parity << 8;
  parity ^= parity << 16;
  return parity ^ (parity << 32);
}

function byteAt(at: u32): u32 {
  return <u32>load<u8>(window + at);
}

/**
 * Cuts the records that start before `until`, from `first` on, into rows from `row` on; gives the number of rows there
 * are then. Stops at the first record that is not plain, at a line that may be blank, where the rows are full and where
 * the window ends. The byte at `length` must be LF, and 64 bytes behind it must be readable.
 */
export function cut(
  first: u32,
  firstLine: u32,
  length: u32,
  until: u32,
  delimiter: u32,
  columns: u32,
  firstRow: u32,
): u32 {
  const delimiters = i8x16.splat(<i8>delimiter);
  const quoteSigns = i8x16.splat(<i8>QUOTE);
  const lineFeeds = i8x16.splat(<i8>LF);
  const returns = i8x16.splat(<i8>CR);
  let row = firstRow;
  let line = firstLine;
  let record = first;
  let start = first;
  let column: u32 = 0;
  let cell = (<usize>row) << 2;
  /** Quotes of the present record in the blocks before this one, and how many of its quotes enclose cells. */
  let quotes: u32 = 0;
  let enclosing: u32 = 0;
  /** All ones where a block begins within quotes. */
  let within: u64 = 0;
  let afterReturn: u64 = 0;
  let goesOn = row < mostRows && record < until && !mayBeBlank(record, delimiter);

  for (let block = first; goesOn && block < length; block += BLOCK) {
    const at = window + block;
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const returnsHere = maskOf(a, b, c, d, returns);
    const feedsHere = maskOf(a, b, c, d, lineFeeds);
    let quotesHere = maskOf(a, b, c, d, quoteSigns);
    const lineEnds = returnsHere | (feedsHere & ~((returnsHere << 1) | afterReturn));
    afterReturn = returnsHere >> 63;
    let stops = lineEnds | maskOf(a, b, c, d, delimiters);
    let isCutShort = false;
    const mayQuote = (quotesHere | within) !== 0 || quotes !== 0;
    if (mayQuote) {
      const enclosed = parityBelow(quotesHere) ^ within;
      within = <u64>(<i64>enclosed >> 63);
      stops &= ~enclosed;
      const endsWithin = enclosed & (returnsHere | feedsHere);
      if (endsWithin !== 0) {
        // What lies before the line end within quotes still counts.
        stops &= (endsWithin & (0 - endsWithin)) - 1;
        isCutShort = true;
      }
    }
    while (stops !== 0) {
      const bit = ctz(stops);
      const stop = block + <u32>bit;
      stops &= stops - 1;
      let from = start;
      let end = stop;
      if (mayQuote && byteAt(start) === QUOTE && start < stop) {
        end--;
        if (end === start || byteAt(end) !== QUOTE || end - record > longestQuoted) {
          goesOn = false;
          break;
        }
        from++;
        enclosing += 2;
      }
      if (column < columns) {
        store<u32>(cellStarts + cell, from);
        store<u32>(cellEnds + cell, end);
        cell += stride;
      } else if (from !== end) {
        goesOn = false;
        break;
      }
      column++;
      start = stop + 1;
      if (((lineEnds >> bit) & 1) === 0) continue;

      const isReturn = byteAt(stop) === CR;
      if (column < columns || stop >= length || (isReturn && start >= length)) {
        goesOn = false;
        break;
      }
      if (mayQuote) {
        const below = ((<u64>1) << bit) - 1;
        quotes += <u32>popcnt(quotesHere & below);
        // A quote that encloses no cell: the record is not plain.
        if (quotes !== enclosing) {
          goesOn = false;
          break;
        }
        quotesHere &= ~below;
        quotes = 0;
        enclosing = 0;
      }
      store<u32>(froms + ((<usize>row) << 2), record);
      store<u32>(ends + ((<usize>row) << 2), stop);
      store<u32>(lines + ((<usize>row) << 2), line);
      row++;
      line++;
      if (isReturn && byteAt(start) === LF) start++;
      record = start;
      column = 0;
      cell = (<usize>row) << 2;
      if (row === mostRows || record >= until || mayBeBlank(record, delimiter)) {
        goesOn = false;
        break;
      }
    }
    quotes += <u32>popcnt(quotesHere);
    if (isCutShort) break;
  }
  store<u32>(answer, record);
  store<u32>(answer, line, 4);
  return row;
}

function mayBeBlank(at: u32, delimiter: u32): bool {
  const byte = byteAt(at);
  return byte <= SPACE || byte === delimiter;
}

// The readers of columns take a column of a batch of plain records whole, or leave it to the TypeScript readers of the
// same name: every cell must be of the plainest form, or blank where `blankAllowed`.

const ZEROS: u64 = 0x3030303030303030;
const YEAR_DASH_MONTH_DASH: u64 = 0x2d30302d30303030;
const DASHES: u64 = 0xff0000ff00000000;
const POINT: u32 = 0x2e;

function startAt(column: u32, row: u32): u32 {
  return load<u32>(cellStarts + <usize>column * stride + ((<usize>row) << 2));
}

function endAt(column: u32, row: u32): u32 {
  return load<u32>(cellEnds + <usize>column * stride + ((<usize>row) << 2));
}

/** Of bytes less "0": whether one of them was no digit. */
function hasOther(less: u64): bool {
  return (((less + 0x7676767676767676) | less) & 0x8080808080808080) !== 0;
}

/** YYYY-MM-DD to epoch days. */
export function readDates(column: u32, rows: u32, blankAllowed: bool, firstYear: u32, years: u32, out: usize): bool {
  for (let row: u32 = 0; row < rows; row++, out += 8) {
    const from = startAt(column, row);
    const end = endAt(column, row);
    if (end - from !== 10) {
      if (from !== end || !blankAllowed) return false;
      store<f64>(out, NaN);
      continue;
    }
    const front = load<u64>(window + from) ^ YEAR_DASH_MONTH_DASH;
    const dayDigits = <u64>load<u16>(window + from, 8) ^ 0x3030;
    if ((front & DASHES) !== 0 || hasOther(front) || hasOther(dayDigits)) return false;
    const yearPairs = ((<u32>front * 2561) >> 8) & 0x00ff00ff;
    const year = ((yearPairs * 6553601) >> 16) - firstYear;
    const month = (<u32>(front >> 40) & 0xff) * 10 + (<u32>(front >> 48) & 0xff);
    const day = (<u32>dayDigits & 0xff) * 10 + (<u32>dayDigits >> 8);
    if (year >= years || month > 12 || day > 31) return false;
    const epochDay = load<i32>(dayTable + ((<usize>((year << 9) | (month << 5) | day)) << 2));
    if (epochDay === i32.MIN_VALUE) return false;
    store<f64>(out, <f64>epochDay);
  }
  return true;
}

/** One to eight digits, a point and two digits: yuan to fen. */
export function readAmounts(column: u32, rows: u32, blankAllowed: bool, out: usize): bool {
  for (let row: u32 = 0; row < rows; row++, out += 8) {
    const from = startAt(column, row);
    const end = endAt(column, row);
    if (from === end) {
      if (!blankAllowed) return false;
      store<f64>(out, NaN);
      continue;
    }
    const digits = end - from - 3;
    if (digits - 1 >= 8 || byteAt(end - 3) !== POINT) return false;
    // The word before the point may begin before the cell, and even before the window, which does not begin the memory.
    const yuan = (load<u64>(window + end - 11) ^ ZEROS) & ((<u64>-1) << ((<u64>(8 - digits)) << 3));
    const decimals = <u64>load<u16>(window + end - 2) ^ 0x3030;
    if (hasOther(yuan) || hasOther(decimals)) return false;
    const fen = <u64>eightDigits(yuan) * 100 + (decimals & 0xff) * 10 + (decimals >> 8);
    store<f64>(out, <f64>fen);
  }
  return true;
}

/** The number that eight digits make, given less "0", the first in the lowest byte. */
function eightDigits(less: u64): u32 {
  const pairs = less * 10 + (less >> 8);
  const high = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const low = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return <u32>((high + low) >> 32);
}

/** Identifiers in UTF-8 that begin and end with an ASCII letter or digit and are not in scientific notation. */
export function readIdentifiers(column: u32, rows: u32, blankAllowed: bool): bool {
  for (let row: u32 = 0; row < rows; row++) {
    const from = startAt(column, row);
    const end = endAt(column, row);
    if (from === end) {
      if (!blankAllowed) return false;
      continue;
    }
    const first = byteAt(from);
    const last = byteAt(end - 1);
    if (isLetter(first)) {
      if (!isLetter(last) && !isDigit(last)) return false;
      // NULL and its like.
      if (end - from <= 4 && (first | 0x20) === 0x6e) return false;
    } else if (!isDigit(first) || !isDigit(last) || mayHaveExponent(from, end)) return false;
  }
  return true;
}

function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

/** Whether something else than digits stands before the last digits. */
function mayHaveExponent(from: u32, end: u32): bool {
  let at = end - 1;
  while (at > from && isDigit(byteAt(at))) at--;
  return at > from;
}
