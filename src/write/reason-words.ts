/**
 * Sentences for the steps of an estimate and for what is missing: those that every clock may need stand here, the
 * others with their clocks. Values of a step stand in braces.
 */
import type { Language } from '../domain/language.js';
import { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES, GUARANTEE_MODES } from '../domain/loan.js';
import { GUARANTEE_MISSING, GUARANTEE_REASONS } from './guarantee-words.js';
import { LIMITATION_MISSING, LIMITATION_REASONS } from './limitation-words.js';
import { RESTRUCTURING_MISSING, RESTRUCTURING_REASONS } from './restructuring-words.js';
import type { CodedValue, Words } from './vocabulary.js';

type Sentences = Readonly<Record<Language, string>>;

const COMMON_REASONS = {
  'guarantee-signed-with-contract': {
    en: 'no day of the guarantee contract was given: taken to be signed with the loan contract, {signed_on}',
    zh: '未给出保证合同签订日，按与借款合同同日（{signed_on}）签订推算',
  },
  'nothing-owed': { en: 'nothing is owed on the loan', zh: '该笔贷款已无欠款' },
  'runs-from-due-date': {
    en: 'due on {last_due_on}; the period runs from the next day',
    zh: '履行期限 {last_due_on} 届满，自次日起算',
  },
  'runs-from-last-instalment': {
    en: 'one debt in {instalments} instalments: the period runs from the last due date {last_due_on}, not from the oldest unpaid one',
    zh: '同一债务分 {instalments} 期履行，自最后一期 {last_due_on} 届满起算，不自最早未还的一期起算',
  },
  'runs-from-bankruptcy': {
    en: 'fell due on {bankrupt_on} by the bankruptcy of the debtor, before the last due date {last_due_on}: the earlier reading is taken, since the law does not say from which the period runs',
    zh: '{bankrupt_on} 受理债务人破产申请，债权视为到期，早于最后一期 {last_due_on}：法律未明确自何日起算，取较早者',
  },
  'runs-from-acceleration': {
    en: 'called due on {accelerated_on}, before the last due date {last_due_on}: the earlier reading is taken, since the law does not settle it',
    zh: '{accelerated_on} 宣布提前到期，早于最后一期 {last_due_on}：法律未明确，取较早者起算',
  },
  'limitation-period': {
    en: '{years} years from {runs_from} end on {base_on}',
    zh: '自 {runs_from} 起 {years} 年，至 {base_on} 届满',
  },
  'period-lengthened': {
    en: 'the period of the old law (to {last_day_under_old_rule}) still ran when the law changed: the longer one applies, to {base_on}',
    zh: '新法施行时原期间（至 {last_day_under_old_rule}）尚未届满，适用新法的期间，至 {base_on}',
  },
  'period-had-ended-before-change': {
    en: 'the period of the old law had ended on {last_day_under_old_rule}, before the law changed: it stays ended',
    zh: '原期间已于 {last_day_under_old_rule} 届满，不适用新法的期间',
  },
  'part-payment-restarts': {
    en: 'the debtor paid {amount} on {paid_on} ({channel}, {source}:{line}): the period starts anew',
    zh: '债务人于 {paid_on} 部分履行 {amount} 元（{channel}，{source}:{line}），时效中断，重新起算',
  },
  'payment-not-judged': {
    en: 'a receipt of {amount} on {paid_on} ({channel}, {source}:{line}) may have restarted the period; it could not be judged',
    zh: '{paid_on} 收到 {amount} 元（{channel}，{source}:{line}），是否中断时效无法判断',
  },
  'payment-not-by-debtor': {
    en: 'a receipt of {amount} on {paid_on} ({channel}, {source}:{line}) is not taken for an act of the debtor',
    zh: '{paid_on} 收到的 {amount} 元（{channel}，{source}:{line}）不视为债务人履行',
  },
  'payment-after-period-ended-ask-counsel': {
    en: '{amount} came in on {paid_on} ({channel}, {source}:{line}), after the period had ended: whether that gives up the plea is unsettled, ask counsel',
    zh: '时效届满后于 {paid_on} 收到 {amount} 元（{channel}，{source}:{line}）：是否放弃抗辩尚无定论，请咨询律师',
  },
  'long-stop-reached': {
    en: 'the long stop of {long_stop_on} cuts the period short',
    zh: '受最长保护期限限制，止于 {long_stop_on}',
  },
  'last-day-rolled': {
    en: '{base_on} is a day off: the last day rolls to {rolled_on}; work to {base_on}',
    zh: '{base_on} 为休假日，顺延至 {rolled_on}；工作安排以 {base_on} 为准',
  },
  'days-off-unknown': {
    en: 'no holiday arrangement is published for {base_on}: whether the last day rolls is not known',
    zh: '{base_on} 所在年度的放假安排尚未公布，是否顺延未知',
  },
  'no-events-file': {
    en: 'no events file was given: demands or suits on record elsewhere could only move the day later',
    zh: '未提供催收/法律事件文件：如另有催收或诉讼记录，届满日只会更晚',
  },
  'estimate-running': { en: 'days left on {as_of}: about {days_left}', zh: '截至 {as_of} 预计剩余 {days_left} 天' },
  'estimate-expiring': {
    en: 'days left on {as_of}: only about {days_left}',
    zh: '截至 {as_of} 预计仅剩 {days_left} 天',
  },
  'estimate-pending': {
    en: 'on {as_of} proceedings are pending: the period is estimated not to run',
    zh: '截至 {as_of} 法律程序进行中，预计期间未在计算',
  },
  'estimate-defence_available': {
    en: 'on {as_of} the period is estimated to have ended: the debtor could plead limitation; the claim itself is not extinguished',
    zh: '截至 {as_of} 诉讼时效预计已届满：债务人可提出抗辩，债权本身并不消灭',
  },
  'estimate-revived': {
    en: 'on {as_of} the debtor is taken to have agreed to pay after the period had ended: estimated to end on {base_on}',
    zh: '截至 {as_of} 可认定债务人在期间届满后同意履行，预计至 {base_on} 届满',
  },
  'estimate-lapsed': {
    en: 'on {as_of} the right is estimated to have lapsed on {base_on}',
    zh: '截至 {as_of} 该权利预计已于 {base_on} 消灭',
  },
  'estimate-not_subject': { en: 'on {as_of} there is no limitation to watch', zh: '截至 {as_of} 不涉及诉讼时效' },
} as const satisfies Readonly<Record<string, Sentences>>;

const COMMON_MISSING = {
  'schedule-needs-period': {
    en: 'no schedule without it: conventions.period_when_blank of the policy may say it for all contracts',
    zh: '缺少则无法推算还款计划；若合同均相同，可在策略包的 conventions.period_when_blank 中注明',
  },
  'schedule-needs-terms': { en: 'no schedule without it', zh: '缺少则无法推算还款计划' },
  'method-says-given-schedule': {
    en: 'the method says that a schedule is given, but none is for this loan',
    zh: '还款方式为按还款计划，但未提供该笔计划',
  },
  'given-schedule-lacks-interest': { en: 'an instalment without interest', zh: '还款计划缺少应还利息' },
  'matures-before-disbursement': { en: 'before the disbursement', zh: '到期日早于放款日' },
  'amount-owed-unknown': { en: 'what is still owed cannot be told', zh: '无法得知尚欠金额' },
  'settled-but-amount-owed': {
    en: 'marked settled, yet the receipts leave something owed',
    zh: '标记为结清，但按还款流水仍有欠款',
  },
  'last-due-date-unknown': { en: 'the period cannot begin without a due date', zh: '没有到期日无法起算' },
  'last-due-date-out-of-range': { en: 'too far away to reckon with', zh: '日期超出可计算范围' },
  'bankruptcy-stops-interest': {
    en: 'in bankruptcy: from the day of acceptance the whole debt is due and bears no interest',
    zh: '债务人破产：自受理破产申请之日起全部债权视为到期、停止计息，须查明受理日',
  },
  'bankruptcy-claim-interrupts': {
    en: 'in bankruptcy: whether and when the claim was filed decides',
    zh: '债务人破产：须看是否及何时申报债权',
  },
  'estate-without-administrator-suspends': {
    en: 'the debtor has died: whether the estate had an administrator decides',
    zh: '债务人死亡：须看遗产管理人是否确定',
  },
  'terms-changed-after-last-due-date': {
    en: 'the terms were changed after the last due date',
    zh: '最后到期日之后变更过还款条件',
  },
  'day-of-changed-terms-unknown': { en: 'restructured, the day is not given', zh: '已重组，但未给出日期' },
  'enforcement-receipt-follows-a-judgment': {
    en: 'money came from enforcement: the judgment and its clock decide',
    zh: '有执行款入账：须看判决及申请执行期间',
  },
  'end-of-suit-not-told': {
    en: 'the judgment or mediation statement, its day, and the day by which it is to be paid',
    zh: '裁判或调解书及其生效日期、履行期限未见记录',
  },
  'who-paid-unknown': {
    en: 'the channel of a receipt is not given; the policy can say how to take it',
    zh: '还款渠道未给出；可在策略包中设定如何认定',
  },
  'basis-of-debit-unknown': {
    en: 'a debit by the lender restarts the period only with a basis in law or contract',
    zh: '扣款须有法律或合同依据方中断时效',
  },
  'third-party-payment-not-judged': {
    en: 'somebody else paid; only the debtor’s own consent restarts the period',
    zh: '第三方代付；须债务人本人同意方中断时效',
  },
  'no-law-value-on-date': { en: 'the law pack has no value for that date', zh: '法律参数在该日期没有数值' },
  'days-off-unknown': { en: 'the holiday arrangement decides and is not known', zh: '须看放假安排，尚未公布' },
} as const satisfies Readonly<Record<string, Sentences>>;

const REASONS = { ...COMMON_REASONS, ...LIMITATION_REASONS, ...GUARANTEE_REASONS, ...RESTRUCTURING_REASONS };
const MISSING = { ...COMMON_MISSING, ...LIMITATION_MISSING, ...GUARANTEE_MISSING, ...RESTRUCTURING_MISSING };

/** Steps of reasoning that have a sentence, and causes for which a fact is missing. A test holds them against the rules. */
export const REASON_CODES = Object.keys(REASONS);
export const MISSING_CODES = Object.keys(MISSING);

const VALUES_ZH: Words['values'] = {
  counter: '柜面',
  transfer: '转账',
  auto_debit: '自动扣款',
  enforcement: '强制执行',
  third_party: '第三人代付',
  call: '电话',
  sms: '短信',
  letter: '信函',
  email: '电子邮件',
  visit: '上门走访',
  demand: '书面催收',
  notice_publication: '公告催收',
  acknowledgement: '债务确认',
  repayment_plan: '还款计划',
  extension: '展期',
  promise: '还款承诺',
  refusal: '拒绝还款',
  unreachable: '无法联系',
  asset_transfer: '转移财产',
  part_payment: '部分还款',
  lawsuit: '起诉',
  arbitration: '申请仲裁',
  payment_order: '申请支付令',
  bankruptcy_accepted: '受理破产申请',
  bankruptcy_claim: '申报破产债权',
  preservation: '申请财产保全',
  mediation: '调解',
  police_report: '报案',
  assignment: '债权转让',
  judgment: '判决',
  withdrawal: '撤诉',
  obstacle: '行使障碍',
  complaint: '投诉',
  dispute: '争议',
  threat: '威胁',
  survey: '调查',
  signed: '签收',
  proven: '可证明送达',
  sent: '已发出',
  none: '无',
  joint: '连带责任保证',
  general: '一般保证',
  unstated: '未约定',
  not_stated: '未注明',
  several: '多',
  substandard: '次级类',
};

/** What stands for evidence that is not given and for a number of instalments that is not known, and the grade of law. */
const OF_REASONS = ['not_stated', 'several', 'substandard'] as const;

/** The contract's spellings are English words already. */
const VALUES_EN = Object.fromEntries(
  [...CHANNELS, ...EVENT_KINDS, ...EVIDENCE_GRADES, ...GUARANTEE_MODES, ...OF_REASONS].map((code) => [
    code,
    code.replaceAll('_', ' '),
  ]),
) as Record<CodedValue, string>;

/** What one language says of the reasoning, by code. */
export function reasoningWords(language: Language): Pick<Words, 'reasons' | 'missing' | 'values'> {
  return {
    reasons: pick(REASONS, language),
    missing: pick(MISSING, language),
    values: language === 'zh' ? VALUES_ZH : VALUES_EN,
  };
}

function pick<Code extends string>(
  sentences: Readonly<Record<Code, Sentences>>,
  language: Language,
): Record<Code, string> {
  const entries = Object.entries<Sentences>(sentences).map(([code, texts]) => [code, texts[language]]);
  return Object.fromEntries(entries) as Record<Code, string>;
}
