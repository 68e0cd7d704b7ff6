/** The README's session works when pasted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { inScratch, ROOT, shell } from './arrears.js';
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
