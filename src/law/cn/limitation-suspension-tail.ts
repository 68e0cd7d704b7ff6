import type { DatedParameter, SuspensionTail } from '../../domain/law.js';

/**
 * How long a suspended period still runs after the obstacle. The day on which the obstacle ended picks the value: an obstacle that
 * still stood on 2017-10-01 falls under the new rule (法释〔2018〕12号 art. 4).
 */
export const limitationSuspensionTail: DatedParameter<SuspensionTail> = {
  id: 'cn.limitation.suspension-tail',
  question: 'How long does a suspended limitation period still run once the obstacle has gone?',
  unit: 'months',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: { kind: 'remainder' },
      source: {
        instrument: '民法通则',
        article: '第139条',
        quote: '从中止时效的原因消除之日起，诉讼时效期间继续计算。',
        mark: 'M',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: { kind: 'months', months: 6 },
      source: {
        instrument: '民法总则（经由法释〔2018〕12号第4条）',
        article: '第194条第2款',
        quote: '民法总则施行之日，中止时效的原因尚未消除的，应当适用民法总则关于诉讼时效中止的规定。',
        mark: 'T',
        caveat:
          'the interpretation was read, not the General Provisions themselves; six months as in Civil Code art. 194(2)',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: { kind: 'months', months: 6 },
      source: {
        instrument: '民法典',
        article: '第194条第2款',
        quote: '自中止时效的原因消除之日起满六个月，诉讼时效期间届满。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'which facts are an obstacle',
    'the effect of measures against the epidemic of 2020 (法发〔2020〕12号, text not found)',
  ],
  lastCheckedOn: '2026-11-21',
};
