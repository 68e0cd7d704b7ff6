import { parseIsoDate } from '../../src/domain/civil-date.js';
import type { SampleOptions } from '../../src/sample/write-sample.js';

/** The options of the command in fixtures/demo/README.md. */
export const DEMO_OPTIONS: Omit<SampleOptions, 'out'> = {
  loans: 300,
  seed: 26,
  asOf: parseIsoDate('2026-11-20')!,
  encoding: 'gb18030',
  headers: 'zh',
  badRows: true,
};
