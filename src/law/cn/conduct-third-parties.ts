import type { DatedParameter } from '../../domain/law.js';

/** Whom collection may be addressed to. */
export const conductThirdParties: DatedParameter<'debtor_and_guarantor'> = {
  id: 'cn.conduct.third-parties',
  question: 'Whom may a card issuer collect from?',
  unit: 'choice',
  selectedBy: 'eventDate',
  appliesTo: ['credit_card'],
  existsFrom: '2011-01-13',
  values: [
    {
      from: '2011-01-13',
      until: null,
      value: 'debtor_and_guarantor',
      source: {
        instrument: '商业银行信用卡业务监督管理办法（银监会令2011年第2号）',
        article: '第68条',
        quote:
          '发卡银行应当对债务人本人及其担保人进行催收，不得对与债务无关的第三人进行催收，不得采用暴力、胁迫、恐吓或辱骂等不当催收行为。',
        mark: 'S',
        caveat: 'wording and first day from memory; the substance was read in secondary sources',
      },
    },
  ],
  notCovered: [
    'asking others for contact data only, which the guidelines of 2025 and 2026 allow within bounds',
    'loans other than cards, for which those guidelines say the same',
  ],
  lastCheckedOn: '2026-11-21',
};
