import type { Completes } from '../commands';
import { completedCommands, type CompletedOption } from './completedCommands';

/**
 * Also for the bash 3.2 of macOS, which has no `compopt`.
 * @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function bashCompletion(providers: readonly string[]): string {
  const commands = completedCommands();
  const behind = (kind: Completes): string => {
    if (kind === 'files') return '_api_balance_files';
    if (kind === 'variables') return '_api_balance_offer -e';
    return kind.length === 0 ? ':' : `_api_balance_offer -W '${(kind === 'providers' ? providers : kind).join(' ')}'`;
  };
  const ofOption = unique(commands.flatMap(({ options }) => options)).flatMap(({ name, value, completes = [] }) =>
    value === undefined ? [] : [`    --${name}) ${behind(completes)}; return ;;`],
  );
  const ofCommand = commands.map(({ name, words, options }) => {
    const names = options.map((option) => `--${option.name}`).join(' ');
    return `    ${name}) if [[ $current == -* ]]; then _api_balance_offer -W '${names}'; else ${behind(words)}; fi ;;`;
  });
  return [
    '# Completion of api-balance for bash: source <(api-balance completion bash)',
    '_api_balance_offer() {',
    '  local word',
    '  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$@" -- "$current")',
    '}',
    '_api_balance_files() { compopt -o default 2>/dev/null || _api_balance_offer -f; }',
    '_api_balance() {',
    '  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= word',
    '  COMPREPLY=()',
    '  # --option=value comes as three words.',
    '  if [[ $current == = ]]; then current=',
    '  elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    if [[ $word != -* ]]; then command=$word; break; fi',
    '  done',
    '  case $previous in',
    ...ofOption,
    '  esac',
    '  case $command in',
    `    '') _api_balance_offer -W '${commands.map(({ name }) => name).join(' ')} --help --version' ;;`,
    ...ofCommand,
    '  esac',
    '}',
    'complete -F _api_balance api-balance',
  ].join('\n');
}

function unique(options: readonly CompletedOption[]): readonly CompletedOption[] {
  return [...new Map(options.map((option) => [option.name, option])).values()];
}
