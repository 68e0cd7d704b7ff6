/** Why two policies make something else of a borrower: the rules that fired under one only, and what else differs. */
import { formatIsoDate } from '../domain/civil-date.js';
import type { EvidenceRule } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { changeBit } from '../domain/policy-change.js';
import { TIERS } from '../domain/work.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { PolicyComparison, PolicyRun } from '../triage/compare-policies.js';
import { shownScore } from './work-list-rows.js';

/** The rules that fired for one borrower, as `firedRules` gives them: a byte per rule of the policy. */
export interface FiredRules {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** Says in short sentences why the borrower at a place of the comparison changes. */
export type WhyTeller = (at: number, fired: FiredRules, changes: number, rebucketed: readonly number[]) => string[];

const TYPE_BIT = changeBit('type');
const BUCKET_BIT = changeBit('bucket');
const STEP_BIT = changeBit('step');
const RANK_BIT = changeBit('rank');

const WORDS = {
  en: {
    only: (side: string) => `${side} only: `,
    axis: { willingness: 'willingness', ability: 'ability' },
    daysPastDue: (loan: string, from: string, to: string) => `${loan}: days past due ${from} → ${to}`,
    decisive: (from: number, to: number) => `decisive balance ${from} → ${to}`,
    horizon: (from: number, to: number) => `recovery horizon ${from} → ${to} months`,
    ageing: (from: string, to: string) => `ageing schedule ${from} → ${to}`,
    sameAgeing: (id: string) => `other buckets in ageing schedule ${id}`,
    step: (from: string, to: string) => `step ${from} → ${to}`,
    stepBy: (step: string, from: string, to: string) => `step ${step} by ${from} → ${to}`,
    sameStep: (step: string) => `step ${step} in other words`,
    inArrears: (side: string) => `in arrears under ${side} only`,
    leftOut: (side: string) => `left out of list ${side} by filter or limit`,
    tier: (from: string, to: string) => `tier ${from} → ${to}`,
    score: (from: string, to: string) => `score ${from} → ${to}`,
    others: 'moved by others',
  },
  zh: {
    only: (side: string) => `仅${side}：`,
    axis: { willingness: '意愿', ability: '能力' },
    daysPastDue: (loan: string, from: string, to: string) => `${loan}：逾期天数 ${from} → ${to}`,
    decisive: (from: number, to: number) => `判定所需分值 ${from} → ${to}`,
    horizon: (from: number, to: number) => `恢复还款能力的期限 ${from} → ${to} 个月`,
    ageing: (from: string, to: string) => `账龄分段 ${from} → ${to}`,
    sameAgeing: (id: string) => `账龄分段 ${id} 的划分不同`,
    step: (from: string, to: string) => `步骤 ${from} → ${to}`,
    stepBy: (step: string, from: string, to: string) => `步骤 ${step} 期限 ${from} → ${to}`,
    sameStep: (step: string) => `步骤 ${step} 表述不同`,
    inArrears: (side: string) => `仅按${side}逾期`,
    leftOut: (side: string) => `因筛选或限额未列入清单${side}`,
    tier: (from: string, to: string) => `层级 ${from} → ${to}`,
    score: (from: string, to: string) => `得分 ${from} → ${to}`,
    others: '因其他客户变动',
  },
} as const;

export function whyTeller(
  portfolio: Portfolio,
  a: PolicyRun,
  b: PolicyRun,
  { borrowers, rankA, rankB }: PolicyComparison,
  language: Language,
): WhyTeller {
  const words = WORDS[language];
  const tellRules = ruleTeller(a.policy.typing.rules, b.policy.typing.rules, language);
  const columnsA = a.book.borrowers;
  const columnsB = b.book.borrowers;
  const typingA = a.policy.typing;
  const typingB = b.policy.typing;

  /** Days past due of a loan; `?` where they cannot be told. */
  const daysOf = ({ book: { positions } }: PolicyRun, loan: number): string =>
    positions.determined[loan] === 1 ? String(positions.daysPastDue[loan]) : '?';

  const tellDays = (borrower: number, into: string[]): void => {
    for (let at = portfolio.borrowerStart[borrower]!; at < portfolio.borrowerStart[borrower + 1]!; at++) {
      const loan = portfolio.loansByBorrower[at]!;
      const from = daysOf(a, loan);
      const to = daysOf(b, loan);
      if (from !== to) into.push(words.daysPastDue(textOf(portfolio.loanIds, loan), from, to));
    }
  };

  const tellType = (borrower: number, into: string[]): void => {
    if (columnsA.listed[borrower] === 0 || columnsB.listed[borrower] === 0) return;
    if (typingA.decisiveBalance !== typingB.decisiveBalance) {
      into.push(words.decisive(typingA.decisiveBalance, typingB.decisiveBalance));
    }
    if (typingA.recoveryHorizonMonths !== typingB.recoveryHorizonMonths) {
      into.push(words.horizon(typingA.recoveryHorizonMonths, typingB.recoveryHorizonMonths));
    }
  };

  const tellAgeing = (rebucketed: readonly number[], into: string[]): void => {
    // Where the days differ, they are what moved the loan.
    if (!rebucketed.some((loan) => daysOf(a, loan) === daysOf(b, loan))) return;
    const [from, to] = [a.policy.ageing.id, b.policy.ageing.id];
    into.push(from === to ? words.sameAgeing(from) : words.ageing(from, to));
  };

  const scoreDiffers = (borrower: number): boolean => columnsA.score[borrower] !== columnsB.score[borrower];

  const tellStep = (borrower: number, into: string[]): void => {
    if (columnsA.listed[borrower] === 0 || columnsB.listed[borrower] === 0) return;
    const from = a.policy.calendar.allSteps[columnsA.step[borrower]!]!.id;
    const to = b.policy.calendar.allSteps[columnsB.step[borrower]!]!.id;
    const [fromBy, toBy] = [columnsA.stepBy[borrower]!, columnsB.stepBy[borrower]!];
    if (from !== to) into.push(words.step(from, to));
    else if (fromBy !== toBy) into.push(words.stepBy(from, formatIsoDate(fromBy), formatIsoDate(toBy)));
    else into.push(words.sameStep(from));
  };

  const tellRank = (borrower: number, into: string[]): void => {
    const onA = rankA[borrower] !== 0;
    const onB = rankB[borrower] !== 0;
    const tierA = columnsA.tier[borrower]!;
    const tierB = columnsB.tier[borrower]!;
    const scoreA = columnsA.score[borrower]!;
    const scoreB = columnsB.score[borrower]!;
    if (columnsA.listed[borrower] === 0) into.push(words.inArrears('B'));
    else if (columnsB.listed[borrower] === 0) into.push(words.inArrears('A'));
    else if (tierA !== tierB) into.push(words.tier(TIERS[tierA]!, TIERS[tierB]!));
    else if (scoreA !== scoreB) into.push(words.score(scoreText(tierA, scoreA), scoreText(tierB, scoreB)));
    else if (onA && onB) into.push(words.others);
    if (onA && !onB && columnsB.listed[borrower] === 1) into.push(words.leftOut('B'));
    if (onB && !onA && columnsA.listed[borrower] === 1) into.push(words.leftOut('A'));
  };

  return (at, fired, changes, rebucketed) => {
    const borrower = borrowers[at]!;
    const why: string[] = [];
    tellDays(borrower, why);
    tellRules(fired, why);
    if ((changes & TYPE_BIT) !== 0) tellType(borrower, why);
    // Another bucket may also be why the expected recovery differs.
    if ((changes & BUCKET_BIT) !== 0 || scoreDiffers(borrower)) tellAgeing(rebucketed, why);
    if ((changes & STEP_BIT) !== 0) tellStep(borrower, why);
    if ((changes & RANK_BIT) !== 0) tellRank(borrower, why);
    return why;
  };
}

/** As the work list shows it. */
function scoreText(tier: number, score: number): string {
  return String(Math.round(shownScore(tier, score) * 100) / 100);
}

/** Tells the rules that fired under one policy only, and those that say something else under each. */
function ruleTeller(
  rulesA: readonly EvidenceRule[],
  rulesB: readonly EvidenceRule[],
  language: Language,
): (fired: FiredRules, into: string[]) => void {
  const words = WORDS[language];
  const ofA = new Map(rulesA.map((rule, at) => [rule.id, at]));
  const ofB = new Map(rulesB.map((rule, at) => [rule.id, at]));
  const textOfRule = (rule: EvidenceRule, weight: string): string => {
    const text = `${words.axis[rule.axis]} ${weight}`;
    return language === 'zh' ? `${text}，${rule.title.zh}〔${rule.id}〕` : `${text}, ${rule.title.en} [${rule.id}]`;
  };
  const onlyA = rulesA.map((rule) => words.only('A') + textOfRule(rule, signed(rule)));
  const onlyB = rulesB.map((rule) => words.only('B') + textOfRule(rule, signed(rule)));
  const same = rulesA
    .map((rule) => rulesB[ofB.get(rule.id) ?? -1])
    .map((other, at) => other?.axis === rulesA[at]!.axis);
  /** Of a rule that both have for the same axis; '' where it weighs the same. */
  const reweighed = rulesA.map((rule, at) => {
    const other = same[at] ? rulesB[ofB.get(rule.id)!]! : rule;
    return signed(rule) === signed(other) ? '' : textOfRule(other, `${signed(rule)} → ${signed(other)}`);
  });
  return ({ a, b }, into) => {
    for (let at = 0; at < a.length; at++) {
      if (a[at] === 0) continue;
      const other = same[at] ? ofB.get(rulesA[at]!.id)! : -1;
      if (other < 0 || b[other] === 0) into.push(onlyA[at]!);
      else if (reweighed[at] !== '') into.push(reweighed[at]!);
    }
    for (let at = 0; at < b.length; at++) {
      if (b[at] === 0) continue;
      const other = ofA.get(rulesB[at]!.id) ?? -1;
      if (other < 0 || !same[other] || a[other] === 0) into.push(onlyB[at]!);
    }
  };
}

function signed({ direction, weight }: EvidenceRule): string {
  return `${direction > 0 ? '+' : '-'}${weight}`;
}
