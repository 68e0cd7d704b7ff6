/** Answers for one case that was typed in: its clocks as a text with timelines, or as JSON. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { Lender } from '../domain/claim.js';
import type { Reading } from '../domain/clock.js';
import type { Language } from '../domain/language.js';
import type { DeadlineRow } from '../domain/work.js';
import { lawOfChina } from '../law/cn/index.js';
import { type ClockOfClaim, explainClaim } from '../triage/assess-clocks.js';
import { DEADLINES_SUBJECT, deadlineColumns } from '../write/deadlines.js';
import { languageOf } from './asked-language.js';
import { clockJson } from './clock-json.js';
import { clockLines } from './clock-text.js';
import { clockFilterOf, deadlineRow, matchesClock } from './deadline-rows.js';
import { UserError } from './exit.js';
import { openPolicy } from './open-book.js';
import type { BookOptions } from './options.js';
import { printRows } from './print-rows.js';
import { type ListFormat, type RowsForm, refuseExcelBeside } from './rows-form.js';
import { say, terminalWidth, writeResult } from './streams.js';
import { todayIn } from './today.js';
import { type CaseOptions, readTypedCase, signedWithContractReason, type TypedCase } from './typed-case.js';

/** What `arrears limitation` is asked: a book or one case, and which of the clocks. */
export interface LimitationOptions extends Partial<BookOptions>, CaseOptions, RowsForm {
  readonly policy: string;
  readonly threads: 1 | 2;
  readonly clock?: string[];
  readonly expiringWithin?: number;
  readonly lender?: Lender;
  readonly reading?: Reading;
  readonly json?: boolean;
}

/** Acts are numbered by the place of their `--event`; parties by that of their `--guarantee` or `--party`. */
const PLACES = { events: '--event', payments: '--event', parties: '--guarantee', loans: '--due' };

export async function tellTypedCase(options: LimitationOptions): Promise<void> {
  const policy = await openPolicy(options.policy);
  const language = languageOf(options.lang, process.env);
  const asOf = options.asOf ?? (await todayIn(policy.timeZone));
  const { limitation } = policy;
  const settings = {
    ...limitation,
    lender: options.lender ?? limitation.lender,
    reading: options.reading ?? limitation.reading,
  };
  const typed = readTypedCase(options, asOf);
  const law = lawOfChina;
  const filter = clockFilterOf(options);
  const rows = explainClaim(typed.facts, typed.instalments, { law, settings, asOf })
    .filter((clock) => matchesClock(clock, filter, asOf, law.businessDays))
    .map((clock) => deadlineRow('', withSigning(clock, typed), law));
  for (const given of typed.afterAsOf) {
    say(
      language === 'zh'
        ? `${given} 在 ${formatIsoDate(asOf)} 之后：不计入`
        : `${given} lies after ${formatIsoDate(asOf)}: not counted`,
    );
  }
  const form = formOf(options);
  if (form === 'json') {
    writeResult(
      `${JSON.stringify(
        rows.map((row) => clockJson(row, language, PLACES)),
        null,
        2,
      )}\n`,
    );
    return;
  }
  if (form === 'text') writeResult(caseText(rows, language, formatIsoDate(asOf)));
  else {
    const columns = deadlineColumns(language, PLACES);
    await printRows(
      columns,
      rows,
      DEADLINES_SUBJECT,
      { ...options, format: form },
      { listLanguage: language, terms: { asOf } },
    );
  }
}

/** A text with timelines unless another form was asked for. */
function formOf({ json, format, excel }: LimitationOptions): ListFormat | 'text' {
  if (json !== true) return format ?? (excel === undefined ? 'text' : 'csv');
  refuseExcelBeside('json', excel);
  if (format === undefined || format === 'json') return 'json';
  throw new UserError({
    en: `--json and --format ${format} ask for two forms.`,
    zh: `--json 与 --format ${format} 要求了两种输出格式。`,
  });
}

/** A guarantee whose own day was not typed rests on the day of the loan contract: said first. */
function withSigning(clock: ClockOfClaim, typed: TypedCase): ClockOfClaim {
  if (clock.partyId === '' || !typed.signedWithContract.has(clock.partyId)) return clock;
  const because = [signedWithContractReason(typed), ...clock.answer.because];
  return { ...clock, answer: { ...clock.answer, because } };
}

function caseText(rows: readonly DeadlineRow[], language: Language, asOf: string): string {
  const telling = { language, places: PLACES, law: lawOfChina, width: terminalWidth() };
  const title =
    language === 'zh'
      ? `截至 ${asOf} 的各项期限（估算，不构成法律意见）`
      : `Clocks as of ${asOf} (estimates, not legal advice)`;
  const none = language === 'zh' ? '没有符合条件的期限' : 'no clock matches';
  const lines = rows.flatMap((row) => [...clockLines(row, telling), '']);
  return `${[title, '', ...(rows.length === 0 ? [none, ''] : lines)].join('\n')}`;
}
