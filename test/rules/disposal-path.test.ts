import { describe, expect, it } from 'vitest';
import { DISPOSAL_WAYS, type RestructuringTerms } from '../../src/domain/restructuring.js';
import { type DisposalFacts, planDisposal } from '../../src/rules/disposal-path.js';
import { defaultPolicy } from '../policy/packs.js';

const { restructuring } = await defaultPolicy();

const FACTS: DisposalFacts = {
  owed: 33_752_341,
  collateralValue: 26_000_000,
  collateralKept: 18_200_000,
  agreesToDispose: 1,
  assetsFound: 1,
};

function told(facts: Partial<DisposalFacts>, terms: RestructuringTerms = restructuring): Record<string, string> {
  const steps = planDisposal({ ...FACTS, ...facts }, terms);
  return Object.fromEntries(
    steps.map(({ way, standing, because, missing }) => [
      way,
      [standing, ...because.map(({ code }) => code), ...missing.map(({ fact }) => fact)].join(' '),
    ]),
  );
}

describe('the ways out for a 2b', () => {
  it('stand in the order of the pack, collateral first', () => {
    expect(Object.keys(told({}))).toEqual([...DISPOSAL_WAYS]);
    const reversed = { ...restructuring, disposal: [...restructuring.disposal].reverse() };
    expect(Object.keys(told({}, reversed))).toEqual([...DISPOSAL_WAYS].reverse());
  });

  it.each<[Partial<DisposalFacts>, string, string]>([
    [{}, 'collateral', 'open disposal-collateral-covers'],
    [{ owed: Number.NaN }, 'collateral', 'open disposal-collateral'],
    [{ collateralValue: 0, collateralKept: 0 }, 'collateral', 'closed disposal-no-collateral'],
    // A value that nobody gave is not a value of nothing.
    [{ collateralValue: Number.NaN, collateralKept: Number.NaN }, 'collateral', 'unknown loans.collateral_value'],
    [{}, 'agreed_disposal', 'open disposal-agreed-assets-found'],
    [{ assetsFound: 0 }, 'in_kind', 'open disposal-agreed'],
    [{ assetsFound: Number.NaN }, 'in_kind', 'open disposal-agreed survey.assets_found'],
    [{ agreesToDispose: 0 }, 'agreed_disposal', 'closed disposal-refused'],
    [{ agreesToDispose: Number.NaN }, 'in_kind', 'unknown survey.agrees_to_dispose_assets'],
    [{ agreesToDispose: Number.NaN, collateralValue: Number.NaN }, 'refinancing', 'open'],
    [{}, 'new_debtor', 'open'],
  ])('%j: %s is %s', (facts, way, expected) => {
    expect(told(facts)[way]).toBe(expected);
  });

  it.each([
    [33_752_341, '155523.41'],
    [18_200_000, '0.00'],
    [18_199_999, '0.00'],
    [18_200_001, '0.01'],
  ])('of %d fen owed %s is left to find', (owed, rest) => {
    const collateral = planDisposal({ ...FACTS, owed }, restructuring).find(({ way }) => way === 'collateral');
    expect(collateral?.because[0]?.saw['rest']).toBe(rest);
  });
});
