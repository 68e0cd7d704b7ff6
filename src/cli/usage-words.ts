/** What commander says of a command line that it cannot take, in Chinese: its own words are English. */
import type { Language } from '../domain/language.js';

/** `said` as its reader wants it. A sentence that is not known here stays English rather than being lost. */
export function usageIn(language: Language, said: string): string {
  if (language === 'en') return said;
  return said
    .split('\n')
    .map((line) => {
      for (const [english, chinese] of SENTENCES) if (english.test(line)) return line.replace(english, chinese);
      return line;
    })
    .join('\n');
}

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*)'$/, '错误：没有选项“$1”'],
  [/^error: unknown command '(.*)'$/, '错误：没有命令“$1”'],
  [/^\(Did you mean one of (.*)\?\)$/, '（是否指以下之一：$1？）'],
  [/^\(Did you mean (.*)\?\)$/, '（是否指 $1？）'],
  [/^error: option '(.*)' argument missing$/, '错误：选项“$1”缺少取值'],
  [/^error: missing required argument '(.*)'$/, '错误：缺少参数“$1”'],
  [
    /^error: too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    '错误：参数过多，应为 $2 个，实为 $3 个。',
  ],
];
