/**
 * Sentences for the steps of the clocks of guarantees, mortgages and observation, and for what is missing there. Values of
 * a step stand in braces. All of them speak of an estimate.
 */
import type { Language } from '../domain/language.js';

type Sentences = Readonly<Record<Language, string>>;

export const GUARANTEE_REASONS = {
  'guarantee-runs-from-last-due': {
    en: 'the debt falls due on {due_on}: the guarantee period runs from the next day',
    zh: '主债务履行期限 {due_on} 届满，保证期间自次日起算',
  },
  'guarantee-runs-from-bankruptcy': {
    en: 'the debt fell due on {bankrupt_on} by the bankruptcy of the debtor, before the last due date {last_due_on}: the earlier reading is taken, since the law does not settle it for the guarantor',
    zh: '{bankrupt_on} 受理债务人破产申请，债权视为到期，早于最后一期 {last_due_on}：对保证人是否适用法律未明确，取较早者起算保证期间',
  },
  'guarantee-runs-from-acceleration': {
    en: 'the debt was called due on {accelerated_on}, before the last due date {last_due_on}: the earlier reading is taken, since the law does not settle it',
    zh: '{accelerated_on} 宣布提前到期，早于最后一期 {last_due_on}：法律未明确，取较早者起算保证期间',
  },
  'guarantee-runs-from-call': {
    en: 'a debt without a term: the guarantee period runs from {due_on}, the end of the grace given with the first demand',
    zh: '未约定履行期限：保证期间自首次催告的宽限期届满日 {due_on} 起算',
  },
  'guarantee-debt-not-called': {
    en: 'a debt without a term that has not been called: the guarantee period has not begun',
    zh: '未约定履行期限且尚未催告：保证期间尚未起算',
  },
  'guarantee-mode-agreed': {
    en: 'the contract names the mode: {mode} ({source}:{line})',
    zh: '合同约定的保证方式：{mode}（{source}:{line}）',
  },
  'guarantee-mode-by-law': {
    en: 'the contract of {signed_on} does not name the mode: by the law of that day it is {mode} ({source}:{line})',
    zh: '{signed_on} 的合同未约定保证方式，依当时法律为{mode}（{source}:{line}）',
  },
  'guarantee-period-agreed': {
    en: 'a guarantee period of {months} months was agreed ({source}:{line}): to {base_on}',
    zh: '约定保证期间 {months} 个月（{source}:{line}），至 {base_on}',
  },
  'guarantee-period-agreed-day': {
    en: 'a guarantee period up to {agreed_to} was agreed ({source}:{line})',
    zh: '约定保证期间至 {agreed_to}（{source}:{line}）',
  },
  'guarantee-period-no-later-than-debt': {
    en: 'the agreed period to {agreed_to} ({source}:{line}) ends no later than the debt’s own term: as if none were agreed, {months} months to {base_on}',
    zh: '约定的保证期间至 {agreed_to}（{source}:{line}），不晚于主债务履行期限，视为没有约定：{months} 个月，至 {base_on}',
  },
  'guarantee-period-none-agreed': {
    en: 'no guarantee period was agreed ({source}:{line}): {months} months to {base_on}',
    zh: '未约定保证期间（{source}:{line}）：{months} 个月，至 {base_on}',
  },
  'guarantee-period-unclear': {
    en: 'the words on the period are unclear, such as “until all is paid” ({source}:{line}): {months} months to {base_on}',
    zh: '保证期间约定不明，如“直至还清时为止”（{source}:{line}）：{months} 个月，至 {base_on}',
  },
  'guarantee-period-not-said': {
    en: 'the record does not say whether a period was agreed ({source}:{line}): {months} months to {base_on} on this reading',
    zh: '资料未说明是否约定保证期间（{source}:{line}）：按此理解为 {months} 个月，至 {base_on}',
  },
  'guarantee-period-by-old-law': {
    en: 'the contract of {signed_on} is older than the Civil Code of {changed_on}: the period of the old law is taken',
    zh: '合同订立于 {signed_on}，早于民法典施行日 {changed_on}：按原规定计算保证期间',
  },
  'contrary-judgment': {
    en: 'the debt fell due only on {due_on}: a court has applied the Civil Code to such a contract, ask counsel',
    zh: '主债务于 {due_on} 方届满：对此类合同曾有判决适用民法典，请咨询律师',
  },
  'guarantee-period-fixed': {
    en: 'nothing interrupts, suspends or extends this period',
    zh: '保证期间不发生中止、中断和延长',
  },
  'guarantee-extension-without-consent': {
    en: 'the terms were changed on {restructured_on} (now due {last_due_on}) without the guarantor’s written consent on record: the guarantee period stays with the first due date, which is not on record',
    zh: '{restructured_on} 变更了还款条件（现到期日 {last_due_on}），未见保证人书面同意：保证期间仍按原到期日计算，而原到期日未记录',
  },
  'guarantee-extension-with-consent': {
    en: 'the terms were changed on {restructured_on} and the guarantor signed: the due date {last_due_on} counts',
    zh: '{restructured_on} 变更了还款条件，保证人已签字同意：按到期日 {last_due_on} 计算',
  },
  'guarantee-demand-in-time': {
    en: '{kind} to the guarantor on {on} (evidence: {evidence}, {source}:{line}): the right was exercised within the period',
    zh: '{on} 对保证人的{kind}（证据：{evidence}，{source}:{line}）：已在保证期间内主张权利',
  },
  'guarantee-suit-in-time': {
    en: '{kind} on {on} ({source}:{line}): the right was exercised within the period',
    zh: '{on} {kind}（{source}:{line}）：已在保证期间内行使权利',
  },
  'guarantee-judgment-in-time': {
    en: 'judgment of {on} ({source}:{line}): the suit behind it was filed before, within the period',
    zh: '{on} 判决（{source}:{line}）：其起诉在此之前，仍在保证期间内',
  },
  'guarantee-judgment-without-suit': {
    en: 'judgment of {on} ({source}:{line}), but the day of the suit is not on record: whether it was filed within the period is not known',
    zh: '{on} 判决（{source}:{line}），但未记录起诉日：是否在保证期间内起诉未知',
  },
  'guarantee-suit-withdrawn-served': {
    en: '{kind} of {on} ({source}:{line}) did not lead to a decision, but had been served on the guarantor: it counts',
    zh: '{on} 的{kind}（{source}:{line}）虽撤回或被驳回，但已送达保证人：视为已主张权利',
  },
  'guarantee-suit-withdrawn': {
    en: '{kind} of {on} ({source}:{line}) was withdrawn or rejected: it does not keep the guarantor',
    zh: '{on} 的{kind}（{source}:{line}）已撤回或被驳回：不产生主张权利的效果',
  },
  'guarantee-suit-service-unknown': {
    en: '{kind} of {on} ({source}:{line}) was withdrawn; whether it had been served on the guarantor is not on record, and decides',
    zh: '{on} 的{kind}（{source}:{line}）已撤回；是否已送达保证人未记录，而这是关键',
  },
  'guarantee-suit-doubtful': {
    en: '{kind} on {on} ({source}:{line}): whether it is enough is not settled, it is not counted on this reading',
    zh: '{on} {kind}（{source}:{line}）：是否足够尚无定论，按此理解不计',
  },
  'guarantee-suit-not-against-debtor': {
    en: '{kind} against the guarantor on {on} ({source}:{line}): a general guarantee needs a suit against the debtor',
    zh: '{on} 对保证人{kind}（{source}:{line}）：一般保证须对债务人起诉或申请仲裁',
  },
  'guarantee-demand-is-no-suit': {
    en: '{kind} to the guarantor on {on} ({source}:{line}): for a general guarantee a demand is not enough',
    zh: '{on} 对保证人的{kind}（{source}:{line}）：一般保证仅催告不足',
  },
  'guarantee-suit-before-due': {
    en: '{kind} on {on} ({source}:{line}) was over before the debt fell due and no judgment is on record: whether it keeps the guarantor is not settled, it is not counted on this reading',
    zh: '{on} {kind}（{source}:{line}）在主债务到期前已终结且无裁判记录：能否视为在保证期间内主张尚不明确，本解释下不计',
  },
  'guarantee-demand-before-due': {
    en: '{kind} to the guarantor on {on} ({source}:{line}), before the debt was due: it is not counted on this reading',
    zh: '{on} 对保证人的{kind}（{source}:{line}），早于主债务到期：按此理解不计',
  },
  'guarantee-act-not-proven': {
    en: '{kind} to the guarantor on {on} (evidence: {evidence}, {source}:{line}): without proof that it arrived it is not counted',
    zh: '{on} 对保证人的{kind}（证据：{evidence}，{source}:{line}）：无到达证明，不计',
  },
  'guarantee-evidence-unknown': {
    en: '{kind} to the guarantor on {on} ({source}:{line}): nothing is said of the evidence, and it decides',
    zh: '{on} 对保证人的{kind}（{source}:{line}）：未说明证据，而这是关键',
  },
  'guarantee-act-too-late': {
    en: '{kind} on {on} ({source}:{line}) came after the period had ended: it revives nothing',
    zh: '{on} 的{kind}（{source}:{line}）在保证期间届满之后：不恢复保证责任',
  },
  'right-exercised': {
    en: 'the right against the guarantor is estimated to have been exercised on {exercised_on}, in time: from here the limitation of the guarantee debt counts',
    zh: '预计已于 {exercised_on} 在保证期间内行使权利：此后看保证债务的诉讼时效',
  },
  'guarantee-lapsed': {
    en: 'on {as_of} the guarantee period is estimated to have ended on {base_on} without the right being exercised: the guarantor’s liability is gone, the court examines it of its own motion',
    zh: '截至 {as_of} 预计保证期间已于 {base_on} 届满且未依法行使权利：保证责任消灭，法院主动审查',
  },
  'guarantee-lapsed-on-any-view': {
    en: 'on {as_of} the guarantee period is estimated to have ended without the right being exercised, whichever of the days it was: the guarantor’s liability is gone',
    zh: '截至 {as_of} 无论按哪一日计算，保证期间预计均已届满且未行使权利，保证责任消灭',
  },
  'mortgage-follows-limitation': {
    en: 'the mortgage is protected as long as the limitation period of the claim runs',
    zh: '抵押权在主债权诉讼时效期间内受保护',
  },
  'mortgage-follows-limitation-without-day': {
    en: 'the mortgage is protected as long as the limitation period of the claim, of which no last day can be told',
    zh: '抵押权在主债权诉讼时效期间内受保护，而该期间目前无法推算届满日',
  },
  'mortgage-follows-enforcement-without-day': {
    en: 'after the judgment the mortgage is protected as long as enforcement can be applied for, of which no last day can be told',
    zh: '判决后，抵押权在申请执行时效期间内受保护，而该期间目前无法推算届满日',
  },
  'mortgage-follows-enforcement': {
    en: 'after the judgment the mortgage is protected as long as enforcement can be applied for',
    zh: '判决后，抵押权在申请执行时效期间内受保护',
  },
  'mortgage-outlives-limitation': {
    en: 'under the law of that time the mortgage outlived the limitation period of {limitation_base_on}: to {base_on}',
    zh: '依当时规定，抵押权在诉讼时效 {limitation_base_on} 届满后仍可行使，至 {base_on}',
  },
  'mortgage-claim-paid': { en: 'nothing is owed: the mortgage secures nothing', zh: '已无欠款，抵押权无所担保' },
  'mortgage-lapsed': {
    en: 'on {as_of} the mortgage is estimated to be no longer protected since {base_on}',
    zh: '截至 {as_of} 抵押权预计自 {base_on} 起不再受保护',
  },
  'mortgage-not-revived': {
    en: 'the period is estimated to have ended on {base_on}: what the debtor agreed to afterwards is not taken to bring the mortgage back',
    zh: '诉讼时效预计已于 {base_on} 届满：债务人其后同意履行，不视为抵押权随之恢复',
  },
  'mortgage-lapsed-on-any-view': {
    en: 'on {as_of} the mortgage is estimated to be no longer protected, whichever of the days it was',
    zh: '截至 {as_of} 无论按哪一日计算，抵押权预计均不再受保护',
  },
  'pledge-in-possession': {
    en: 'a pledge that the creditor holds is not lost by limitation: the debtor cannot ask for the thing back',
    zh: '质物或权利凭证由债权人占有，不因诉讼时效届满而丧失，债务人不得请求返还',
  },
  'observation-minimum': {
    en: 'restructured on {restructured_on}: observed from the first due date {runs_from} for at least {years} year and {repayment_periods} repayment periods, to {base_on}',
    zh: '{restructured_on} 重组：自首个还款日 {runs_from} 起观察，至少 {years} 年且含 {repayment_periods} 个还款期，至 {base_on}',
  },
  'observation-short-of-periods': {
    en: 'restructured on {restructured_on}: observed from {runs_from} for at least {years} year, to {base_on}; fewer than {repayment_periods} repayment periods are left',
    zh: '{restructured_on} 重组：自 {runs_from} 起观察至少 {years} 年，至 {base_on}；剩余还款期不足 {repayment_periods} 个',
  },
  'observation-restarts': {
    en: 'a payment due on {default_on} is missed: observation starts anew, to {base_on}',
    zh: '{default_on} 到期未足额还款：观察期重新计算，至 {base_on}',
  },
  'observation-restructured-again': {
    en: 'restructured again within observation on {on} ({source}:{line}): graded at least {grade}, observation starts anew',
    zh: '观察期内于 {on} 再次重组（{source}:{line}）：至少归为{grade}，观察期重新计算',
  },
  'observation-in-default': {
    en: 'on {as_of} a payment is still missed: observation cannot end',
    zh: '截至 {as_of} 仍有逾期：观察期不能结束',
  },
  'observation-over': {
    en: 'the least observation is estimated to have ended on {base_on} and nothing is overdue; the bank must still judge whether the debtor’s difficulty is over',
    zh: '最短观察期预计已于 {base_on} 届满且无逾期；是否已解决财务困难仍须由银行判断',
  },
} as const satisfies Readonly<Record<string, Sentences>>;

export const GUARANTEE_MISSING = {
  'guarantee-mode-not-stated': {
    en: 'joint or general decides whether a demand or a suit was needed',
    zh: '连带或一般保证，决定须催告保证人还是起诉债务人',
  },
  'guarantee-period-not-stated': {
    en: 'the guarantee period of the contract is not given',
    zh: '未给出合同的保证期间',
  },
  'guarantee-period-unreadable': {
    en: 'the guarantee period cannot be read; write “24 months”, a date, none or until_paid_off',
    zh: '保证期间无法识别；请写“24个月”、日期、无约定或直至还清',
  },
  'original-due-date-unknown': {
    en: 'the terms were changed: the guarantee period counts from the first due date unless the guarantor signed',
    zh: '变更过还款条件：保证人未书面同意的，保证期间按原到期日计算',
  },
  'service-of-suit-unknown': {
    en: 'a suit that was withdrawn counts only if it had been served on the guarantor',
    zh: '撤回的起诉，副本已送达保证人方视为已主张权利',
  },
  'no-due-date-after-the-change': {
    en: 'no due date follows the change of terms: observation cannot begin',
    zh: '变更条件之后没有还款日，观察期无法起算',
  },
  'proof-that-the-guarantor-was-asked': {
    en: 'proof that the demand reached the guarantor within the period',
    zh: '催收在保证期间内到达保证人的证明',
  },
  'proof-that-the-suit-was-served': {
    en: 'proof that the suit was served on the guarantor before it was withdrawn',
    zh: '撤诉前起诉状副本已送达保证人的证明',
  },
  'day-on-which-the-suit-was-filed': { en: 'the day on which the suit was filed', zh: '起诉日期' },
  'consent-of-the-guarantor-in-writing': {
    en: 'the guarantor’s written consent to the change of terms',
    zh: '保证人对变更还款条件的书面同意',
  },
  'collateral-kind-not-recognised': {
    en: 'the kind of collateral is not recognised: it is taken for a mortgage; a pledge in possession would not be lost',
    zh: '押品种类无法识别，按抵押处理；如为占有的质押则不因时效丧失',
  },
} as const satisfies Readonly<Record<string, Sentences>>;
