import { configFile, done } from './surroundings';

/** `import-log` among the commands. */
export const importHelp = {
  summary: 'Add the balances that a script of yours logged to a history',
  usage: 'api-balance import-log FILE [--account ID] [--folder FOLDER]',
  options: {
    account: { value: 'ID', help: 'Whose balance it is; lines that this program wrote name it themselves' },
    provider: { value: 'ID', help: 'Its provider, which tells the currency where lines do not', completes: 'providers' },
    unit: { value: 'UNIT', help: 'The unit, where neither lines nor the provider tell it' },
    named: { value: 'NAME', help: 'Which lines of a file of several accounts: those that name this one; else those that name the id' },
    tz: { value: 'ZONE', help: 'Whose clock it was, where times have no zone, such as Europe/Berlin' },
    at: { value: 'HH:MM', help: 'The time of day, where lines have a date alone' },
    pattern: { value: 'REGEX', help: 'Read lines by this expression alone, with groups such as (?<time>…) and (?<amount>…)' },
    folder: { value: 'FOLDER', help: 'The folder of the history; else that of the configuration', completes: 'files' },
    config: { value: 'FILE', help: 'Take the folder and the accounts from this file (docs/server.md)', completes: 'files' },
    'dry-run': { help: 'Say what would be added, and write nothing' },
  },
  words: 'files',
  more: [
    'A line has a time and one amount, or one that it calls a balance: plain text, JSON, or a table with or without a head. What could be ' +
      'read in two ways, such as 03/04/2026 or 1,234, is not read. Lines that were not read are told by number, never by what stands in them.',
    'The same import again adds nothing.',
  ],
  exits: [done, ['1', 'Nothing could be added, or the command line is wrong']],
  environment: [],
  files: [configFile],
  examples: ['api-balance import-log balances.log --account kimi --provider moonshot --tz Asia/Shanghai --folder /var/lib/api-balance'],
} as const;
