/** What a comparison of two policies tells its user, on stderr, within 80 columns. */
import { formatIsoDate } from '../domain/civil-date.js';
import { formatFenGrouped } from '../domain/money.js';
import { CHANGE_KINDS, type ChangeKind, changeBit } from '../domain/policy-change.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import type { PolicyComparison } from '../triage/compare-policies.js';
import { countBucketMoves, countTypeMoves, type Move, NOT_IN_ARREARS } from '../triage/count-moves.js';
import type { OutputColumn } from '../write/columns.js';
import { formatTable } from '../write/terminal-table.js';
import type { ComparedBook, ComparedSide } from './compare-on-book.js';
import { plural } from './open-book.js';
import { say } from './streams.js';

/** Largest moves in rank that are shown. */
const MOST_RANK_MOVES = 5;
const WIDTH = 80;

/** Says what changes, of the `kinds` that were looked for (a sum of change bits). */
export function tellPolicyChanges(compared: ComparedBook, kinds: number): void {
  const { a, b, comparison } = compared;
  const { language } = a.open;
  const zh = language === 'zh';
  say('');
  say(zh ? `截至 ${formatIsoDate(a.open.terms.asOf)}` : `As of ${formatIsoDate(a.open.terms.asOf)}`);
  tellSide('A', a, zh);
  tellSide('B', b, zh);
  const counts = countChanges(comparison);
  const total = comparison.borrowers.length;
  if (counts.any === 0) {
    const identical = a.run.policy.hash === b.run.policy.hash;
    if (zh) say(identical ? '两个策略完全相同，没有变化。' : `没有变化：${total} 户在两个策略下结果一致。`);
    else {
      say(
        identical
          ? 'The two policies are the same, byte for byte: nothing changes.'
          : `Nothing changes: ${plural(total, 'borrower')} compared.`,
      );
    }
    return;
  }
  say(
    zh
      ? `${total} 户中有 ${counts.any} 户变化：${partsOf(counts.byKind, kinds, zh).join('，')}`
      : `Changed: ${counts.any} of ${plural(total, 'borrower')} – ${partsOf(counts.byKind, kinds, zh).join(', ')}`,
  );
  // A matrix in which nothing moves tells nothing.
  if (counts.byKind[CHANGE_KINDS.indexOf('type')]! > 0) {
    const moves = countTypeMoves(comparison.borrowers, a.run, b.run);
    tellMoves(moves, zh ? '类型' : 'type', zh ? '户数' : 'borrowers', zh);
  }
  if (counts.byKind[CHANGE_KINDS.indexOf('bucket')]! > 0) {
    const moves = countBucketMoves(a.open.portfolio, comparison.borrowers, a.run, b.run, a.open.terms.asOf);
    tellMoves(moves, zh ? '账龄' : 'bucket', zh ? '借据数' : 'loans', zh);
  }
  tellRankMoves(compared, zh);
}

function tellSide(mark: string, { name, run, triaged }: ComparedSide, zh: boolean): void {
  const { list } = triaged;
  const { version, hash } = run.policy;
  const balance = formatFenGrouped(list.balance);
  const id = `${version}, sha256 ${hash.slice(0, 12)}`;
  say(zh ? `  ${mark} ${name}（${id}）` : `  ${mark} ${name} (${id})`);
  say(
    zh
      ? `    工作清单 ${list.order.length} 户，本金余额 ${balance} 元`
      : `    ${plural(list.order.length, 'borrower')} on the work list, balance ${balance}`,
  );
}

const KIND_NAMES: Readonly<Record<ChangeKind, { readonly en: string; readonly zh: string }>> = {
  type: { en: 'type', zh: '类型' },
  bucket: { en: 'bucket', zh: '账龄' },
  step: { en: 'next step', zh: '下一步' },
  rank: { en: 'rank', zh: '排位' },
};

interface ChangeCounts {
  readonly any: number;
  /** By change kind. */
  readonly byKind: readonly number[];
}

function countChanges({ changes }: PolicyComparison): ChangeCounts {
  let any = 0;
  const byKind = CHANGE_KINDS.map(() => 0);
  for (const bits of changes) {
    if (bits === 0) continue;
    any++;
    for (let kind = 0; kind < byKind.length; kind++) byKind[kind]! += (bits >> kind) & 1;
  }
  return { any, byKind };
}

function partsOf(byKind: readonly number[], kinds: number, zh: boolean): string[] {
  return CHANGE_KINDS.flatMap((kind, at) => {
    if ((kinds & changeBit(kind)) === 0) return [];
    return zh ? [`${KIND_NAMES[kind].zh} ${byKind[at]}`] : [`${KIND_NAMES[kind].en} ${byKind[at]}`];
  });
}

/** The matrix, a line per cell that is not empty; unchanged ones make the sums complete. */
function tellMoves(moves: readonly Move[], what: string, counted: string, zh: boolean): void {
  const nameOf = (name: string) => (name === NOT_IN_ARREARS ? (zh ? '未逾期' : 'not in arrears') : name);
  const columns: OutputColumn<Move>[] = [
    { name: 'from', zh: `${what}A`, en: `${what} A`, kind: 'text', of: (move) => nameOf(move.from) },
    {
      name: 'to',
      zh: `${what}B`,
      en: `${what} B`,
      kind: 'text',
      of: (move) => (move.from === move.to ? '=' : nameOf(move.to)),
    },
    { name: 'count', zh: counted, en: counted, kind: 'integer', of: (move) => move.count },
    { name: 'balance', zh: '本金余额B', en: 'balance B', kind: 'fen', of: (move) => move.balance },
  ];
  say(formatTable(columns, moves, { language: zh ? 'zh' : 'en', width: WIDTH, most: 100 }).trimEnd());
}

interface RankMove {
  readonly borrower: number;
  readonly from: number;
  readonly to: number;
}

/** The borrowers on both lists that moved furthest; those that moved as far in the order of the comparison. */
function tellRankMoves({ a, comparison }: ComparedBook, zh: boolean): void {
  const { portfolio } = a.open;
  const moves = furthestMoves(comparison);
  if (moves.length === 0) return;
  say(zh ? '排位变动最大的客户：' : 'Furthest moves on the list:');
  const columns: OutputColumn<RankMove>[] = [
    {
      name: 'borrower_id',
      zh: '客户号',
      en: 'borrower',
      kind: 'text',
      of: (move) => borrowerIdOf(portfolio.borrowerIds, move.borrower),
    },
    { name: 'rank_a', zh: '排位A', en: 'rank A', kind: 'integer', of: (move) => move.from },
    { name: 'rank_b', zh: '排位B', en: 'rank B', kind: 'integer', of: (move) => move.to },
    {
      name: 'places',
      zh: '变动',
      en: 'places',
      kind: 'text',
      of: ({ from, to }) => (to < from ? `↑${from - to}` : `↓${to - from}`),
    },
  ];
  say(formatTable(columns, moves, { language: zh ? 'zh' : 'en', width: WIDTH, most: MOST_RANK_MOVES }).trimEnd());
}

function furthestMoves({ borrowers, changes, rankA, rankB }: PolicyComparison): RankMove[] {
  const rankBit = changeBit('rank');
  const furthest: RankMove[] = [];
  const placesOf = ({ from, to }: RankMove) => Math.abs(from - to);
  for (let at = 0; at < borrowers.length; at++) {
    if ((changes[at]! & rankBit) === 0) continue;
    const borrower = borrowers[at]!;
    const move = { borrower, from: rankA[borrower]!, to: rankB[borrower]! };
    if (move.from === 0 || move.to === 0) continue;
    const place = furthest.findIndex((other) => placesOf(other) < placesOf(move));
    if (place < 0 && furthest.length === MOST_RANK_MOVES) continue;
    furthest.splice(place < 0 ? furthest.length : place, 0, move);
    furthest.length = Math.min(furthest.length, MOST_RANK_MOVES);
  }
  return furthest;
}
