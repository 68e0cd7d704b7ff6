import type { DatedParameter } from '../../domain/law.js';

/**
 * Which due date of a judgment payable in instalments starts the period for enforcement. The amendment of 2021 changed it.
 */
export const enforcementInstalmentAnchor: DatedParameter<'each_instalment' | 'last_instalment'> = {
  id: 'cn.enforcement.instalment-anchor',
  question: 'From which due date of a judgment payable in instalments does the period for enforcement run?',
  unit: 'choice',
  selectedBy: 'judgmentDate',
  existsFrom: '2008-04-01',
  values: [
    {
      from: '2008-04-01',
      until: '2013-01-01',
      value: 'each_instalment',
      source: {
        instrument: '民事诉讼法（2007年修正）',
        article: '第215条第2款',
        quote: '法律文书规定分期履行的，从规定的每次履行期间的最后一日起计算',
        mark: 'S',
        caveat: 'wording as the version of 2012; day of commencement from memory',
      },
    },
    {
      from: '2013-01-01',
      until: '2022-01-01',
      value: 'each_instalment',
      source: {
        instrument: '民事诉讼法（2012年、2017年修正）',
        article: '第239条第2款',
        quote: '法律文书规定分期履行的，从规定的每次履行期间的最后一日起计算',
        mark: 'S',
        caveat:
          'courts counted from the last instalment even then where the whole fell due on default; day of commencement from memory',
      },
    },
    {
      from: '2022-01-01',
      until: '2024-01-01',
      value: 'last_instalment',
      source: {
        instrument: '民事诉讼法（2021年修正）',
        article: '第246条第2款',
        quote: '法律文书规定分期履行的，从最后一期履行期限届满之日起计算',
        mark: 'T',
      },
    },
    {
      from: '2024-01-01',
      until: null,
      value: 'last_instalment',
      source: {
        instrument: '民事诉讼法（2023年修正）',
        article: '第250条第2款',
        quote: '法律文书规定分期履行的，从最后一期履行期限届满之日起计算',
        mark: 'T',
        caveat: 'day of commencement from memory',
      },
    },
  ],
  notCovered: [
    'titles from before 2022 whose instalments fall due later: no transitional rule was found',
    'judgments to refrain from something (执行程序解释 art. 21)',
  ],
  lastCheckedOn: '2026-11-21',
};
