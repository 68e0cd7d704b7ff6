/**
 * How exports spell the choices of the contract, by choice. Compared like column titles: case, spaces, full width,
 * underscores and hyphens do not count. The contract's own spellings need no entry.
 */

import { MONTHLY, QUARTERLY, YEARLY } from '../domain/loan.js';

export type Spellings = Readonly<Record<string, readonly string[]>>;

export const REPAYMENT_METHOD_TITLES: Spellings = {
  equal_instalment: [
    '等额本息',
    '等额本息还款',
    '等额本息还款法',
    '按月等额本息',
    '按季等额本息',
    '按年等额本息',
    '等额还款',
    'equal_installment',
    'annuity',
    'EMI',
  ],
  equal_principal: ['等额本金', '等额本金还款', '等额本金还款法', '按月等额本金', '按季等额本金', '按年等额本金'],
  interest_only: [
    '按期付息到期还本',
    '按月付息到期还本',
    '按季付息到期还本',
    '按年付息到期还本',
    '按期付息，到期还本',
    '按月付息，到期还本',
    '按季付息，到期还本',
    '按年付息，到期还本',
    '定期付息到期还本',
    '分期付息到期还本',
    '分期付息一次还本',
    '按月付息一次还本',
    '按季付息一次还本',
    '按年付息一次还本',
    '按月结息到期还本',
    '按季结息到期还本',
    '按年结息到期还本',
    '先息后本',
  ],
  bullet: [
    '到期一次还本付息',
    '到期一次性还本付息',
    '到期还本付息',
    '一次性还本付息',
    '一次还本付息',
    '到期一次还清',
    '利随本清',
  ],
  schedule: ['按还款计划', '还款计划', '按计划还款', '自定义还款计划', '不规则还款', '分期还本'],
};

/** What spellings of the method say of the period, by how they begin: code into PERIODS. */
const PERIOD_OF_METHOD = { 按月: MONTHLY, 按季: QUARTERLY, 按年: YEARLY };

/** The period (code into PERIODS) that a spelling of the repayment method names too. */
export const PERIOD_TOLD_BY_METHOD: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(REPAYMENT_METHOD_TITLES)
    .flat()
    .flatMap((title) =>
      Object.entries(PERIOD_OF_METHOD).flatMap(([word, period]) => (title.startsWith(word) ? [[title, period]] : [])),
    ),
);

export const PERIOD_TITLES: Spellings = {
  monthly: ['月', '按月', '每月', '月度', '一月', '一个月', 'month', 'M'],
  quarterly: ['季', '按季', '每季', '季度', '每季度', '三个月', 'quarter', 'Q'],
  yearly: ['年', '按年', '每年', '年度', 'year', 'annual', 'annually', 'Y'],
  once: ['一次', '一次性', '到期', '到期一次', '利随本清', 'one_off', 'bullet'],
};

export const BORROWER_KIND_TITLES: Spellings = {
  individual: ['个人', '自然人', '个人客户', '零售', '个贷', 'person', 'retail'],
  micro: ['小微', '小微企业', '微型企业', '小微企业主', '个体工商户', '个体户'],
  farm: ['农户', '涉农', '农民', '农业', '农村经营户', 'farmer'],
  company: ['对公', '企业', '公司', '法人', '单位', '企业法人', '对公客户', '公司客户', 'corporate', 'enterprise'],
};

export const ASSET_CLASS_TITLES: Spellings = {
  business: [
    '经营',
    '经营贷',
    '经营贷款',
    '经营性贷款',
    '个人经营贷款',
    '流动资金贷款',
    '企业贷款',
    '对公贷款',
    '固定资产贷款',
  ],
  consumer: ['消费', '消费贷', '消费贷款', '个人消费贷款', '个人消费', '助学贷款', '汽车贷款', '车贷'],
  credit_card: ['信用卡', '贷记卡', '信用卡透支', '信用卡分期', 'card'],
  mortgage: ['按揭', '按揭贷款', '住房按揭', '个人住房贷款', '住房贷款', '房贷', '个人住房按揭贷款'],
};

export const LOAN_STATUS_TITLES: Spellings = {
  active: ['正常', '未结清', '在贷', '生效', '有效', '逾期', '未还清', 'open', 'outstanding', 'overdue'],
  settled: ['结清', '已结清', '还清', '已还清', '销户', '关闭', 'closed', 'paid_off'],
  written_off: ['核销', '已核销', '呆账核销', '账销案存', 'charged_off'],
  restructured: ['重组', '已重组', '重组贷款', '展期', '已展期', '债务重组'],
};

export const HOLD_TITLES: Spellings = {
  none: ['无', '否', '未管控', '无管控', 'no'],
  dispute: ['争议', '有争议', '异议', '投诉', '诉讼争议', 'disputed'],
  bankruptcy: ['破产', '破产程序', '破产重整', '破产清算', '重整', 'bankrupt'],
  cease: ['停催', '停止催收', '暂停催收', '免催', '勿催', 'stop'],
  deceased: ['死亡', '已故', '身故', '去世', 'dead'],
};

export const CHANNEL_TITLES: Spellings = {
  counter: ['柜面', '柜台', '现金', '柜面还款', '柜台还款', 'cash'],
  transfer: ['转账', '汇款', '转帐', '网银', '网上银行', '手机银行', '主动还款', '线上还款', 'wire', 'bank_transfer'],
  auto_debit: ['代扣', '扣款', '自动扣款', '批量扣款', '批扣', '委托扣款', '系统扣款', '自动还款', 'direct_debit'],
  enforcement: ['执行', '强制执行', '法院执行', '执行回款', '法院划扣', '诉讼回款'],
  third_party: ['第三方', '第三人代付', '代偿', '他人代偿', '第三人代偿', '担保人代偿', '保证人代偿', '第三方代还'],
};

export const EVENT_KIND_TITLES: Spellings = {
  call: ['电话', '电话催收', '电催', '致电', '通话', 'phone'],
  sms: ['短信', '短信催收', '短信提醒', 'text_message'],
  // Who refuses to sign for a letter has not refused to pay; whether it counts as delivered is a matter of evidence.
  letter: ['信函', '信函催收', '信件', '函件', '邮寄', '挂号信', '快递', 'EMS', '拒绝签收', '拒签', '拒收'],
  email: ['电子邮件', '邮件', '电邮', 'e-mail'],
  visit: ['上门', '上门催收', '上门走访', '外访', '走访', '面访', '实地催收'],
  // A receipt signed for a letter shows that the letter arrived, not that the debt is acknowledged.
  demand: [
    '签收回执',
    '催收通知',
    '催收通知书',
    '催收函',
    '书面催收',
    '催款通知书',
    '催款函',
    '催告',
    '律师函',
    'demand_letter',
  ],
  notice_publication: ['公告', '公告催收', '登报', '登报催收', '报纸公告', '公告送达'],
  acknowledgement: ['债务确认', '确认债务', '承认债务', '对账确认', '债权确认', 'acknowledgment'],
  repayment_plan: [
    '还款协议',
    '还款计划',
    '还款方案',
    '分期协议',
    '分期还款协议',
    '重组协议',
    '债务重组协议',
    '和解协议',
    '执行和解',
    '执行和解协议',
  ],
  extension: ['展期', '延期', '展期协议', '贷款展期'],
  promise: ['承诺', '承诺还款', '还款承诺', '还款承诺书', 'promise_to_pay', 'PTP'],
  refusal: ['拒绝', '拒绝还款', '拒还', '拒不还款'],
  unreachable: ['失联', '无法联系', '联系不上', '无人接听', '空号', '停机'],
  asset_transfer: ['资产转移', '转移资产', '转移财产'],
  auto_debit: ['代扣', '扣款', '自动扣款', '批扣', '系统扣款'],
  part_payment: ['部分还款', '部分履行', '部分偿还'],
  lawsuit: ['起诉', '诉讼', '提起诉讼', '立案', '民事诉讼'],
  arbitration: ['仲裁', '申请仲裁', '提起仲裁'],
  payment_order: ['支付令', '申请支付令'],
  bankruptcy_accepted: [
    '受理破产申请',
    '破产受理',
    '破产申请受理',
    '法院受理破产',
    '受理破产',
    '裁定受理破产申请',
    '受理重整申请',
    '重整受理',
  ],
  bankruptcy_claim: ['申报债权', '债权申报', '破产债权申报', '申报破产债权'],
  preservation: ['保全', '财产保全', '诉前保全', '诉讼保全', '申请保全', '申请财产保全'],
  enforcement: ['执行', '强制执行', '申请执行', '申请强制执行'],
  mediation: ['调解', '申请调解', '人民调解', '诉前调解'],
  police_report: ['报案', '报警', '刑事报案'],
  assignment: ['债权转让', '转让', '债权转让通知'],
  judgment: [
    '判决',
    '判决书',
    '民事判决',
    '民事判决书',
    '判决生效',
    '生效判决',
    '胜诉判决',
    // A court's mediation statement is enforced like its judgment (调解 alone is the request for mediation).
    '调解书',
    '民事调解书',
    '法院调解书',
    '裁决',
    '裁决书',
    '仲裁裁决',
    '仲裁裁决书',
    'judgement',
  ],
  withdrawal: ['撤诉', '撤回起诉', '撤回'],
  obstacle: ['障碍', '行使障碍', '不可抗力', '中止事由', '中止'],
  complaint: ['投诉', '客户投诉'],
  dispute: ['争议', '异议', '提出异议'],
  threat: ['威胁', '暴力', '威胁恐吓', '暴力抗拒'],
  survey: ['调查', '实地调查', '贷后调查', '问卷'],
};

export const EVIDENCE_TITLES: Spellings = {
  signed: ['签字', '签收', '签章', '盖章', '本人签收', '已签收', '签字确认'],
  proven: ['有证据', '证据充分', '可证明', '可证明送达', '录音', '公证', '送达证明', '已送达'],
  sent: ['已发送', '已寄出', '寄出', '发出', '已发出'],
  none: ['无', '无证据', '没有', 'no'],
};

export const PARTY_ROLE_TITLES: Spellings = {
  borrower: ['借款人', '主借款人', '债务人'],
  co_borrower: ['共同借款人', '共借人', '共同债务人', '共同还款人'],
  guarantor: ['保证人', '担保人', '连带责任保证人'],
  mortgagor: ['抵押人', '出质人', '质押人', '抵押物所有人', 'pledgor'],
};

export const GUARANTEE_MODE_TITLES: Spellings = {
  joint: ['连带', '连带责任', '连带保证', '连带责任保证', '连带责任担保'],
  general: ['一般', '一般保证', '一般责任', '一般责任保证'],
  unstated: ['未约定', '约定不明', '未约定或约定不明', '不明', '不详'],
};
