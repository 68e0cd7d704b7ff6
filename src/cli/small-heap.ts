/**
 * The heap of this thread under a memory budget. V8 collects what was thrown away when its own heap has grown; the large
 * columns that hang on small objects do not count for much there, and may lie about long after their last reader is done.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Keeps the memory for short-lived objects as small as it is – they are collected more often, instead of taking some
 * thirty megabytes more – and lets {@link freeMemory} work.
 */
export function keepHeapSmall(): void {
  if (collect !== null) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
}

/** Whether this thread runs under a budget. */
export function isHeapSmall(): boolean {
  return collect !== null;
}

/** Under a budget, frees what nobody holds any more: for the end of a step that held much. Does nothing without one. */
export function freeMemory(): void {
  collect?.();
}
