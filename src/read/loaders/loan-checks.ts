/** What a row of a loans table must satisfy beyond each cell for itself, its identifiers apart. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { ProblemDetail } from '../../domain/problem.js';
import { newDictionary } from '../../portfolio/dictionary.js';
import { shownCell } from '../cells.js';
import { LOANS } from '../shapes.js';
import { type RecordBatch, TOLD_BESIDES } from '../table.js';
import { type KeptRows, nameCode, positionsOf } from './batch-columns.js';
import type { CellAt } from './cell-at.js';

/** Spellings of the yuan beside CNY itself; 156 is its ISO 4217 number. */
const OTHER_YUAN = new Set(['RMB', '人民币', '人民币元', '156']);

/**
 * Fills `kept` with the sound rows of a batch and rejects the others: loans in another currency than `currency`,
 * loans that mature before they are disbursed, principals of zero, payment days outside 1–31 and repayment methods
 * spelt with another period than that of their row.
 */
export type LoanChecks = (batch: RecordBatch, kept: KeptRows) => void;

export function checkLoans(currency: string, cellAt: CellAt): LoanChecks {
  const at = positionsOf(LOANS, [
    'currency',
    'principal',
    'payment_day',
    'disbursed_on',
    'matures_on',
    'repayment_method',
    'period',
  ]);
  const currencies = newDictionary();
  const currencyAccepted: boolean[] = [true];

  function isAcceptedCurrency(batch: RecordBatch, row: number): boolean {
    const code = nameCode(batch, row, at.currency, currencies);
    currencyAccepted[code] ??= isSameCurrency(currencies.names[code]!, currency);
    return currencyAccepted[code];
  }

  /** Why a row cannot be kept. Called only for rows of which something is known to be wrong. */
  function problemOf(batch: RecordBatch, row: number): ProblemDetail {
    if (!isAcceptedCurrency(batch, row)) {
      const found = shownCell(batch.text(row, at.currency), { name: 'currency', kind: 'choice' });
      return { code: 'unsupported-currency', currency: found, expected: currency };
    }
    if (batch.values[at.principal]![row] === 0) {
      return { code: 'zero-amount', ...cellAt(batch.offset[row]!, 'principal') };
    }
    const paymentDay = batch.values[at.payment_day]![row]!;
    if (paymentDay < 1 || paymentDay > 31) {
      return { code: 'bad-whole-number', ...cellAt(batch.offset[row]!, 'payment_day') };
    }
    if (namesAnotherPeriod(batch.values[at.repayment_method]![row]!, batch.values[at.period]![row]!)) {
      const { cell: method } = cellAt(batch.offset[row]!, 'repayment_method');
      return { code: 'period-contradicts-method', method, ...cellAt(batch.offset[row]!, 'period') };
    }
    return {
      code: 'matures-before-disbursement',
      disbursedOn: formatIsoDate(batch.values[at.disbursed_on]![row]!),
      maturesOn: formatIsoDate(batch.values[at.matures_on]![row]!),
    };
  }

  return (batch, kept) => {
    const principal = batch.values[at.principal]!;
    const paymentDay = batch.values[at.payment_day]!;
    const disbursedOn = batch.values[at.disbursed_on]!;
    const maturesOn = batch.values[at.matures_on]!;
    const method = batch.values[at.repayment_method]!;
    const period = batch.values[at.period]!;
    const start = batch.start[at.currency]!;
    const end = batch.end[at.currency]!;
    let isAccepted = false;
    kept.count = 0;
    for (let row = 0; row < batch.count; row++) {
      // Nearly every cell of this column says what the one above says.
      if (row === 0 || !isRepeated(batch.bytes, start, end, row)) isAccepted = isAcceptedCurrency(batch, row);
      const day = paymentDay[row]!;
      if (
        !isAccepted ||
        principal[row] === 0 ||
        day < 1 ||
        day > 31 ||
        maturesOn[row]! < disbursedOn[row]! ||
        namesAnotherPeriod(method[row]!, period[row]!)
      ) {
        batch.reject(row, problemOf(batch, row));
        continue;
      }
      kept.rows[kept.count++] = row;
    }
  };
}

/** Whether the spelling of the method tells a period, and the row's own is another one. A blank (NaN) contradicts nothing. */
function namesAnotherPeriod(method: number, period: number): boolean {
  return method > TOLD_BESIDES && period > 0 && Math.floor(method / TOLD_BESIDES) !== period;
}

/** Whether a cell has the same bytes as the one above it. */
function isRepeated(bytes: Uint8Array, start: Int32Array, end: Int32Array, row: number): boolean {
  const from = start[row]!;
  const above = start[row - 1]!;
  const length = end[row]! - from;
  if (end[row - 1]! - above !== length) return false;
  for (let byte = 0; byte < length; byte++) if (bytes[from + byte] !== bytes[above + byte]) return false;
  return true;
}

function isSameCurrency(name: string, currency: string): boolean {
  const upper = name.toUpperCase();
  return upper === currency.toUpperCase() || (currency.toUpperCase() === 'CNY' && OTHER_YUAN.has(upper));
}
