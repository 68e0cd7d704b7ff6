/** Progress on a terminal: what the line shows, when it is drawn, and that it is gone before anything else is said. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isWanted, ProgressLine, type ProgressScreen, tickingAfter } from '../../src/cli/progress.js';
import { type ProgressView, progressLine } from '../../src/cli/progress-line.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import type { ReadingStep } from '../../src/read/reading-progress.js';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, DEMO, ROOT } from './arrears.js';

const READING: ProgressView = {
  what: { en: 'reading', zh: '读取' },
  file: 'payments.csv',
  done: 250_000_000,
  total: 1_000_000_000,
  isBytes: true,
  seconds: 2,
};

describe('the line', () => {
  test('names the file, its share, the rate and what is left', () => {
    expect(progressLine(READING, 'en', 79)).toBe(
      'reading payments.csv  [######------------------]   25%  125 MB/s  6 s left',
    );
    expect(progressLine(READING, 'zh', 79)).toBe(
      '读取 payments.csv  [######------------------]   25%  125 MB/秒  约剩 6 秒',
    );
  });

  test('guesses nothing from the first moments', () => {
    const line = progressLine({ ...READING, done: 1000, seconds: 0.1 }, 'en', 79);
    expect(line).toBe('reading payments.csv  [------------------------]    0%');
  });

  test('says how long in minutes and hours', () => {
    expect(progressLine({ ...READING, seconds: 30 }, 'en', 79)).toMatch(/ {2}8\.3 MB\/s {2}1:30 left$/);
    expect(progressLine({ ...READING, seconds: 3000 }, 'en', 79)).toMatch(/ {2}2:30:00 left$/);
  });

  test('leaves out the rate, then the bar, on a narrow terminal', () => {
    expect(progressLine(READING, 'en', 59)).toBe('reading payments.csv  [####---------------]   25%  6 s left');
    expect(progressLine(READING, 'en', 39)).toBe('reading payments.csv   25%  6 s left');
    expect(progressLine({ ...READING, file: 'x'.repeat(40) }, 'en', 30)).toBe('reading xxxxxx...xxxxxxx   25%');
  });

  test('shows of a path the file only, without its middle where it is long, by what the eye sees', () => {
    const file = '/data/某某银行股份有限公司/二〇二六年十一月个人经营性贷款还款流水明细表.csv';
    const line = progressLine({ ...READING, file }, 'zh', 39);
    expect(line).toMatch(/^读取 二〇二.*\.\.\..*\.csv {2,}25% {2}约剩 6 秒$/);
    expect(line).not.toContain('银行');
    expect(widthOf(line)).toBeLessThanOrEqual(39);
  });

  test.each(['en', 'zh'] as const)('is never wider than the terminal (%s)', (language) => {
    for (const file of [
      'a',
      'payments.csv',
      '还款流水明细表（二〇二六年十一月）.csv.gz',
      'x'.repeat(300),
      undefined,
      '-',
    ]) {
      for (let width = 1; width <= 120; width++) {
        for (const done of [0, 1, 5e8, 1e9, 2e9]) {
          const line = progressLine({ ...READING, file, done }, language, width);
          expect(widthOf(line), `${width}: ${line}`).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/[\n\r]/);
        }
      }
    }
  });

  test('lets no control character of a name through', () => {
    expect(progressLine({ ...READING, file: 'a\u001b[2Jb.csv' }, 'en', 79)).toMatch(/^reading a \[2Jb\.csv /);
  });

  test('is done at a hundred, whatever was counted', () => {
    expect(progressLine({ ...READING, done: 3e9 }, 'en', 79)).toMatch(/\[#{24}\] {2}100%.* 0 s left$/);
    expect(progressLine({ ...READING, total: 0 }, 'en', 79)).toBe('reading payments.csv');
  });
});

/** A terminal of one line, and a clock that is set by hand. */
function fakeScreen(): ProgressScreen & { shown: string; drawings: number; time: number } {
  return {
    shown: '',
    drawings: 0,
    time: 0,
    draw(text) {
      this.drawings++;
      expect(text.startsWith('\r\u001b[K')).toBe(true);
      this.shown = text.slice('\r\u001b[K'.length);
      expect(this.shown).not.toContain('\u001b');
    },
    columns: () => 80,
    now() {
      return this.time;
    },
  };
}

describe('the drawing', () => {
  const what = { en: 'reading', zh: '读取' };

  test('nothing before half a second, then ten times a second at most, and not for a name alone', () => {
    const screen = fakeScreen();
    const line = new ProgressLine(screen, 'en');
    let done = 0;
    line.begin({ what, file: 'a.csv', total: 1000, done: () => done });
    for (screen.time = 1; screen.time < 500; screen.time++) line.tick();
    expect(screen.drawings).toBe(0);
    for (; screen.time < 1500; screen.time++) {
      done = screen.time / 2;
      line.tick();
    }
    expect(screen.drawings).toBe(10);
    expect(screen.shown).toMatch(/^reading a\.csv .* 70% /);
    line.begin({ what, file: 'b.csv' });
    expect(screen.shown).toBe('reading b.csv');
  });

  test('is wiped before anything else is written, and comes back while the step lasts', () => {
    const screen = fakeScreen();
    const line = new ProgressLine(screen, 'en');
    line.wipe();
    expect(screen.drawings).toBe(0);
    line.begin({ what });
    screen.time = 600;
    line.tick();
    expect(screen.shown).toBe('reading');
    line.wipe();
    expect(screen.shown).toBe('');
    line.tick();
    expect(screen.shown).toBe('');
    screen.time = 800;
    line.tick();
    expect(screen.shown).toBe('reading');
    line.end();
    expect(screen.shown).toBe('');
    const { drawings } = screen;
    screen.time = 5000;
    line.tick();
    line.wipe();
    expect(screen.drawings).toBe(drawings);
  });

  test('pieces come through one by one, each told of when it is done', () => {
    const done: number[] = [];
    for (const piece of tickingAfter([1, 2, 3], (finished) => done.push(finished))) {
      expect(done).toHaveLength(piece - 1);
    }
    expect(done).toEqual([1, 2, 3]);
  });
});

test.each([
  [{ TERM: 'xterm-256color' }, true],
  [{ TERM: 'xterm', NO_COLOR: '1' }, true],
  [{ TERM: 'xterm', CI: 'false' }, true],
  [{ TERM: 'xterm', CI: '1' }, false],
  [{ TERM: 'xterm', CI: 'true' }, false],
  [{ TERM: 'dumb' }, false],
  [{}, false],
])('%j: %s', (environment, expected) => {
  expect(isWanted(environment, 'linux')).toBe(expected);
});

test('Windows names no terminal', () => {
  expect(isWanted({}, 'win32')).toBe(true);
});

test('reading tells of every byte of every table, in order', async () => {
  const steps: { step: ReadingStep; bytes: number }[] = [];
  const files = Object.fromEntries(
    ['loans', 'payments', 'schedule', 'events'].map((table) => [table, join(ROOT, 'fixtures', 'demo', `${table}.csv`)]),
  ) as { loans: string; payments: string };
  await loadPortfolio(files, {
    mappings: {},
    currency: 'CNY',
    asOf: 20_777,
    progress: {
      begin: (step) => steps.push({ step, bytes: 0 }),
      advance(bytes) {
        steps.at(-1)!.bytes += bytes;
      },
    },
  });
  const tables = steps.filter(({ step }) => step.kind === 'table');
  expect(tables.map(({ step }) => 'file' in step && step.file)).toEqual(Object.values(files));
  for (const { step, bytes } of tables) expect(bytes).toBe('bytes' in step ? step.bytes : Number.NaN);
  expect(steps.at(-1)!.step.kind).toBe('checksums');
});

test('nothing is drawn where standard error is no terminal', () => {
  const run = arrears(['worklist', ...DEMO, '--as-of', '2026-11-20'], { env: { TERM: 'xterm' } });
  expect(run.stderr.includes('\r') || run.stderr.includes('\u001b')).toBe(false);
  expect(run.stderr).not.toBe('');
});
