/** One option of a restructuring proposal for a reader: its terms, costs and schedule, or why it is not offered. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { MissingFact } from '../domain/determination.js';
import { formatFenGrouped } from '../domain/money.js';
import type { NewTerms } from '../domain/restructuring.js';
import type { OptionWithObservation } from '../triage/propose-restructuring.js';
import { formatTable } from '../write/terminal-table.js';
import { hung, missingLines, type Page, type Say, sentence } from './proposal-page.js';
import { optionTitle, SCHEDULE_COLUMNS, scheduleRows } from './proposal-tables.js';

/** What is missing where not one option can be worked out, each fact once. */
export function whatAllLack(options: readonly OptionWithObservation[]): readonly MissingFact[] {
  const missing = new Map<string, MissingFact>();
  for (const { proposed } of options) {
    if (proposed.kind !== 'undetermined') return [];
    for (const fact of proposed.missing) missing.set(`${fact.fact} ${fact.because}`, fact);
  }
  return [...missing.values()];
}

export function optionLines(
  { proposed, observedUntil }: OptionWithObservation,
  ableOn: EpochDay,
  page: Page,
): string[] {
  const { say, language, width } = page;
  const lines = [`  ${say('Option: ', '方案：')}${optionTitle(proposed, language)}`];
  if (proposed.kind === 'refused') {
    lines.push(...hung(`    ${say('not offered: ', '不提供：')}`, sentence(proposed.because, page), page));
    return lines;
  }
  if (proposed.kind === 'undetermined') {
    lines.push(`    ${say('undetermined', '无法测算')}`);
    for (const missing of proposed.missing) lines.push(...missingLines(missing, page));
    return lines;
  }
  const { terms } = proposed;
  for (const text of [...termsTexts(terms, say), ...fitTexts(terms, ableOn, page)])
    lines.push(...hung('    ', text, page));
  if (observedUntil !== NO_DAY) {
    const on = formatIsoDate(observedUntil);
    lines.push(...hung('    ', say(`observed until ${on} at least`, `重组观察期至少到 ${on}`), page));
  }
  const table = formatTable(SCHEDULE_COLUMNS, scheduleRows(terms, language), { language, width, most: 1000 });
  lines.push(table.trimEnd());
  return lines;
}

function termsTexts(terms: NewTerms, say: Say): string[] {
  const amount = formatFenGrouped;
  const waived = terms.waivedInterest + terms.waivedPenalty + terms.waivedCompound;
  const ends = formatIsoDate(terms.maturesOn);
  const latest = formatIsoDate(terms.latestMaturityOn);
  const texts = [
    terms.extendedMonths === 0
      ? say(`ends ${ends}, within the agreed term`, `到期日 ${ends}，不超过原期限`)
      : say(
          `ends ${ends}, ${terms.extendedMonths} months later than agreed (limit ${latest})`,
          `到期日 ${ends}，展期 ${terms.extendedMonths} 个月（上限 ${latest}）`,
        ),
    say(
      `instalment: ${amount(terms.instalmentBefore)} as agreed; ${amount(terms.instalmentInGrace)} at most until ability returns; then ${amount(terms.instalmentAfter)}, at most ${amount(terms.greatestInstalment)}`,
      `每期还款：原 ${amount(terms.instalmentBefore)}；恢复能力前最多 ${amount(terms.instalmentInGrace)}；其后 ${amount(terms.instalmentAfter)}，最高 ${amount(terms.greatestInstalment)}`,
    ),
  ];
  if (waived > 0) {
    texts.push(
      say(
        `waived: ${amount(waived)} (interest ${amount(terms.waivedInterest)}, penalty ${amount(terms.waivedPenalty)}, compound ${amount(terms.waivedCompound)})`,
        `减免：${amount(waived)}（利息 ${amount(terms.waivedInterest)}，罚息 ${amount(terms.waivedPenalty)}，复利 ${amount(terms.waivedCompound)}）`,
      ),
    );
  }
  texts.push(
    say(
      `deferred without interest: ${amount(terms.deferred)} of arrears; on signing: ${amount(terms.downPayment)}`,
      `缓收（不计息）：欠息等 ${amount(terms.deferred)}；签约时先付：${amount(terms.downPayment)}`,
    ),
    say(
      `cost: ${amount(terms.cost)} at present value (worth ${amount(terms.presentValue)} today at the contract rate); receipts ${change(terms.changeOfReceipts, say)} against the terms in force`,
      `成本（现值）：${amount(terms.cost)}（按合同利率折现，今值 ${amount(terms.presentValue)}）；总收回较原合同${change(terms.changeOfReceipts, say)}`,
    ),
  );
  return texts;
}

function fitTexts(terms: NewTerms, ableOn: EpochDay, { say, open }: Page): string[] {
  const texts = [fitText(terms, ableOn, open.terms.asOf, say)];
  const above = terms.greatestInstalment - terms.instalmentBefore;
  if (above > 0) {
    const more = formatFenGrouped(above);
    texts.push(
      say(
        `mind: the greatest instalment is ${more} above the agreed one; income must carry it`,
        `注意：最高一期比原每期多 ${more}，须确认恢复后的收入足以承担`,
      ),
    );
  }
  return texts;
}

function fitText(terms: NewTerms, ableOn: EpochDay, asOf: EpochDay, say: Say): string {
  const able = formatIsoDate(ableOn);
  const first = formatIsoDate(terms.firstFullOn);
  if (ableOn <= asOf) {
    return say(
      `why it fits: ability was to return on ${able}; the first principal on ${first}`,
      `与恢复期相配：预计 ${able} 已恢复还款能力，${first} 开始还本`,
    );
  }
  if (terms.dueUntilAble === 0) {
    return say(
      `why it fits: nothing falls due until ability returns on ${able}; the first principal on ${first}`,
      `与恢复期相配：${able} 恢复还款能力前无需还款，${first} 开始还本`,
    );
  }
  const before = formatFenGrouped(terms.dueUntilAble);
  return say(
    `why it fits: until ability returns on ${able} only ${before} falls due in all; the first principal on ${first}`,
    `与恢复期相配：${able} 恢复还款能力前合计只需还 ${before}，${first} 开始还本`,
  );
}

function change(amount: number, say: Say): string {
  const size = formatFenGrouped(Math.abs(amount));
  return amount < 0 ? say(`down by ${size}`, `减少 ${size}`) : say(`up by ${size}`, `增加 ${size}`);
}
