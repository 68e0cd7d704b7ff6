/** Which words an option or argument takes, where its own choices do not say it: for the completion in shells. */
import type { Argument, Option } from 'commander';

export interface KnownWords {
  /** One that ends in `@`, `=` or `,` is only the beginning of what is typed. */
  readonly words: readonly string[];
  /** Several may be given, with commas between them. */
  readonly isList: boolean;
  /** Directories do as well. */
  readonly orDirectory: boolean;
}

/** Policy packs that come with the program; a test holds them to the folder of packs. */
export const BUNDLED_POLICIES = ['default'] as const;

const known = new WeakMap<Option | Argument, KnownWords>();

/** Notes the words of `taker`, and returns it. */
export function takingWords<Taker extends Option | Argument>(
  taker: Taker,
  words: readonly string[],
  { isList = false, orDirectory = false } = {},
): Taker {
  known.set(taker, { words, isList, orDirectory });
  return taker;
}

export function wordsOf(taker: Option | Argument): KnownWords | undefined {
  return known.get(taker);
}
