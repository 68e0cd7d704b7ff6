/** What stands behind the next step of a borrower, for a reader and for machines: see `triage/explain-guidance.ts`. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { ConductFinding, ConductFindingKind } from '../domain/conduct.js';
import type { Language } from '../domain/language.js';
import { EVENT_KINDS, HOLDS, NO_HOLD } from '../domain/loan.js';
import { UNMASKED } from '../domain/masking-rules.js';
import type { WorkFlag } from '../domain/work.js';
import { heldEvents } from '../portfolio/bring-in.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { gatherLoanText } from '../read/loan-text.js';
import type { Guidance } from '../triage/explain-guidance.js';
import { wordsIn } from '../write/words.js';
import { withoutControls } from '../write/wrap-text.js';
import type { OpenBook } from './open-book.js';

const FINDINGS: Readonly<Record<ConductFindingKind, Readonly<Record<Language, string>>>> = {
  'quiet-hours': { en: 'contact in the quiet hours', zh: '在禁止时段联系' },
  'too-many-calls': { en: 'more conversations in a day than allowed', zh: '当日有效通话超过次数' },
  'too-many-attempts': { en: 'more unanswered attempts in a day than fitting', zh: '当日未接通尝试超过次数' },
  'unlisted-party': { en: 'contact with somebody who is no party of the loans', zh: '联系了与债务无关的人' },
};

/** A care note with the loan that carries it. */
export interface CareNote {
  readonly loanId: string;
  readonly text: string;
}

/** Names of the borrower, given by loan, and of everybody else who is a party of these loans. */
export function namesOfCase(
  { partiesOfLoan }: Portfolio,
  loans: Int32Array,
  borrowerName: (at: number) => string,
): string[] {
  return [
    ...Array.from(loans, (_, at) => borrowerName(at)),
    ...Array.from(loans).flatMap((loan) => partiesOfLoan.get(loan)?.map(({ name }) => name) ?? []),
  ];
}

/** The care notes on all loans of a borrower: they are for whoever speaks to the borrower. */
export function careNotesOf({ loansTable, masking, portfolio }: OpenBook, borrower: number): readonly CareNote[] {
  const own = portfolio.loansByBorrower
    .subarray(portfolio.borrowerStart[borrower]!, portfolio.borrowerStart[borrower + 1]!)
    .filter((loan) => portfolio.loans.careNote[loan] === 1);
  if (own.length === 0) return [];
  const texts = gatherLoanText(loansTable, portfolio, own, ['care_note', 'borrower_name'], UNMASKED);
  const mask = masking.of(
    'care_note',
    namesOfCase(portfolio, own, (at) => texts.text(at, 'borrower_name')),
  );
  return Array.from(own, (loan, at) => ({
    loanId: textOf(portfolio.loanIds, loan),
    text: mask(texts.text(at, 'care_note')),
  }));
}

/** The hold, and then each emergency with its day and whether it was dealt with. */
export function alarmTexts(open: OpenBook, { emergencies, hold }: Guidance): string[] {
  const language = open.listLanguage;
  const say = (en: string, zh: string) => (language === 'zh' ? zh : en);
  const { flags } = wordsIn(language);
  const texts =
    hold > NO_HOLD ? [`${say('Hold: ', '停止催收：')}${flags[`hold:${HOLDS[hold - 1]!}` as WorkFlag]}`] : [];
  for (const { emergency, knownOn, isDone } of emergencies) {
    const done = isDone ? say(', dealt with', '，已处理') : '';
    texts.push(
      `${say('Emergency: ', '应急事件：')}${flags[flagOf(emergency)]}${say(` (${formatIsoDate(knownOn)})`, `（${formatIsoDate(knownOn)}）`)}${done}`,
    );
  }
  return texts;
}

/** What is left of today's limits, and the limits that always hold. */
export function conductTexts(open: OpenBook, { contacts, limits }: Guidance): string[] {
  const say = (en: string, zh: string) => (open.listLanguage === 'zh' ? zh : en);
  const used = (count: number, left: number) => (Number.isNaN(left) ? `${count}` : `${count}/${count + left}`);
  const texts = [
    `${say('today: conversations', '今日：有效通话')} ${used(contacts.effectiveCalls, contacts.callsLeft)}${say(', ', '，')}${say('unanswered attempts', '未接通尝试')} ${used(contacts.unansweredAttempts, contacts.attemptsLeft)}${contacts.isStopped ? say('; no contact: a hold or a complaint stands', '；不得联系：存在停止催收事由或未结投诉') : ''}`,
  ];
  if (limits?.quietHours) {
    const { from, until } = limits.quietHours;
    const [begins, ends] = [timeOf(from), timeOf(until)];
    texts.push(
      say(
        `no contact from ${begins} to ${ends} unless the borrower agreed`,
        `未经债务人同意，${begins}至次日${ends}不得联系`,
      ),
    );
  }
  if (limits !== undefined && limits.visitStaff > 1) {
    texts.push(say(`a visit takes ${limits.visitStaff} people at least`, `上门须不少于 ${limits.visitStaff} 人`));
  }
  texts.push(
    say(
      'only the borrower, co-borrowers, guarantors and representatives; no word of the debt to others',
      '只联系借款人、共同借款人、担保人及其代理人，不得向他人透露债务',
    ),
  );
  return texts;
}

/** What the log shows to have broken a limit. */
export function findingTexts(open: OpenBook, { findings }: Guidance): string[] {
  return findings.map((finding) => findingText(open, finding, open.listLanguage));
}

export function guidanceLines(open: OpenBook, guidance: Guidance, careNotes: readonly CareNote[]): string[] {
  const language = open.listLanguage;
  const say = (en: string, zh: string) => (language === 'zh' ? zh : en);
  const { moves, stage } = guidance;
  const lines = [
    ...alarmTexts(open, guidance),
    say('Conduct', '催收行为'),
    ...conductTexts(open, guidance).map((text) => `  ${text}`),
    ...findingTexts(open, guidance).map((text) => `  ! ${text}`),
  ];
  for (const { loanId, text } of careNotes) {
    lines.push(
      `  ${say(`care note (${withoutControls(loanId)}): `, `关怀备注（${withoutControls(loanId)}）：`)}${withoutControls(text)}`,
    );
  }
  lines.push('');
  if (stage !== null && moves.length > 0) {
    lines.push(say(`Playbook (${stage.title.en})`, `清收招式（${stage.title.zh}）`));
    for (const { lawfulForm, offeredAs } of moves) {
      lines.push(`  ${offeredAs[language]}${say(': ', '：')}${lawfulForm![language]}`);
    }
    lines.push('');
  }
  return lines;
}

function flagOf(emergency: Guidance['emergencies'][number]['emergency']): WorkFlag {
  return emergency === 'asset-transfer' || emergency === 'fraud-suspected' ? emergency : `emergency:${emergency}`;
}

function findingText(open: OpenBook, { event, kind, minuteOfDay, on }: ConductFinding, language: Language): string {
  const events = heldEvents(open.portfolio)!;
  const time = minuteOfDay > 0 ? ` ${timeOf(minuteOfDay)}` : '';
  const place = `${open.places['events'] ?? 'events'}:${events.line[event]!}`;
  const what = `${wordsIn(language).values[EVENT_KINDS[events.kind[event]! - 1]!]} ${formatIsoDate(on)}${time}`;
  return language === 'zh' ? `${FINDINGS[kind].zh}：${what}（${place}）` : `${FINDINGS[kind].en}: ${what} (${place})`;
}

function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const number = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

/** With contract names. */
export function guidanceJson(open: OpenBook, guidance: Guidance, careNotes: readonly CareNote[]) {
  const { contacts, emergencies, findings, hold, limits, moves, stage } = guidance;
  const events = heldEvents(open.portfolio);
  return {
    hold: hold > NO_HOLD ? HOLDS[hold - 1]! : null,
    emergencies: emergencies.map(({ emergency, knownOn, isDone }) => ({
      flag: flagOf(emergency),
      known_on: formatIsoDate(knownOn),
      dealt_with: isDone,
    })),
    conduct: {
      effective_calls_today: contacts.effectiveCalls,
      effective_calls_left: number(contacts.callsLeft),
      unanswered_attempts_today: contacts.unansweredAttempts,
      unanswered_attempts_left: number(contacts.attemptsLeft),
      stopped: contacts.isStopped,
      quiet_hours: limits?.quietHours
        ? { from: timeOf(limits.quietHours.from), until: timeOf(limits.quietHours.until) }
        : null,
      visit_staff: number(limits?.visitStaff),
      findings: findings.map(({ event, kind, minuteOfDay, on }) => ({
        finding: kind,
        event: EVENT_KINDS[events!.kind[event]! - 1]!,
        on: formatIsoDate(on),
        at: minuteOfDay > 0 ? timeOf(minuteOfDay) : null,
        line: events!.line[event]!,
      })),
    },
    care_notes: careNotes.map(({ loanId, text }) => ({ loan_id: loanId, text })),
    stage: stage?.id ?? null,
    moves: moves.map(({ id, lawfulForm, offeredAs, source }) => ({
      move: id,
      title: offeredAs[open.listLanguage],
      lawful_form: lawfulForm![open.listLanguage],
      source,
    })),
  };
}
