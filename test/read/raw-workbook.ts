/** Workbooks written by hand, as programs write them that are not Excel. */
import { crc32 } from 'node:zlib';
import { writeInput } from './reading.js';

export interface RawWorkbook {
  /** What stands within `sheetData`. */
  readonly rows: string;
  /** What follows it, `mergeCells` for example. */
  readonly behind?: string;
  readonly sharedTexts?: readonly string[];
  /** Format codes of the styles 1, 2 … */
  readonly formats?: readonly string[];
  readonly workbookPr?: string;
  readonly calcPr?: string;
  /** How the relations of the workbook name its parts. */
  readonly target?: (part: string) => string;
  /** Names of parts in the ZIP file. */
  readonly rename?: (part: string) => string;
  /** Sizes and places as 64-bit numbers behind the names. */
  readonly isZip64?: boolean;
  readonly transform?: (xml: string) => string | Buffer;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function writeRaw(book: RawWorkbook): string {
  const { target = (part) => part, rename = (part) => part, transform = (xml) => xml } = book;
  const relation = (id: string, type: string, part: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${part}"/>`;
  const formats = book.formats ?? [];
  const code = (format: string) => format.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const parts: Record<string, string | Buffer> = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${book.workbookPr ?? ''}<sheets><sheet name="s" sheetId="7" r:id="a"/></sheets>${book.calcPr ?? ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relation('a', 'worksheet', target('worksheets/sheet1.xml'))}${
      book.sharedTexts === undefined ? '' : relation('b', 'sharedStrings', target('sharedStrings.xml'))
    }${formats.length === 0 ? '' : relation('c', 'styles', target('styles.xml'))}</Relationships>`,
    'xl/worksheets/sheet1.xml': transform(
      `<worksheet xmlns="${MAIN}"><sheetData>${book.rows}</sheetData>${book.behind ?? ''}</worksheet>`,
    ),
  };
  if (book.sharedTexts !== undefined) {
    parts['xl/sharedStrings.xml'] =
      `<sst xmlns="${MAIN}">${book.sharedTexts.map((text) => `<si>${text}</si>`).join('')}</sst>`;
  }
  if (formats.length > 0) {
    const codes = formats.map((format, at) => `<numFmt numFmtId="${176 + at}" formatCode="${code(format)}"/>`);
    const styles = formats.map((_, at) => `<xf numFmtId="${176 + at}"/>`);
    parts['xl/styles.xml'] =
      `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
  }
  return writeInput(
    zip(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [rename(name), xml])), book.isZip64),
    'xlsx',
  );
}

/** A ZIP file of unpacked parts. */
export function zip(parts: Readonly<Record<string, string | Buffer>>, isZip64 = false): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as string);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    bodies.push(Buffer.from('504b0304', 'hex'), Buffer.from(common), title, bytes);
    const field = Buffer.alloc(isZip64 ? 28 : 0);
    if (isZip64) {
      field.writeUInt16LE(1, 0);
      field.writeUInt16LE(24, 2);
      for (const [index, size] of [bytes.length, bytes.length, at].entries()) {
        field.writeBigUInt64LE(BigInt(size), 4 + 8 * index);
      }
      common.fill(0xff, 14, 22);
      common.writeUInt16LE(field.length, 24);
      place.fill(0xff, 10);
    }
    directory.push(Buffer.from('504b01021400', 'hex'), common, place, title, field);
    at += 30 + title.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(bodies.length / 4, 8);
  end.writeUInt16LE(bodies.length / 4, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}
