import { asAccountId } from '../core/model/accountId';
import { monthNamed } from '../core/statement/month';
import type { HistoryArguments } from './historyCommand';
import { sourceOf } from './historyFile';
import type { LedgerArguments } from './ledgerCommand';
import { momentOf } from './moment';
import { wrong, type Parsed, type WrongArguments } from './parsed';
import type { StatementArguments } from './statementCommand';
import { isTimeZone } from '../core/time/isTimeZone';
import { localTimeZone } from './timeZone';

export function interpretLedger({ words, texts: { readings, config, now, tz }, has }: Parsed): LedgerArguments | WrongArguments {
  if (words.length > 1 || (words.length > 0 && readings !== undefined)) return wrong('ledger takes one file.');
  const at = momentOf(now);
  if (at === undefined) return wrong('--now takes a time such as 2026-01-29T09:00:00Z.');
  if (tz !== undefined && !isTimeZone(tz)) return wrong('--tz takes a time zone such as Europe/Berlin.');
  return { command: 'ledger', ...sourceOf(readings ?? words[0], config), json: has('json'), now: at, timeZone: tz ?? localTimeZone() };
}

export function interpretHistory({ words, texts: { file: named, config, days, now }, has }: Parsed): HistoryArguments | WrongArguments {
  const { file, accounts } = fileAndAccounts(words, named);
  if (has('json') && has('csv')) return wrong('Choose --json or --csv, not both.');
  if (accounts.length > 1) return wrong('history takes one account, or none for all.');
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) return wrong('--days takes a number of days, such as 30.');
  const at = momentOf(now);
  if (at === undefined) return wrong('--now takes a time such as 2026-01-29T09:00:00Z.');
  const [account] = accounts;
  return {
    command: 'history',
    ...sourceOf(file, config),
    format: has('json') ? 'json' : has('csv') ? 'csv' : 'table',
    now: at,
    ...(account === undefined ? {} : { account: asAccountId(account) }),
    ...(days === undefined ? {} : { days: Number(days) }),
  };
}

export function interpretStatement({ words, texts: { file: named, config, now, tz }, has }: Parsed): StatementArguments | WrongArguments {
  const isMonth = (word: string): boolean => /^\d{4}\D?\d{0,2}$/.test(word);
  const [name, ...months] = words.filter(isMonth);
  const month = name === undefined ? null : monthNamed(name);
  if (month === undefined || months.length > 0) return wrong('statement takes one month, such as 2026-10.');
  const { file, accounts } = fileAndAccounts(
    words.filter((word) => !isMonth(word)),
    named,
  );
  if (has('json') && has('csv')) return wrong('Choose --json or --csv, not both.');
  const at = momentOf(now);
  if (at === undefined) return wrong('--now takes a time such as 2026-01-29T09:00:00Z.');
  if (tz !== undefined && !isTimeZone(tz)) return wrong('--tz takes a time zone such as Europe/Berlin.');
  return {
    command: 'statement',
    ...sourceOf(file, config),
    month,
    accounts: accounts.map(asAccountId),
    format: has('json') ? 'json' : has('csv') ? 'csv' : 'table',
    now: at,
    timeZone: tz ?? localTimeZone(),
  };
}

function fileAndAccounts(
  words: readonly string[],
  named: string | undefined,
): { readonly file: string | undefined; readonly accounts: readonly string[] } {
  // A word with a slash or one of these endings is no account's id.
  const isPath = (word: string): boolean => word === '-' || /[\\/]|\.(sqlite|json)$/.test(word);
  return named === undefined
    ? { file: words.find(isPath), accounts: words.filter((word) => !isPath(word)) }
    : { file: named, accounts: words };
}
