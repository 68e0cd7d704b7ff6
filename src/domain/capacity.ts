/** How many borrowers can be worked, and by whom: the 定数量 of the work list (domain guide §5, §8). */

/** Whose work is counted. A team is a branch. */
export const CAPACITY_GROUPS = ['officer', 'branch', 'region'] as const;
export type CapacityGroup = (typeof CAPACITY_GROUPS)[number];

export interface Capacity {
  /** Greatest number of borrowers for each. */
  readonly most: number;
  /** Null where the whole list is one. */
  readonly per: CapacityGroup | null;
}
