/** Slips of the pen on the command line: every option that takes a word names the nearest, in one way and both languages. */
import type { Argument, Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { UsageRefused } from '../../src/cli/exit.js';
import { foldLines } from '../../src/cli/fold-lines.js';
import { buildWholeProgram } from '../../src/cli/program.js';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, DEMO, inScratch } from './arrears.js';

function takersOf(command: Command): (readonly [string, Option | Argument])[] {
  return [
    ...[...command.options, ...command.registeredArguments].map((taker) => [command.name(), taker] as const),
    ...command.commands.flatMap(takersOf),
  ];
}

const program = await buildWholeProgram();

describe('every option and argument with choices', () => {
  const takers = takersOf(program).filter(([, { argChoices }]) => argChoices !== undefined);

  test.each(takers.map(([command, taker]) => [command, 'flags' in taker ? taker.flags : taker.name(), taker] as const))(
    '%s %s',
    (_, __, taker) => {
      const parse = taker.parseArg as unknown as (text: string) => string;
      for (const choice of taker.argChoices!) {
        expect(parse(choice)).toBe(choice);
        expect(parse(choice.toUpperCase())).toBe(choice);
      }
      const long = [...taker.argChoices!].sort((one, other) => other.length - one.length)[0]!;
      const slip = long.length < 3 ? `${long}x` : `${long.slice(0, -2)}${long.at(-1)}`;
      let refused: unknown;
      try {
        parse(slip);
      } catch (error) {
        refused = error;
      }
      expect(refused).toBeInstanceOf(UsageRefused);
      const { text, remedy } = refused as UsageRefused;
      expect(text.en).toMatch(/ does not know ".*"; did you mean ".*"\?$/);
      expect(text.zh).toMatch(/ 没有“.*”这一取值，是否指“.*”？$/);
      for (const choice of taker.argChoices!) expect(remedy!.en).toContain(choice);
    },
  );
});

const BOOK = [...DEMO, '--as-of', '2026-11-20'];

test.each([
  ['a command', ['triaje'], /没有命令“triaje”\n（是否指 triage？）\n选项与示例请加 --help 查看。/],
  ['a subcommand', ['policy', 'chek'], /没有命令“chek”\n（是否指 check？）/],
  ['an option', ['age', ...BOOK, '--limt', '3'], /没有选项“--limt”\n（是否指 --limit？）/],
  ['an option without its value', ['age', ...BOOK, '--limit'], /选项“--limit <n>”缺少取值/],
  ['a word too many', ['age', 'x', ...BOOK], /参数过多，应为 0 个，实为 1 个。/],
  ['an argument that is missing', ['completion'], /缺少参数“shell”/],
  ['a date', ['age', ...BOOK.slice(0, 4), '--as-of', '2026-13-01'], /--as-of：“2026-13-01”不是日历上的日期/],
  ['a stream for a folder', ['triage', ...BOOK, '--out', '-'], /--out：“-”不是文件夹，请指定存放文件的文件夹。/],
  ['no folder at all', ['notices', '--from', 'x', '--out', ''], /--out：“”不是文件夹/],
  ['a stream for the sample', ['sample', '--out', '-'], /--out：“-”不是文件夹/],
  ['a total', ['age', ...BOOK, '--expect', 'lons=3'], /“lons=3”不是银行合计项，是否指“loans”？/],
  ['an encoding', ['age', ...BOOK, '--encoding', 'gb18130'], /没有“gb18130”这一取值，是否指“gb18030”？/],
  ['what does not go together', ['triage', ...BOOK, '--notices'], /--notices 须与 --out 并用/],
  ['a required option', ['age', '--loans', 'x'], /缺少必需的选项“--payments <file>”/],
])('%s, in Chinese where the locale is', (_, args, message) => {
  const run = arrears(args, { env: { LANG: 'zh_CN.UTF-8' } });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(message);
  expect(run.stderr).not.toMatch(/error:|Did you|Run with/);
  expect(run.stdout).toBe('');
});

test('the language is taken from the arguments although they cannot be read', () => {
  for (const language of [['--lang', 'zh'], ['--lang=zh']]) {
    expect(arrears(['age', '--limt', ...language]).stderr).toMatch(/没有选项“--limt”/);
  }
  expect(arrears(['age', '--limt']).stderr).toMatch(/unknown option '--limt'\n\(Did you mean --limit\?\)/);
});

describe('names that the book decides', () => {
  test('a filter that chooses nobody says what there is', () => {
    const run = arrears(['worklist', ...BOOK, '--branch', '城东支,没有此行', '--limit', '1']);
    expect(run.stderr).toMatch(/--branch: no loan has "城东支"; did you mean "城东支行"\?\n {2}the book has: \S+, /);
    expect(run.stderr).toMatch(/--branch: no loan has "没有此行"\n {2}the book has: /);
  });

  test('a loan by the nearest, a borrower that is taken for a loan, and a loan for a borrower', () => {
    const { stdout } = arrears(['age', ...BOOK, '--format', 'jsonl', '--limit', '1']);
    const { loan_id: loan, borrower_id: borrower } = JSON.parse(stdout) as { loan_id: string; borrower_id: string };
    const slip = `${loan.slice(0, -3)}${loan.slice(-2)}`;
    expect(arrears(['explain', ...BOOK, slip]).stderr).toMatch(
      /no loan ".*" among the \d+ loans read; did you mean "JJ\d+"\?/,
    );
    expect(arrears(['explain', ...BOOK, borrower]).stderr).toContain(`It is a borrower: --borrower ${borrower}`);
    expect(arrears(['explain', ...BOOK, '--borrower', loan]).stderr).toContain(
      'It is a loan: name it without --borrower.',
    );
  });
});

test('--log-json tells a slip as one event', () => {
  const { stderr } = arrears(['law', '--format', 'mdd']);
  expect(stderr).toMatch(/^arrears: --format does not know "mdd"; did you mean "md"\?\n {2}It takes: /);
  const [event = ''] = arrears(['check', ...BOOK, '--log-json', '--lang', 'zz']).stderr.split('\n');
  expect(JSON.parse(event)).toMatchObject({ level: 'error', event: 'usage', remedy: 'It takes: en, zh.' });
});

describe('within 80 columns', () => {
  test('lines are broken by what the eye sees; paths and heads of problems stay whole', () => {
    const long = `/srv/${'deep/'.repeat(20)}out`;
    expect(foldLines(`Written to ${long} and nowhere else`, 80).split('\n')).toEqual([
      'Written to',
      `    ${long} `.trimEnd(),
      '    and nowhere else',
    ]);
    const head = `loans.csv:118: error[bad-date]: ${'x '.repeat(50)}`;
    expect(foldLines(head, 80)).toBe(head);
    const clear = `arrears: ${'x '.repeat(50)}`;
    expect(foldLines(clear, 80)).toBe(clear);
    const coloured = foldLines(`\u001b[33m  ${'黄色的提示'.repeat(12)}\u001b[39m`, 80).split('\n');
    expect(coloured).toHaveLength(2);
    expect(coloured[0]!.startsWith('\u001b[33m  黄')).toBe(true);
    expect(coloured[1]!.endsWith('\u001b[39m')).toBe(true);
    for (const line of coloured) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(foldLines('a short one\n  and another', 80)).toBe('a short one\n  and another');
  });

  test.each(['en', 'zh'])(
    'everything that the commands say of the demo book (%s)',
    (language) => {
      inScratch((directory) => {
        const at = (name: string) => `${directory}/${name}`;
        const lang = ['--lang', language];
        const runs: readonly (readonly string[])[] = [
          ['triage', ...BOOK, '--out', at('o')],
          ['triage', ...BOOK, '--out', at('o'), '--previous', at('o'), '--notices', '--upcoming', '9'],
          ['triage', ...BOOK, '--capacity', '2', '--per', 'officer', '--limit', '9', '--min-overdue', '100'],
          ['worklist', ...BOOK, '--branch', 'nowhere', '--region', '无此区域'],
          ['classify', ...BOOK, '--limit', '2'],
          ['age', ...BOOK, '--max-rejects', '0'],
          ['age', ...BOOK, '--expect', 'loans=3,payments=4,balance=5,receipts=6'],
          ['check', ...BOOK, '--expect', 'loans=3'],
          ['limitation', ...BOOK],
          ['limitation', '--loans', 'x', '--payments', 'y', '--mortgage'],
          ['notices', '--from', at('o'), '--out', at('l')],
          ['survey', '--from', at('o'), '--out', at('s.csv')],
          ['explain', ...BOOK, 'no-such-loan'],
          ['verify', at('o'), '--inputs'],
          ['policy', 'compare', 'default', 'default', ...BOOK],
          ['notices', '--from', at('o'), '--out', at('l'), '--bucket', 'M2'],
          ['notices', '--kind', 'x'],
        ];
        for (const args of runs) {
          const { stderr } = arrears([...args, ...lang]);
          for (const line of stderr.split('\n')) {
            // One line each by design, and paths are never broken.
            if (/^arrears[:：]|^\S+:\d+: |\[[a-z-]+\]: /.test(line) || line.includes(directory)) continue;
            expect(widthOf(line), `${args[0]}: ${line}`).toBeLessThanOrEqual(80);
          }
        }
      });
    },
    120_000,
  );
});
