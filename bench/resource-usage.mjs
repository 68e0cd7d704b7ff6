/** Preloaded into each contestant with --import: at exit, writes what the process used to the file named in BENCH_USAGE. */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Of this program alone, where the system tells: what getrusage calls the peak begins with the parent's size at the fork. */
function peakBytes(maxRSS) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return maxRSS * 1024;
  }
}

const target = process.env.BENCH_USAGE;
// Worker threads load this as well; the process as a whole is counted once.
if (target !== undefined && isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(
      target,
      JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: peakBytes(maxRSS) }),
    );
  });
}
