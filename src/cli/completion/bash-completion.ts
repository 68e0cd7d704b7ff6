/** The completion script for bash, from version 3.2 on. It starts no process, and completes file names with blanks in them. */
import { allCommands, type CompletedCommand, type CompletedValue } from './completed-commands.js';

export function bashCompletion(program: CompletedCommand): string {
  const commands = allCommands(program);
  const { name } = program;
  return `# bash completion for ${name}: what "${name} completion bash" prints.

_${name}_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$cur")
  # A word that is only the beginning of what is typed is not followed by a blank.
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *[@=,] ]]; then compopt -o nospace 2>/dev/null; fi
}

# Words with commas between them: the last one is completed.
_${name}_list() {
  local before= word
  [[ $cur == *,* ]] && before=\${cur%,*},
  while IFS= read -r word; do COMPREPLY+=("$before$word"); done < <(compgen -W "$1" -- "\${cur##*,}")
  compopt -o nospace 2>/dev/null
}

_${name}_paths() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
  compopt -o filenames 2>/dev/null
}

# What the option in $option of the command in $command takes; false for an option without a value.
_${name}_value() {
  case $command in
${commands.map(valueCase).join('')}  esac
  return 1
}

_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command=${name} option= places=0 only_places= i word
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      # bash takes --option=value apart at the sign.
      [[ $word == = ]] && continue
      option=
      continue
    fi
    if [[ -n $only_places ]]; then
      places=$((places + 1))
      continue
    fi
    case $word in
      --) only_places=yes ;;
      -*)
        option=$word
        COMPREPLY=()
        local typed=$cur
        cur=
        _${name}_value || option=
        cur=$typed
        COMPREPLY=()
        ;;
      *)
        case "$command $word" in
          ${commands
            .slice(1)
            .map(({ path }) => quoted(path))
            .join(' | ')}) command="$command $word" ;;
          *) places=$((places + 1)) ;;
        esac
        ;;
    esac
  done
  if [[ -n $option ]]; then
    [[ $cur == = ]] && cur=
    _${name}_value
    return 0
  fi
  if [[ $cur == -* && -z $only_places ]]; then
    case $command in
${commands.map((command) => `      ${quoted(command.path)}) _${name}_words ${quoted(command.options.flatMap(({ names }) => names).join(' '))} ;;\n`).join('')}    esac
    return 0
  fi
  case "$command $places" in
${commands.flatMap(placeCases).join('')}  esac
  return 0
}

complete -F _${name} ${name}
`;

  function valueCase({ path, options }: CompletedCommand): string {
    const taking = options.filter(({ value }) => value !== null);
    if (taking.length === 0) return '';
    const cases = taking.map(({ names, value }) => `        ${names.join(' | ')}) ${actionFor(value!)} ;;\n`);
    return `    ${quoted(path)})\n      case $option in\n${cases.join('')}        *) return 1 ;;\n      esac\n      return 0\n      ;;\n`;
  }

  function placeCases({ path, commands: below, values, isVariadic }: CompletedCommand): string[] {
    const names = below.map((command) => command.name);
    const cases = values.map((value, at) => {
      const words = at === 0 ? [...names, ...value.words] : value.words;
      const place = isVariadic && at === values.length - 1 ? `${quoted(`${path} `)}*` : quoted(`${path} ${at}`);
      return `    ${place}) ${actionFor({ ...value, words })} ;;\n`;
    });
    if (values.length === 0 && names.length > 0) {
      cases.push(`    ${quoted(`${path} 0`)}) _${name}_words ${quoted(names.join(' '))} ;;\n`);
    }
    return cases;
  }

  function actionFor({ words, isList, paths }: CompletedValue): string {
    const actions: string[] = [];
    if (words.length > 0) actions.push(`_${name}_${isList ? 'list' : 'words'} ${quoted(words.join(' '))}`);
    if (paths !== 'none') actions.push(`_${name}_paths ${paths === 'files' ? '-f' : '-d'}`);
    return actions.length === 0 ? ':' : actions.join('; ');
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
