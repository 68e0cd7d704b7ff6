import type { DatedParameter } from '../../domain/law.js';

/** How long a creditor may sue on an ordinary civil claim before the debtor can plead limitation. */
export const limitationYears: DatedParameter<number> = {
  id: 'cn.limitation.general',
  question: 'How long is the ordinary limitation period of a civil claim?',
  unit: 'years',
  selectedBy: 'accrualDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 2,
      source: {
        instrument: '民法通则',
        article: '第135条',
        quote: '向人民法院请求保护民事权利的诉讼时效期间为二年，法律另有规定的除外。',
        mark: 'S',
        caveat: 'commencement date and wording from memory; repealed, a claim alive on 2017-10-01 has three years',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 3,
      source: {
        instrument: '民法总则（经由法释〔2018〕12号第1条）',
        article: '第188条第1款',
        quote: '民法总则施行后诉讼时效期间开始计算的，应当适用民法总则第一百八十八条关于三年诉讼时效期间的规定。',
        mark: 'T',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 3,
      source: {
        instrument: '民法典',
        article: '第188条第1款',
        quote: '向人民法院请求保护民事权利的诉讼时效期间为三年。法律另有规定的，依照其规定。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'claims to which limitation does not apply (Civil Code art. 196; deposits, public bonds, capital contributions)',
    'the one-year period of the General Principles (art. 136)',
    'claims that accrued before 1987',
    'debts governed by foreign law',
  ],
  lastCheckedOn: '2026-11-21',
};
