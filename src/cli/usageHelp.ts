import { configFile, done, historyFile, wrongLine } from './surroundings';

const root = { value: 'FOLDER', help: 'Read the logs below this folder, as if it were the home', completes: 'files' } as const;
const tool = { value: 'ID', help: 'The logs of this tool alone, such as claude-code; the table names them' } as const;
const days = { value: 'N', help: 'The last N days of 24 hours alone' } as const;
const now = { value: 'TIME', help: 'Reckon as if it were this time, such as 2026-01-29T09:00:00Z' } as const;
const json = { help: 'Print JSON' } as const;
const whatIsRead =
  'It reads the logs that AI tools keep on this machine: models, times and counts of tokens, nothing of what was said. No request is sent, and ' +
  'nothing is kept.';

/** `usage` among the commands. */
export const usageHelp = {
  summary: 'What AI tools on this machine used, by their own logs: calls, tokens, and what they come to by list prices',
  usage: 'api-balance usage [--prices] [--days N] [--root FOLDER]',
  options: {
    prices: { help: 'Which price each model gets and why, in the place of what was used' },
    config: {
      value: 'FILE',
      help: 'What this configuration says of prices and accounts (docs/server.md); else your own',
      completes: 'files',
    },
    root,
    tool,
    days,
    json,
    now,
  },
  words: [],
  more: [
    whatIsRead,
    'Amounts are estimates. Two currencies are two views, each of the calls with a price in it: never add them (docs/explained-spend.md).',
  ],
  exits: [done, wrongLine, ['130', 'Ctrl+C']],
  environment: [],
  files: [configFile],
  examples: ['api-balance usage --days 7', 'api-balance usage --prices', 'api-balance usage --tool claude-code --json'],
} as const;

/** `explain` among the commands. */
export const explainHelp = {
  summary: 'How much of what was spent the logs of AI tools on this machine account for',
  usage: 'api-balance explain [account …] [--readings FILE] [--days N]',
  options: {
    readings: { value: 'FILE', help: 'A history database, or an export of it as JSON; - for standard input', completes: 'files' },
    config: { value: 'FILE', help: 'The history and the accounts of this configuration (docs/server.md)', completes: 'files' },
    provider: { value: 'ID', help: 'Whose accounts they are, where neither a configuration nor their ids tell it', completes: 'providers' },
    'usage-csv': {
      value: 'FILE',
      help: 'What the provider itself says: amount-….csv or cost-….csv of the export of the usage page of DeepSeek',
      completes: 'files',
    },
    root,
    tool,
    days,
    json,
    now,
  },
  words: 'files',
  more: [
    whatIsRead,
    'An account of a provider is explained by calls that name this provider or its address. Differences within the time that a provider takes to ' +
      'book, and within the rounding of a balance, are none (docs/explained-spend.md).',
    'Without a balance it is explained by what its provider reported of each day of UTC that is over and a day old.',
  ],
  exits: [done, wrongLine, ['130', 'Ctrl+C']],
  environment: [],
  files: [historyFile, configFile],
  examples: ['api-balance explain --days 7', 'api-balance explain work --readings history.sqlite --json'],
} as const;
