import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrears, filesUnder, inScratch, ROOT } from './arrears.js';

const BOOK = join(ROOT, 'fixtures', 'letters');
const INPUTS = ['loans', 'payments', 'parties', 'events'].flatMap((name) => [`--${name}`, join(BOOK, `${name}.csv`)]);
const ASKED = [...INPUTS, '--as-of', '2026-11-20', '--policy', join(BOOK, 'pack')];

describe('arrears notices', () => {
  test('writes letters in full for their owner alone, and tells nothing of them on the terminal', () => {
    inScratch((directory) => {
      const run = arrears(['notices', ...ASKED, '--kind', 'demand', '--format', 'html', '--out', 'letters'], {
        cwd: directory,
      });
      expect(run.status).toBe(0);
      const files = filesUnder(join(directory, 'letters'));
      expect([...files.keys()]).toContain('demand-TWO-LOANS.html');
      expect(files.get('demand-TWO-LOANS.html')!.toString('utf8')).toContain('喆堃镕进出口贸易有限公司');
      for (const name of files.keys()) {
        expect(statSync(join(directory, 'letters', name)).mode & 0o777).toBe(0o600);
      }
      const told =
        run.stdout + run.stderr + files.get('not-sent.csv')!.toString('utf8') + files.get('run.json')!.toString('utf8');
      for (const personal of ['喆堃镕', '张三', '王五', '滨江大道', '13900000004', '0755-5550001', '担保人']) {
        expect(told, personal).not.toContain(personal);
      }
    });
  });

  test('reminds borrowers that are on no list, and says who cannot be', () => {
    inScratch((directory) => {
      const run = arrears(['notices', ...ASKED, '--kind', 'reminder', '--letter-lang', 'en', '--out', 'letters'], {
        cwd: directory,
      });
      expect(run.status).toBe(0);
      const files = filesUnder(join(directory, 'letters'));
      expect([...files.keys()]).toEqual([
        'manifest.csv',
        'not-sent.csv',
        'reminder-CARD-SOON.txt',
        'reminder-UPCOMING.txt',
        'run.json',
      ]);
      expect(files.get('reminder-UPCOMING.txt')!.toString('utf8')).toContain('Payment reminder');
      expect(JSON.parse(files.get('run.json')!.toString('utf8')).options).toMatchObject({
        kind: 'reminder',
        letter_language: 'en',
      });
    });
  });

  test('reminds of what is due as the debt stands: a calling dated later has not happened, one of today calls all', () => {
    inScratch((directory) => {
      const title =
        'loan_id,borrower_id,borrower_name,address,principal,annual_rate_percent,disbursed_on,matures_on,repayment_method,period,accelerated_on';
      const loan = (id: string, calledOn: string) =>
        `${id},B-${id},甲乙丙,云江市某路1号,12000.00,6,2026-01-25,2027-01-25,equal_principal,monthly,${calledOn}`;
      const paid = Array.from({ length: 9 }, (_, at) => `2026-${String(at + 2).padStart(2, '0')}-25,${1060 - at * 5}`);
      const ids = ['LATER', 'TODAY'];
      writeFileSync(
        join(directory, 'loans.csv'),
        [title, loan('LATER', '2026-11-22'), loan('TODAY', '2026-11-20'), ''].join('\n'),
      );
      writeFileSync(
        join(directory, 'payments.csv'),
        ['loan_id,paid_on,amount', ...ids.flatMap((id) => paid.map((row) => `${id},${row}`)), ''].join('\n'),
      );
      const inputs = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];
      const run = arrears(['notices', ...inputs, '--kind', 'reminder', '--out', 'letters'], { cwd: directory });
      expect(run.stderr).not.toContain('RangeError');
      const files = filesUnder(join(directory, 'letters'));
      const letter = (id: string) => files.get(`reminder-B-${id}.txt`)!.toString('utf8').replace(/\s+/g, ' ');
      expect(letter('LATER')).toContain('LATER 2026-11-25 1,000.00 15.00 1,015.00');
      // 3,000 since 2026-10-25 at 6 %: 26 days of 360.
      expect(letter('TODAY')).toContain('TODAY 2026-11-20 3,000.00 13.00 3,013.00');
    });
  });

  test('writes nothing with a template that has a fault', () => {
    inScratch((directory) => {
      cpSync(join(BOOK, 'pack'), join(directory, 'pack'), { recursive: true });
      mkdirSync(join(directory, 'pack', 'letters'));
      const text = readFileSync(join(ROOT, 'policies', 'default', 'letters', 'demand.zh.liquid'), 'utf8');
      const own = join(directory, 'pack', 'letters', 'demand.zh.liquid');
      writeFileSync(own, text.replace('{{ deadline.text }}', '{{ dedline.text }}'));
      const check = arrears(['policy', 'check', 'pack'], { cwd: directory });
      expect(check.status).toBe(2);
      expect(check.stderr).toMatch(
        /^pack\/letters\/demand\.zh\.liquid:12:\d+: error\[unknown-placeholder\]: a letter has no "dedline"\n {2}did you mean "deadline"\?/m,
      );
      const run = arrears(['notices', ...INPUTS, '--as-of', '2026-11-20', '--policy', 'pack', '--out', 'letters'], {
        cwd: directory,
      });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('cannot be used: 1 fault');
      expect([...filesUnder(directory).keys()].filter((name) => name.startsWith('letters'))).toEqual([]);
    });
  });

  test("a lender's own template takes the place of the bundled one", () => {
    inScratch((directory) => {
      cpSync(join(BOOK, 'pack'), join(directory, 'pack'), { recursive: true });
      mkdirSync(join(directory, 'pack', 'letters'));
      writeFileSync(
        join(directory, 'pack', 'letters', 'demand.zh.liquid'),
        '# 催款函\n\n{{ addressee.name }}：应付 {{ total.sum.figures }} 元\n',
      );
      const run = arrears(
        ['notices', ...INPUTS, '--as-of', '2026-11-20', '--policy', 'pack', '--kind', 'demand', '--out', 'letters'],
        { cwd: directory },
      );
      expect(run.status).toBe(0);
      expect(readFileSync(join(directory, 'letters', 'demand-EXPIRING.txt'), 'utf8')).toMatch(
        /^ +催款函\n\n {4}张三：应付 [\d,.]+ 元\n\n +第 1 页，共 1 页\n$/,
      );
    });
  });
});

describe('arrears policy check', () => {
  test('lists the placeholders of every template', () => {
    const run = arrears(['policy', 'check']);
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('policies/default/letters/demand.zh.liquid\n  {{ account.bank }}\n');
    expect(run.stdout).toContain('  {{ loans[].penalty.accruals[].rate }}\n');
    expect(run.stderr).toContain('17 letter templates');
  });
});
