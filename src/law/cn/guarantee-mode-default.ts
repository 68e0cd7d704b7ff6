import type { DatedParameter } from '../../domain/law.js';

/** The mode of a guarantee whose contract does not say it. The Civil Code turned it round. */
export const guaranteeModeDefault: DatedParameter<'joint' | 'general'> = {
  id: 'cn.guarantee.mode-default',
  question: 'Is a guarantee joint or general where its contract does not say?',
  unit: 'choice',
  selectedBy: 'contractDate',
  existsFrom: '1995-10-01',
  values: [
    {
      from: '1995-10-01',
      until: '2021-01-01',
      value: 'joint',
      source: {
        instrument: '担保法',
        article: '第19条',
        quote: '当事人对保证方式没有约定或者约定不明确的，按照连带责任保证承担保证责任。',
        mark: 'S',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'general',
      source: {
        instrument: '民法典',
        article: '第686条第2款',
        quote: '当事人在保证合同中对保证方式没有约定或者约定不明确的，按照一般保证承担保证责任。',
        mark: 'T',
        caveat: 'a court applied the Civil Code to a guarantee of 2020 as well',
      },
    },
  ],
  notCovered: [
    'words of the contract that make a guarantee general or joint (担保制度解释 art. 25)',
    'guarantees made before 1995-10-01',
  ],
  lastCheckedOn: '2026-11-21',
};
