/** Manifest, log and receipts: the loop from a letter to the event that its receipt becomes, in the built program. */
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { openNoticeLog } from '../../src/cli/notice-log.js';
import { arrears, filesUnder, inScratch, ROOT } from './arrears.js';

const BOOK = join(ROOT, 'fixtures', 'letters');
const WITHOUT_EVENTS = ['loans', 'payments', 'parties'].flatMap((name) => [`--${name}`, join(BOOK, `${name}.csv`)]);
const INPUTS = [...WITHOUT_EVENTS, '--events', join(BOOK, 'events.csv'), '--policy', join(BOOK, 'pack')];

type Row = Readonly<Record<string, string>>;

function rowsIn(directory: string, name: string): Row[] {
  return parse(readFileSync(join(directory, name)), { columns: true, bom: true }) as Row[];
}

function notices(directory: string, asOf: string, out: string, ...further: readonly string[]) {
  return arrears(['notices', ...INPUTS, '--as-of', asOf, '--out', out, ...further], { cwd: directory });
}

const HEADER =
  'file,page_from,page_to,sha256,number,borrower_id,party_id,role,company,loans,kind,language,as_of,principal,interest,penalty,compound_interest,fee,total,deadline,template_hash,channel,cancelled';
const EVENTS_HEADER =
  'event_id,loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,amount,result,actor,note';

describe('manifest.csv', () => {
  test.each(['demand', 'acceleration', 'guarantor-demand', 'reminder'])(
    'has a row for each %s: the hash of its file, amounts that add up, nothing personal',
    (kind) => {
      inScratch((directory) => {
        expect(notices(directory, '2026-11-20', 'letters', '--kind', kind).status).toBe(0);
        const files = filesUnder(join(directory, 'letters'));
        const manifest = files.get('manifest.csv')!.toString('utf8');
        expect(manifest.split('\n')[0]).toBe(HEADER);
        const rows = rowsIn(directory, 'letters/manifest.csv');
        expect(rows.map((row) => row['file']).sort()).toEqual([...files.keys()].filter((name) => /\.txt$/.test(name)));
        expect(new Set(rows.map((row) => row['number'])).size).toBe(rows.length);
        for (const row of rows) {
          const letter = files.get(row['file']!)!;
          expect(row['sha256']).toBe(createHash('sha256').update(letter).digest('hex'));
          expect(letter.toString('utf8')).toContain(row['number']);
          const fen = (column: string) => Math.round(Number(row[column]) * 100);
          const parts = ['principal', 'interest', 'penalty', 'compound_interest', 'fee'].map(fen);
          expect(parts.reduce((sum, part) => sum + part)).toBe(fen('total'));
          expect(letter.toString('utf8')).toContain(
            Number(row['total']).toLocaleString('en', { minimumFractionDigits: 2 }),
          );
          expect([row['kind'], row['as_of'], row['deadline']]).toEqual([kind, '2026-11-20', row['deadline']]);
          expect([row['page_from'], row['page_to'], row['cancelled']]).toEqual(['', '', '']);
        }
        for (const personal of ['喆堃镕', '张三', '王五', '滨江大道', '13900000004', '担保人']) {
          expect(manifest).not.toContain(personal);
        }
        const run = JSON.parse(files.get('run.json')!.toString('utf8')) as {
          outputs: { name: string; rows: number }[];
        };
        expect(run.outputs.find(({ name }) => name === 'manifest.csv')?.rows).toBe(rows.length);
      });
    },
  );

  test('tells by its template hash which letters a changed partial changes', () => {
    inScratch((directory) => {
      const hashes = (pack: string, kind: string, out: string) => {
        const args = [...WITHOUT_EVENTS, '--policy', pack, '--as-of', '2026-11-20', '--kind', kind, '--out', out];
        expect(arrears(['notices', ...args], { cwd: directory }).status).toBe(0);
        const found = new Set(rowsIn(directory, `${out}/manifest.csv`).map((row) => row['template_hash']!));
        expect(found.size).toBe(1);
        return [...found][0]!;
      };
      const pack = join(BOOK, 'pack');
      cpSync(pack, join(directory, 'own'), { recursive: true });
      mkdirSync(join(directory, 'own', 'letters'));
      const receipt = readFileSync(join(ROOT, 'policies', 'default', 'letters', 'part-receipt.zh.liquid'), 'utf8');
      writeFileSync(join(directory, 'own', 'letters', 'part-receipt.zh.liquid'), receipt.replace('回    执', '回  执'));
      expect(hashes(pack, 'demand', 'a')).toMatch(/^[0-9a-f]{64}$/);
      expect(hashes('own', 'demand', 'b')).not.toBe(hashes(pack, 'demand', 'c'));
      // It renders no receipt.
      expect(hashes('own', 'first-reminder', 'd')).toBe(hashes(pack, 'first-reminder', 'e'));
    });
  });

  test('stands beside the letters of triage too, with a log', () => {
    inScratch((directory) => {
      const triage = (out: string) =>
        arrears(['triage', ...INPUTS, '--as-of', '2026-11-20', '--out', out, '--notices', '--notice-log', 'log.csv'], {
          cwd: directory,
        });
      expect(triage('out').status).toBe(0);
      const rows = rowsIn(directory, 'out/notices/manifest.csv');
      expect(rows.length).toBeGreaterThan(0);
      expect(readFileSync(join(directory, 'log.csv'), 'utf8')).toBe(
        readFileSync(join(directory, 'out/notices/manifest.csv'), 'utf8'),
      );
      expect(triage('again').status).toBe(0);
      expect(rowsIn(directory, 'again/notices/manifest.csv')).toEqual([]);
      expect(rowsIn(directory, 'log.csv')).toHaveLength(rows.length);
    });
  });
});

describe('--notice-log', () => {
  test('writes no letter twice, and names the earlier letter for which another is too soon', () => {
    inScratch((directory) => {
      const log = ['--notice-log', 'log.csv'];
      expect(notices(directory, '2026-11-20', 'first', '--kind', 'demand', ...log).status).toBe(0);
      const first = rowsIn(directory, 'first/manifest.csv');
      expect(statSync(join(directory, 'log.csv')).mode & 0o777).toBe(0o600);

      expect(notices(directory, '2026-11-20', 'again', '--kind', 'demand', ...log).status).toBe(0);
      expect(rowsIn(directory, 'again/manifest.csv')).toEqual([]);
      const already = rowsIn(directory, 'again/not-sent.csv').filter((row) => row['reason'] === 'already-written');
      expect(already.map((row) => row['detail']).sort()).toEqual(first.map((row) => row['number']).sort());

      // Fourteen days later the gap of fifteen stands, on the fifteenth it has passed.
      expect(notices(directory, '2026-12-04', 'soon', '--kind', 'demand', ...log).status).toBe(0);
      const asked = new Set(first.map((row) => row['borrower_id']));
      expect(rowsIn(directory, 'soon/manifest.csv').filter((row) => asked.has(row['borrower_id']))).toEqual([]);
      const soon = rowsIn(directory, 'soon/not-sent.csv').find(
        (row) => row['borrower_id'] === 'TWO-LOANS' && row['role'] === '借款人',
      );
      expect(soon).toMatchObject({ reason: 'too-soon', detail: 'TWO-LOANS-20261120-D' });
      expect(notices(directory, '2026-12-05', 'later', '--kind', 'demand', ...log).status).toBe(0);
      expect(rowsIn(directory, 'later/manifest.csv').map((row) => row['number'])).toContain('TWO-LOANS-20261205-D');
      const written = ['first', 'soon', 'later'].flatMap((out) => rowsIn(directory, `${out}/manifest.csv`));
      expect(rowsIn(directory, 'log.csv')).toEqual(written);
    });
  });

  test('counts earlier manifests, and only adds to the first file', () => {
    inScratch((directory) => {
      expect(notices(directory, '2026-11-20', 'first', '--kind', 'demand').status).toBe(0);
      const manifest = readFileSync(join(directory, 'first/manifest.csv'), 'utf8');
      const logs = ['--notice-log', 'log.csv', '--notice-log', 'first/manifest.csv'];
      expect(notices(directory, '2026-11-20', 'again', '--kind', 'demand', ...logs).status).toBe(0);
      expect(rowsIn(directory, 'again/manifest.csv')).toEqual([]);
      // Nothing was written: there is no log yet.
      expect(filesUnder(directory).has('log.csv')).toBe(false);
      expect(notices(directory, '2026-11-20', 'others', '--kind', 'guarantor-demand', ...logs).status).toBe(0);
      expect(readFileSync(join(directory, 'first/manifest.csv'), 'utf8')).toBe(manifest);
      expect(rowsIn(directory, 'log.csv')).toEqual(rowsIn(directory, 'others/manifest.csv'));
    });
  });

  test('lets a letter be written again that was never sent, and keeps what people added to the log', () => {
    inScratch((directory) => {
      const log = ['--notice-log', 'log.csv'];
      expect(notices(directory, '2026-11-20', 'first', '--kind', 'demand', ...log).status).toBe(0);
      const lines = readFileSync(join(directory, 'log.csv'), 'utf8').trimEnd().split('\n');
      const kept = lines.map((line, at) => {
        if (at === 0) return `经手,${line}`;
        return `"王, 某",${line.includes('TWO-LOANS-20261120-D') ? `${line}yes` : line}`;
      });
      const before = `${kept.join('\n')}`;
      writeFileSync(join(directory, 'log.csv'), before);
      expect(notices(directory, '2026-11-20', 'again', '--kind', 'demand', ...log).status).toBe(0);
      const again = rowsIn(directory, 'again/manifest.csv');
      expect(again.map((row) => row['number'])).toEqual(['TWO-LOANS-20261120-D']);
      const after = readFileSync(join(directory, 'log.csv'), 'utf8');
      expect(after.startsWith(`${before}\n,demand-TWO-LOANS.txt,`)).toBe(true);
      expect(notices(directory, '2026-11-20', 'third', '--kind', 'demand', ...log).status).toBe(0);
      expect(rowsIn(directory, 'third/manifest.csv')).toEqual([]);
    });
  });

  test('with a row that cannot be read writes nothing, and says where it stands', () => {
    inScratch((directory) => {
      expect(notices(directory, '2026-11-20', 'first', '--kind', 'demand', '--notice-log', 'log.csv').status).toBe(0);
      const text = readFileSync(join(directory, 'log.csv'), 'utf8');
      const spoilt = text.replace(',demand,zh,2026-11-20', ',demnd,zh,2026-11-31');
      writeFileSync(join(directory, 'log.csv'), spoilt);
      const run = notices(directory, '2026-11-20', 'again', '--kind', 'demand', '--notice-log', 'log.csv');
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('log.csv:2: error[unknown-choice]: kind "demnd"');
      expect(run.stderr).toContain('log.csv:2: error[impossible-date]: as_of "2026-11-31"');
      expect(run.stderr).toContain('who was asked is not known');
      expect([...filesUnder(directory).keys()].filter((name) => name.startsWith('again'))).toEqual([]);
      expect(readFileSync(join(directory, 'log.csv'), 'utf8')).toBe(spoilt);
    });
  });

  test.each([
    ['letters/log.csv', 'is replaced as a whole'],
    ['-', 'name a file'],
    ['short.csv', 'it has no column file, page_from'],
    ['semicolons.csv', 'not a plain UTF-8 file with commas'],
    ['nobody.csv', 'has no column borrower_id'],
  ])('is not %s', (log, message) => {
    inScratch((directory) => {
      const semicolons = HEADER.replaceAll(',', ';');
      writeFileSync(join(directory, 'short.csv'), 'number,borrower_id,party_id,role,loans,kind,as_of\n');
      writeFileSync(join(directory, 'semicolons.csv'), `${semicolons}\n`);
      writeFileSync(join(directory, 'nobody.csv'), 'number,role,loans,kind,as_of\n');
      const run = notices(directory, '2026-11-20', 'letters', '--notice-log', log);
      expect(run.stderr).toContain(message);
      expect(run.status).toBe(2);
      expect(filesUnder(directory).has('letters/run.json')).toBe(false);
    });
  });

  test('says so where the letters stand but the log could not be added to', () => {
    inScratch((directory) => {
      // A name may have 255 bytes: the log's own fits, but not that of the draft that is to take its place, for any user.
      const log = `${'l'.repeat(246)}.csv`;
      const run = notices(directory, '2026-11-20', 'letters', '--notice-log', log);
      expect(run.status).toBe(2);
      expect(run.stderr.replace(/\s+/g, ' ')).toContain(`the letters are written, but ${log} was not added to`);
      expect(filesUnder(directory).has('letters/run.json')).toBe(true);
      expect(filesUnder(directory).has(log)).toBe(false);
    });
  });

  test('is refused where it has changed, or come to be, since it was read', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'arrears-log-'));
    try {
      const path = join(directory, 'log.csv');
      const fresh = await openNoticeLog([path], 'letters', 'en');
      expect(() => fresh!.refuseChanged()).not.toThrow();
      writeFileSync(path, LOG);
      expect(() => fresh!.refuseChanged()).toThrow(/has changed since it was read; nothing was written/);
      const known = await openNoticeLog([path], 'letters', 'en');
      expect(() => known!.refuseChanged()).not.toThrow();
      known!.append([]);
      expect(readFileSync(path, 'utf8')).toBe(LOG);
      appendFileSync(path, LOG.split('\n')[1]!);
      expect(() => known!.refuseChanged()).toThrow(/has changed/);
      expect(await openNoticeLog(undefined, 'letters', 'en')).toBeNull();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('needs --notices beside triage', () => {
    const run = arrears(['triage', ...INPUTS, '--out', 'x', '--notice-log', 'log.csv']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--notice-log needs --notices');
  });
});

/** A log of a demand to a borrower with two loans, of its guarantor's, and of a confirmation. */
const LOG = `${HEADER}
demand-B1.txt,,,,B1-20261120-D,B1,,borrower,,L1;L2,demand,zh,2026-11-20,,,,,,,,,courier,
guarantor-demand-B1~party-G1.txt,,,,G1-L1-20261120-G,B1,G1,guarantor,,L1,guarantor-demand,zh,2026-11-20,,,,,,,,,courier,
all.pdf,1,1,,B2-20261120-C,B2,,borrower,yes,L3,confirmation,zh,2026-11-20,,,,,,,,,by_hand,
all.pdf,2,2,,B3-20261120-D,B3,,borrower,,L4,demand,zh,2026-11-20,,,,,,,,,courier,
demand-B4.txt,,,,B4-20261120-D,B4,,borrower,,L5,demand,zh,2026-11-20,,,,,,,,,courier,yes
`;

function record(directory: string, receipts: string, ...further: readonly string[]) {
  writeFileSync(join(directory, 'log.csv'), LOG);
  writeFileSync(join(directory, 'receipts.csv'), receipts);
  return arrears(['notices', 'record', '--log', 'log.csv', '--receipts', 'receipts.csv', ...further], {
    cwd: directory,
  });
}

describe('arrears notices record', () => {
  test('writes an event for each loan of the letter, with the party of the letter', () => {
    inScratch((directory) => {
      const run = record(
        directory,
        `number,file,returned_on,outcome,signed_by,signed_on,relation,agrees,promised_on,promised_amount,note
B1-20261120-D,,2026-11-26,signed,adult_family,2026-11-24,配偶,,,,
,guarantor-demand-B1~party-G1.txt,2026-11-25,signed,addressee,,,,2026-12-10,5000,
B2-20261120-C,,2026-11-25,signed,debtor,,,yes,,,公章
`,
      );
      expect(run.status).toBe(0);
      expect(run.stdout.split('\n')[0]).toBe(EVENTS_HEADER);
      const rows = parse(run.stdout, { columns: true }) as Row[];
      expect(rows.map((row) => Object.values(row).slice(0, -1).join(','))).toEqual([
        'B1-20261120-D-20261124-1,L1,B1,2026-11-24,demand,,signed,,,,,',
        'B1-20261120-D-20261124-2,L2,B1,2026-11-24,demand,,signed,,,,,',
        'G1-L1-20261120-G-20261125,L1,B1,2026-11-25,demand,G1,signed,,,,,',
        'G1-L1-20261120-G-20261125-P,L1,B1,2026-11-25,promise,G1,signed,,2026-12-10,5000.00,,',
        'B2-20261120-C-20261125,L3,B2,2026-11-25,acknowledgement,,signed,,,,consent,',
      ]);
      expect(rows[0]!['note']).toBe(
        'B1-20261120-D; signed by an adult relative of the household (时效规定第8条第2款); 配偶',
      );
      expect(run.stderr).toBe('3 receipts, 5 events; 0 rows not used\n');
    });
  });

  test('says of every row that does not fit where it stands, and takes the others', () => {
    inScratch((directory) => {
      const run = record(
        directory,
        `编号,文件,回执日期,签收日期,结果,签收人,关系,是否同意
B1-20261120-D,,2026-11-25,,签收,本人,,
B1-20261120-D,,2026-11-26,,退回,,,
B9-20261120-D,,2026-11-25,,签收,本人,,
,all.pdf,2026-11-25,,签收,本人,,
,nothing.txt,2026-11-25,,签收,本人,,
,,2026-11-25,,签收,本人,,
B4-20261120-D,,2026-11-25,,签收,本人,,
B3-20261120-D,demand-B1.txt,2026-11-25,,签收,本人,,
B3-20261120-D,,2026-11-19,,签收,本人,,
B3-20261120-D,,2026-11-25,2026-11-26,签收,本人,,
B3-20261120-D,,2026-11-25,,签收,保证人,,
B3-20261120-D,,2026-11-25,,签收,同住成年亲属,,
B3-20261120-D,,2026-11-25,,签收,,,
B3-20261120-D,,2026-11-25,,签收,本人,,同意
B3-20261120-D,,2026-11-25,2026-11-24,退回,,,
B3-20261120-D,,2026-11-25,,丢失,,,
B2-20261120-C,,,,签收,本人,,
`,
        '--lang',
        'en',
      );
      expect(run.status).toBe(1);
      const told = [...run.stderr.matchAll(/^receipts\.csv:(\d+): error\[([a-z-]+)\]/gm)].map((m) => `${m[1]} ${m[2]}`);
      expect(told.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
        '3 duplicate-receipt',
        '4 unknown-letter',
        '5 ambiguous-letter',
        '6 unknown-letter',
        '7 blank-required',
        '8 letter-cancelled',
        '9 other-letter',
        '10 receipt-before-letter',
        '11 signed-after-return',
        '12 wrong-signer',
        '13 blank-required',
        '14 blank-required',
        '15 does-not-go-with',
        '16 does-not-go-with',
        '17 unknown-choice',
        '18 blank-required',
      ]);
      expect(run.stdout.trimEnd().split('\n')).toHaveLength(3);
      expect(run.stderr).toContain('1 receipt, 2 events; 16 rows not used');
      const zh = record(directory, 'number,returned_on,outcome\nB9,2026-11-25,退回\n', '--lang', 'zh');
      expect(zh.stderr).toContain('receipts.csv:2: 错误[unknown-letter]: 登记簿中没有信函“B9”');
    });
  });

  test('takes a name for nobody in particular, and what somebody is for whom the law names', () => {
    inScratch((directory) => {
      const rows = [
        '编号,回执日期,结果,签收人,签收人身份,关系,证明',
        'B1-20261120-D,2026-11-25,签收,张三,本人,,',
        'B2-20261120-C,2026-11-25,签收,本人,,,',
        'B3-20261120-D,2026-11-25,拒收,李四,本人,,录像',
      ];
      const run = record(directory, `${rows.join('\n')}\n`);
      expect(run.stderr).not.toContain('error');
      const evidence = run.stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[6]);
      expect(evidence).toEqual(['signed', 'signed', 'signed', 'proven']);
    });
    inScratch((directory) => {
      const name = '编号,回执日期,结果,签收人\nB3-20261120-D,2026-11-25,签收,张三\n';
      const zh = record(directory, name, '--lang', 'zh');
      expect(zh.stderr).toContain('错误[unknown-choice]: signer“张*”不是可识别的取值');
      expect(zh.stderr).toContain('本人（addressee）、借款人（debtor）');
      expect(zh.stdout.trimEnd().split('\n')).toHaveLength(1);
    });
  });

  test('replaces no file, and cannot run without a log or with a spoilt one', () => {
    inScratch((directory) => {
      const receipt = 'number,returned_on,outcome\nB3-20261120-D,2026-11-25,left\n';
      expect(record(directory, receipt, '--out', 'add.csv').status).toBe(0);
      const before = readFileSync(join(directory, 'add.csv'), 'utf8');
      expect(before).toContain('B3-20261120-D-20261125,L4,B3,2026-11-25,demand,,sent,');
      expect(statSync(join(directory, 'add.csv')).mode & 0o777).toBe(0o600);
      const again = record(directory, receipt, '--out', 'add.csv');
      expect(again.status).toBe(2);
      expect(again.stderr).toContain('add.csv exists already');
      expect(readFileSync(join(directory, 'add.csv'), 'utf8')).toBe(before);
      const missing = arrears(['notices', 'record', '--log', 'none.csv', '--receipts', 'receipts.csv'], {
        cwd: directory,
      });
      expect(missing.status).toBe(2);
      expect(missing.stderr).toContain('none.csv: error[cannot-read-file]');
    });
  });
});

describe('the loop', () => {
  /** What the clocks say once a receipt of a letter of 2026-11-20 has become an event. */
  function clocksAfter(kind: string, receipt: string, loan: string, party?: string) {
    return inScratch((directory) => {
      const parties = readFileSync(join(BOOK, 'parties.csv'), 'utf8').trimEnd();
      writeFileSync(join(directory, 'parties.csv'), `${parties}\n${party ?? ''}\n`);
      const files = ['loans', 'payments'].flatMap((name) => [`--${name}`, join(BOOK, `${name}.csv`)]);
      const book = [...files, '--parties', 'parties.csv', '--policy', join(BOOK, 'pack')];
      const asked = ['--as-of', '2026-11-20', '--kind', kind, '--out', 'letters', '--notice-log', 'log.csv'];
      const written = arrears(['notices', ...book, ...asked], { cwd: directory });
      expect(written.status, written.stderr).toBe(0);
      writeFileSync(join(directory, 'receipts.csv'), `number,returned_on,outcome,signed_by,agrees\n${receipt}\n`);
      const recorded = ['notices', 'record', '--log', 'log.csv', '--receipts', 'receipts.csv', '--out', 'events.csv'];
      expect(arrears(recorded, { cwd: directory }).stderr).toContain('1 receipt');
      const run = arrears(
        ['limitation', ...book, '--events', 'events.csv', '--as-of', '2026-12-01', '--format', 'csv'],
        { cwd: directory },
      );
      const rows = parse(run.stdout, { columns: true, bom: true }) as Row[];
      return (clock: string, of = '') =>
        rows.find((row) => row['loan_id'] === loan && row['clock'] === clock && row['party_id'] === of);
    });
  }

  test('restarts limitation from the day on which the receipt was signed', () => {
    const at = clocksAfter('limitation-demand', 'EXPIRING-20261120-P,2026-11-24,signed,addressee,', 'L04');
    expect(at('limitation')).toMatchObject({ status: 'running', base_on: '2029-11-24' });
  });

  test('leaves it where it was after a letter that came back', () => {
    const at = clocksAfter('limitation-demand', 'EXPIRING-20261120-P,2026-11-24,undeliverable,,', 'L04');
    expect(at('limitation')).toMatchObject({ status: 'expiring', base_on: '2026-12-20' });
  });

  test('revives a claim after the end by consent, and not by a signature alone', () => {
    const agreed = clocksAfter('confirmation', 'EXPIRED-20261120-C,2026-11-24,signed,debtor,yes', 'L03');
    expect(agreed('limitation')).toMatchObject({ status: 'revived', base_on: '2029-11-24' });
    const signed = clocksAfter('confirmation', 'EXPIRED-20261120-C,2026-11-24,signed,debtor,', 'L03');
    expect(signed('limitation')).toMatchObject({ status: 'defence_available', base_on: '2025-06-30' });
  });

  test("a guarantor's receipt reaches the guarantor, and not the debtor", () => {
    const guarantor = 'L04,G9,担保人己,guarantor,joint,5 years,2022-12-18,13800000009,云江市城西区一街9号';
    const letter = 'G9-L04-20261120-G,2026-11-24';
    const signed = clocksAfter('guarantor-demand', `${letter},signed,guarantor,`, 'L04', guarantor);
    expect(signed('guarantee_limitation', 'G9')).toMatchObject({ status: 'running', base_on: '2029-11-24' });
    expect(signed('limitation')).toMatchObject({ status: 'expiring', base_on: '2026-12-20' });
    const returned = clocksAfter('guarantor-demand', `${letter},undeliverable,,`, 'L04', guarantor);
    expect(returned('guarantee_limitation', 'G9')?.['base_on'] ?? '').toBe('');
  });
});
