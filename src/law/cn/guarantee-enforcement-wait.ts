import type { DatedParameter } from '../../domain/law.js';

/**
 * How long after the application for enforcement a general guarantor’s right to refuse ends where the court has not ruled.
 */
export const guaranteeEnforcementWaitYears: DatedParameter<number> = {
  id: 'cn.guarantee.enforcement-wait',
  question:
    'How long after the application for enforcement does a general guarantor’s right to refuse end without a ruling?',
  unit: 'years',
  selectedBy: 'contractDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 1,
      source: {
        instrument: '担保制度解释（法释〔2020〕28号）',
        article: '第28条第1款第2项',
        quote: '人民法院自收到申请执行书之日起一年内未作出前项裁定的，自人民法院收到申请执行书满一年之日起开始计算',
        mark: 'T',
        caveat: 'art. 28 cites the Civil Procedure Law by its numbering before 2022 (art. 257, now 268)',
      },
    },
  ],
  notCovered: [
    'a guarantor who proves that the debtor still has property',
    'guarantees made before 2021, whose limitation runs from the judgment',
  ],
  lastCheckedOn: '2026-11-21',
};
