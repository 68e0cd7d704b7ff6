import type { DatedParameter } from '../../domain/law.js';

/** A debt without a term: it cannot be barred before it was called. */
export const limitationOnDemandStart: DatedParameter<'end_of_grace_or_refusal'> = {
  id: 'cn.limitation.on-demand-start',
  question: 'From when does the limitation period of a debt without an agreed term run?',
  unit: 'choice',
  selectedBy: 'accrualDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'end_of_grace_or_refusal',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第6条',
        quote: '不能确定履行期限的，诉讼时效期间从债权人要求债务人履行义务的宽限期届满之日起计算',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'end_of_grace_or_refusal',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第4条',
        quote:
          '不能确定履行期限的，诉讼时效期间从债权人要求债务人履行义务的宽限期届满之日起计算，但债务人在债权人第一次向其主张权利之时明确表示不履行义务的，诉讼时效期间从债务人明确表示不履行义务之日起计算。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'how long a grace must be where the creditor set none',
    'whether a term can be found by arts. 510 and 511 of the Civil Code',
  ],
  lastCheckedOn: '2026-11-21',
};
