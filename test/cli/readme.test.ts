/** The README's session works when pasted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inScratch, ROOT, shell } from './arrears.js';

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

test('the check that CI runs is the one that the README prints', () => {
  const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
  expect(readme).toContain('npm ci && npm test ');
  expect(ci.trimEnd().split('\n').at(-1)).toBe('npm ci && npm test');
});
