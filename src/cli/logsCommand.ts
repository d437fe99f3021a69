import type { AccountPlaceName } from '../core/explained/spendingGroups';
import type { HistoryRow } from '../core/history/historyRow';
import type { AccountId } from '../core/model/accountId';
import type { ConfigAccount, ConfigUsage } from '../core/config/config';
import type { Known } from '../core/config/readConfig';
import { meantBy } from '../core/prices/meantProvider';
import type { FindMeant } from '../core/prices/meantSite';
import { dayMs } from '../core/time/durations';
import { ownConfigFile, readConfigFile, type ReadConfigFile } from './configFile';
import type { Environment } from './environmentAccounts';
import type { ExplainedRows } from './explainText';
import { historyFile } from './historyFile';
import type { ReadRows } from './historyCommand';
import type { CommandText } from './ledgerCommand';
import { canSpin, startSpinner } from './spinner';
import type { ExplainArguments, UsageArguments } from './usageArguments';

/** What the bundle that reads logs is asked with. */
export interface ReadingPorts {
  readonly meant: FindMeant;
  /** What the configuration says of prices, and of who pays. */
  readonly said: ConfigUsage;
  readonly onStep: (step: { readonly tool: string; readonly done: number; readonly of: number }) => void;
}

export interface LogsPart {
  readonly usage: (wanted: UsageArguments, ports: ReadingPorts) => Promise<CommandText>;
  readonly explain: (wanted: ExplainArguments, rows: ExplainedRows, ports: ReadingPorts) => Promise<CommandText>;
}

/** What reads logs, and what it needs beside them; it is loaded with these two commands alone. */
export interface LogsPorts {
  readonly known: Known;
  readonly environment: Environment;
  readonly readRows: ReadRows;
  readonly load: () => Promise<LogsPart>;
}

/** `usage` and `explain`: what logs of other tools on this machine say. */
export async function logsCommand(wanted: UsageArguments | ExplainArguments, ports: LogsPorts): Promise<CommandText> {
  const read = configOf(wanted, ports);
  if (read?.ok === false) return { ok: false, reason: read.reason };
  let doing = 'Looking for logs';
  const spinner = canSpin(ports.environment, process.stderr) ? startSpinner(process.stderr, () => doing) : null;
  const reading: ReadingPorts = {
    meant: meantBy(ports.known.providers),
    said: read?.config.usage ?? { overrides: [], bookings: [] },
    onStep: ({ tool, done, of }) => {
      doing = `Reading ${tool}: ${done} of ${of} files`;
    },
  };
  try {
    const { usage, explain } = await ports.load();
    if (wanted.command === 'usage') return await usage(wanted, reading);
    const rows = readingsOf(wanted, ports);
    return typeof rows === 'string'
      ? { ok: false, reason: rows }
      : await explain(wanted, { rows, placeOf: placesOf(wanted, ports.known, read?.config.accounts ?? []) }, reading);
  } finally {
    spinner?.stop();
  }
}

/** null: there is none. */
function configOf({ configFile }: UsageArguments | ExplainArguments, { known, environment }: LogsPorts): ReadConfigFile | null {
  const file = configFile ?? ownConfigFile(environment);
  return file === null ? null : readConfigFile(file, known);
}

/** A text: why there are none. */
function readingsOf(wanted: ExplainArguments, { known, environment, readRows }: LogsPorts): readonly HistoryRow[] | string {
  if (wanted.provider !== null && !known.providers.some(({ id }) => id === wanted.provider))
    return '--provider takes the id of a provider; "api-balance providers" lists them.';
  const found = historyFile('explain', wanted, known, environment);
  if (!found.ok) return found.reason;
  const from = wanted.days === null ? -Infinity : wanted.now - wanted.days * dayMs;
  const rows: HistoryRow[] = [];
  const reading = readRows(found.file, { account: null, from });
  let next = reading.next();
  for (; next.done !== true; next = reading.next()) rows.push(next.value);
  if (next.value.length > 0) return ['Nothing is explained: the readings have errors.', ...next.value].join('\n');
  const missing = wanted.accounts.find((account) => rows.every((row) => row.account !== account));
  if (missing !== undefined) return 'One of the accounts that were named is not in this history.';
  return wanted.accounts.length === 0 ? rows : rows.filter(({ account }) => wanted.accounts.includes(account));
}

/** By the configuration, by the option, or by the id, which begins with the provider's where nobody chose another one. */
function placesOf(
  { provider }: ExplainArguments,
  known: Known,
  accounts: readonly ConfigAccount[],
): (account: AccountId) => AccountPlaceName | null {
  const configured = new Map(accounts.map(({ account }) => [account.id, account]));
  return (account) => {
    const own = configured.get(account);
    if (own !== undefined) return { provider: own.provider, site: own.site };
    const id = provider ?? known.providers.map((one) => one.id).find((one) => account === one || account.startsWith(`${one}-`));
    return id === undefined ? null : { provider: id, site: null };
  };
}
