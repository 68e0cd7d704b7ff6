/** What the law pack says of its own limits – caveats, and situations not covered – in Chinese, by the English words. */
export const LAW_NOTES_ZH: Readonly<Record<string, string>> = {
  // Not covered: limitation
  'claims to which limitation does not apply (Civil Code art. 196; deposits, public bonds, capital contributions)':
    '不适用诉讼时效的请求权（民法典第196条；存款、国债、出资等）',
  'the one-year period of the General Principles (art. 136)': '民法通则第136条的一年诉讼时效',
  'claims that accrued before 1987': '1987年以前产生的请求权',
  'debts governed by foreign law': '适用境外法律的债务',
  'cases that had ended with final effect before 2018-07-23 (art. 5)': '2018-07-23 前已经终审的案件（第5条）',
  'whether a period whose last day rolled over a holiday to 2017-10-01 or later had ended: taken as not ended (art. 203)':
    '最后一日因休假日顺延至 2017-10-01 或以后的，期间是否已届满：按未届满处理（第203条）',
  'whether periodic interest on a bullet loan, or the drawings of a revolving line, are one debt (depends on the facts)':
    '到期一次还本贷款的按期利息、循环额度的各次提款是否为同一债务（视事实而定）',
  'a debt called due early: no source on whether the call or the last instalment counts; the earlier is taken':
    '宣布提前到期的债务：自宣布之日还是自最后一期起算，未见依据，取较早者',
  'debts without a term (the period of grace after the first demand)': '未约定履行期限的债务（首次催告后的宽限期）',
  'how long a grace must be where the creditor set none': '债权人未指定宽限期的，宽限期应为多长',
  'whether a term can be found by arts. 510 and 511 of the Civil Code': '能否依民法典第510条、第511条确定履行期限',
  'whether a letter that was only sent should have arrived: courts ask for proof of delivery':
    '仅寄出的信函是否“应当到达”：法院要求投递证明',
  'a demand made by telephone or in person that nobody can prove': '无法证明的电话或当面催收',
  'who may sign for a company (art. 8(2))': '单位的签收人（第8条第2款）',
  'loans other than bank cards': '银行卡以外的贷款',
  'messages to a number or address that the card holder did not leave with the bank':
    '发往持卡人未向银行预留的号码或地址的信息',
  'telephone calls: the article names messages, “and other ways”': '电话催收：条文列举的是各类信息“等方式”',
  'a debit after the period has ended: nothing is left to restart, and set-off can be refused (合同编通则解释 art. 58)':
    '时效届满后的扣款：已无时效可中断，抵销也可被拒绝（合同编通则解释第58条）',
  'lenders that are no financial institution': '非金融机构的出借人',
  'debits by a micro-lender before 2021': '小额贷款公司在2021年以前的扣款',
  'lenders without a licence': '无牌照的出借人',
  'which media have enough reach': '哪些媒体级别足够',
  'notices of asset management companies under 法释〔2001〕12号 art. 10, repealed with effect from 2021-01-01':
    '资产管理公司依法释〔2001〕12号第10条发布的公告（自 2021-01-01 起废止）',
  'a debit by the lender, proceeds of enforcement, payment by a third party': '贷款人扣款、执行款、第三人代付',
  'a payment after the period has ended: whether it waives the defence for the rest is unsettled':
    '时效届满后的付款：是否放弃对其余部分的抗辩，尚无定论',
  'whether a plan that sets new due dates restarts the period on its day or after its last due date: both are shown':
    '约定新还款日的计划，自签订之日还是自最后还款日届满起重新计算：两种结果均列出',
  'who may speak for a company': '谁可代表单位',
  'a suit that was withdrawn: unsettled, above all where the complaint had not been served':
    '撤回的起诉：尚无定论，起诉状副本未送达的尤其如此',
  'a request for mediation: from the request or from its end; both are shown':
    '申请调解：自申请之日还是自调解终结起，两种结果均列出',
  'a suit by the debtor, or against somebody else': '债务人提起的诉讼，或对他人的诉讼',
  'a notice published in the press under 法释〔2001〕12号, repealed with effect from 2021-01-01':
    '依法释〔2001〕12号在报纸上发布的公告（自 2021-01-01 起废止）',
  'the debtor’s acknowledgement when somebody takes over the debt (art. 17(2))':
    '债务承担时原债务人对债务的承认（第17条第2款）',
  'whether several drawings or several contracts are one claim': '多次提款或多份合同是否为同一债权',
  'guarantors, who are asked about on their own (cn.limitation.guarantor-demand)':
    '保证人，另见 cn.limitation.guarantor-demand',
  'debtors who are not jointly liable': '不承担连带责任的债务人',
  'whether a demand on the debtor restarts the limitation of a guarantee debt: no express rule since 2021':
    '向债务人催收是否中断保证债务的诉讼时效：2021年以来没有明文规定',
  'demands on one of several guarantors': '仅向数个保证人之一催收',
  'how long the period still runs once the obstacle has gone': '障碍消除后期间还剩多长',
  'which facts are an obstacle': '哪些事实构成障碍',
  'the effect of measures against the epidemic of 2020 (法发〔2020〕12号, text not found)':
    '2020年疫情防控措施的影响（法发〔2020〕12号，未找到原文）',
  'extension by the court on application in special circumstances': '有特殊情况时人民法院根据申请决定延长',
  'a plea raised for the first time on appeal (诉讼时效规定 art. 3)': '二审期间首次提出的抗辩（诉讼时效规定第3条）',
  'what was paid after the end, which cannot be claimed back': '届满后已经履行的，不得请求返还',
  'when a signature shows consent: courts still found it where the whole debt was stamped without reservation ((2021)最高法民申7298号)':
    '签字何时能认定同意履行：对全部债务无保留盖章的，法院仍予认定（（2021）最高法民申7298号）',
  'whether a part payment after the end gives up the plea for the rest': '届满后部分还款是否放弃对其余部分的抗辩',
  // Not covered: guarantees and security
  'words of the contract that make a guarantee general or joint (担保制度解释 art. 25)':
    '合同中哪些措辞构成一般保证或连带责任保证（担保制度解释第25条）',
  'guarantees made before 1995-10-01': '1995-10-01 以前的保证',
  'guarantees up to a maximum amount (担保制度解释 art. 30)': '最高额保证（担保制度解释第30条）',
  'debts without a term: counted from the end of the grace given with the first demand (art. 692(3))':
    '未约定履行期限的债务：自首次催告的宽限期届满起算（第692条第3款）',
  'which other words are unclear': '还有哪些措辞属于约定不明',
  'guarantees made before 2000-12-13': '2000-12-13 以前的保证',
  'debts that fell due only after 2021-01-01 under an earlier contract: the old period is taken by the date of the contract (art. 1(2)); a court has decided otherwise':
    '合同在先、主债务在 2021-01-01 之后到期的：按合同订立日适用原期间（第1条第2款），曾有相反判决',
  'anything but the length of the period': '期间长短以外的问题',
  'a new contract of guarantee after the period (担保制度解释 art. 34(2))':
    '保证期间届满后成立的新保证合同（担保制度解释第34条第2款）',
  'changes of the amount or the rate (art. 695(1))': '金额或利率的变更（第695条第1款）',
  'a new loan that repays the old one (担保制度解释 art. 16)': '借新还旧（担保制度解释第16条）',
  'changes agreed before 2021-01-01': '2021-01-01 以前的变更',
  'whether more time with more interest in all makes a debt heavier': '期限延长、利息总额增加是否属于加重债务',
  'transfers agreed before 2021-01-01': '2021-01-01 以前的债务转移',
  'what the guarantee contract itself allows': '保证合同本身的约定',
  'demands on one of several guarantors: they never count for another (担保制度解释 art. 29)':
    '仅向数个保证人之一催收：不及于其他保证人（担保制度解释第29条）',
  'guarantees that are void (art. 33)': '保证合同无效的情形（第33条）',
  'suits before 2021: taken as not counting, shown as counting once served on the favourable reading':
    '2021年以前的起诉：按不计处理，有利解释下送达后计入',
  'suits that were rejected without a decision on the merits': '未作实体裁判而驳回的起诉',
  'whether what interrupts the debtor’s period also interrupts a joint guarantor’s: no express rule since 2021':
    '主债务时效中断是否及于连带责任保证债务：2021年以来没有明文规定',
  'a guarantor who proves that the debtor still has property (担保制度解释 art. 28(1)(2))':
    '保证人有证据证明债务人仍有财产可供执行（担保制度解释第28条第1款第2项）',
  'a guarantor who proves that the debtor still has property': '保证人有证据证明债务人仍有财产可供执行',
  'guarantees made before 2021, whose limitation runs from the judgment': '2021年以前的保证，其诉讼时效自裁判生效起算',
  'security given by the debtor itself': '债务人自己提供的担保',
  'whether the register must be changed for a new term or amount': '期限或金额变更是否须办理变更登记',
  'security given by possession (cn.mortgage.possessory-pledge)': '以占有为公示的担保（cn.mortgage.possessory-pledge）',
  liens: '留置权',
  'a claim whose debtor agreed to perform after its period had ended: the mortgage is not taken to come back, and somebody else who gave it keeps the plea (担保制度解释 art. 20, Civil Code art. 701); the favourable reading lets the debtor’s own follow the claim':
    '债务人在时效届满后同意履行的：不视为抵押权随之恢复，第三人抵押人仍可抗辩（担保制度解释第20条、民法典第701条）；有利解释下债务人自己提供的抵押随主债权',
  'claims whose period had ended before 2000-12-13': '诉讼时效在 2000-12-13 以前已届满的债权',
  'periods that ended before 2007-10-01 with their two years still running on that day: the two years are kept':
    '诉讼时效在 2007-10-01 以前届满、其后二年在该日尚未届满的：仍按二年',
  'a pledge that was given back or lost': '质物已返还或丧失占有',
  'cases before 2021-01-01': '2021-01-01 以前的情形',
  'the pledgor’s right to ask that the creditor realise the pledge (Civil Code art. 437)':
    '出质人请求质权人及时行使质权的权利（民法典第437条）',
  // Not covered: enforcement, observation, periods
  'judgments before 2008-04-01: one year where a natural person was involved, else six months (1991, art. 219)':
    '2008-04-01 以前的裁判：一方为公民的一年，其他六个月（1991年民事诉讼法第219条）',
  'administrative decisions': '行政决定',
  'titles from before 2022 whose instalments fall due later: no transitional rule was found':
    '2022年以前的法律文书、其后各期到期的：未见过渡规定',
  'judgments to refrain from something (执行程序解释 art. 21)': '负有不作为义务的裁判（执行程序解释第21条）',
  'an application that was withdrawn: again within the period (民诉法解释 art. 518); from when it runs is not laid down':
    '撤回的执行申请：期间内可再次申请（民诉法解释第518条），自何时起算没有规定',
  'enforcement that was ended for good, or ended because the creditor withdrew': '终结执行，或因申请人撤销申请而终结',
  'the bank’s judgment that the debtor’s difficulty is over: without it observation starts anew':
    '银行对债务人是否已解决财务困难的判断：未解决的，重新计算观察期',
  'lenders other than commercial banks, which are bound by reference only': '商业银行以外、参照执行的机构',
  'assets restructured before 2023-07-01': '2023-07-01 以前重组的资产',
  'how short a delay is no default': '多短的迟延不算未履约',
  'periods counted in hours': '按小时计算的期间',
  'another way of counting agreed by the parties (art. 204)': '当事人约定的其他计算方法（第204条）',
  'the hour at which the last day ends where there are business hours (art. 203(2))':
    '有业务时间的，最后一日的截止时间（第203条第2款）',
  'years for which no arrangement of days off is known: the end is then given without a roll':
    '放假安排未知的年度：届满日不作顺延',
  // Not covered: grades, conduct, interest
  'a worse grade for other reasons than days past due: these are floors':
    '因逾期天数以外的原因归入更低类别：此处仅为下限',
  'short delays for operational or technical reasons (7 days, from memory)':
    '操作性或技术性原因导致的短期逾期（7天，凭记忆）',
  'loans made before 2023-07-01, which were to be regraded step by step until 2025-12-31':
    '2023-07-01 以前的存量业务，须在 2025-12-31 前逐步重新分类',
  'the guideline of 2007 (银监发〔2007〕54号), which had no table of days':
    '2007年指引（银监发〔2007〕54号），其中没有逾期天数标准',
  'how the measures of 2023 bear on cards beyond this table': '2023年办法在本表之外对信用卡的影响',
  'the debts of the debtor in other banks (more than 20 % overdue by more than 90 days)':
    '债务人在其他银行的债务（逾期超过90天的超过20%）',
  'retail debtors, whose assets may be graded one by one': '零售债务人，其资产可逐笔分类',
  'lenders other than commercial banks': '商业银行以外的机构',
  'the bank’s judgment of future performance': '银行对今后履约能力的判断',
  'other impaired assets of the same debtor in this bank': '该债务人在本行的其他减值资产',
  'loans other than credit cards: an accounting rule of similar words does not reorder what is owed':
    '信用卡以外的贷款：类似的会计规则不改变债务的清偿顺序',
  'loans used for another purpose than agreed (50 %–100 %)': '未按约定用途使用的贷款（加收50%—100%）',
  'compound interest on penalty interest itself': '对罚息计收复利',
  'lenders other than banks; the general ceilings on the cost of credit': '银行以外的贷款人；综合融资成本的一般上限',
  'the numbers themselves: which state rule binds depends on the lender (bank, micro-lender, private) and the day':
    '具体上限：适用何种国家规定取决于贷款人（银行、小额贷款公司、民间借贷）和时间',
  'contracts made before 2021-01-01': '2021-01-01 以前订立的合同',
  'what the debtor agreed to': '债务人同意的事项',
  'business loans': '经营性贷款',
  'lenders outside the association': '非协会会员的机构',
  'what the parties agreed': '双方的约定',
  'credit that is not granted online': '非网络消费信贷',
  'what was agreed with the debtor': '与债务人另有约定的情形',
  'attempts spread over several numbers of one debtor': '分散拨打同一债务人多个号码',
  'calls that the debtor makes': '债务人主动来电',
  'entry into homes and offices, which needs consent': '进入住宅或办公场所（须经同意）',
  'recording of visits': '外访的录音录像',
  'asking others for contact data only, which the guidelines of 2025 and 2026 allow within bounds':
    '仅向他人询问联系方式（2025年、2026年指引在限定范围内允许）',
  'loans other than cards, for which those guidelines say the same': '信用卡以外的贷款（上述指引有相同要求）',
  // Caveats
  'commencement date and wording from memory; repealed, a claim alive on 2017-10-01 has three years':
    '施行日期与文字凭记忆；已废止，2017-10-01 时尚未届满的为三年',
  'commencement date and wording from memory; the article was struck out with effect from 2021-01-01':
    '施行日期与文字凭记忆；该条自 2021-01-01 起删除',
  'the text was not found; the same words as Civil Code art. 189 from memory':
    '未找到原文；文字与民法典第189条相同，凭记忆',
  'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read':
    '文字按2020年修正后的版本、施行日期凭记忆；未读修正前原文',
  'article and wording from memory; when a letter counts was not yet laid down':
    '条款与文字凭记忆；当时未规定信函何时生效',
  'number of the reply from memory; it speaks of private lending, the step to debits is derived':
    '批复文号凭记忆；批复针对民间借贷，用于扣款系推导',
  'article and wording from memory; that a part payment is an agreement to perform was practice, not text':
    '条款与文字凭记忆；部分履行视为同意履行系当时实践，并无明文',
  'article and wording from memory; repealed': '条款与文字凭记忆；已废止',
  'article and wording from memory; that the period starts anew at the end of the procedure was practice, not text':
    '条款与文字凭记忆；自程序终结时重新计算系当时实践，并无明文',
  'the text of the General Provisions was not found; the same words as Civil Code art. 195 from memory':
    '未找到民法总则原文；文字与民法典第195条相同，凭记忆',
  '“may be found”: courts were free; first and last day from memory': '“可以认定”：法院有裁量余地；起止日期凭记忆',
  'in force since 2022-03-01; the guarantor, whom the repealed rule named, is left out; the repealing instrument (法释〔2020〕16号) was not seen; courts are divided':
    '自 2022-03-01 起施行；已废止规定所列的保证人未再列入；未见废止文件（法释〔2020〕16号）原文；裁判不一',
  'the interpretation was read, not the General Provisions themselves; six months as in Civil Code art. 194(2)':
    '已读司法解释，未读民法总则原文；六个月同民法典第194条第2款',
  'counted from the due date and not rolled over holidays: a convention derived from the text':
    '自到期日起算、不因休假日顺延：系由条文推导的约定算法',
  'the text was not found; the same words as the Civil Code from memory': '未找到原文；文字与民法典相同，凭记忆',
  'first day from memory, last day and repealing instrument (法释〔2020〕16号) from memory':
    '起始日、终止日及废止文件（法释〔2020〕16号）均凭记忆',
  'a court applied the Civil Code to a guarantee of 2020 as well': '曾有法院对2020年的保证也适用民法典',
  'the interpretation was read in full, the articles of the act in a secondary source':
    '司法解释已读全文，担保法条文见于二手来源',
  'the full clause also says that the party must plead it': '完整条文还要求当事人主张',
  '担保法 art. 25(2), from memory, spoke of interruption once the creditor of a general guarantee had sued':
    '担保法第25条第2款（凭记忆）规定一般保证的债权人已起诉的，保证期间适用中断',
  'the court must examine it of its own motion (担保制度解释 art. 34)': '法院应当主动查明（担保制度解释第34条）',
  'articles and wording from memory': '条款与文字凭记忆',
  'the quoted article speaks of the limitation that follows; the articles of the act from memory':
    '所引条文针对其后的诉讼时效；担保法条款凭记忆',
  'enforcement of a notarised deed within the period counts for a general guarantee (担保制度解释 art. 27)':
    '一般保证中，期间内申请强制执行公证债权文书的，亦属行使权利（担保制度解释第27条）',
  'art. 28 cites the Civil Procedure Law by its numbering before 2022 (art. 257, now 268)':
    '第28条引用的是2022年以前的民事诉讼法条号（第257条，现为第268条）',
  'wording as Civil Code art. 419, from memory': '文字同民法典第419条，凭记忆',
  'after a judgment against the debtor alone the period for enforcement takes the place of the limitation period (担保制度解释 art. 44(1))':
    '仅对债务人起诉并获裁判后，以申请执行时效期间代替诉讼时效期间（担保制度解释第44条第1款）',
  'by the paragraph referred to, the debtor cannot ask for the thing back; he can ask that it be sold':
    '依所参照的条款，债务人不得请求返还，但可请求拍卖、变卖',
  'wording as later versions; day of commencement from memory': '文字同后来版本；施行日期凭记忆',
  'day of commencement from memory': '施行日期凭记忆',
  'wording as the version of 2012; day of commencement from memory': '文字同2012年版本；施行日期凭记忆',
  'courts counted from the last instalment even then where the whole fell due on default; day of commencement from memory':
    '当时约定违约即全部到期的，法院亦自最后一期起算；施行日期凭记忆',
  'number, article, wording and day of commencement from memory': '文号、条款、文字与施行日期均凭记忆',
  'number of the amending decision from memory': '修正决定的文号凭记忆',
  'number of the amending decision from memory; art. 466 cites art. 246, now 250':
    '修正决定的文号凭记忆；第466条引用的第246条现为第250条',
  'article, wording and day of commencement from memory': '条款、文字与施行日期均凭记忆',
  'article number not found': '未查到条号',
  'the General Principles did not name the corresponding day; taken from later law and court practice':
    '民法通则未规定对应日；取自后来的法律和审判实践',
  'weekends and the yearly arrangement of days off with its make-up working days: the statute is silent, practice follows it':
    '周末及每年的放假调休安排：法律没有明文，实践照此办理',
  'the quote is the regulator’s own summary; article numbers from memory; days read as “more than” (Civil Code art. 1259)':
    '引文为监管部门的概述；条号凭记忆；“超过”不包括本数（民法典第1259条）',
  'commencement date from memory': '施行日期凭记忆',
  'wording and article from memory; a secondary source confirms the concept (1104 report, item 5.6)':
    '文字与条款凭记忆；二手来源可印证该概念（1104报表5.6项）',
  'that the longer of the two counts is from memory; article number not found': '两者取长凭记忆；未查到条号',
  'wording and commencement date from memory': '文字与施行日期凭记忆',
  'self-regulatory: members of the association and their outside collectors; article number not found; that 22:00 is quiet and 8:00 is not is derived':
    '自律规范：适用于协会会员及其外部催收机构；未查到条号；22:00 属禁止时段而 8:00 不属，系推导',
  'recommended standard; clause number not found': '推荐性标准；未查到条号',
  'self-regulatory: members of the association and their outside collectors; 不宜 is a guideline, not a ban; article number not found':
    '自律规范：适用于协会会员及其外部催收机构；“不宜”为指引而非禁止；未查到条号',
  'self-regulatory: members of the association and their outside collectors':
    '自律规范：适用于协会会员及其外部催收机构',
  'wording and first day from memory; the substance was read in secondary sources':
    '文字与起始日凭记忆；实质内容见于二手来源',
  'natural persons: the law is one of enterprises; local rules on the bankruptcy of individuals are not in this pack':
    '自然人：企业破产法只适用于企业；个人破产的地方性规定未收入本法律包',
  'bankruptcies accepted before 2007-06-01': '2007-06-01 以前受理的破产案件',
  'that the day before is the last that bears interest is derived from 停止计息 with 自……之日起 of 担保制度解释第22条':
    '受理前一日为最后计息日，系由“停止计息”与担保制度解释第22条“自……之日起”推导',
  'claims that arose after the acceptance; the bankruptcy of a guarantor': '受理后发生的债权；保证人破产',
  'commencement date from memory; whether interest stopped for the guarantor too was not settled by a text':
    '施行日期凭记忆；保证人是否同样停止计息，当时没有条文规定',
};
