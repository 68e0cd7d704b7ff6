import type { DatedParameter } from '../../domain/law.js';

/** Security given by a third party when the debt behind it is changed: as for a guarantor. */
export const mortgageChangedDebt: DatedParameter<'as_guarantor'> = {
  id: 'cn.mortgage.changed-debt',
  question: 'What does third-party security answer for when the debt is changed without its giver’s written consent?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'as_guarantor',
      source: {
        instrument: '担保制度解释（法释〔2020〕28号）',
        article: '第20条',
        quote: '人民法院在审理第三人提供的物的担保纠纷案件时，可以适用民法典第六百九十五条第一款',
        mark: 'T',
      },
    },
  ],
  notCovered: ['security given by the debtor itself', 'whether the register must be changed for a new term or amount'],
  lastCheckedOn: '2026-11-22',
};
