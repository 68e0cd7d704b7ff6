import type { DatedParameter } from '../../domain/law.js';

/**
 * Guarantees made before the Civil Code keep the old period where it still ran on the Code’s first day. The value is that day.
 */
export const guaranteePeriodTransition: DatedParameter<string> = {
  id: 'cn.guarantee.transition-2021',
  question: 'On which day must the old guarantee period of an earlier contract still be running to be kept?',
  unit: 'date',
  selectedBy: 'asOfDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: '2021-01-01',
      source: {
        instrument: '时间效力规定（法释〔2020〕15号）',
        article: '第27条',
        quote:
          '对保证期间约定不明确，主债务履行期限届满至民法典施行之日不满二年……没有约定，主债务履行期限届满至民法典施行之日不满六个月',
        mark: 'T',
        caveat: 'the full clause also says that the party must plead it',
      },
    },
  ],
  notCovered: [
    'debts that fell due only after 2021-01-01 under an earlier contract: the old period is taken by the date of the contract (art. 1(2)); a court has decided otherwise',
    'anything but the length of the period',
  ],
  lastCheckedOn: '2026-11-21',
};
