/**
 * Sentences for the steps of the clocks that walk over the acts of a claim, and for what is missing or would help. The
 * codes are made in `domain/act-verdict.ts`, `domain/period-trace.ts` and the rules of limitation and enforcement.
 */
import type { Language } from '../domain/language.js';

type Sentences = Readonly<Record<Language, string>>;

/** Values of a step stand in braces. */
export const LIMITATION_REASONS = {
  // From when
  'runs-from-demand': {
    en: 'no term was agreed: called on {on}; without a grace on record the period is taken to run from {runs_from}',
    zh: '未约定履行期限：{on} 首次主张权利；未见宽限期记载，暂自 {runs_from} 起算',
  },
  'runs-from-grace': {
    en: 'no term was agreed: called on {on} with time until {runs_from}; the period runs from then',
    zh: '未约定履行期限：{on} 首次主张权利，宽限期至 {runs_from} 届满，自该日起算',
  },
  'runs-from-refusal': {
    en: 'no term was agreed: the debtor refused on {on} when first asked; the period runs from {runs_from}',
    zh: '未约定履行期限：债务人于 {on} 首次被主张权利时明确拒绝，自 {runs_from} 起算',
  },
  'not-yet-called': {
    en: 'no term was agreed and no demand is on record: no period runs yet',
    zh: '未约定履行期限，且无主张权利的记录：期间尚未起算',
  },
  'runs-from-demand-on-guarantor': {
    en: 'joint guarantee: the guarantor was asked to pay; the period runs from {runs_from}',
    zh: '连带责任保证：已请求保证人承担责任，自 {runs_from} 起算',
  },
  'runs-from-judgment-on-debtor': {
    en: 'general guarantee under the old law: the period runs from the judgment against the debtor, {runs_from}',
    zh: '一般保证（旧法）：自对债务人的判决生效之日 {runs_from} 起算',
  },
  'runs-from-end-of-refusal': {
    en: 'general guarantee: the guarantor may no longer refuse from {runs_from}; the period runs from then',
    zh: '一般保证：保证人拒绝承担责任的权利自 {runs_from} 消灭，自该日起算',
  },
  'runs-from-judgment': {
    en: 'the judgment took effect on {on} and names no day by which to pay; the period runs from {runs_from}',
    zh: '法律文书于 {on} 生效，未规定履行期间，自 {runs_from} 起算',
  },
  'runs-from-time-to-pay': {
    en: 'the judgment of {on} is to be paid by {runs_from}; the period runs from then',
    zh: '{on} 生效的法律文书规定履行至 {runs_from}，自该日起算',
  },
  'runs-from-end-of-suit': {
    en: '{kind} ({source}:{line}) was decided, since when is not told: the time for enforcement runs from {runs_from} at the earliest',
    zh: '{kind}（{source}:{line}）已有裁判或调解，生效日期未见记录：申请执行期间最早自 {runs_from} 起算',
  },
  'runs-from-judgment-instalment': {
    en: 'the judgment of {on} is payable in instalments; the period is taken to run from {runs_from}',
    zh: '{on} 生效的法律文书规定分期履行，自 {runs_from} 起算',
  },
  'enforcement-period': {
    en: '{years} years to apply for enforcement from {runs_from} end on {base_on}',
    zh: '申请执行期间自 {runs_from} 起 {years} 年，至 {base_on} 届满',
  },
  // What acts do
  'act-restarts': {
    en: '{kind} on {on} ({source}:{line}, evidence: {evidence}): the period starts anew',
    zh: '{on} {kind}（{source}:{line}，证据：{evidence}）：时效中断，重新起算',
  },
  'act-only-sent': {
    en: '{kind} on {on} ({source}:{line}) was sent; without proof that it arrived it restarts the period on the favourable reading only',
    zh: '{on} {kind}（{source}:{line}）已发出但无到达证明：仅在有利解释下中断时效',
  },
  'refusal-shows-demand': {
    en: '{kind} on {on} ({source}:{line}) shows that the debtor was asked, but not when and by what: it restarts the period on the favourable reading only',
    zh: '{on} {kind}（{source}:{line}）表明曾向债务人主张权利，但何时、以何方式主张不明：仅在有利解释下中断时效',
  },
  'act-only-favourable': {
    en: '{kind} on {on} ({source}:{line}) restarts the period on the favourable reading only: the law does not name it',
    zh: '{on} {kind}（{source}:{line}）：法律未明列，仅在有利解释下中断',
  },
  'demand-reached-nobody': {
    en: '{kind} on {on} ({source}:{line}) reached nobody by its own record: no demand was made',
    zh: '{on} {kind}（{source}:{line}）记载未能联系到对方：不构成催收',
  },
  'demand-came-back': {
    en: '{kind} on {on} ({source}:{line}) was not delivered by its own record: whether it should have arrived is open, it restarts the period on the favourable reading only',
    zh: '{on} {kind}（{source}:{line}）记载未送达，是否“应当到达”尚有争议：仅在有利解释下中断时效',
  },
  'act-without-evidence': {
    en: '{kind} on {on} ({source}:{line}, evidence: {evidence}) does not count without proof',
    zh: '{on} {kind}（{source}:{line}，证据：{evidence}）无证据支持，不计',
  },
  'evidence-not-stated': {
    en: '{kind} on {on} ({source}:{line}) may have moved the period: the evidence for it is not stated',
    zh: '{on} {kind}（{source}:{line}）可能影响期间：未注明证据情况',
  },
  'act-waives-rest': {
    en: '{kind} on {on} ({source}:{line}) gave up the rest of the claim: for the rest nothing restarts',
    zh: '{on} {kind}（{source}:{line}）明确放弃其余债权：其余部分不中断',
  },
  'act-before-rule': {
    en: '{kind} on {on} ({source}:{line}): the law pack has no rule for that day',
    zh: '{on} {kind}（{source}:{line}）：法律参数在该日没有规则',
  },
  'act-on-guarantor': {
    en: '{kind} on {on} ({source}:{line}) concerned a guarantor: no rule lets it reach the debtor',
    zh: '{on} {kind}（{source}:{line}）针对保证人：无规则使其及于债务人',
  },
  'demand-on-guarantor-once-reached-debtor': {
    en: '{kind} on {on} ({source}:{line}) concerned a guarantor: courts let it reach the debtor then; counted on the favourable reading only',
    zh: '{on} {kind}（{source}:{line}）针对保证人：当时有裁判认为及于债务人，仅在有利解释下计入',
  },
  'act-on-another-party': {
    en: '{kind} on {on} ({source}:{line}) concerned somebody else: it does not reach this debt',
    zh: '{on} {kind}（{source}:{line}）针对他人：不及于本债务',
  },
  'act-on-co-debtor-before-rule': {
    en: '{kind} on {on} ({source}:{line}) concerned a co-debtor before a rule let it reach the others: favourable reading only',
    zh: '{on} {kind}（{source}:{line}）针对连带债务人，当时尚无及于他人的规则：仅在有利解释下计入',
  },
  'act-on-party-not-on-record': {
    en: '{kind} on {on} ({source}:{line}) names somebody whose part in the loan is not on record',
    zh: '{on} {kind}（{source}:{line}）所指当事人在本笔贷款中的身份未记载',
  },
  'publication-needs-untraceable': {
    en: '{kind} on {on} ({source}:{line}) counts only if the debtor could not be traced; that is not on record',
    zh: '{on} {kind}（{source}:{line}）仅在债务人下落不明时方可计入，未见相应记录',
  },
  'debit-restarts': {
    en: 'debit by the lender on {on} ({source}:{line}) with a basis: the period starts anew',
    zh: '{on} 依约扣收（{source}:{line}）：时效中断，重新起算',
  },
  'debit-basis-not-stated': {
    en: 'debit by the lender on {on} ({source}:{line}): whether law or contract allows it is not on record',
    zh: '{on} 扣款（{source}:{line}）：未见法律或合同依据的记载',
  },
  'debit-without-basis': {
    en: 'debit by the lender on {on} ({source}:{line}) without a basis: not counted',
    zh: '{on} 扣款（{source}:{line}）无依据，不计',
  },
  'debit-by-private-lender': {
    en: 'debit on {on} ({source}:{line}): the lender is no financial institution, not counted',
    zh: '{on} 扣款（{source}:{line}）：出借人并非金融机构，不计',
  },
  'debit-by-micro-lender': {
    en: 'debit on {on} ({source}:{line}): whether a micro-lender was a financial institution then is unsettled',
    zh: '{on} 扣款（{source}:{line}）：小额贷款公司当时是否属于金融机构尚无定论',
  },
  // Procedures
  'procedure-pending': {
    en: '{kind} of {on} ({source}:{line}) has no end on record: the period is held until it ends',
    zh: '{on} {kind}（{source}:{line}）未见终结记录：程序终结前期间不重新起算',
  },
  'procedure-restarts': {
    en: '{kind} of {on} ({source}:{line}) ended on {runs_from}: the period starts anew from that day',
    zh: '{on} {kind}（{source}:{line}）程序于 {runs_from} 终结：自该日重新起算',
  },
  'suit-not-in-force': {
    en: '{kind} of {on} ({source}:{line}) was decided by {runs_from}, no judgment in force is on record: from then on the time for enforcement runs',
    zh: '{on} {kind}（{source}:{line}）已于 {runs_from} 裁判或调解，未见生效裁判记录：生效后转为申请执行时效',
  },
  'suit-decided-some-day': {
    en: '{kind} of {on} ({source}:{line}) was decided, the day is not told: from then on the time for enforcement runs',
    zh: '{on} {kind}（{source}:{line}）已有裁判或调解，日期未见记录：自该日起转为申请执行时效',
  },
  'procedure-withdrawn': {
    en: '{kind} of {on} ({source}:{line}) came to nothing and service is not shown: not counted on the conservative reading',
    zh: '{on} {kind}（{source}:{line}）未经裁判而终结且未见送达：保守解释下不计',
  },
  'mediation-restarts': {
    en: 'mediation was asked for on {on} ({source}:{line}): it counts from that day, from its end on the favourable reading',
    zh: '{on} 申请调解（{source}:{line}）：自申请之日起计，有利解释下自调解终结之日起计',
  },
  'judgment-rejected-suit': {
    en: 'the suit was rejected on {on} ({source}:{line}) without a decision on the claim: from this day on the favourable reading only',
    zh: '{on} 驳回起诉（{source}:{line}），未就债权作出裁判：仅在有利解释下自该日起算',
  },
  'procedure-withdrawn-served': {
    en: '{kind} of {on} ({source}:{line}) ended without a decision after it was served: from its filing, or from its end on the favourable reading',
    zh: '{on} {kind}（{source}:{line}）送达后未经裁判而终结：自提起之日起算，有利解释下自终结之日起算',
  },
  'application-withdrawn': {
    en: 'the application of {on} ({source}:{line}) was withdrawn or came to nothing: from the application, or from its end on the favourable reading',
    zh: '{on} 的执行申请（{source}:{line}）已撤回或未经执行而终结：自申请之日起算，有利解释下自终结之日起算',
  },
  'act-before-period': {
    en: '{kind} on {on} ({source}:{line}) lies before the period: it moves the start on the favourable reading only, to {runs_from}',
    zh: '{on} {kind}（{source}:{line}）早于起算：仅在有利解释下将起算日移至 {runs_from}',
  },
  'procedure-beside-enforcement': {
    en: '{kind} of {on} ({source}:{line}) beside the judgment: favourable reading only',
    zh: '{on} {kind}（{source}:{line}）于裁判之外提起：仅在有利解释下计入',
  },
  'settlement-restarts': {
    en: 'settlement in the enforcement of {on} ({source}:{line}): the period starts anew from its last day, {promised_on}',
    zh: '{on} 申请执行中达成和解（{source}:{line}）：自约定履行的最后一日 {promised_on} 重新起算',
  },
  'round-closed': {
    en: 'the enforcement applied for on {on} ({source}:{line}) was closed for want of property',
    zh: '{on} 申请的执行（{source}:{line}）已终结本次执行程序',
  },
  'no-limit-after-closed-round': {
    en: 'a new application after a closed round is bound to no period',
    zh: '终结本次执行程序后再次申请执行，不受申请执行时效期间限制',
  },
  'judgment-on-co-borrower': {
    en: '{kind} on {on} ({source}:{line}) is against a co-borrower alone: against the borrower the period starts anew',
    zh: '{on} {kind}（{source}:{line}）仅针对共同借款人：对借款人自该日重新起算',
  },
  'judgment-restarts-rest': {
    en: '{kind} on {on} ({source}:{line}) left a part of the claim open: for that part the period starts anew',
    zh: '{on} {kind}（{source}:{line}）未处理的部分：自该日重新起算',
  },
  'decided-by-judgment': {
    en: '{kind} of {on} ({source}:{line}) decided the claim: the period for enforcement takes over',
    zh: '{on} {kind}（{source}:{line}）已对债权作出裁判：转为申请执行时效',
  },
  'claim-dismissed': {
    en: '{kind} of {on} ({source}:{line}) dismissed the claim: ask counsel',
    zh: '{on} {kind}（{source}:{line}）驳回了请求：请咨询律师',
  },
  // After the end
  'act-after-period-ended': {
    en: '{kind} on {on} ({source}:{line}) came after the period had ended: it moves nothing',
    zh: '{on} {kind}（{source}:{line}）发生在期间届满之后：不产生影响',
  },
  'part-payment-after-period-ended-ask-counsel': {
    en: '{kind} on {on} ({source}:{line}) came after the period had ended: whether that gives up the plea is unsettled, ask counsel',
    zh: '时效届满后于 {on} {kind}（{source}:{line}）：是否放弃抗辩尚无定论，请咨询律师',
  },
  'act-revives': {
    en: '{kind} on {on} ({source}:{line}), signed after the period had ended, is taken for consent: the period runs anew',
    zh: '{on} {kind}（{source}:{line}）于期间届满后签署，可认定同意履行：期间重新起算',
  },
  'signature-after-end': {
    en: '{kind} on {on} ({source}:{line}) was signed after the period had ended, but consent to pay is not shown',
    zh: '{on} {kind}（{source}:{line}）于期间届满后签收，未见同意履行的意思表示',
  },
  'consent-not-signed': {
    en: '{kind} on {on} ({source}:{line}) after the period had ended is not signed: favourable reading only',
    zh: '{on} {kind}（{source}:{line}）发生在期间届满后且未签署：仅在有利解释下计入',
  },
  // Obstacles and changed terms
  'obstacle-suspends': {
    en: 'an obstacle from {on} ({source}:{line}) lay in the last stretch of the period: it ends on {suspended_to} instead of {base_on}',
    zh: '{on} 起的障碍（{source}:{line}）处于期间最后阶段：届满日由 {base_on} 变为 {suspended_to}',
  },
  'obstacle-holds': {
    en: 'an obstacle from {on} ({source}:{line}) has not gone: the period is suspended',
    zh: '{on} 起的障碍（{source}:{line}）尚未消除：时效中止',
  },
  'obstacle-without-effect': {
    en: 'an obstacle from {on} ({source}:{line}) did not suspend the period that was to end on {base_on}',
    zh: '{on} 起的障碍（{source}:{line}）不影响至 {base_on} 的期间',
  },
  'terms-changed': {
    en: 'the terms were changed on {restructured_on}; no act on record says how',
    zh: '{restructured_on} 变更了还款条件，未见相应的协议或确认记录',
  },
  'estimate-suspended': {
    en: 'on {as_of} an obstacle holds the period: no last day can be estimated yet',
    zh: '截至 {as_of} 期间因障碍中止，暂无法预计届满日',
  },
  'estimate-not-begun': {
    en: 'on {as_of} the period is estimated not to have begun',
    zh: '截至 {as_of} 预计期间尚未起算',
  },
} as const satisfies Readonly<Record<string, Sentences>>;

/** Why a fact is missing, and what a better proof would do. */
export const LIMITATION_MISSING = {
  'evidence-not-stated': { en: 'whether there is proof of an act is not stated', zh: '未注明相关行为有无证据' },
  'untraceable-not-on-record': {
    en: 'a publication counts only for a debtor who could not be traced',
    zh: '公告催收须以债务人下落不明为前提',
  },
  'party-not-on-record': { en: 'whom an act concerned is not on record', zh: '相关行为所指当事人的身份未记载' },
  'grace-not-stated': {
    en: 'how long the debtor was given with the first demand decides',
    zh: '须看首次主张权利时给予的宽限期',
  },
  'refusal-not-proven': {
    en: 'whether the debtor refused when first asked decides',
    zh: '须看债务人首次被主张权利时是否明确拒绝',
  },
  'judgment-without-a-suit-on-record': {
    en: 'a judgment is on record, but not the suit that led to it: the day of filing decides',
    zh: '有裁判记录而无起诉记录：须看提起诉讼之日',
  },
  'contract-date-decides-the-law': {
    en: 'the day of the guarantee contract decides which law applies',
    zh: '须看保证合同签订日以确定适用的法律',
  },
  'day-of-ruling-unknown': {
    en: 'the day of the ruling that closed the enforcement decides',
    zh: '须看终结执行裁定送达之日',
  },
  'claim-dismissed-ask-counsel': { en: 'the claim was dismissed: ask counsel', zh: '请求已被驳回：请咨询律师' },
  'proof-would-restart': {
    en: 'proof that it reached the debtor would restart the period',
    zh: '如能证明已到达债务人，可主张时效中断',
  },
  'proof-of-arrival-would-restart': {
    en: 'proof of arrival (a receipt, a delivery record) would restart the period on every reading',
    zh: '如补充到达证明（签收、投递记录），则任何解释下均可主张中断',
  },
  'demand-would-restart': {
    en: 'the demand that was refused, with proof of its arrival, would restart the period on every reading',
    zh: '如补充债务人所拒绝的催收及其到达证明，则任何解释下均可主张中断',
  },
  'proof-untraceable-would-restart': {
    en: 'proof that the debtor could not be traced would help',
    zh: '如补充债务人下落不明的证明，可主张中断',
  },
  'basis-would-restart': { en: 'the clause that allows the debit would help', zh: '如补充扣款的合同条款，可主张中断' },
  'consent-to-payment-would-restart': {
    en: 'the debtor’s own word for the payment would help',
    zh: '如补充债务人对代付的认可，可主张中断',
  },
  'end-of-procedure-would-restart': {
    en: 'the day on which it ended gives the new last day',
    zh: '补充终结日期后方可推算新的届满日',
  },
  'how-the-procedure-ended': {
    en: 'how it ended (judgment, withdrawal, settlement) may change the day',
    zh: '补充终结方式（裁判、撤回、和解）可能改变届满日',
  },
  'proof-of-service-would-restart': {
    en: 'proof that the complaint was served would count it',
    zh: '如能证明起诉状副本已送达，可主张中断',
  },
  'consent-would-revive': {
    en: 'proof that the debtor agreed to pay would take the plea away',
    zh: '如能证明债务人同意履行，可对抗时效抗辩',
  },
  'signature-would-revive': {
    en: 'the debtor’s signature under it would take the plea away',
    zh: '如有债务人签署，可对抗时效抗辩',
  },
} as const satisfies Readonly<Record<string, Sentences>>;
