import type { DatedParameter } from '../../domain/law.js';

/** The notice of an assignment to the debtor restarts the period when it arrives. */
export const limitationAssignment: DatedParameter<'restarts_on_arrival'> = {
  id: 'cn.limitation.assignment',
  question: 'What does the notice that the claim was assigned do to a running limitation period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_on_arrival',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第19条第1款',
        quote: '债权转让的，应当认定诉讼时效从债权转让通知到达债务人之日起中断。',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'restarts_on_arrival',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第17条第1款',
        quote: '债权转让的，应当认定诉讼时效从债权转让通知到达债务人之日起中断。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'a notice published in the press under 法释〔2001〕12号, repealed with effect from 2021-01-01',
    'the debtor’s acknowledgement when somebody takes over the debt (art. 17(2))',
  ],
  lastCheckedOn: '2026-11-21',
};
