/** What type the borrower is and why, what to ask, and what ends when. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../../domain/civil-date.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES, TRUE, UNKNOWN } from '../../domain/evidence.js';
import { SURVEY_QUESTIONS } from '../../domain/survey.js';
import type { DeadlineRow } from '../../domain/work.js';
import { textOf } from '../../portfolio/id-table.js';
import { type PageColumn, type PageItem, type PageSection, pageList, pageRecord, pageTable } from '../../write/page.js';
import { describeMissing, wordsIn } from '../../write/words.js';
import { deadlineRow } from '../deadline-rows.js';
import { evidenceText } from '../evidence-text.js';
import { rowText } from '../fact-text.js';
import { typeInWords } from './codes-in-words.js';
import type { Dossier } from './dossier.js';

export function typeSection(dossier: Dossier): PageSection {
  const { explanation, language, say } = dossier;
  const title = say('Type of borrower, and why', '客户类型及依据');
  const { typing, balance, findings, guidance, previousType } = explanation.lead;
  if (typing === null) {
    return {
      name: 'type',
      title,
      note: say('nothing is overdue: not typed', '无逾期，不作归类'),
      isUrgent: false,
      blocks: [],
    };
  }
  const typeText = typeInWords(typing.type, language);
  const retyped = say('yes: a 2b that will not cooperate', '是：原为2b，拒绝配合');
  const record = pageRecord(
    'typing',
    '',
    [
      { name: 'borrower_type', zh: '类型', en: 'type', kind: 'text', of: () => typeText },
      {
        name: 'borrower_subtype',
        zh: '子类',
        en: 'sub-type',
        kind: 'text',
        of: () => BORROWER_SUBTYPES[typing.subtype]!,
        optional: true,
      },
      {
        name: 'retyped',
        zh: '重新归类',
        en: 'typed again',
        kind: 'text',
        of: () => (typing.retyped ? retyped : ''),
        optional: true,
      },
      {
        name: 'confidence',
        zh: '把握（0–100）',
        en: 'confidence (0–100)',
        kind: 'integer',
        of: () => typing.confidence,
      },
      {
        name: 'willingness',
        zh: '意愿（正为愿）',
        en: 'willingness (+ for)',
        kind: 'number',
        of: () => balance?.willingness ?? Number.NaN,
      },
      {
        name: 'ability',
        zh: '能力（正为能）',
        en: 'ability (+ for)',
        kind: 'number',
        of: () => balance?.ability ?? Number.NaN,
      },
      {
        name: 'previous_type',
        zh: '上期类型',
        en: 'type in the earlier run',
        kind: 'text',
        of: () => (BORROWER_TYPES[previousType] === undefined ? '' : typeInWords(previousType, language)),
        optional: true,
      },
    ],
    typing,
    language,
  );
  const reasons = findings
    .filter(({ outcome }) => outcome === TRUE)
    .map((finding): PageItem => {
      return {
        mark: finding.rule.direction > 0 ? 'for' : 'against',
        text: evidenceText(finding, language),
        places: placesOf(dossier, finding.rule.facts),
      };
    });
  const unknown = findings.filter(({ outcome }) => outcome === UNKNOWN);
  const unasked = unknown.filter(({ rule }) => !rule.facts.some((fact) => ASKED_FACTS.has(fact)));
  const missing = unasked.map(({ rule }): PageItem => ({ mark: 'open', text: rule.title[language] }));
  const waiting = unknown.length - unasked.length;
  if (waiting > 0) {
    const en = `${waiting} rules that only answers of a survey could decide`;
    missing.push({ mark: 'open', text: say(en, `${waiting} 条依据须有调查答复方能判断`) });
  }
  return {
    name: 'type',
    title,
    note: '',
    isUrgent: false,
    blocks: [
      record,
      pageList('reasons', say('what speaks', '依据'), reasons, say('nothing speaks either way', '没有可用依据')),
      pageList('missing', say('not known, so it counted neither way', '情况不明，未计入'), missing),
      pageList(
        'questions',
        guidance.contacts.isStopped
          ? say('to find out without asking, while contact is stopped', '停止接触期间，只可不经询问查明')
          : say('to ask', '待问问题'),
        questionItems(dossier),
        say('no question would change the type', '再问也不会改变归类'),
      ),
    ],
  };
}

/** Facts that only a survey tells. */
const ASKED_FACTS: ReadonlySet<string> = new Set(SURVEY_QUESTIONS.map(({ fact }) => fact));

/** Rows of a fact shown at most. */
const MOST_PLACES = 4;

function placesOf({ explanation, open }: Dossier, keys: readonly string[]): string[] {
  const names = keys.map((key) => key.split(' ', 1)[0]);
  const rows = explanation.lead.facts.filter(({ name }) => names.includes(name)).flatMap((fact) => fact.rows);
  const places = [...new Set(rows.map((row) => rowText(row, open.places)))];
  const more = places.length - MOST_PLACES;
  return more > 0 ? [...places.slice(0, MOST_PLACES), `+${more}`] : places;
}

function questionItems({ explanation, language }: Dossier): PageItem[] {
  const { asked } = explanation.survey;
  return SURVEY_QUESTIONS.flatMap(({ asks }, slot): PageItem[] => {
    return asked[slot] === 1 ? [{ mark: 'open', text: asks[language] }] : [];
  });
}

interface ClockRow extends DeadlineRow {
  readonly endsOn: EpochDay;
}

export function clockSection(dossier: Dossier): PageSection {
  const { explanation, language, open, say } = dossier;
  const rows = explanation.loans
    .flatMap(({ clocks, loan }) => {
      const loanId = textOf(open.portfolio.loanIds, loan);
      return clocks.map((clock) => deadlineRow(loanId, clock, open.terms.law));
    })
    .filter(({ status }) => status !== 'not_subject')
    .map((row): ClockRow => ({ ...row, endsOn: row.baseOn === NO_DAY ? row.conservativeOn : row.baseOn }));
  rows.sort((first, second) => order(first.endsOn) - order(second.endsOn));
  const missing = rows.flatMap(({ clock, loanId, missing: facts, partyId }) =>
    facts.map((fact): PageItem => {
      const whose = partyId === '' ? loanId : `${loanId} ${partyId}`;
      return {
        mark: 'open',
        text: `${whose} ${wordsIn(language).clocks[clock]}${say(': ', '：')}${describeMissing(fact, language)}`,
      };
    }),
  );
  return {
    name: 'clocks',
    title: say('Deadlines', '各项期限'),
    note: say(
      'estimates to act on, not legal advice; the reasoning of each date: arrears explain LOAN_ID',
      '均为估算，供安排工作之用，不构成法律意见；推算过程见 arrears explain 借据号',
    ),
    isUrgent: false,
    blocks: [
      pageTable('clocks', '', clockColumns(dossier), rows, language, say('no clock runs', '没有需要关注的期限'), true),
      pageList('missing', say('missing', '尚缺'), missing),
    ],
  };
}

/** Without a day last. */
function order(day: EpochDay): number {
  return day === NO_DAY ? Number.MAX_SAFE_INTEGER : day;
}

function clockColumns({ language }: Dossier): PageColumn<ClockRow>[] {
  const { clocks, limitationStatuses } = wordsIn(language);
  const ends = ({ baseOn, conservativeOn, favourableOn, rolledOn }: ClockRow): string => {
    if (baseOn === NO_DAY) {
      const bounds = [formatIsoDate(conservativeOn), formatIsoDate(favourableOn)];
      return bounds[0] === '' && bounds[1] === '' ? '' : bounds.join(' … ');
    }
    const rolled = formatIsoDate(rolledOn);
    const on = formatIsoDate(baseOn);
    return rolled === '' || rolled === on ? on : `${on} → ${rolled}`;
  };
  return [
    { name: 'ends_on', zh: '届满日', en: 'ends on', kind: 'text', of: ends },
    { name: 'base_on', zh: '届满日', en: 'ends on', kind: 'day', of: ({ baseOn }) => baseOn, jsonOnly: true },
    { name: 'status_code', zh: '状态码', en: 'status', kind: 'text', of: ({ status }) => status, jsonOnly: true },
    { name: 'clock', zh: '期限', en: 'clock', kind: 'text', of: ({ clock }) => clocks[clock] },
    { name: 'days_left', zh: '剩余天数', en: 'days left', kind: 'integer', of: ({ daysLeft }) => daysLeft },
    { name: 'status', zh: '状态', en: 'status', kind: 'text', of: ({ status }) => limitationStatuses[status] },
    {
      name: 'whose',
      zh: '借据及关系人',
      en: 'loan and party',
      kind: 'text',
      of: ({ loanId, partyId }) => (partyId === '' ? loanId : `${loanId} ${partyId}`),
    },
    {
      name: 'articles',
      zh: '依据',
      en: 'articles',
      kind: 'text',
      of: ({ articles }) => articles.join(language === 'zh' ? '；' : '; '),
    },
  ];
}
