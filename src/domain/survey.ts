/**
 * The field survey (调查表): which questions may be asked about a borrower, what may be answered, and the answers as
 * columns. Each question speaks of one fact of the evidence rules; an answer that nobody gave is NaN, never "no".
 * Language, religion, ethnicity, disability and age are no questions here, and never become any.
 */
import type { Axis } from './evidence.js';
import type { Language } from './language.js';

type Titles = Readonly<Record<Language, string>>;

/**
 * - `yes_no`: 1 and 0.
 * - `choice`: position in `choices`.
 * - `months`: whole months from the day of the answer; {@link NEVER} where it will not happen.
 */
export type AnswerKind = 'yes_no' | 'choice' | 'months';

/** What an answer helps to tell: an axis of the matrix, or which sub-type of a type it is. */
export type QuestionAim = Axis | '1-incidental' | '2-hardship';

export interface SurveyQuestion {
  readonly id: string;
  readonly kind: AnswerKind;
  readonly aim: QuestionAim;
  /** Name of the fact that the answer becomes known as. */
  readonly fact: string;
  /** Heading of its column. */
  readonly title: Titles;
  /** The whole question, as the person who asks it reads it. */
  readonly asks: Titles;
  /** For `choice`: the answers in the order of their codes. */
  readonly choices: readonly { readonly id: string; readonly title: Titles }[];
}

/** Answer to a question of kind `months` where ability will not return. Every horizon is shorter. */
export const NEVER = 999;

const yesNo = (id: string, aim: QuestionAim, title: Titles, asks: Titles): SurveyQuestion => ({
  id,
  kind: 'yes_no',
  aim,
  fact: id,
  title,
  asks,
  choices: [],
});

/** What may have made paying hard. Position 0 says that nothing has. */
export const HARDSHIPS = [
  { id: 'none', title: { en: 'none', zh: '无困难' } },
  { id: 'illness', title: { en: 'illness', zh: '疾病' } },
  { id: 'job_loss', title: { en: 'job loss', zh: '失业' } },
  { id: 'sales_down', title: { en: 'sales down', zh: '经营下滑' } },
  { id: 'disaster', title: { en: 'disaster', zh: '灾害' } },
  { id: 'fraud_victim', title: { en: 'fraud victim', zh: '被诈骗' } },
  { id: 'receivables_stuck', title: { en: 'receivables stuck', zh: '货款收不回' } },
  { id: 'other', title: { en: 'other', zh: '其他困难' } },
] as const;

/** In the order of their columns; the position of a question is its slot in a row of answers. */
export const SURVEY_QUESTIONS: readonly SurveyQuestion[] = [
  yesNo(
    'says_will_pay',
    'willingness',
    { en: 'says will pay', zh: '表示愿意还款' },
    { en: 'Does the borrower say that the debt will be paid?', zh: '客户是否表示愿意归还欠款？' },
  ),
  yesNo(
    'names_a_date',
    'willingness',
    { en: 'names a date', zh: '说出还款日期' },
    { en: 'Does the borrower name a day and an amount?', zh: '客户是否说出具体还款日期和金额？' },
  ),
  yesNo(
    'date_is_plausible',
    'willingness',
    { en: 'date is plausible', zh: '还款日期可信' },
    { en: 'Does money that is due by that day make it plausible?', zh: '到期是否确有资金来源，还款日期是否可信？' },
  ),
  yesNo(
    'gives_documents',
    'willingness',
    { en: 'gives documents', zh: '提供资料' },
    {
      en: 'Does the borrower give documents for what is said (statements, contracts, reports)?',
      zh: '客户是否提供流水、合同、证明等资料？',
    },
  ),
  yesNo(
    'signed_undertaking',
    'willingness',
    { en: 'signed an undertaking', zh: '签署还款承诺' },
    { en: 'Has the borrower signed an undertaking to pay?', zh: '客户是否签署书面还款承诺？' },
  ),
  yesNo(
    'cooperates',
    'willingness',
    { en: 'cooperates', zh: '配合' },
    {
      en: 'Does the borrower answer calls, keep appointments and answer questions?',
      zh: '客户是否接听电话、按约见面、如实回答？',
    },
  ),
  yesNo(
    'reason_contradicted',
    'willingness',
    { en: 'reason is contradicted', zh: '理由不实' },
    { en: 'Do records or what was seen contradict the reason given?', zh: '资料或现场情况是否与客户所述理由矛盾？' },
  ),
  yesNo(
    'offers_bribe',
    'willingness',
    { en: 'offers a bribe', zh: '试图行贿' },
    { en: 'Did the borrower offer staff a favour or money?', zh: '客户是否试图给予工作人员好处？' },
  ),
  yesNo(
    'moves_assets',
    'willingness',
    { en: 'moves assets', zh: '转移资产' },
    { en: 'Are there signs that assets are being moved away or hidden?', zh: '是否有转移、隐匿资产的迹象？' },
  ),
  yesNo(
    'forgot_or_travelling',
    'willingness',
    { en: 'forgot or travelling', zh: '遗忘或外出' },
    { en: 'Was the payment only forgotten, or missed while away?', zh: '是否仅因遗忘或外出而未还款？' },
  ),
  yesNo(
    'understands_credit',
    '1-incidental',
    { en: 'understands credit', zh: '了解征信后果' },
    {
      en: 'Does the borrower know what arrears do to the credit record?',
      zh: '客户是否了解逾期对征信的影响？（否＝信用意识淡薄）',
    },
  ),
  yesNo(
    'income_covers_instalment',
    'ability',
    { en: 'income covers the instalment', zh: '收入够还月供' },
    { en: 'Does income after living costs cover the instalment?', zh: '收入扣除生活支出后是否足以归还每期款项？' },
  ),
  {
    id: 'hardship',
    kind: 'choice',
    aim: 'ability',
    fact: 'has_hardship',
    title: { en: 'hardship', zh: '困难原因' },
    asks: { en: 'What has made paying hard, if anything?', zh: '造成还款困难的主要原因是什么？' },
    choices: HARDSHIPS,
  },
  yesNo(
    'hardship_verified',
    'ability',
    { en: 'hardship verified', zh: '困难已核实' },
    { en: 'Do documents or a visit verify that hardship?', zh: '该困难是否已凭资料或实地核实？' },
  ),
  {
    id: 'recovery_months',
    kind: 'months',
    aim: '2-hardship',
    fact: 'recovery_months',
    title: { en: 'months until able again', zh: '几个月后可恢复' },
    asks: {
      en: 'In how many months can the borrower pay again? A whole number, or never.',
      zh: '预计几个月后恢复还款能力？填整数，无法恢复填“不能恢复”。',
    },
    choices: [],
  },
  yesNo(
    'other_creditors_sue',
    'ability',
    { en: 'other creditors sue', zh: '被其他债权人起诉' },
    { en: 'Have other creditors sued, or is there a judgment for one?', zh: '是否已被其他债权人起诉或有生效判决？' },
  ),
  yesNo(
    'assets_found',
    'ability',
    { en: 'assets found', zh: '发现可执行资产' },
    { en: 'Were assets found that could pay the debt?', zh: '是否发现足以清偿的资产？' },
  ),
  yesNo(
    'agrees_to_dispose_assets',
    '2-hardship',
    { en: 'agrees to dispose of assets', zh: '同意处置资产' },
    { en: 'Does the borrower agree to dispose of assets to pay?', zh: '客户是否同意处置资产还款？' },
  ),
];

/** The columns that tell whoever fills the sheet in whom it is about and what is known; they are not read back. */
export const SHEET_COLUMNS = [
  { name: 'borrower_name', zh: '客户名称', en: 'name' },
  { name: 'region', zh: '区域', en: 'region' },
  { name: 'branch', zh: '支行', en: 'branch' },
  { name: 'officer', zh: '客户经理', en: 'officer' },
  { name: 'phone', zh: '电话', en: 'phone' },
  { name: 'address', zh: '地址', en: 'address' },
  { name: 'loans', zh: '借据号', en: 'loans' },
  { name: 'days_past_due', zh: '逾期天数', en: 'days past due' },
  { name: 'bucket', zh: '账龄', en: 'bucket' },
  { name: 'overdue_total', zh: '逾期总额', en: 'overdue total' },
  { name: 'borrower_type', zh: '客户类型', en: 'type' },
  { name: 'known', zh: '已知情况', en: 'known so far' },
  { name: 'questions', zh: '待问事项', en: 'questions' },
] as const;

export type SheetColumnName = (typeof SHEET_COLUMNS)[number]['name'];

export const QUESTION_COUNT = SURVEY_QUESTIONS.length;

/** Slot of a question by its id. */
export const QUESTION_SLOT: ReadonlyMap<string, number> = new Map(SURVEY_QUESTIONS.map(({ id }, slot) => [id, slot]));

/** Answers as columns; in shared memory, so that both threads see them. */
export interface SurveyColumns {
  /** Row of borrower b in the columns below; -1 where nothing was answered about it. */
  readonly rowOfBorrower: Int32Array;
  /** Answer to question q of row r at `r * QUESTION_COUNT + q`: the latest one, NaN where it was never answered. */
  readonly answers: Float64Array;
  /** The day of that answer; NO_DAY where it was never answered. Never after the as-of date. */
  readonly answeredOn: Int32Array;
  /** Line of the survey record that gave it, as `explain` names it; 0 where it was never answered. */
  readonly line: Uint32Array;
}

/**
 * What an answer is worth as the fact of its question: the hardship named becomes whether there is one; all others
 * stand for themselves. NaN stays NaN.
 */
export function factOfAnswer(question: SurveyQuestion, answer: number): number {
  if (question.kind !== 'choice' || Number.isNaN(answer)) return answer;
  return answer === 0 ? 0 : 1;
}
