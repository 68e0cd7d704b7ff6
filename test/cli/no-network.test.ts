/** The program talks to nobody: not itself, not its second thread, not the processes that print. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ARREARS, arrears, inScratch, ROOT } from './arrears.js';

/** Notes and forbids every way out that Node has, in every thread and process that it is loaded into. */
const GUARD = `
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
const note = (what) => appendFileSync(process.env.GUARD_NOTES, what + '\\n', { mode: 0o600 });
const forbid = (owner, name) => {
  owner[name] = () => {
    note('WAY OUT ' + name);
    throw new Error(name + ' is a way out');
  };
};
forbid(net.Socket.prototype, 'connect');
forbid(net.Server.prototype, 'listen');
for (const name of ['connect', 'createConnection']) forbid(net, name);
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(owner)) if (/^(lookup|resolve|reverse)/.test(name)) forbid(owner, name);
for (const owner of [http, https]) for (const name of ['request', 'get']) forbid(owner, name);
forbid(http2, 'connect');
forbid(tls, 'connect');
forbid(dgram, 'createSocket');
for (const name of ['fetch', 'WebSocket', 'EventSource']) forbid(globalThis, name);
syncBuiltinESMExports();
note('guarded ' + (!isMainThread ? 'thread' : process.send === undefined ? 'process' : 'child'));
`;

interface Guard {
  readonly env: Readonly<Record<string, string>>;
  notes(): readonly string[];
}

function standGuard(directory: string): Guard {
  const preload = join(directory, 'guard.mjs');
  const path = join(directory, 'guard.txt');
  writeFileSync(preload, GUARD);
  writeFileSync(path, '');
  return {
    env: { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}`, GUARD_NOTES: path },
    notes: () => readFileSync(path, 'utf8').trimEnd().split('\n'),
  };
}

const LETTERS = join(ROOT, 'fixtures', 'letters');
const FILES = ['loans', 'payments', 'parties', 'events'].flatMap((name) => [`--${name}`, join(LETTERS, `${name}.csv`)]);
const BOOK = [...FILES, '--policy', join(LETTERS, 'pack'), '--as-of', '2026-11-20'];
const PRINT = ['notices', ...BOOK, '--kind', 'demand', '--format', 'pdf', '--print-file', 'all', '--out', 'prints'];

describe('no network', () => {
  it('would be used without the guard noticing', () => {
    inScratch((directory) => {
      const guard = standGuard(directory);
      for (const attempt of [
        "await fetch('http://127.0.0.1:9/')",
        "(await import('node:https')).get('https://127.0.0.1:9/')",
        "(await import('node:net')).connect(9, '127.0.0.1')",
        "await (await import('node:dns/promises')).lookup('localhost')",
        "(await import('node:dgram')).createSocket('udp4')",
      ]) {
        const run = spawnSync(process.execPath, ['--input-type=module', '-e', attempt], { env: { ...guard.env } });
        expect(run.status, attempt).not.toBe(0);
      }
      expect(guard.notes().filter((note) => note.startsWith('WAY OUT')).length).toBe(5);
    });
  });

  it('is used by any command', () => {
    inScratch((directory) => {
      const guard = standGuard(directory);
      const run = (...args: readonly string[]) => {
        const { status, stderr } = arrears(args, { cwd: directory, env: guard.env });
        expect([0, 1], stderr).toContain(status);
      };
      run('--help');
      run('sample', '--loans', '20', '--out', 'book');
      run('check', ...BOOK);
      // A table above eight megabytes is read by two threads.
      const padding = 'x'.repeat(4000);
      const rows = Array.from({ length: 2300 }, (_, at) => `L-NONE,2026-01-31,1.00,P${at},${padding}`);
      writeFileSync(join(directory, 'large.csv'), `loan_id,paid_on,amount,payment_id,padding\n${rows.join('\n')}\n`);
      run('triage', ...BOOK, '--payments', 'large.csv', '--threads', '2', '--out', 'large');
      run('triage', ...BOOK, '--notices', '--format', 'xlsx', '--out', 'out');
      run(...PRINT);
      run('notices', ...BOOK, '--kind', 'demand', '--format', 'docx', '--zip', '--out', 'documents');
      run('survey', ...BOOK, '--all', '--out', 'sheet.xlsx');
      run(
        'explain',
        ...BOOK,
        '--dossier',
        '--html',
        readFileSync(join(LETTERS, 'loans.csv'), 'utf8').split('\n')[1]!.split(',')[0]!,
      );
      run('verify', 'out', '--inputs');
      run('policy', 'check', join(LETTERS, 'pack'));
      run('law');
      const notes = guard.notes();
      expect(notes.filter((note) => note.startsWith('WAY OUT'))).toEqual([]);
      expect(new Set(notes)).toEqual(new Set(['guarded process', 'guarded thread', 'guarded child']));
    });
  }, 120_000);

  const apart = spawnSync('unshare', ['-rn', 'true']).status === 0;
  it.skipIf(!apart)(
    'is there, and letters are printed all the same',
    () => {
      inScratch((directory) => {
        const env = { PATH: process.env['PATH'] ?? '', TZ: 'UTC', LANG: 'C' };
        const run = spawnSync('unshare', ['-rn', process.execPath, ARREARS, ...PRINT], { cwd: directory, env });
        expect(run.status, run.stderr.toString()).toBe(0);
        expect(
          existsSync(join(directory, 'prints', 'letters.pdf')) ||
            readdirSync(join(directory, 'prints')).some((name) => name.endsWith('.pdf')),
        ).toBe(true);
      });
    },
    60_000,
  );

  it('is known to the source', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(sources.length).toBeGreaterThan(300);
    const guilty = sources.filter((name) => {
      const text = readFileSync(join(ROOT, 'src', name), 'utf8');
      return /['"](?:node:)?(?:net|https?|http2|tls|dgram|dns|inspector)(?:\/promises)?['"]|\bfetch\s*\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/.test(
        text,
      );
    });
    expect(guilty).toEqual([]);
  });
});

describe('the lockfile', () => {
  interface Locked {
    readonly integrity?: string;
    readonly resolved?: string;
    readonly hasInstallScript?: boolean;
    readonly link?: boolean;
    readonly dev?: boolean;
    readonly optional?: boolean;
    readonly cpu?: readonly string[];
  }
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('pins every package by its hash, and takes none from a repository, a file or an unsafe line', () => {
    expect(locked.length).toBeGreaterThan(100);
    for (const [path, { cpu, integrity, link, optional, resolved }] of locked) {
      // The registry of whoever wrote the lockfile may lack what is built for other machines.
      if (optional !== true || cpu === undefined) expect(integrity, path).toMatch(/^sha512-/);
      // Left out where any registry may give it: the hash decides.
      expect(resolved ?? 'https:', path).toMatch(/^https:/);
      expect(link, path).toBeUndefined();
    }
  });

  it('has nothing that runs a script of its own when a user installs', () => {
    const scripts = locked.filter(([, { dev, hasInstallScript }]) => hasInstallScript === true && dev !== true);
    expect(scripts.map(([path]) => path)).toEqual([]);
  });
});
