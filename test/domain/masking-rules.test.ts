import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MASK_KINDS,
  MASKED_COLUMNS,
  masksFor,
  masksOf,
  openMasking,
  showsPeopleInFull,
  UNMASKED,
  USUAL_MASKS,
  unusualMasks,
} from '../../src/domain/masking-rules.js';

describe('masking by column', () => {
  it.each([
    ['name', '张三丰', '张**'],
    ['phone', '13812341234', '138****1234'],
    ['id_number', '110101199003071234', '110*************34'],
    ['account', '6222 0212 3456 7890', '************7890'],
    ['address', '广东省深圳市南山区科苑路1号', '广东省深圳市南****'],
    ['text', '联系张三丰，13812341234', '联系张**，138****1234'],
    ['whole', '张三丰', '****'],
    ['whole', ' ', ''],
    ['drop', '张三丰', ''],
    ['none', '张三丰', '张三丰'],
  ] as const)('%s: %j is shown as %j', (kind, text, shown) => {
    const masking = openMasking(masksOf({ event_note: kind }), false);
    expect(masking.of('event_note', ['张三丰'])(text)).toBe(shown);
  });

  it('is as usual for what is not named, and nothing where it is lifted', () => {
    expect(masksOf({ phone: 'none' })).toEqual({ ...USUAL_MASKS, phone: 'none' });
    expect(masksOf({ phone: undefined })).toEqual(USUAL_MASKS);
    expect(masksOf(true)).toEqual(USUAL_MASKS);
    expect(unusualMasks(masksOf({ phone: 'none', address: 'address' }))).toEqual({ phone: 'none' });
    for (const column of MASKED_COLUMNS) {
      expect(masksOf(false)[column]).toBe('none');
      expect(openMasking(USUAL_MASKS, true).of(column)('13812341234')).toBe('13812341234');
    }
  });

  it('says whether people are shown in full', () => {
    expect(showsPeopleInFull(openMasking(USUAL_MASKS, false))).toBe(false);
    expect(showsPeopleInFull(openMasking(masksOf({ phone: 'none' }), false))).toBe(true);
    expect(showsPeopleInFull(openMasking(masksOf({ event_note: 'none' }), false))).toBe(false);
    expect(showsPeopleInFull(UNMASKED)).toBe(true);
  });

  it('knows for each column only rules that hide something of what stands there, and the one that hides nothing', () => {
    const shown = {
      borrower_name: '欧阳娜娜',
      party_name: '深圳市大华有限公司',
      address: '广东省深圳市南山区科技路一号',
    };
    const cells = { ...shown, party_address: shown.address, phone: '0755-12345678', id_number: '44010619900101123X' };
    for (const [column, cell] of Object.entries(cells) as [keyof typeof cells, string][]) {
      expect(masksFor(column)).toContain('none');
      for (const kind of masksFor(column)) {
        if (kind === 'none') continue;
        expect(openMasking(masksOf({ [column]: kind }), false).of(column)(cell), `${column}: ${kind}`).not.toBe(cell);
      }
    }
    expect(masksFor('borrower_name')).not.toContain('text');
    expect(masksFor('care_note')).toEqual(MASK_KINDS);
  });

  it('takes a moment for any text', () => {
    const pieces = ['1', '-', ' ', '138', '张', '省', '市', '区', '０', '.', '86', 'X', '公司'];
    fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.constantFrom(...pieces), (one, other) => {
        const text = (one + other).repeat(30_000);
        const began = performance.now();
        for (const kind of MASK_KINDS) openMasking(masksOf({ phone: kind }), false).of('phone', ['张三'])(text);
        expect(performance.now() - began).toBeLessThan(3000);
      }),
      { numRuns: 30 },
    );
  });
});
