/** A condition in a line that reads like the pack: fact names as they are, comparisons as signs. */
import { FACTS } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { type Comparison, type Condition, keyOf } from './condition.js';

const SIGNS: Readonly<Record<Comparison, string>> = {
  at_least: '≥',
  at_most: '≤',
  exceeds: '>',
  below: '<',
  equals: '=',
};

const WORDS = {
  en: { all: ' and ', any: ' or ', not: 'not ', yes: 'yes', no: 'no' },
  zh: { all: ' 且 ', any: ' 或 ', not: '非 ', yes: '是', no: '否' },
} as const satisfies Record<Language, unknown>;

/** `days_past_due ≥ 1 and (other_loans_current ≥ 1 or collateral_cover ≥ 1)`. */
export function describeCondition(condition: Condition, language: Language): string {
  const words = WORDS[language];
  switch (condition.kind) {
    case 'compare': {
      if (FACTS[condition.fact] === 'yes_no')
        return `${condition.fact} = ${condition.value === 1 ? words.yes : words.no}`;
      return `${keyOf(condition)} ${SIGNS[condition.comparison]} ${condition.value}`;
    }
    case 'not':
      return words.not + bracketed(condition.of, language);
    case 'all':
    case 'any':
      return condition.of
        .map((part) => (part.kind === condition.kind ? describeCondition(part, language) : bracketed(part, language)))
        .join(words[condition.kind]);
  }
}

function bracketed(condition: Condition, language: Language): string {
  const text = describeCondition(condition, language);
  const joins = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return joins ? `(${text})` : text;
}
