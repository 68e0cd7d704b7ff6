/** Nothing in the input decides where a file goes: not an identifier, not a name, not a link that lies in the way. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { letterFileName } from '../../src/write/notices.js';
import { rejectedBaseName } from '../../src/write/rejected.js';
import '../property-seed.js';
import { arrears, filesUnder, inScratch } from './arrears.js';

/** Identifiers that somebody may have, or may have made up. */
const HOSTILE = [
  '../../x',
  '/etc/x',
  '..',
  '.',
  'CON',
  'con',
  'NUL.txt',
  '\\\\srv\\share',
  'C:\\x',
  'C:x',
  'a/b',
  'a\\b',
  '%2e%2e%2fx',
  '..%c0%af',
  '\u00e9',
  'e\u0301',
  'ABC',
  'abc',
  'Abc',
  '~m7',
  'a~m1',
  '-rf',
  '$(touch x)',
  '`id`',
  '|x',
  '*',
  '?',
  'a\u202eb',
  '客',
  '𠮷',
  'x'.repeat(400),
  `${'x'.repeat(400)}y`,
  '客'.repeat(120),
  'tail. ',
  'run.json',
];

const LOANS_HEADER =
  'loan_id,borrower_id,borrower_name,address,officer,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,payment_day';
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

function writeBook(directory: string, ids: readonly string[]): string[] {
  const rows = ids.map((id, at) => {
    const own = [`L${at}`, id, `甲${at}`, '某路1号', id].map(quoted).join(',');
    return `${own},1000.00,6,50,2025-06-15,2026-06-15,equal_instalment,monthly,15`;
  });
  // A guarantor whose number is just as hostile, and loans that are the only name of their borrower.
  rows.push(
    ...ids.map(
      (id, at) =>
        `${quoted(`${id}#${at}`)},,乙,某路2号,,1000.00,6,50,2025-06-15,2026-06-15,equal_instalment,monthly,15`,
    ),
  );
  const parties = ids.map((id, at) => `L${at},${quoted(id)},丙,guarantor,joint,3 years,2025-06-15,某路3号`);
  writeFileSync(join(directory, 'loans.csv'), `${LOANS_HEADER}\n${rows.join('\n')}\n`);
  writeFileSync(join(directory, 'payments.csv'), 'loan_id,paid_on,amount\n');
  writeFileSync(
    join(directory, 'parties.csv'),
    `loan_id,party_id,name,role,guarantee_mode,guarantee_period,signed_on,address\n${parties.join('\n')}\n`,
  );
  return ['--loans', 'loans.csv', '--payments', 'payments.csv', '--parties', 'parties.csv', '--as-of', '2026-11-20'];
}

/** Every entry below, links not followed. */
function entries(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
}

describe('identifiers', () => {
  it('from the input name no file outside, and no two letters one file', () => {
    inScratch((outer) => {
      const directory = join(outer, 'deep', 'deeper', 'work');
      mkdirSync(directory, { recursive: true });
      const book = writeBook(directory, HOSTILE);
      const before = entries(outer);
      const run = (...args: string[]) => {
        const { status, stderr } = arrears([...args, ...book], { cwd: directory });
        expect(status, stderr).toBe(0);
        return stderr;
      };
      run('triage', '--notices', '--out', 'out');
      run('notices', '--kind', 'demand', '--out', 'letters');
      run('notices', '--kind', 'guarantor-demand', '--zip', '--out', 'zipped');
      run('notices', '--kind', 'demand', '--format', 'pdf', '--print-file', 'officer', '--out', 'prints');

      const added = entries(outer).filter((name) => !before.includes(name));
      const own = ['out', 'letters', 'zipped', 'prints'].map((name) => join('deep', 'deeper', 'work', name));
      expect(added.filter((name) => !own.some((folder) => name === folder || name.startsWith(`${folder}/`)))).toEqual(
        [],
      );

      const letters = [...filesUnder(join(directory, 'letters')).keys()].filter((name) => name.endsWith('.txt'));
      // One for each borrower, those that are named by their loan alone included.
      expect(letters.length).toBe(2 * HOSTILE.length);
      const folded = new Set(letters.map((name) => name.normalize('NFC').toLowerCase()));
      expect(folded.size).toBe(letters.length);
      for (const name of letters) expect(name).toMatch(/^demand-[\w~\u4e00-\u9fff-]+\.txt$/);

      const zip = new PizZip(readFileSync(join(directory, 'zipped', 'letters.zip')));
      const zipped = Object.keys(zip.files);
      expect(zipped.length).toBe(HOSTILE.length);
      for (const name of zipped) expect(name).toMatch(/^guarantor-demand-[\w~\u4e00-\u9fff-]+\.txt$/);

      const prints = [...filesUnder(join(directory, 'prints')).keys()].filter((name) => name.endsWith('.pdf'));
      // One officer more for the loans without one, one less for the character that no font here has.
      expect(prints.length).toBe(HOSTILE.length);
      for (const name of prints) expect(name).toMatch(/^letters-[\w~\u4e00-\u9fff-]+\.pdf$/);
      expect(arrears(['verify', 'letters'], { cwd: directory }).status).toBe(0);
    });
  });

  it('whatever they are, give letters apart from one another, of names that any file system takes', () => {
    const id = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...'aA./\\:~é客\0'), maxLength: 200 }),
    );
    const nameOf = (borrowerId: string, partyId: string) =>
      letterFileName({ letter: { kind: 'limitation-demand' }, borrowerId, partyId, loanIds: ['L'] }, 'html');
    fc.assert(
      fc.property(id, id, id, id, (borrower, party, otherBorrower, otherParty) => {
        const one = nameOf(borrower, party);
        const other = nameOf(otherBorrower, otherParty);
        expect(one).toMatch(/^limitation-demand-[\w~\u4e00-\u9fff-]*\.html$/);
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255);
        if (borrower !== otherBorrower || party !== otherParty) {
          // Lone surrogates are one to UTF-8, which is how identifiers arrive.
          const isText = [borrower, party, otherBorrower, otherParty].every(
            (text) => Buffer.from(text).toString() === text,
          );
          if (isText) expect(one.toLowerCase()).not.toBe(other.toLowerCase());
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('names of inputs', () => {
  it.each([
    ['in/../loans.csv', 'loans.csv'],
    ['..', 'loans.csv'],
    ['a\\..\\..\\x.csv', 'x.csv'],
    ['loans.xlsx#../../借据', '借据.csv'],
    ['/', 'loans.csv'],
    ['a\u0000b.csv', 'a b.csv'],
  ])('%j has its rejected rows in %j', (file, name) => {
    expect(rejectedBaseName(file, 'loans').replace(/[^\x20-\x7e\u4e00-\u9fff]/g, ' ')).toBe(name);
  });

  it('may be as long as they can be', () => {
    inScratch((directory) => {
      const book = writeBook(directory, ['B1']);
      const long = `${'长'.repeat(82)}.dat`;
      const text = readFileSync(join(directory, 'loans.csv'), 'utf8');
      writeFileSync(
        join(directory, long),
        `${text}L9,B9,丁,,,wrong,6,50,2025-06-15,2026-06-15,equal_instalment,monthly,15\n`,
      );
      const args = ['triage', ...book.map((word) => (word === 'loans.csv' ? long : word)), '--out', 'out'];
      const { status, stderr } = arrears(args, { cwd: directory });
      expect(status, stderr).toBe(1);
      expect(readdirSync(join(directory, 'out', 'rejected')).length).toBe(1);
    });
  });
});

describe('links', () => {
  it('in the place of outputs are replaced, never followed; any other makes the target somebody else’s', () => {
    inScratch((directory) => {
      const book = writeBook(directory, ['B1']);
      const outside = join(directory, 'outside');
      mkdirSync(outside);
      writeFileSync(join(outside, 'precious'), 'kept');
      const run = () => arrears(['triage', ...book, '--out', 'out'], { cwd: directory });
      expect(run().status).toBe(0);

      renameSync(join(directory, 'out', 'work-list.csv'), join(directory, 'list'));
      symlinkSync(join(outside, 'precious'), join(directory, 'out', 'work-list.csv'));
      expect(run().status).toBe(0);
      expect(lstatSync(join(directory, 'out', 'work-list.csv')).isFile()).toBe(true);

      symlinkSync(outside, join(directory, 'out', 'rejected'));
      const refused = run();
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('rejected');
      expect(readdirSync(outside)).toEqual(['precious']);
      expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('kept');
    });
  });

  it('among the days that --keep clears stay, and so does what they lead to', () => {
    inScratch((directory) => {
      const book = writeBook(directory, ['B1']);
      const run = (asOf: string, ...further: string[]) =>
        arrears(['triage', ...book, '--as-of', asOf, '--out', 'runs/{as_of}', ...further], { cwd: directory });
      expect(run('2026-11-18').status).toBe(0);
      // A run of ours, but elsewhere: the day is only a link to it.
      renameSync(join(directory, 'runs', '2026-11-18'), join(directory, 'elsewhere'));
      symlinkSync(join(directory, 'elsewhere'), join(directory, 'runs', '2026-11-18'));
      // And a run with a link in it.
      expect(run('2026-11-17').status).toBe(0);
      symlinkSync(join(directory, 'elsewhere'), join(directory, 'runs', '2026-11-17', 'notices'));
      // What a killed run seems to have left is a link too.
      symlinkSync(join(directory, 'elsewhere'), join(directory, 'runs', '.2026-11-19.run-host-1-0'));
      expect(run('2026-11-19', '--keep', '1').status).toBe(0);
      expect(existsSync(join(directory, 'elsewhere', 'run.json'))).toBe(true);
      expect(existsSync(join(directory, 'elsewhere', 'work-list.csv'))).toBe(true);
      expect(lstatSync(join(directory, 'runs', '2026-11-18')).isSymbolicLink()).toBe(true);
      expect(existsSync(join(directory, 'runs', '2026-11-17', 'run.json'))).toBe(true);
    });
  });

  it('beside what is written are not written through', () => {
    inScratch((directory) => {
      const precious = join(directory, 'precious');
      writeFileSync(precious, 'kept');
      mkdirSync(join(directory, 'book'));
      symlinkSync(precious, join(directory, 'book', 'loans.csv.partial'));
      symlinkSync(precious, join(directory, 'sheet.csv'));
      expect(arrears(['sample', '--loans', '5', '--out', 'book'], { cwd: directory }).status).toBe(0);
      const book = writeBook(directory, ['B1']);
      const sheet = arrears(['survey', ...book, '--out', 'sheet.csv'], { cwd: directory });
      expect(sheet.status).toBe(2);
      expect(readFileSync(precious, 'utf8')).toBe('kept');
    });
  });
});
