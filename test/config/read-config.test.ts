import { chmodSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.js';
import { readConfig } from '../../src/config/read-config.js';
import { starterConfig } from '../../src/config/starter-config.js';
import { describePolicyFault } from '../../src/policy/fault.js';
import { allInUse } from '../policy/uncomment.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arrears-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads `text` as a file that messages call by its path. */
async function read(text: string | Uint8Array, name = 'arrears.yaml') {
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, outcome: await readConfig(file) };
}

async function faultsOf(text: string | Uint8Array): Promise<string> {
  const { file, outcome } = await read(text);
  if (!('faults' in outcome)) throw new Error('the settings were accepted');
  return outcome.faults.map(describePolicyFault).join('\n').replaceAll(file, 'arrears.yaml');
}

async function settingsOf(text: string) {
  const { outcome } = await read(text);
  if ('faults' in outcome) throw new Error(outcome.faults.map(describePolicyFault).join('\n'));
  return outcome;
}

describe('settings of an arrears.yaml', () => {
  it('are all read, paths beside the file, standard input and the bundled pack as they stand', async () => {
    const { settings, mappings, sha256 } = await settingsOf(allInUse(await starterConfig()));
    expect(settings).toEqual({
      loans: join(folder, 'loans.csv'),
      payments: join(folder, 'payments.csv'),
      schedule: join(folder, 'schedule.csv'),
      events: join(folder, 'events.csv'),
      parties: join(folder, 'parties.csv'),
      collateral: join(folder, 'collateral.csv'),
      survey: join(folder, 'survey.csv'),
      previous: join(folder, 'runs/2026-11-19'),
      encoding: 'gb18030',
      policy: 'default',
      lang: 'zh',
      threads: 2,
      memory: '2GB',
      max_rejects: '1%',
      out: join(folder, 'runs/{as_of}'),
      keep: 30,
    });
    expect(mappings).toEqual({
      loans: { titles: { 借据内码: 'loan_id' }, dateOrder: { disbursed_on: 'month_first' } },
    });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await settingsOf('payments: "-"\nloans: /data/loans.csv')).settings).toEqual({
      payments: '-',
      loans: '/data/loans.csv',
    });
  });

  it.each([
    ['default', 'default'],
    ['./default', null],
    ['packs/mine', null],
  ])('the policy %s is a bundled pack or a folder beside the file', async (policy, bundled) => {
    const { settings } = await settingsOf(`policy: ${policy}`);
    expect(settings.policy).toBe(bundled ?? join(folder, policy));
  });

  it('an empty file, and one of comments only, sets nothing', async () => {
    expect((await settingsOf('')).settings).toEqual({});
    expect((await settingsOf('# loans: a.csv\n')).settings).toEqual({});
  });

  it('a mark of UTF-8 at the head is none of it', async () => {
    expect((await settingsOf('\ufefflang: zh\n')).settings).toEqual({ lang: 'zh' });
  });

  it('a whole number of rejected rows is one too', async () => {
    expect((await settingsOf('max_rejects: 100')).settings.max_rejects).toBe(100);
  });
});

describe('faults, each with file, line and column', () => {
  it.each([
    [
      'loan: a.csv',
      'arrears.yaml:1:1: error[unknown-setting]: "loan" is not a setting of arrears.yaml\n  did you mean "loans"?\n  expected one of loans, payments',
    ],
    ['max-rejects: 1%', 'did you mean "max_rejects"?'],
    [
      'lang: en\nas_of: 2026-11-20',
      'arrears.yaml:2:1: error[unknown-setting]: "as_of" is not a setting of arrears.yaml\n  a date written down here would be forgotten here: give --as-of',
    ],
    ['unmask: yes', 'names in full are asked for each time'],
    ['expect: { loans: 5 }', 'give --expect on the command line'],
    ['payments: 3', 'arrears.yaml:1:11: error[wrong-value]: payments is 3\n  expected the name of a file'],
    ['loans:', 'arrears.yaml:1:7: error[wrong-value]: loans is blank'],
    [
      'max_rejects: 150%',
      'error[wrong-value]: max_rejects is "150%"\n  expected a whole number of rows, such as 100, or a share',
    ],
    ['max_rejects: -1', 'error[wrong-value]: max_rejects is -1'],
    ['lang: cn', 'error[wrong-value]: lang is "cn"'],
    ['threads: 3', 'error[wrong-value]: threads is 3\n  expected 1 or 2'],
    ['memory: 2', 'error[wrong-value]: memory is 2\n  expected a size of memory, such as 512MB or 2GB'],
    ['memory: lots', 'error[wrong-value]: memory is "lots"\n  expected a size of memory, such as 512MB or 2GB'],
    ['encoding: klingon', 'error[wrong-value]: encoding is "klingon"\n  expected utf-8'],
    ['keep: 30', 'error[wrong-value]: keep is set without out'],
    [
      'out: runs\nkeep: 30',
      'arrears.yaml:2:7: error[wrong-value]: keep is set with out: runs\n  expected an out with {as_of} once',
    ],
    ['out: "{as_of}/run"\nkeep: 30', 'error[wrong-value]: keep is set with out'],
    ['out: runs/{as_of}\nkeep: 0', 'error[wrong-value]: keep is 0\n  expected a whole number from 1'],
    [
      'columns: { loans: { titles: { 内码: loanid } } }',
      '"loanid" is not a column of loans\n  did you mean "loan_id"?',
    ],
    ['columns: { loans: { date_order: { principal: day_first } } }', '"principal" is not a date column of loans'],
    ['columns: { loan: { titles: {} } }', '"loan" is not a setting of columns\n  did you mean "loans"?'],
    ['loans: a.csv\nloans: b.csv', 'arrears.yaml:2:1: error[repeated-key]'],
    ['loans: a.csv\n\tpayments: b.csv', 'error[yaml-syntax]'],
    ['- loans.csv', 'error[yaml-syntax]: this file holds settings'],
  ])('%j', async (text, expected) => {
    expect(await faultsOf(text)).toContain(expected);
  });

  it('all of them, in the order of the file', async () => {
    const told = await faultsOf('keep: x\nloan: a\nlang: fr\n');
    expect([...told.matchAll(/^arrears\.yaml:(\d)/gm)].map(([, line]) => line)).toEqual(['1', '2', '3']);
  });

  it('a file that cannot be read, or is not UTF-8', async () => {
    expect(await faultsOf(Uint8Array.of(0xbd, 0xe8, 0xbe, 0xdd))).toContain('is not in UTF-8');
    for (const [name, reason] of [
      ['none.yaml', 'there is no such file'],
      ['.', 'it is a folder'],
    ] as const) {
      const outcome = await readConfig(join(folder, name));
      expect('faults' in outcome && describePolicyFault(outcome.faults[0]!)).toContain(reason);
    }
  });
});

describe('the file that holds for a folder', () => {
  const place = (...path: string[]) => {
    const at = join(folder, ...path);
    mkdirSync(join(at, '..'), { recursive: true });
    writeFileSync(at, 'lang: en\n');
  };
  const user = process.getuid?.();

  it('is the nearest, upwards', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    expect(findConfig(join(folder, 'a', 'b'), user)).toBeUndefined();
    place('arrears.yaml');
    expect(findConfig(join(folder, 'a', 'b'), user)?.file).toBe('../../arrears.yaml');
    place('a', 'arrears.yaml');
    expect(findConfig(join(folder, 'a', 'b'), user)?.file).toBe('../arrears.yaml');
    expect(findConfig(folder, user)).toEqual({ file: 'arrears.yaml', isStrangers: false });
  });

  it('is no folder of that name, and none of another spelling', () => {
    mkdirSync(join(folder, 'arrears.yaml'));
    writeFileSync(join(folder, 'Arrears.yml'), '');
    expect(findConfig(folder, user)).toBeUndefined();
  });

  it('is distrusted where anybody may write it, or where another user’s stands in a folder for anybody', () => {
    place('arrears.yaml');
    const file = join(folder, 'arrears.yaml');
    const stranger = 4_000_000;
    const isStrangers = (reader: number | undefined) => findConfig(folder, reader)?.isStrangers;
    chmodSync(folder, 0o755);
    chmodSync(file, 0o644);
    // Another user's own folder: a team shares its settings.
    expect(isStrangers(stranger)).toBe(false);
    chmodSync(folder, 0o1777);
    // The tests may run as root, whose files are trusted.
    expect(isStrangers(stranger)).toBe(user !== 0);
    expect(isStrangers(user)).toBe(false);
    chmodSync(file, 0o666);
    expect(isStrangers(user)).toBe(true);
    expect(isStrangers(undefined)).toBe(false);
  });

  it.runIf(user === 0)('is distrusted where another user made it or the link that leads to it', () => {
    const stranger = 4_000_000;
    mkdirSync(join(folder, 'ours'));
    mkdirSync(join(folder, 'theirs'));
    place('ours', 'arrears.yaml');
    const link = join(folder, 'theirs', 'arrears.yaml');
    symlinkSync('../ours/arrears.yaml', link);
    chmodSync(join(folder, 'theirs'), 0o1777);
    expect(findConfig(join(folder, 'theirs'), 0)?.isStrangers).toBe(false);
    lchownSync(link, stranger, stranger);
    expect(findConfig(join(folder, 'theirs'), 0)?.isStrangers).toBe(true);
    expect(findConfig(join(folder, 'theirs'), stranger)?.isStrangers).toBe(false);
    chmodSync(join(folder, 'theirs'), 0o755);
    expect(findConfig(join(folder, 'theirs'), 0)?.isStrangers).toBe(false);
  });
});
