import type { DatedParameter } from '../../domain/law.js';

/**
 * The change from two years to three. The value is the first day of the three-year rule; the interpretation that
 * settled what happens to periods then running took effect later, so that before it the question has no answer.
 */
export const limitationTransition: DatedParameter<string> = {
  id: 'cn.limitation.transition-2017',
  question: 'On which day must a shorter period still be running to be lengthened to three years?',
  unit: 'date',
  selectedBy: 'asOfDate',
  existsFrom: '2018-07-23',
  values: [
    {
      from: '2018-07-23',
      until: null,
      value: '2017-10-01',
      source: {
        instrument: '法释〔2018〕12号',
        article: '第1条至第3条、第5条',
        quote:
          '民法总则施行之日，诉讼时效期间尚未满民法通则规定的二年或者一年，当事人主张适用民法总则关于三年诉讼时效期间规定的，人民法院应予支持……' +
          '民法总则施行前，民法通则规定的二年或者一年诉讼时效期间已经届满，当事人主张适用……规定的，人民法院不予支持。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'cases that had ended with final effect before 2018-07-23 (art. 5)',
    'whether a period whose last day rolled over a holiday to 2017-10-01 or later had ended: taken as not ended (art. 203)',
  ],
  lastCheckedOn: '2026-11-21',
};
