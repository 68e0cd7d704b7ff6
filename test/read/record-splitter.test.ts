/** On well-formed files csv-parse, left to itself, finds the same records on the same lines. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyBounds,
  findRecord,
  LONGEST_QUOTED_BYTES,
  skipBlankLine,
  splitCells,
} from '../../src/read/record-splitter.js';
import { PAYMENTS } from '../../src/read/shapes.js';
import { linesAndCodes, readText } from './reading.js';

const COMMA = 0x2c;

function splitFile(content: string): { cells: string[]; lastLine: number }[] {
  const bytes = Buffer.from(content);
  const bounds = emptyBounds();
  const records: { cells: string[]; lastLine: number }[] = [];
  let at = 0;
  let line = 1;
  while (at < bytes.length) {
    const next = skipBlankLine(bytes, at, bytes.length, true, COMMA);
    if (next !== at) {
      at = next;
      line++;
      continue;
    }
    expect(findRecord(bytes, at, bytes.length, true, COMMA, bounds)).toBe(true);
    expect(bounds.kind).toBe('whole');
    const cells = splitCells(bytes, at, bounds.end, COMMA, (b, from, until) => b.toString('utf8', from, until));
    line += bounds.lines;
    records.push({ cells, lastLine: line - 1 });
    at = bounds.next;
  }
  return records;
}

describe('the record splitter', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    it(`finds the records and lines that csv-parse finds, lines ending in ${JSON.stringify(end)}`, () => {
      const word = fc.constantFrom(
        'a',
        'ü',
        '借据',
        '1.5',
        ' x ',
        '',
        'a,b',
        'say "no"',
        `one${end}two`,
        `${end}`,
        '""',
      );
      const cell = word.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
      const row = fc.array(cell, { minLength: 3, maxLength: 3 }).map((cells) => `k,${cells.join(',')}`);
      fc.assert(
        fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.boolean(), (rows, lastEnd) => {
          const content = rows.join(end) + (lastEnd ? end : '');
          const parsed = parse(content, { info: true, record_delimiter: end }) as unknown as {
            record: string[];
            info: { lines: number };
          }[];
          const ours = splitFile(content);
          expect(ours.map(({ cells }) => cells)).toEqual(parsed.map(({ record }) => record));
          // csv-parse takes CR LF inside quotes for two lines.
          let doubled = 0;
          for (const [index, { record, info }] of parsed.entries()) {
            doubled += record.join('').split('\r\n').length - 1;
            expect(ours[index]!.lastLine).toBe(info.lines - doubled);
          }
        }),
      );
    });
  }

  it('gives up on a quote that does not close within a mebibyte, and resumes on the next line', async () => {
    const head = 'loan_id,paid_on,amount,payment_id\n';
    const long = `L1,2024-01-31,1,"${`${'x'.repeat(1023)}\n`.repeat(LONGEST_QUOTED_BYTES / 1024)}"\n`;
    const { problems, report } = await readText(PAYMENTS, `${head}${long}L2,2024-01-31,1,P2\n`);
    expect(problems[0]).toMatchObject({ code: 'unclosed-quote', line: 2 });
    expect(report!.rows - report!.rejected).toBe(1);
  });

  it('keeps a quote that closes just within the bound', async () => {
    const head = 'loan_id,paid_on,amount,payment_id\n';
    const opening = 'L1,2024-01-31,1,"';
    const filler = 'x'.repeat(LONGEST_QUOTED_BYTES - opening.length);
    const { records, problems } = await readText(PAYMENTS, `${head}${opening}${filler}"\n`);
    expect(problems).toEqual([]);
    expect(records[0]!.cells['payment_id']).toHaveLength(filler.length);
    const beyond = await readText(PAYMENTS, `${head}${opening}${filler}x"\n`);
    expect(linesAndCodes(beyond.problems)).toEqual(['2 unclosed-quote']);
  });
});
