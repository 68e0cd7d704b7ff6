/** What was said and done so far: promises and what became of them, the log, refusals, reasons and what contradicts them. */
import { type EpochDay, formatIsoDate } from '../../domain/civil-date.js';
import { EVENT_KINDS, EVIDENCE_GRADES, type EventKind, NO_PARTY } from '../../domain/loan.js';
import { HARDSHIPS, QUESTION_COUNT, QUESTION_SLOT } from '../../domain/survey.js';
import { heldEvents } from '../../portfolio/bring-in.js';
import { textOf } from '../../portfolio/id-table.js';
import { PROCEEDINGS } from '../../triage/explain-borrower.js';
import { type PageColumn, type PageItem, type PageSection, pageList, pageTable } from '../../write/page.js';
import { wordsIn } from '../../write/words.js';
import { roleInWords } from './codes-in-words.js';
import type { Dossier } from './dossier.js';

export function contactSection(dossier: Dossier): PageSection {
  const { explanation, language, open, say } = dossier;
  const title = say('What was said and done', '联系与催收记录');
  const reasons = pageList(
    'reasons',
    say('reasons for not paying', '不还款的理由'),
    reasonItems(dossier),
    say('none on record', '无记载'),
  );
  if (explanation.events === null) {
    const note = say('no events file was given: nothing is known of contacts', '未提供事件文件：联系情况不详');
    return { name: 'contacts', title, note, isUrgent: false, blocks: [reasons] };
  }
  const latest = [...explanation.events].reverse();
  const { contacts: most } = open.terms.policy.dossier.rows;
  const legal = latest.filter((event) => PROCEEDINGS.includes(kindOf(dossier, event)));
  const other = latest.filter((event) => !PROCEEDINGS.includes(kindOf(dossier, event)));
  const columns = eventColumns(dossier);
  return {
    name: 'contacts',
    title,
    note: '',
    isUrgent: false,
    blocks: [
      pageTable(
        'promises',
        say('promises', '还款承诺'),
        promiseColumns(dossier),
        [...(explanation.promises?.judged ?? [])].reverse(),
        language,
        say('no promise with a day is on record', '没有注明日期的承诺记录'),
      ),
      reasons,
      pageTable(
        'log',
        countedTitle(dossier, say('last contacts and events', '最近联系及事件'), other.length, most),
        columns,
        other.slice(0, most),
        language,
        say('none on record', '无记录'),
        true,
      ),
      ...(legal.length === 0
        ? []
        : [
            pageTable(
              'proceedings',
              countedTitle(dossier, say('legal steps', '法律程序'), legal.length, most),
              columns,
              legal.slice(0, most),
              language,
              '',
              true,
            ),
          ]),
    ],
  };
}

function countedTitle({ say }: Dossier, title: string, count: number, most: number): string {
  const shown = Math.min(count, most);
  return say(`${title} (${shown} of ${count})`, `${title}（${shown}/${count}）`);
}

function kindOf({ open }: Dossier, event: number): EventKind {
  return EVENT_KINDS[heldEvents(open.portfolio)!.kind[event]! - 1]!;
}

interface JudgedRow {
  readonly event: number;
  readonly promisedFor: EpochDay;
  readonly state: 'pending' | 'due' | 'kept' | 'broken';
}

const PROMISE_STATES = {
  pending: { en: 'pending', zh: '未到期' },
  due: { en: 'due now', zh: '即将到期' },
  kept: { en: 'kept', zh: '已履行' },
  broken: { en: 'broken', zh: '未履行' },
} as const;

function promiseColumns({ language, open, placeOf }: Dossier): PageColumn<JudgedRow>[] {
  const events = heldEvents(open.portfolio)!;
  return [
    { name: 'made_on', zh: '承诺日', en: 'made on', kind: 'day', of: ({ event }) => events.happenedOn[event]! },
    { name: 'promised_for', zh: '承诺还款日', en: 'for', kind: 'day', of: ({ promisedFor }) => promisedFor },
    { name: 'amount', zh: '承诺金额', en: 'amount', kind: 'fen', of: ({ event }) => events.amount[event]! },
    { name: 'state', zh: '结果', en: 'state', kind: 'text', of: ({ state }) => PROMISE_STATES[state][language] },
    { name: 'place', zh: '来源', en: 'from', kind: 'text', of: ({ event }) => placeOf('events', events.line[event]!) },
  ];
}

function eventColumns(dossier: Dossier): PageColumn<number>[] {
  const { eventText, language, open, placeOf, say } = dossier;
  const events = heldEvents(open.portfolio)!;
  const { values } = wordsIn(language);
  const when = (event: number): string => {
    const minutes = events.minuteOfDay[event]!;
    const two = (value: number) => String(value).padStart(2, '0');
    const time = minutes === 0 ? '' : ` ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${formatIsoDate(events.happenedOn[event]!)}${time}`;
  };
  const said = (event: number): string => {
    const texts = [eventText(event, 'result'), eventText(event, 'note')];
    return texts.filter((text) => text !== '').join(say('; ', '；'));
  };
  const evidence = (event: number): string => {
    const grade = EVIDENCE_GRADES[events.evidence[event]! - 1];
    return grade === undefined ? '' : values[grade];
  };
  return [
    { name: 'happened_at', zh: '时间', en: 'when', kind: 'text', of: when },
    { name: 'kind', zh: '事件', en: 'what', kind: 'text', of: (event) => values[kindOf(dossier, event)] },
    { name: 'whom', zh: '对象', en: 'whom', kind: 'text', of: (event) => whomOf(dossier, event) },
    { name: 'said', zh: '结果及备注', en: 'result and note', kind: 'text', of: said },
    { name: 'evidence', zh: '证据', en: 'evidence', kind: 'text', of: evidence },
    { name: 'actor', zh: '经办', en: 'by', kind: 'text', of: (event) => eventText(event, 'actor') },
    { name: 'place', zh: '来源', en: 'from', kind: 'text', of: (event) => placeOf('events', events.line[event]!) },
  ];
}

/** The borrower, a party of its loans by role and masked name, or somebody who is not listed. */
function whomOf({ explanation, language, maskParty, open, say }: Dossier, event: number): string {
  const { parties, partiesOfLoan, partyIds } = open.portfolio;
  const code = heldEvents(open.portfolio)!.party[event]!;
  if (code === NO_PARTY) return say('borrower', '借款人');
  const listed = explanation.loans
    .flatMap(({ loan }) => partiesOfLoan.get(loan) ?? [])
    .find((party) => party.code === code);
  if (listed !== undefined) return `${roleInWords(listed.role, language)} ${maskParty.name(listed.name)}`.trim();
  const id = textOf(partyIds, code);
  return parties === null ? id : say(`${id}: not among the parties`, `${id}：不在关系人之列`);
}

/** Refusals, objections and what the survey says of the reason, with the rows that they come from. */
function reasonItems(dossier: Dossier): PageItem[] {
  const { explanation, language, open, placeOf, say } = dossier;
  const { values } = wordsIn(language);
  const items: PageItem[] = [];
  for (const event of explanation.events ?? []) {
    const kind = kindOf(dossier, event);
    if (kind !== 'refusal' && kind !== 'dispute' && kind !== 'complaint') continue;
    const { happenedOn, line } = heldEvents(open.portfolio)!;
    const said = [dossier.eventText(event, 'result'), dossier.eventText(event, 'note')].filter((text) => text !== '');
    const text = `${formatIsoDate(happenedOn[event]!)} ${values[kind]}${said.length === 0 ? '' : `${say(': ', '：')}${said.join(say('; ', '；'))}`}`;
    items.push({ mark: 'against', text, places: [placeOf('events', line[event]!)] });
  }
  const named = answerTo(dossier, 'hardship');
  if (named !== null) {
    const hardship = HARDSHIPS[named.answer]!.title[language];
    items.push({ mark: 'plain', text: say(`survey: ${hardship}`, `调查：${hardship}`), places: [named.place] });
  }
  for (const { fact, mark, value, en, zh } of CONTRADICTIONS) {
    const answer = answerTo(dossier, fact);
    if (answer?.answer === value) items.push({ mark, text: say(en, zh), places: [answer.place] });
  }
  return items;
}

const CONTRADICTIONS = [
  { fact: 'hardship_verified', value: 1, mark: 'for', en: 'hardship verified', zh: '困难已核实' },
  { fact: 'hardship_verified', value: 0, mark: 'open', en: 'hardship not verified', zh: '困难尚未核实' },
  {
    fact: 'reason_contradicted',
    value: 1,
    mark: 'against',
    en: 'the reason is contradicted by records or by what was seen',
    zh: '理由与资料或现场情况矛盾',
  },
  {
    fact: 'reason_contradicted',
    value: 0,
    mark: 'for',
    en: 'nothing contradicts the reason',
    zh: '未发现与理由矛盾之处',
  },
  {
    fact: 'forgot_or_travelling',
    value: 1,
    mark: 'plain',
    en: 'forgotten, or missed while away',
    zh: '因遗忘或外出未还',
  },
] as const;

/** A fresh answer of the survey, with the row that gave it; null where there is none. */
export function answerTo(
  { explanation, open, placeOf }: Dossier,
  question: string,
): { readonly answer: number; readonly on: EpochDay; readonly place: string } | null {
  const { survey } = open.portfolio;
  const row = survey?.rowOfBorrower[explanation.borrower] ?? -1;
  if (survey === null || row < 0) return null;
  const at = row * QUESTION_COUNT + QUESTION_SLOT.get(question)!;
  const answer = survey.answers[at]!;
  const on = survey.answeredOn[at]!;
  const { asOf, policy } = open.terms;
  if (Number.isNaN(answer) || on > asOf || asOf - on > policy.typing.surveyValidDays) return null;
  return { answer, on, place: placeOf('survey', survey.line[at]!) };
}
