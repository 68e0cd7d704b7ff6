/** A small file as it is, for what is neither a table nor a policy: a document into which letters are merged. */
import { readFileSync, statSync } from 'node:fs';
import { reasonOf } from './gathered-bytes.js';

/** Its bytes, or in one clause why it cannot be read. */
export function readWholeFile(path: string, mostBytes: number): Buffer | { readonly reason: string } {
  try {
    const { size } = statSync(path);
    return size > mostBytes ? { reason: `larger than ${mostBytes} bytes` } : readFileSync(path);
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
