/** A policy as text for people: what `arrears policy show` prints. */
import { type Axis, BORROWER_SUBTYPES, BORROWER_TYPES } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { formatRatePercent } from '../domain/money.js';
import type { CalendarStep, Treatment } from '../domain/work.js';
import { describeCondition } from './describe-condition.js';
import type { Policy } from './policy.js';

type Pair = readonly [label: string, value: string];

/** The whole policy, in sections, ending in a line feed. Never masks: a pack holds no borrower's data. */
export function formatPolicy(policy: Policy, language: Language): string {
  const title = TITLES[language];
  const sections: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [title.pack, pairs(packOf(policy, language))],
    [`${title.ageing} ${policy.ageing.id}`, bucketsOf(policy, language)],
    [title.masking, pairs(Object.entries(policy.masking))],
    [title.conventions, pairs(conventionsOf(policy))],
    [title.limitation, pairs(limitationOf(policy))],
    [title.reconciliation, pairs(reconciliationOf(policy))],
    [title.columns, columnsOf(policy, title.none)],
    [title.typing, pairs(typingOf(policy))],
    [title.willingness, rulesOf(policy, 'willingness', language)],
    [title.ability, rulesOf(policy, 'ability', language)],
    [title.treatments, treatmentsOf(policy, language)],
    [title.calendar, calendarOf(policy, language)],
    [title.playbook, playbookOf(policy, language)],
    [title.conduct, pairs(conductOf(policy))],
    [title.dossier, dossierOf(policy, language)],
    [title.priority, priorityOf(policy)],
    [title.notice, pairs(noticeOf(policy, language))],
  ];
  return sections.map(([heading, lines]) => [heading, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
}

const TITLES = {
  en: {
    pack: 'Policy',
    ageing: 'Ageing schedule in use:',
    masking: 'Masking of personal data',
    conventions: 'Conventions',
    limitation: 'Limitation',
    reconciliation: "Reconciliation with the bank's figures",
    columns: 'Column titles',
    typing: 'Typing',
    willingness: 'Evidence of willingness',
    ability: 'Evidence of ability',
    treatments: 'Treatment by type',
    calendar: 'Escalation calendar',
    variant: 'calendar',
    emergencies: 'Emergencies, before any other step:',
    playbook: 'Playbook',
    conduct: 'Conduct',
    dossier: 'Dossier',
    findOut: 'To find out before contact, unless the files hold it:',
    assetClues: 'Asset clues:',
    priority: 'Priority',
    notice: 'Letters',
    none: 'only the usual ones',
    unfilled: 'still to be filled in',
    days: 'days past due',
  },
  zh: {
    pack: '策略包',
    ageing: '账龄分段：',
    masking: '个人信息脱敏',
    conventions: '计算口径',
    limitation: '诉讼时效',
    reconciliation: '与银行系统对账',
    columns: '列名映射',
    typing: '归类口径',
    willingness: '还款意愿证据',
    ability: '还款能力证据',
    treatments: '分类处置',
    calendar: '催收进程',
    variant: '催收进程',
    emergencies: '应急事件，先于其他步骤：',
    playbook: '清收招式',
    conduct: '催收行为',
    dossier: '催前档案',
    findOut: '联系前须掌握（文件未载的须查明）：',
    assetClues: '财产线索：',
    priority: '工作优先级',
    notice: '催收函件',
    none: '仅用通用列名',
    unfilled: '尚待填写',
    days: '逾期天数',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Labels padded to one width; they are setting names, so each letter is one column wide. */
function pairs(rows: readonly Pair[]): readonly string[] {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}

function packOf(policy: Policy, language: Language): readonly Pair[] {
  return [
    ['name', policy.name],
    ['version', policy.version],
    ['sha256', policy.hash],
    ['time_zone', policy.timeZone],
    ['currency', policy.currency],
    ['list_language', policy.listLanguage],
    ['ageing_schedules', policy.ageingSchedules.map(({ id }) => id).join(language === 'zh' ? '、' : ', ')],
  ];
}

function daysOf(from: number, to: number): string {
  if (to === Number.POSITIVE_INFINITY) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}

function bucketsOf({ ageing }: Policy, language: Language): readonly string[] {
  const codeWidth = Math.max(...ageing.buckets.map(({ code }) => code.length));
  return ageing.buckets.map(({ code, fromDpd, toDpd, title }) => {
    return `${code.padEnd(codeWidth)}  ${daysOf(fromDpd, toDpd).padStart(9)}  ${title[language]}`;
  });
}

function conventionsOf({ conventions }: Policy): readonly Pair[] {
  const { periodInterest, penaltyMarkupWhenBlank: markup } = conventions;
  return [
    ['first_day_past_due', conventions.firstDayPastDue],
    ['day_count_basis', String(conventions.dayCountBasis)],
    ['period_interest.equal_instalment', periodInterest.equalInstalment],
    ['period_interest.equal_principal', periodInterest.equalPrincipal],
    ['period_interest.interest_only', periodInterest.interestOnly],
    ['period_interest.bullet', periodInterest.bullet],
    ['waterfall', conventions.waterfall.join(' → ')],
    ['card_waterfall_when_late', conventions.cardWaterfallWhenLate.join(' → ')],
    ['compound_on_unpaid_interest', conventions.compoundOnUnpaidInterest ? 'yes' : 'no'],
    ['period_when_blank', conventions.periodWhenBlank],
    ['penalty_markup_percent_when_blank', Number.isNaN(markup) ? 'unknown' : formatRatePercent(markup)],
  ];
}

function limitationOf({ limitation }: Policy): readonly Pair[] {
  return [
    ['expiring_within_days', String(limitation.expiringWithinDays)],
    ['payment_without_channel', limitation.paymentWithoutChannel],
    ['reading', limitation.reading],
    ['lender', limitation.lender],
    ['debit_basis', limitation.debitBasis],
  ];
}

function reconciliationOf({ source }: Policy): readonly Pair[] {
  return Object.entries(source.settings.reconciliation).map(([setting, value]) => [setting, String(value)] as const);
}

function columnsOf({ mappings }: Policy, none: string): readonly string[] {
  const lines: string[] = [];
  for (const [table, { titles, dateOrder }] of Object.entries(mappings)) {
    for (const [title, column] of Object.entries(titles)) lines.push(`${table}: ${title} → ${column}`);
    for (const [column, order] of Object.entries(dateOrder)) lines.push(`${table}: ${column} ${order}`);
  }
  return lines.length === 0 ? [none] : lines;
}

function typingOf({ typing, source }: Policy): readonly Pair[] {
  const haircuts = Object.entries(source.settings.typing.collateral_haircuts);
  return [
    ['decisive_balance', String(typing.decisiveBalance)],
    ['least_part_payments_fen', String(typing.leastPartPayments)],
    ['survey_valid_days', String(typing.surveyValidDays)],
    ['survey_sheet_borrowers', String(typing.surveySheetBorrowers)],
    ['recovery_horizon_months', String(typing.recoveryHorizonMonths)],
    ['collateral_haircuts', haircuts.map(([security, share]) => `${security} ${share}`).join(', ')],
  ];
}

function rulesOf(policy: Policy, axis: Axis, language: Language): readonly string[] {
  const lines: string[] = [];
  for (const rule of policy.source.settings.evidence) {
    if (rule.axis !== axis) continue;
    const weight = `${rule.says === 'for' ? '+' : '-'}${rule.weight}`;
    lines.push(`${weight.padStart(4)}  ${rule.id}: ${rule.title[language]}`);
    lines.push(`      ${describeCondition(rule.when, language)}  [${rule.source}]`);
  }
  return lines;
}

function treatmentsOf(policy: Policy, language: Language): readonly string[] {
  const told = (id: string, { title, handling, source, tracesAssets }: Treatment): readonly string[] => [
    `${id}: ${title[language]}${traced(tracesAssets)}  [${source}]`,
    ...handling.map((step) => `  - ${step[language]}`),
  ];
  return [
    ...policy.treatments.flatMap((treatment, type) => told(BORROWER_TYPES[type]!, treatment)),
    ...policy.subtypeTreatments.flatMap((treatment, subtype) =>
      treatment === null ? [] : told(BORROWER_SUBTYPES[subtype]!, treatment),
    ),
  ];
}

function calendarOf(policy: Policy, language: Language): readonly string[] {
  const { calendar, calendars, calendarByProduct } = policy;
  const words = TITLES[language];
  const stepLine = (
    when: string,
    { id, title, who, doneBy, letters, source, tracesAssets }: CalendarStep,
  ): readonly string[] => [
    `${when.padStart(9)}  ${id}: ${title[language]} – ${who[language]}`,
    `           done_by: ${doneBy.length === 0 ? '–' : doneBy.join(', ')}${letters.length === 0 ? '' : `; letter: ${letters.join(', ')}`}${traced(tracesAssets)}  [${source}]`,
  ];
  const { emergencies, holdSteps, whenPositionUnknown } = calendar;
  const special = [...holdSteps.filter((step) => step !== null), whenPositionUnknown];
  return [
    `use                  ${calendar.id}`,
    ...[...calendarByProduct].map(([product, { id }]) => `by_product           ${product} → ${id}`),
    `make_up_within_days  ${calendar.makeUpWithinDays}`,
    ...calendars.flatMap(({ id, steps }) => [
      `${words.variant} ${id}, ${words.days}:`,
      ...steps.flatMap((step) => stepLine(daysOf(step.fromDpd, step.toDpd), step)),
    ]),
    ...special.map(({ id, title, who }) => `${''.padStart(9)}  ${id}: ${title[language]} – ${who[language]}`),
    words.emergencies,
    `disappeared_after_days ${emergencies.disappearedAfterDays}, agreement_silent_days ${emergencies.agreementSilentDays}`,
    ...emergencies.terms.flatMap(({ step, withinDays }) => stepLine(`+${withinDays}`, step)),
  ];
}

function traced(tracesAssets: boolean): string {
  return tracesAssets ? '; trace_assets' : '';
}

function playbookOf({ playbook }: Policy, language: Language): readonly string[] {
  return [
    ...playbook.stages.map(({ id, fromDpd, toDpd, title, tracesAssets }) => {
      return `${id}: ${daysOf(fromDpd, toDpd)}  ${title[language]}${traced(tracesAssets)}`;
    }),
    ...playbook.moves.flatMap(({ id, anyStageFor, lawfulForm, name, offeredAs, source, stages, types, whyNot }) => [
      `${id}: ${name[language]}${offeredAs[language] === name[language] ? '' : ` → ${offeredAs[language]}`}  [${source}]`,
      lawfulForm === null
        ? `  ✗ ${whyNot![language]}`
        : `  ✓ ${lawfulForm[language]}  (${namesOf(types)}; ${stages.join(', ')}${anyStage(anyStageFor, language)})`,
    ]),
  ];
}

function namesOf(types: readonly number[]): string {
  return types.map((type) => BORROWER_TYPES[type]!).join(', ');
}

function anyStage(types: readonly number[], language: Language): string {
  if (types.length === 0) return '';
  return language === 'zh' ? `；${namesOf(types)} 不限阶段` : `; ${namesOf(types)} in any stage`;
}

function conductOf({ conduct }: Policy): readonly Pair[] {
  return [
    ['apply_to', conduct.applyTo],
    ['complaint_stands_days', String(conduct.complaintStandsDays)],
  ];
}

function dossierOf({ dossier }: Policy, language: Language): readonly string[] {
  const { rows, findOut, assetClues } = dossier;
  return [
    `rows  ${Object.entries(rows)
      .map(([table, most]) => `${table} ${most}`)
      .join(', ')}`,
    TITLES[language].findOut,
    ...findOut.map(({ id, title, heldBy, source }) => {
      return `  ${id}: ${title[language]}${heldBy.length === 0 ? '' : ` (${heldBy.join(', ')})`}  [${source}]`;
    }),
    TITLES[language].assetClues,
    ...assetClues.flatMap(({ id, title, words, shownBy, look, source }) => [
      `  ${id}: ${title[language]} – ${look[language]}  [${source}]`,
      `    ${[...words, ...shownBy].join(', ') || '–'}`,
    ]),
  ];
}

function priorityOf({ priority, ageing }: Policy): readonly string[] {
  const typeWidth = Math.max(...BORROWER_TYPES.map((type) => type.length));
  const cell = (text: string): string => text.padStart(8);
  return [
    `rights_at_risk_within_days  ${priority.rightsAtRiskWithinDays}`,
    `broken_promise_counts_days  ${priority.brokenPromiseCountsDays}`,
    `${'recovery'.padEnd(typeWidth)}${ageing.buckets.map(({ code }) => cell(code)).join('')}`,
    ...priority.recovery.rates.map((rates, type) => {
      return `${BORROWER_TYPES[type]!.padEnd(typeWidth)}${rates.map((rate) => cell(rate.toFixed(2))).join('')}`;
    }),
  ];
}

function noticeOf({ notice }: Policy, language: Language): readonly Pair[] {
  return [
    ['lender', notice.lender],
    ['branch', notice.branch],
    ['account_name', notice.accountName],
    ['account_number', notice.accountNumber],
    ['account_bank', notice.accountBank],
    ['contact', notice.contact],
    ['phone', notice.phone],
    ['due_within_days', String(notice.dueWithinDays)],
    ['enquiries', notice.enquiries],
    ['law_firm', notice.lawFirm],
    ['lawyer', notice.lawyer],
    ['language', notice.language],
    ['address_required', notice.isAddressRequired ? 'yes' : 'no'],
    ['remind_within_days', String(notice.remindWithinDays)],
    ...Object.entries(notice.channels).map(([kind, channel]) => [`channel.${kind}`, channel] as const),
    ...Object.entries(notice.minimumGaps).map(
      ([kind, { days, after }]) =>
        [`minimum_gap.${kind}`, `${days}${after.length === 0 ? '' : ` after ${after.join(', ')}`}`] as const,
    ),
    ['forbidden_words', notice.forbiddenWords.join(language === 'zh' ? '、' : ', ')],
    ...(notice.unfilled.length === 0 ? [] : [[TITLES[language].unfilled, notice.unfilled.join(', ')] as const]),
  ];
}
