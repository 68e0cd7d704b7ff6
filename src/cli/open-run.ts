/** Opens the directory of a run, and sees to it that a signal ends the run cleanly. */
import type { Language } from '../domain/language.js';
import { openRunDirectory, type RunDirectory } from '../write/run-directory.js';
import { ownerHere } from '../write/run-lock.js';
import { log } from './streams.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Opens the target so that a refusal comes before the work. `out` is its name in messages. */
export function openRun(out: string, language: Language): RunDirectory {
  let opened: RunDirectory | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    letGo();
    opened?.abandon();
    log(
      'error',
      'stopped-by-signal',
      { signal },
      language === 'zh'
        ? `arrears：收到 ${signal}，已中止；未写入任何文件，${out} 中先前的结果没有改动。`
        : `arrears: stopped by ${signal}; nothing was written, an earlier result in ${out} is untouched.`,
    );
    // With our handlers gone, whoever started us sees a process that was ended by the signal.
    process.kill(process.pid, signal);
  };
  const letGo = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  };
  // Before the directory is there: from then on a signal must clear it away.
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    opened = openRunDirectory(out, ownerHere());
  } catch (error) {
    letGo();
    throw error;
  }
  const run = opened;
  return {
    ...run,
    commit() {
      run.commit();
      letGo();
    },
    abandon() {
      letGo();
      run.abandon();
    },
  };
}

/** A signal is heard only between turns of the event loop: long work gives one away now and then. */
export function hearSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
