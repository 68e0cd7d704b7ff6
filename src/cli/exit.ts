/** Exit codes of the contract; 0 is a clean run. */
import type { Language } from '../domain/language.js';

/** Finished, but rows were rejected or checks failed. */
export const FINISHED_WITH_FINDINGS = 1;
/** Could not run: bad usage, policy or input. */
export const COULD_NOT_RUN = 2;

/** One sentence in each language. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Something the user can put right: printed as it stands, without a stack, and ends with {@link COULD_NOT_RUN}. */
export class UserError extends Error {
  readonly text: Bilingual;
  readonly remedy: Bilingual | undefined;
  /** Its code in a log for machines. */
  readonly event: string = 'could-not-run';
  constructor(text: Bilingual, remedy?: Bilingual) {
    super(text.en);
    this.text = text;
    this.remedy = remedy;
  }
}

export const SEE_HELP: Bilingual = {
  en: 'Run with --help for the options and examples.',
  zh: '选项与示例请加 --help 查看。',
};

/** The command line cannot be taken as it was typed. */
export class UsageRefused extends UserError {
  override readonly event: string = 'usage';
  constructor(text: Bilingual, remedy: Bilingual = SEE_HELP) {
    super(text, remedy);
  }
}

export function refuseUsage(en: string, zh: string): never {
  throw new UsageRefused({ en, zh });
}
