import { expect, test } from 'vitest';
import type { ClaimFacts } from '../../src/domain/claim.js';
import type { GuaranteeExercise } from '../../src/domain/guarantee.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateGuaranteeLimitation } from '../../src/rules/guarantee-limitation.js';
import { type Case, cell, runCases } from './case-table.js';
import { day, dayOrBlank, factsOf, parseParties, SETTINGS } from './limitation-facts.js';

function exerciseOf(row: Case): GuaranteeExercise {
  const mode = cell(row, 'mode');
  return {
    mode: mode === 'joint' || mode === 'general' ? mode : null,
    missing: mode === '' ? [{ fact: 'parties.guarantee_mode', because: 'mode-decides' }] : [],
    contractOn: dayOrBlank(cell(row, 'contract_on')),
    exercisedOn: day(cell(row, 'exercised_on')),
    conservativeFrom: dayOrBlank(cell(row, 'conservative_from')),
    favourableFrom: dayOrBlank(cell(row, 'favourable_from')),
  };
}

const indexOf = (facts: ClaimFacts, partyId: string): number =>
  facts.parties?.findIndex((party) => party.partyId === partyId) ?? -1;

runCases('guarantee-limitation.csv', (row, facts, settings, asOf, explain) =>
  estimateGuaranteeLimitation(
    facts,
    indexOf(facts, cell(row, 'guarantor')),
    exerciseOf(row),
    lawOfChina,
    settings,
    asOf,
    explain,
  ),
);

test('tells from when the period runs', () => {
  const exercise: GuaranteeExercise = {
    mode: 'joint',
    missing: [],
    contractOn: day('2022-03-01'),
    exercisedOn: day('2023-05-08'),
    conservativeFrom: day('2023-05-08'),
    favourableFrom: day('2023-05-08'),
  };
  const facts = factsOf('2023-03-31', { parties: parseParties('G1=guarantor') });
  const answer = estimateGuaranteeLimitation(facts, 0, exercise, lawOfChina, SETTINGS, day('2025-06-02'), true);
  expect(answer.because[0]).toEqual({
    code: 'runs-from-demand-on-guarantor',
    basis: 'cn.guarantee.limitation-start@2021-01-01',
    saw: { exercised_on: '2023-05-08', runs_from: '2023-05-08' },
  });
});
