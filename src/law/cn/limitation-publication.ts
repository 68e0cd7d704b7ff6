import type { DatedParameter } from '../../domain/law.js';

/** A demand in the press counts only where the debtor cannot be traced, and only in a medium of the right reach. */
export const limitationPublication: DatedParameter<'restarts_if_untraceable'> = {
  id: 'cn.limitation.publication',
  question: 'When does a demand published in the press restart a running limitation period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_if_untraceable',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第10条第1款第4项',
        quote:
          '当事人一方下落不明，对方当事人在国家级或者下落不明的当事人一方住所地的省级有影响的媒体上刊登具有主张权利内容的公告的',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'restarts_if_untraceable',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第8条第1款第4项',
        quote:
          '当事人一方下落不明，对方当事人在国家级或者下落不明的当事人一方住所地的省级有影响的媒体上刊登具有主张权利内容的公告的',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'which media have enough reach',
    'notices of asset management companies under 法释〔2001〕12号 art. 10, repealed with effect from 2021-01-01',
  ],
  lastCheckedOn: '2026-11-21',
};
