/**
 * `npm run fuzz -- [--seconds 60] [--rounds N] [--seed S] [--round R] [--keep DIR]`: mutates sound files until the time or
 * the rounds are over, or something fails. Without a seed it takes a fresh one and prints it; with --seed and --round a
 * failure comes again. The files of a failure are left in DIR, or in the directory for temporary files.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    round: { type: 'string', default: '0' },
    keep: { type: 'string' },
  },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`seed ${seed}, at most ${values.seconds} seconds\n`);
const runner = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [runner, 'run', 'test/fuzz/fuzz.test.ts'], {
  cwd: join(import.meta.dirname, '..', '..'),
  stdio: 'inherit',
  env: {
    ...process.env,
    ARREARS_FUZZ_SEED: seed,
    ARREARS_FUZZ_SECONDS: values.seconds,
    ARREARS_FUZZ_ROUNDS: values.rounds,
    ARREARS_FUZZ_ROUND: values.round,
    ...(values.keep === undefined ? {} : { ARREARS_FUZZ_KEEP: values.keep }),
  },
});
process.exitCode = run.status ?? 2;
