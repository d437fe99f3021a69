import { parseArgs } from 'node:util';
import { addressReason } from '../core/accounts/accountPlace';
import { looksLikeKey } from '../core/text/looksLikeKey';
import type { Micros } from '../core/money/money';
import { nearestName } from '../core/text/nearestName';
import { originOf } from '../core/provider/origin';
import { parseListen } from '../core/metrics/listenAddress';
import { spanOf } from '../core/config/span';
import { parseAmount } from '../core/money/parseAmount';
import { english } from '../core/text/translate';
import type { AccountArguments } from './accountArguments';
import { channelNames } from './channelNames';
import { commands, isCommand, shells, type CommandHelp, type CommandName, type Shell } from './commands';
import { interpretHistory, interpretLedger, interpretStatement } from './fileArguments';
import type { HistoryArguments } from './historyCommand';
import { interpretImport } from './importArguments';
import type { ImportArguments } from './importCommand';
import type { LedgerArguments } from './ledgerCommand';
import { lowOf } from './lowOf';
import { interpretMcp, type McpArguments } from './mcpArguments';
import { wrong, type Parsed, type WrongArguments } from './parsed';
import type { StatementArguments } from './statementCommand';
import { interpretExplain, interpretUsage, type ExplainArguments, type UsageArguments } from './usageArguments';
import type { WatchArguments } from './watchCommand';

/** `message` and `messageJson`: what a team would get, as people read it and as programs do. */
export type CheckFormat = 'table' | 'json' | 'markdown' | 'prometheus' | 'message' | 'messageJson';

export interface CheckArguments extends AccountArguments {
  readonly command: 'check';
  readonly format: CheckFormat;
  readonly low?: Micros;
  /** Whether states are coloured; without it, the environment and the output decide. */
  readonly color?: boolean;
}

export type Arguments =
  | CheckArguments
  | LedgerArguments
  | HistoryArguments
  | StatementArguments
  | ImportArguments
  | UsageArguments
  | ExplainArguments
  | McpArguments
  | WatchArguments
  | { readonly command: 'help'; readonly of: CommandName | null }
  | { readonly command: 'version' | 'providers' }
  /** Without a file: the person's own. */
  | { readonly command: 'config'; readonly verb: 'check' | 'open'; readonly file?: string }
  | { readonly command: 'completion'; readonly shell: Shell }
  | WrongArguments;

/** What was typed, or what is wrong with it. A text that was typed is never repeated: it may be a key. */
export function readArguments(argv: readonly string[]): Arguments {
  const named = argv.find((word) => !word.startsWith('-'));
  const known = named !== undefined && isCommand(named) ? named : null;
  if (argv.includes('--version')) return { command: 'version' };
  if (argv.some((word) => word === '--help' || word === '-h') || named === undefined || named === 'help') {
    const [about] = named === 'help' ? argv.slice(argv.indexOf('help') + 1) : [];
    return argv.some((word) => word.startsWith('-') && !['--help', '-h'].includes(word)) && named === undefined
      ? wrong(unknownOption(argv, null))
      : { command: 'help', of: about !== undefined && isCommand(about) ? about : known };
  }
  if (known === null) return wrong(`There is no such command${suggestion(named, Object.keys(commands), '')}. See: api-balance help`);
  const read = parse(argv, known);
  return typeof read === 'string' ? wrong(read) : interpret(known, read);
}

const allOptions: Readonly<Record<string, { readonly value?: string }>> = Object.fromEntries(
  Object.values<CommandHelp>(commands).flatMap(({ options }) => Object.entries(options)),
);

/** Options of all commands are known to the parser, so that one of another command can be told from one that is none. */
function parse(argv: readonly string[], command: CommandName): Parsed | string {
  const options = Object.fromEntries(
    Object.entries(allOptions).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: name === 'secret-env' },
    ]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({ args: [...argv], allowPositionals: true, options, tokens: true });
    const foreign = Object.keys(values).find((name) => !Object.hasOwn(commands[command].options, name));
    if (foreign !== undefined) return `--${foreign} is no option of ${command}. See: api-balance ${command} --help`;
    const single = tokens.flatMap((token) => (token.kind === 'option' && typeof values[token.name] === 'string' ? [token.name] : []));
    const twice = single.find((name, index) => single.indexOf(name) < index);
    if (twice !== undefined) return `--${twice} takes one value, and was given more than once. See: api-balance ${command} --help`;
    const texts = Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
    const lists = Object.values(values).flatMap((value) => (Array.isArray(value) ? value.map(String) : []));
    return { words: positionals.slice(1), texts, lists, has: (name) => values[name] === true };
  } catch (error) {
    // The message repeats what was typed.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
      ? unknownOption(argv, command)
      : `An option has no value, or one too many. See: api-balance ${command} --help`;
  }
}

function unknownOption(argv: readonly string[], command: CommandName | null): string {
  const typed =
    argv
      .filter((word) => word.startsWith('-'))
      .map((word) => word.replace(/^-+/, '').replace(/=.*$/, ''))
      .find((name) => !Object.hasOwn(allOptions, name)) ?? '';
  const known = Object.keys(command === null ? allOptions : commands[command].options);
  const help = command === null ? 'help' : `${command} --help`;
  return `One of the options is not known${suggestion(typed, known, '--')}. See: api-balance ${help}`;
}

function suggestion(typed: string, known: readonly string[], prefix: string): string {
  const near = nearestName(typed, known);
  return near === undefined ? '' : `; ${prefix}${near} may be meant`;
}

function interpret(command: CommandName, parsed: Parsed): Arguments {
  switch (command) {
    case 'providers':
      return { command };
    case 'completion': {
      const shell = shells.find((name) => name === parsed.words[0]);
      return shell === undefined || parsed.words.length > 1 ? wrong(`completion takes one of ${shells.join(', ')}.`) : { command, shell };
    }
    case 'config':
      return interpretConfig(parsed);
    case 'mcp':
      return interpretMcp(parsed);
    case 'ledger':
      return interpretLedger(parsed);
    case 'history':
      return interpretHistory(parsed);
    case 'statement':
      return interpretStatement(parsed);
    case 'import-log':
      return interpretImport(parsed);
    case 'usage':
      return interpretUsage(parsed);
    case 'explain':
      return interpretExplain(parsed);
    case 'check':
    case 'watch':
      return interpretAccounts(command, parsed);
  }
}

function interpretConfig({ words: [verb, file, ...more] }: Parsed): Arguments {
  if ((verb !== 'check' && verb !== 'open') || more.length > 0)
    return wrong('config takes "check" or "open" and a file, such as: api-balance config check api-balance.json');
  return { command: 'config', verb, ...defined({ file }) };
}

function interpretAccounts(command: 'check' | 'watch', parsed: Parsed): Arguments {
  const { words: providers, texts, lists, has } = parsed;
  const { low: lowText, site, team, definition, config, 'base-url': baseUrl, 'key-env': keyEnv, 'key-file': keyFile } = texts;
  const low = lowText === undefined ? undefined : parseAmount(lowText);
  if (lowText !== undefined && (low === undefined || low < 0)) return wrong('--low takes an amount, such as 5 or 2.50.');
  const read = baseUrl === undefined ? undefined : originOf(baseUrl);
  if (read && !read.ok) return wrong(addressReason(read.fault, '--base-url', english));
  // Without a name, every key of the environment would go to this one host.
  if (read && providers.length === 0) return wrong('--base-url needs the name of the provider whose key may go there.');
  if ([keyEnv, keyFile, definition, team].some((given) => given !== undefined) && providers.length !== 1)
    return wrong('--key-env, --key-file, --team and --definition need the name of one provider.');
  if (keyEnv !== undefined && !isVariable(keyEnv)) return wrong('--key-env takes the name of a variable, not a key.');
  if (keyEnv !== undefined && keyFile !== undefined) return wrong('Choose --key-env or --key-file, not both.');
  const secrets = lists.map((pair) => /^([A-Za-z]\w*)=([A-Za-z_]\w*)$/.exec(pair));
  if (secrets.some((pair) => pair === null || !isVariable(pair[2] ?? '')))
    return wrong('--secret-env takes NAME=VARIABLE: a name of the description, and the variable that holds it.');
  const secretEnv = Object.fromEntries(secrets.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
  if (
    config !== undefined &&
    (providers.length > 0 || [site, team, baseUrl, keyEnv, keyFile, definition, ...lists].some((one) => one !== undefined))
  )
    return wrong('--config names the accounts, so no provider and no option of one account can stand beside it.');
  const accounts: AccountArguments = {
    providers,
    ...defined({ baseUrl, site, team, keyEnv, keyFile, definitionFile: definition, configFile: config }),
    ...(lists.length === 0 ? {} : { secretEnv }),
  };
  if (command === 'watch') return interpretWatch(parsed, accounts, low);
  const formats = ['json', 'markdown', 'prometheus', 'message'].filter(has);
  if (formats.length > 1 && formats.join(' ') !== 'json message')
    return wrong('Choose one of --json, --markdown, --prometheus or --message, not both; only --message can have --json beside it.');
  if (has('color') && has('no-color')) return wrong('Choose --color or --no-color, not both.');
  return {
    command,
    ...accounts,
    format: checkFormat(has),
    ...(low === undefined ? {} : { low }),
    ...(has('color') || has('no-color') ? { color: has('color') } : {}),
  };
}

function checkFormat(has: Parsed['has']): CheckFormat {
  if (has('message')) return has('json') ? 'messageJson' : 'message';
  return has('json') ? 'json' : has('markdown') ? 'markdown' : has('prometheus') ? 'prometheus' : 'table';
}

/** A name, and not the key or the address itself. */
function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !looksLikeKey(name);
}

function defined<T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function interpretWatch({ texts, has }: Parsed, accounts: AccountArguments, low: Micros | undefined): Arguments {
  const { interval, log, metrics, 'webhook-env': webhookEnv, 'webhook-kind': kind } = texts;
  const once = has('once');
  const listen = metrics === undefined ? undefined : parseListen(metrics);
  if (listen?.ok === false) return wrong('--metrics takes HOST:PORT, such as 127.0.0.1:9464.');
  if (listen && once) return wrong('--metrics is for a watch that goes on: a single run writes a file, see "metrics" in docs/server.md.');
  const intervalMs = interval === undefined ? null : spanOf(interval);
  if (intervalMs === undefined) return wrong('--interval takes a time from 5m to 24h, such as 15m.');
  // Else a configuration may say it.
  if (intervalMs === null && !once && accounts.providers.length > 0) return wrong('watch needs --interval, such as 15m, or --once.');
  if (webhookEnv !== undefined && !isVariable(webhookEnv))
    return wrong('--webhook-env takes the name of a variable, not the address itself.');
  if (kind !== undefined && !channelNames.some((name) => name === kind)) return wrong(`--webhook-kind takes ${channelNames.join(', ')}.`);
  if (has('message') && !once) return wrong('--message prints one message and posts none: add --once, or leave it out to watch.');
  // What it would post is what a check can say: nothing is posted, and nothing is written.
  if (has('message')) return { command: 'check', ...accounts, format: 'message', ...defined({ low }) };
  return {
    command: 'watch',
    ...accounts,
    lowBalance: lowOf(low),
    intervalMs,
    once,
    ...defined({ webhookEnv, webhookKind: kind, logFile: log, metrics: listen?.address }),
  };
}
