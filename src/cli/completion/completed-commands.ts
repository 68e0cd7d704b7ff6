/** What a shell can complete, taken from the command tree itself: whatever is added there is completed too. */
import type { Argument, Command, Option } from 'commander';
import { BUNDLED_POLICIES, wordsOf } from '../known-words.js';

/** What stands where a value is typed. */
export interface CompletedValue {
  readonly words: readonly string[];
  /** Several words, with commas between them. */
  readonly isList: boolean;
  readonly paths: 'files' | 'directories' | 'none';
  /** What the help calls it, such as `file`. */
  readonly name: string;
}

export interface CompletedOption {
  /** `-h` and `--help`, as they are typed. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null for an option without a value. */
  readonly value: CompletedValue | null;
}

export interface CompletedCommand {
  /** From the program's name on: `arrears policy check`. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Of its arguments, in order. */
  readonly values: readonly CompletedValue[];
  /** The last argument may be repeated. */
  readonly isVariadic: boolean;
  readonly commands: readonly CompletedCommand[];
}

/** The tree from `command` down, help options and help commands included. */
export function completedCommands(command: Command, above = ''): CompletedCommand {
  const help = command.createHelp();
  const path = `${above}${command.name()}`;
  const { registeredArguments } = command;
  const commands = help.visibleCommands(command).map((sub) => completedCommands(sub, `${path} `));
  const names = commands.map((sub) => sub.name);
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map(completedOption),
    values: registeredArguments.map((argument) => completedValue(argument, argument.argChoices, argument.name())),
    isVariadic: registeredArguments.at(-1)?.variadic === true,
    // `help` is about one of its neighbours, which commander leaves to be known.
    commands: commands.map((sub) =>
      sub.name === 'help' ? { ...sub, values: sub.values.map((value) => ({ ...value, words: names })) } : sub,
    ),
  };
}

/** The command itself and all below it. */
export function allCommands(command: CompletedCommand): CompletedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, required, argChoices } = option;
  const name = /[<[]([^>\]]*)/.exec(option.flags)?.[1] ?? '';
  return {
    names: [short, long].filter((flag) => flag !== undefined),
    description,
    value: required ? completedValue(option, argChoices, name) : null,
  };
}

/** The help calls a file `<file>`, a directory `<dir>`, and what is either a bundled policy or its folder `<name|dir>`. */
function completedValue(
  taker: Option | Argument,
  choices: readonly string[] | undefined,
  name: string,
): CompletedValue {
  const kinds = name.replace(/\.+$/, '').split('|');
  const isPolicy = kinds.includes('name') && kinds.includes('dir');
  const { words, isList, orDirectory } = wordsOf(taker) ?? {
    words: choices ?? (isPolicy ? BUNDLED_POLICIES : []),
    isList: false,
    orDirectory: kinds.includes('dir'),
  };
  const paths = kinds.includes('file') ? 'files' : orDirectory ? 'directories' : 'none';
  return { words, isList, paths, name };
}
