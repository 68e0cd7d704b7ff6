import type { DatedParameter } from '../../domain/law.js';

/** The guarantee period decides whether the guarantor is liable at all: nothing moves its end. */
export const guaranteePeriodFixed: DatedParameter<'never_interrupted'> = {
  id: 'cn.guarantee.period-fixed',
  question: 'Can a guarantee period be interrupted, suspended or extended?',
  unit: 'choice',
  selectedBy: 'contractDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: 'never_interrupted',
      source: {
        instrument: '担保法解释（法释〔2000〕44号）',
        article: '第31条',
        quote: '保证期间不因任何事由发生中断、中止、延长的法律后果。',
        mark: 'T',
        caveat:
          '担保法 art. 25(2), from memory, spoke of interruption once the creditor of a general guarantee had sued',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'never_interrupted',
      source: {
        instrument: '民法典',
        article: '第692条第1款',
        quote: '保证期间是确定保证人承担保证责任的期间，不发生中止、中断和延长。',
        mark: 'T',
        caveat: 'the court must examine it of its own motion (担保制度解释 art. 34)',
      },
    },
  ],
  notCovered: [
    'a new contract of guarantee after the period (担保制度解释 art. 34(2))',
    'guarantees made before 2000-12-13',
  ],
  lastCheckedOn: '2026-11-21',
};
