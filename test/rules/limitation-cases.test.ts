import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { runCases } from './case-table.js';

runCases('limitation.csv', (_, facts, settings, asOf, explain) =>
  estimateLimitation(facts, lawOfChina, settings, asOf, explain),
);
