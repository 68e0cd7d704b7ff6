/** What a shell is told: bash is asked for real; the scripts for zsh and fish are held to their grammar and to the command tree. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { bashCompletion } from '../../src/cli/completion/bash-completion.js';
import { allCommands, completedCommands } from '../../src/cli/completion/completed-commands.js';
import { fishCompletion } from '../../src/cli/completion/fish-completion.js';
import { zshCompletion } from '../../src/cli/completion/zsh-completion.js';
import { BUNDLED_POLICIES } from '../../src/cli/known-words.js';
import { buildWholeProgram } from '../../src/cli/program.js';
import { arrears, inScratch, ROOT } from './arrears.js';

const TREE = completedCommands(await buildWholeProgram());

/** What bash offers for the last of `words`, after it has read `script`. */
function offered(script: string, words: readonly string[], cwd = ROOT): string[] {
  const asked = [
    script,
    'COMP_WORDS=("$@")',
    'COMP_CWORD=$(($# - 1))',
    `_${words[0]}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash's
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n');
  const run = spawnSync('bash', ['--norc', '--noprofile', '-c', asked, 'bash', ...words], { cwd, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  const script = bashCompletion(TREE);
  const complete = (line: string, cwd?: string) => offered(script, ['arrears', ...line.split(' ')], cwd);

  test('is what the command prints', () => {
    const run = arrears(['completion', 'bash']);
    expect(run).toEqual({ status: 0, stdout: script, stderr: '' });
  });

  test.each([
    ['tri', ['triage']],
    ['', TREE.commands.map(({ name }) => name)],
    ['policy ', ['check', 'show', 'compare']],
    ['notices rec', ['record']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['help wor', ['worklist']],
    ['triage --exp', ['--expect', '--expiring-within']],
    ['triage --format js', ['json', 'jsonl']],
    ['triage --format = js', ['json', 'jsonl']],
    ['triage --format =', ['csv', 'xlsx', 'json', 'jsonl', 'table']],
    ['worklist --lang ', ['en', 'zh']],
    ['notices --kind lim', ['limitation-demand']],
    ['worklist --group micro,f', ['micro,farm']],
    ['worklist --per b', ['branch']],
    ['limitation --event dem', ['demand@']],
    ['limitation --clock mort', ['mortgage']],
    ['age --limit ', []],
    ['triage --format csv --quiet --ma', ['--max-rejects', '--max-overdue']],
    // A value that is named like a command is a value.
    ['policy show --lang check --la', ['--lang']],
    ['explain -- --lo', []],
    ['no-such-command --lo', []],
  ])('arrears %s', (line, expected) => {
    expect(expect.arrayContaining(expected).asymmetricMatch(complete(line))).toBe(true);
    if (line !== 'policy ') expect(complete(line)).toHaveLength(expected.length);
  });

  test('files where a file is wanted, folders where a folder is, blanks in their names too', () => {
    inScratch((directory) => {
      writeFileSync(join(directory, 'loans of may.csv'), '');
      writeFileSync(join(directory, 'loans*.csv'), '');
      mkdirSync(join(directory, 'lots'));
      expect(complete('triage --loans lo', directory).sort()).toEqual(
        ['loans of may.csv', 'loans*.csv', 'lots'].sort(),
      );
      expect(complete('triage --out lo', directory)).toEqual(['lots']);
      expect(complete('verify l', directory)).toEqual(['lots']);
      expect(complete('triage --policy ', directory).sort()).toEqual(['default', 'lots']);
      expect(complete('policy compare default ', directory).sort()).toEqual(['default', 'lots']);
    });
  });

  test('every option of every command, and the choices of each', () => {
    for (const command of allCommands(TREE)) {
      const words = command.path.split(' ');
      if (command.options.length === 0) continue;
      expect(offered(script, [...words, '-'])).toEqual(command.options.flatMap(({ names }) => names));
    }
    for (const { path, options } of allCommands(TREE)) {
      for (const { names, value } of options) {
        if (value === null || value.words.length === 0) continue;
        expect(offered(script, [...path.split(' '), names.at(-1)!, '']), `${path} ${names}`).toEqual(
          expect.arrayContaining([...value.words]),
        );
      }
    }
  }, 60_000);
});

/** A tree with everything in its texts that a shell could take for its own. */
function hostileTree() {
  const program = new Command('tool').description('d');
  program
    .command('sub')
    .description(`it's "quoted" $(touch pwned) \`id\` [a]: b\\c 中文\nsecond line`)
    .addOption(new Option('-o, --odd <file>', `don't: [x] $HOME \\ 'y'`))
    .addOption(new Option('--pick <word>', 'p').choices(["it's", 'b']))
    .addArgument(new Argument('<what>', 'w').choices(['one', 'two']));
  return completedCommands(program);
}

/** Whether every quote of the script is closed, as the shell reads it: `escapes` are those that hold within single quotes. */
function isClosed(script: string, escapesInQuotes: boolean): boolean {
  let quote = '';
  for (let at = 0; at < script.length; at++) {
    const character = script[at]!;
    if (character === '\\' && (quote !== "'" || escapesInQuotes)) at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '#' && (at === 0 || script[at - 1] === '\n')) at = script.indexOf('\n', at);
    else if (character === "'" || character === '"') quote = character;
  }
  return quote === '';
}

describe.each([
  ['the program', TREE],
  ['texts that a shell could take for its own', hostileTree()],
])('%s', (_, tree) => {
  const path = allCommands(tree);

  test('bash and zsh can read their scripts', () => {
    for (const script of [bashCompletion(tree), zshCompletion(tree)]) {
      // What is used of zsh here is grammar that both shells share.
      const run = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(run.status).toBe(0);
      expect(isClosed(script, false)).toBe(true);
    }
  });

  test('zsh has a function for each command, with a specification for each option', () => {
    const script = zshCompletion(tree);
    expect(script.startsWith(`#compdef ${tree.name}\n`)).toBe(true);
    for (const command of path) {
      const name = `_${command.path.replace(/[^\w]+/g, '_')}`;
      const [, body = ''] = new RegExp(`^${name}\\(\\) \\{\\n([\\s\\S]*?)^\\}$`, 'm').exec(script) ?? [];
      for (const flag of command.options.flatMap(({ names }) => names)) expect(body).toContain(`'*${flag}`);
      for (const below of command.commands) expect(body).toContain(`'${below.name}:`);
    }
  });

  test('fish has a line for each command and option, and closes what it opens', () => {
    const script = fishCompletion(tree);
    expect(isClosed(script, true)).toBe(true);
    const words = script.split('\n').map((line) => line.trim().split(' ')[0]);
    const opened = words.filter((word) => word === 'function' || word === 'if' || word === 'for').length;
    expect(words.filter((word) => word === 'end')).toHaveLength(opened);
    for (const command of path) {
      const lines = script.split('\n').filter((line) => line.includes(`__${tree.name}_at \\'${command.path}\\''`));
      expect(lines).toHaveLength(command.options.length);
      for (const { names } of command.options) {
        const long = names.find((name) => name.startsWith('--'))?.slice(2);
        expect(lines.some((line) => line.includes(` -l ${long} `))).toBe(true);
      }
    }
  });
});

test('no text of the tree is run', () => {
  inScratch((directory) => {
    const script = bashCompletion(hostileTree());
    expect(offered(script, ['tool', 'sub', '--pick', ''], directory).length).toBeGreaterThan(0);
    expect(offered(script, ['tool', 'sub', ''], directory)).toEqual(['one', 'two']);
    expect(readdirSync(directory)).toEqual([]);
  });
});

test('the bundled policies are those of the folder', () => {
  expect(readdirSync(join(ROOT, 'policies'))).toEqual([...BUNDLED_POLICIES]);
});

test('a shell that is none is told the nearest', () => {
  const run = arrears(['completion', 'fsh']);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/shell does not know "fsh"; did you mean "zsh"\?/);
});
