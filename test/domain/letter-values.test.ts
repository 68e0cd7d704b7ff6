import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import { LETTER_KINDS, type Letter } from '../../src/domain/letter.js';
import { findAmountFault, letterAmount, letterDay } from '../../src/domain/letter-values.js';
import { specimenLetter } from '../../src/template/specimen-letter.js';

const LETTER = specimenLetter('demand', 'zh', 'borrower');

/** The letter with one value at a path replaced. */
function withValue(path: readonly (string | number)[], value: unknown): Letter {
  const copy = structuredClone(LETTER) as unknown as Record<string | number, unknown>;
  let part = copy;
  for (const name of path.slice(0, -1)) part = part[name] as Record<string | number, unknown>;
  part[path.at(-1)!] = value;
  return copy as unknown as Letter;
}

describe('the values of a letter', () => {
  it('say an amount in figures and in capital characters', () => {
    expect(letterAmount(1_234_567_89)).toEqual({
      fen: 123_456_789,
      figures: '1,234,567.89',
      words: '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分',
    });
  });

  it.each([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY])('refuse %d fen', (fen) => {
    expect(() => letterAmount(fen)).toThrow(RangeError);
  });

  it('say a day in the language of the letter', () => {
    const day = parseIsoDate('2026-11-02')!;
    expect(letterDay(day, 'zh')).toEqual({ day, iso: '2026-11-02', text: '2026年11月2日' });
    expect(letterDay(day, 'en').text).toBe('2 November 2026');
  });

  it('survive JSON', () => {
    expect(JSON.parse(JSON.stringify(LETTER))).toEqual(LETTER);
  });
});

describe('the last look at the amounts', () => {
  it.each(LETTER_KINDS)('finds nothing in a sound letter: %s', (kind) => {
    expect(findAmountFault(specimenLetter(kind, 'zh', 'borrower'))).toBeUndefined();
    expect(findAmountFault(specimenLetter(kind, 'en', 'guarantor'))).toBeUndefined();
  });

  const other = letterAmount(1);
  it.each<[string, readonly (string | number)[], unknown, string]>([
    ['words that say another amount', ['total', 'sum', 'words'], '壹元整', 'total.sum'],
    ['words that are none', ['loans', 1, 'lent', 'words'], '很多钱', 'loans.1.lent'],
    [
      'figures that say another amount',
      ['loans', 0, 'amounts', 'interest', 'figures'],
      '0.00',
      'loans.0.amounts.interest',
    ],
    ['a total that is not the sum of its parts', ['total', 'sum'], other, 'total.sum'],
    ['parts that are not the loans together', ['total', 'undue'], other, 'total.undue'],
    ['a loan whose parts do not add up', ['loans', 0, 'amounts', 'sum'], other, 'total.sum'],
    ['instalments that do not add up', ['loans', 0, 'instalments', 0, 'principal'], other, 'loans[0].principal'],
    ['stretches that do not add up', ['loans', 1, 'penalty', 'accruals', 0, 'amount'], other, 'loans[1].penalty'],
    ['penalty interest without its rate', ['loans', 1, 'compound', 'rate'], '', 'loans[1].compound'],
    ['no loans', ['loans'], [], 'loans'],
  ])('finds %s', (_, path, value, where) => {
    expect(findAmountFault(withValue(path, value))).toBe(where);
  });

  it('counts principal that is not due yet only where the whole debt is called', () => {
    const called = specimenLetter('acceleration', 'zh', 'borrower');
    const demanded = specimenLetter('demand', 'zh', 'borrower');
    expect(called.total.sum.fen - demanded.total.sum.fen).toBe(demanded.total.undue.fen);
    expect(called.total.undue.fen).toBeGreaterThan(0);
  });
});
