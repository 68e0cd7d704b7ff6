/** Files made to fill the memory or to take for ever: each is refused in a moment, in little memory, with a word that says why. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { parseLocatedYaml } from '../../src/policy/located-yaml.js';
import { PAYMENTS } from '../../src/read/shapes.js';
import { readFile, writeInput } from './reading.js';

const MIB = 1 << 20;

interface Part {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory says of it; the truth by default. */
  readonly declared?: Partial<Record<'flags' | 'packed' | 'unpacked', number>>;
  /** What its own header says. */
  readonly local?: Partial<Record<'packed' | 'unpacked', number>>;
}

/** A ZIP file as somebody writes it who does not stick to the truth. */
function zipOf(parts: readonly Part[], end: Partial<Record<'count' | 'size', number>> = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, declared, local } of parts) {
    const packed = deflateRawSync(content);
    const unpacked = Buffer.byteLength(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(declared?.flags ?? 0, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(local?.packed ?? packed.length, 18);
    header.writeUInt32LE(local?.unpacked ?? unpacked, 22);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(declared?.flags ?? 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(declared?.packed ?? packed.length, 20);
    entry.writeUInt32LE(declared?.unpacked ?? unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(header, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.count ?? parts.length, 8);
  last.writeUInt16LE(end.count ?? parts.length, 10);
  last.writeUInt32LE(end.size ?? listed.length, 12);
  last.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, last]);
}

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELS = (target: string, type: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
const BOOK = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`;

function sheetOf(cell: string, doctype = ''): readonly Part[] {
  const cells = ['loan_id', 'paid_on', 'amount', cell].map((text, at) => {
    return `<c r="${'ABCD'[at]}1" t="inlineStr"><is><t>${text}</t></is></c>`;
  });
  return [
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: RELS('xl/workbook.xml', 'officeDocument') },
    { name: 'xl/_rels/workbook.xml.rels', content: RELS('worksheets/sheet1.xml', 'worksheet') },
    { name: 'xl/workbook.xml', content: BOOK },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<?xml version="1.0"?>${doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`,
    },
  ];
}

/** What reading said, how long it took and by how much the process grew. */
async function weigh(file: string) {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const { problems, records } = await readFile(PAYMENTS, file);
  return { problems, records, ms: performance.now() - began, grownMib: (process.memoryUsage().rss - before) / MIB };
}

const zeros = (mib: number) => Buffer.alloc(mib * MIB);

describe('a workbook', () => {
  it('that is sound is read', async () => {
    const { problems, records } = await weigh(writeInput(zipOf(sheetOf('payment_id')), 'xlsx'));
    expect(problems).toEqual([]);
    expect(records).toEqual([]);
  });

  it.each<[what: string, zip: () => Buffer, problem: object]>([
    [
      'unpacks to a thousand times its size',
      () => zipOf([...sheetOf('x'), { name: 'xl/media/a', content: zeros(200) }]),
      { code: 'too-large', what: 'unpacked-workbook', most: '500 : 1' },
    ],
    [
      'is large by many harmless parts',
      () =>
        zipOf([
          ...sheetOf('x'),
          ...Array.from({ length: 40 }, (_, at) => ({
            name: `xl/${at}`,
            content: 'x',
            declared: { unpacked: 60 * MIB },
          })),
        ]),
      { code: 'too-large', what: 'unpacked-workbook', most: '1024 MiB' },
    ],
    [
      'does not say how large a part is',
      () => zipOf(sheetOf('x').map((part) => ({ ...part, declared: { unpacked: 0 } }))),
      { code: 'damaged-workbook', reason: 'it does not say how large its parts are' },
    ],
    [
      'says it behind the part only',
      () =>
        zipOf([
          ...sheetOf('x').slice(0, 4),
          {
            name: 'xl/worksheets/sheet1.xml',
            content: zeros(300),
            declared: { flags: 8, packed: 0, unpacked: 0 },
          },
        ]),
      { code: 'damaged-workbook', reason: 'it does not say how large its parts are' },
    ],
    [
      'has another table of contents elsewhere',
      () => zipOf(sheetOf('x'), { size: 0xffffffff }),
      { code: 'damaged-workbook', reason: 'its table of contents cannot be read' },
    ],
    [
      'says that there are as many parts as can be',
      () => zipOf(sheetOf('x'), { count: 0xffff }),
      { code: 'damaged-workbook', reason: 'its table of contents cannot be read' },
    ],
  ])('that %s', async (_, zip, expected) => {
    const { problems, ms, grownMib } = await weigh(writeInput(zip(), 'xlsx'));
    expect(problems).toMatchObject([expected]);
    expect(grownMib).toBeLessThan(300);
    expect(ms).toBeLessThan(10_000);
  });

  it('that says less than a part holds is unpacked no further', async () => {
    const parts = [
      ...sheetOf('x').slice(0, 4),
      { name: 'xl/worksheets/sheet1.xml', content: zeros(400), declared: { unpacked: 100 }, local: { unpacked: 100 } },
    ];
    const file = writeInput(zipOf(parts), 'xlsx');
    const { problems, grownMib } = await weigh(file);
    expect(problems).toMatchObject([{ code: 'damaged-workbook' }]);
    expect(grownMib).toBeLessThan(200);
  });

  it('with entities that stand for one another a billion times has them unread', async () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    const doctype = `<!DOCTYPE worksheet [<!ENTITY l0 "lol">${levels.join('')}]>`;
    const { grownMib, ms, problems } = await weigh(writeInput(zipOf(sheetOf('&l9;', doctype)), 'xlsx'));
    // Either the file is refused, or the reference stands as it was written: never what it stands for.
    expect(JSON.stringify(problems).length).toBeLessThan(2000);
    expect(JSON.stringify(problems)).not.toContain('lollol');
    expect(grownMib).toBeLessThan(100);
    expect(ms).toBeLessThan(10_000);
  });

  it('with an entity that is a file of this machine does not read it', async () => {
    const doctype = '<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const { problems } = await weigh(writeInput(zipOf(sheetOf('&f;', doctype)), 'xlsx'));
    expect(JSON.stringify(problems)).not.toContain('root:');
  });

  it('within a workbook, or packed again, is no table', async () => {
    const inner = Buffer.from(await writeXlsx({ sheets: [{ name: 's', rows: [['loan_id', 'paid_on', 'amount']] }] }));
    const nested = writeInput(zipOf([{ name: 'book.xlsx', content: inner }]), 'xlsx');
    expect((await weigh(nested)).problems).toMatchObject([{ code: 'damaged-workbook' }]);
  });
});

describe('a gzip file', () => {
  it('is unpacked to its bound and no further', async () => {
    const { problems, grownMib } = await weigh(writeInput(gzipSync(zeros(900)), 'csv.gz'));
    expect(problems).toMatchObject([{ code: 'too-large', what: 'unpacked', most: '250 : 1' }]);
    expect(grownMib).toBeLessThan(450);
  });

  it('of many members counts as one', async () => {
    const members = Buffer.concat(Array.from({ length: 12 }, () => gzipSync(zeros(60))));
    const { problems } = await weigh(writeInput(members, 'csv.gz'));
    expect(problems).toMatchObject([{ code: 'too-large', what: 'unpacked', most: '250 : 1' }]);
  });

  it('within a gzip file is unpacked once', async () => {
    const nested = gzipSync(gzipSync(gzipSync(zeros(500))));
    const { problems, grownMib, records } = await weigh(writeInput(nested, 'csv.gz'));
    expect(records).toEqual([]);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    expect(grownMib).toBeLessThan(200);
  });
});

describe('a policy', () => {
  it('of aliases that stand for one another a billion times is refused unread', () => {
    const levels = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(10)}]`);
    const began = performance.now();
    const { faults } = parseLocatedYaml('bomb.yaml', `l0: &l0 lol\n${levels.join('\n')}\n`);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(({ code }) => code === 'yaml-syntax')).toBe(true);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('that is nested without end is refused too', () => {
    const { faults } = parseLocatedYaml('deep.yaml', `masking: ${'['.repeat(5000)}`);
    expect(faults.length).toBeGreaterThan(0);
  });
});
