/** What one evidence rule said of a borrower, on one line. */
import type { EvidenceFinding } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';

/** `willingness +2: keeps paying in part (part_payments_while_overdue=3)`. No sign comes first: a spreadsheet would count. */
export function evidenceText({ rule, saw }: EvidenceFinding, language: Language): string {
  const axis = { willingness: { en: 'willingness', zh: '意愿' }, ability: { en: 'ability', zh: '能力' } }[rule.axis][
    language
  ];
  const facts = rule.facts.map(
    (fact, at) => `${fact}=${Number.isNaN(saw[at]!) ? '?' : Math.round(saw[at]! * 100) / 100}`,
  );
  const weight = `${axis} ${rule.direction > 0 ? '+' : '-'}${rule.weight}`;
  return language === 'zh'
    ? `${weight}：${rule.title.zh}（${facts.join('，')}）`
    : `${weight}: ${rule.title.en} (${facts.join(', ')})`;
}
