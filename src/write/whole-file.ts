/** One file that appears whole or not at all, readable by its owner only, and not in the place of another. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { ByteSink } from './columns.js';
import { OutputRefused, orRefuse } from './output-refused.js';

const OWNER_ONLY = 0o600;

/** Refuses, before the work, a target that is there already: people may have written into it. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new OutputRefused({ code: 'file-exists', target: path });
}

/**
 * Writes the file, piece by piece where `content` is a function; throws {@link OutputRefused} where it cannot be written
 * or has come to be in the meantime.
 */
export function writeWholeFile(path: string, content: Uint8Array | ((sink: ByteSink) => void)): void {
  placeWhole(path, content, () => refuseExisting(path));
}

/** As {@link writeWholeFile}, in the place of what stands there. */
export function replaceWholeFile(path: string, content: (sink: ByteSink) => void): void {
  placeWhole(path, content, () => undefined);
}

function placeWhole(path: string, content: Uint8Array | ((sink: ByteSink) => void), beforeRename: () => void): void {
  const produce = typeof content === 'function' ? content : (sink: ByteSink) => sink(content);
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  // Before there is a draft there is none to clear away: trying to would hide why it could not be made.
  const descriptor = orRefuse(path, () => openSync(draft, 'wx', OWNER_ONLY));
  try {
    orRefuse(path, () => {
      try {
        produce((bytes) => {
          for (let from = 0; from < bytes.length; ) from += writeSync(descriptor, bytes, from, bytes.length - from);
        });
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      beforeRename();
      renameSync(draft, path);
    });
  } finally {
    rmSync(draft, { force: true });
  }
}
