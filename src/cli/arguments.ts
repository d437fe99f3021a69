import { parseArgs } from 'node:util';
import { anyUnit, defaultThresholds } from '../core/headline';
import type { Thresholds } from '../core/model';
import type { Micros } from '../core/money';
import { originOf } from '../core/origin';
import { parseAmount } from '../core/parseAmount';
import { timeOf } from '../core/readingsJson';
import { baseUrlReason } from '../core/accountEntries';
import type { HistoryArguments } from './historyCommand';
import { isTimeZone, type LedgerArguments } from './ledgerCommand';
import { english } from '../core/translate';
import { intervalOf, type WatchArguments } from './watchCommand';

export interface CheckArguments {
  readonly command: 'check';
  readonly providers: readonly string[];
  readonly origin?: string;
  readonly site?: string;
  readonly keyEnv?: string;
  /** A file that holds what an account's `definition` says. */
  readonly definitionFile?: string;
  readonly format: 'table' | 'json' | 'markdown';
  readonly low?: Micros;
}

export type Arguments = CheckArguments | LedgerArguments | HistoryArguments | WatchArguments | { readonly command: 'help' | 'version' } | { readonly command: 'wrong'; readonly reason: string };

export function readArguments(argv: readonly string[]): Arguments {
  try {
    return interpret(parse(argv));
  } catch (error) {
    // The message repeats what was typed, and that may be a key.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return wrong(code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? 'One of the options is not known. See: api-balance help' : 'An option has no value, or one too many. See: api-balance help');
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'base-url': { type: 'string' },
      site: { type: 'string' },
      'key-env': { type: 'string' },
      definition: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      low: { type: 'string' },
      readings: { type: 'string' },
      now: { type: 'string' },
      tz: { type: 'string' },
      file: { type: 'string' },
      days: { type: 'string' },
      csv: { type: 'boolean' },
      interval: { type: 'string' },
      'webhook-env': { type: 'string' },
      log: { type: 'string' },
      once: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
}

function interpret({ values, positionals: [command, ...providers] }: ReturnType<typeof parse>): Arguments {
  if (values.version) return { command: 'version' };
  if (values.help || command === undefined || command === 'help') return { command: 'help' };
  if (command === 'ledger') return interpretLedger(values);
  if (command === 'history') return interpretHistory(values, providers);
  if (command !== 'check' && command !== 'watch') return wrong('There is no such command. Use: api-balance check');
  if (values.json && values.markdown) return wrong('Choose --json or --markdown, not both.');
  const low = values.low === undefined ? undefined : parseAmount(values.low);
  if (values.low !== undefined && (low === undefined || low < 0)) return wrong('--low takes an amount, such as 5 or 2.50.');
  const baseUrl = values['base-url'];
  const read = baseUrl === undefined ? undefined : originOf(baseUrl);
  if (read && !read.ok) return wrong(baseUrlReason(read.fault, english).replace('"baseUrl"', '--base-url'));
  // Without a name, every key of the environment would go to this one host.
  if (read && providers.length === 0) return wrong('--base-url needs the name of the provider whose key may go there.');
  const { site, definition, 'key-env': keyEnv } = values;
  if ((keyEnv !== undefined || definition !== undefined) && providers.length !== 1) return wrong('--key-env and --definition need the name of one provider.');
  if (keyEnv !== undefined && !/^[A-Za-z_]\w*$/.test(keyEnv)) return wrong('--key-env takes the name of a variable, not a key.');
  const places = { ...(read ? { origin: read.origin } : {}), ...(site === undefined ? {} : { site }), ...(keyEnv === undefined ? {} : { keyEnv }), ...(definition === undefined ? {} : { definitionFile: definition }) };
  if (command === 'watch') return interpretWatch(values, { providers, ...places, lowBalance: low === undefined ? {} : { [anyUnit]: low, ...lowOfDefaults(low) } });
  const format = values.json ? 'json' : values.markdown ? 'markdown' : 'table';
  return { command, providers, format, ...places, ...(low === undefined ? {} : { low }) };
}

/** One limit for every unit, those with a default of their own included. */
function lowOfDefaults(low: Micros): Thresholds {
  return Object.fromEntries(Object.keys(defaultThresholds).map((unit) => [unit, low]));
}

function interpretWatch(values: ReturnType<typeof parse>['values'], common: Pick<WatchArguments, 'providers' | 'origin' | 'site' | 'keyEnv' | 'definitionFile' | 'lowBalance'>): Arguments {
  const { interval, once = false, log } = values;
  const intervalMs = interval === undefined ? (once ? 3_600_000 : undefined) : intervalOf(interval);
  if (intervalMs === undefined) return wrong(interval === undefined ? 'watch needs --interval, such as 15m, or --once.' : '--interval takes a time from 5m to 24h, such as 15m.');
  const webhookEnv = values['webhook-env'];
  return { command: 'watch', ...common, intervalMs, once, ...(webhookEnv === undefined ? {} : { webhookEnv }), ...(log === undefined ? {} : { logFile: log }) };
}

function interpretLedger({ readings, json = false, now, tz }: ReturnType<typeof parse>['values']): Arguments {
  if (readings === undefined) return wrong('ledger needs --readings FILE.json.');
  const at = momentOf(now);
  if (at === undefined) return wrong('--now takes a time such as 2026-01-29T09:00:00Z.');
  const timeZone = tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isTimeZone(timeZone)) return wrong('--tz takes a time zone such as Europe/Berlin.');
  return { command: 'ledger', file: readings, json, now: at, timeZone };
}

function interpretHistory({ file: named, days, json = false, csv = false, now }: ReturnType<typeof parse>['values'], words: readonly string[]): Arguments {
  // A word with a slash or one of these endings is no account's id.
  const isPath = (word: string): boolean => /[\\/]|\.(sqlite|json)$/.test(word);
  const file = named ?? words.find(isPath);
  const accounts = named === undefined ? words.filter((word) => !isPath(word)) : words;
  if (file === undefined) return wrong('history needs a path: of a history database, or of a JSON export of it.');
  if (json && csv) return wrong('Choose --json or --csv, not both.');
  if (accounts.length > 1) return wrong('history takes one account, or none for all.');
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) return wrong('--days takes a number of days, such as 30.');
  const at = momentOf(now);
  if (at === undefined) return wrong('--now takes a time such as 2026-01-29T09:00:00Z.');
  const [account] = accounts;
  return { command: 'history', file, format: json ? 'json' : csv ? 'csv' : 'table', now: at, ...(account === undefined ? {} : { account }), ...(days === undefined ? {} : { days: Number(days) }) };
}

function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? Date.now() : timeOf(text);
}

function wrong(reason: string): Arguments {
  return { command: 'wrong', reason };
}
