/**
 * Question   Which moves of the playbook are suggested for a borrower, in the form that the law allows today?
 * Policy     playbook: stages by days past due, and of each move the types and stages where it helps
 * Needs      type and days past due
 * Answer     the moves, in the order of the playbook; none where days past due are not known
 * Source     S0, the eighteen moves of collection negotiation
 * Not decided here   whether the borrower may be contacted at all
 */
import type { Playbook, PlaybookMove, PlaybookStage } from '../domain/work.js';

/** The stage of `daysPastDue`; null where that is NaN. */
export function stageOf({ stages }: Playbook, daysPastDue: number): PlaybookStage | null {
  // NaN compares false with every bound.
  return stages.find(({ fromDpd, toDpd }) => daysPastDue >= fromDpd && daysPastDue <= toDpd) ?? null;
}

/** The moves offered for a type (index into BORROWER_TYPES) in a stage. What has no lawful form is never among them. */
export function suggestMoves(playbook: Playbook, type: number, stage: PlaybookStage | null): readonly PlaybookMove[] {
  if (stage === null) return [];
  return playbook.moves.filter(
    ({ lawfulForm, types, stages, anyStageFor }) =>
      lawfulForm !== null && types.includes(type) && (stages.includes(stage.id) || anyStageFor.includes(type)),
  );
}
