/** `arrears completion`: what makes a shell complete commands, options and their values. */
import { Argument, type Command } from 'commander';
import { writeResult } from '../streams.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which shell').choices([...SHELLS]))
    .action(async (shell: Shell) => writeResult(await scriptFor(shell, program)))
    .addHelpText(
      'after',
      `
Where it goes, once for each user; a new terminal knows it:
  bash  ~/.local/share/bash-completion/completions/arrears, or a line of
        ~/.bashrc: source <(arrears completion bash)
  zsh   _arrears in a folder of $fpath, before compinit is called
  fish  ~/.config/fish/completions/arrears.fish

Examples:
  $ source <(arrears completion bash)
  $ arrears completion bash > arrears.bash
  $ arrears completion zsh > _arrears
  $ arrears completion fish > arrears.fish
`,
    );
}

async function scriptFor(shell: Shell, program: Command): Promise<string> {
  const { completedCommands } = await import('../completion/completed-commands.js');
  const commands = completedCommands(program);
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash-completion.js')).bashCompletion(commands);
    case 'zsh':
      return (await import('../completion/zsh-completion.js')).zshCompletion(commands);
    case 'fish':
      return (await import('../completion/fish-completion.js')).fishCompletion(commands);
  }
}
