import type { DatedParameter } from '../../domain/law.js';

/**
 * What must be done within the guarantee period: a joint guarantor must be asked, for a general one the debtor must be sued.
 */
export const guaranteeExercise: DatedParameter<{
  readonly joint: 'demand_on_guarantor';
  readonly general: 'suit_against_debtor';
}> = {
  id: 'cn.guarantee.exercise',
  question: 'What must the creditor do within the guarantee period to keep the guarantor liable?',
  unit: 'table',
  selectedBy: 'contractDate',
  existsFrom: '1995-10-01',
  values: [
    {
      from: '1995-10-01',
      until: '2000-12-13',
      value: { joint: 'demand_on_guarantor', general: 'suit_against_debtor' },
      source: {
        instrument: '担保法',
        article: '第25条第2款、第26条第2款',
        quote: '债权人未对债务人提起诉讼或者申请仲裁的，保证人免除保证责任',
        mark: 'M',
        caveat: 'articles and wording from memory',
      },
    },
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: { joint: 'demand_on_guarantor', general: 'suit_against_debtor' },
      source: {
        instrument: '担保法；担保法解释（法释〔2000〕44号）',
        article: '第25条第2款、第26条第2款；第34条',
        quote:
          '一般保证的债权人在保证期间届满前对债务人提起诉讼或者申请仲裁的……连带责任保证的债权人在保证期间届满前要求保证人承担保证责任的',
        mark: 'D',
        caveat: 'the quoted article speaks of the limitation that follows; the articles of the act from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: { joint: 'demand_on_guarantor', general: 'suit_against_debtor' },
      source: {
        instrument: '民法典；担保制度解释（法释〔2020〕28号）',
        article: '第693条；第27条',
        quote: '一般保证的债权人未在保证期间对债务人提起诉讼或者申请仲裁的，保证人不再承担保证责任。',
        mark: 'T',
        caveat:
          'enforcement of a notarised deed within the period counts for a general guarantee (担保制度解释 art. 27)',
      },
    },
  ],
  notCovered: [
    'demands on one of several guarantors: they never count for another (担保制度解释 art. 29)',
    'guarantees that are void (art. 33)',
  ],
  lastCheckedOn: '2026-11-21',
};
