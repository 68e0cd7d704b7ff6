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
  return table;
}

/** `text` in GB18030. Throws RangeError at a character without a form: a lone surrogate, some of private use. */
export function encodeGb18030(text: string): Buffer {
  sequences ??= invertDecoder();
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const sequence = sequences[unit]!;
    if (sequence > 0xffff) {
      length = bytes.writeUInt32BE(sequence, length);
    } else if (sequence > 0) {
      length = bytes.writeUInt16BE(sequence, length);
    } else {
      const point = text.codePointAt(index)!;
      if (point < 0x10000)
        throw new RangeError(`U+${point.toString(16).toUpperCase()} at ${index} has no GB18030 form`);
      for (const byte of fourBytes(SUPPLEMENTARY_START + point - 0x10000)) bytes[length++] = byte;
      index++;
    }
  }
  return bytes.subarray(0, length);
}
