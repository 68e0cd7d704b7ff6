/**
 * One PDF from many: pages are typeset in small batches, so that memory stays flat however long the print file is, and
 * joined here as they come. Only what the typesetter writes is read: PDF 1.4 with one classical table of objects,
 * generation 0 throughout, no encryption; anything else throws.
 */

export interface JoinedPages {
  /** Adds the pages of a PDF, and returns how many they are. */
  add(pdf: Buffer): number;
  /** Writes the end of the file; nothing can be added afterwards. */
  end(): void;
}

const HEADER = '%PDF-1.4\n%\x80\x80\x80\x80\n';
/** The objects of our own, before those of the batches. */
const PAGES_ROOT = 1;
const CATALOG = 2;
const FIRST_OF_BATCHES = 3;

/** Joins PDFs into the file that `write` receives piece by piece. `id`: 32 hexadecimal digits that tell this file from others. */
export function joinPages(write: (bytes: Buffer) => void, id: string): JoinedPages {
  /** Byte offset of each object, by number. */
  const offsets: number[] = [];
  const batchRoots: number[] = [];
  let position = 0;
  let pages = 0;
  let next = FIRST_OF_BATCHES;

  function put(bytes: Buffer): void {
    write(bytes);
    position += bytes.length;
  }

  function putObject(number: number, body: readonly Buffer[]): void {
    offsets[number] = position;
    put(latin1(`${number} 0 obj\n`));
    for (const bytes of body) put(bytes);
    put(latin1('\nendobj\n'));
  }

  put(latin1(HEADER));
  return {
    add(pdf) {
      const batch = readBatch(pdf);
      const base = next - 1;
      for (const number of batch.objects.keys()) {
        if (number === batch.catalog || number === batch.description) continue;
        const { dictionary, stream } = batch.objects.get(number)!;
        const moved = moveReferences(dictionary, base);
        const isRoot = number === batch.pagesRoot;
        putObject(base + number, [latin1(isRoot ? underParent(moved) : moved), ...stream]);
      }
      batchRoots.push(base + batch.pagesRoot);
      next = base + batch.size;
      pages += batch.pages;
      return batch.pages;
    },
    end() {
      const kids = batchRoots.map((number) => `${number} 0 R`).join(' ');
      putObject(PAGES_ROOT, [latin1(`<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`)]);
      putObject(CATALOG, [latin1(`<< /Type /Catalog /Pages ${PAGES_ROOT} 0 R >>`)]);
      const table = position;
      put(latin1(tableOf(offsets, next)));
      const size = `/Size ${next} /Root ${CATALOG} 0 R /ID [<${id}> <${id}>]`;
      put(latin1(`trailer\n<< ${size} >>\nstartxref\n${table}\n%%EOF\n`));
    },
  };
}

/** Entries of twenty bytes each; the free ones are chained from object 0. */
function tableOf(offsets: readonly number[], size: number): string {
  const entries: string[] = new Array(size);
  let nextFree = 0;
  for (let number = size - 1; number >= 0; number--) {
    const offset = offsets[number];
    if (offset === undefined) {
      entries[number] = `${String(nextFree).padStart(10, '0')} 65535 f \n`;
      nextFree = number;
    } else entries[number] = `${String(offset).padStart(10, '0')} 00000 n \n`;
  }
  return `xref\n0 ${size}\n${entries.join('')}`;
}

interface BatchObject {
  /** What stands before a stream; the whole object where it has none. */
  readonly dictionary: string;
  /** The stream with its keywords, to be copied as it is. */
  readonly stream: readonly Buffer[];
}

interface Batch {
  readonly objects: ReadonlyMap<number, BatchObject>;
  /** Highest object number plus one. */
  readonly size: number;
  readonly catalog: number;
  /** The object that names title and date of the batch; -1 where there is none. */
  readonly description: number;
  readonly pagesRoot: number;
  readonly pages: number;
}

function readBatch(pdf: Buffer): Batch {
  const end = pdf.toString('latin1', Math.max(0, pdf.length - 2048));
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN);
  const trailer = end.slice(end.lastIndexOf('trailer'));
  const size = numberIn(trailer, /\/Size (\d+)/);
  const catalog = numberIn(trailer, /\/Root (\d+) 0 R/);
  if (Number.isNaN(table) || !trailer.startsWith('trailer') || trailer.includes('/Encrypt')) {
    throw new RangeError('not a PDF of the kind that can be joined');
  }
  const offsets = readTable(pdf, table, size);
  const objects = new Map<number, BatchObject>();
  for (const [number, offset] of offsets) objects.set(number, readObject(pdf, number, offset));
  const pagesRoot = numberIn(objects.get(catalog)?.dictionary ?? '', /\/Pages (\d+) 0 R/);
  const pages = numberIn(objects.get(pagesRoot)?.dictionary ?? '', /\/Count (\d+)/);
  const description = /\/Info (\d+) 0 R/.exec(trailer);
  return { objects, size, catalog, pagesRoot, pages, description: description === null ? -1 : Number(description[1]) };
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text);
  if (found === null) throw new RangeError(`a PDF without ${pattern.source} cannot be joined`);
  return Number(found[1]);
}

/** Number and offset of each object in use, in order of number. */
function readTable(pdf: Buffer, table: number, size: number): [number, number][] {
  const head = `xref\n0 ${size}\n`;
  if (pdf.toString('latin1', table, table + head.length) !== head) {
    throw new RangeError('a PDF whose table of objects has several parts cannot be joined');
  }
  const found: [number, number][] = [];
  for (let number = 0; number < size; number++) {
    const entry = pdf.toString('latin1', table + head.length + number * 20, table + head.length + number * 20 + 18);
    if (entry.endsWith('n')) found.push([number, Number(entry.slice(0, 10))]);
  }
  return found;
}

const LENGTH = /\/Length (\d+)(?! \d+ R)/;

function readObject(pdf: Buffer, number: number, offset: number): BatchObject {
  const head = `${number} 0 obj\n`;
  if (pdf.toString('latin1', offset, offset + head.length) !== head) {
    throw new RangeError(`object ${number} of a PDF is not where its table says`);
  }
  const from = offset + head.length;
  const end = pdf.indexOf('\nendobj', from);
  const streamAt = pdf.indexOf('\nstream\n', from);
  if (streamAt < 0 || streamAt > end) return { dictionary: pdf.toString('latin1', from, end), stream: [] };
  const dictionary = pdf.toString('latin1', from, streamAt);
  // The length decides where the stream ends: any bytes may stand in it.
  const bodyFrom = streamAt + '\nstream\n'.length;
  const bodyUntil = bodyFrom + numberIn(dictionary, LENGTH);
  if (!/^\r?\nendstream/.test(pdf.toString('latin1', bodyUntil, bodyUntil + 11))) {
    throw new RangeError(`the stream of object ${number} of a PDF does not end where it says`);
  }
  return { dictionary, stream: [latin1('\nstream\n'), pdf.subarray(bodyFrom, bodyUntil), latin1('\nendstream')] };
}

/** Strings, which are left alone, or a reference. */
const STRING_OR_REFERENCE = /\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>|\b(\d+) 0 R\b/gs;

function moveReferences(dictionary: string, by: number): string {
  return dictionary.replace(STRING_OR_REFERENCE, (found, number: string | undefined) =>
    number === undefined ? found : `${Number(number) + by} 0 R`,
  );
}

/** The root of a batch's pages, as a branch of ours. */
function underParent(dictionary: string): string {
  return dictionary.replace('<<', `<< /Parent ${PAGES_ROOT} 0 R`);
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
