import type { DatedParameter } from '../../domain/law.js';

/** The outermost limit: counted from the harm, whatever restarted or suspended the ordinary period meanwhile. */
export const limitationLongStopYears: DatedParameter<number> = {
  id: 'cn.limitation.long-stop',
  question: 'After how long does a court no longer protect a claim, whatever interrupted or suspended its period?',
  unit: 'years',
  selectedBy: 'accrualDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 20,
      source: {
        instrument: '民法通则',
        article: '第137条',
        quote: '从权利被侵害之日起超过二十年的，人民法院不予保护。',
        mark: 'M',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 20,
      source: {
        instrument: '民法总则',
        article: '第188条第2款',
        quote: '自权利受到损害之日起超过二十年的，人民法院不予保护',
        mark: 'M',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 20,
      source: {
        instrument: '民法典；总则编解释',
        article: '第188条第2款；第35条',
        quote: '自权利受到损害之日起超过二十年的，人民法院不予保护……该条第二款规定的二十年期间不适用中止、中断的规定。',
        mark: 'T',
        caveat: 'counted from the due date and not rolled over holidays: a convention derived from the text',
      },
    },
  ],
  notCovered: ['extension by the court on application in special circumstances'],
  lastCheckedOn: '2026-11-21',
};
