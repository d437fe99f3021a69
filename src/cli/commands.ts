import { defaultThresholdTexts } from '../core/model/defaultThresholdTexts';

/** One option of a command, as its help shows it. */
export interface Option {
  /** What stands behind it; absent for a switch. */
  readonly value?: string;
  readonly help: string;
}

export interface CommandHelp {
  readonly summary: string;
  readonly usage: string;
  readonly options: Readonly<Record<string, Option>>;
  /** Behind the options, in sentences. */
  readonly more: readonly string[];
  readonly examples: readonly string[];
}

const json: Option = { help: 'Print JSON' };
const account = {
  'base-url': { value: 'URL', help: 'Ask this address: of a gateway you host, or of a mirror' },
  site: { value: 'NAME', help: 'The site of the provider, which decides the currency where answers name none' },
  team: { value: 'ID', help: 'The team or organisation to ask about, where a key reaches several' },
  'key-env': { value: 'NAME', help: 'Read the key from this environment variable' },
  'key-file': { value: 'FILE', help: 'Read the key from this file, such as /run/secrets/key' },
  'secret-env': { value: 'NAME=VAR', help: 'A further secret of a description, from a variable; may be repeated' },
  definition: { value: 'FILE', help: 'A description of an endpoint or a database of your own (docs/describe-your-own.md)' },
  low: { value: 'AMOUNT', help: `From which amount on a balance counts as low, in every unit; else ${defaultThresholdTexts.join(', ')}` },
} satisfies Readonly<Record<string, Option>>;
const now: Option = { value: 'TIME', help: 'Reckon as if it were this time, such as 2026-01-29T09:00:00Z' };

export const commands = {
  check: {
    summary: 'Ask providers for the balance left',
    usage: 'api-balance check [provider …]',
    options: { ...account, json, markdown: { help: 'Print a Markdown table' } },
    more: [
      'Without a name, every provider is asked whose key the environment holds; "api-balance providers" lists the variables.',
      'Exit code: 2 if any balance is low, exhausted or unavailable; else 1 if any is unknown or failed; else 0.',
    ],
    examples: [
      'api-balance check openrouter --json --low 5',
      'api-balance check litellm --base-url https://ai.example.com/litellm --key-env GATEWAY_KEY',
    ],
  },
  watch: {
    summary: 'Check again and again, and post alerts; or once, and post a summary',
    usage: 'api-balance watch [provider …] (--interval 15m | --once)',
    options: {
      ...account,
      interval: { value: 'TIME', help: 'How often, from 5m to 24h' },
      once: { help: 'Check once, post a summary, and end' },
      'webhook-env': { value: 'NAME', help: 'The variable that holds the address messages are posted to' },
      'webhook-kind': { value: 'KIND', help: 'discord, slack, slackWorkflow or json, where the address does not tell' },
      log: { value: 'FILE', help: 'Add a line for each amount to this file' },
    },
    more: ['Exit code: as of check; else 1 if a message was not posted, or a line could not be written to the log.'],
    examples: ['api-balance watch --interval 1h --webhook-env TEAM_WEBHOOK --log /var/log/api-balance/balances.log'],
  },
  ledger: {
    summary: 'What readings mean: spend, top-ups, grants, burn rate, runway',
    usage: 'api-balance ledger --readings FILE',
    options: {
      readings: { value: 'FILE', help: 'An export of the history as JSON; - for standard input' },
      json,
      now,
      tz: { value: 'ZONE', help: 'The time zone whose days count, such as Europe/Berlin' },
    },
    more: [],
    examples: ['api-balance ledger --readings export.json --tz UTC'],
  },
  history: {
    summary: 'The readings of a history database, or of an export of it',
    usage: 'api-balance history [account] FILE',
    options: {
      file: { value: 'FILE', help: 'The file, where its name could be taken for an account; - for standard input' },
      days: { value: 'N', help: 'The last N days of 24 hours alone' },
      json,
      csv: { help: 'Print CSV (RFC 4180)' },
      now,
    },
    more: [],
    examples: ['api-balance history work history.sqlite --days 30 --csv'],
  },
  statement: {
    summary: 'A month of a history: opening, topped up, spent, closing, for each account',
    usage: 'api-balance statement [YYYY-MM] [account …] FILE',
    options: {
      file: { value: 'FILE', help: 'The file, where its name could be taken for an account; - for standard input' },
      json,
      csv: { help: 'Print CSV (RFC 4180), without sums' },
      now,
      tz: { value: 'ZONE', help: 'The time zone whose days count, such as Europe/Berlin' },
    },
    more: [
      'Without a month it is the last one that is over. An export of the history as JSON is read as well, which has nothing of what',
      'providers report by day. Amounts in CSV are exact; those that may be more say so in a column of their own.',
    ],
    examples: ['api-balance statement 2026-10 history.sqlite', 'api-balance statement 2026-10 work history.sqlite --csv --tz UTC'],
  },
  providers: {
    summary: 'The providers, and which environment variables hold their keys',
    usage: 'api-balance providers',
    options: {},
    more: [],
    examples: ['api-balance providers'],
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

export type CommandName = keyof typeof commands;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** Of one command, or of all. */
export function helpText(name: CommandName | null): string {
  return name === null ? overview() : commandHelp(commands[name]);
}

function overview(): string {
  const lines = Object.entries<CommandHelp>(commands).map(([name, { summary }]) => `  ${name.padEnd(11)}${summary}`);
  return [
    'Usage: api-balance COMMAND [options]',
    '',
    ...lines,
    '',
    'api-balance COMMAND --help explains one of them; --version prints the version.',
    'Keys are read from the environment or from files, never from the command line.',
  ].join('\n');
}

function commandHelp({ summary, usage, options, more, examples }: CommandHelp): string {
  const names = Object.entries(options).map(
    ([name, { value, help }]) => [`  --${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(0, ...names.map(([name]) => name.length)) + 2;
  const paragraph = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', ...lines]);
  return [
    `Usage: ${usage}${names.length === 0 ? '' : ' [options]'}`,
    '',
    `${summary}.`,
    ...paragraph(names.map(([name, help]) => `${name.padEnd(width)}${help}`)),
    ...paragraph(more),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}
