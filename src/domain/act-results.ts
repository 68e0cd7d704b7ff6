/** What a cell `result` of an event says in recognised words, as bits. Everything else in the cell is left aside. */
import { ACT_RESULTS, type ActResult, resultBit } from './claim.js';

/** Usual Chinese wordings. A word counts only where it stands alone: 未撤诉 must not read as 撤诉. */
const WORDINGS: Readonly<Record<ActResult, readonly string[]>> = {
  served: ['已送达', '送达', '已送达对方', '副本已送达', '起诉状副本已送达'],
  not_served: ['未送达', '未能送达', '无法送达', '尚未送达'],
  withdrawn: ['撤诉', '已撤诉', '撤回', '撤回起诉', '准许撤诉', '按撤诉处理', '撤回申请', '撤回仲裁申请', '撤销申请'],
  dismissed: ['驳回', '驳回诉讼请求', '驳回全部诉讼请求', '驳回请求', '判决驳回', '判决驳回诉讼请求', '败诉'],
  rejected: ['驳回起诉', '不予受理', '裁定驳回起诉', '驳回申请'],
  part: ['部分', '部分债权', '部分请求', '部分支持'],
  waives_rest: ['放弃余额', '放弃其余', '放弃剩余', '放弃剩余债权', '放弃其余债权'],
  consent: ['同意履行', '同意还款'],
  refused: ['拒绝', '拒绝还款', '拒绝履行', '拒不还款', '明确拒绝'],
  untraceable: ['下落不明', '失联', '查无下落'],
  no_assets: ['无财产', '无可供执行财产', '无财产可供执行'],
  with_basis: ['合同约定', '有扣款依据', '按约扣款', '依约扣款'],
  round_closed: ['终结本次执行', '终结本次执行程序', '终本'],
  terminated: ['终结执行'],
  settled: ['和解', '执行和解', '达成和解'],
  reached: ['接通', '已接通', '已接听', '通话成功', '面谈', '已面谈', '见到本人', '本人接听', '本人在场'],
  unanswered: [
    '未接通',
    '未接',
    '未接听',
    '无人接听',
    '无人应答',
    '关机',
    '停机',
    '空号',
    '拒接',
    '占线',
    '无人在家',
    '未见到本人',
  ],
  decided: [
    '判决',
    '已判决',
    '判决结案',
    '判决生效',
    '胜诉',
    '已胜诉',
    '判决胜诉',
    '判决支持',
    '全部支持',
    '调解',
    '调解书',
    '民事调解书',
    '法院调解',
    '调解结案',
    '达成调解',
    '裁决',
    '已裁决',
    '裁决支持',
    '仲裁裁决',
  ],
};

const BITS = new Map<string, number>();
for (const result of ACT_RESULTS) {
  for (const word of [result, ...WORDINGS[result]]) BITS.set(word, resultBit(result));
}

/** `not withdrawn` must not read as `withdrawn`. */
const DENIES_IN_ENGLISH = /\b(?:no|not|never|nothing)\b/;

/** Sum of the bits of the recognised words in `text`, which may be separated by `;` `,` `、` or blanks; 0 for none. */
export function readActResults(text: string): number {
  if (text === '') return 0;
  let bits = 0;
  for (const part of text.normalize('NFKC').split(/[;,、。|/\r\n]+/)) {
    const phrase = part.trim().toLowerCase();
    const whole = BITS.get(phrase.replace(/[\s-]+/g, '_'));
    if (whole !== undefined) bits |= whole;
    else if (!DENIES_IN_ENGLISH.test(phrase)) for (const word of phrase.split(/\s+/)) bits |= BITS.get(word) ?? 0;
  }
  return bits;
}

const NAMES_A_CLAUSE =
  /条款|合同|协议|授权|约定|第\s*[\d一二三四五六七八九十百]+\s*条|clause|contract|agreement|mandate/i;
const DENIES = /无|未|没有|不|\bno\b|\bnot\b|without/i;

/** Whether the result of a debit by the lender names the clause or contract that it rests on. */
export function namesDebitBasis(text: string): boolean {
  return NAMES_A_CLAUSE.test(text) && !DENIES.test(text);
}
