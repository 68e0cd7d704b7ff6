/**
 * Mail merge into Word documents: the bank's own document with placeholders, or a plain page. docxtemplater behind one
 * door, with a reader of placeholders that knows names and dots and nothing else, so that no document can run code.
 *
 * A placeholder is a name of the letter in single braces, `{addressee.name}`; `{#loans} … {/loans}` repeats for each loan,
 * within which `{id}` is the loan's; `{#hasReceipt} … {/hasReceipt}` stands only where it is true, `{^hasReceipt}` where it is
 * not; `{@letter}`, alone in its paragraph, is the whole letter as the policy's template words it.
 */
import type Docxtemplater from 'docxtemplater';
import type { Letter } from '../../domain/letter.js';
import type { PageLetter } from '../pdf/print-order.js';
import { ooxmlOf } from './letter-ooxml.js';
import { PLAIN_DOCUMENT } from './plain-document.js';

/** What is wrong with a document into which letters were to be merged, in words for the one who edits it. */
export class DocumentFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('; '));
    this.faults = faults;
  }
}

export interface LetterMerge {
  /** The placeholders met so far by {@link merge}, sorted. */
  placeholders(): readonly string[];
  /** The document with this letter. Throws {@link DocumentFault} on a placeholder that the letter has not. */
  merge(letter: Letter, worded: PageLetter): Buffer;
}

/** The oldest day that the form can say, by the clock of the machine: the same letter gives the same bytes in every zone. */
const FIXED_DAY = new Date(1980, 0, 1);

/** `document` is the bank's own; null for the plain page. Throws {@link DocumentFault} where it is no Word document or a placeholder is broken. */
export async function openLetterMerge(document: Buffer | null): Promise<LetterMerge> {
  const [{ default: Merge }, { default: PizZip }] = await Promise.all([import('docxtemplater'), import('pizzip')]);
  const original = document ?? plainDocument(new PizZip());
  // Read once for its faults; each letter is merged into a copy of its own.
  const met = new Set<string>();
  const open = (): Docxtemplater => {
    try {
      return new Merge(new PizZip(original), {
        paragraphLoop: true,
        linebreaks: false,
        errorLogging: false,
        parser: (tag) => {
          met.add(tag);
          return readPlaceholder(tag);
        },
        nullGetter: () => '',
      });
    } catch (error) {
      throw faultOf(error);
    }
  };
  open();
  return {
    placeholders: () => [...met].sort(),
    merge(letter, worded) {
      const opened = open();
      try {
        opened.render({ ...letter, letter: ooxmlOf(worded) });
      } catch (error) {
        throw faultOf(error);
      }
      const zip = opened.getZip() as InstanceType<typeof PizZip>;
      for (const file of Object.values(zip.files)) file.date = FIXED_DAY;
      return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' });
    },
  };
}

function plainDocument(zip: { file(name: string, text: string): unknown; generate(options: object): Buffer }): Buffer {
  for (const [name, text] of Object.entries(PLAIN_DOCUMENT)) zip.file(name, text);
  return zip.generate({ type: 'nodebuffer' });
}

/** A value found by its path in the innermost loop that has it, as docxtemplater asks for. */
function readPlaceholder(tag: string) {
  const path = tag.split('.').map((name) => name.trim());
  return {
    get(scope: unknown, context: { readonly scopeList: readonly unknown[]; readonly num: number }): unknown {
      if (tag === '.') return scope;
      for (let depth = context.num; depth >= 0; depth--) {
        const within = context.scopeList[depth];
        if (ownValue(within, path[0]!) === undefined) continue;
        const value = path.reduce<unknown>((of, name) => ownValue(of, name), within);
        if (value !== undefined) return value;
      }
      throw new DocumentFault([
        `{${tag}} is no value of a letter; the placeholders are those of "arrears policy check"`,
      ]);
    },
  };
}

/** Own values of records only: nothing that JavaScript adds of itself is a placeholder. Null stands for "not given". */
function ownValue(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of) || !Object.hasOwn(of, name)) return undefined;
  return (of as Record<string, unknown>)[name];
}

interface MergeError {
  readonly message: string;
  readonly properties?: {
    readonly explanation?: string;
    readonly rootError?: unknown;
    readonly errors?: readonly MergeError[];
  };
}

function faultOf(error: unknown): DocumentFault {
  if (error instanceof DocumentFault) return error;
  const found = error as MergeError;
  const several = found.properties?.errors;
  if (several !== undefined) return new DocumentFault(several.flatMap((each) => faultOf(each).faults));
  if (found.properties?.rootError instanceof DocumentFault) return found.properties.rootError;
  return new DocumentFault([found.properties?.explanation ?? found.message]);
}
