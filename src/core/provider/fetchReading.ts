import { askDatabase } from './askDatabase';
import { askEndpoint, type AskPorts, type AskTarget } from './askEndpoint';
import { isPieceOfKey } from '../text/keyEcho';
import { serviceKeyReason } from './serviceKey';
import { keyFault, keyFaultText } from './keyShape';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { isCurrency } from '../money/money';
import { hostOf } from './origin';
import type { Ask, KeyedProvider, Report, Site } from './provider';
import { ownFault, type ProviderError } from '../model/providerError';
import type { Outcome } from '../model/outcome';
import type { RunQuery } from './query';
import { english } from '../text/translate';

export interface FetchTarget extends AskTarget {
  readonly provider: KeyedProvider;
  readonly site: Site;
  /** As the account has it, for providers that the person describes. */
  readonly definition?: unknown;
  readonly spentSince?: EpochMs;
  readonly team?: string;
}

/** What of an account decides whom it asks for what. */
export type FetchedAccount = Pick<Account, 'site' | 'origin' | 'basePath' | 'droppedPath' | 'definition' | 'estimate' | 'team'>;

export function fetchTarget(
  provider: KeyedProvider,
  { site, origin, basePath, droppedPath, definition, estimate, team }: FetchedAccount,
  apiKey: string,
  secrets: Readonly<Record<string, string>> = {},
): FetchTarget {
  const known = Object.hasOwn(provider.sites, site) ? provider.sites[site] : undefined;
  return {
    provider,
    origin,
    definition,
    site: known ?? { origin },
    credentials: { apiKey, secrets },
    ...(basePath === undefined ? {} : { basePath }),
    ...(droppedPath === undefined ? {} : { droppedPath }),
    ...(team === undefined ? {} : { team }),
    ...(estimate ? { spentSince: estimate.at } : {}),
  };
}

export interface FetchPorts extends AskPorts {
  /** Absent where no database can be asked. */
  readonly query?: RunQuery;
  /** A fault of our own, for whoever keeps a log. The account gets a failure like any other. */
  readonly onFault?: (error: unknown) => void;
}

/** More than any account needs: a list that is too long, or never ends, is not asked through. */
const mostRequests = 100;

/**
 * One account → one outcome: send, classify, validate, parse.
 * @throws the signal's reason when the caller cancelled; that is neither a success nor a failure. Nothing else.
 */
export async function fetchReading(target: FetchTarget, ports: FetchPorts): Promise<Outcome> {
  const host = hostOf(target.origin);
  const missing = missingKey(target);
  if (missing !== null) return { ok: false, error: missing };
  try {
    return await fetchReport(target, host, ports);
  } catch (error) {
    if (ports.signal.aborted) throw error;
    ports.onFault?.(error);
    return { ok: false, error: ownFault(host) };
  }
}

/** What it is told where no request can be made with what it has; null where one can. */
export function missingKey(target: FetchTarget): ProviderError | null {
  const unusable = target.provider.definedBy === 'query' ? null : unusableKey(target);
  return unusable && { kind: 'missingKey', host: hostOf(target.origin), ...unusable };
}

/** Why the key, or another secret beside it, is not sent at all; null where it may be. */
function unusableKey({ credentials: { apiKey, secrets = {} } }: FetchTarget): Pick<ProviderError, 'hint'> | null {
  for (const secret of [apiKey, ...Object.values(secrets)]) {
    const fault = keyFault(secret);
    if (fault !== null) return fault === 'empty' ? {} : { hint: keyFaultText(fault, english) };
    const reason = serviceKeyReason(secret);
    if (reason !== undefined) return { hint: reason };
  }
  return null;
}

async function fetchReport(target: FetchTarget, host: string, ports: FetchPorts): Promise<Outcome> {
  const { site, definition, spentSince = null, team = null, provider } = target;
  let requests = 0;
  const ask: Ask = (endpoint) => {
    requests += 1;
    return requests > mostRequests
      ? Promise.resolve({ ok: false, error: { kind: 'unexpectedResponse', host, field: 'too many parts' } })
      : askEndpoint(endpoint, target, ports);
  };
  const answer = await provider.fetch(ask, {
    site,
    definition,
    spentSince,
    team,
    now: ports.now(),
    query: (query) => askDatabase(query, target, ports.query, ports.signal),
  });
  return answer.ok ? outcomeOf(answer.value, host, target, ports.now()) : answer;
}

/** An answer in which nothing at all is known is the first problem it names. */
function outcomeOf(report: Report, host: string, { provider, credentials }: FetchTarget, at: EpochMs): Outcome {
  const { caps = [], spend = [], days, callsRefused = false } = report;
  // A unit that we do not know is text of others: a key that comes back as one is not shown.
  const foreign = [...(report.balances ?? []), ...caps, ...spend]
    .map(({ unit }) => unit)
    .filter((unit) => !isCurrency(unit) && !provider.units.includes(unit));
  if (foreign.some((unit) => isPieceOfKey(unit, credentials.apiKey)))
    return { ok: false, error: { kind: 'unexpectedResponse', host, field: 'unit' } };
  const problems = (report.problems ?? []).map((problem): ProviderError => ({ host, ...problem }));
  // A time that is still to come was written by a clock that is ahead.
  const balances = (report.balances ?? []).map((balance) => ({ ...balance, at: Math.min(balance.at ?? at, at) }));
  const amounts = [
    ...balances.flatMap(({ available, parts }) => [available, ...parts.map(({ amount }) => amount)]),
    ...spend.map(({ amount }) => amount),
  ];
  const says = callsRefused || caps.length > 0 || amounts.some((amount) => amount !== null);
  const error = problems[0] ?? { kind: 'notReported', host };
  return says
    ? { ok: true, reading: { at, balances, caps, spend, ...(days ? { days } : {}), callsRefused, problems } }
    : { ok: false, error };
}
