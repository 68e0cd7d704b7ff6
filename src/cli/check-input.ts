/** What a run demands of its input before it gives an answer: not too many rejected rows, and the bank's totals. */

import { formatFen } from '../domain/money.js';
import type { LoadedBook } from '../read/load-portfolio.js';
import type { LimitExceeded } from '../read/reject-limit.js';
import type { RejectLimit } from '../read/table.js';
import { type ControlTotal, controlTotal } from '../write/manifest.js';
import { type Bilingual, UserError } from './exit.js';
import { BANK_TOTALS, type BankTotal, type BankTotals, formatRejectLimit, TOTALS_OF_ROWS } from './input-demands.js';

/** The input is not what was demanded of it: `check` finds that out, every other command cannot run on it. */
export class InputRefused extends UserError {
  override readonly event: string = 'input-refused';
}

export function refuseTooManyRejected({ file, rejected, rows }: LimitExceeded, limit: RejectLimit): InputRefused {
  const most = formatRejectLimit(limit);
  return new InputRefused(
    rows === null
      ? {
          en: `${file}: ${rejected} rows rejected so far, more than the limit of ${most}: reading stopped, nothing was written.`,
          zh: `${file}：已有 ${rejected} 行未采用，超过上限 ${most}，停止读取，未写入任何文件。`,
        }
      : {
          en: `${file}: ${rejected} of ${rows} rows rejected, more than the limit of ${most}; nothing was written.`,
          zh: `${file}：${rows} 行中有 ${rejected} 行未采用，超过上限 ${most}，未写入任何文件。`,
        },
    {
      en: 'Correct the file, or raise --max-rejects. arrears check without it tells every row.',
      zh: '请更正文件或放宽 --max-rejects；不带该选项运行 arrears check 可查看每一行。',
    },
  );
}

/** Throws {@link InputRefused} with the totals of the bank that do not meet, all in one line. */
export function refuseMissedTotals(book: Pick<LoadedBook, 'portfolio' | 'inputs'>, totals: BankTotals): void {
  const missed = describeMissedTotals(book, totals);
  if (missed.length === 0) return;
  throw new InputRefused(
    {
      en: `the bank's totals do not meet; nothing was written. ${missed.map(({ en }) => en).join('; ')}`,
      zh: `与银行提供的合计数不符，未写入任何文件。${missed.map(({ zh }) => zh).join('；')}`,
    },
    {
      en: 'The files may be cut short, of another day, or hold rejected rows: ask for a new export.',
      zh: '文件可能不完整、日期不符或含有未采用的行：请重新导出。',
    },
  );
}

/** What was read: NaN for a sum of which a part is not known. */
function found({ portfolio }: Pick<LoadedBook, 'portfolio'>, total: BankTotal): number {
  const { totals, loans, count } = portfolio;
  switch (total) {
    case 'loans':
      return count;
    case 'principal':
      return totals.principal;
    case 'balance': {
      let sum = 0;
      for (let loan = 0; loan < count; loan++) sum += loans.statedOutstanding[loan]!;
      return sum;
    }
    case 'payments':
      return totals.paymentRows;
    case 'receipts':
      return totals.receipts - totals.reversals - totals.laterReversals;
  }
}

/** One control total for each that the bank gave: its figure on the left, ours on the right. */
export function holdAgainstBank(book: Pick<LoadedBook, 'portfolio'>, totals: BankTotals): ControlTotal[] {
  return BANK_TOTALS.flatMap((name) => {
    const expected = totals[name];
    if (expected === undefined) return [];
    return [
      controlTotal(
        `${name}: expected by the bank = read`,
        TOTALS_OF_ROWS.has(name) ? 'rows' : 'fen',
        expected,
        found(book, name),
      ),
    ];
  });
}

/** A line for each total that does not meet: what was expected, what was found, and what may explain it. */
function describeMissedTotals(book: Pick<LoadedBook, 'portfolio' | 'inputs'>, totals: BankTotals): Bilingual[] {
  return BANK_TOTALS.flatMap((name) => {
    const expected = totals[name];
    const read = found(book, name);
    if (expected === undefined || expected === read) return [];
    const shown = (value: number) => (TOTALS_OF_ROWS.has(name) ? String(value) : formatFen(value));
    if (Number.isNaN(read)) {
      const blank = blankBalances(book);
      return [
        {
          en: `${name}: expected ${shown(expected)}, found no total: ${blank} of ${book.portfolio.count} loans have no outstanding_principal`,
          zh: `${name}：应为 ${shown(expected)}，无法合计：${book.portfolio.count} 笔借据中 ${blank} 笔没有本金余额`,
        },
      ];
    }
    const table = name === 'payments' || name === 'receipts' ? 'payments' : 'loans';
    const rejected = book.inputs.find((input) => input.table === table)?.rejected ?? 0;
    const apart = shown(read - expected);
    const difference = read > expected ? `+${apart}` : apart;
    return [
      {
        en: `${name}: expected ${shown(expected)}, found ${shown(read)} (${difference})${rejected === 0 ? '' : `; ${rejected} more rejected`}`,
        zh: `${name}：应为 ${shown(expected)}，实际 ${shown(read)}（${difference}）${rejected === 0 ? '' : `；另有 ${rejected} 行未采用`}`,
      },
    ];
  });
}

function blankBalances({ portfolio: { loans, count } }: Pick<LoadedBook, 'portfolio'>): number {
  let blank = 0;
  for (let loan = 0; loan < count; loan++) if (Number.isNaN(loans.statedOutstanding[loan]!)) blank++;
  return blank;
}
