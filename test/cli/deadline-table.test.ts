/** The table of deadlines written kind by kind is the list of its rows, whatever the claims have in common. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineRows } from '../../src/cli/deadline-rows.js';
import { writeDeadlineRows } from '../../src/cli/deadline-table.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { deadlineColumns } from '../../src/write/deadlines.js';
import { writeCsvRows } from '../../src/write/tables.js';
import { openBook } from '../triage/assessed-book.js';

const AS_OF = '2024-02-01';
const COLUMNS =
  'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,status,restructured_on,accelerated_on,hold,collateral_kind';

/** Few values of everything, so that many claims of a book are alike and others nearly so. */
const LOAN = fc.record({
  amounts: fc.constantFrom('10000,6,50', '7000,6,', '8000,,50'),
  term: fc.constantFrom('2022-08-31,2023-08-31', '2019-03-30,2020-03-30', '2022-08-31,2026-08-31'),
  method: fc.constantFrom('bullet,once', 'equal_principal,monthly', 'equal_instalment,quarterly', ','),
  status: fc.constantFrom('active', 'active', 'settled', 'written_off', 'restructured'),
  restructured: fc.constantFrom('', '', '', '2023-11-30', '2025-01-01'),
  accelerated: fc.constantFrom('', '', '', '2023-05-01', '2025-01-01'),
  hold: fc.constantFrom('', '', 'dispute', 'bankruptcy', 'deceased'),
  collateral: fc.constantFrom('', '', '抵押', '质押', '其他'),
});
const PAYMENT = fc.record({
  loan: fc.nat({ max: 39 }),
  rest: fc.constantFrom('2022-12-01,500.00,counter', '2023-10-09,20.00,auto_debit', '2023-12-01,80.00,enforcement'),
});

test('rows copied from a claim of the same kind are those that would have been told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(LOAN, { minLength: 5, maxLength: 40 }),
      fc.array(PAYMENT, { maxLength: 12 }),
      fc.boolean(),
      async (loans, payments, hasEvents) => {
        const rows = loans.map(
          ({ amounts, term, method, status, restructured, accelerated, hold, collateral }, at) =>
            `L${at},B${at >> 1},${amounts},${term},${method},${status},${restructured},${accelerated},${hold},${collateral}`,
        );
        const receipts = payments
          .filter(({ loan }) => loan < loans.length)
          .map(({ loan, rest }, at) => {
            const [paidOn, amount, channel] = rest.split(',');
            return `L${loan},${paidOn},${amount},P${at},${channel}`;
          });
        const files = {
          loans: [COLUMNS, ...rows, ''].join('\n'),
          payments: ['loan_id,paid_on,amount,payment_id,channel', ...receipts, ''].join('\n'),
        };
        const events = 'loan_id,borrower_id,happened_at,kind,evidence\nL1,,2023-12-01,demand,signed\n';
        const { portfolio, terms } = await openBook(hasEvents ? { ...files, events } : files, AS_OF);
        const book = newBookAssessment(portfolio);
        assessBook(portfolio, terms, [{ from: 0, until: portfolio.borrowerCount }], book);
        const columns = deadlineColumns('zh');
        const [told, copied] = [[] as Buffer[], [] as Buffer[]];
        const count = writeCsvRows(columns, deadlineRows(portfolio, terms, book, 0, portfolio.count), (bytes) =>
          told.push(Buffer.from(bytes)),
        );
        const middle = portfolio.count >> 1;
        const ranges = [
          { from: 0, until: middle },
          { from: middle, until: portfolio.count },
        ];
        const written = writeDeadlineRows(columns, portfolio, terms, book, ranges, (bytes) =>
          copied.push(Buffer.from(bytes)),
        );
        expect(written).toBe(count);
        expect(Buffer.concat(copied).toString()).toBe(Buffer.concat(told).toString());
      },
    ),
    { numRuns: 60 },
  );
});
