/** The words that the result of an event may say. */
import { describe, expect, test } from 'vitest';
import { namesDebitBasis, readActResults } from '../../src/domain/act-results.js';
import { ACT_RESULTS, type ActResult, resultBit } from '../../src/domain/claim.js';

const said = (text: string): readonly ActResult[] =>
  ACT_RESULTS.filter((result) => (readActResults(text) & resultBit(result)) !== 0);

describe('the result of an event', () => {
  test.each<[string, readonly ActResult[]]>([
    ['', []],
    ['served', ['served']],
    ['Not Served', ['not_served']],
    ['round-closed; no_assets', ['no_assets', 'round_closed'].sort(inOrder) as ActResult[]],
    ['withdrawn,served', ['served', 'withdrawn']],
    ['已送达', ['served']],
    ['未送达', ['not_served']],
    ['撤诉', ['withdrawn']],
    ['撤回起诉', ['withdrawn']],
    ['驳回', ['dismissed']],
    ['驳回起诉', ['rejected']],
    ['不予受理', ['rejected']],
    ['部分；放弃余额', ['part', 'waives_rest']],
    ['同意还款', ['consent']],
    ['拒绝', ['refused']],
    ['下落不明、无财产', ['untraceable', 'no_assets']],
    ['失联', ['untraceable']],
    ['终本', ['round_closed']],
    ['终结本次执行', ['round_closed']],
    ['终结执行', ['terminated']],
    ['达成和解', ['settled']],
    ['有扣款依据', ['with_basis']],
    ['withdrawn by the branch', ['withdrawn']],
    ['接通', ['reached']],
    ['未撤诉', []],
    ['not withdrawn', []],
    ['not decided yet; served', ['served']],
    ['判决', ['decided']],
    ['调解结案', ['decided']],
    ['民事调解书', ['decided']],
    ['胜诉；已送达', ['served', 'decided']],
    ['判决驳回', ['dismissed']],
    ['判决驳回诉讼请求', ['dismissed']],
    ['称近日到账', []],
  ])('%j says %j', (text, results) => {
    expect(said(text)).toEqual(results);
  });

  test('every word of the contract reads as itself', () => {
    for (const result of ACT_RESULTS) expect(said(result)).toEqual([result]);
  });
});

function inOrder(first: string, second: string): number {
  return ACT_RESULTS.indexOf(first as ActResult) - ACT_RESULTS.indexOf(second as ActResult);
}

test.each<[string, boolean]>([
  ['合同第8条', true],
  ['依据借款合同扣收', true],
  ['clause 12.3', true],
  ['扣划成功', false],
  ['扣款失败', false],
  ['合同未约定扣款', false],
  ['no contract', false],
  ['', false],
])('a debit whose result says %j names its basis: %s', (text, named) => {
  expect(namesDebitBasis(text)).toBe(named);
});
