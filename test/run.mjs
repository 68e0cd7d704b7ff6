/**
 * Runs the whole suite once in each of three time zones and ends with one plain line made from the runner's own
 * counts. A date that depends on the machine's zone fails in at least one of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York'];
const runner = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const scratch = mkdtempSync(join(tmpdir(), 'arrears-test-'));
let passed = 0;
let failed = 0;
try {
  for (const zone of ZONES) {
    process.stdout.write(`\n== tests under TZ=${zone}\n`);
    // The spawned program is tried under every zone by its own tests; once is enough for them.
    const onlyOnce = zone === 'UTC' ? [] : ['--exclude', 'test/cli/**'];
    const report = join(scratch, `${zone.replace('/', '-')}.json`);
    const run = spawnSync(
      process.execPath,
      [
        runner,
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...onlyOnce,
        ...process.argv.slice(2),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TZ: zone } },
    );
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    // A suite that could not even load has no failed test, but the run has failed all the same.
    if (run.status !== 0 && counts.numFailedTests === 0) failed++;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
