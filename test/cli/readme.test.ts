/** The README's session works when pasted. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { arrears, inScratch, ROOT, shell } from './arrears.js';
import { csvOf, fillRows } from './fill-survey.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

test('every command of the first session, in order, in an empty directory', () => {
  const session = /```console\n([\s\S]*?)```/.exec(readme)![1]!;
  const lines = [...session.matchAll(/^\$ (.+)$/gm)].map((match) => match[1]!);
  expect(lines.length).toBeGreaterThan(8);
  inScratch((directory) => {
    for (const line of lines) {
      const run = shell(line, directory);
      expect(run.status, `${line}\n${run.stderr}`).toBe(0);
    }
  });
}, 120_000);

test('the survey loop: the sheet that is filled in settles whom answers can settle', () => {
  const section = /## The survey loop\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const lines = /```console\n([\s\S]*?)```/.exec(section)![1]!.trim().split('\n');
  inScratch((directory) => {
    const rowsIn = (name: string) => parse(readFileSync(join(directory, name)), { bom: true }) as string[][];
    for (const line of lines) {
      if (line.startsWith('#')) {
        const rows = rowsIn('survey.csv');
        expect(rows.length).toBeGreaterThan(3);
        writeFileSync(join(directory, 'survey.csv'), csvOf(fillRows(rows, '2026-11-18')));
        continue;
      }
      const run = shell(line.slice('$ '.length), directory);
      expect(run.status, `${line}\n${run.stderr}`).toBe(0);
    }
    // Who is left has answered everything, or its arrears are not known: its row says which.
    const left = rowsIn('again.csv').slice(1);
    expect(left.length).toBeLessThan(rowsIn('survey.csv').length / 3);
    for (const row of left) expect(row.join()).toMatch(/no (further )?answer would settle the type/);
  });
}, 120_000);

const DECIDES_LIMITATION = new Set(['limitation-demand', 'confirmation']);

test('the loop of letters: signed receipts restart limitation, and nobody is asked twice', () => {
  const section = /## The loop of letters\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const lines = /```console\n([\s\S]*?)```/.exec(section)![1]!.trim().split('\n');
  type Row = Readonly<Record<string, string>>;
  inScratch((directory) => {
    const rowsIn = (name: string) => parse(readFileSync(join(directory, name)), { bom: true, columns: true }) as Row[];
    const limitation = (run: string) => {
      const clocks = rowsIn(`${run}/deadlines.csv`).filter((row) => row['clock'] === 'limitation');
      return new Map(clocks.map((row) => [row['loan_id'], row]));
    };
    for (const line of lines) {
      if (line.startsWith('#')) {
        // The others stay out: only the log knows that those were asked.
        const back = rowsIn('letters/manifest.csv').filter((row) => DECIDES_LIMITATION.has(row['kind']!));
        const receipts = back.map(({ kind, number }) => {
          return [
            number,
            '2026-11-22',
            '2026-11-21',
            'signed',
            'addressee',
            kind === 'confirmation' ? 'yes' : '',
          ].join();
        });
        const header = 'number,returned_on,signed_on,outcome,signed_by,agrees';
        writeFileSync(join(directory, 'receipts.csv'), `${[header, ...receipts].join('\n')}\n`);
        continue;
      }
      const run = shell(line.slice('$ '.length), directory);
      expect(run.status, `${line}\n${run.stderr}`).toBe(0);
    }
    const letters = rowsIn('letters/manifest.csv');
    const [before, after] = [limitation('out'), limitation('next')];
    const restarted = letters.filter((row) => DECIDES_LIMITATION.has(row['kind']!));
    expect(restarted.length).toBeGreaterThan(0);
    for (const { kind, loans } of restarted) {
      for (const loan of loans!.split(';')) {
        expect(before.get(loan)!['base_on']! < '2029-11-21').toBe(true);
        expect(after.get(loan)).toMatchObject({
          status: kind === 'confirmation' ? 'revived' : 'running',
          base_on: '2029-11-21',
        });
      }
    }
    const asked = (row: Row) => [row['kind'], row['borrower_id'], row['party_id']].join();
    const first = new Set(letters.map(asked));
    expect(rowsIn('letters-next/manifest.csv').filter((row) => first.has(asked(row)))).toEqual([]);
    const numbers = new Set(letters.map((row) => row['number']));
    const tooSoon = rowsIn('letters-next/not-sent.csv').filter((row) => row['reason'] === 'too-soon');
    expect(tooSoon.length).toBeGreaterThan(0);
    expect(rowsIn('notice-log.csv')).toHaveLength(letters.length + rowsIn('letters-next/manifest.csv').length);
    expect(tooSoon.filter((row) => numbers.has(row['detail']!)).length).toBeGreaterThan(0);
  });
}, 120_000);

describe('every night', () => {
  const section = /## Every night\n([\s\S]*?)\n## /.exec(readme)![1]!;

  test('the commands, in order, in an empty directory', () => {
    const lines = [...section.matchAll(/^\$ (.+)$/gm)].map((match) => match[1]!);
    expect(lines.length).toBeGreaterThan(3);
    inScratch((directory) => {
      for (const line of lines) {
        const run = shell(line, directory);
        expect(run.status, `${line}\n${run.stderr}`).toBe(0);
        if (line.includes('--quiet')) expect(run.stderr).toBe('');
      }
    });
  }, 60_000);

  test('the line of the crontab and that of the unit, as cron and systemd hand them over', () => {
    const cron = /^[\d* -]+ {2}(cd .+)$/m.exec(section)![1]!.replaceAll('\\%', '%');
    const unit = /^ExecStart=\S+\/(arrears .+)$/m.exec(section)![1]!.replaceAll('%%', '%');
    expect(cron).toContain('--max-rejects 1% ');
    expect(unit).toContain('--max-rejects 1% ');
    inScratch((directory) => {
      expect(shell('arrears sample --loans 50 --out in', directory).status).toBe(0);
      for (const line of [cron.replace('/srv/arrears', directory), unit]) {
        const run = shell(line, directory);
        // Today is any day: the sample's figures of the bank may have grown old, which is a finding and no failure.
        expect([0, 1], `${line}\n${run.stderr}`).toContain(run.status);
        expect(readdirSync(join(directory, 'runs')).join()).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    });
  });
});

describe('settings of a folder', () => {
  const section = /## Settings of a folder\n([\s\S]*?)\n## /.exec(readme)![1]!;

  test('the commands, in order, in an empty directory', () => {
    const lines = [...section.matchAll(/^\$ (.+)$/gm)].map((match) => match[1]!);
    expect(lines.length).toBeGreaterThan(5);
    inScratch((directory) => {
      for (const line of lines) {
        const run = shell(line, directory);
        expect(run.status, `${line}\n${run.stderr}`).toBe(0);
      }
      expect(readdirSync(join(directory, 'runs'))).toEqual(['2026-11-20']);
      expect(readdirSync(join(directory, 'letters'))).toContain('manifest.csv');
    });
  }, 60_000);

  test('the file that the page shows is one, with every setting there is', () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(section)![1]!;
    inScratch((directory) => {
      writeFileSync(join(directory, 'arrears.yaml'), text);
      const shown = arrears(['config', 'show'], { cwd: directory });
      expect(shown.stderr).toBe('');
      expect(shown.stdout).toContain('  max_rejects: 1%\n');
      const schema = JSON.parse(arrears(['config', 'schema']).stdout) as { properties: object };
      for (const setting of Object.keys(schema.properties)) expect(text).toMatch(new RegExp(`\\b${setting}\\b`));
    });
  });
});

test('the reconciliation finds what the page says it looks for', () => {
  const section = /## Reconciliation with the bank's figures\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const command = /^\$ (.+)$/m.exec(section)![1]!;
  const run = shell(command, ROOT);
  // The bundled book differs on purpose.
  expect(run.status, run.stderr).toBe(1);
  expect(run.stdout).toContain('convention: counted in another way');
});

/** A command of the page with what it is said to print. */
function examplesOf(section: string): { readonly command: string; readonly printed: string }[] {
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((example) => {
      const [command = '', ...lines] = example.split('\n');
      return { command, printed: lines.join('\n').trim() };
    });
}

test('the worked example of the clocks prints what the page shows', () => {
  const section = /## Clocks\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const examples = examplesOf(section);
  expect(examples.length).toBeGreaterThan(0);
  for (const { command, printed } of examples) {
    const run = shell(command, ROOT);
    expect(run.stderr).toBe('');
    expect(run.stdout.trim()).toBe(printed);
  }
});

test('the check that CI runs is the one that the README prints', () => {
  const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
  expect(readme).toContain('npm ci && npm test ');
  expect(ci.trimEnd().split('\n').at(-1)).toBe('npm ci && npm test');
});
