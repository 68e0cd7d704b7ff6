/** The table of contents of a ZIP file, read before anything in it is unpacked: an .xlsx file is one. */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** Checksum of what is packed. */
  readonly crc: number;
  readonly packedBytes: number;
  /** As the file declares it; whoever unpacks must stop there. */
  readonly unpackedBytes: number;
  /** It may hold something, and the directory does not say how much. */
  readonly isSilent: boolean;
  /** Offset of its local header. */
  readonly at: number;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const DEFLATED = 8;
/** What stands where the number is in another, larger directory; and so its reader would look there. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;
/** Id of the field with 64-bit sizes. */
const ZIP64_FIELD = 0x0001;
/** The sizes follow behind the entry. */
const SIZES_BEHIND = 0x08;
/** Nothing, deflated. */
const EMPTY_BYTES = 2;

/** The entries of a ZIP file; undefined where its directory cannot be read (damaged, or larger than 4 GB). */
export function readZipDirectory(bytes: Buffer): readonly ZipEntry[] | undefined {
  const end = findEnd(bytes);
  if (end < 0) return undefined;
  const entries: ZipEntry[] = [];
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === ELSEWHERE_16 || at === ELSEWHERE_32 || bytes.readUInt32LE(end + 12) === ELSEWHERE_32) return undefined;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    const extraBytes = bytes.readUInt16LE(at + 30);
    const sizes = readSizes(bytes, at, at + ENTRY_BYTES + nameBytes, extraBytes);
    if (sizes === undefined) return undefined;
    const { packedBytes, unpackedBytes } = sizes;
    const isBehind = (bytes.readUInt16LE(at + 8) & SIZES_BEHIND) !== 0;
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes,
      unpackedBytes,
      isSilent: packedBytes === 0 ? isBehind && !name.endsWith('/') : unpackedBytes === 0 && packedBytes > EMPTY_BYTES,
      at: sizes.at,
    });
    at += ENTRY_BYTES + nameBytes + extraBytes + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Sizes and place of the entry at `at`. Writers that do not know how much will come (POI's streaming one) put them as 64-bit
 * numbers into a field behind the name (APPNOTE 4.5.3), however small they are. Undefined where that is missing or beyond the file.
 */
function readSizes(bytes: Buffer, at: number, from: number, extraBytes: number) {
  const told = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  if (told.includes(ELSEWHERE_32)) {
    const until = Math.min(from + extraBytes, bytes.length);
    let field = from;
    while (field + 4 <= until && bytes.readUInt16LE(field) !== ZIP64_FIELD) field += 4 + bytes.readUInt16LE(field + 2);
    let next = field + 4;
    for (const [index, value] of told.entries()) {
      if (value !== ELSEWHERE_32) continue;
      if (next + 8 > until) return undefined;
      told[index] = Number(bytes.readBigUInt64LE(next));
      next += 8;
    }
  }
  const [unpackedBytes = 0, packedBytes = 0, place = 0] = told;
  return { unpackedBytes, packedBytes, at: place };
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

/** An entry unpacked; undefined where it is damaged or holds more than it declares. */
export function unpackEntry(bytes: Buffer, { at, method, packedBytes, unpackedBytes }: ZipEntry): Buffer | undefined {
  if (at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) return undefined;
  const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(from, from + packedBytes);
  if (method !== DEFLATED) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes) });
  } catch {
    return undefined;
  }
}
