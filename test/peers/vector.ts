/** The peers' vectors: facts and numbers taken from other systems' tests and published examples. */
import { readFileSync } from 'node:fs';

export interface Vector {
  readonly id: string;
  readonly title: string;
  readonly conventions: unknown;
  readonly inputs: unknown;
  readonly expected: unknown;
}

interface VectorFile {
  readonly count: number;
  readonly vectors: readonly Vector[];
}

export const VECTOR_FILE: VectorFile = JSON.parse(
  readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'),
) as VectorFile;

/** How one vector is held against the product. */
export interface Check {
  readonly run: (vector: Vector) => void;
  /** What the vector also says but the product does not decide. */
  readonly notCompared?: string;
}

export type Checks = Readonly<Record<string, Check>>;
