import { commands, type CommandHelp, type Completes, type Option } from '../commands';

export interface CompletedOption extends Option {
  readonly name: string;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly words: Completes;
  readonly options: readonly CompletedOption[];
}

const help: CompletedOption = { name: 'help', help: 'Explain this command' };

/** All that a shell can offer behind the program's name: the commands, and `help`, which takes the name of one. */
export function completedCommands(): readonly CompletedCommand[] {
  const known = Object.entries<CommandHelp>(commands).map(([name, { summary, words, options }]) => ({
    name,
    summary,
    words,
    options: [...Object.entries(options).map(([option, more]) => ({ name: option, ...more })), help],
  }));
  return [...known, { name: 'help', summary: 'Explain a command', words: Object.keys(commands), options: [] }];
}
