/** What an earlier run typed, and what this one does: --previous, the flag, the summary, and explain with its rows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, DEMO, inScratch } from './arrears.js';

const ASKED = [...DEMO, '--as-of', '2026-11-20'];
const LISTED = /^(?<loan>[^,]+),.*,1-incidental,/mu;

test('a run beside an earlier one tells whose type has changed, and only theirs', () => {
  inScratch((directory) => {
    const out = join(directory, 'out');
    arrears(['triage', ...ASKED, '--out', out, '--lang', 'en']);
    const same = arrears(['triage', ...ASKED, '--previous', out, '--lang', 'en', '--format', 'jsonl']);
    expect(same.stderr).toContain('Type changed since the earlier run: 0 loans');
    expect(same.stdout).not.toContain('type-changed');

    const positions = join(out, 'positions.csv');
    const before = readFileSync(positions, 'utf8');
    const loan = LISTED.exec(before)!.groups!['loan']!;
    writeFileSync(positions, before.replace(',1-incidental,', ',4-bad,'));
    const changed = arrears(['triage', ...ASKED, '--previous', positions, '--lang', 'en', '--format', 'jsonl']);
    expect(changed.stderr).toContain('Type changed since the earlier run: 1 loan\n  4-bad → 1-incidental: 1 loan');
    const rows = changed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string[]>);
    const flagged = rows.filter(({ flags }) => flags!.includes('type-changed'));
    expect(flagged.map(({ loans }) => loans!.includes(loan))).toEqual([true]);

    const explained = arrears(['explain', ...ASKED, '--previous', out, '--lang', 'en', loan]);
    expect(explained.stdout).toContain('changed since the earlier run: 4-bad → 1-incidental');
    expect(explained.stdout).toMatch(/^ {4}days_past_due = \d+ \(loans\.csv:\d+/mu);
    expect(explained.stdout).toMatch(/^ {4}not known: .*says_will_pay/mu);
  });
}, 60_000);

test('an earlier run without positions is refused', () => {
  const outcome = arrears(['triage', ...ASKED, '--previous', 'nowhere', '--lang', 'en']);
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toContain('nowhere');
});

test('explain in Chinese has no codes of the contract where there are words', () => {
  const run = arrears(['explain', 'JJ20260109000177', ...ASKED, '--lang', 'zh']);
  expect(run.stdout).toContain('107,000.00，5.95 %，等额本金，2026-01-09 – 2029-01-05');
  expect(run.stdout).toContain('客户类型：3-不负责任型');
  expect(run.stdout).toContain('优先级 催收步骤逾期');
  expect(run.stdout).not.toMatch(/equal_principal|penalty|compound|3-wilful|step_overdue/);
  // For a general guarantee a letter keeps nothing (Civil Code art. 693(1)).
  expect(run.stdout.replace(/\s+/g, '')).toContain('一般保证的须对债务人起诉或申请仲裁，仅发函不足');
});

test('explain counts no days of a clock that binds nobody any more', () => {
  const run = arrears(['explain', 'JJ20250614000094', ...ASKED, '--lang', 'zh']);
  expect(run.stdout).toContain('保证期间（DB00000050）：不适用\n  届满 2028-04-14（该年度放假安排未知）\n');
  expect(run.stdout).not.toContain('NaN');
});
