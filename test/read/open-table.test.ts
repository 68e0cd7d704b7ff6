import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { describeTable, openTable } from '../../src/read/open-table.js';
import { PAYMENTS } from '../../src/read/shapes.js';
import { inspectOriginal } from '../../src/read/source.js';
import { encodeGb18030, newLog, readFile, readText, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

const CHINESE = '借据号,交易日期,还款金额,流水号,渠道\n借1,2024-01-31,5.00,P1,代扣\n';
const RECORD = { loan_id: '借1', paid_on: 19753, amount: 500, payment_id: 'P1', channel: 3 };

function utf16(text: string, bigEndian: boolean, mark = true): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(CHINESE), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${CHINESE}`), 'utf-8'],
    ['GB18030', encodeGb18030(CHINESE), 'gb18030'],
    ['UTF-16LE with a mark', utf16(CHINESE, false), 'utf-16le'],
    ['UTF-16BE with a mark', utf16(CHINESE, true), 'utf-16be'],
  ])('%s is found', async (_, bytes, encoding) => {
    const { records, problems, open } = await readText(PAYMENTS, bytes);
    expect(problems).toEqual([]);
    expect(records.map(({ line, cells }) => ({ line, cells }))).toEqual([{ line: 2, cells: RECORD }]);
    expect(describeTable(open!)).toMatchObject({ encoding });
  });

  it('ASCII counts as UTF-8', async () => {
    expect((await readText(PAYMENTS, 'loan_id,paid_on,amount\n')).open).toMatchObject({ encoding: 'utf-8' });
  });

  it.each([
    ['gbk', encodeGb18030(CHINESE)],
    ['GB2312', encodeGb18030(CHINESE)],
    ['cp936', encodeGb18030(CHINESE)],
    ['UTF8', Buffer.from(CHINESE)],
    ['utf-16le', utf16(CHINESE, false, false)],
    ['UTF-16', utf16(CHINESE, false)],
    ['utf-16be', utf16(CHINESE, true, false)],
  ])('--encoding %s is believed', async (encoding, bytes) => {
    expect((await readFile(PAYMENTS, writeInput(bytes), { encoding })).records[0]!.cells).toEqual(RECORD);
  });

  it('the mark of UTF-8 goes before --encoding', async () => {
    const marked = writeInput(`\ufeff${CHINESE}`);
    const { records, open } = await readFile(PAYMENTS, marked, { encoding: 'gb18030' });
    expect(records[0]!.cells).toEqual(RECORD);
    expect(describeTable(open!)).toMatchObject({ encoding: 'utf-8' });
  });

  it('--encoding is still held to strictly', async () => {
    const { problems, open } = await readFile(PAYMENTS, writeInput(encodeGb18030(CHINESE)), { encoding: 'utf-8' });
    expect(open).toBe(undefined);
    expect(problems).toMatchObject([{ code: 'not-in-encoding', encoding: 'utf-8', line: 0, offset: -1 }]);
  });

  it('an unknown --encoding is refused', async () => {
    const { problems } = await readFile(PAYMENTS, writeInput(CHINESE), { encoding: 'klingon' });
    expect(problems).toMatchObject([{ code: 'cannot-read-file', reason: 'encoding "klingon" is not known' }]);
  });

  it('not-in-encoding tells the first bad byte of the likelier encoding', async () => {
    const bad = Buffer.concat([Buffer.from(CHINESE), Buffer.of(0xff), Buffer.from(CHINESE)]);
    const { problems } = await readText(PAYMENTS, bad);
    expect(problems).toMatchObject([
      { code: 'not-in-encoding', encoding: 'utf-8', atByte: Buffer.byteLength(CHINESE) },
    ]);
    const gb = encodeGb18030(CHINESE);
    const badGb = await readText(PAYMENTS, Buffer.concat([gb, Buffer.of(0xff, 0xff)]));
    expect(badGb.problems).toMatchObject([{ code: 'not-in-encoding', encoding: 'gb18030', atByte: gb.length }]);
  });

  it('is settled over the whole file, across the blocks in which it is read', async () => {
    // One byte of shift per file moves a three-byte character over the edge of the first mebibyte.
    for (let shift = 0; shift < 4; shift++) {
      const row = '借1,2024-01-31,5.00,P1,代扣\n';
      const long = `借据号,交易日期,还款金额,流水号,渠道,备注\n${'x'.repeat(shift)},,,,,${'某'.repeat(350_000)}\n`;
      const { report, open } = await readText(PAYMENTS, `${long}${row.replace('\n', ',\n').repeat(20)}`);
      expect(open!.encoding).toBe('utf-8');
      expect(report!.rows).toBe(21);
      const gb = await readText(PAYMENTS, encodeGb18030(`${long}${'某'.repeat(200_000)}`));
      expect(gb.open!.encoding).toBe('gb18030');
    }
  });
});

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

describe('the pass that hashes a file', () => {
  const inspect = (bytes: Uint8Array) => {
    const path = writeInput(bytes, 'csv');
    return inspectOriginal({ kind: 'file', path, size: bytes.length });
  };

  it('tells whether it is UTF-8 wherever its blocks end', () => {
    for (let shift = 0; shift < 5; shift++) {
      const long = Buffer.from(`${'x'.repeat(shift)}${'某😀'.repeat(100_000)}`);
      expect(inspect(long)).toEqual({ sha256: sha256(long), isUtf8: true });
      expect(inspect(long.subarray(0, -1)).isUtf8).toBe(false);
      for (const at of [0, 262_143, 262_144, long.length - 1]) {
        const bad = Buffer.from(long);
        bad[at] = 0xff;
        expect(inspect(bad)).toEqual({ sha256: sha256(bad), isUtf8: false });
      }
    }
    expect(inspect(Buffer.from('é'))).toEqual({ sha256: sha256(Buffer.from('é')), isUtf8: true });
    expect(inspect(Buffer.of(0x80)).isUtf8).toBe(false);
  });
});

describe('the layout of a file', () => {
  it.each([',', ';', '\t', '|'])('delimiter %j is found', async (delimiter) => {
    for (const bytes of [
      Buffer.from(CHINESE.replaceAll(',', delimiter)),
      encodeGb18030(CHINESE.replaceAll(',', delimiter)),
    ]) {
      const { records, open } = await readText(PAYMENTS, bytes);
      expect(records[0]!.cells).toEqual(RECORD);
      expect(describeTable(open!).delimiter).toBe(delimiter);
    }
  });

  it('a bar that is half a character delimits nothing', async () => {
    // 倈 is 82 7C in GB18030.
    const bytes = encodeGb18030('借据号|交易日期|还款金额|流水号|渠道\n倈1|2024-01-31|5|P倈|代扣\n');
    expect((await readText(PAYMENTS, bytes)).records[0]!.cells).toMatchObject({ loan_id: '倈1', payment_id: 'P倈' });
  });

  it('other delimiters inside quoted titles do not count', async () => {
    const { open } = await readText(PAYMENTS, 'loan_id;"a,b,c,d";paid_on;amount\n');
    expect(open!.titles).toEqual(['loan_id', 'a,b,c,d', 'paid_on', 'amount']);
  });

  it('blank lines and a sep= line before the header are passed over', async () => {
    const { records, problems } = await readText(
      PAYMENTS,
      'sep=;\r\n\r\nloan_id;paid_on;amount\r\nL1;2024-01-31;5\r\n',
    );
    expect(problems).toEqual([]);
    expect(records).toMatchObject([{ line: 4, cells: { loan_id: 'L1' } }]);
  });

  it.each(['\n', '\r\n', '\r'])('lines end in %j', async (end) => {
    const { records, report } = await readText(
      PAYMENTS,
      ['loan_id,paid_on,amount', 'L1,2024-01-31,5', '', 'L2,2024-01-31,5'].join(end),
    );
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
    expect(report!.lines).toBe(3);
  });

  it('says which column was taken for what', async () => {
    const { open } = await readText(PAYMENTS, '借据号,备注,交易日期,还款金额(元)\n');
    expect(describeTable(open!)).toMatchObject({
      table: 'payments',
      columnsTaken: [
        { title: '借据号', column: 'loan_id' },
        { title: '交易日期', column: 'paid_on' },
        { title: '还款金额(元)', column: 'amount' },
      ],
    });
  });

  it('can be posted to another thread', async () => {
    const { open } = await readFile(PAYMENTS, writeInput(gzipSync(CHINESE), 'csv.gz'));
    expect(structuredClone(open)).toEqual(open);
  });
});

describe('the source of a file', () => {
  it('is unpacked by name or by magic bytes, and hashed packed', async () => {
    const packed = gzipSync(CHINESE);
    for (const extension of ['csv.gz', 'csv']) {
      const { records, open } = await readFile(PAYMENTS, writeInput(packed, extension));
      expect(records[0]!.cells).toEqual(RECORD);
      expect(inspectOriginal(open!.source).sha256).toBe(sha256(packed));
    }
  });

  it('is hashed as it was given whatever its encoding', async () => {
    for (const bytes of [Buffer.from(CHINESE), utf16(CHINESE, true)]) {
      expect(inspectOriginal((await readText(PAYMENTS, bytes)).open!.source).sha256).toBe(sha256(bytes));
    }
  });

  it.each([
    ['cut short', gzipSync(CHINESE).subarray(0, 30)],
    ['not gzip at all', Buffer.from(CHINESE)],
  ])('damaged-gzip: %s', async (_, bytes) => {
    const { problems, open } = await readFile(PAYMENTS, writeInput(bytes, 'csv.gz'));
    expect(open).toBe(undefined);
    expect(problems).toMatchObject([{ code: 'damaged-gzip', line: 0 }]);
  });

  it('cannot-read-file: there is none, or it is a directory', async () => {
    const none = await readFile(PAYMENTS, `${tmpdir()}/there-is-no-such-file.csv`);
    expect(none.problems).toMatchObject([{ code: 'cannot-read-file', reason: 'no such file', severity: 'error' }]);
    const directory = await readFile(PAYMENTS, tmpdir());
    expect(directory.problems).toMatchObject([{ code: 'cannot-read-file', reason: 'is a directory' }]);
  });

  it.each(['', '\n\r\n', ' ,\n,,\n', '\ufeff', gzipSync('')])('empty-file: %j', async (content) => {
    const { problems, open } = await readText(PAYMENTS, content);
    expect(open).toBe(undefined);
    expect(problems).toMatchObject([{ code: 'empty-file' }]);
  });

  it('a header that cannot be used is logged on its line', async () => {
    const log = newLog();
    expect(await openTable(PAYMENTS, writeInput('\nloan_id,amount,paid\n'), {}, log)).toBe(undefined);
    expect(log.problems.map(({ code, line, severity }) => `${line} ${severity} ${code}`)).toEqual([
      '2 error missing-column',
      '2 warning unknown-column',
    ]);
  });
});
