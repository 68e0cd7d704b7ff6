/** What a receipt proves, in words, with the article. */
import type { Language } from '../domain/language.js';
import type { ReceiptBasis } from '../domain/receipt.js';

const BASES: Readonly<Record<ReceiptBasis, Readonly<Record<Language, string>>>> = {
  'not-due': {
    en: 'a reminder asks for nothing that is due: no demand (时效规定第8条第1款)',
    zh: '到期提醒所涉款项尚未到期，不构成履行请求（时效规定第8条第1款）',
  },
  'signed-by-addressee': {
    en: 'signed by the addressee (时效规定第8条第1款第1项)',
    zh: '收件人签收（时效规定第8条第1款第1项）',
  },
  'signed-by-family': {
    en: 'signed by an adult relative of the household (时效规定第8条第2款)',
    zh: '同住成年亲属签收（时效规定第8条第2款）',
  },
  'signed-by-authorised': {
    en: 'signed by whom the addressee authorised (时效规定第8条第2款)',
    zh: '被授权主体签收（时效规定第8条第2款）',
  },
  'signed-for-company': {
    en: 'signed for the company by its representative, the person in charge or its mail room (时效规定第8条第2款)',
    zh: '单位的法定代表人、负责人或收发部门签收（时效规定第8条第2款）',
  },
  'signed-by-other': {
    en: 'signed by somebody whom 时效规定第8条第2款 does not name: arrival is not shown, counted as sent',
    zh: '签收人不在时效规定第8条第2款所列之内，不能证明到达，按已寄出计',
  },
  'confirmed-online': {
    en: 'arrived as a data message and was confirmed (时效规定第8条第1款第2项)',
    zh: '以数据电文到达并经确认（时效规定第8条第1款第2项）',
  },
  'refused-with-proof': {
    en: 'refused by the addressee, with proof that it reached him (时效规定第8条第1款第1项)',
    zh: '收件人拒收，有到达的证明（时效规定第8条第1款第1项）',
  },
  'refused-not-proven': {
    en: 'refused, without proof that the addressee himself refused it: counted as sent (时效规定第8条第1款第2项)',
    zh: '拒收，但不能证明系收件人本人拒收，按已寄出计（时效规定第8条第1款第2项）',
  },
  left: {
    en: 'left at the address: whether it arrived or should have is open, counted as sent (时效规定第8条第1款第2项)',
    zh: '留置于地址：是否到达或应当到达有疑义，按已寄出计（时效规定第8条第1款第2项）',
  },
  undeliverable: {
    en: 'came back: it did not arrive (时效规定第8条第1款第2项); of a bank card, whether sending it was enough is for counsel (银行卡规定第3条第2项)',
    zh: '退回，未到达（时效规定第8条第1款第2项）；信用卡是否以发送为准，请律师判断（银行卡规定第3条第2项）',
  },
  consent: {
    en: 'agreed to perform (民法典第192条第2款、第195条第2项; 时效规定第19条第1款、第3款)',
    zh: '同意履行（民法典第192条第2款、第195条第2项；时效规定第19条第1款、第3款）',
  },
  'consent-to-part': {
    en: 'agreed to perform a part only: what becomes of the plea is for counsel; counted as received (时效规定第19条第3款)',
    zh: '仅同意履行部分：时效抗辩如何，请律师判断；按签收计（时效规定第19条第3款）',
  },
  'consent-denied': {
    en: 'received, and did not agree to perform (时效规定第19条第3款)',
    zh: '已签收，不同意履行（时效规定第19条第3款）',
  },
  'consent-not-shown': {
    en: "received; the addressee's own consent is not shown (时效规定第19条第3款)",
    zh: '已签收，未显示收件人本人同意履行（时效规定第19条第3款）',
  },
  promise: {
    en: 'promised to pay on the receipt (时效规定第14条)',
    zh: '回执载有还款承诺（时效规定第14条）',
  },
};

export function receiptBasisText(basis: ReceiptBasis, language: Language): string {
  return BASES[basis][language];
}
