/**
 * Encoding to GB18030, which Node decodes but does not encode. The tables are the decoder's own, inverted: every
 * two-byte and every four-byte sequence of the basic plane is decoded once, on first use.
 */

/** Sequence of each UTF-16 unit as one number (up to four bytes, high byte first); 0 where there is none. */
let sequences: Uint32Array | undefined;

/** Four-byte sequences of the basic plane run from 81 30 81 30 to 84 31 A4 39. */
const BASIC_PLANE_POINTERS = 39420;
/** Linear position of 90 30 81 30, the sequence of U+10000. */
const SUPPLEMENTARY_START = 189000;

/**
 * Private-use characters that stood for what has a number of its own since Unicode 4.1, and its sequence: the edition of
 * 2022 moved the sequence there, so that no decoder gives these any more. As the Encoding Standard writes them.
 */
const FORMER_PRIVATE_USE: readonly (readonly [first: number, ...sequences: number[]])[] = [
  [0xe78d, 0xa6d9, 0xa6da, 0xa6db, 0xa6dc, 0xa6dd, 0xa6de, 0xa6df, 0xa6ec, 0xa6ed, 0xa6f3],
  [0xe81e, 0xfe59],
  [0xe826, 0xfe61],
  [0xe82b, 0xfe66, 0xfe67],
  [0xe832, 0xfe6d],
  [0xe843, 0xfe7e],
  [0xe854, 0xfe90],
  [0xe864, 0xfea0],
];

/** A character that GB18030 has no form for: a lone surrogate, or U+E5E5. */
export class NoGb18030Form extends RangeError {
  /** `U+E5E5`. */
  readonly character: string;

  constructor(point: number) {
    const character = `U+${point.toString(16).toUpperCase()}`;
    super(`${character} has no GB18030 form`);
    this.character = character;
  }
}

function fourBytes(pointer: number): [number, number, number, number] {
  return [
    0x81 + Math.floor(pointer / 12600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}

function invertDecoder(): Uint32Array {
  const table = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const record = (bytes: number[], width: number) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      let sequence = 0;
      for (let offset = 0; offset < width; offset++) sequence = sequence * 256 + bytes[index * width + offset]!;
      // Two sequences may decode alike; the first is the standard's own.
      if (table[unit] === 0) table[unit] = sequence;
    }
  };

  const pairs: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) pairs.push(lead, trail);
    }
  }
  record(pairs, 2);
  const quads: number[] = [];
  for (let pointer = 0; pointer < BASIC_PLANE_POINTERS; pointer++) quads.push(...fourBytes(pointer));
  record(quads, 4);
  for (const [first, ...former] of FORMER_PRIVATE_USE) {
    for (const [at, sequence] of former.entries()) {
      if (table[first + at] === 0) table[first + at] = sequence;
    }
  }
  return table;
}

/** `text` in GB18030. Throws {@link NoGb18030Form}. */
export function encodeGb18030(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index)!;
    if (point >= 0x10000) index++;
    length = putGb18030(bytes, length, point);
  }
  return bytes.subarray(0, length);
}

/** UTF-8, of whole characters, in GB18030. Throws {@link NoGb18030Form}. */
export function utf8ToGb18030(utf8: Uint8Array): Uint8Array {
  // What takes two bytes of UTF-8 may take four.
  const bytes = new Uint8Array(utf8.length * 2);
  let length = 0;
  for (let at = 0; at < utf8.length; ) {
    const lead = utf8[at]!;
    if (lead < 0x80) {
      bytes[length++] = lead;
      at++;
    } else if (lead < 0xe0) {
      length = putGb18030(bytes, length, ((lead & 0x1f) << 6) | (utf8[at + 1]! & 0x3f));
      at += 2;
    } else if (lead < 0xf0) {
      const point = ((lead & 0xf) << 12) | ((utf8[at + 1]! & 0x3f) << 6) | (utf8[at + 2]! & 0x3f);
      length = putGb18030(bytes, length, point);
      at += 3;
    } else {
      const upper = ((lead & 0x7) << 18) | ((utf8[at + 1]! & 0x3f) << 12);
      length = putGb18030(bytes, length, upper | ((utf8[at + 2]! & 0x3f) << 6) | (utf8[at + 3]! & 0x3f));
      at += 4;
    }
  }
  return bytes.subarray(0, length);
}

/** Puts one character at `at`; returns the place after it. */
function putGb18030(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  if (point >= 0x10000) {
    bytes.set(fourBytes(SUPPLEMENTARY_START + point - 0x10000), at);
    return at + 4;
  }
  sequences ??= invertDecoder();
  const sequence = sequences[point]!;
  if (sequence === 0) throw new NoGb18030Form(point);
  let end = at;
  if (sequence > 0xffff) {
    bytes[end++] = sequence >>> 24;
    bytes[end++] = (sequence >>> 16) & 0xff;
  }
  bytes[end++] = (sequence >>> 8) & 0xff;
  bytes[end++] = sequence & 0xff;
  return end;
}
