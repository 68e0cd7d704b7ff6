/** The parts of an .xlsx file: what is in which, which sheets there are, their texts and number formats (ECMA-376 parts 1 and 2). */
import { crc32 } from 'node:zlib';
import type { WorkbookReason } from '../domain/problem.js';
import { builtInFormat, type NumberFormat, PLAIN, readFormatCode } from './number-format.js';
import { XmlCursor, XmlFault } from './xml-cursor.js';
import { unpackEntry, type ZipEntry } from './zip-directory.js';

/** Thrown where a workbook cannot be read. */
export class WorkbookFault extends Error {
  readonly reason: WorkbookReason;

  constructor(reason: WorkbookReason) {
    super(reason);
    this.reason = reason;
  }
}

export interface NamedPart {
  readonly name: string;
  readonly isVisible: boolean;
  /** Path of the part with its cells; undefined for a sheet that is a chart. */
  readonly path: string | undefined;
}

export interface WorkbookParts {
  /** Sheets in the order of their tabs. */
  readonly sheets: readonly NamedPart[];
  /** Days are counted from 1904-01-01, as on old Macintoshes. */
  readonly isFrom1904: boolean;
  /** Results of formulas are to be worked out when the workbook is opened: none has been. */
  readonly isUncalculated: boolean;
  /** By the index that cells of type `s` hold. */
  readonly sharedTexts: readonly string[];
  /** By the index of a cell's style. */
  readonly formats: readonly NumberFormat[];
  /** The bytes of a part in UTF-8. */
  unpack(path: string): Buffer;
}

export function readParts(bytes: Buffer, entries: readonly ZipEntry[]): WorkbookParts {
  const byPath = new Map(entries.map((entry) => [pathOf(entry.name), entry]));
  const unpack = (path: string): Buffer => {
    const entry = byPath.get(path.toLowerCase());
    const unpacked = entry === undefined ? undefined : unpackEntry(bytes, entry);
    if (unpacked === undefined || (entry!.crc !== 0 && crc32(unpacked) !== entry!.crc))
      throw new WorkbookFault('a part of it is damaged or missing');
    return inUtf8(unpacked);
  };
  const main = mainPart(byPath, unpack);
  const related = relationsOf(main, byPath, unpack);
  const partOf = (type: string) => related.find((relation) => relation.type === type)?.path;
  const texts = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    ...readWorkbookPart(unpack(main), related),
    sharedTexts: texts === undefined ? [] : readSharedTexts(unpack(texts)),
    formats: styles === undefined ? [] : readFormats(unpack(styles)),
    unpack,
  };
}

/** As paths are compared: without regard to case, and whichever slash the writer took. */
function pathOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function mainPart(byPath: ReadonlyMap<string, ZipEntry>, unpack: (path: string) => Buffer): string {
  const relation = byPath.has('_rels/.rels')
    ? relationsOf('', byPath, unpack).find(({ type }) => type === 'officeDocument')
    : undefined;
  const path = relation?.path ?? 'xl/workbook.xml';
  if (/\.bin$/.test(path)) throw new WorkbookFault('it is an .xlsb file');
  if (byPath.has('content.xml') && byPath.has('mimetype')) throw new WorkbookFault('it is an .ods file');
  if (!byPath.has(path.toLowerCase()) || /^(?:word|ppt)\//.test(path)) throw new WorkbookFault('it holds no workbook');
  return path;
}

interface Relation {
  readonly id: string;
  /** The last part of its type: `worksheet`. */
  readonly type: string;
  readonly path: string;
}

/** What a part refers to; the package itself is the part ''. */
function relationsOf(
  part: string,
  byPath: ReadonlyMap<string, ZipEntry>,
  unpack: (path: string) => Buffer,
): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!byPath.has(path.toLowerCase())) return [];
  const xml = new XmlCursor(unpack(path));
  const relations: Relation[] = [];
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token !== 'open' || xml.name !== 'Relationship') continue;
    const target = xml.attribute('Target') ?? '';
    relations.push({
      id: xml.attribute('Id') ?? '',
      type: (xml.attribute('Type') ?? '').replace(/^.*\//, ''),
      path: resolvePath(target.startsWith('/') ? '' : folder, target),
    });
  }
  return relations;
}

function resolvePath(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of `${folder}${target.replaceAll('\\', '/')}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function readWorkbookPart(bytes: Buffer, related: readonly Relation[]) {
  const xml = new XmlCursor(bytes);
  const sheets: NamedPart[] = [];
  let isFrom1904 = false;
  let isUncalculated = false;
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token !== 'open') continue;
    if (xml.name === 'workbookPr') isFrom1904 = isTrue(xml.attribute('date1904'));
    else if (xml.name === 'calcPr') isUncalculated = isTrue(xml.attribute('fullCalcOnLoad'));
    else if (xml.name === 'sheet') {
      const id = xml.prefixedAttribute('id');
      const relation = related.find((candidate) => candidate.id === id);
      sheets.push({
        name: xml.attribute('name') ?? '',
        isVisible: (xml.attribute('state') ?? 'visible') === 'visible',
        path: relation?.type === 'worksheet' ? relation.path : undefined,
      });
    }
  }
  return { sheets, isFrom1904, isUncalculated };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

function readSharedTexts(bytes: Buffer): readonly string[] {
  const xml = new XmlCursor(bytes);
  const texts: string[] = [];
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'open' && xml.name === 'si') texts.push(readRichText(xml, 'si'));
  }
  return texts;
}

/** The text of the element just opened: its runs put together, without the pronunciation written above them. */
export function readRichText(xml: XmlCursor, element: string): string {
  let text = '';
  let isText = false;
  let isPronunciation = false;
  for (;;) {
    switch (xml.next()) {
      case 'open':
        if (xml.name === 't') isText = !isPronunciation;
        else if (xml.name === 'rPh') isPronunciation = true;
        break;
      case 'close':
        if (xml.name === 't') isText = false;
        else if (xml.name === 'rPh') isPronunciation = false;
        else if (xml.name === element) return unspell(text);
        break;
      case 'text':
        if (isText) text += xml.text;
        break;
      case 'end':
        throw new XmlFault('a text has no end');
    }
  }
}

/** `_x000D_` is how a workbook spells a character that XML does not hold. */
export function unspell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readFormats(bytes: Buffer): readonly NumberFormat[] {
  const xml = new XmlCursor(bytes);
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let within = '';
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'close' && xml.name === within) within = '';
    if (token !== 'open') continue;
    if (xml.name === 'numFmts' || xml.name === 'cellXfs') within = xml.name;
    else if (within === 'numFmts' && xml.name === 'numFmt') {
      own.set(Number(xml.attribute('numFmtId')), readFormatCode(xml.attribute('formatCode') ?? ''));
    } else if (within === 'cellXfs' && xml.name === 'xf') {
      const number = Number(xml.attribute('numFmtId') ?? 0);
      formats.push(own.get(number) ?? builtInFormat(number) ?? PLAIN);
    }
  }
  return formats;
}

function markedEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** XML says in its first bytes or its declaration in which encoding it is; nearly all is in UTF-8. */
function inUtf8(bytes: Buffer): Buffer {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1]?.toLowerCase();
  const encoding = markedEncoding(bytes) ?? declared;
  if (encoding === undefined || encoding === 'utf-8' || encoding === 'us-ascii') return bytes;
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    throw new WorkbookFault('it is in an encoding that is not known, or damaged');
  }
}
