import type { Completes } from '../commands';
import { completedCommands, type CompletedOption } from './completedCommands';

/**
 * Works as a file of `fpath` and when it is sourced.
 * @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshCompletion(providers: readonly string[]): string {
  const commands = completedCommands();
  const action = (kind: Completes): string => {
    if (kind === 'files') return '_files';
    if (kind === 'variables') return '_parameters -g "*export*"';
    return `(${(kind === 'providers' ? providers : kind).join(' ')})`;
  };
  const ofOption = ({ name, value, help, completes }: CompletedOption): string => {
    const many = value === undefined || !value.includes('=') ? '' : '*';
    const behind = value === undefined ? '' : `:${explained(value)}:${completes === undefined ? ' ' : action(completes)}`;
    return quoted(`${many}--${name}${value === undefined ? '' : '='}[${explained(help)}]${behind}`);
  };
  const ofCommand = commands.map(({ name, words, options }) => {
    const behind = words.length === 0 ? [] : [quoted(`*:${typeof words === 'string' ? words : 'word'}:${action(words)}`)];
    return `        ${name}) _arguments ${[...options.map(ofOption), ...behind].join(' ')} ;;`;
  });
  return [
    '#compdef api-balance',
    '# Completion of api-balance for zsh: source <(api-balance completion zsh)',
    '_api_balance() {',
    '  local context state state_descr line',
    '  typeset -A opt_args',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`),
    '  )',
    "  _arguments -C '--help[Explain the commands]' '--version[Print the version]' '1:command:->command' '*::word:->words'",
    '  case $state in',
    "    command) _describe 'command' commands ;;",
    '    words)',
    '      case $words[1] in',
    ...ofCommand,
    '      esac',
    '      ;;',
    '  esac',
    '}',
    'if [[ $funcstack[1] == _api-balance ]]; then _api_balance "$@"; else compdef _api_balance api-balance; fi',
  ].join('\n');
}

/** Within a description, a colon or a bracket would end it. */
function explained(text: string): string {
  return text.replace(/[\\:[\]]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
