/** What is typed on the command line and cannot be meant: told in one way for all options and arguments, in both languages. */
import { type Argument, type Command, InvalidArgumentError, type Option } from 'commander';
import { closestName } from '../domain/did-you-mean.js';
import type { Language } from '../domain/language.js';
import { type Bilingual, UsageRefused } from './exit.js';

/** Thrown by what reads the text of an option: says what is wrong with it. The option is named by {@link tellMistyped}. */
export class Mistyped extends InvalidArgumentError {
  readonly text: Bilingual;
  constructor(en: string, zh: string) {
    super(en);
    this.text = { en, zh };
  }
}

/** `; did you mean "M2"?`, or nothing where no name is near. */
export function didYouMean(name: string, choices: Iterable<string>): Bilingual {
  const near = closestName(name, choices);
  return near === undefined ? { en: '', zh: '' } : { en: `; did you mean "${near}"?`, zh: `，是否指“${near}”？` };
}

/** Place of the name among the choices; letter case does not count. */
export function oneOf(option: string, name: string, choices: readonly string[]): number {
  const at = choices.findIndex((choice) => choice.toLowerCase() === name.toLowerCase());
  if (at >= 0) return at;
  const near = didYouMean(name, choices);
  throw new UsageRefused(
    { en: `${option} does not know "${name}"${near.en}`, zh: `${option} 没有“${name}”这一取值${near.zh}` },
    { en: `It takes: ${choices.join(', ')}.`, zh: `可用取值：${choices.join('、')}。` },
  );
}

/** Names that exist in a book, for a message: a few of them, and how many more there are. */
export function someOf(names: readonly string[], language: Language): string {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  if (language === 'zh') return `${shown.join('、')}${more > 0 ? `，另有 ${more} 个` : ''}`;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_NAMED = 8;

/**
 * Has every option and argument of the tree tell a slip in this way. Where commander knows the choices, the nearest is
 * named, and letter case does not count.
 */
export function tellMistyped(command: Command): void {
  for (const option of command.options) wrap(option, option.long ?? option.flags);
  for (const argument of command.registeredArguments) wrap(argument, argument.name());
  for (const sub of command.commands) tellMistyped(sub);
}

function wrap(taker: Option | Argument, name: string): void {
  const { argChoices, parseArg, variadic } = taker;
  if (argChoices !== undefined && !variadic) {
    taker.argParser((text) => argChoices[oneOf(name, text, argChoices)]!);
  } else if (parseArg !== undefined) {
    const parse = parseArg as (text: string, before: unknown) => unknown;
    taker.argParser((text, before) => {
      try {
        return parse(text, before);
      } catch (error) {
        if (!(error instanceof Mistyped)) throw error;
        throw new UsageRefused({ en: `${name}: ${error.text.en}`, zh: `${name}：${error.text.zh}` });
      }
    });
  }
}
