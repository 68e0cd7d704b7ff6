/** A run under `--memory`: where it puts what does not fit, and what is told where it cannot run. */
import { tmpdir } from 'node:os';
import { SpillRefused } from '../portfolio/spill.js';
import { type MemoryBudget, MemoryTooLittle } from '../read/memory-plan.js';
import { UserError } from './exit.js';
import { formatMemorySize } from './memory-size.js';

const MIB = 1024 ** 2;

/** The budget of a run; `folder` is where it is being written, if anywhere. */
export function memoryBudget(bytes: number, folder: string | undefined): MemoryBudget {
  return { bytes, folder: folder ?? tmpdir(), mark: `.arrears-spill-${process.pid}` };
}

/** What of a reading under a budget the user can put right, as such; anything else as it is. */
export function asMemoryRefusal(error: unknown): unknown {
  if (error instanceof SpillRefused) {
    const { folder, reason } = error;
    return new UserError(
      {
        en: `what does not fit into --memory cannot be written into ${folder}: ${reason}.`,
        zh: `超出 --memory 的部分无法写入 ${folder}：${reason}。`,
      },
      {
        en: 'Nothing was written. Free some space there, name another --out (or TMPDIR), or give more --memory.',
        zh: '未写入任何结果。请腾出空间、另选 --out（或 TMPDIR），或调大 --memory。',
      },
    );
  }
  if (!(error instanceof MemoryTooLittle)) return error;
  const given = formatMemorySize(error.given);
  const least = `${Math.ceil(error.least / MIB)}MB`;
  const loans = roughly(error.loans);
  return new UserError(
    {
      en: `--memory ${given} is too little for about ${loans} loans: at least ${least}.`,
      zh: `--memory ${given} 不足以处理约 ${loans} 笔借据：至少需要 ${least}。`,
    },
    {
      en: 'Payments and events can lie on disk; what is kept of each loan cannot.',
      zh: '还款和事件可暂存于磁盘；每笔借据的数据须留在内存中。',
    },
  );
}

/** An estimate to two digits, with commas. */
function roughly(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return String(Math.round(count / step) * step).replace(/\B(?=(\d{3})+$)/g, ',');
}
