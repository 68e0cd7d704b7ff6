/** What must be seen before anything else, what to do next, and how contact may be made today. */
import { formatIsoDate } from '../../domain/civil-date.js';
import { TIERS, type Why } from '../../domain/work.js';
import { flagsOf } from '../../portfolio/borrower-columns.js';
import { textOf } from '../../portfolio/id-table.js';
import { type PageItem, type PageSection, pageList, pageRecord } from '../../write/page.js';
import { describeWhy, wordsIn } from '../../write/words.js';
import { alarmTexts, conductTexts, findingTexts } from '../guidance-text.js';
import type { Dossier } from './dossier.js';

/** Flags that are told in other words, or elsewhere in full. */
const TOLD_ELSEWHERE = /^(hold:|emergency:|asset-transfer|fraud-suspected|care|type-changed)/;

export function alarmSection(dossier: Dossier): PageSection {
  const { careNotes, explanation, language, open, say } = dossier;
  const { flags } = wordsIn(language);
  const warning = (text: string): PageItem => ({ mark: 'warning', text });
  const items = alarmTexts(open, explanation.lead.guidance).map(warning);
  for (const flag of flagsOf(explanation.flags)) {
    if (!TOLD_ELSEWHERE.test(flag)) items.push(warning(flags[flag]));
  }
  const why = whyOf(dossier);
  if (why?.tier === 'rights_at_risk' || why?.tier === 'promise') items.push(warning(describeWhy(why, language)));
  for (const { loanId, text } of careNotes) {
    items.push(warning(say(`care note (${loanId}): ${text}`, `关怀备注（${loanId}）：${text}`)));
  }
  const nothing =
    explanation.events === null
      ? say(
          'no hold in the loans file; without an events file nothing is known of emergencies, objections or promises',
          '借据文件无停催标志；未提供事件文件，应急事件、异议和承诺情况不详',
        )
      : say('no hold, emergency or care note in the files', '文件中未见停催事由、应急事件或关怀备注');
  return {
    name: 'first',
    title: say('Before anything else', '首先注意'),
    note: '',
    isUrgent: items.length > 0,
    blocks: [pageList('alarms', '', items, nothing)],
  };
}

/** Why the borrower stands where it stands on the list; undefined where nothing is overdue. */
export function whyOf({ explanation, open }: Dossier): Why | undefined {
  const { lead, nearestDeadlineClock, nearestDeadlineLoan, nearestDeadlineOn, promises } = explanation;
  const { nextStep, priority } = lead;
  if (priority === null || nextStep === null) return undefined;
  const { asOf } = open.terms;
  const tier = TIERS[priority.tier]!;
  switch (tier) {
    case 'rights_at_risk':
      return {
        tier,
        clock: nearestDeadlineClock,
        loanId: textOf(open.portfolio.loanIds, nearestDeadlineLoan),
        baseOn: nearestDeadlineOn,
        daysLeft: nearestDeadlineOn - asOf,
      };
    case 'promise':
      return {
        tier,
        promisedOn: promises!.latestFor,
        amount: promises!.latestAmount,
        state: promises!.latest === 'broken' ? 'broken' : 'due',
      };
    case 'step_overdue': {
      const { overdueDays } = nextStep;
      return { tier, by: asOf - overdueDays, overdueDays };
    }
    case 'expected_recovery':
      return { tier, amount: priority.score };
  }
}

export function nextStepSection(dossier: Dossier): PageSection {
  const { explanation, language, say } = dossier;
  const { guidance, nextStep, treatment } = explanation.lead;
  const why = whyOf(dossier);
  const blocks: PageSection['blocks'][number][] = [];
  if (nextStep !== null && why !== undefined) {
    const row = { nextStep, why };
    blocks.push(
      pageRecord(
        'next_step',
        '',
        [
          { name: 'id', zh: '代码', en: 'code', kind: 'text', of: () => nextStep.step.id, jsonOnly: true },
          { name: 'step', zh: '做什么', en: 'what', kind: 'text', of: () => nextStep.step.title[language] },
          { name: 'who', zh: '谁来做', en: 'who', kind: 'text', of: () => nextStep.step.who[language] },
          { name: 'by', zh: '不晚于', en: 'by', kind: 'day', of: () => nextStep.by },
          {
            name: 'overdue_days',
            zh: '已过期天数',
            en: 'days overdue',
            kind: 'integer',
            of: () => (nextStep.overdueDays > 0 ? nextStep.overdueDays : Number.NaN),
            optional: true,
          },
          { name: 'why', zh: '排序理由', en: 'why now', kind: 'text', of: () => describeWhy(why, language) },
          {
            name: 'source',
            zh: '步骤依据',
            en: 'source of the step',
            kind: 'text',
            of: () => nextStep.step.source,
            jsonOnly: true,
          },
        ],
        row,
        language,
      ),
    );
  }
  const { isStopped } = guidance.contacts;
  const handling = (isStopped ? [] : (treatment?.handling ?? [])).map(
    (step): PageItem => ({ mark: 'plain', text: step[language] }),
  );
  const title =
    treatment === null ? '' : `${say('Handling', '分类处置')}${say(': ', '：')}${treatment.title[language]}`;
  blocks.push(pageList('handling', title, handling, say('set aside while contact is stopped', '停止接触期间暂缓')));
  const offered = isStopped ? [] : guidance.moves;
  const moves = offered.map(({ lawfulForm, offeredAs }): PageItem => {
    return { mark: 'plain', text: `${offeredAs[language]}${say(': ', '：')}${lawfulForm![language]}` };
  });
  const movesJson = offered.map(({ id, lawfulForm, offeredAs, source }) => {
    return { move: id, title: offeredAs[language], lawful_form: lawfulForm![language], source };
  });
  const stage = guidance.stage === null ? '' : say(` (${guidance.stage.title.en})`, `（${guidance.stage.title.zh}）`);
  blocks.push(
    pageList(
      'moves',
      `${say('Moves that fit, in their lawful form', '可用清收招式（合法形式）')}${stage}`,
      moves,
      say('none: nobody is to be approached, or none fits', '无：须停止接触，或没有适合的招式'),
      movesJson,
    ),
  );
  return {
    name: 'next',
    title: say('Next step', '下一步'),
    note: nextStep === null ? say('nothing is overdue on any loan', '各笔借据均无逾期') : '',
    isUrgent: false,
    blocks: nextStep === null ? [] : blocks,
  };
}

export function conductSection({ explanation, open, say }: Dossier): PageSection {
  const { guidance } = explanation.lead;
  const limits = conductTexts(open, guidance).map((text): PageItem => ({ mark: 'plain', text }));
  const faults = findingTexts(open, guidance).map((text): PageItem => ({ mark: 'warning', text }));
  return {
    name: 'conduct',
    title: say('How contact may be made', '联系限制'),
    note: say(
      `limits on ${formatIsoDate(open.terms.asOf)}; no threats, no insults, no false office; record the talk`,
      `${formatIsoDate(open.terms.asOf)} 当日适用；不得威胁、辱骂、冒充公职；应如实记录沟通情况`,
    ),
    isUrgent: false,
    blocks: [
      pageList('limits', '', limits),
      pageList('findings', say('Broken before, by the log', '记录显示曾经违反'), faults),
    ],
  };
}
