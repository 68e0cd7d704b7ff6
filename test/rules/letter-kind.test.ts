import { describe, expect, it } from 'vitest';
import { chooseLetters, type LetterLoanFacts } from '../../src/rules/letter-kind.js';

const loan = (limitation: LetterLoanFacts['limitation'], undue = 0): LetterLoanFacts => ({ limitation, undue });
const RUNNING = loan('running', 100);
const EXPIRING = loan('expiring');
const ENDED = loan('defence_available');

describe('the letter to a borrower', () => {
  it('is what the step names while limitation runs', () => {
    expect(chooseLetters(null, 'demand', [RUNNING, RUNNING])).toEqual([
      { kind: 'demand', loans: [0, 1], refusal: undefined },
    ]);
  });

  it('is none where the step names none', () => {
    expect(chooseLetters(null, null, [RUNNING])).toEqual([]);
  });

  it.each([null, 'demand' as const])('preserves limitation that is about to end, whatever the step (%s)', (step) => {
    expect(chooseLetters(null, step, [RUNNING, EXPIRING])).toEqual([
      { kind: 'limitation-demand', loans: [0, 1], refusal: undefined },
    ]);
  });

  it('asks for consent where limitation has ended, and goes on with the other loans in a letter of their own', () => {
    expect(chooseLetters(null, 'demand', [ENDED, RUNNING, ENDED])).toEqual([
      { kind: 'confirmation', loans: [0, 2], refusal: undefined },
      { kind: 'demand', loans: [1], refusal: undefined },
    ]);
    expect(chooseLetters(null, null, [ENDED])).toEqual([{ kind: 'confirmation', loans: [0], refusal: undefined }]);
  });

  it('does not take what is undetermined for ended', () => {
    expect(chooseLetters(null, 'demand', [loan('undetermined')])[0]?.kind).toBe('demand');
  });

  it.each(['demand', 'first-reminder', 'lawyers-letter'] as const)(
    'is the one asked for over all loans: %s',
    (kind) => {
      expect(chooseLetters(kind, null, [ENDED, EXPIRING])).toEqual([{ kind, loans: [0, 1], refusal: undefined }]);
    },
  );

  it('calls only loans with principal that is not due yet', () => {
    expect(chooseLetters('acceleration', null, [EXPIRING, RUNNING])[0]).toMatchObject({ loans: [1] });
    expect(chooseLetters('acceleration', null, [EXPIRING])[0]).toMatchObject({ refusal: 'nothing-to-call', loans: [] });
  });

  it('confirms only what has ended, and preserves only what has not', () => {
    expect(chooseLetters('confirmation', null, [ENDED, RUNNING])[0]).toMatchObject({ loans: [0] });
    expect(chooseLetters('confirmation', null, [RUNNING])[0]?.refusal).toBe('not-expired');
    expect(chooseLetters('confirmation', null, [RUNNING, loan('undetermined')])[0]?.refusal).toBe(
      'limitation-undetermined',
    );
    expect(chooseLetters('limitation-demand', null, [ENDED, RUNNING])[0]).toMatchObject({ loans: [1] });
    expect(chooseLetters('limitation-demand', null, [ENDED])[0]?.refusal).toBe('expired');
  });
});
