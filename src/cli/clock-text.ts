/** A clock for a reader: where it stands, the steps that led there as a timeline, what is missing and what would help. */
import { formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { Reason } from '../domain/determination.js';
import type { Language } from '../domain/language.js';
import type { Law } from '../domain/law.js';
import type { DeadlineRow } from '../domain/work.js';
import { widthOf } from '../write/display-width.js';
import { describeMissing, describeReason, type RecordPlaces, wordsIn } from '../write/words.js';
import { withoutControls, wrapText } from '../write/wrap-text.js';
import { articleOf } from './deadline-rows.js';
import { plural } from './open-book.js';

/** In which words, with which names of files and with which law a clock is told. */
export interface Telling {
  readonly language: Language;
  readonly places: RecordPlaces;
  readonly law: Law;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Which of the days that a step saw is its own: that of the act, else the one from which it reckons, else its outcome. */
const DATED_BY = ['on', 'runs_from', 'due_on', 'as_of', 'base_on', 'restructured_on', 'signed_on'] as const;

const DATE_WIDTH = 'YYYY-MM-DD'.length;

/** Lines as wide as the terminal at most. None of them says more than "estimate". */
export function clockLines(row: DeadlineRow, telling: Telling): string[] {
  const { language, width } = telling;
  const say = (en: string, zh: string) => (language === 'zh' ? zh : en);
  const { clocks, limitationStatuses } = wordsIn(language);
  const whose =
    row.partyId === '' ? '' : say(` of ${withoutControls(row.partyId)}`, `（${withoutControls(row.partyId)}）`);
  const lines = [`${clocks[row.clock]}${whose}${say(': ', '：')}${limitationStatuses[row.status]}`];
  const fact = (label: string, text: string) =>
    lines.push(...indented(label.endsWith('：') ? label : `${label} `, text, width));

  if (row.baseOn !== NO_DAY) fact(say('ends on', '届满'), endText(row, say));
  const between = boundsText(row, say);
  if (between !== '') fact(say('may end', '可能届满'), between);
  for (const reason of row.because) lines.push(...stepLines(reason, telling));
  for (const missing of row.missing) fact(say('missing:', '缺少：'), describeMissing(missing, language));
  for (const improvement of row.improvements) {
    fact(say('would improve it:', '可补强：'), describeMissing(improvement, language));
  }
  if (row.articles.length > 0) fact(say('articles:', '依据：'), row.articles.join(say('; ', '；')));
  return lines;
}

type Say = (en: string, zh: string) => string;

function endText({ baseOn, rolledOn, daysLeft }: DeadlineRow, say: Say): string {
  const on = formatIsoDate(baseOn);
  const rolled = formatIsoDate(rolledOn);
  const roll =
    rolled === ''
      ? say(' (days off of that year not known)', '（该年度放假安排未知）')
      : rolled === on
        ? ''
        : say(`, rolled over days off to ${rolled}`, `，遇休假日顺延至 ${rolled}`);
  // Of a clock that binds nobody any more there is a last day, and nothing is left of it.
  if (Number.isNaN(daysLeft)) return `${on}${roll}`;
  const left =
    daysLeft < 0
      ? say(`, ${plural(-daysLeft, 'day')} ago`, `，已过 ${-daysLeft} 天`)
      : say(`, ${plural(daysLeft, 'day')} left`, `，剩余 ${daysLeft} 天`);
  return `${on}${roll}${left}`;
}

/** The span between the strictest and the kindest reading, where it is not one day that is shown already. */
function boundsText({ baseOn, conservativeOn, favourableOn }: DeadlineRow, say: Say): string {
  if (conservativeOn === favourableOn && (conservativeOn === baseOn || conservativeOn === NO_DAY)) return '';
  const from = formatIsoDate(conservativeOn);
  const to = formatIsoDate(favourableOn);
  if (from !== '' && to !== '') {
    return from === to ? from : say(`between ${from} (work to this one) and ${to}`, `${from}（以此为准）至 ${to} 之间`);
  }
  if (from === '') return say(`not before a fact is known, ${to} at the latest`, `待查明，最迟 ${to}`);
  return say(`from ${from} on (work to this one), latest day not known`, `最早 ${from}（以此为准），最迟未知`);
}

/** One step: its day, what happened and what it did, and the value of the law behind it. */
function stepLines(reason: Reason, { language, places, law, width }: Telling): string[] {
  const dated = DATED_BY.find((name) => reason.saw[name] !== undefined);
  const date = String(dated === undefined ? '' : reason.saw[dated]).padEnd(DATE_WIDTH);
  const article = reason.basis === undefined ? undefined : (articleOf(reason.basis, law) ?? reason.basis);
  const basis = article === undefined ? '' : `  [${article}]`;
  return indented(`${date}  `, `${describeReason(reason, language, places)}${basis}`, width);
}

/** `label` and then the text, its further lines under its first. */
function indented(label: string, text: string, width: number): string[] {
  const hang = 2 + widthOf(label);
  return wrapText(text, Math.max(24, width - hang)).map((line, at) =>
    at === 0 ? `  ${label}${line}` : `${' '.repeat(hang)}${line}`,
  );
}
