/** The words of lists and answers, made from codes and values. Limitation dates are always called estimates. */
import type { MissingFact, Reason } from '../domain/determination.js';
import type { Language } from '../domain/language.js';
import type { Why } from '../domain/work.js';
import type { Words } from './vocabulary.js';
import { EN } from './words-en.js';
import { ZH } from './words-zh.js';

const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** Why a borrower stands where it stands on the list, in one sentence. */
export function describeWhy(why: Why, language: Language): string {
  return WORDS[language].why(why);
}

/**
 * One step of the reasoning as a sentence. A code without a sentence is shown as it stands with what it saw: a lender's own
 * rule must not vanish.
 */
export function describeReason(reason: Reason, language: Language, places: RecordPlaces = {}): string {
  const { reasons, values }: { reasons: Lookup; values: Lookup } = WORDS[language];
  const sentence = reasons[reason.code];
  if (sentence !== undefined) return fill(sentence, reason.saw, values, places);
  const saw = Object.entries(reason.saw).map(([name, value]) => `${name}=${value}`);
  return saw.length === 0 ? reason.code : `${reason.code} (${saw.join(', ')})`;
}

/** How the tables are named where a sentence says on which line a record stands: `events.csv`. The table's own name by default. */
export type RecordPlaces = Readonly<Record<string, string>>;

/** What stands in a sentence for a value that is not known; anything else that is not there shows as a question. */
const UNKNOWN_VALUES: Lookup = { evidence: 'not_stated', instalments: 'several' };

function shown(name: string, saw: Reason['saw'], places: RecordPlaces): string {
  const value = saw[name];
  if (value === undefined || value === '' || Number.isNaN(value)) return UNKNOWN_VALUES[name] ?? '';
  if (name === 'source') return places[value] ?? String(value);
  return String(value);
}

/** A missing fact with why it is needed. */
export function describeMissing(missing: MissingFact, language: Language): string {
  const causes: Lookup = WORDS[language].missing;
  const because = causes[missing.because] ?? missing.because;
  return language === 'zh' ? `${missing.fact}（${because}）` : `${missing.fact} (${because})`;
}

/** Words by a code that may be anybody's. */
type Lookup = Readonly<Record<string, string | undefined>>;

/** Puts values in place of `{name}`, coded ones in words; a name without a value becomes `?`, so that it is seen. */
function fill(sentence: string, saw: Reason['saw'], values: Lookup, places: RecordPlaces): string {
  const parts = partsOf(sentence);
  let filled = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) {
    const value = shown(parts[at]!, saw, places);
    filled += value === '' ? '?' : (values[value] ?? value);
    filled += parts[at + 1]!;
  }
  return filled;
}

/** A sentence taken apart once: text and names in turn, text first and last. */
const PARTS = new Map<string, readonly string[]>();

function partsOf(sentence: string): readonly string[] {
  let parts = PARTS.get(sentence);
  if (parts === undefined) {
    parts = sentence.split(/\{(\w+)\}/);
    PARTS.set(sentence, parts);
  }
  return parts;
}
