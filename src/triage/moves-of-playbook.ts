/** The playbook's moves for every type and stage, chosen once for a whole list. */
import { BORROWER_TYPES } from '../domain/evidence.js';
import type { Playbook, PlaybookMove } from '../domain/work.js';
import { stageOf, suggestMoves } from '../rules/playbook.js';

/** What `tell` makes of the moves for a type (index into BORROWER_TYPES) and days past due; undefined where those are NaN. */
export function movesByTypeAndStage<T>(
  playbook: Playbook,
  tell: (moves: readonly PlaybookMove[]) => T,
): (type: number, daysPastDue: number) => T | undefined {
  const told = BORROWER_TYPES.map(
    (_, type) => new Map(playbook.stages.map((stage) => [stage, tell(suggestMoves(playbook, type, stage))])),
  );
  return (type, daysPastDue) => {
    const stage = stageOf(playbook, daysPastDue);
    return stage === null ? undefined : told[type]?.get(stage);
  };
}
