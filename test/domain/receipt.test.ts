import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KINDS_WITH_RECEIPT,
  LETTER_KINDS,
  LETTER_ROLES,
  type LetterKind,
  type LetterRole,
} from '../../src/domain/letter.js';
import { EVENT_OF_LETTER } from '../../src/domain/notice-log.js';
import {
  AGREEMENTS,
  type Agreement,
  RECEIPT_OUTCOMES,
  type ReceiptOutcome,
  readReceipt,
  SIGNERS,
  type Signer,
} from '../../src/domain/receipt.js';
import { defaultPolicy } from '../policy/packs.js';

type Case = Readonly<Record<string, string>>;
const cases = parse(readFileSync(new URL('../cases/receipts.csv', import.meta.url)), { columns: true }) as Case[];

function shown(acts: ReturnType<typeof readReceipt>): string {
  if ('fault' in acts) return Object.values(acts).join(' ');
  return acts
    .map(({ evidence, kind, result }) => [kind, evidence, ...(result === '' ? [] : [result])].join('/'))
    .join(' + ');
}

describe('what a receipt proves (test/cases/receipts.csv)', () => {
  it.each(cases)('$id', (row) => {
    const acts = readReceipt(
      { kind: row['kind'] as LetterKind, role: row['role'] as LetterRole, isCompany: row['company'] === 'yes' },
      {
        outcome: row['outcome'] as ReceiptOutcome,
        signedBy: row['signed_by'] === '' ? null : (row['signed_by'] as Signer),
        relation: row['relation']!,
        hasProof: row['proof'] === 'yes',
        agrees: row['agrees'] === '' ? null : (row['agrees'] as Agreement),
        promises: row['promises'] === 'yes',
      },
    );
    expect(shown(acts)).toBe(row['expected']);
  });

  it('speaks of every outcome, signer and kind of letter that has a receipt', () => {
    const said = (column: string) => new Set(cases.map((row) => row[column]));
    expect([...RECEIPT_OUTCOMES].filter((outcome) => !said('outcome').has(outcome))).toEqual([]);
    expect([...SIGNERS].filter((signer) => !said('signed_by').has(signer))).toEqual([]);
    expect(KINDS_WITH_RECEIPT.filter((kind) => !said('kind').has(kind))).toEqual([]);
  });
});

const letters = fc.record({
  kind: fc.constantFrom(...LETTER_KINDS),
  role: fc.constantFrom(...LETTER_ROLES),
  isCompany: fc.boolean(),
});
const receipts = fc.record({
  outcome: fc.constantFrom(...RECEIPT_OUTCOMES),
  signedBy: fc.constantFrom(null, ...SIGNERS),
  relation: fc.constantFrom('', '配偶', '授权', '收发室', '邻居'),
  hasProof: fc.boolean(),
  agrees: fc.constantFrom(null, ...AGREEMENTS),
  promises: fc.boolean(),
});

describe('whatever comes back', () => {
  it('is signed only where somebody signed, and shows consent only in the own hand of a debtor who was asked for it', () => {
    fc.assert(
      fc.property(letters, receipts, (letter, receipt) => {
        const acts = readReceipt(letter, receipt);
        if ('fault' in acts) return;
        expect(acts.length).toBeGreaterThan(0);
        for (const { evidence, kind, result } of acts) {
          if (evidence === 'signed') expect(receipt.outcome).toBe('signed');
          if (evidence === 'proven') expect(['online', 'refused']).toContain(receipt.outcome);
          if (receipt.outcome === 'undeliverable') expect(evidence).toBe('none');
          if (kind === 'acknowledgement' || result === 'consent') {
            expect([letter.kind, receipt.agrees]).toEqual(['confirmation', 'yes']);
            expect(['adult_family', 'other', null]).not.toContain(receipt.signedBy);
          }
        }
      }),
    );
  });
});

describe('the event of a letter', () => {
  it('is one of those from which the bundled policy counts the gap of its kind, where it counts events at all', async () => {
    const { notice } = await defaultPolicy();
    for (const kind of LETTER_KINDS) {
      const { after } = notice.minimumGaps[kind];
      if (after.length > 0) expect(after, kind).toContain(EVENT_OF_LETTER[kind]);
    }
  });
});
