import { expect, test } from 'vitest';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateEnforcement } from '../../src/rules/enforcement.js';
import { runCases } from './case-table.js';
import { day, factsOf, parseEvents, SETTINGS } from './limitation-facts.js';

runCases('enforcement.csv', (_, facts, settings, asOf, explain) =>
  estimateEnforcement(facts, lawOfChina, settings, asOf, explain),
);

test('tells from when the period runs and what restarted it', () => {
  const acts = parseEvents('judgment@2022-09-20:promised_on=2022-09-30;enforcement@2023-02-06..2023-04-10');
  const answer = estimateEnforcement(factsOf('2021-06-30', { acts }), lawOfChina, SETTINGS, day('2024-11-04'), true);
  expect(answer?.because.map(({ code, basis }) => [code, basis])).toEqual([
    ['runs-from-time-to-pay', 'cn.enforcement.years@2022-01-01'],
    ['enforcement-period', 'cn.enforcement.years@2022-01-01'],
    ['procedure-restarts', 'cn.enforcement.interruption@2022-04-10'],
    ['enforcement-period', 'cn.enforcement.years@2022-01-01'],
    ['estimate-running', undefined],
  ]);
  expect(answer?.improvements).toEqual([{ fact: 'events.result', because: 'how-the-procedure-ended' }]);
});
