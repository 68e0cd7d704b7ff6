/** The templates of a pack, read and checked: which there must be, what they may say, and the letters made of them. */
import { LANGUAGES } from '../domain/language.js';
import { LETTER_KINDS, type Letter, type LetterRole } from '../domain/letter.js';
import { ALLOWED_FILTERS, ALLOWED_TAGS, type Engine, openEngine, type Template } from './engine.js';
import { escapeForMarkup } from './letter-markup.js';
import { bareLetter, specimenLetter } from './specimen-letter.js';
import type { TemplateFault, TemplatePlace } from './template-fault.js';
import { didYouMean, TemplateWalk } from './walk-template.js';

/** Text of one template; the end of its path is `<name>.liquid`. */
export interface TemplateFile {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

/** The HTML page around a letter: `{{ title }}`, `{{ language }}`, and `{{ body }}` where the letter goes. */
const PAGE = 'page.html';
/** What other templates take in with `{% render %}` begins so. */
const PARTIAL = /^part-/;

const LETTER_NAMES = LETTER_KINDS.flatMap((kind) => LANGUAGES.map((language) => `${kind}.${language}`));
const NAMES: readonly string[] = [...LETTER_NAMES, PAGE];

export interface TemplateListing {
  /** As messages name it. */
  readonly file: string;
  /** Sorted; what partials use stands with the template that renders them. */
  readonly placeholders: readonly string[];
}

/** Templates without a fault. */
export interface LetterTemplates {
  /** The words of the letter in markup; see letter-markup.ts. Throws {@link TemplateFailure}. */
  readonly markupOf: (letter: Letter) => string;
  /** The HTML page around a letter's body, which must be HTML already. */
  readonly pageOf: (letter: Letter, title: string, body: string) => string;
  readonly listings: readonly TemplateListing[];
  /** The template of a letter and every partial that it renders, sorted by name, with their texts as the pack has them. */
  readonly sourcesOf: (letter: Pick<Letter, 'kind' | 'language'>) => readonly TemplateFile[];
}

/** A letter on which its template failed; the message says where and holds no value of the letter. */
export class TemplateFailure extends Error {}

/** Reads and checks the templates; every fault at once. `forbidden` are words that none may say. */
export async function openTemplates(
  files: readonly TemplateFile[],
  forbidden: readonly string[],
): Promise<{ readonly templates: LetterTemplates } | { readonly faults: readonly TemplateFault[] }> {
  const paths = new Map(files.map((file) => [nameOf(file), file.name]));
  const texts = Object.fromEntries(files.map((file) => [nameOf(file), markTagLines(file.text)]));
  const engine = await openEngine(texts, escapeForMarkup);
  const page = await openEngine(texts, escapeHtml);
  const pathOf = (name: string) => paths.get(name) ?? name;
  const faults: TemplateFault[] = [...namingFaults(paths)];

  const parsed = new Map<string, Template[]>();
  for (const name of paths.keys()) {
    try {
      parsed.set(name, (name === PAGE ? page : engine).parse(name));
    } catch (error) {
      faults.push(syntaxFault(error, pathOf(name)));
    }
  }
  const partials = [...paths.keys()].filter((name) => PARTIAL.test(name));
  const listings: TemplateListing[] = [];
  const rendered = new Map<string, ReadonlySet<string>>();
  for (const name of NAMES) {
    if (!parsed.has(name)) continue;
    const walk = new TemplateWalk(
      name === PAGE ? PAGE_SPECIMEN : specimenOf(name, false),
      (wanted) => parsed.get(wanted),
      pathOf,
      partials,
    );
    walk.walk(name);
    faults.push(...walk.faults);
    rendered.set(name, walk.visited);
    listings.push({ file: pathOf(name), placeholders: [...walk.placeholders].sort() });
  }
  for (const file of files) faults.push(...wordFaults(file, forbidden), ...markupFaults(file));
  // A template that has no fault to be seen is tried out: with everything given, and with all blank that may be.
  if (faults.length === 0) {
    for (const name of LETTER_NAMES) faults.push(...trialFaults(engine, name, parsed.get(name)!, pathOf(name)));
  }
  if (faults.length > 0) return { faults: inOrder(faults) };
  return {
    templates: {
      listings,
      sourcesOf: ({ kind, language }) => {
        const names = rendered.get(`${kind}.${language}`)!;
        return files
          .filter((file) => names.has(nameOf(file)))
          .map((file) => ({ name: nameOf(file), text: file.text }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      },
      markupOf: (letter) => renderOrFail(engine, parsed.get(`${letter.kind}.${letter.language}`)!, letter, pathOf),
      pageOf: (letter, title, body) => {
        const values = { title, language: letter.language, kind: letter.kind, body: BODY_MARK };
        return renderOrFail(page, parsed.get(PAGE)!, values, pathOf)
          .split(TAG_LINE)
          .join('')
          .replace(BODY_MARK, () => body);
      },
    },
  };
}

/** Stands in the page for the body, which is HTML and must not be escaped. A code point that is no character. */
const BODY_MARK = '\uFDD2';
const PAGE_SPECIMEN = { title: '', language: '', kind: '', body: '' };

/** Ends a line that holds nothing but tags, so that it can be left out of the letter. No character either. */
export const TAG_LINE = '\uFDD3';

function markTagLines(text: string): string {
  return text
    .replace(/[\uFDD0-\uFDEF]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]*(?:\{%(?:(?!%\})[^\n])*%\}[ \t]*)+$/gm, (line) => line + TAG_LINE);
}

function nameOf({ name }: TemplateFile): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.liquid$/, '');
}

function namingFaults(paths: ReadonlyMap<string, string>): TemplateFault[] {
  const faults: TemplateFault[] = [];
  for (const [name, file] of paths) {
    if (NAMES.includes(name) || PARTIAL.test(name)) continue;
    const known = [...NAMES, 'part-…'];
    faults.push({
      file,
      line: 0,
      column: 0,
      code: 'unknown-template',
      template: name,
      known,
      ...didYouMean(name, NAMES),
    });
  }
  for (const template of NAMES) {
    if (paths.has(template)) continue;
    faults.push({ file: `letters/${template}.liquid`, line: 0, column: 0, code: 'template-missing', template });
  }
  return faults;
}

function specimenOf(name: string, bare: boolean): Letter {
  const [kind, language] = name.split('.') as [Letter['kind'], Letter['language']];
  const role: LetterRole = kind === 'guarantor-demand' ? 'guarantor' : 'borrower';
  return bare ? bareLetter(kind, language, role) : specimenLetter(kind, language, role);
}

interface EngineError {
  readonly message: string;
  readonly originalError?: Error;
  readonly token?: { readonly file?: string; getPosition(): number[] };
}

function placeOfError(error: EngineError, file: string): TemplatePlace {
  const [line, column] = error.token?.getPosition() ?? [0, 0];
  return { file, line: line!, column: column! };
}

/** The engine's own sentence without the place, which the fault tells. */
function sentenceOf(error: EngineError): string {
  return (error.originalError?.message ?? error.message).replace(/, (?:file|line):.*$/s, '');
}

function syntaxFault(error: unknown, path: string): TemplateFault {
  const found = error as EngineError;
  const what = sentenceOf(found);
  const place = placeOfError(found, path);
  const tag = /^tag "(.+)" not found$/.exec(what)?.[1];
  if (tag !== undefined) {
    const known = [...ALLOWED_TAGS];
    return { ...place, code: 'template-tag-not-allowed', what: `{% ${tag} %}`, known, ...didYouMean(tag, known) };
  }
  const filter = /^undefined filter: (.+)$/.exec(what)?.[1];
  if (filter !== undefined) {
    return { ...place, code: 'template-tag-not-allowed', what: `the filter "${filter}"`, known: ALLOWED_FILTERS };
  }
  return { ...place, code: 'template-syntax', what };
}

function trialFaults(engine: Engine, name: string, template: Template[], path: string): TemplateFault[] {
  const faults: TemplateFault[] = [];
  for (const bare of [false, true]) {
    try {
      engine.render(template, specimenOf(name, bare));
    } catch (error) {
      const found = error as EngineError;
      const kind = bare ? 'without the values that may be blank' : 'with every value given';
      faults.push({
        ...placeOfError(found, found.token?.file ?? path),
        code: 'template-fails',
        kind,
        what: sentenceOf(found),
      });
      break;
    }
  }
  return faults;
}

function renderOrFail(engine: Engine, template: Template[], values: object, pathOf: (name: string) => string): string {
  try {
    return engine.render(template, values);
  } catch (error) {
    const found = error as EngineError;
    const { file, line, column } = placeOfError(found, pathOf(found.token?.file ?? ''));
    throw new TemplateFailure(`${file}:${line}:${column}: ${sentenceOf(found)}`);
  }
}

/** The words with any blanks between their characters, whatever the case; what is in braces is no text of the letter. */
function wordFaults({ name, text }: TemplateFile, forbidden: readonly string[]): TemplateFault[] {
  const faults: TemplateFault[] = [];
  for (const words of forbidden) {
    const pattern = [...words.replace(/\s+/g, '')]
      .map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('\\s*');
    for (const { index } of text.matchAll(new RegExp(pattern, 'giu'))) {
      faults.push({ ...placeAt(name, text, index), code: 'forbidden-words', words });
    }
  }
  return faults;
}

/** What would run, or be fetched from elsewhere, when somebody opens the page. */
const ACTIVE =
  /<\s*(?:script|iframe|object|embed|link|base|form|img|svg)\b|\bon[a-z]+\s*=|javascript:|https?:|url\s*\(|@import/giu;

function markupFaults(file: TemplateFile): TemplateFault[] {
  if (nameOf(file) !== PAGE) return [];
  return [...file.text.matchAll(ACTIVE)].map((match) => ({
    ...placeAt(file.name, file.text, match.index),
    code: 'forbidden-markup',
    found: match[0],
  }));
}

function placeAt(file: string, text: string, offset: number): TemplatePlace {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - before.lastIndexOf('\n') };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** As a reader of the files meets them; what partials repeat is told once. */
function inOrder(faults: readonly TemplateFault[]): readonly TemplateFault[] {
  const unique = new Map(faults.map((fault) => [JSON.stringify(fault), fault]));
  return [...unique.values()].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
