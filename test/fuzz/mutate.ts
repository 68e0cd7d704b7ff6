/** Valid input files and what may befall them: deterministic in a seed, so that a failure can be looked at again. */
import { readFileSync } from 'node:fs';

export type FuzzedTable = 'loans' | 'payments' | 'schedule' | 'events' | 'parties' | 'collateral';
export const FUZZED_TABLES: readonly FuzzedTable[] = [
  'loans',
  'payments',
  'schedule',
  'events',
  'parties',
  'collateral',
];

/** Rows of each table that are enough to hold every kind of cell. */
const ROWS = 40;

/** Uniform in 0 … below (exclusive); a small generator of its own, so that a seed means the same everywhere. */
export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The front of the bundled book's tables, in UTF-8, and of the torture files. */
export function soundFiles(): Readonly<Record<FuzzedTable, Buffer>> {
  const decoder = new TextDecoder('gb18030');
  const files = FUZZED_TABLES.map((table) => {
    const bytes = readFileSync(new URL(`../../fixtures/demo/${table}.csv`, import.meta.url));
    const lines = decoder.decode(bytes).split(/(?<=\n)/);
    return [table, Buffer.from(lines.slice(0, ROWS + 1).join(''))];
  });
  return Object.fromEntries(files);
}

const SCRAPS = [
  ...['"', '""', '="', '="1"', ',', ';', '\t', '|', '\n', '\r\n', '\r', '\0', '\ufeff', ' ', '\u3000', '\u200b'],
  ...['NULL', '-', 'N/A', '#REF!', '=A1', '合计', '6.22E+18', '0012', '１２', '2024-02-30', '03/04/2024', '24-1-31'],
  ...['-5', '(5.00)', '¥1,234.50', '1e5', '9'.repeat(20), '张三', '𠮷', 'é', 'x'.repeat(300), '合计,,,', ',,,,,,'],
].map((scrap) => Buffer.from(scrap));

type Mutation = (bytes: Buffer, random: Random) => Buffer;

function spliced(bytes: Buffer, from: number, until: number, between: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(until)]);
}

/** Start and end (behind the line feed) of a line. */
function someLine(bytes: Buffer, random: Random): readonly [number, number] {
  const from = bytes.lastIndexOf(0x0a, random(bytes.length)) + 1;
  const end = bytes.indexOf(0x0a, from);
  return [from, end < 0 ? bytes.length : end + 1];
}

/** Start and end of a cell, as far as a comma tells. */
function someCell(bytes: Buffer, random: Random): readonly [number, number] {
  const at = random(bytes.length);
  const from = Math.max(bytes.lastIndexOf(0x2c, at), bytes.lastIndexOf(0x0a, at)) + 1;
  const ends = [bytes.indexOf(0x2c, from), bytes.indexOf(0x0a, from)].filter((end) => end >= 0);
  return [from, ends.length === 0 ? bytes.length : Math.min(...ends)];
}

const MUTATIONS: readonly Mutation[] = [
  // a byte changed, a byte lost, a byte too many
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at + 1, Uint8Array.of(random(256)));
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at + 1, new Uint8Array());
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return spliced(bytes, at, at, SCRAPS[random(SCRAPS.length)]!);
  },
  // another cell, wrapped or not
  (bytes, random) => {
    const [from, end] = someCell(bytes, random);
    return spliced(bytes, from, end, SCRAPS[random(SCRAPS.length)]!);
  },
  (bytes, random) => {
    const [from, end] = someCell(bytes, random);
    const wrap = ['="', '"', "'", ' '][random(4)]!;
    const close = wrap === "'" ? '' : wrap.slice(-1);
    return spliced(bytes, from, end, Buffer.concat([Buffer.from(wrap), bytes.subarray(from, end), Buffer.from(close)]));
  },
  (bytes, random) => {
    const [from, end] = someCell(bytes, random);
    const [otherFrom, otherEnd] = someCell(bytes, random);
    return spliced(bytes, from, end, Buffer.from(bytes.subarray(otherFrom, otherEnd)));
  },
  // a line lost, doubled, moved up, split
  (bytes, random) => {
    const [from, end] = someLine(bytes, random);
    return spliced(bytes, from, end, new Uint8Array());
  },
  (bytes, random) => {
    const [from, end] = someLine(bytes, random);
    return spliced(bytes, end, end, Buffer.from(bytes.subarray(from, end)));
  },
  (bytes, random) => {
    const [from, end] = someLine(bytes, random);
    return Buffer.concat([bytes.subarray(from, end), bytes.subarray(0, from), bytes.subarray(end)]);
  },
  // cut short, or to one byte more or less than the half
  (bytes, random) => bytes.subarray(0, random(bytes.length) + 1),
  // line ends of another kind throughout, or in one place
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (bytes, random) => {
    const [, end] = someLine(bytes, random);
    return spliced(bytes, end - 1, end, Buffer.from('\r'));
  },
];

/** The bytes after one to six mishaps. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let left = 1 + random(6); left > 0 && mutated.length > 1; left--) {
    mutated = MUTATIONS[random(MUTATIONS.length)]!(mutated, random);
  }
  // Now and then the whole in another encoding.
  if (random(8) === 0) return Buffer.from(mutated.toString('utf8'), 'utf16le');
  return mutated;
}
