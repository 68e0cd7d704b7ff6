/** Nothing that the program prints, logs or writes shows whose data it is, unless it was asked to or is one of the exceptions. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrears, filesUnder, type Outcome, scratch } from './arrears.js';
import { PEOPLE, PLANTED, writePlantedBook } from './planted-book.js';

const AS_OF = ['--as-of', '2026-11-20'];
let home: ReturnType<typeof scratch>;
let book: string[];

beforeAll(() => {
  home = scratch();
  book = [...writePlantedBook(home.path), ...AS_OF];
});
afterAll(() => home.remove());

const run = (args: readonly string[], env: Record<string, string> = {}): Outcome => {
  const outcome = arrears(args, { cwd: home.path, env });
  // Every one of these books has rejected rows; anything else than a finding would prove nothing.
  expect([0, 1], outcome.stderr).toContain(outcome.status);
  return outcome;
};

const shownIn = (text: string): string[] => PLANTED.filter((planted) => text.includes(planted));

function expectNoneIn({ stderr, stdout }: Outcome): void {
  expect({ stdout: shownIn(stdout), stderr: shownIn(stderr) }).toEqual({ stdout: [], stderr: [] });
}

/** The text of a file; of a workbook, a document or a ZIP, that of everything in it. */
function textOf(name: string, bytes: Buffer): string {
  if (!/\.(?:xlsx|docx|zip)$/.test(name)) return bytes.toString('utf8');
  const entries = Object.values(new PizZip(bytes).files).filter(({ dir }) => !dir);
  return entries.map((entry) => textOf(entry.name, entry.asNodeBuffer())).join('\n');
}

/** Files of a directory that show anybody, by name. */
function showing(directory: string): string[] {
  return [...filesUnder(join(home.path, directory))]
    .filter(([name, bytes]) => shownIn(name).length > 0 || shownIn(textOf(name, bytes)).length > 0)
    .map(([name]) => name);
}

const LANGUAGES = ['en', 'zh'] as const;
/** Half of the forms in each language: every one starts the program anew. */
const FORMATS = { en: ['csv', 'table'], zh: ['json', 'jsonl'] } as const;
const EXPLAINED = { en: [[], ['--propose', '--json']], zh: [['--json'], ['--propose']] } as const;
const DOSSIERS = { en: ['text', 'json'], zh: ['html'] } as const;

describe.each(LANGUAGES)('by default (%s)', (lang) => {
  const inWords = ['--lang', lang];

  it('no message tells whose row is wrong', () => {
    for (const log of lang === 'en' ? [[], ['--log-json']] : [['--quiet']])
      expectNoneIn(run(['check', ...book, ...inWords, ...log]));
  });

  it('a run shows nobody but in the rows that were rejected', () => {
    const further = ['--upcoming', '30', '--format', 'xlsx', '--out', `out-${lang}`];
    expectNoneIn(run(['triage', ...book, ...inWords, ...further]));
    const rejected = ['collateral', 'events', 'loans', 'parties', 'payments', 'schedule', 'survey'];
    const shown = showing(`out-${lang}`).filter((name) => name !== 'problems.jsonl');
    expect(shown.sort()).toEqual(rejected.map((table) => `rejected/${table}.csv`));
    // The key of a row stays whole where machines look for it, even if a lender takes identity numbers for keys.
    const problems = readFileSync(join(home.path, `out-${lang}`, 'problems.jsonl'), 'utf8');
    expect(shownIn(problems.replaceAll(/"loan_id":"\w+"/g, ''))).toEqual([]);
    expect(JSON.parse(readFileSync(join(home.path, `out-${lang}`, 'run.json'), 'utf8'))).toMatchObject({
      unmasked: false,
    });
    expect(readFileSync(join(home.path, `out-${lang}`, 'upcoming.csv'), 'utf8')).toContain('赵**,');
    expectNoneIn(arrears(['verify', `out-${lang}`, '--inputs', ...inWords], { cwd: home.path }));
  });

  it('no list, sheet or page on standard output shows anybody', () => {
    for (const format of FORMATS[lang]) {
      expectNoneIn(run(['worklist', ...book, ...inWords, '--format', format]));
    }
    const xlsx = run(['worklist', ...book, ...inWords, '--format', 'csv', '--upcoming', '30', '--log-json']);
    expectNoneIn(xlsx);
    for (const command of ['age', 'classify', 'limitation']) {
      expectNoneIn(run([command, ...book, ...inWords, '--format', 'jsonl']));
    }
    expectNoneIn(run(['policy', 'compare', 'default', 'default', ...book, ...inWords, '--all']));
  });

  it('no explanation and no dossier shows anybody', () => {
    for (const further of EXPLAINED[lang]) {
      expectNoneIn(run(['explain', ...book, ...inWords, 'L1', 'L2', ...further]));
    }
    for (const format of DOSSIERS[lang]) {
      const dossier = run(['explain', ...book, ...inWords, 'L1', 'L2', '--dossier', '--format', format]);
      expectNoneIn(dossier);
      expect(dossier.stdout).toContain('139****0000');
    }
  });

  it('no survey sheet shows anybody', () => {
    const csv = run(['survey', ...book, ...inWords, '--all', '--out', '-']);
    expectNoneIn(csv);
    expectNoneIn(run(['survey', ...book, ...inWords, '--all', '--out', `sheet-${lang}.xlsx`]));
    const sheet = textOf('sheet.xlsx', readFileSync(join(home.path, `sheet-${lang}.xlsx`)));
    expect(sheet).toContain('欧***');
    expect(shownIn(sheet)).toEqual([]);
  });

  it('letters show their addressees; what lies beside them, and is told of them, does not', () => {
    const out = `letters-${lang}`;
    expectNoneIn(run(['notices', ...book, ...inWords, '--kind', 'demand', '--out', out, '--notice-log', `${out}.csv`]));
    const letters = showing(out);
    expect(letters.length).toBeGreaterThan(0);
    for (const name of letters) expect(name).toMatch(/^demand-[\w~-]+\.txt$/);
    for (const { phone, idNumber } of PEOPLE) {
      for (const [, bytes] of filesUnder(join(home.path, out))) {
        expect(bytes.toString('utf8')).not.toContain(phone);
        expect(bytes.toString('utf8')).not.toContain(idNumber);
      }
    }
    expect(shownIn(readFileSync(join(home.path, `${out}.csv`), 'utf8'))).toEqual([]);

    const number = /([\w~-]+-20261120-D)/.exec(readFileSync(join(home.path, `${out}.csv`), 'utf8'))![1]!;
    const [{ name, phone, idNumber }] = PEOPLE as unknown as [(typeof PEOPLE)[number]];
    const rows = [
      `${number},2026-11-22,signed,addressee,${name},是`,
      `${number},${name},signed,addressee,,${phone}`,
      `${idNumber},2026-11-22,${name},${phone},,`,
    ];
    writeFileSync(join(home.path, 'receipts.csv'), `编号,回执日期,结果,签收人,备注,证明\n${rows.join('\n')}\n`);
    const recorded = [
      'notices',
      'record',
      '--log',
      `${out}.csv`,
      '--receipts',
      'receipts.csv',
      '--out',
      '-',
      ...inWords,
    ];
    const { stderr, status } = arrears(recorded, { cwd: home.path });
    expect(status, stderr).toBe(1);
    expect(shownIn(stderr)).toEqual([]);
  });

  it('a file without a header is not told cell by cell', () => {
    const [, loans] = book as [string, string];
    const bare = join(home.path, 'bare.csv');
    writeFileSync(bare, readFileSync(loans, 'utf8').split('\n').slice(1).join('\n'));
    const outcome = arrears(['check', ...book.map((word) => (word === loans ? bare : word)), ...inWords], {
      cwd: home.path,
    });
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('missing-column');
    expectNoneIn(outcome);
  });

  it('a defect of the program tells its place, and nothing of the book', () => {
    const preload = join(home.path, 'defect.mjs');
    const [{ name, phone }] = PEOPLE as unknown as [(typeof PEOPLE)[number]];
    const failing = (how: string) => {
      writeFileSync(preload, `const fail = () => { throw new RangeError('${name} ${phone}'); };\n${how}\n`);
      return arrears(['explain', ...book, ...inWords, 'L1'], {
        cwd: home.path,
        env: { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` },
      });
    };
    const later = "setInterval(() => process.listenerCount('uncaughtException') > 0 && fail(), 1);";
    for (const how of ['TextEncoder.prototype.encode = fail;', later]) {
      const { status, stderr } = failing(how);
      expect(status).toBe(2);
      expect(stderr).toMatch(/arrears: unexpected failure, please report it\nRangeError\n\s+at /);
      expect(shownIn(stderr)).toEqual([]);
    }
  });
});

describe('when asked for', () => {
  it('personal data is shown, and run.json says so', () => {
    run(['triage', ...book, '--unmask', '--out', 'unmasked']);
    expect(showing('unmasked')).toContain('work-list.csv');
    expect(JSON.parse(readFileSync(join(home.path, 'unmasked', 'run.json'), 'utf8'))).toMatchObject({ unmasked: true });
    const [{ name, phone }] = PEOPLE as unknown as [(typeof PEOPLE)[number]];
    for (const args of [['worklist'], ['survey', '--all', '--out', '-'], ['explain', '--dossier', 'L1']]) {
      const { stderr, stdout } = run([...args, ...book, '--unmask']);
      expect(stdout).toContain(name);
      expect(stdout).toContain(phone);
      // Messages go further than lists do.
      expect(shownIn(stderr)).toEqual([]);
    }
    const explained = (...further: readonly string[]) =>
      run(['explain', ...book, ...further, 'L1']).stdout.replace(/\s+/g, '');
    expect(explained('--unmask')).toContain(`由其兄${name}（${phone}）陪同`);
    expect(explained()).toContain('由其兄欧***（139****0000）陪同，身份证110*************');
  });

  it('a policy says it column by column, and run.json which', () => {
    const pack = join(home.path, 'pack');
    mkdirSync(pack);
    const rules = '{ borrower_name: drop, phone: none, address: whole, party_name: none, event_note: none }';
    writeFileSync(join(pack, 'policy.yaml'), `extends: default\nname: open\nmasking: ${rules}\n`);
    run(['triage', ...book, '--policy', 'pack', '--out', 'by-policy']);
    const manifest = JSON.parse(readFileSync(join(home.path, 'by-policy', 'run.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({
      unmasked: true,
      masking: { borrower_name: 'drop', phone: 'none', address: 'whole', party_name: 'none', event_note: 'none' },
    });
    const list = readFileSync(join(home.path, 'by-policy', 'work-list.csv'), 'utf8');
    const [first, , guarantor] = PEOPLE as unknown as [(typeof PEOPLE)[number], unknown, (typeof PEOPLE)[number]];
    expect(list).toContain(first.phone);
    expect(list).not.toContain('欧');
    const dossier = run(['explain', ...book, '--policy', 'pack', '--dossier', '--json', 'L1']).stdout;
    expect(dossier).toContain(`与${first.name}通话`);
    expect(dossier).toContain(guarantor.name);
    expect(dossier).toContain('139****0002');
    expect(dossier).not.toContain('桃源村');
  });

  it('rejected rows stand as they came', () => {
    cpSync(join(home.path, 'out-en'), join(home.path, 'copy'), { recursive: true });
    const { phone, idNumber, name } = PEOPLE.at(-1)!;
    const rejected = readFileSync(join(home.path, 'copy', 'rejected', 'loans.csv'), 'utf8');
    for (const planted of [phone, idNumber, name]) expect(rejected).toContain(planted);
    rmSync(join(home.path, 'copy'), { recursive: true });
  });
});
