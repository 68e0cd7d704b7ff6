/** Runs the compiled program (`npm run build`): from TypeScript source there is no second thread. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../src/write/gb18030.js';
import { day, loansFile, paymentsFile, withFiles } from './book-files.js';

const COMPILED = new URL('../../dist/', import.meta.url).href;

/** Loads the book on one thread and on two, in a process of its own, and describes what came of each. */
const COMPARE = `
import { createHash } from 'node:crypto';
const [loans, payments, compiled, asOf, events] = process.argv.slice(1);
const { loadPortfolio } = await import(compiled + 'read/load-portfolio.js');
const { secondThreadFor } = await import(compiled + 'cli/second-thread.js');
let threadsStarted = 0;
process.on('worker', () => threadsStarted++);
const answers = [];
for (const threads of [1, 2]) {
  const helper = secondThreadFor({ threads, loans, payments })?.reading;
  const book = await loadPortfolio({ loans, payments, events }, { mappings: {}, currency: 'CNY', asOf: Number(asOf), helper });
  const { loans: loanColumns, payments: paymentColumns, loanIds, borrowerIds, partyIds, ...others } = book.portfolio;
  const { paymentStart, borrowerStart, loansByBorrower, totals, branches, officers, regions, products } = others;
  const idColumns = [loanIds, borrowerIds, partyIds].map(({ count, keys, keyStart, keyLength }) => ({
    keyStart: keyStart.slice(0, count + 1),
    keys: keys.slice(0, keyStart[count]),
    keyLength: Uint32Array.of(keyLength),
  }));
  const columns = [loanColumns, paymentColumns, ...idColumns, { paymentStart, borrowerStart, loansByBorrower }, others.events ?? {}, { eventStart: others.eventStart }];
  const hashes = columns.flatMap(Object.entries).map(([name, column]) => [
    name,
    column.length,
    createHash('sha256').update(Buffer.from(column.slice().buffer)).digest('hex'),
  ]);
  const names = { branches, officers, regions, products };
  answers.push({ hashes, names, totals, problems: book.problems, inputs: book.inputs });
}
console.log(JSON.stringify({ threadsStarted, answers }));
`;

interface Answer {
  readonly hashes: readonly (readonly [string, number, string])[];
  readonly names: { readonly branches: readonly string[] };
  readonly totals: { readonly paymentRows: number };
  readonly problems: readonly { readonly line: number; readonly code: string; readonly firstLine?: number }[];
  readonly inputs: readonly { readonly rows: number; readonly rejected: number; readonly setAside: number }[];
}

async function compare(
  loans: string,
  payments: string | Uint8Array,
  events?: string,
): Promise<{ threadsStarted: number; answers: readonly [Answer, Answer] }> {
  return withFiles({ loans, payments, ...(events === undefined ? {} : { events }) }, async (paths) => {
    const asked = [paths.loans, paths.payments, COMPILED, String(day('2024-10-01'))];
    if (paths.events !== undefined) asked.push(paths.events);
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
      'zero-amount',
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

/** A log of over 8 MB with every kind of bad row in both halves, and parties that one half or both name. */
function makeLog(noteOf: (row: number) => string): string {
  const lines = ['loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,amount,result,note'];
  const kinds = ['call', 'sms', 'visit', 'promise', 'letter', 'lawsuit'];
  for (let row = 0; row < 36_000; row++) {
    const loan = row % 997 === 5 ? 'L-unknown' : row % 11 === 3 ? '' : LOANS[(row * 7) % 500]!;
    const borrower = loan !== '' || row % 991 === 14 ? '' : row % 977 === 3 ? 'B-unknown' : LOANS[(row * 3) % 500]!;
    const date = DATES[(row * 13) % 300]!;
    const at = row % 3 === 0 ? `${date} ${String(row % 24).padStart(2, '0')}:30` : date;
    const party = row % 7 === 1 ? `G${row < 20_000 ? row % 50 : (row % 90) + 25}` : '';
    const ended = row % 313 === 2 ? '2023-01-01' : row % 19 === 2 ? '2024-11-30' : '';
    const promised = row % 6 === 3 ? '2024-12-01' : '';
    const amount = row % 6 === 3 ? (row % 900) + 0.5 : '';
    lines.push(
      `${loan},${borrower},${at},${kinds[row % 6]!},${party},${row % 4 === 0 ? 'proven' : ''},${ended},${promised},${amount},${row % 5 === 0 ? '承认' : ''},${noteOf(row)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('an events file read by two threads', () => {
  const SMALL_PAYMENTS = paymentsFile();

  test('gives the same book and the same problems as one read by one', async () => {
    const log = makeLog((row) => (row % 40 === 0 ? `"${LONG_NOTE}\n第二行"` : LONG_NOTE));
    expect(Buffer.byteLength(log)).toBeGreaterThan(8 << 20);
    const { threadsStarted, answers } = await compare(loansFile(...LOANS), SMALL_PAYMENTS, log);
    expect(threadsStarted).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    const codes = new Set(answers[0].problems.map(({ code }) => code));
    for (const code of ['unknown-loan', 'unknown-borrower', 'event-without-subject', 'ends-before-it-begins']) {
      expect(codes).toContain(code);
    }
    const { rows, rejected } = answers[0].inputs[2]!;
    expect(rows).toBe(36_000);
    const lines = answers[0].hashes.filter(([name]) => name === 'minuteOfDay');
    expect(lines[0]![1]).toBe(rows - rejected);
  });

  test('is cut rightly even where the middle lies in a note that looks like records', async () => {
    const lookalike = Array.from({ length: 20_000 }, (_, row) => `L1,,2024-03-01,call,H${row},,,,,,`).join('\n');
    const log = makeLog((row) => (row === 18_000 ? `"${lookalike}"` : LONG_NOTE));
    const { answers } = await compare(loansFile(...LOANS), SMALL_PAYMENTS, log);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0].inputs[2]!.rows).toBe(36_000);
  });
});

const LOAN_ROWS = 40_000;
const TITLES =
  'loan_id,borrower_id,principal,currency,annual_rate_percent,disbursed_on,matures_on,payment_day,' +
  'branch,officer,region,product,asset_class,care_note';

/** The id of a row, and of the row itself or an earlier or later one that it repeats. */
function idOfRow(row: number): string {
  const of = row % 503 === 11 ? (row * 7919) % LOAN_ROWS : row;
  if (of % 97 === 0) return `借${of}`;
  return of % 89 === 0 ? `"L""${of}"` : `L${of}`;
}

/**
 * A loans file of over 8 MB with sound and bad rows in both halves, ids used again within and across them, borrowers
 * and spellings that occur in one half or both, and two totals rows at its end. Each row takes two lines where its
 * note does.
 */
function makeLoans(noteOf: (row: number) => string): string {
  const lines = [TITLES];
  for (let row = 0; row < LOAN_ROWS; row++) {
    const borrower = row % 3 === 0 ? '' : `B${(row * 31) % 9000}`;
    const principal = row % 1009 === 5 ? '0' : row % 1013 === 6 ? 'viele' : `${1000 + row}.${10 + (row % 90)}`;
    const currency = row % 1019 === 7 ? 'USD' : row % 4 === 0 ? '人民币' : 'CNY';
    const maturesOn = row % 1021 === 8 ? '2023-01-10' : '2025-01-10';
    const paymentDay = row % 1031 === 9 ? '32' : row % 5 === 0 ? '' : `${1 + (row % 31)}`;
    // Some spellings stand only on rows that repeat an id: they must not get a code.
    const branch = row % 503 === 11 ? `重复${row}` : row % 7 === 0 ? ` 第${row % 40}支行 ` : `第${(row >> 10) + 1}支行`;
    const officer = row % 11 === 0 ? '' : `U${(row * 17) % 700}`;
    const assetClass = row % 1033 === 10 ? 'nonsense' : 'business';
    const terms = `${principal},${currency},4.35,2024-01-10,${maturesOn},${paymentDay}`;
    lines.push(
      `${idOfRow(row)},${borrower},${terms},${branch},${officer},R${row % 9},P${row % 6},${assetClass},${noteOf(row)}`,
    );
  }
  const total = ',,40000000'.padEnd(TITLES.split(',').length + 7, ',');
  lines.push(`合计${total}`, `总计${total}`);
  return `${lines.join('\n')}\n`;
}

const CARE_NOTE = '家中有未成年子女'.repeat(5);
const SMALL_LEDGER = paymentsFile(
  'L1,2024-03-01,20',
  'L39001,2024-03-02,30',
  '借97,2024-03-03,40',
  'none,2024-03-04,50',
);

describe('payment ids that rise within both halves', () => {
  test('are found to repeat across them', async () => {
    const half = 20_000;
    const lines = Array.from({ length: half * 2 }, (_, row) => {
      const id = String(row < half ? row : row - 100).padStart(8, '0');
      return `${LOANS[row % 500]!},2024-03-01,5,P${id},${LONG_NOTE}`;
    });
    const payments = ['loan_id,paid_on,amount,payment_id,note', ...lines, ''].join('\n');
    const { threadsStarted, answers } = await compare(loansFile(...LOANS), payments);
    expect(threadsStarted).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    const repeated = answers[1].problems.filter(({ code }) => code === 'duplicate-payment');
    expect(repeated.map(({ line, firstLine }) => [line, firstLine])).toEqual(
      Array.from({ length: 100 }, (_, row) => [half + row + 2, half - 100 + row + 2]),
    );
  });
});

describe('a large loans file', () => {
  test('gives the same book and the same problems with a second thread as without', async () => {
    const loans = makeLoans((row) => (row % 2 === 0 ? `"两行\n${CARE_NOTE}"` : CARE_NOTE));
    expect(Buffer.byteLength(loans)).toBeGreaterThan(8 << 20);
    const { threadsStarted, answers } = await compare(loans, SMALL_LEDGER);
    expect(threadsStarted).toBe(1);
    expect(answers[1]).toEqual(answers[0]);

    const { problems, names, inputs, hashes } = answers[1];
    const codes = new Set(problems.map(({ code }) => code));
    for (const code of [
      'bad-amount',
      'bad-whole-number',
      'unsupported-currency',
      'matures-before-disbursement',
      'unknown-choice',
      'duplicate-loan',
    ]) {
      expect(codes).toContain(code);
    }
    expect(names.branches).toContain('第39支行');
    expect(inputs[0]).toMatchObject({ rows: LOAN_ROWS, setAside: 2 });
    expect(hashes[0]).toEqual(['borrower', LOAN_ROWS - inputs[0]!.rejected, expect.any(String)]);
  });
});

describe('a large file that is found not to be in UTF-8 only after it was read as such', () => {
  const ascii = (row: number): string => (row < 30_000 ? LONG_NOTE.replaceAll(/./g, '-') : LONG_NOTE);

  test('is read again in its encoding, on two threads and on one', async () => {
    const payments = encodeGb18030(makeLedger(ascii));
    const { answers } = await compare(loansFile(...LOANS), payments);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0].inputs[1]).toMatchObject({ encoding: 'gb18030', rows: 36_000 });
    const { answers: inUtf8 } = await compare(loansFile(...LOANS), makeLedger(ascii));
    expect(inUtf8[0].inputs[1]).toMatchObject({ encoding: 'utf-8', rows: 36_000 });
    expect(answers[0].totals).toEqual(inUtf8[0].totals);
    expect(answers[0].problems.map(({ line, code }) => [line, code])).toEqual(
      inUtf8[0].problems.map(({ line, code }) => [line, code]),
    );
  });
});
