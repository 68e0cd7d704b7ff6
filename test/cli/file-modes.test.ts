/** Whatever is written is for its owner alone – also drafts, locks and parts, and whatever the umask. */
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { inScratch, ROOT, shell } from './arrears.js';

const LETTERS = join(ROOT, 'fixtures', 'letters');
const INPUTS = `${['loans', 'payments', 'parties', 'events'].map((name) => `--${name} '${join(LETTERS, `${name}.csv`)}'`).join(' ')} --policy '${join(LETTERS, 'pack')}' --as-of 2026-11-20`;

/** Notes every file and directory that is made, with the rights that were asked for, in whatever process or thread. */
const NOTING = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { closeSync, mkdirSync, openSync, writeFileSync, writeSync } = fs;
const promises = { open: fs.promises.open, mkdir: fs.promises.mkdir, writeFile: fs.promises.writeFile };
const note = (kind, path, mode) => {
  if (String(path).startsWith('/dev/')) return;
  const notes = openSync(process.env.NOTES, 'a', 0o600);
  writeSync(notes, JSON.stringify({ kind, path: String(path), mode: mode ?? null }) + '\\n');
  closeSync(notes);
};
const makes = (flags) => typeof flags === 'string' ? /[wa]/.test(flags) : (flags & fs.constants.O_CREAT) !== 0;
const modeOf = (options) => (typeof options === 'object' && options !== null ? options.mode : options);
const noting = (open) => (path, flags = 'r', mode) => {
  if (makes(flags)) note('file', path, mode);
  return open(path, flags, mode);
};
fs.openSync = noting(openSync);
fs.promises.open = noting(promises.open);
fs.mkdirSync = (path, options) => (note('directory', path, modeOf(options)), mkdirSync(path, options));
fs.promises.mkdir = (path, options) => (note('directory', path, modeOf(options)), promises.mkdir(path, options));
fs.writeFileSync = (path, text, options) => (note('file', path, modeOf(options)), writeFileSync(path, text, options));
fs.promises.writeFile = (path, text, options) =>
  (typeof path === 'string' && note('file', path, modeOf(options)), promises.writeFile(path, text, options));
syncBuiltinESMExports();
`;

const COMMANDS = [
  'sample --loans 30 --out book/of/samples',
  `triage ${INPUTS} --format xlsx --upcoming 30 --notices --notice-log log.csv --out 'runs/{as_of}' --keep 2`,
  `notices ${INPUTS} --kind demand --format html --zip --out new/zipped`,
  `notices ${INPUTS} --kind demand --format docx --out documents`,
  `notices ${INPUTS} --kind demand --format pdf --print-file all --out prints`,
  `survey ${INPUTS} --all --out sheet.csv`,
  `survey ${INPUTS} --all --out sheet.xlsx`,
  `explain ${INPUTS} $(sed -n 2p '${join(LETTERS, 'loans.csv')}' | cut -d, -f1) --dossier --html --out dossier.html`,
  `policy compare default '${join(LETTERS, 'pack')}' ${INPUTS.replace(/--policy '[^']*'/, '')} --all --out changes.csv`,
  'notices record --log log.csv --receipts receipts.csv --out events-add.csv',
];

const TIMEOUT_MS = 180_000;

it.each(['000', '022'])(
  'under umask %s',
  (umask) => {
    inScratch((directory) => {
      const given = new Set(['noting.mjs', 'notes.jsonl', 'receipts.csv']);
      writeFileSync(join(directory, 'noting.mjs'), NOTING);
      // What each command asks for is the same under every umask: the rest of them need no second run.
      for (const command of umask === '000' ? COMMANDS : COMMANDS.slice(0, 2)) {
        if (command.startsWith('notices record')) {
          const number = /,([\w~-]+-20261120-[A-Z]+),/.exec(readFileSync(join(directory, 'log.csv'), 'utf8'))![1]!;
          writeFileSync(
            join(directory, 'receipts.csv'),
            `number,returned_on,outcome,signed_by\n${number},2026-11-22,signed,addressee\n`,
          );
        }
        const preload = `NOTES='${join(directory, 'notes.jsonl')}' NODE_OPTIONS='--import ${pathToFileURL(join(directory, 'noting.mjs')).href}'`;
        const outcome = shell(`export ${preload}; umask ${umask}; arrears ${command}`, directory);
        expect([0, 1], `${command}\n${outcome.stderr}`).toContain(outcome.status);
      }

      const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => !given.has(name));
      expect(found.length).toBeGreaterThan(umask === '000' ? 40 : 15);
      const open = found.filter((name) => {
        const stats = lstatSync(join(directory, name));
        return (stats.mode & 0o777) !== (stats.isDirectory() ? 0o700 : 0o600);
      });
      expect(open).toEqual([]);

      const made = readFileSync(join(directory, 'notes.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; path: string; mode: number | null });
      expect(made.some(({ path }) => path.endsWith('.lock'))).toBe(true);
      expect(made.some(({ path }) => path.endsWith('.part'))).toBe(true);
      const lax = made.filter(({ kind, mode }) => mode !== (kind === 'directory' ? 0o700 : 0o600));
      expect(lax).toEqual([]);
    });
  },
  TIMEOUT_MS,
);
