/** Exit codes of the contract; 0 is a clean run. */
/** Finished, but rows were rejected or checks failed. */
export const FINISHED_WITH_FINDINGS = 1;
/** Could not run: bad usage, policy or input. */
export const COULD_NOT_RUN = 2;

/** Something the user can put right: printed as it stands, without a stack, and ends with {@link COULD_NOT_RUN}. */
export class UserError extends Error {
  readonly remedy: string;
  constructor(message: string, remedy = '') {
    super(message);
    this.remedy = remedy;
  }
}
