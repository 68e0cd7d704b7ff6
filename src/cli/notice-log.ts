/** `--notice-log`: what earlier runs wrote, and the log to which this run is added. */
import { resolve, sep } from 'node:path';
import { formatProblem } from '../domain/describe-problem.js';
import type { Language } from '../domain/language.js';
import { NoticeLog, type SentLetter } from '../domain/notice-log.js';
import type { Problem } from '../domain/problem.js';
import { readNoticeLog, stateOfFile } from '../read/notice-log.js';
import type { OpenTable } from '../read/opened-table.js';
import { appendToLog } from '../write/notice-log-file.js';
import { MANIFEST_COLUMNS } from '../write/notice-manifest.js';
import { OutputRefused } from '../write/output-refused.js';
import { languageOf } from './asked-language.js';
import { UserError } from './exit.js';
import { say } from './streams.js';

export interface OpenNoticeLog {
  readonly earlier: NoticeLog;
  /** Throws {@link UserError} where somebody has changed the log since it was read. To be called before letters appear. */
  refuseChanged(): void;
  /** Adds the letters that this run wrote. To be called once they have appeared. */
  append(letters: readonly SentLetter[]): void;
}

/**
 * Reads the logs; null where none is named. The first is the one that is added to: it need not be there yet. Throws
 * {@link UserError} where one cannot be read, also where one of its rows cannot: who was asked would not be known.
 */
export async function openNoticeLog(
  files: readonly string[] | undefined,
  out: string | undefined,
  lang: Language | undefined,
): Promise<OpenNoticeLog | null> {
  const [own] = files ?? [];
  if (files === undefined || own === undefined) return null;
  if (own === '-') {
    throw new UserError({
      en: '--notice-log - cannot be added to: name a file.',
      zh: '--notice-log 不能是标准输入，请给出文件名。',
    });
  }
  if (out !== undefined) refuseWithin(own, out);
  const state = stateOfFile(own);
  const read = await readLogs(state === null ? files.slice(1) : files, lang);
  const titles = state === null ? null : titlesOf(own, read[0]!.open);
  return {
    earlier: new NoticeLog(read.map(({ letters }) => letters)),
    refuseChanged() {
      if (stateOfFile(own) === state) return;
      throw new UserError(
        {
          en: `${own} has changed since it was read; nothing was written.`,
          zh: `${own} 在读取后已有改动，未写入任何文件。`,
        },
        { en: 'Run again.', zh: '请重新运行。' },
      );
    },
    append(letters) {
      if (letters.length === 0) return;
      try {
        appendToLog(own, titles, letters);
      } catch (error) {
        if (!(error instanceof OutputRefused)) throw error;
        throw new UserError(
          {
            en: `the letters are written, but ${own} was not added to: ${error.message}`,
            zh: `信函已生成，但未能记入 ${own}：${error.message}`,
          },
          {
            en: 'Name their manifest.csv with --notice-log too in the next run.',
            zh: '下次运行时请用 --notice-log 一并给出其 manifest.csv。',
          },
        );
      }
    },
  };
}

/** The letters of logs and manifests, in the order in which they are named. Throws {@link UserError} as {@link openNoticeLog}. */
export async function readLogs(
  files: readonly string[],
  lang: Language | undefined,
): Promise<readonly { readonly letters: readonly SentLetter[]; readonly open: OpenTable }[]> {
  const language = languageOf(lang, process.env);
  const problems: Problem[] = [];
  const log = { add: (found: Problem) => problems.push(found), problems };
  const read = [];
  for (const file of files) {
    const found = await readNoticeLog(file, log);
    if (found !== undefined) read.push(found);
  }
  for (const problem of problems) say(formatProblem(problem, language));
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new UserError(
      {
        en: 'the notice log cannot be read whole: who was asked is not known; nothing was written.',
        zh: '发函登记簿未能全部读取，无法确定已向谁发函，未写入任何文件。',
      },
      { en: 'Correct the rows above, or take them out.', zh: '请更正或删除上列各行。' },
    );
  }
  return read;
}

/** A run replaces its directory as a whole, and a log outlives it. */
function refuseWithin(log: string, out: string): void {
  if (!resolve(log).startsWith(resolve(out) + sep)) return;
  throw new UserError(
    {
      en: `--notice-log ${log} stands in --out ${out}, which is replaced as a whole.`,
      zh: `--notice-log ${log} 位于会被整体替换的 --out ${out} 中。`,
    },
    { en: 'Keep the log elsewhere.', zh: '请将登记簿放在别处。' },
  );
}

/** Names of the columns of a log that can be added to: comma-separated UTF-8 with every column of a manifest. */
function titlesOf(file: string, open: OpenTable): readonly string[] {
  const titles = Array.from(open.columnOf, (position) => open.shape.columns[position]?.name ?? '');
  const lacking = MANIFEST_COLUMNS.map(({ name }) => name).filter((name) => !titles.includes(name));
  const isPlain =
    open.originalEncoding === 'utf-8' && open.delimiter === ','.charCodeAt(0) && open.source.kind === 'file';
  if (isPlain && lacking.length === 0) return titles;
  const columns = lacking.join(', ');
  throw new UserError(
    lacking.length > 0
      ? {
          en: `${file} cannot be added to: it has no column ${columns}.`,
          zh: `无法在 ${file} 中追加：缺少列 ${columns}。`,
        }
      : {
          en: `${file} cannot be added to: it is not a plain UTF-8 file with commas.`,
          zh: `无法在 ${file} 中追加：它不是以逗号分隔的 UTF-8 普通文件。`,
        },
    {
      en: 'Name a new file first and this one after it: it is then only read. Or save it as CSV UTF-8.',
      zh: '请先给出一个新文件，再给出本文件（仅读取）；或另存为 CSV UTF-8。',
    },
  );
}
