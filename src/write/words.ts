/** The words of lists and answers, made from codes and values. Limitation dates are always called estimates. */
import type { MissingFact, Reason } from '../domain/determination.js';
import type { Language } from '../domain/language.js';
import type { Why } from '../domain/work.js';
import type { Words } from './vocabulary.js';
import { type TextPiece, textOfWording, textPiece, type Wording } from './wording.js';
import { EN } from './words-en.js';
import { ZH } from './words-zh.js';

const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** Why a borrower stands where it stands on the list, in one sentence. */
export function describeWhy(why: Why, language: Language): string {
  return textOfWording((into) => tellWhy(why, language, into));
}

/** Tells why a borrower stands where it stands; see {@link describeWhy}. */
export function tellWhy(why: Why, language: Language, into: Wording): void {
  WORDS[language].tellWhy(why, into);
}

/** Tells one step of the reasoning as a sentence; see {@link describeReason}. */
export function tellReason(reason: Reason, language: Language, into: Wording, places: RecordPlaces = {}): void {
  const speech = speechIn(language);
  const sentence = sentenceOf(speech, reason.code);
  if (sentence !== undefined) {
    fill(sentence, reason.saw, speech.values, places, into);
    return;
  }
  const saw = Object.entries(reason.saw).map(([name, value]) => `${name}=${value}`);
  into.word(saw.length === 0 ? reason.code : `${reason.code} (${saw.join(', ')})`);
}

/** Tells the steps one after the other. */
export function tellReasons(
  reasons: readonly Reason[],
  language: Language,
  into: Wording,
  places: RecordPlaces = {},
): void {
  for (let at = 0; at < reasons.length; at++) {
    if (at > 0) into.piece(BETWEEN[language]);
    tellReason(reasons[at]!, language, into, places);
  }
}

/**
 * One step of the reasoning as a sentence. A code without a sentence is shown as it stands with what it saw: a lender's own
 * rule must not vanish.
 */
export function describeReason(reason: Reason, language: Language, places: RecordPlaces = {}): string {
  return textOfWording((into) => tellReason(reason, language, into, places));
}

/** How the tables are named where a sentence says on which line a record stands: `events.csv`. The table's own name by default. */
export type RecordPlaces = Readonly<Record<string, string>>;

/** What stands in a sentence for a value that is not known; anything else that is not there shows as a question. */
const UNKNOWN_VALUES: Readonly<Record<string, string | undefined>> = { evidence: 'not_stated', instalments: 'several' };

function shown(name: string, saw: Reason['saw']): string | number | undefined {
  const value = saw[name];
  return value === undefined || value === '' || Number.isNaN(value) ? UNKNOWN_VALUES[name] : value;
}

/** A missing fact with why it is needed. */
export function describeMissing(missing: MissingFact, language: Language): string {
  const causes: Readonly<Record<string, string | undefined>> = WORDS[language].missing;
  const because = causes[missing.because] ?? missing.because;
  return language === 'zh' ? `${missing.fact}（${because}）` : `${missing.fact} (${because})`;
}

/** Missing facts one after the other. */
export function describeAllMissing(missing: readonly MissingFact[], language: Language): string {
  return missing.map((fact) => describeMissing(fact, language)).join(BETWEEN[language].text);
}

const BETWEEN: Readonly<Record<Language, TextPiece>> = { en: textPiece('; '), zh: textPiece('；') };

/** A sentence taken apart once: text and names of values in turn, text first and last. */
interface Sentence {
  readonly texts: readonly TextPiece[];
  readonly names: readonly string[];
}

/** What a language says of the reasoning, made ready to be told many times. */
interface Speech {
  readonly reasons: Readonly<Record<string, string | undefined>>;
  /** Sentences by reason code, as they are first needed. */
  readonly sentences: Map<string, Sentence>;
  /** Coded values in words. */
  readonly values: ReadonlyMap<string, TextPiece>;
}

const SPEECHES = new Map<Language, Speech>();

function speechIn(language: Language): Speech {
  let speech = SPEECHES.get(language);
  if (speech === undefined) {
    const { reasons, values } = WORDS[language];
    const pieces = Object.entries(values).map(([code, words]) => [code, textPiece(words)] as const);
    speech = { reasons, sentences: new Map(), values: new Map(pieces) };
    SPEECHES.set(language, speech);
  }
  return speech;
}

function sentenceOf({ reasons, sentences }: Speech, code: string): Sentence | undefined {
  let sentence = sentences.get(code);
  if (sentence === undefined) {
    const parts = reasons[code]?.split(/\{(\w+)\}/);
    if (parts === undefined) return undefined;
    sentence = {
      texts: parts.filter((_, at) => at % 2 === 0).map(textPiece),
      names: parts.filter((_, at) => at % 2 === 1),
    };
    sentences.set(code, sentence);
  }
  return sentence;
}

const NOT_THERE = textPiece('?');
const FIRST_LETTER = 0x61;

/** Puts values in place of `{name}`, coded ones in words; a name without a value becomes `?`, so that it is seen. */
function fill(
  { texts, names }: Sentence,
  saw: Reason['saw'],
  values: Speech['values'],
  places: RecordPlaces,
  into: Wording,
): void {
  into.piece(texts[0]!);
  for (let at = 0; at < names.length; at++) {
    const name = names[at]!;
    const value = shown(name, saw);
    if (value === undefined) into.piece(NOT_THERE);
    else if (typeof value === 'number') into.word(String(value));
    else if (name === 'source') into.word(places[value] ?? value);
    else {
      // Codes are words in small letters: dates and amounts need not be looked up.
      const coded = value.charCodeAt(0) >= FIRST_LETTER ? values.get(value) : undefined;
      if (coded === undefined) into.word(value);
      else into.piece(coded);
    }
    into.piece(texts[at + 1]!);
  }
}
