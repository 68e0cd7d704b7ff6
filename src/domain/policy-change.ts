/** What two policies may make of the same borrower differently. */

/**
 * - `type`: the type or the sub-type. `bucket`: the ageing bucket of one of the loans.
 * - `step`: the next step, or the day by which it is to be done. `rank`: the place on the work list.
 */
export const CHANGE_KINDS = ['type', 'bucket', 'step', 'rank'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The bit of a kind in sums of them: its place in {@link CHANGE_KINDS}. */
export function changeBit(kind: ChangeKind): number {
  return 1 << CHANGE_KINDS.indexOf(kind);
}

/** The kinds whose bits are set, in the order of {@link CHANGE_KINDS}. */
export function changesOf(bits: number): ChangeKind[] {
  return CHANGE_KINDS.filter((_, bit) => (bits & (1 << bit)) !== 0);
}
