import type { DatedParameter } from '../../domain/law.js';

/** What the acceptance of a debtor's bankruptcy does to what it owes. */
export const bankruptcyAcceptance: DatedParameter<'due_and_bears_no_interest'> = {
  id: 'cn.bankruptcy.acceptance',
  question: 'What becomes of a claim on the day on which a court accepts the bankruptcy of the debtor?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2007-06-01',
  values: [
    {
      from: '2007-06-01',
      until: '2021-01-01',
      value: 'due_and_bears_no_interest',
      source: {
        instrument: '企业破产法',
        article: '第46条',
        quote: '未到期的债权，在破产申请受理时视为到期。附利息的债权自破产申请受理时起停止计息。',
        mark: 'T',
        caveat:
          'commencement date from memory; whether interest stopped for the guarantor too was not settled by a text',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'due_and_bears_no_interest',
      source: {
        instrument: '企业破产法；担保制度解释（法释〔2020〕28号）',
        article: '第46条；第22条',
        quote: '未到期的债权，在破产申请受理时视为到期。附利息的债权自破产申请受理时起停止计息。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'natural persons: the law is one of enterprises; local rules on the bankruptcy of individuals are not in this pack',
    'bankruptcies accepted before 2007-06-01',
    'that the day before is the last that bears interest is derived from 停止计息 with 自……之日起 of 担保制度解释第22条',
    'claims that arose after the acceptance; the bankruptcy of a guarantor',
  ],
  lastCheckedOn: '2026-11-22',
};
