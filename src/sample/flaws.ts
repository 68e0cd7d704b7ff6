/**
 * Rows as people and spreadsheets spoil them. All are added to the book: no sound loan or receipt is lost. Some rows
 * only look odd and must be read correctly; those carry no flaw.
 */
import { civilDateOf, type EpochDay } from '../domain/civil-date.js';
import type { ProblemCode } from '../domain/problem.js';
import { formatAmount, formatDate, type SampleStyle } from './format.js';
import type { SampleLoan, SampleTable } from './model.js';
import { Random } from './random.js';
import { SAMPLE_TABLES } from './tables.js';

export type TextRow = string[];
export type TextTables = Readonly<Record<SampleTable, TextRow[]>>;

/** What each spoilt row must be reported as. */
export type Flaws = Map<TextRow, ProblemCode>;

/** No loan of the book has it. */
const STRANGER = 'JJ20990101999999';
const FULL_WIDTH_ZERO = '０'.charCodeAt(0);

function toFullWidth(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(FULL_WIDTH_ZERO + Number(digit)));
}

const columnIndex = (table: SampleTable, name: string) =>
  SAMPLE_TABLES[table].findIndex((column) => column.name === name);

class Spoiler {
  readonly flaws: Flaws = new Map();
  readonly #tables: TextTables;
  readonly #random: Random;

  constructor(tables: TextTables, random: Random) {
    this.#tables = tables;
    this.#random = random;
  }

  /** A row of the table at random; undefined for an empty table. */
  pick(table: SampleTable): TextRow | undefined {
    const sound = this.#tables[table].filter((row) => !this.flaws.has(row));
    return sound.length === 0 ? undefined : this.#random.pick(sound);
  }

  /** Puts a spoilt copy of a sound row somewhere behind it, with `cells` changed. */
  spoil(table: SampleTable, code: ProblemCode, cells: Readonly<Record<string, string>>): void {
    const sound = this.pick(table);
    if (sound === undefined) return;
    const row = [...sound];
    for (const [name, cell] of Object.entries(cells)) row[columnIndex(table, name)] = cell;
    this.insert(table, code, row, sound);
  }

  insert(table: SampleTable, code: ProblemCode, row: TextRow, behind: TextRow): void {
    const rows = this.#tables[table];
    rows.splice(this.#random.between(rows.indexOf(behind) + 1, rows.length), 0, row);
    this.flaws.set(row, code);
  }
}

/** Spoils the formatted tables in place and returns which rows must be reported as what. */
export function addFlaws(
  tables: TextTables,
  book: readonly SampleLoan[],
  asOf: EpochDay,
  seed: number,
  style: SampleStyle,
): Flaws {
  const random = new Random(seed, -3);
  const spoiler = new Spoiler(tables, random);
  let spare = 0;
  const newId = () => `JJ20990101${String(++spare).padStart(6, '0')}`;

  addOddities(tables, spoiler, random);
  const { year } = civilDateOf(asOf);
  const thirtiethOfFebruary = style.coreBanking ? `${year}0230` : `${year}-02-30`;
  spoiler.spoil('loans', 'impossible-date', { loan_id: newId(), matures_on: thirtiethOfFebruary });
  spoiler.spoil('loans', 'identifier-in-scientific-notation', { loan_id: '6.22E+18' });
  spoiler.spoil('loans', 'blank-required', { loan_id: newId(), principal: '' });
  spoiler.spoil('loans', 'duplicate-loan', {});
  spoiler.spoil('loans', 'ambiguous-date', { loan_id: newId(), disbursed_on: '03/04/2024' });
  spoiler.spoil('loans', 'unknown-choice', { loan_id: newId(), repayment_method: '等额本西' });
  spoiler.spoil('loans', 'bad-amount', { loan_id: newId(), principal: '10万元' });
  spoiler.spoil('loans', 'unsupported-currency', { loan_id: newId(), currency: 'USD' });
  spoilLength('loans', newId(), -3, spoiler);
  const young = random.pick(book);
  spoiler.spoil('loans', 'matures-before-disbursement', {
    loan_id: newId(),
    disbursed_on: formatDate(young.terms.disbursedOn, 'loans', style),
    matures_on: formatDate(young.terms.disbursedOn - 31, 'loans', style),
  });

  spoilPayments(spoiler, book, random, style);
  spoiler.spoil('schedule', 'duplicate-instalment', {});
  spoiler.spoil('schedule', 'unknown-loan', { loan_id: STRANGER });
  spoiler.spoil('events', 'event-without-subject', { loan_id: '', borrower_id: '' });
  spoiler.spoil('events', 'unknown-choice', { kind: '喝茶' });
  spoiler.spoil('events', 'unknown-borrower', { loan_id: '', borrower_id: 'KH99999999' });
  spoiler.spoil('parties', 'unknown-choice', { role: '朋友' });
  spoiler.spoil('parties', 'unknown-loan', { loan_id: STRANGER });
  spoiler.spoil('collateral', 'bad-amount', { value: '面议' });
  addTotals(
    'loans',
    'principal',
    spoiler,
    tables,
    book.reduce((sum, loan) => sum + loan.terms.principal, 0),
    style,
  );
  const received = book.flatMap((loan) => loan.receipts).reduce((sum, receipt) => sum + receipt.amount, 0);
  addTotals('payments', 'amount', spoiler, tables, received, style);
  return spoiler.flaws;
}

function spoilPayments(spoiler: Spoiler, book: readonly SampleLoan[], random: Random, style: SampleStyle): void {
  let spare = 0;
  const newId = () => `LS99${String(++spare).padStart(6, '0')}`;
  const sound = { reversal_of: '', principal: '', interest: '', penalty: '', fee: '' };
  const one = formatAmount(100_00, style);
  spoiler.spoil('payments', 'unknown-loan', { ...sound, payment_id: newId(), amount: one, loan_id: STRANGER });
  spoiler.spoil('payments', 'identifier-in-scientific-notation', { payment_id: newId(), loan_id: '6.22E+18' });
  spoiler.spoil('payments', 'impossible-date', { payment_id: newId(), paid_on: '2025-02-30' });
  spoiler.spoil('payments', 'blank-required', { payment_id: newId(), amount: '' });
  spoiler.spoil('payments', 'bad-amount', { payment_id: newId(), amount: '壹仟元整' });
  spoiler.spoil('payments', 'reversal-without-original', {
    ...sound,
    payment_id: newId(),
    amount: `-${one}`,
    reversal_of: 'LS99999999',
  });
  spoiler.spoil('payments', 'split-exceeds-amount', {
    ...sound,
    payment_id: newId(),
    amount: one,
    principal: formatAmount(150_00, style),
  });
  spoilLength('payments', newId(), 1, spoiler);
  const loan = random.pick(book);
  spoiler.spoil('payments', 'payment-before-disbursement', {
    ...sound,
    payment_id: newId(),
    amount: one,
    loan_id: loan.id,
    paid_on: formatDate(loan.terms.disbursedOn - 20, 'payments', style),
  });
  spoiler.spoil('payments', 'duplicate-payment', {});
}

/** A row with cells too many or too few. */
function spoilLength(table: SampleTable, id: string, by: number, spoiler: Spoiler): void {
  const sound = spoiler.pick(table);
  if (sound === undefined) return;
  const row = by < 0 ? sound.slice(0, by) : [...sound, ...Array<string>(by).fill('0.00')];
  row[columnIndex(table, table === 'loans' ? 'loan_id' : 'payment_id')] = id;
  spoiler.insert(table, 'wrong-cell-count', row, sound);
}

/** A totals row at the very end, as exports carry it. */
function addTotals(
  table: SampleTable,
  column: string,
  spoiler: Spoiler,
  tables: TextTables,
  total: number,
  style: SampleStyle,
): void {
  const row = SAMPLE_TABLES[table].map(() => '');
  row[0] = '合计';
  row[columnIndex(table, column)] = formatAmount(total, style);
  tables[table].push(row);
  spoiler.flaws.set(row, 'totals-row');
}

/** Rows that look wrong and are right: full-width digits, ¥, a quoted line break, spaces, an accountant's parentheses. */
function addOddities(tables: TextTables, spoiler: Spoiler, random: Random): void {
  const change = (table: SampleTable, name: string, to: (cell: string) => string) => {
    const index = columnIndex(table, name);
    const filled = tables[table].filter((row) => row[index] !== '');
    const row = filled.length === 0 ? undefined : random.pick(filled);
    if (row !== undefined) row[index] = to(row[index]!);
  };
  change('loans', 'principal', (cell) => `¥${cell}`);
  change('loans', 'principal', toFullWidth);
  change('loans', 'address', (cell) => `${cell}\n(原址已拆迁)`);
  change('loans', 'borrower_id', (cell) => ` ${cell} `);
  change('payments', 'amount', toFullWidth);
  const amount = columnIndex('payments', 'amount');
  const reversal = tables.payments.find((row) => row[amount]!.startsWith('-'));
  if (reversal !== undefined && !spoiler.flaws.has(reversal)) reversal[amount] = `(${reversal[amount]!.slice(1)})`;
}
