import type { Completes } from '../commands';
import { completedCommands, type CompletedOption } from './completedCommands';

/** @see https://fishshell.com/docs/current/completions.html */
export function fishCompletion(providers: readonly string[]): string {
  const commands = completedCommands();
  const offers = (kind: Completes): string => {
    if (kind === 'files') return '-F';
    if (kind === 'variables') return "-a '(set --names --export)'";
    return `-a ${quoted((kind === 'providers' ? providers : kind).join(' '))}`;
  };
  const ofOption = (condition: string, { name, value, help, completes }: CompletedOption): string => {
    const behind = value === undefined ? '' : completes === 'files' ? ' -r' : ' -x';
    return `complete -c api-balance ${condition} -l ${name}${behind}${completes === undefined ? '' : ` ${offers(completes)}`} -d ${quoted(help)}`;
  };
  const first = '-n __fish_use_subcommand';
  return [
    '# Completion of api-balance for fish: api-balance completion fish > ~/.config/fish/completions/api-balance.fish',
    'complete -c api-balance -f',
    `complete -c api-balance ${first} -l help -d 'Explain the commands'`,
    `complete -c api-balance ${first} -l version -d 'Print the version'`,
    ...commands.map(({ name, summary }) => `complete -c api-balance ${first} -a ${name} -d ${quoted(summary)}`),
    ...commands.flatMap(({ name, words, options }) => {
      const condition = `-n '__fish_seen_subcommand_from ${name}'`;
      return [
        ...(words.length === 0 ? [] : [`complete -c api-balance ${condition} ${offers(words)}`]),
        ...options.map((option) => ofOption(condition, option)),
      ];
    }),
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
