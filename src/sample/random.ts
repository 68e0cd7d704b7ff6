/**
 * Reproducible randomness in 32-bit integer arithmetic (the small fast counter generator, sfc32): the same
 * seed gives the same numbers on every machine. Shares are given per mille, so that no fraction is ever rounded.
 */
export class Random {
  #a = 0x9e3779b9;
  #b = 0x243f6a88;
  #c: number;
  #counter: number;

  /** `stream` gives independent sequences under one seed. Both are taken modulo 2^32. */
  constructor(seed: number, stream: number) {
    this.#c = stream | 0;
    this.#counter = seed | 0;
    for (let round = 0; round < 20; round++) this.next();
  }

  /** The next whole number in 0 … 2^32 − 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number in 0 … `limit` − 1. `limit` is at least 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** A whole number in `least` … `most`, both included; `least` where the range is empty. */
  between(least: number, most: number): number {
    return most <= least ? least : least + this.below(most - least + 1);
  }

  /** True in `perMille` of a thousand cases. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** An entry drawn in proportion to its whole-number weight. */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let rest = this.below(choices.reduce((sum, choice) => sum + choice.weight, 0));
    for (const choice of choices) {
      rest -= choice.weight;
      if (rest < 0) return choice;
    }
    return choices[choices.length - 1]!;
  }

  /** Puts the entries into a random order, in place. */
  shuffle<T>(entries: T[]): T[] {
    for (let last = entries.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const moved = entries[last]!;
      entries[last] = entries[other]!;
      entries[other] = moved;
    }
    return entries;
  }
}
