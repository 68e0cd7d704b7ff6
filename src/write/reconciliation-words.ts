/** Why a loan differs from what the bank reports, in both languages. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { formatFenGrouped } from '../domain/money.js';
import type { ReconciliationCause, ReconciliationEvidence } from '../domain/reconciliation.js';
import { describeAllMissing, type RecordPlaces } from './words.js';

const CAUSES: Readonly<Record<ReconciliationCause, Readonly<Record<Language, string>>>> = {
  convention: { en: 'convention: counted in another way', zh: '口径：计算方式不同' },
  missing_payments: { en: 'missing payments: receipts that one side lacks', zh: '流水：一方缺少还款记录' },
  schedule: { en: 'schedule: other instalments', zh: '计划：还款计划不同' },
  status: { en: 'status: by its status the loan owes nothing', zh: '状态：按借据状态已无欠款' },
  undetermined: { en: 'no position here, for want of facts', zh: '缺少要素，无法判定' },
  unknown: { en: 'unknown: nothing tried gives the reported figures', zh: '不明：所试各项均得不出银行数据' },
};

export function causeInWords(cause: ReconciliationCause, language: Language): string {
  return CAUSES[cause][language];
}

/** One sentence without a full stop. `places` says how the files are called. */
export function tellEvidence(evidence: ReconciliationEvidence, language: Language, places: RecordPlaces): string {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  switch (evidence.found) {
    case 'first-day':
      return evidence.counts === 'due_day'
        ? say('the bank counts the due date itself as day 1', '银行将到期日当天计为第1天')
        : say('the bank counts the day after the due date as day 1', '银行将到期日次日计为第1天');
    case 'other-day':
      return say(
        `the bank's figures are those of ${formatIsoDate(evidence.day)}`,
        `银行数据为 ${formatIsoDate(evidence.day)} 日终数据`,
      );
    case 'thirty-day-months':
      return say('the bank counts months of 30 days', '银行每月按30天计');
    case 'within-grace':
      return say(`the bank leaves out its ${evidence.days} days of grace`, `银行未计 ${evidence.days} 天宽限期`);
    case 'interest-with-penalty':
      return say("the bank's overdue interest holds penalty and compound interest", '银行逾期利息中含罚息与复利');
    case 'waterfall-scope':
      return evidence.scope === 'all_due'
        ? say('the bank applies a receipt step by step over all that is due', '银行按科目对全部到期款逐项冲账')
        : say('the bank pays off the oldest instalment first', '银行先冲清最早一期');
    case 'principal-first':
      return say('the bank applies receipts to principal first', '银行先冲本金');
    case 'period-interest':
      return evidence.method === 'actual'
        ? say("the bank counts each period's interest by days", '银行按实际天数计算各期利息')
        : say("the bank divides the year's interest by periods", '银行按期数均分年利息');
    case 'bankruptcy-not-applied':
      return say(
        "the bank's figures are those of a debtor that is not in bankruptcy: from the acceptance on the rest is due and nothing bears interest",
        '银行未按破产申请已受理计算：自受理时起未到期债权视为到期、停止计息',
      );
    case 'not-called':
      return say("the bank's figures are those of a loan that was not called", '银行按未宣布提前到期计算');
    case 'interest-after-call':
      return say(
        'the bank called the principal but goes on counting the interest of the instalments',
        '银行已宣布本金提前到期，但仍按原计划计收各期利息',
      );
    case 'receipts-missing':
      return say(
        `receipts of ${formatFenGrouped(evidence.amount)} that the payments file lacks would leave the bank's figures`,
        `若有流水表未载的还款 ${formatFenGrouped(evidence.amount)} 元，即得银行数据`,
      );
    case 'receipts-not-booked': {
      const record = `${places['payments'] ?? 'payments'}:${evidence.line}`;
      return evidence.count === 1
        ? say(
            `without the last receipt of ${formatFenGrouped(evidence.amount)} (${record}) the bank's figures come out`,
            `不计最后一笔还款 ${formatFenGrouped(evidence.amount)} 元（${record}），即得银行数据`,
          )
        : say(
            `without the last ${evidence.count} receipts, ${formatFenGrouped(evidence.amount)} together (from ${record} on), the bank's figures come out`,
            `不计最后 ${evidence.count} 笔还款共 ${formatFenGrouped(evidence.amount)} 元（自 ${record} 起），即得银行数据`,
          );
    }
    case 'due-date-not-planned':
      return say(
        `the reported days go back to ${formatIsoDate(evidence.day)}, when no instalment of the schedule falls due`,
        `银行逾期天数对应 ${formatIsoDate(evidence.day)}，还款计划中该日无应还款`,
      );
    case 'amounts-of-instalments':
      return say(
        'the days agree, the amounts do not: the instalments differ',
        '逾期天数相符而金额不符：各期应还金额不同',
      );
    case 'owes-nothing':
      return say(
        'the bank reports arrears of a loan that its status calls settled or not yet disbursed',
        '借据状态为已结清或尚未放款，银行仍报有逾期',
      );
    case 'facts-missing':
      return describeAllMissing(evidence.missing, language);
    case 'nothing-found':
      return say(
        'no other convention, day, receipt or due date that was tried gives the reported figures',
        '所试其他口径、日期、还款与到期日均得不出银行数据',
      );
  }
}
