/** The words in Chinese. */

import { formatIsoDate } from '../domain/civil-date.js';
import { formatFenGrouped } from '../domain/money.js';
import type { Why } from '../domain/work.js';
import { reasoningWords } from './reason-words.js';
import type { Words } from './vocabulary.js';
import { textPiece, type Wording } from './wording.js';

const CLOCKS: Words['clocks'] = {
  limitation: '诉讼时效',
  guarantee_period: '保证期间',
  guarantee_limitation: '保证债务诉讼时效',
  mortgage: '抵押权行使期间',
  enforcement: '申请执行时效',
  observation: '重组观察期',
};

const RECOVERY = { before: textPiece('预期可收回 '), after: textPiece(' 元') };

function tellWhy(reason: Why, into: Wording): void {
  if (reason.tier !== 'expected_recovery') into.word(why(reason));
  else if (Number.isNaN(reason.amount)) into.word('缺少要素，逾期情况待定，预期可收回金额不明');
  else {
    // Nearly every row of a list says this.
    into.piece(RECOVERY.before);
    into.amount(reason.amount);
    into.piece(RECOVERY.after);
  }
}

function why(reason: Exclude<Why, { readonly tier: 'expected_recovery' }>): string {
  switch (reason.tier) {
    case 'rights_at_risk': {
      const clock = CLOCKS[reason.clock];
      const on = formatIsoDate(reason.baseOn);
      const loan = `（借据 ${reason.loanId}）`;
      if (reason.daysLeft > 0) return `${clock}预计 ${on} 届满（估算），剩 ${reason.daysLeft} 天${loan}`;
      if (reason.daysLeft === 0) return `${clock}预计今日 ${on} 届满（估算）${loan}`;
      return `${clock}预计 ${on} 届满（估算），该日已过 ${-reason.daysLeft} 天，仅余节假日顺延${loan}`;
    }
    case 'promise': {
      const on = formatIsoDate(reason.promisedOn);
      const amount = Number.isNaN(reason.amount) ? '' : ` ${formatFenGrouped(reason.amount)} 元`;
      return reason.state === 'broken' ? `承诺 ${on} 还款${amount}，未兑现` : `承诺 ${on} 还款${amount}，请跟进`;
    }
    case 'step_overdue':
      return `下一步已逾期 ${reason.overdueDays} 天，应于 ${formatIsoDate(reason.by)} 前完成`;
  }
}

export const ZH: Words = {
  tiers: {
    rights_at_risk: '权利即将受损',
    promise: '承诺到期或未兑现',
    step_overdue: '催收步骤逾期',
    expected_recovery: '预期可收回',
  },
  clocks: CLOCKS,
  limitationStatuses: {
    running: '期间内（估算）',
    expiring: '即将届满（估算）',
    pending: '程序进行中，期间未起算（估算）',
    defence_available: '可能已届满，债务人可提出抗辩（估算）',
    revived: '届满后重新确认（估算）',
    lapsed: '可能已消灭（估算）',
    not_subject: '不适用',
    undetermined: '待定',
  },
  borrowerTypes: {
    undetermined: '待定',
    '1-incidental': '偶然型',
    '2-hardship': '困难型',
    '3-wilful': '不负责任型',
    '4-bad': '不良型',
  },
  riskGrades: { 正常: '正常', 关注: '关注', 次级: '次级', 可疑: '可疑', 损失: '损失' },
  parts: { fee: '费用', interest: '利息', principal: '本金', penalty: '罚息', compound: '复利', unallocated: '未分配' },
  flags: {
    'hold:dispute': '争议处理中，停止催收',
    'hold:bankruptcy': '破产程序中，停止催收',
    'hold:cease': '已要求停止联系',
    'hold:deceased': '借款人死亡，停止催收',
    'emergency:threat': '威胁催收人员',
    'asset-transfer': '转移资产',
    'fraud-suspected': '涉嫌欺诈',
    'emergency:disappeared': '失联',
    'emergency:sued-by-others': '被其他债权人起诉',
    'emergency:agreement-broken': '违反还款协议',
    'emergency:refusal': '拒绝还款',
    'no-contact-today': '今日不再联系',
    care: '有关怀备注',
    'position-undetermined': '账龄待定',
    'amount-undetermined': '金额待定',
    'rows-rejected': '有数据行未被采用，数字可能有误',
    'balance-differs': '与银行账面贷款余额不符，流水可能不全',
    'limitation-undetermined': '时效待定',
    accelerated: '已提前到期',
    restructured: '重组贷款',
    'written-off': '已核销',
    'first-payment-default': '首期即逾期',
    'defence-available': '诉讼时效预计已届满（估算），请咨询律师',
    'unallocated-money': '有已收未分配款项',
    'type-changed': '客户类型较上次有变化',
  },
  buckets: { undetermined: '待定' },
  tellWhy,
  ...reasoningWords('zh'),
};
