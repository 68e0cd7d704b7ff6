/** The parts of a workbook, read without any library for workbooks. */
import { inflateRawSync } from 'node:zlib';

/** The text of a part of the file, found by its local header. */
export function partOf(bytes: Uint8Array, name: string): string {
  const file = Buffer.from(bytes);
  for (let at = file.indexOf('PK\u0003\u0004'); at >= 0; at = file.indexOf('PK\u0003\u0004', at + 4)) {
    const nameLength = file.readUInt16LE(at + 26);
    if (file.toString('utf8', at + 30, at + 30 + nameLength) !== name) continue;
    const from = at + 30 + nameLength + file.readUInt16LE(at + 28);
    const content = file.subarray(from, from + file.readUInt32LE(at + 18));
    return (file.readUInt16LE(at + 8) === 0 ? content : inflateRawSync(content)).toString('utf8');
  }
  throw new Error(`no ${name}`);
}
