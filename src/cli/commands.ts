import { accountOptions as account } from './accountOptions';
import { channelNames } from './channelNames';
import { importHelp } from './importHelp';
import {
  colorVariables,
  configFile,
  databaseFile,
  done,
  historyFile,
  keyVariable,
  networkVariables,
  statesExits,
  watchExits,
  wrongLine,
  zoneVariable,
  type Meaning,
} from './surroundings';
import { explainHelp, usageHelp } from './usageHelp';

/** What a shell offers for a word: names of files, of variables, of providers, or one of these words. */
export type Completes = 'files' | 'variables' | 'providers' | readonly string[];

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** One option of a command, as its help shows it. */
export interface Option {
  /** What stands behind it; absent for a switch. */
  readonly value?: string;
  readonly help: string;
  /** What its value may be; absent where a shell cannot know. */
  readonly completes?: Completes;
}

export interface CommandHelp {
  readonly summary: string;
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What the words behind the command may be. */
  readonly words: Completes;
  /** Paragraphs. */
  readonly more: readonly string[];
  readonly exits: readonly Meaning[];
  readonly environment: readonly Meaning[];
  readonly files: readonly Meaning[];
  readonly examples: readonly string[];
}

const json: Option = { help: 'Print JSON' };
const config: Option = {
  value: 'FILE',
  help: 'Accounts, thresholds, channels and schedule from this file (docs/server.md), in the place of options',
  completes: 'files',
};
const configuredHistory: Option = {
  value: 'FILE',
  help: 'The history of this configuration (docs/server.md), where no file is named; else that of your own configuration',
  completes: 'files',
};
const file: Option = {
  value: 'FILE',
  help: 'The file, where its name could be taken for an account; - for standard input',
  completes: 'files',
};
const now: Option = { value: 'TIME', help: 'Reckon as if it were this time, such as 2026-01-29T09:00:00Z' };

export const commands = {
  check: {
    summary: 'Ask providers for the balance left',
    usage: 'api-balance check [provider …]',
    options: {
      config,
      ...account,
      json,
      markdown: { help: 'Print a Markdown table' },
      message: { help: 'Print the message a team would get, as text; with --json as JSON. Nothing is posted, and no log is written' },
      prometheus: { help: 'Print metrics for the textfile collector of node_exporter (docs/metrics.md)' },
      color: { help: 'Colour the states in the table, whatever the output is' },
      'no-color': { help: 'Print no colours' },
    },
    words: 'providers',
    more: [
      'Without a name, every provider is asked whose key the environment holds; "api-balance providers" lists the variables.',
      'Where standard error is a terminal, it shows how many have answered. Ctrl+C ends the wait: a table has what came until then.',
    ],
    exits: [...statesExits, ['130', 'Ctrl+C, before all had answered']],
    environment: [keyVariable, ...networkVariables, ...colorVariables],
    files: [configFile],
    examples: [
      'api-balance check openrouter --json --low 5',
      'api-balance check litellm --base-url https://ai.example.com/litellm --key-env GATEWAY_KEY',
      'api-balance check openrouter --message',
    ],
  },
  watch: {
    summary: 'Check again and again, and post alerts; or once, and post a summary',
    usage: 'api-balance watch [provider …] (--interval 15m | --once)',
    options: {
      config,
      ...account,
      interval: { value: 'TIME', help: 'How often, from 5m to 24h' },
      once: { help: 'Check once, post a summary, and end' },
      'webhook-env': { value: 'NAME', help: 'The variable that holds the address messages are posted to', completes: 'variables' },
      'webhook-kind': {
        value: 'KIND',
        help: 'Which service it is, where the address does not tell',
        completes: channelNames,
      },
      log: { value: 'FILE', help: 'Add a line for each amount to this file', completes: 'files' },
      message: { help: 'With --once: ask, and print the message in the place of posting it. No log is written' },
      metrics: { value: 'HOST:PORT', help: 'Let Prometheus read here, such as 127.0.0.1:9464 (docs/metrics.md)' },
    },
    words: 'providers',
    more: [],
    exits: watchExits,
    environment: [keyVariable, ...networkVariables],
    files: [configFile],
    examples: ['api-balance watch --interval 1h --webhook-env TEAM_WEBHOOK --log /var/log/api-balance/balances.log'],
  },
  config: {
    summary: 'Say what a configuration would ask, where, and with which variables; or open the history that it shares',
    usage: 'api-balance config check|open [FILE]',
    options: {},
    words: 'files',
    more: [
      'check: every mistake is named with its line. Nothing is sent, and no secret is printed.',
      'open: connects to the database of a history that machines share, and makes its tables. No provider is asked, nothing is posted.',
    ],
    exits: [done, ['1', 'The file is wrong, a key or an address that it names is not there, or the database could not be opened']],
    environment: [keyVariable],
    files: [configFile],
    examples: ['api-balance config check api-balance.json', 'api-balance config open api-balance.json'],
  },
  ledger: {
    summary: 'What readings mean: spend, top-ups, grants, burn rate, runway',
    usage: 'api-balance ledger [FILE]',
    options: {
      readings: { value: 'FILE', help: 'A history database, or an export of it as JSON; - for standard input', completes: 'files' },
      config: configuredHistory,
      json,
      now,
      tz: { value: 'ZONE', help: 'The time zone whose days count, such as Europe/Berlin' },
    },
    words: 'files',
    more: [],
    exits: [done, wrongLine],
    environment: [zoneVariable],
    files: [historyFile, configFile],
    examples: ['api-balance ledger --readings export.json --tz UTC'],
  },
  history: {
    summary: 'The readings of a history database, or of an export of it',
    usage: 'api-balance history [account] [FILE]',
    options: {
      file,
      config: configuredHistory,
      days: { value: 'N', help: 'The last N days of 24 hours alone' },
      json,
      csv: { help: 'Print CSV (RFC 4180)' },
      now,
    },
    words: 'files',
    more: [],
    exits: [done, wrongLine],
    environment: [],
    files: [historyFile, configFile],
    examples: ['api-balance history work history.sqlite --days 30 --csv'],
  },
  'import-log': importHelp,
  statement: {
    summary: 'A month of a history: opening, topped up, spent, closing, for each account',
    usage: 'api-balance statement [YYYY-MM] [account …] [FILE]',
    options: {
      file,
      config: configuredHistory,
      json,
      csv: { help: 'Print CSV (RFC 4180), without sums' },
      now,
      tz: { value: 'ZONE', help: 'The time zone whose days count, such as Europe/Berlin' },
    },
    words: 'files',
    more: [
      'Without a month it is the last one that is over. An export of the history as JSON is read as well, which has nothing of what ' +
        'providers report by day. Amounts in CSV are exact; those that may be more say so in a column of their own.',
    ],
    exits: [done, wrongLine],
    environment: [zoneVariable],
    files: [historyFile, configFile],
    examples: ['api-balance statement 2026-10 history.sqlite', 'api-balance statement 2026-10 work history.sqlite --csv --tz UTC'],
  },
  explain: explainHelp,
  usage: usageHelp,
  mcp: {
    summary: 'Let AI assistants read balances, spend and runway: an MCP server over standard input and output',
    usage: 'api-balance mcp [--config FILE | --file FILE]',
    options: {
      config: {
        value: 'FILE',
        help: 'The configuration (docs/server.md) whose accounts and history are told of',
        completes: 'files',
      },
      file: { value: 'FILE', help: 'A history database, such as that of the editor, in the place of its own', completes: 'files' },
      'allow-checks': { help: 'Let a client ask providers too, with the keys of the configuration; else no request is ever sent' },
      tz: { value: 'ZONE', help: 'The time zone whose days count, such as Europe/Berlin' },
    },
    words: [],
    more: [
      'It reads alone, and what it tells is what the history holds, with its age. Clients start it themselves (docs/mcp.md) and pass hardly any ' +
        'environment, so the keys for --allow-checks are best in files: "file:PATH". It ends when standard input is closed.',
    ],
    exits: [['0', 'The client closed standard input, or it was told to end'], wrongLine],
    environment: [zoneVariable, ...networkVariables],
    files: [configFile, databaseFile],
    examples: ['api-balance mcp --config /etc/api-balance/config.json', 'api-balance mcp --file history.sqlite'],
  },
  providers: {
    summary: 'The providers, and which environment variables hold their keys',
    usage: 'api-balance providers',
    options: {},
    words: [],
    more: [],
    exits: [done],
    environment: [],
    files: [],
    examples: ['api-balance providers'],
  },
  completion: {
    summary: 'A script that lets your shell complete commands, options and providers',
    usage: 'api-balance completion (bash | zsh | fish)',
    options: {},
    words: shells,
    more: [
      'bash and zsh load it in ~/.bashrc or ~/.zshrc with "source <(api-balance completion bash)", or with zsh in the place of bash. ' +
        'fish finds it in the folder below.',
    ],
    exits: [done, wrongLine],
    environment: [],
    files: [['~/.config/fish/completions/api-balance.fish', 'Where fish looks for it']],
    examples: ['api-balance completion bash', 'api-balance completion fish > ~/.config/fish/completions/api-balance.fish'],
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

export type CommandName = keyof typeof commands;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
