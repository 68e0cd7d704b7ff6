import type { DatedParameter } from '../../domain/law.js';

/** A demand for a part of a claim restarts the period of the whole. */
export const limitationPartialDemand: DatedParameter<'reaches_rest_unless_waived'> = {
  id: 'cn.limitation.partial-demand',
  question: 'Does a demand for a part of a claim restart the period of the rest?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'reaches_rest_unless_waived',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第11条',
        quote:
          '权利人对同一债权中的部分债权主张权利，诉讼时效中断的效力及于剩余债权，但权利人明确表示放弃剩余债权的情形除外。',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'reaches_rest_unless_waived',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第9条',
        quote:
          '权利人对同一债权中的部分债权主张权利，诉讼时效中断的效力及于剩余债权，但权利人明确表示放弃剩余债权的情形除外。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['whether several drawings or several contracts are one claim'],
  lastCheckedOn: '2026-11-21',
};
