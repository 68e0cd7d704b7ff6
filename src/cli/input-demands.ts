/** What a run demands of its input, as the command line says it: `--max-rejects` and `--expect`. */
import { type Fen, formatFen } from '../domain/money.js';
import type { RejectLimit } from '../read/table.js';
import type { Bilingual } from './exit.js';
import { didYouMean } from './mistyped.js';

/** What a bank may tell of an export. Rows are those used; amounts in fen. */
export const BANK_TOTALS = ['loans', 'principal', 'balance', 'payments', 'receipts'] as const;
export type BankTotal = (typeof BANK_TOTALS)[number];
export type BankTotals = Partial<Readonly<Record<BankTotal, number>>>;

export const TOTALS_OF_ROWS: ReadonlySet<BankTotal> = new Set<BankTotal>(['loans', 'payments']);

/** `loans=500,balance=1,234.56` added to `before`, or what is wrong with it. A comma inside an amount is no separator. */
export function readBankTotals(text: string, before: BankTotals = {}): BankTotals | { readonly fault: Bilingual } {
  const totals: Partial<Record<BankTotal, number>> = { ...before };
  for (const part of text.split(/[,，](?=\s*[^\s\d,，][^,，=]*=)/)) {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    const total = BANK_TOTALS.find((known) => known === name);
    if (total === undefined) {
      const near = didYouMean(name, BANK_TOTALS);
      return {
        fault: {
          en: `"${part.trim()}" names no total of the bank${near.en || '.'} It takes ${BANK_TOTALS.join(', ')}.`,
          zh: `“${part.trim()}”不是银行合计项${near.zh || '。'}可用：${BANK_TOTALS.join('、')}。`,
        },
      };
    }
    if (totals[total] !== undefined) return { fault: { en: `${total} is given twice.`, zh: `${total} 重复。` } };
    const number = TOTALS_OF_ROWS.has(total) ? readRows(value) : readSum(value);
    if (number === undefined) {
      return {
        fault: TOTALS_OF_ROWS.has(total)
          ? { en: `"${value}" is no number of rows, such as 500.`, zh: `“${value}”不是行数，应如 500。` }
          : {
              en: `"${value}" is no amount in yuan, such as 1234.56.`,
              zh: `“${value}”不是以元为单位的金额，应如 1234.56。`,
            },
      };
    }
    totals[total] = number;
  }
  return totals;
}

function readRows(text: string): number | undefined {
  return /^(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

function readSum(text: string): Fen | undefined {
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const fen = Number(match[2]!.replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -fen : fen;
}

/** As it was given, for the manifest; amounts in their usual form. */
export function formatBankTotals(totals: BankTotals): string {
  return BANK_TOTALS.flatMap((name) => {
    const value = totals[name];
    return value === undefined ? [] : [`${name}=${TOTALS_OF_ROWS.has(name) ? value : formatFen(value)}`];
  }).join(',');
}

/** `100` or `1%`. */
export function formatRejectLimit(limit: RejectLimit): string {
  return limit.kind === 'rows' ? String(limit.most) : `${limit.millionths / 10_000}%`;
}

/** The limit that `text` says; undefined where it says none. A share has at most four digits behind the point. */
export function readRejectLimit(text: string): RejectLimit | undefined {
  const share = /^(\d{1,3})(?:\.(\d{1,4}))?[%％]$/.exec(text.trim());
  if (share !== null) {
    const millionths = Number(share[1]) * 10_000 + Number((share[2] ?? '').padEnd(4, '0'));
    return millionths <= 1_000_000 ? { kind: 'share', millionths } : undefined;
  }
  return /^\d{1,15}$/.test(text.trim()) ? { kind: 'rows', most: Number(text) } : undefined;
}
