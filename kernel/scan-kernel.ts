/**
 * Cuts plain records out of a window of bytes, 64 bytes at a time. Written in AssemblyScript and compiled to
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
