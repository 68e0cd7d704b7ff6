import { expect, test } from 'vitest';
import { joinMappings, layMappings } from '../../src/policy/join-mappings.js';
import type { ColumnMapping } from '../../src/read/table.js';

const mapping = (titles: ColumnMapping['titles'], dateOrder: ColumnMapping['dateOrder'] = {}) => ({
  titles,
  dateOrder,
});

test('what one policy leaves out is taken from the other, and it is told who lent', () => {
  const first = { loans: mapping({ 内码: 'loan_id' }), events: mapping({ 种类: 'kind' }) };
  const second = { loans: mapping({ 内码: 'loan_id', 户号: 'borrower_id' }, { matures_on: 'day_first' }) };
  expect(joinMappings(first, second)).toEqual({
    mappings: {
      loans: mapping({ 内码: 'loan_id', 户号: 'borrower_id' }, { matures_on: 'day_first' }),
      events: mapping({ 种类: 'kind' }),
    },
    lentBySecond: ['loans'],
    lentByFirst: ['events'],
  });
  expect(joinMappings({}, {})).toEqual({ mappings: {}, lentBySecond: [], lentByFirst: [] });
});

test('a title or an order of dates that the two understand differently is a conflict', () => {
  expect(joinMappings({ loans: mapping({ 编号: 'loan_id' }) }, { loans: mapping({ 编号: 'borrower_id' }) })).toEqual({
    conflict: { table: 'loans', name: '编号', first: 'loan_id', second: 'borrower_id' },
  });
  expect(
    joinMappings(
      { payments: mapping({}, { paid_on: 'day_first' }) },
      { payments: mapping({}, { paid_on: 'month_first' }) },
    ),
  ).toEqual({ conflict: { table: 'payments', name: 'paid_on', first: 'day_first', second: 'month_first' } });
});

test('arrears.yaml goes before the policy: its title for a column, its column for a title, its order of dates', () => {
  const policy = {
    loans: mapping({ 内码: 'loan_id', 户号: 'borrower_id', 日期: 'disbursed_on' }, { disbursed_on: 'day_first' }),
    events: mapping({ 种类: 'kind' }),
  };
  const config = {
    loans: mapping({ 编号: 'loan_id', 日期: 'matures_on' }, { disbursed_on: 'month_first', matures_on: 'day_first' }),
    payments: mapping({ 流水: 'payment_id' }),
  };
  expect(layMappings(policy, config)).toEqual({
    loans: mapping(
      { 编号: 'loan_id', 户号: 'borrower_id', 日期: 'matures_on' },
      { disbursed_on: 'month_first', matures_on: 'day_first' },
    ),
    events: mapping({ 种类: 'kind' }),
    payments: mapping({ 流水: 'payment_id' }),
  });
  expect(layMappings(policy, {})).toEqual(policy);
  expect(layMappings({}, config)).toEqual(config);
});
