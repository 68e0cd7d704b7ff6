/**
 * Which encoding a file is in. In order: a byte-order mark; UTF-16 where every other byte of its beginning shows that;
 * strict UTF-8 over the whole file, strict GB18030 over the whole file; else the file is refused. Nothing is replaced
 * by a question mark.
 *
 * UTF-8 and GB18030 are scanned as they are: the bytes of comma, semicolon, tab, quote, CR and LF never occur inside
 * one of their characters. Every other encoding is turned into UTF-8 in memory first, and so is GB18030 with the
 * delimiter `|`, whose byte can be the second of a character.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { ProblemDetail } from '../domain/problem.js';
import { type ByteReader, openSource, type Source, shareBytes, startOfLastUtf8Character } from './source.js';

export type ScannedEncoding = 'utf-8' | 'gb18030';

export interface EncodedSource {
  readonly source: Source;
  /** Encoding of the bytes of `source`. */
  readonly encoding: ScannedEncoding;
  /** Encoding that the file was found or told to be in. */
  readonly original: string;
  /** Length of a byte-order mark at the start of `source`. */
  readonly markLength: number;
  /** Whether `source` holds a NUL byte, which no text does: the rows with one were damaged on their way. */
  readonly holdsNul: boolean;
}

type EncodingProblem = Extract<ProblemDetail, { code: 'not-in-encoding' | 'cannot-read-file' }>;

const BLOCK = 1 << 20;
/** Three or four characters of Chinese. */
const WIDE_BYTES_THAT_TELL = 10;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const TILDE = 0x7e;
const UTF16_SAMPLE = 1 << 14;
/** At least one pair of bytes in so many has a zero. */
const FEWEST_ZEROS_ONE_IN = 12;

const MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
];

/**
 * Settles the encoding of a source; `told` is the user's `--encoding`, which is believed but still held to strictly. The mark of
 * UTF-8 goes before it: no text in another encoding begins so, and it is said of several files at once.
 */
export function settleEncoding(source: Source, told: string | undefined): EncodedSource | EncodingProblem {
  const reader = openSource(source);
  try {
    const mark = findMark(reader);
    if (told === undefined && mark === undefined) {
      const utf16 = findUnmarkedUtf16(reader);
      return utf16 === undefined ? detectEncoding(source, reader) : transcode(source, utf16, 0);
    }
    const isMarked = mark !== undefined && (told === undefined || mark.encoding === 'utf-8');
    const encoding = isMarked ? mark.encoding : canonicalEncoding(told!);
    if (encoding === undefined) return { code: 'cannot-read-file', reason: `encoding "${told}" is not known` };
    const markLength = mark?.encoding === encoding ? mark.bytes.length : 0;
    if (encoding !== 'utf-8' && encoding !== 'gb18030') return transcode(source, encoding, markLength);
    const seen: Seen = { nul: false };
    const find = encoding === 'utf-8' ? findNonUtf8 : findNonGb18030;
    const atByte = find(reader, markLength, seen);
    if (atByte >= 0) return notIn(reader, encoding, atByte);
    return { source, encoding, original: encoding, markLength, holdsNul: seen.nul };
  } finally {
    reader.close();
  }
}

/**
 * A large file as UTF-8 where its first bytes look like that, undefined for any other source. The rest is not looked at:
 * what is read of it holds only if `inspectOriginal` finds the whole to be UTF-8 and without a NUL byte.
 */
export function presumeUtf8(source: Source): EncodedSource | undefined {
  if (source.kind !== 'file' || source.size <= BLOCK) return undefined;
  const reader = openSource(source);
  try {
    const mark = findMark(reader);
    if (mark !== undefined && mark.encoding !== 'utf-8') return undefined;
    const block = Buffer.allocUnsafeSlow(BLOCK);
    const count = reader.read(block, 0, 0, BLOCK);
    if (!isUtf8(block.subarray(0, startOfLastUtf8Character(block, count)))) return undefined;
    if (block.subarray(0, count).includes(0)) return undefined;
    return { source, encoding: 'utf-8', original: 'utf-8', markLength: mark?.bytes.length ?? 0, holdsNul: false };
  } finally {
    reader.close();
  }
}

function detectEncoding(source: Source, reader: ByteReader): EncodedSource | EncodingProblem {
  const seen: Seen = { nul: false };
  const sound = (encoding: ScannedEncoding): EncodedSource => {
    return { source, encoding, original: encoding, markLength: 0, holdsNul: seen.nul };
  };
  const notUtf8At = findNonUtf8(reader, 0, seen);
  if (notUtf8At < 0) return sound('utf-8');
  // Damaged UTF-8 can pass for GB18030, with other characters. The other way round so many would hardly ever fit.
  if (countWideBytes(reader, notUtf8At) >= WIDE_BYTES_THAT_TELL) return notIn(reader, 'utf-8', notUtf8At);
  const notGb18030At = findNonGb18030(reader, 0, seen);
  if (notGb18030At < 0) return sound('gb18030');
  // The encoding that held for longer is the likelier one, and its first bad byte the more useful to be shown.
  return notUtf8At > notGb18030At ? notIn(reader, 'utf-8', notUtf8At) : notIn(reader, 'gb18030', notGb18030At);
}

/** Bytes of characters beyond ASCII in the last stretch before an offset, as far as they matter. */
function countWideBytes(reader: ByteReader, before: number): number {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  const from = Math.max(0, before - BLOCK);
  const count = reader.read(block, 0, from, before - from);
  let wide = 0;
  for (let at = 0; at < count && wide < WIDE_BYTES_THAT_TELL; at++) if (block[at]! >= 0x80) wide++;
  return wide;
}

function notIn(reader: ByteReader, encoding: string, atByte: number): EncodingProblem {
  const width = encoding.startsWith('utf-16') ? 2 : 1;
  return { code: 'not-in-encoding', encoding, atByte, atLine: countLines(reader, atByte, width) };
}

/** 1-based line of an offset, by line feeds; in UTF-16 (`width` 2) a line feed has a zero byte beside it. */
function countLines(reader: ByteReader, offset: number, width: number): number {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  let lines = 1;
  for (let from = 0; from < offset; ) {
    const count = reader.read(block, 0, from, Math.min(BLOCK, offset - from));
    if (count === 0) break;
    for (let at = block.indexOf(LINE_FEED); at >= 0 && at < count; at = block.indexOf(LINE_FEED, at + 1)) {
      const pair = at - (at % 2);
      if (width === 1 || block[pair === at ? at + 1 : pair] === 0) lines++;
    }
    from += count;
  }
  return lines;
}

/**
 * UTF-16 without a mark: of its digits, Latin letters and delimiters every other byte is zero, and hardly any byte
 * beside those is, nor are many pairs two plain letters; text in UTF-8 or GB18030 has no zero byte at all. What is
 * decoded so must have lines.
 */
function findUnmarkedUtf16(reader: ByteReader): 'utf-16le' | 'utf-16be' | undefined {
  const start = Buffer.alloc(UTF16_SAMPLE);
  const count = reader.read(start, 0, 0, start.length);
  if (reader.size % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  let plain = 0;
  for (let at = 0; at + 1 < count; at += 2) {
    const first = start[at]!;
    const second = start[at + 1]!;
    if (first === 0) even++;
    if (second === 0) odd++;
    if (first >= SPACE && first <= TILDE && second >= SPACE && second <= TILDE) plain++;
  }
  const zeros = Math.max(even, odd);
  if (zeros * FEWEST_ZEROS_ONE_IN < count / 2 || zeros <= plain) return undefined;
  if (Math.min(even, odd) * FEWEST_ZEROS_ONE_IN > zeros) return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  return /[\r\n]/.test(new TextDecoder(encoding).decode(start.subarray(0, count))) ? encoding : undefined;
}

/** The file's bytes as UTF-8 in memory. Offsets of records are then offsets into the UTF-8 bytes. */
export function transcode(source: Source, encoding: string, markLength: number): EncodedSource | EncodingProblem {
  const reader = openSource(source);
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    const encoder = new TextEncoder();
    const parts: Uint8Array[] = [];
    const block = Buffer.allocUnsafeSlow(BLOCK);
    let from = markLength;
    for (;;) {
      const count = reader.read(block, 0, from, BLOCK);
      try {
        parts.push(encoder.encode(decoder.decode(block.subarray(0, count), { stream: count > 0 })));
      } catch {
        return notIn(reader, encoding, from + firstUndecodable(encoding, block.subarray(0, count)));
      }
      if (count === 0) break;
      from += count;
    }
    const sha256 = source.kind === 'file' ? undefined : source.sha256;
    return {
      source: { kind: 'memory', bytes: shareBytes(parts), path: source.path, sha256 },
      encoding: 'utf-8',
      original: encoding,
      markLength: 0,
      holdsNul: parts.some((part) => part.includes(0)),
    };
  } finally {
    reader.close();
  }
}

/** Offset of the first byte of a block at which decoding fails; 0 where that lies in the character begun before it. */
function firstUndecodable(encoding: string, block: Buffer): number {
  if (encoding.startsWith('utf-16')) return firstLoneSurrogate(block, encoding === 'utf-16be');
  let good = 0;
  let bad = block.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder(encoding, { fatal: true }).decode(block.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function firstLoneSurrogate(block: Buffer, isBigEndian: boolean): number {
  const unitAt = (at: number) => {
    if (at + 1 >= block.length) return 0;
    return isBigEndian ? block.readUInt16BE(at) : block.readUInt16LE(at);
  };
  for (let at = 0; at < block.length; at += 2) {
    const kind = unitAt(at) & 0xfc00;
    if (kind === 0xd800 && (unitAt(at + 2) & 0xfc00) === 0xdc00) at += 2;
    else if (kind === 0xd800 || kind === 0xdc00) return at;
  }
  // An odd byte at the end is half a character.
  return Math.max(0, block.length - 1);
}

/** Whether `--encoding` may say this. */
export function isKnownEncoding(told: string): boolean {
  return canonicalEncoding(told) !== undefined;
}

/** `gbk`, `cp936`, `UTF8` … to the name used here; undefined where there is no decoder of that name. */
function canonicalEncoding(told: string): string | undefined {
  const name = told.trim().toLowerCase().replaceAll('_', '-');
  if (/^(?:gbk|gb-?2312|gb-?18030|cp-?936|936|ansi)$/.test(name)) return 'gb18030';
  if (name === 'utf-16' || name === 'utf16' || name === 'utf16le') return 'utf-16le';
  if (name === 'utf16be') return 'utf-16be';
  try {
    const { encoding } = new TextDecoder(name);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return undefined;
  }
}

function findMark(reader: ByteReader): (typeof MARKS)[number] | undefined {
  const start = new Uint8Array(4);
  const count = reader.read(start, 0, 0, 4);
  return MARKS.find(({ bytes }) => bytes.length <= count && bytes.every((byte, index) => start[index] === byte));
}

/** What a look through a whole file has met on its way. */
interface Seen {
  nul: boolean;
}

/** Offset of the first byte that is not UTF-8; -1 where all is well. */
function findNonUtf8(reader: ByteReader, from: number, seen: Seen): number {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  for (let at = from; at < reader.size; ) {
    const count = reader.read(block, 0, at, BLOCK);
    if (count === 0) break;
    const last = at + count >= reader.size;
    // A block ends where a character begins; the bytes of a cut one are read again.
    const end = last ? count : startOfLastUtf8Character(block, count);
    const bytes = block.subarray(0, end);
    if (!isUtf8(bytes)) return at + firstNonUtf8(bytes);
    seen.nul ||= bytes.includes(0);
    at += end;
  }
  return -1;
}

function firstNonUtf8(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  // A prefix that ends inside a character counts as good: up to three bytes may be missing from it.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canStartUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function canStartUtf8(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Offset near the first byte that is not GB18030 (the character it belongs to); -1 where all is well. */
function findNonGb18030(reader: ByteReader, from: number, seen: Seen): number {
  const block = Buffer.allocUnsafeSlow(BLOCK);
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let midCharacter = false;
  for (let at = from; at < reader.size; ) {
    const count = reader.read(block, 0, at, BLOCK);
    if (count === 0) break;
    const last = at + count >= reader.size;
    const boundary = last ? count : endOfLastSurelyWholeGb18030(block, count);
    const end = boundary > 0 ? boundary : count;
    const bytes = block.subarray(0, end);
    seen.nul ||= bytes.includes(0);
    if (midCharacter || !isAscii(bytes)) {
      try {
        decoder.decode(bytes, { stream: !last });
      } catch {
        return at + (midCharacter ? 0 : firstNonGb18030(bytes, last));
      }
      midCharacter = boundary === 0;
    }
    at += end;
  }
  return -1;
}

/** Bytes below 0x30 are always characters of their own: the end of the last one, 0 where there is none. */
function endOfLastSurelyWholeGb18030(bytes: Uint8Array, length: number): number {
  let end = length;
  while (end > 0 && bytes[end - 1]! >= 0x30) end--;
  return end;
}

function firstNonGb18030(bytes: Uint8Array, last: boolean): number {
  let good = 0;
  let bad = bytes.length + (last ? 1 : 0);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('gb18030', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
