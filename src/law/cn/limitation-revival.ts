import type { DatedParameter } from '../../domain/law.js';

/**
 * What takes the plea away again once the period has ended: first a signature alone, since 2021 a consent that can be shown.
 */
export const limitationRevival: DatedParameter<'signature' | 'consent_shown'> = {
  id: 'cn.limitation.revival',
  question: 'What after the end of the period keeps the debtor from pleading it?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '1999-02-16',
  values: [
    {
      from: '1999-02-16',
      until: '2021-01-01',
      value: 'signature',
      source: {
        instrument: '法释〔1999〕7号',
        article: '全文',
        quote: '债务人在该通知单上签字或者盖章的，应当视为对原债务的重新确认，该债权债务关系应受法律保护。',
        mark: 'S',
        caveat: 'first day from memory, last day and repealing instrument (法释〔2020〕16号) from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'consent_shown',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第19条第3款',
        quote:
          '债务人在通知单上签字或者盖章，能够认定借款人同意履行诉讼时效期间已经届满的义务的，对于贷款人关于借款人放弃诉讼时效抗辩权的主张，人民法院应予支持。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'when a signature shows consent: courts still found it where the whole debt was stamped without reservation ((2021)最高法民申7298号)',
    'whether a part payment after the end gives up the plea for the rest',
  ],
  lastCheckedOn: '2026-11-21',
};
