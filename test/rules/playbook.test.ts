/** S0's eighteen moves: each in its lawful form or with the reason why not (test/cases/playbook.csv). */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { BORROWER_TYPES, TYPE_BAD, TYPE_HARDSHIP, TYPE_INCIDENTAL, TYPE_WILFUL } from '../../src/domain/evidence.js';
import { stageOf, suggestMoves } from '../../src/rules/playbook.js';
import { defaultPolicy, editedPack, faultsOf } from '../policy/packs.js';
import { cell } from './case-table.js';

const { playbook } = await defaultPolicy();
const cases = parse<Record<string, string>>(readFileSync(new URL('../cases/playbook.csv', import.meta.url)), {
  columns: true,
});
const NEVER_AS_SUCH = ['借助关系', '群体进攻', '财产要挟', '公布黑名单'];
const suggested = (type: number, daysPastDue: number) =>
  suggestMoves(playbook, type, stageOf(playbook, daysPastDue)).map(({ offeredAs }) => offeredAs.zh);

describe('the eighteen moves (test/cases/playbook.csv)', () => {
  it('are all there, and no others', () => {
    expect(playbook.moves.map(({ name }) => name.zh).sort()).toEqual(cases.map((row) => cell(row, 'name')).sort());
    expect(cases).toHaveLength(18);
  });

  it.each(cases.map((row) => [cell(row, 'name'), row] as const))('%s', (name, row) => {
    const move = playbook.moves.find((candidate) => candidate.name.zh === name)!;
    // Exactly one of the two, in both languages, in one sentence.
    expect((move.lawfulForm === null) !== (move.whyNot === null)).toBe(true);
    const { en, zh } = (move.lawfulForm ?? move.whyNot)!;
    expect([en, zh].every((text) => text.length > 10)).toBe(true);
    expect(zh).toMatch(/^[^。]+。$/);
    if (cell(row, 'offered_as') === '') {
      expect(move.whyNot).not.toBeNull();
      return;
    }
    expect(move.offeredAs.zh).toBe(cell(row, 'offered_as'));
    expect(move.lawfulForm!.zh).toContain(cell(row, 'lawful_form_names'));
    expect(move.types.length * move.stages.length).toBeGreaterThan(0);
  });

  it('are never suggested under a name that the law forbids', () => {
    for (let type = 0; type < BORROWER_TYPES.length; type++) {
      for (const daysPastDue of [0, 1, 30, 31, 90, 91, 5000]) {
        for (const name of suggested(type, daysPastDue)) expect(NEVER_AS_SUCH).not.toContain(name);
      }
    }
  });

  it('fit type and stage', () => {
    const early = playbook.moves.find(({ stages }) => stages.includes('early') && !stages.includes('before'))!;
    for (const type of early.types) {
      expect(suggested(type, 0)).not.toContain(early.offeredAs.zh);
      expect(suggested(type, 1)).toContain(early.offeredAs.zh);
    }
    expect(suggested(TYPE_INCIDENTAL, 30)).toContain('主动出击');
    expect(suggested(TYPE_INCIDENTAL, 31)).not.toContain('主动出击');
    expect(suggested(TYPE_HARDSHIP, 60)).toContain('分批还款');
    expect(suggested(TYPE_WILFUL, 90)).not.toContain('依法起诉');
    expect(suggested(TYPE_WILFUL, 91)).toContain('依法起诉');
    expect(suggested(TYPE_BAD, 91)).toContain('申请财产保全');
    expect(suggested(TYPE_INCIDENTAL, Number.NaN)).toEqual([]);
    // S2, fourth class: 不要浪费时间，及时启动诉讼程序.
    for (const daysPastDue of [1, 30, 31, 90, 91]) {
      expect(suggested(TYPE_BAD, daysPastDue)).toEqual(expect.arrayContaining(['依法起诉', '申请财产保全']));
    }
    expect(suggested(TYPE_WILFUL, 30)).not.toContain('申请财产保全');
    expect(suggested(TYPE_WILFUL, 31)).toContain('申请财产保全');
  });

  it('every stage has something to suggest for every type of borrower in arrears whom it concerns', () => {
    for (const type of [TYPE_HARDSHIP, TYPE_WILFUL]) {
      for (const daysPastDue of [1, 31, 91]) expect(suggested(type, daysPastDue).length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('a playbook of one’s own', () => {
  it.each([
    ['      not_offered:', '      lawful:', 'for nobody'],
    ['      stages: [before, early]', '      stages: [before, soon]', '"soon" is not a stage'],
    [
      'stages: [court]\n      any_stage_for: [4-bad]',
      'stages: [court]\n      any_stage_for: [2-hardship]',
      'any_stage_for with 2-hardship',
    ],
    ['id: show-sympathy', 'id: sue', 'stands already'],
    ['id: early, from: 1,', 'id: early, from: 2,', 'nothing covers day 1'],
  ])('%j → %j', async (passage, replacement, told) => {
    const faults = faultsOf(await editedPack('playbook.yaml', passage, replacement));
    const { describePolicyFault } = await import('../../src/policy/fault.js');
    expect(faults.map(describePolicyFault).join('\n')).toContain(told);
  });
});
