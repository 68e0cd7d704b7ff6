/** The completion script for zsh: one function for each command, with descriptions. It starts no process. */
import { allCommands, type CompletedCommand, type CompletedOption, type CompletedValue } from './completed-commands.js';

export function zshCompletion(program: CompletedCommand): string {
  const functions = allCommands(program).map(functionOf).join('\n');
  const { name } = program;
  return `#compdef ${name}
# zsh completion for ${name}: what "${name} completion zsh" prints.

${functions}
# As a file of $fpath this is the body of the function; read by "source" it makes itself known.
if [ "$funcstack[1]" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function functionOf(command: CompletedCommand): string {
  const { path, commands, values, isVariadic } = command;
  const specs = command.options.map(optionSpec);
  if (commands.length > 0) {
    specs.push(quoted('1: :->command'), quoted('*:: :->words'));
  } else {
    specs.push(...values.map((value, at) => placeSpec(value, isVariadic && at === values.length - 1)));
  }
  // -S: behind -- there are no options; -A: behind the name of a command there are none of this one.
  const own = commands.length === 0 ? '' : " -A '-*'";
  const call = `_arguments -s -S${own} -C \\\n${specs.map((spec) => `    ${spec}`).join(' \\\n')}`;
  if (commands.length === 0) return `${functionName(path)}() {\n  ${call}\n}\n`;
  const described = commands.map(({ name, description }) => `    ${quoted(`${name}:${plain(description)}`)}\n`);
  const others = values.length === 0 ? '' : `        ${actionOf(values[0]!)}\n`;
  return `${functionName(path)}() {
  local curcontext="$curcontext" state line
  local -A opt_args
  local -a commands
  commands=(
${described.join('')}  )
  ${call}
  case $state in
    command)
      _describe -t commands command commands
${others}      ;;
    words)
      curcontext="\${curcontext%:*:*}:${path.replaceAll(' ', '-')}-$words[1]:"
      case $words[1] in
${commands.map(({ name, path: below }) => `        ${name}) ${functionName(below)} ;;\n`).join('')}      esac
      ;;
  esac
}
`;
}

function functionName(path: string): string {
  return `_${path.replace(/[^\w]+/g, '_')}`;
}

/** `'*'{-h,--help}'[…]'`: any option may be typed again, for the last one counts or all of them do. */
function optionSpec({ names, description, value }: CompletedOption): string {
  const explained = `[${escaped(plain(description))}]${value === null ? '' : `:${escaped(value.name)}:${actionOf(value)}`}`;
  const specs = names.map((name) =>
    quoted(`*${name}${value !== null && name.startsWith('--') ? '=' : ''}${explained}`),
  );
  return specs.join(' ');
}

function placeSpec(value: CompletedValue, repeats: boolean): string {
  return quoted(`${repeats ? '*' : ''}:${escaped(value.name)}:${actionOf(value)}`);
}

function actionOf({ words, isList, paths }: CompletedValue): string {
  const files = paths === 'files' ? '_files' : paths === 'directories' ? '_files -/' : '';
  if (words.length === 0) return files === '' ? ' ' : files;
  const list = words.map(escapedWord).join(' ');
  if (isList) return `_sequence compadd - ${list}`;
  // What is only the beginning of what is typed is not followed by a blank.
  const plainWords = words.every((word) => /[@=,]$/.test(word)) ? `compadd -S '' - ${list}` : `(${list})`;
  if (files === '') return plainWords;
  return `{_alternative "words:word:(${list})" "files:path:${files}"}`;
}

/** On one line: `_describe` takes what stands before the first colon as the word. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Within the brackets or between the colons of a specification, which zsh reads once more. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:$\x60]/g, '\\$&');
}

function escapedWord(word: string): string {
  return word.replace(/[^\w@=,.+-]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
