/** What a cell of a survey sheet answers, as people write it in Chinese or English, by hand or from a drop-down. */
import { closestName } from '../domain/did-you-mean.js';
import { HARDSHIPS, NEVER, type SurveyQuestion } from '../domain/survey.js';
import { foldChoice } from './cells.js';

/** Not asked, not needed, not known: all of them leave the question open. 无 is left out, which may mean "none". */
const NO_ANSWER: ReadonlySet<string> = new Set(
  ['', '—', '——', '–', '/', '?', '？', 'n/a', 'null', '未知', '不详', '不清楚', '不知道', '未问', 'unknown'].map(
    foldChoice,
  ),
);

const YES: ReadonlySet<string> = new Set(
  ['yes', 'y', 'true', '1', '是', '对', '有', '会', '能', '√', '✓', '✔', '☑'].map(foldChoice),
);
const NO: ReadonlySet<string> = new Set(
  ['no', 'n', 'false', '0', '否', '不是', '没有', '不会', '不能', '×', '✗', '✘', '☒'].map(foldChoice),
);

const FURTHER_HARDSHIPS: Readonly<Record<(typeof HARDSHIPS)[number]['id'], readonly string[]>> = {
  none: ['no', '无', '没有', '没有困难', '否'],
  illness: ['生病', '患病', '伤病', '重病', 'ill', 'sick'],
  job_loss: ['下岗', '待业', '无业', '失去工作', 'unemployed', 'lost job'],
  sales_down: ['经营困难', '生意不好', '销售下降', '销量下滑', '停产', '停业', 'business down'],
  disaster: ['自然灾害', '受灾', '火灾', '水灾', 'fire', 'flood'],
  fraud_victim: ['诈骗', '受骗', '被骗', '被诈骗', 'defrauded'],
  receivables_stuck: ['应收账款', '应收款收不回', '货款拖欠', '被拖欠货款', '账款收不回', 'receivables'],
  other: ['其他', '其它', '其他原因'],
};

const NEVER_SPELT: ReadonlySet<string> = new Set(
  ['never', '不能恢复', '无法恢复', '不会恢复', '不可恢复', '难以恢复', '永不', '不能', '无法'].map(foldChoice),
);

/** Forty years: more is a slip of the keyboard. */
const MOST_MONTHS = 480;
const MONTHS = /^(\d{1,4})(?:\.0+)?(?:个?月|months?|m)?$/;
const YEARS = /^(\d{1,3})(?:\.0+)?(?:年|years?|y)$/;
const MONTHS_A_YEAR = 12;

/** The answer as the question's kind has it, NaN where nothing was answered, undefined where it is no answer to it. */
export function readAnswer(question: SurveyQuestion, cell: string): number | undefined {
  const folded = foldChoice(cell);
  if (NO_ANSWER.has(folded)) return Number.NaN;
  switch (question.kind) {
    case 'yes_no':
      return YES.has(folded) ? 1 : NO.has(folded) ? 0 : undefined;
    case 'choice':
      return choicesOf(question).get(folded);
    case 'months':
      return NEVER_SPELT.has(folded) ? NEVER : readMonths(cell);
  }
}

/** A minus counts here, unlike in words. */
function readMonths(cell: string): number | undefined {
  const text = cell.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const years = YEARS.exec(text);
  const months = years === null ? MONTHS.exec(text) : null;
  const count = Number(years?.[1] ?? Number.NaN) * MONTHS_A_YEAR;
  const value = months === null ? count : Number(months[1]);
  return value <= MOST_MONTHS ? value : undefined;
}

/** The spelling nearest to what stands in the cell, where one is near. */
export function nearestAnswer(question: SurveyQuestion, cell: string): string | undefined {
  switch (question.kind) {
    case 'yes_no':
      return undefined;
    case 'choice':
      return closestName(cell.trim(), spellingsOf(question));
    case 'months':
      return closestName(cell.trim(), ['never', '不能恢复']);
  }
}

/** What a `choice` takes, in both languages. */
export function spellingsOf({ choices }: SurveyQuestion): string[] {
  return choices.flatMap(({ id, title }) => [id, title.zh]);
}

const CHOICES = new Map<string, ReadonlyMap<string, number>>();

function choicesOf(question: SurveyQuestion): ReadonlyMap<string, number> {
  let known = CHOICES.get(question.id);
  if (known === undefined) {
    const codes = new Map<string, number>();
    question.choices.forEach(({ id, title }, code) => {
      const further = question.id === 'hardship' ? FURTHER_HARDSHIPS[HARDSHIPS[code]!.id] : [];
      for (const spelling of [id, title.en, title.zh, ...further]) codes.set(foldChoice(spelling), code);
    });
    known = codes;
    CHOICES.set(question.id, known);
  }
  return known;
}
