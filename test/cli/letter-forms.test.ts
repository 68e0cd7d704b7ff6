/** Letters as DOCX, PDF, print files and ZIP, by the command. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { PLAIN_DOCUMENT } from '../../src/write/docx/plain-document.js';
import { ARREARS, arrears, filesUnder, inScratch, ROOT } from './arrears.js';

const BOOK = join(ROOT, 'fixtures', 'letters');
const INPUTS = ['loans', 'payments', 'parties', 'events'].flatMap((name) => [`--${name}`, join(BOOK, `${name}.csv`)]);
const ASKED = [...INPUTS, '--as-of', '2026-11-20', '--policy', join(BOOK, 'pack')];

/** Reading PDF back needs poppler-utils, which CI has. */
const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;
const reading = test.runIf(hasPoppler || process.env['CI'] !== undefined);

/** Without blanks: every form sets them as it needs. */
function bare(text: string): string {
  return text.replace(/[\s\u3000]/g, '');
}

function pagesOf(file: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

/** What the paragraphs and cells of a Word document say, in order. */
function wordsOf(docx: Buffer): string[] {
  const body = new PizZip(docx).file('word/document.xml')!.asText();
  return body
    .split('</w:p>')
    .map((paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((found) => found[1]).join(''))
    .filter((text) => text !== '');
}

/** The texts of the letter's HTML, which is what the templates say in every form. */
function sentencesOf(html: string): string[] {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).trim())
    .filter((text) => text !== '' && !/^[✂\s-]+$/.test(text));
}

function write(directory: string, out: string, ...options: readonly string[]) {
  const run = arrears(['notices', ...ASKED, '--kind', 'demand', ...options, '--out', out], { cwd: directory });
  expect(run.status, run.stderr).toBe(0);
  return filesUnder(join(directory, out));
}

describe('every form says the same', () => {
  test('DOCX has every sentence of the HTML, in order', () => {
    inScratch((directory) => {
      const html = write(directory, 'html', '--format', 'html');
      const docx = write(directory, 'docx', '--format', 'docx');
      for (const name of ['demand-TWO-LOANS', 'demand-FOUR-DAYS']) {
        const words = bare(wordsOf(docx.get(`${name}.docx`)!).join(''));
        let from = 0;
        for (const sentence of sentencesOf(html.get(`${name}.html`)!.toString('utf8'))) {
          const found = words.indexOf(bare(sentence), from);
          expect(found, sentence).toBeGreaterThanOrEqual(0);
          from = found;
        }
      }
    });
  });

  reading('PDF has every sentence of the HTML, and numbers its pages', () => {
    inScratch((directory) => {
      const html = write(directory, 'html', '--format', 'html');
      write(directory, 'pdf', '--format', 'pdf');
      const pages = pagesOf(join(directory, 'pdf', 'demand-TWO-LOANS.pdf'));
      for (const [at, page] of pages.entries()) expect(bare(page)).toContain(`第${at + 1}页，共${pages.length}页`);
      const words = bare(pages.join(''));
      for (const sentence of sentencesOf(html.get('demand-TWO-LOANS.html')!.toString('utf8'))) {
        // Cells that wrap are read line by line: their characters are all there.
        const text = bare(sentence);
        if (text.length <= 40 && !words.includes(text)) {
          for (const character of text) expect(words).toContain(character);
        } else expect(words).toContain(text.slice(0, 20));
      }
    });
  });
});

describe('print files', () => {
  reading('hold each letter once, by branch and address, and nothing else is written', () => {
    inScratch((directory) => {
      const single = write(directory, 'single', '--format', 'pdf');
      const letters = [...single.keys()].filter((name) => name.endsWith('.pdf'));
      const files = write(directory, 'print', '--format', 'pdf', '--print-file', 'all');
      expect([...files.keys()].sort()).toEqual(['letters.pdf', 'manifest.csv', 'not-sent.csv', 'run.json']);
      const firstPages = pagesOf(join(directory, 'print', 'letters.pdf')).filter((page) =>
        bare(page).includes('第1页，'),
      );
      const numbersOf = (page: string) => /编号：\s*(\S+)/.exec(page)![1]!;
      const single1 = letters.map((name) => numbersOf(pagesOf(join(directory, 'single', name))[0]!));
      expect(firstPages.map(numbersOf).sort()).toEqual(single1.sort());
    });
  });

  test('the same letters give the same bytes', () => {
    inScratch((directory) => {
      const [one, other] = ['one', 'other'].map((out) =>
        write(directory, out, '--format', 'pdf', '--print-file', 'branch'),
      );
      expect([...one!.keys()]).toEqual([...other!.keys()]);
      for (const [name, bytes] of one!)
        if (name !== 'run.json') expect(bytes.equals(other!.get(name)!), name).toBe(true);
    });
  });
});

describe('--zip', () => {
  test('holds the very files that are written without it; the same bytes in every time zone', () => {
    inScratch((directory) => {
      const loose = write(directory, 'loose', '--format', 'docx');
      const archive = write(directory, 'zip', '--format', 'docx', '--zip').get('letters.zip')!;
      const zip = new PizZip(archive);
      const names = [...loose.keys()].filter((name) => name.endsWith('.docx'));
      expect(Object.keys(zip.files).sort()).toEqual(names.sort());
      for (const name of names) expect(Buffer.from(zip.file(name)!.asUint8Array()).equals(loose.get(name)!)).toBe(true);
      const asked = ['notices', ...ASKED, '--kind', 'demand', '--format', 'docx', '--zip', '--out', 'elsewhere'];
      expect(arrears(asked, { cwd: directory, env: { TZ: 'America/New_York' } }).status).toBe(0);
      expect(readFileSync(join(directory, 'elsewhere', 'letters.zip')).equals(archive)).toBe(true);
    });
  });
});

describe('characters without a glyph', () => {
  test('name the borrower and stop that letter, not the batch', () => {
    inScratch((directory) => {
      const loans = readFileSync(join(BOOK, 'loans.csv'), 'utf8').replaceAll('喆堃镕进出口', '𠮷田进出口');
      writeFileSync(join(directory, 'loans.csv'), loans);
      const asked = [...ASKED];
      asked[asked.indexOf('--loans') + 1] = 'loans.csv';
      const run = arrears(['notices', ...asked, '--kind', 'demand', '--format', 'pdf', '--out', 'letters'], {
        cwd: directory,
      });
      expect(run.status, run.stderr).toBe(0);
      const files = filesUnder(join(directory, 'letters'));
      expect([...files.keys()]).toContain('demand-FOUR-DAYS.pdf');
      expect([...files.keys()]).not.toContain('demand-TWO-LOANS.pdf');
      const rows = files.get('not-sent.csv')!.toString('utf8').split(/\r?\n/);
      expect(rows.find((row) => row.includes('no-glyph'))).toMatch(/^TWO-LOANS,no-glyph,.*𠮷 U\+20BB7/);
    });
  });
});

describe('a document of the bank', () => {
  const withBody = (path: string, text: string) => {
    const zip = new PizZip();
    for (const [name, part] of Object.entries(PLAIN_DOCUMENT)) {
      zip.file(
        name,
        part.replace('{@letter}', () => text),
      );
    }
    writeFileSync(path, zip.generate({ type: 'nodebuffer' }));
  };

  test('is filled in for each letter', () => {
    inScratch((directory) => {
      withBody(join(directory, 'own.docx'), '致{addressee.name}：共{total.sum.figures}元（{total.sum.words}）');
      const files = write(directory, 'letters', '--format', 'docx', '--document', 'own.docx');
      expect(wordsOf(files.get('demand-TWO-LOANS.docx')!)[0]).toMatch(
        /^致喆堃镕.*：共[\d,.]+元（[壹贰叁肆伍陆柒捌玖拾].*）$/,
      );
    });
  });

  test('may be a file of the pack, which policy check looks at', () => {
    inScratch((directory) => {
      cpSync(join(BOOK, 'pack'), join(directory, 'pack'), { recursive: true });
      mkdirSync(join(directory, 'pack', 'letters'), { recursive: true });
      const path = join(directory, 'pack', 'letters', 'document.docx');
      withBody(path, '本行致{addressee.name}{#loans}{id}{/loans}');
      const asked = [...ASKED];
      asked[asked.indexOf('--policy') + 1] = 'pack';
      const run = arrears(['notices', ...asked, '--kind', 'demand', '--format', 'docx', '--out', 'letters'], {
        cwd: directory,
      });
      expect(run.status, run.stderr).toBe(0);
      const files = filesUnder(join(directory, 'letters'));
      expect(wordsOf(files.get('demand-TWO-LOANS.docx')!)[0]).toMatch(/^本行致喆堃镕.*L01L02/);
      const checked = arrears(['policy', 'check', 'pack'], { cwd: directory });
      expect(checked.status, checked.stderr).toBe(0);
      expect(checked.stdout).toContain('document.docx\n  {addressee.name}\n  {id}\n  {loans}\n');
      withBody(path, '致{adressee.name}');
      const slip = arrears(['policy', 'check', 'pack'], { cwd: directory });
      expect(slip.status).toBe(2);
      expect(slip.stderr).toContain('adressee.name');
      writeFileSync(path, 'no document');
      expect(arrears(['policy', 'check', 'pack'], { cwd: directory }).status).toBe(2);
    });
  });

  test('with a slip stops the run before anything is written, and says which', () => {
    inScratch((directory) => {
      withBody(join(directory, 'own.docx'), '致{adressee.name}');
      const asked = ['notices', ...ASKED, '--format', 'docx', '--document', 'own.docx', '--out', 'letters'];
      const run = arrears(asked, { cwd: directory });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('adressee.name');
      expect(existsSync(join(directory, 'letters'))).toBe(false);
    });
  });

  test.each([
    ['--font', 'own.ttf', 'pdf'],
    ['--print-file', 'all', 'pdf'],
    ['--document', 'own.docx', 'docx'],
  ])('%s asks for its form', (option, value, form) => {
    const run = arrears(['notices', ...ASKED, option, value, '--out', 'letters']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(`--format ${form}`);
  });
});

describe('a batch that is killed', () => {
  test('leaves nothing half done, and the next run has every letter once', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'arrears-killed-'));
    try {
      const asked = [
        'notices',
        ...ASKED,
        '--kind',
        'demand',
        '--format',
        'pdf',
        '--print-file',
        'all',
        '--out',
        'prints',
      ];
      const hashOf = () =>
        createHash('sha256')
          .update(readFileSync(join(directory, 'prints', 'letters.pdf')))
          .digest('hex');
      expect(arrears(asked, { cwd: directory }).status).toBe(0);
      const whole = hashOf();
      for (const milliseconds of [150, 400, 600, 800, 1000, 1200]) {
        const child = spawn(process.execPath, [ARREARS, ...asked], { cwd: directory, stdio: 'ignore' });
        const ended = new Promise((resolve) => child.on('exit', resolve));
        setTimeout(() => child.kill('SIGKILL'), milliseconds);
        await ended;
        // Either the earlier batch or the new one: they are the same letters.
        expect(hashOf()).toBe(whole);
      }
      expect(arrears(asked, { cwd: directory }).status).toBe(0);
      expect(hashOf()).toBe(whole);
      expect(readdirSync(directory)).toEqual(['prints']);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
