/** Runs the compiled program (`npm run build`): from TypeScript source there is no second thread. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { day, loansFile, withFiles } from './book-files.js';

const COMPILED = new URL('../../dist/read/load-portfolio.js', import.meta.url).href;

/** Loads the book on one thread and on two, in a process of its own, and describes what came of each. */
const COMPARE = `
import { createHash } from 'node:crypto';
const [loans, payments, compiled, asOf] = process.argv.slice(1);
const { loadPortfolio } = await import(compiled);
let threadsStarted = 0;
process.on('worker', () => threadsStarted++);
const answers = [];
for (const threads of [1, 2]) {
  const book = await loadPortfolio({ loans, payments }, { mappings: {}, currency: 'CNY', asOf: Number(asOf), threads });
  const { payments: columns, paymentStart, totals } = book.portfolio;
  const hashes = Object.entries({ ...columns, paymentStart }).map(([name, column]) => [
    name,
    column.length,
    createHash('sha256').update(Buffer.from(column.slice().buffer)).digest('hex'),
  ]);
  answers.push({ hashes, totals, problems: book.problems, inputs: book.inputs });
}
console.log(JSON.stringify({ threadsStarted, answers }));
`;

interface Answer {
  readonly hashes: readonly (readonly [string, number, string])[];
  readonly totals: { readonly paymentRows: number };
  readonly problems: readonly { readonly line: number; readonly code: string }[];
  readonly inputs: readonly { readonly rows: number; readonly rejected: number }[];
}

async function compare(
  loans: string,
  payments: string,
): Promise<{ threadsStarted: number; answers: readonly [Answer, Answer] }> {
  return withFiles({ loans, payments }, async (paths) => {
    const asked = [paths.loans, paths.payments, COMPILED, String(day('2024-10-01'))];
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', COMPARE, ...asked], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return JSON.parse(output);
  });
}

const LOANS = Array.from({ length: 500 }, (_, number) => `L${number}`);
const DATES = Array.from({ length: 300 }, (_, number) =>
  new Date((day('2024-01-05') + number) * 86_400_000).toISOString().slice(0, 10),
);

/** A ledger of 9 MB with every kind of bad row in both halves, ids used again and receipts reversed across the middle. */
function makeLedger(noteOf: (row: number) => string): string {
  const lines = ['loan_id,paid_on,amount,payment_id,reversal_of,penalty,channel,note'];
  for (let row = 0; row < 36_000; row++) {
    const loan = row % 997 === 5 ? 'L-unknown' : LOANS[(row * 7) % 500]!;
    const date = DATES[(row * 13) % 300]!;
    const isReversal = row % 101 === 50;
    // Rows 2500 further on stand on the same loan: 2500 × 7 is a multiple of 500.
    const of = isReversal ? `P${(row + 17_500) % 36_000}` : '';
    const id = row % 499 === 7 ? `P${(row * 31) % 36_000}` : `P${row}`;
    const amount = row % 1009 === 3 ? 0 : isReversal ? -10 - (row % 90) : 20 + (row % 70);
    const penalty = row % 211 === 1 ? row % 300 : '';
    lines.push(`${loan},${date},${amount},${id},${of},${penalty},transfer,${noteOf(row)}`);
  }
  return `${lines.join('\n')}\n`;
}

const LONG_NOTE = '核心系统批量扣款成功'.repeat(7);

describe('a payments file read by two threads', () => {
  test('gives the same book and the same problems as one read by one', async () => {
    const payments = makeLedger((row) => (row % 40 === 0 ? `"${LONG_NOTE}\n第二行"` : LONG_NOTE));
    expect(Buffer.byteLength(payments)).toBeGreaterThan(8 << 20);
    const { threadsStarted, answers } = await compare(loansFile(...LOANS), payments);
    expect(threadsStarted).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    const codes = new Set(answers[0].problems.map(({ code }) => code));
    for (const code of [
      'unknown-loan',
      'payment-before-disbursement',
      'bad-amount',
      'split-exceeds-amount',
      'duplicate-payment',
      'reversal-without-original',
      'reversal-exceeds-original',
    ]) {
      expect(codes).toContain(code);
    }
    const { rows, rejected } = answers[0].inputs[1]!;
    expect(rows).toBe(36_000);
    expect(answers[0].totals.paymentRows).toBe(rows - rejected);
  });

  test('is cut rightly even where the middle lies in a note that looks like records', async () => {
    const lookalike = Array.from({ length: 20_000 }, (_, row) => `L1,2024-03-01,5,Q${row},,,transfer,`).join('\n');
    const payments = makeLedger((row) => (row === 18_000 ? `"${lookalike}"` : LONG_NOTE));
    const { threadsStarted, answers } = await compare(loansFile(...LOANS), payments);
    expect(threadsStarted).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0].inputs[1]!.rows).toBe(36_000);
  });
});
