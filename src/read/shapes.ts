/**
 * The tables of the contract: their columns in the contract's order, what each cell must be, and the usual titles
 * under which exports carry them. Titles belong to one table: 还款日 is the payment day of a loan, 还款日期 the day
 * of a payment.
 */
import { BORROWER_TYPES } from '../domain/evidence.js';
import {
  ASSET_CLASSES,
  BORROWER_KINDS,
  CHANNELS,
  EVENT_KINDS,
  EVIDENCE_GRADES,
  GUARANTEE_MODES,
  HOLDS,
  LOAN_STATUSES,
  PARTY_ROLES,
  PERIODS,
  REPAYMENT_METHODS,
} from '../domain/loan.js';
import type { BookTable } from '../domain/problem.js';
import { SHEET_COLUMNS, SURVEY_QUESTIONS } from '../domain/survey.js';
import {
  ASSET_CLASS_TITLES,
  BORROWER_KIND_TITLES,
  CHANNEL_TITLES,
  EVENT_KIND_TITLES,
  EVIDENCE_TITLES,
  GUARANTEE_MODE_TITLES,
  HOLD_TITLES,
  LOAN_STATUS_TITLES,
  PARTY_ROLE_TITLES,
  PERIOD_TITLES,
  PERIOD_TOLD_BY_METHOD,
  REPAYMENT_METHOD_TITLES,
} from './choice-titles.js';
import type { ColumnKind, ColumnShape, TableShape } from './table.js';

function optional(name: string, kind: Exclude<ColumnKind, 'choice'>, titles: string): ColumnShape {
  return { name, kind, required: false, titles: titles.split(' ') };
}

function required(name: string, kind: Exclude<ColumnKind, 'choice'>, titles: string): ColumnShape {
  return { name, kind, required: true, titles: titles.split(' ') };
}

function choice(
  name: string,
  choices: readonly string[],
  choiceTitles: Readonly<Record<string, readonly string[]>>,
  titles: string,
): ColumnShape {
  return { name, kind: 'choice', required: false, titles: titles.split(' '), choices, choiceTitles };
}

const LOAN_ID_TITLES =
  '借据号 借据编号 借据号码 贷款编号 贷款号 贷款账号 合同借据号 借据 贷款借据号 贷款借据编号 loan_no loan_number';
const BORROWER_ID_TITLES = '客户号 客户编号 客户代码 客户ID 借款人编号 客户内码 customer_id customer_no';
const ADDRESS_TITLES = '地址 联系地址 通讯地址 住址 家庭住址 家庭地址 经营地址';
const PHONE_TITLES = '手机号 手机号码 联系电话 电话 手机 联系方式 电话号码 mobile telephone';

export const LOANS: TableShape = {
  table: 'loans',
  columns: [
    required('loan_id', 'identifier', LOAN_ID_TITLES),
    optional('borrower_id', 'identifier', BORROWER_ID_TITLES),
    optional('borrower_name', 'text', '客户名称 客户姓名 借款人 借款人名称 借款人姓名 户名 姓名 customer_name'),
    choice('borrower_kind', BORROWER_KINDS, BORROWER_KIND_TITLES, '客户类型 客户类别 借款人类型 客户性质'),
    optional('occupation', 'text', '职业 行业 所属行业 职业类别'),
    optional('id_number', 'identifier', '证件号码 证件号 身份证号 身份证号码 统一社会信用代码 身份证'),
    optional('phone', 'text', PHONE_TITLES),
    optional('address', 'text', ADDRESS_TITLES),
    optional('region', 'text', '地区 区域 所属地区 所属区域 所在地区 行政区 县区'),
    optional('branch', 'text', '机构 支行 网点 机构名称 支行名称 网点名称 经办机构 所属机构 管理机构 经办行 所属支行'),
    optional('officer', 'text', '客户经理 管户人 管户经理 管户客户经理 责任人 信贷员 经办人 主办客户经理'),
    optional('product', 'text', '产品 产品名称 贷款产品 业务品种 贷款品种 产品类型'),
    choice('asset_class', ASSET_CLASSES, ASSET_CLASS_TITLES, '贷款种类 贷款类型 资产类别 贷款类别 业务类型'),
    optional('currency', 'text', '币种 币别 货币'),
    required('principal', 'amount', '贷款金额 放款金额 本金 贷款本金 借据金额 发放金额 借款金额 loan_amount'),
    optional(
      'outstanding_principal',
      'amount',
      '贷款余额 本金余额 余额 借据余额 剩余本金 未还本金 贷款本金余额 balance outstanding_balance',
    ),
    optional(
      'annual_rate_percent',
      'percent',
      '年利率 执行利率 贷款利率 执行年利率 利率 合同利率 annual_rate interest_rate',
    ),
    optional(
      'penalty_markup_percent',
      'percent',
      '罚息上浮比例 逾期加罚比例 罚息加收比例 罚息浮动比例 逾期上浮比例 罚息上浮 逾期罚息上浮比例',
    ),
    required(
      'disbursed_on',
      'date',
      '放款日 放款日期 发放日期 发放日 起息日 起息日期 贷款发放日 贷款发放日期 借款日期 起始日期 贷款起始日 贷款起始日期 借款起始日 借款起始日期 disbursement_date start_date',
    ),
    required(
      'matures_on',
      'date',
      '到期日 到期日期 贷款到期日 贷款到期日期 借据到期日 合同到期日 maturity_date due_date',
    ),
    {
      ...choice('repayment_method', REPAYMENT_METHODS, REPAYMENT_METHOD_TITLES, '还款方式 还款方法 偿还方式'),
      toldBesides: PERIOD_TOLD_BY_METHOD,
    },
    choice('period', PERIODS, PERIOD_TITLES, '还款周期 还款频率 结息周期 付息周期 还款频度 frequency'),
    optional('payment_day', 'whole_number', '还款日 扣款日 每月还款日 约定还款日'),
    optional('contract_number', 'text', '合同号 合同编号 借款合同号 借款合同编号 贷款合同号 贷款合同编号'),
    optional('contract_signed_on', 'date', '合同签订日 合同签订日期 签约日 签约日期 合同日期 合同签署日期 签订日期'),
    choice('status', LOAN_STATUSES, LOAN_STATUS_TITLES, '贷款状态 状态 借据状态 账户状态'),
    optional('accelerated_on', 'date', '提前到期日 提前到期日期 宣布到期日 宣布提前到期日 加速到期日'),
    optional('restructured_on', 'date', '重组日期 重组日 债务重组日期'),
    choice('hold', HOLDS, HOLD_TITLES, '管控标志 管控 管控状态 停催标志 特殊标志'),
    optional('collateral_kind', 'text', '担保方式 押品类型 抵押物类型 押品种类 抵押物 抵质押物 主要担保方式'),
    optional(
      'collateral_value',
      'amount',
      '押品价值 抵押物价值 抵押价值 押品评估价值 评估价值 抵押物评估价值 抵质押物价值',
    ),
    optional('care_note', 'text', '关怀备注 注意事项 关怀提示 特别提示'),
    optional('reported_days_past_due', 'whole_number', '逾期天数 当前逾期天数 拖欠天数 days_past_due DPD'),
    optional('reported_overdue_principal', 'amount', '逾期本金 拖欠本金 逾期本金金额 逾期贷款本金 欠本'),
    optional('reported_overdue_interest', 'amount', '逾期利息 欠息 拖欠利息 逾期利息金额 欠息金额'),
  ],
};

export const PAYMENTS: TableShape = {
  table: 'payments',
  columns: [
    required('loan_id', 'identifier', LOAN_ID_TITLES),
    required(
      'paid_on',
      'date',
      '还款日期 交易日期 还款日 交易日 入账日期 入账日 回款日期 收款日期 实还日期 还款时间 交易时间 payment_date pay_date',
    ),
    required('amount', 'signed_amount', '还款金额 交易金额 金额 回款金额 实还金额 收款金额 还款总额 payment_amount'),
    optional('payment_id', 'identifier', '流水号 交易流水号 还款流水号 流水编号 交易流水 流水 交易编号 transaction_id'),
    optional('principal', 'signed_amount', '还本金额 本金 偿还本金 归还本金 实还本金 还款本金 还本'),
    optional('interest', 'signed_amount', '还息金额 利息 偿还利息 归还利息 实还利息 还款利息 还息'),
    optional('penalty', 'signed_amount', '罚息 罚息金额 实还罚息 归还罚息 偿还罚息 还罚息'),
    optional('fee', 'signed_amount', '费用 费用金额 实还费用 手续费 偿还费用'),
    choice('channel', CHANNELS, CHANNEL_TITLES, '渠道 还款渠道 交易渠道 还款方式 支付方式 回款渠道'),
    optional(
      'reversal_of',
      'identifier',
      '冲正原流水号 被冲正流水号 原流水号 冲正流水号 原交易流水号 冲销原流水号 冲销流水号',
    ),
  ],
};

export const SCHEDULE: TableShape = {
  table: 'schedule',
  columns: [
    required('loan_id', 'identifier', LOAN_ID_TITLES),
    required('seq', 'whole_number', '期次 期数 期号 期序 序号 sequence instalment installment period_no'),
    required(
      'due_on',
      'date',
      '应还日期 应还日 应还款日 应还款日期 到期日 到期日期 计划还款日 计划还款日期 还款日期 还款日 due_date',
    ),
    required('principal', 'amount', '应还本金 本金 计划本金 计划还本 当期本金 应还本金金额'),
    optional('interest', 'amount', '应还利息 利息 计划利息 计划还息 当期利息 应还利息金额'),
    optional('fee', 'amount', '应还费用 费用 当期费用 手续费 应还手续费'),
  ],
};

export const EVENTS: TableShape = {
  table: 'events',
  columns: [
    optional('event_id', 'identifier', '事件编号 事件号 记录编号 催收编号 流水号'),
    optional('loan_id', 'identifier', LOAN_ID_TITLES),
    optional('borrower_id', 'identifier', BORROWER_ID_TITLES),
    required(
      'happened_at',
      'moment',
      '发生时间 发生日期 催收时间 催收日期 事件时间 事件日期 日期 时间 date time happened_on',
    ),
    {
      ...choice('kind', EVENT_KINDS, EVENT_KIND_TITLES, '事件类型 类型 催收方式 事件种类 催收类型 事件 type'),
      required: true,
    },
    optional('party_id', 'identifier', '当事人编号 相对人编号 保证人编号 关系人编号 对象编号'),
    choice('evidence', EVIDENCE_GRADES, EVIDENCE_TITLES, '证据 证据等级 证据情况 送达证据 证据类型'),
    optional('ended_on', 'date', '结束日期 终止日期 终结日期 结束日 结案日期'),
    optional('promised_on', 'date', '承诺还款日 承诺还款日期 承诺日期 承诺日'),
    optional('amount', 'amount', '金额 承诺金额 承诺还款金额 涉及金额'),
    optional('result', 'text', '结果 催收结果 处理结果'),
    optional('actor', 'text', '经办人 催收人 催收员 操作人 客户经理 operator'),
    optional('note', 'text', '备注 说明 摘要 催收记录 remark'),
  ],
};

export const PARTIES: TableShape = {
  table: 'parties',
  columns: [
    required('loan_id', 'identifier', LOAN_ID_TITLES),
    required('party_id', 'identifier', '当事人编号 保证人编号 担保人编号 关系人编号 相关人编号 关系人客户号'),
    optional('name', 'text', '姓名 名称 保证人 保证人名称 保证人姓名 担保人 担保人名称 关系人名称 当事人名称'),
    {
      ...choice('role', PARTY_ROLES, PARTY_ROLE_TITLES, '角色 关系 身份 关系类型 当事人类型 关系人类型'),
      required: true,
    },
    choice(
      'guarantee_mode',
      GUARANTEE_MODES,
      GUARANTEE_MODE_TITLES,
      '保证方式 担保方式 保证责任 保证类型 保证责任方式',
    ),
    optional('guarantee_period', 'text', '保证期间 保证期限 担保期间 担保期限'),
    optional('signed_on', 'date', '签订日期 签订日 签署日期 保证合同签订日 保证合同签订日期 签约日期'),
    optional('phone', 'text', PHONE_TITLES),
    optional('address', 'text', ADDRESS_TITLES),
  ],
};

export const COLLATERAL: TableShape = {
  table: 'collateral',
  columns: [
    required('loan_id', 'identifier', LOAN_ID_TITLES),
    required('kind', 'text', '押品类型 抵押物类型 押品种类 抵质押物类型 担保物类型 类型 type'),
    optional('description', 'text', '描述 押品描述 押品名称 抵押物名称 抵押物描述 说明'),
    optional(
      'value',
      'amount',
      '押品价值 评估价值 抵押物价值 抵押价值 价值 抵押物评估价值 评估金额 评估值 押品评估价值',
    ),
    optional('registered_on', 'date', '登记日期 抵押登记日期 登记日 抵押登记日 质押登记日期'),
  ],
};

/** The sheet of `arrears survey`. Answers are texts here: what they mean is settled by `survey-answers.ts`. */
export const SURVEY: TableShape = {
  table: 'survey',
  columns: [
    optional('borrower_id', 'identifier', `${BORROWER_ID_TITLES} borrower`),
    optional('answered_on', 'date', '调查日期 回答日期 走访日期 日期 survey_date date'),
    optional('answered_by', 'text', '调查人 回答记录人 走访人 经办人 surveyor'),
    ...SURVEY_QUESTIONS.map(({ id, title }): ColumnShape => {
      return { name: id, kind: 'text', required: false, titles: [title.zh, title.en] };
    }),
    // What the sheet tells whoever fills it in. Read back of it are the loans alone, where a loan names no borrower.
    ...SHEET_COLUMNS.map(
      ({ name, zh, en }): ColumnShape => ({ name, kind: 'text', required: false, titles: [zh, en] }),
    ),
  ],
};

/** `positions.csv` of an earlier run: only its types are read. */
export const POSITIONS: TableShape = {
  table: 'positions',
  hasOtherColumns: true,
  columns: [required('loan_id', 'identifier', LOAN_ID_TITLES), choice('borrower_type', BORROWER_TYPES, {}, '客户类型')],
};

export const TABLE_SHAPES: Readonly<Record<BookTable, TableShape>> = {
  loans: LOANS,
  payments: PAYMENTS,
  schedule: SCHEDULE,
  events: EVENTS,
  parties: PARTIES,
  collateral: COLLATERAL,
  positions: POSITIONS,
  survey: SURVEY,
};

/** Position of a column in its shape, the index into a batch's columns. A name that the shape lacks is a slip in the code. */
export function columnPosition(shape: TableShape, name: string): number {
  const position = shape.columns.findIndex((column) => column.name === name);
  if (position < 0) throw new RangeError(`table ${shape.table} has no column ${name}`);
  return position;
}
