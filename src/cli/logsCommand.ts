import type { AccountPlaceName } from '../core/explained/spendingGroups';
import type { AccountId } from '../core/model/accountId';
import type { Config, ConfigAccount, ConfigUsage } from '../core/config/config';
import type { Known } from '../core/config/readConfig';
import { meantBy } from '../core/prices/meantProvider';
import type { FindMeant } from '../core/prices/meantSite';
import { ownConfigFile, readConfigFile, unusable } from './configFile';
import type { Environment } from './environmentAccounts';
import type { ExplainedRows } from './explainText';
import type { CommandText } from './ledgerCommand';
import { spentOf, type SpentReads } from './spentOf';
import { canSpin, startSpinner } from './spinner';
import type { ExplainArguments, UsageArguments } from './usageArguments';

/** What the bundle that reads logs is asked with. */
export interface ReadingPorts {
  readonly meant: FindMeant;
  /** What the configuration says of prices, and of who pays. */
  readonly said: ConfigUsage;
  readonly environment: Environment;
  readonly onStep: (step: { readonly tool: string; readonly done: number; readonly of: number }) => void;
}

export interface LogsPart {
  readonly strangeUsage: (said: ConfigUsage, meant: FindMeant) => readonly string[];
  readonly usage: (wanted: UsageArguments, ports: ReadingPorts) => Promise<CommandText>;
  readonly explain: (wanted: ExplainArguments, rows: ExplainedRows, ports: ReadingPorts) => Promise<CommandText>;
}

/** What reads logs, and what it needs beside them; it is loaded with these two commands alone. */
export interface LogsPorts {
  readonly known: Known;
  readonly environment: Environment;
  readonly reads: SpentReads;
  readonly load: () => Promise<LogsPart>;
}

/** `usage` and `explain`: what logs of other tools on this machine say. */
export async function logsCommand(wanted: UsageArguments | ExplainArguments, ports: LogsPorts): Promise<CommandText> {
  const file = wanted.configFile ?? ownConfigFile(ports.environment);
  const read = file === null ? null : readConfigFile(file, ports.known);
  if (read?.ok === false) return { ok: false, reason: read.reason };
  let doing = 'Looking for logs';
  const spinner = canSpin(ports.environment, process.stderr) ? startSpinner(process.stderr, () => doing, true) : null;
  const reading: ReadingPorts = {
    meant: meantBy(ports.known.providers),
    said: read?.config.usage ?? { overrides: [], bookings: [] },
    environment: ports.environment,
    onStep: ({ tool, done, of }) => {
      doing = `Reading ${tool}: ${done} of ${of} files`;
    },
  };
  try {
    const strange = await strangeUsage(read?.config ?? null, ports.known, ports.load);
    if (strange.length > 0) return { ok: false, reason: unusable(file ?? '', strange) };
    const { usage, explain } = await ports.load();
    if (wanted.command === 'usage') return await usage(wanted, reading);
    const placeOf = placesOf(wanted, ports.known, read?.config.accounts ?? []);
    const spent = spentOf(wanted, ports, placeOf);
    return typeof spent === 'string' ? { ok: false, reason: spent } : await explain(wanted, { ...spent, placeOf }, reading);
  } finally {
    spinner?.stop();
  }
}

/** Names in what a configuration says of prices and of who pays that mean nothing: a line for each. */
export async function strangeUsage(config: Config | null, { providers }: Known, load: LogsPorts['load']): Promise<readonly string[]> {
  if (config === null || config.usage.overrides.length + config.usage.bookings.length === 0) return [];
  return (await load()).strangeUsage(config.usage, meantBy(providers));
}

/** By the configuration, by the id, which begins with the provider's where nobody chose another one, or by the option. */
function placesOf(
  { provider }: ExplainArguments,
  known: Known,
  accounts: readonly ConfigAccount[],
): (account: AccountId) => AccountPlaceName | null {
  const configured = new Map(accounts.map(({ account }) => [account.id, account]));
  return (account) => {
    const own = configured.get(account);
    if (own !== undefined) return { provider: own.provider, site: own.site };
    const id = known.providers.map((one) => one.id).find((one) => account === one || account.startsWith(`${one}-`)) ?? provider;
    return id === null ? null : { provider: id, site: null };
  };
}
