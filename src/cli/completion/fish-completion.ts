/** The completion script for fish, from version 3.0 on, with descriptions. It starts no process. */
import { allCommands, type CompletedCommand, type CompletedOption, type CompletedValue } from './completed-commands.js';

export function fishCompletion(program: CompletedCommand): string {
  const { name } = program;
  const commands = allCommands(program);
  const taking = commands.flatMap(({ path, options }) =>
    options.filter(({ value }) => value !== null).flatMap(({ names }) => names.map((flag) => `${path} ${flag}`)),
  );
  const below = commands.slice(1).map(({ path }) => path);
  return `# fish completion for ${name}: what "${name} completion fish" prints.

# The command that the words before the cursor have come to, and how many arguments it has been given.
function __${name}_place
    set -l taking ${taking.map(quoted).join(' ')}
    set -l commands ${below.map(quoted).join(' ')}
    set -l tokens (commandline -opc)
    set -e tokens[1]
    set -l command ${name}
    set -l places 0
    set -l is_value no
    for token in $tokens
        if test $is_value = yes
            set is_value no
        else if string match -q -- '-*' $token
            contains -- "$command $token" $taking; and set is_value yes
        else if contains -- "$command $token" $commands
            set command "$command $token"
        else
            set places (math $places + 1)
        end
    end
    echo $command
    echo $places
end

function __${name}_at
    set -l place (__${name}_place)
    test "$place[1]" = "$argv[1]"
end

function __${name}_at_argument
    set -l place (__${name}_place)
    test "$place[1]" = "$argv[1]"; and test $place[2] $argv[2] $argv[3]
end

complete -c ${name} -e
complete -c ${name} -f
${commands.flatMap((command) => linesOf(command, name)).join('\n')}
`;
}

function linesOf({ path, options, commands, values, isVariadic }: CompletedCommand, name: string): string[] {
  const at = quoted(`__${name}_at ${quoted(path)}`);
  const atArgument = (place: number, comparison: '-eq' | '-ge') =>
    quoted(`__${name}_at_argument ${quoted(path)} ${comparison} ${place}`);
  const lines = commands.map(
    (command) =>
      `complete -c ${name} -n ${atArgument(0, '-eq')} -a ${quoted(command.name)} -d ${quoted(plain(command.description))}`,
  );
  for (const option of options) lines.push(`complete -c ${name} -n ${at} ${optionWords(option)}`);
  for (const [place, value] of values.entries()) {
    const repeats = isVariadic && place === values.length - 1;
    const words = valueWords(value);
    if (words !== '') lines.push(`complete -c ${name} -n ${atArgument(place, repeats ? '-ge' : '-eq')} ${words}`);
  }
  return lines;
}

function optionWords({ names, description, value }: CompletedOption): string {
  const flags = names.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes = value === null ? '' : ` -r ${valueWords(value) || '-f'}`;
  return `${flags.join(' ')}${takes} -d ${quoted(plain(description))}`;
}

/** What follows `complete` for a value; '' where anything may be typed. */
function valueWords({ words, isList, paths }: CompletedValue): string {
  const offered: string[] = [];
  const plainWords = words.join(' ');
  if (words.length > 0) {
    offered.push(isList ? `(__fish_complete_list , ${quoted(`string split ' ' ${quoted(plainWords)}`)})` : plainWords);
  }
  if (paths === 'directories') offered.push('(__fish_complete_directories)');
  const listed = offered.length === 0 ? '' : `-a ${quoted(offered.join(' '))}`;
  if (paths === 'files') return `-F${listed === '' ? '' : ` ${listed}`}`;
  return listed === '' ? '' : `-f ${listed}`;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Between single quotes fish knows two escapes only. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
