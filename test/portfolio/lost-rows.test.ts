import { describe, expect, test } from 'vitest';
import { FIGURE_ROW_LOST, OTHER_ROW_LOST } from '../../src/portfolio/portfolio.js';
import { type BookFiles, loadBook, loanIndex, loansFile, paymentsFile } from './book-files.js';

const EVENTS = 'loan_id,borrower_id,happened_at,kind';
const PARTIES = 'loan_id,party_id,role';
const lines = (...rows: readonly string[]) => [...rows, ''].join('\n');

/** What was lost of L1 and L2, where `files` stand in for sound ones. */
async function lostIn(files: BookFiles): Promise<readonly number[]> {
  const { portfolio } = await loadBook({ loans: loansFile('L1', 'L2'), payments: paymentsFile(), ...files });
  return ['L1', 'L2'].map((loan) => portfolio.lostRows[loanIndex(portfolio, loan)]!);
}

describe('a loan of which a row was not used', () => {
  test.each<[string, BookFiles, readonly number[]]>([
    ['nothing', {}, [0, 0]],
    ['a receipt', { payments: lines('loan_id,paid_on,amount', 'L2,2024-02-10,1O0') }, [0, FIGURE_ROW_LOST]],
    [
      'a receipt from before the loan',
      { payments: lines('loan_id,paid_on,amount', 'L1,2024-01-09,100') },
      [FIGURE_ROW_LOST, 0],
    ],
    [
      'a reversal without its receipt, found only when all are read',
      { payments: lines('loan_id,paid_on,amount,reversal_of', 'L2,2024-02-10,-5,P1') },
      [0, FIGURE_ROW_LOST],
    ],
    ['a second row of the loan', { loans: `${loansFile('L1', 'L2', 'L1')}` }, [FIGURE_ROW_LOST, 0]],
    [
      'an instalment',
      { schedule: lines('loan_id,seq,due_on,principal', 'L1,1,2024-02-30,10000') },
      [FIGURE_ROW_LOST, 0],
    ],
    ['an event', { events: lines(EVENTS, 'L1,,2024-13-01,dispute') }, [OTHER_ROW_LOST, 0]],
    ['a party', { parties: lines(PARTIES, 'L2,G1,uncle') }, [0, OTHER_ROW_LOST]],
    ['a party’s row that repeats another', { parties: lines(PARTIES, 'L2,G1,guarantor', 'L2,G1,guarantor') }, [0, 0]],
    [
      'both, the graver one',
      {
        events: lines(EVENTS, 'L1,,2024-13-01,call'),
        payments: lines('loan_id,paid_on,amount', 'L1,2024-02-30,100'),
      },
      [FIGURE_ROW_LOST, 0],
    ],
    ['a row of a loan that the book lacks', { payments: lines('loan_id,paid_on,amount', 'L9,2024-02-10,1') }, [0, 0]],
    ['a totals row, which is no row', { payments: lines('loan_id,paid_on,amount', '合计,,0') }, [0, 0]],
  ])('%s', async (_, files, lost) => {
    expect(await lostIn(files)).toEqual(lost);
  });
});
