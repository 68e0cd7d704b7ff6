/** Reasons why a result could not be put where the user asked for it. Always the user's to settle: exit code 2. */
import type { Language } from '../domain/language.js';

export type OutputProblem =
  | { readonly code: 'foreign-files'; readonly target: string; readonly names: readonly string[] }
  /** `name` is a sheet in which somebody may have written answers. */
  | { readonly code: 'sheet-filled-in'; readonly target: string; readonly name: string }
  | { readonly code: 'not-a-directory'; readonly target: string }
  | { readonly code: 'working-directory'; readonly target: string }
  | { readonly code: 'mount-point'; readonly target: string }
  | { readonly code: 'file-exists'; readonly target: string }
  | { readonly code: 'folder-not-empty'; readonly target: string; readonly names: readonly string[] }
  /** Another run writes there; null where the lock does not say which. `lock` is its path. */
  | {
      readonly code: 'locked';
      readonly target: string;
      readonly holder: { readonly pid: number; readonly host: string } | null;
      readonly lock: string;
    }
  | { readonly code: 'lock-lost'; readonly target: string }
  /** `target` is the sheet, or the column. */
  | { readonly code: 'too-many-rows' | 'cell-too-long'; readonly target: string; readonly most: number }
  /** `target` is the character, as `U+E5E5`. */
  | { readonly code: 'no-gb18030-form'; readonly target: string }
  | { readonly code: 'cannot-write'; readonly target: string; readonly reason: string };

export interface OutputProblemText {
  readonly headline: string;
  readonly remedy: string;
}

/** Thrown where a result cannot be written; nothing of an earlier result has been touched. */
export class OutputRefused extends Error {
  readonly problem: OutputProblem;
  readonly remedy: string;

  constructor(problem: OutputProblem) {
    const { headline, remedy } = describeOutputProblem(problem, 'en');
    super(headline);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** Names are cut to the first few: a directory may hold thousands. */
function firstOf(names: readonly string[], language: Language): string {
  const shown = names.slice(0, 3).join(', ');
  if (names.length <= 3) return shown;
  return language === 'zh' ? `${shown} 等 ${names.length} 个` : `${shown} and ${names.length - 3} more`;
}

export function describeOutputProblem(problem: OutputProblem, language: Language): OutputProblemText {
  const { target } = problem;
  const zh = language === 'zh';
  switch (problem.code) {
    case 'foreign-files':
      return {
        headline: zh
          ? `输出目录 ${target} 中有不是 arrears 写入的文件：${firstOf(problem.names, language)}`
          : `output directory ${target} holds files that arrears did not write: ${firstOf(problem.names, language)}`,
        remedy: zh
          ? '未作任何改动。请移走这些文件，或另选目录。'
          : 'Nothing was changed. Move them away or name another directory.',
      };
    case 'sheet-filled-in':
      return {
        headline: zh
          ? `输出目录 ${target} 中的 ${problem.name} 在上次运行后已被改动，可能已填写答案`
          : `${problem.name} in output directory ${target} was changed since it was written: it may hold answers`,
        remedy: zh
          ? '未作任何改动。请将其移走（例如再用 --survey 读入），或另选目录。'
          : 'Nothing was changed. Move it away (and give it back with --survey), or name another directory.',
      };
    case 'not-a-directory':
      return {
        headline: zh ? `输出位置 ${target} 不是目录` : `output ${target} is not a directory`,
        remedy: zh ? '请另选目录。' : 'Name another directory.',
      };
    case 'working-directory':
      return {
        headline: zh ? `输出目录 ${target} 是当前工作目录` : `output directory ${target} is the working directory`,
        remedy: zh
          ? '目录会被整体替换。请指定其中的子目录，例如 out。'
          : 'The directory is replaced as a whole. Name one inside it, such as out.',
      };
    case 'mount-point':
      return {
        headline: zh
          ? `输出目录 ${target} 是挂载点，无法整体替换`
          : `output directory ${target} is a mount point and cannot be replaced as a whole`,
        remedy: zh ? '请指定其中的子目录。' : 'Name a directory inside it.',
      };
    case 'file-exists':
      return {
        headline: zh ? `文件 ${target} 已存在` : `${target} exists already`,
        remedy: zh
          ? '未作任何改动：其中可能已有填写的内容。请另取文件名，或先移走该文件。'
          : 'Nothing was changed: somebody may have filled it in. Give another name, or move it away first.',
      };
    case 'folder-not-empty':
      return {
        headline: zh
          ? `文件夹 ${target} 中已有文件：${firstOf(problem.names, language)}`
          : `the folder ${target} is not empty: ${firstOf(problem.names, language)}`,
        remedy: zh
          ? '未作任何改动。请另选一个新的或空的文件夹。'
          : 'Nothing was changed. Name a new folder, or an empty one.',
      };
    case 'locked': {
      const { holder, lock } = problem;
      const who =
        holder === null
          ? ''
          : zh
            ? `（${holder.host} 上的进程 ${holder.pid}）`
            : ` (process ${holder.pid} on ${holder.host})`;
      return {
        headline: zh ? `另一次运行正在写入 ${target}${who}` : `another run is writing into ${target}${who}`,
        remedy: zh
          ? `请等它结束。若该进程确已不在，请删除 ${lock}。`
          : `Wait for it to end. If that process is gone, remove ${lock}.`,
      };
    }
    case 'lock-lost':
      return {
        headline: zh
          ? `写入 ${target} 期间，其锁文件被移走`
          : `the lock of ${target} was taken away while the run went on`,
        remedy: zh
          ? '先前的结果没有改动。可能有另一次运行正在写入：请检查后重新运行。'
          : 'An earlier result there is untouched. Another run may be writing: look, and run again.',
      };
    case 'too-many-rows':
      return {
        headline: zh
          ? `“${target}”超过一个 xlsx 文件可写入的 ${problem.most} 行`
          : `"${target}" has more than the ${problem.most} rows that go into one xlsx file`,
        remedy: zh
          ? '未写入任何内容。请用 csv 格式，或用筛选、--limit 缩小范围。'
          : 'Nothing was written. Ask for csv, or for fewer rows with a filter or --limit.',
      };
    case 'cell-too-long':
      return {
        headline: zh
          ? `“${target}”列中有超过 ${problem.most} 个字符的内容，xlsx 单元格放不下`
          : `a text in column "${target}" is longer than the ${problem.most} characters that a cell of an xlsx file holds`,
        remedy: zh ? '未写入任何内容。请用 csv 格式。' : 'Nothing was written. Ask for csv.',
      };
    case 'no-gb18030-form':
      return {
        headline: zh ? `字符 ${target} 没有 GB18030 编码` : `the character ${target} has no form in GB18030`,
        remedy: zh
          ? '请用 --excel bom（UTF-8），或在输入文件中更正该字符。'
          : 'Use --excel bom (UTF-8), or correct the character in the input.',
      };
    case 'cannot-write':
      return {
        headline: zh ? `无法写入 ${target}：${problem.reason}` : `cannot write ${target}: ${problem.reason}`,
        remedy: zh ? '先前的结果没有改动。' : 'An earlier result there is untouched.',
      };
  }
}

/** Failures of the file system that the user can put right. Anything else is a defect and passes through. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'a directory of the path does not exist',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a directory',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
};

/** Runs a step on the file system and turns failures of the surroundings into {@link OutputRefused}. */
export function orRefuse<T>(target: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EBUSY' || code === 'EXDEV') throw new OutputRefused({ code: 'mount-point', target });
    const reason = code === undefined ? undefined : REASONS[code];
    if (reason === undefined) throw error;
    throw new OutputRefused({ code: 'cannot-write', target, reason });
  }
}
