/** How the types of loans have moved since an earlier run. */
import { BORROWER_TYPES } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { NO_CODE } from '../portfolio/position-columns.js';

export interface TypeChanges {
  /** Loans that were typed then and are typed now, and their type is another; most frequent first. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly loans: number }[];
  /** Loans typed now of which the earlier run told no type: whether they have changed is not known. */
  readonly unknownBefore: number;
}

/** `before` and `now` are indexes into BORROWER_TYPES by loan, NO_CODE where there was no type. */
export function countTypeChanges(before: Uint8Array, now: Uint8Array): TypeChanges {
  const types = BORROWER_TYPES.length;
  const counts = new Float64Array(types * types);
  let unknownBefore = 0;
  for (let loan = 0; loan < now.length; loan++) {
    const to = now[loan]!;
    if (to === NO_CODE) continue;
    const from = before[loan]!;
    if (from === NO_CODE) unknownBefore++;
    else counts[from * types + to]!++;
  }
  const moves = Array.from(counts, (loans, at) => ({ from: Math.floor(at / types), to: at % types, loans })).filter(
    ({ from, to, loans }) => from !== to && loans > 0,
  );
  return { moves: moves.sort((one, other) => other.loans - one.loans), unknownBefore };
}

/** Lines for the end of a run: what moved from where to where, and what cannot be compared. */
export function describeTypeChanges({ moves, unknownBefore }: TypeChanges, language: Language): string[] {
  const zh = language === 'zh';
  const changed = moves.reduce((sum, { loans }) => sum + loans, 0);
  const lines = [zh ? `客户类型较上期变化 ${changed} 笔` : `Type changed since the earlier run: ${loansOf(changed)}`];
  for (const { from, to, loans } of moves) {
    lines.push(`  ${BORROWER_TYPES[from]!} → ${BORROWER_TYPES[to]!}${zh ? `：${loans} 笔` : `: ${loansOf(loans)}`}`);
  }
  if (unknownBefore > 0) {
    lines.push(
      zh
        ? `  上期无类型、无从比较 ${unknownBefore} 笔`
        : `  no type in the earlier run, not compared: ${loansOf(unknownBefore)}`,
    );
  }
  return lines;
}

function loansOf(count: number): string {
  return `${count} loan${count === 1 ? '' : 's'}`;
}
