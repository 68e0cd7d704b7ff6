/** The list of returned receipts, row by row, each held against the letter that it answers. */

import type { EpochDay } from '../domain/civil-date.js';
import { formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import type { NoticeLog, SentLetter } from '../domain/notice-log.js';
import type { ProblemDetail } from '../domain/problem.js';
import {
  AGREEMENTS,
  RECEIPT_OUTCOMES,
  type Receipt,
  readReceipt,
  type ShownAct,
  SIGNERS,
  type Signer,
} from '../domain/receipt.js';
import { foldChoice, shownCell } from './cells.js';
import { RECEIPTS, YES_NO } from './notice-shapes.js';
import { openTable } from './open-table.js';
import { choicesOf, codesOfChoices } from './record-plan.js';
import { scanTable, wholeBody } from './scan-table.js';
import type { ProblemLog, RecordBatch } from './table.js';

/** A receipt that fits its letter, with what it shows. */
export interface ReturnedReceipt {
  readonly letter: SentLetter;
  readonly receipt: Receipt;
  readonly acts: readonly ShownAct[];
  /** Day on which it was signed, refused or came back. */
  readonly on: EpochDay;
  /** NO_DAY and NaN where not given. */
  readonly promisedOn: EpochDay;
  readonly promisedAmount: Fen;
  readonly note: string;
}

/** In file order; undefined where the file cannot be used. Rows that do not fit a letter of `letters` go to `log`. */
export async function readReceipts(
  file: string,
  letters: NoticeLog,
  encoding: string | undefined,
  log: ProblemLog,
): Promise<readonly ReturnedReceipt[] | undefined> {
  const open = await openTable(RECEIPTS, file, encoding === undefined ? {} : { encoding }, log);
  if (open === undefined) return undefined;
  const shelf = shelve(letters);
  const lineOf = new Map<string, number>();
  const receipts: ReturnedReceipt[] = [];
  scanTable(
    open,
    wholeBody(open),
    (batch) => {
      for (let row = 0; row < batch.count; row++) {
        const found = receiptAt(batch, row, shelf);
        if ('code' in found) {
          batch.reject(row, found);
          continue;
        }
        const { number } = found.letter;
        const firstLine = lineOf.get(number);
        if (firstLine === undefined) {
          lineOf.set(number, batch.line[row]!);
          receipts.push(found);
        } else batch.reject(row, { code: 'duplicate-receipt', letter: number, firstLine });
      }
    },
    log,
  );
  return receipts;
}

interface Shelf {
  readonly letters: NoticeLog;
  /** Letters that were not cancelled, by the name of their file. */
  readonly byFile: ReadonlyMap<string, readonly SentLetter[]>;
}

function shelve(letters: NoticeLog): Shelf {
  const byFile = new Map<string, SentLetter[]>();
  for (const letter of letters.letters) {
    if (letter.isCancelled || letter.file === '') continue;
    const known = byFile.get(letter.file);
    if (known === undefined) byFile.set(letter.file, [letter]);
    else known.push(letter);
  }
  return { letters, byFile };
}

const at = Object.fromEntries(RECEIPTS.columns.map(({ name }, position) => [name, position]));

const SIGNED_BY = RECEIPTS.columns[at['signed_by']!]!;

/** Whoever is said to have signed by what he is; a name says nothing of that. */
const SIGNER_BY_WORD: ReadonlyMap<string, Signer> = new Map(
  [...codesOfChoices(SIGNED_BY)].map(([word, code]) => [word, SIGNERS[code - 1]!]),
);

function receiptAt(batch: RecordBatch, row: number, shelf: Shelf): ReturnedReceipt | ProblemDetail {
  const text = (column: string) => batch.text(row, at[column]!);
  const value = (column: string) => batch.values[at[column]!]![row]!;
  const day = (column: string) => (Number.isNaN(value(column)) ? NO_DAY : value(column));
  const oneOf = <Choice>(choices: readonly Choice[], column: string) => choices[value(column) - 1] ?? null;

  const letter = letterOf(text('number'), text('file'), shelf);
  if ('code' in letter) return letter;
  const promisedOn = day('promised_on');
  const promisedAmount = value('promised_amount');
  const outcome = oneOf(RECEIPT_OUTCOMES, 'outcome')!;
  const receipt: Receipt = {
    outcome,
    signedBy: oneOf(SIGNERS, 'signed_by') ?? SIGNER_BY_WORD.get(foldChoice(text('signer'))) ?? null,
    relation: text('relation'),
    hasProof: oneOf(YES_NO, 'proof') === 'yes',
    agrees: oneOf(AGREEMENTS, 'agrees'),
    promises: promisedOn !== NO_DAY || !Number.isNaN(promisedAmount),
  };
  const returnedOn = value('returned_on');
  const signedOn = day('signed_on');
  if (signedOn !== NO_DAY && outcome !== 'signed' && outcome !== 'online') {
    return { code: 'does-not-go-with', column: 'signed_on', cell: formatIsoDate(signedOn), with: outcome };
  }
  if (signedOn !== NO_DAY && signedOn > returnedOn) {
    return { code: 'signed-after-return', signedOn: formatIsoDate(signedOn), returnedOn: formatIsoDate(returnedOn) };
  }
  const on = signedOn === NO_DAY ? returnedOn : signedOn;
  if (on < letter.asOf) {
    return { code: 'receipt-before-letter', day: formatIsoDate(on), writtenOn: formatIsoDate(letter.asOf) };
  }
  if (promisedOn !== NO_DAY && promisedOn < on) {
    return {
      code: 'does-not-go-with',
      column: 'promised_on',
      cell: formatIsoDate(promisedOn),
      with: formatIsoDate(on),
    };
  }
  const acts = readReceipt(letter, receipt);
  if (!('fault' in acts)) return { letter, receipt, acts, on, promisedOn, promisedAmount, note: text('note') };
  switch (acts.fault) {
    case 'missing':
      return acts.cell === 'signed_by' && text('signer') !== ''
        ? {
            code: 'unknown-choice',
            column: 'signer',
            cell: shownCell(text('signer'), SIGNED_BY),
            ...choicesOf(SIGNED_BY),
          }
        : { code: 'blank-required', column: acts.cell, cell: '' };
    case 'wrong-signer':
      return { code: 'wrong-signer', signer: receipt.signedBy!, addressee: letter.isCompany ? 'company' : letter.role };
    case 'does-not-go-with': {
      const cells = {
        agrees: receipt.agrees ?? '',
        promised_on: promisedOn === NO_DAY ? '' : formatIsoDate(promisedOn),
        signed_by: receipt.signedBy ?? '',
      };
      return { code: 'does-not-go-with', column: acts.cell, cell: cells[acts.cell], with: acts.with };
    }
  }
}

/** By number; by file where that holds one letter only. */
function letterOf(number: string, file: string, { byFile, letters }: Shelf): SentLetter | ProblemDetail {
  if (number === '' && file === '') return { code: 'blank-required', column: 'number', cell: '' };
  if (number === '') {
    const found = byFile.get(file) ?? [];
    if (found.length === 1) return found[0]!;
    if (found.length > 1) return { code: 'ambiguous-letter', letter: file, numbers: found.map((one) => one.number) };
    return { code: 'unknown-letter', letter: file };
  }
  const letter = letters.find(number);
  // No number is proposed: the next one is another borrower's.
  if (letter === undefined) return { code: 'unknown-letter', letter: number };
  if (letter.isCancelled) return { code: 'letter-cancelled', letter: number };
  return file === '' || file === letter.file ? letter : { code: 'other-letter', letter: number, letterFile: file };
}
