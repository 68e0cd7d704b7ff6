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
export function describeReason(reason: Reason, language: Language): string {
  const { reasons, values }: { reasons: Lookup; values: Lookup } = WORDS[language];
  const sentence = reasons[reason.code];
  if (sentence !== undefined) return fill(sentence, reason.saw, values);
  const saw = Object.entries(reason.saw).map(([name, value]) => `${name}=${value}`);
  return saw.length === 0 ? reason.code : `${reason.code} (${saw.join(', ')})`;
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
function fill(sentence: string, saw: Reason['saw'], values: Lookup): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(saw[name] ?? '');
    return value === '' ? '?' : (values[value] ?? value);
  });
}
