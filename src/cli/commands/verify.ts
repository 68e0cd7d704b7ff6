/** `arrears verify`: whether a run directory still is what its run.json says. */
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../../domain/language.js';
import type { Difference } from '../../read/verify-run.js';
import { languageOf } from '../asked-language.js';
import { type Bilingual, FINISHED_WITH_FINDINGS, UserError } from '../exit.js';
import { plural } from '../open-book.js';
import { addLogOptions } from '../options.js';
import { log, writeResult } from '../streams.js';

interface VerifyOptions {
  readonly inputs?: boolean;
  readonly lang?: Language;
}

export function registerVerify(program: Command): void {
  const command = program
    .command('verify')
    .argument('<dir>', 'the --out directory of an earlier run')
    .option('--inputs', 'compare the input files too, where they still are')
    .addOption(new Option('--lang <language>', 'language of messages').choices([...LANGUAGES]));
  addLogOptions(command)
    .action(verify)
    .addHelpText(
      'after',
      `
Exit codes: 0 all as recorded; 1 something differs, each difference on a line;
2 no run there, or it cannot be read.

Examples:
  $ arrears triage --loans loans.csv --payments payments.csv --out out && arrears verify out
  $ arrears triage --loans loans.csv --payments payments.csv --out out && arrears verify out --inputs --lang zh
`,
    );
}

async function verify(directory: string, options: VerifyOptions): Promise<void> {
  const [{ readVerifiableRun }, { verifyRun }, { isLitter }] = await Promise.all([
    import('../../read/run-manifest.js'),
    import('../../read/verify-run.js'),
    import('../../write/run-directory.js'),
  ]);
  const language = languageOf(options.lang, process.env);
  const run = readVerifiableRun(directory);
  if ('fault' in run) {
    throw new UserError(run.fault, {
      en: 'Name the --out directory of an arrears run.',
      zh: '请给出 arrears 运行的 --out 目录。',
    });
  }
  const { differences, inputs } = await verifyRun(directory, run, { withInputs: options.inputs === true, isLitter });
  for (const file of inputs.gone) {
    log(
      'warning',
      'input-not-compared',
      { file },
      { en: `note: ${file}: not there any more, not compared`, zh: `注意：${file} 已不在原处，未作比较` }[language],
    );
  }
  const { length: files } = run.outputs;
  const { length: totals } = run.controlTotals;
  if (differences.length === 0) {
    writeResult(
      `${
        {
          en: `${directory}: as recorded on ${run.asOf}: ${files} files, ${totals} control totals${options.inputs === true ? `, ${inputs.compared} inputs` : ''}`,
          zh: `${directory}：与 run.json（${run.asOf}）一致：${files} 个文件，${totals} 项控制总数${options.inputs === true ? `，${inputs.compared} 个输入文件` : ''}`,
        }[language]
      }\n`,
    );
    return;
  }
  for (const difference of differences) writeResult(`${describeDifference(difference)[language]}\n`);
  writeResult(
    `${{ en: `${directory}: ${plural(differences.length, 'difference')} from run.json`, zh: `${directory}：与 run.json 有 ${differences.length} 处不一致` }[language]}\n`,
  );
  process.exitCode = FINISHED_WITH_FINDINGS;
}

function describeDifference(difference: Difference): Bilingual {
  switch (difference.code) {
    case 'missing':
      return { en: `${difference.file}: missing`, zh: `${difference.file}：缺失` };
    case 'unreadable':
      return {
        en: `${difference.file}: cannot be read: ${difference.reason}`,
        zh: `${difference.file}：无法读取：${difference.reason}`,
      };
    case 'not-listed':
      return { en: `${difference.file}: not a file of this run`, zh: `${difference.file}：不属于该次运行` };
    case 'differs': {
      const { file, what, recorded, found } = difference;
      return {
        en: `${file}: ${what} is ${found}, run.json says ${recorded}`,
        zh: `${file}：${what} 为 ${found}，run.json 记为 ${recorded}`,
      };
    }
    case 'total-apart': {
      const { name, left, right } = difference;
      return {
        en: `run.json: control total does not meet: ${name}: ${left} against ${right}`,
        zh: `run.json：控制总数不符：${name}：${left} ≠ ${right}`,
      };
    }
  }
}
