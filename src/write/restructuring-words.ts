/** The sentences of a restructuring proposal: why it is made or not, what it does, and what is missing. */

/** By reason code; values in braces. */
export const RESTRUCTURING_REASONS = {
  'proposal-not-overdue': { en: 'nothing is overdue: there is nothing to restructure', zh: '没有逾期，无需重组' },
  'proposal-hold': {
    en: 'collection is on hold: no terms are proposed while it stands',
    zh: '存在停止催收事由，期间不提出重组方案',
  },
  'proposal-able': {
    en: 'type 1: able to pay what was agreed. New terms would give away what a reminder brings in',
    zh: '第一类：有能力按约还款，提醒即可收回，不必让步',
  },
  'proposal-unwilling': {
    en: 'type 3: able to pay and does not. New terms would reward it and cost time',
    zh: '第三类：有能力而不还，重组等于让利并贻误时机',
  },
  'proposal-bad': {
    en: 'type 4: neither willing nor able. Nothing promises that new terms would be kept',
    zh: '第四类：既无意愿又无能力，新的还款计划难以履行',
  },
  'proposal-refused-2b': {
    en: 'was 2b and refuses to cooperate: typed again, no extension and no agreement',
    zh: '原为2b，拒绝配合，已重新归类：不展期、不再协商',
  },
  'proposal-untyped': {
    en: 'the type cannot be told: an offer made blindly may go to somebody who can pay, or will not',
    zh: '客户类型待定：盲目让步可能给了有能力或无意愿的客户',
  },
  'proposal-horizon-unknown': {
    en: 'type 2, but nobody has said when ability returns: 2a or 2b cannot be told',
    zh: '第二类，但恢复还款能力的时间不明，无法区分2a与2b',
  },
  'proposal-2a': {
    en: '2a: ability is expected back within {months} months of the survey, the horizon being {horizon}',
    zh: '2a：自调查日起预计 {months} 个月内恢复还款能力，未超过 {horizon} 个月的期限',
  },
  'proposal-2b': {
    en: '2b: ability does not return within {horizon} months; agree to turn into money what the borrower has',
    zh: '2b：{horizon} 个月内无法恢复还款能力，协商处置资产还款',
  },
  'proposal-nothing-fits': {
    en: 'no option fits what the policy allows: agree on the disposal of assets as for 2b, or take a longer term to whoever may approve it',
    zh: '没有方案符合政策限制：按2b协商处置资产，或将更长期限报有权人审批',
  },
  'restructuring-matured': {
    en: 'the loan matured on {matures_on}, and the policy extends no matured loan',
    zh: '贷款已于 {matures_on} 到期，政策规定到期后不再展期',
  },
  'restructuring-limit-before-recovery': {
    en: 'the policy lets the maturity {matures_on} move by {limit_months} months, to {latest_on} at the latest; ability returns on {able_on}, too late for a due date by then',
    zh: '原到期日 {matures_on}，政策最长可展期 {limit_months} 个月，即不晚于 {latest_on}；预计 {able_on} 才恢复还款能力，届时已无还款日',
  },
  'restructuring-limit-too-short': {
    en: 'the policy lets the maturity {matures_on} move by {limit_months} months, to {latest_on} at the latest; ability returns on {able_on} and {months} months of repayment must fit after it',
    zh: '原到期日 {matures_on}，政策最长可展期 {limit_months} 个月，即不晚于 {latest_on}；预计 {able_on} 恢复还款能力，其后至少需 {months} 个月还款期',
  },
  'restructuring-grace-too-long': {
    en: 'until ability returns {months} months would pass without a full instalment; the policy allows {limit_months}',
    zh: '恢复还款能力前有 {months} 个月不能足额还款，政策允许的宽限期为 {limit_months} 个月',
  },
  'effect-limitation-restarts': {
    en: 'the debtor’s signature acknowledges the debt: limitation starts anew on that day. Record it as an event (extension, evidence signed)',
    zh: '债务人签署即为同意履行，诉讼时效自当日起重新计算；请登记事件（extension，证据 signed）',
  },
  'effect-plea-given-up': {
    en: 'limitation may have ended: have the agreement say that the debtor agrees to pay although the period is over',
    zh: '诉讼时效可能已届满：协议须写明债务人同意履行时效期间已届满的债务',
  },
  'effect-guarantor-consent': {
    en: 'have {guarantors} (guarantor) sign too: without their written consent the guarantee period stays as it was and may end before the new terms do',
    zh: '保证人 {guarantors} 须书面同意：未经其书面同意，保证期间不变，可能早于新的还款期届满',
  },
  'effect-guarantor-heavier': {
    en: 'what makes the debt heavier is not guaranteed without their written consent; what makes it lighter is',
    zh: '未经其书面同意而加重的部分，保证人不承担责任；减轻的，仍承担保证责任',
  },
  'effect-third-party-security': {
    en: 'have {givers} (security for another’s debt) sign too: the same rule may be applied',
    zh: '第三人担保物的提供人 {givers} 须书面同意：可适用与保证人相同的规则',
  },
  'effect-new-debtor': {
    en: 'what a new debtor takes over is no longer guaranteed by {guarantors} unless they consent in writing or agreed otherwise; one who joins changes nothing',
    zh: '债务转移须经保证人 {guarantors} 书面同意，否则除另有约定外，对转移的债务不再承担保证责任；第三人加入债务的，保证责任不受影响',
  },
  'effect-register': {
    en: 'check that the registered security covers the new term and amount before signing; change the register first where it does not',
    zh: '签约前核对抵（质）押登记是否涵盖新的期限和金额，未涵盖的先办理变更登记',
  },
  'effect-rate': {
    en: 'the contract rate stays {rate} %: nothing here raises it. The state’s rules bound every rate',
    zh: '合同利率保持 {rate}% 不变，本方案不提高利率；任何利率不得违反国家有关规定',
  },
  'effect-observation': {
    en: 'the loan counts as restructured and is observed for {years} year and {repayment_periods} repayment periods at least, from the first date of the new schedule',
    zh: '列为重组资产，自新计划首个还款日起观察，不少于 {years} 年且至少含连续 {repayment_periods} 个还款期',
  },
  'effect-restructured-again': {
    en: 'it is under observation already: restructured again, it is graded 次级 at least',
    zh: '尚在观察期内：再次重组的，至少归为次级类',
  },
  'effect-grade-stays': {
    en: 'it is non-performing: the grade stays until arrears are paid and {repayment_periods} repayment periods and {months} months have been paid punctually',
    zh: '现为不良：须还清逾期并连续 {repayment_periods} 个还款期且 {months} 个月正常还款后方可上调',
  },
  'disposal-no-collateral': { en: 'the export values the collateral at nothing', zh: '押品价值为零' },
  'disposal-collateral': {
    en: 'worth {value}, {kept} after the haircut for a sale under pressure',
    zh: '押品价值 {value} 元，折扣后 {kept} 元',
  },
  'disposal-collateral-covers': {
    en: 'worth {value}, {kept} after the haircut for a sale under pressure; {owed} is owed, which leaves {rest} to find',
    zh: '押品价值 {value} 元，折扣后 {kept} 元；欠款 {owed} 元，尚缺 {rest} 元',
  },
  'disposal-refused': { en: 'the borrower refused to dispose of assets', zh: '客户不同意处置资产' },
  'disposal-agreed': { en: 'the borrower agrees to dispose of assets', zh: '客户同意处置资产' },
  'disposal-agreed-assets-found': {
    en: 'the borrower agrees to dispose of assets, and assets were found',
    zh: '客户同意处置资产，且已查到可处置资产',
  },
} as const;

/** Why a fact is needed, by code. */
export const RESTRUCTURING_MISSING = {
  'restructuring-needs-horizon': {
    en: 'new terms must fit the day on which ability returns: ask it in the survey',
    zh: '新的还款期须与恢复还款能力的时间相配，请在调查中询问',
  },
  'recovery-horizon-passed': {
    en: 'the day told for the return of ability has passed and the loan is still overdue: ask again',
    zh: '原定恢复还款能力的日期已过而仍逾期，请重新调查',
  },
  'restructuring-needs-penalty': {
    en: 'what penalty interest is owed is not known, so neither is what a proposal costs',
    zh: '罚息金额不明，无法计算方案成本',
  },
  'own-method-to-be-extended': {
    en: 'the loan is repaid by a schedule of its own, without a method that could be extended',
    zh: '按自定计划还款，没有可沿用的还款方式',
  },
  'settles-the-type': { en: 'would settle the type', zh: '可据以判定客户类型' },
  'consent-of-parties-unknown': {
    en: 'without a parties file nobody knows whose consent is needed',
    zh: '未提供保证人/共同借款人文件，不知须经何人同意',
  },
  'disposal-needs-value': { en: 'what the collateral is worth is not given', zh: '未给出押品价值' },
  'disposal-needs-consent': {
    en: 'nobody asked whether the borrower agrees to dispose of assets: a refusal makes it type 3 or 4',
    zh: '尚未询问客户是否同意处置资产；拒绝的，改按第三类或第四类处理',
  },
  'disposal-needs-assets': { en: 'which assets there are is not known', zh: '有何可处置资产尚未查明' },
} as const;
