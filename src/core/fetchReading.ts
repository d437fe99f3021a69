import { classifyStatus } from './classifyStatus';
import { databaseOrigin } from './databaseAddress';
import { hostOf } from './origin';
import { parseResponse } from './parseResponse';
import type { Account, EpochMs } from './model';
import type { Ask, Credentials, Endpoint, KeyedProvider, Report, Site } from './provider';
import type { Answer, Outcome, ProviderError } from './providerError';
import type { Row, RunQuery } from './query';
import type { Exchange, Send } from './transport';

export interface FetchTarget {
  readonly provider: KeyedProvider;
  readonly site: Site;
  /** Where the requests go; the key was given for exactly this origin. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** As the account has it, for providers that the person describes. */
  readonly definition?: unknown;
  readonly spentSince?: EpochMs;
}

export function fetchTarget(provider: KeyedProvider, { site, origin, definition, estimate }: Pick<Account, 'site' | 'origin' | 'definition' | 'estimate'>, apiKey: string): FetchTarget {
  return { provider, site: provider.sites[site] ?? { origin }, origin, credentials: { apiKey }, definition, ...(estimate ? { spentSince: estimate.at } : {}) };
}

export interface FetchPorts {
  readonly send: Send;
  readonly now: () => EpochMs;
  readonly signal: AbortSignal;
  /** Absent where no database can be asked. */
  readonly query?: RunQuery;
}

/**
 * One account → one outcome: send, classify, validate, parse.
 * @throws the signal's reason when the caller cancelled; that is neither a success nor a failure
 */
export async function fetchReading(target: FetchTarget, ports: FetchPorts): Promise<Outcome> {
  const host = hostOf(target.origin);
  if (!canBeSent(target.credentials.apiKey)) return { ok: false, error: { kind: 'missingKey', host } };
  const ask: Ask = (endpoint) => askOnceMore(endpoint, target, ports);
  const { site, definition, spentSince = null } = target;
  const answer = await target.provider.fetch(ask, { site, definition, spentSince, now: ports.now(), query: (sql) => askQuery(sql, target, ports) });
  return answer.ok ? outcomeOf(answer.value, host, ports.now()) : answer;
}

async function askQuery(sql: string, { origin, credentials }: FetchTarget, { query, signal }: FetchPorts): Promise<Answer<readonly Row[]>> {
  const host = hostOf(origin);
  if (!query) return { ok: false, error: { kind: 'notSupported', host } };
  if (databaseOrigin(credentials.apiKey) !== origin) return { ok: false, error: { kind: 'originRefused', host: hostOf(databaseOrigin(credentials.apiKey) ?? origin) } };
  const answer = await query({ connection: credentials.apiKey, sql }, signal);
  return answer.ok ? { ok: true, value: answer.rows } : { ok: false, error: { kind: answer.kind, host, ...(answer.field === undefined ? {} : { field: answer.field }) } };
}

/** A header takes visible ASCII only, and a client that refuses another character quotes the whole key in its message. */
export function canBeSent(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

/** Asks again at once, and once only, after a failure that may be over already. */
export async function askOnceMore<T>(endpoint: Endpoint<T>, target: FetchTarget, ports: FetchPorts): Promise<Answer<T>> {
  const first = await askOnce(endpoint, target, ports);
  return first.ok || !mayPass(first.error) ? first : askOnce(endpoint, target, ports);
}

function mayPass({ kind, retryAt }: ProviderError): boolean {
  return (kind === 'unreachable' || kind === 'timeout' || kind === 'serverError') && retryAt === undefined;
}

async function askOnce<T>(endpoint: Endpoint<T>, { origin, credentials }: FetchTarget, { send, now, signal }: FetchPorts): Promise<Answer<T>> {
  const { path, ...request } = endpoint.request(credentials);
  const host = hostOf(origin);
  const exchange: Exchange = await send({ ...request, url: new URL(path, origin).href, headers: { accept: 'application/json', ...request.headers } }, signal);
  if (!exchange.ok) return { ok: false, error: { kind: exchange.kind, host } };
  const error = classifyStatus(exchange, host, now(), endpoint.statusMeans);
  if (error) return { ok: false, error };
  const parsed = parseResponse(exchange.contentType, exchange.body, endpoint.response);
  return parsed.ok ? parsed : { ok: false, error: { kind: 'unexpectedResponse', host, status: exchange.status, field: parsed.field } };
}

/** An answer in which nothing at all is known is the first problem it names. */
function outcomeOf(report: Report, host: string, at: EpochMs): Outcome {
  const problems = (report.problems ?? []).map((problem): ProviderError => ({ host, ...problem }));
  // A time that is still to come was written by a clock that is ahead.
  const balances = (report.balances ?? []).map((balance) => ({ ...balance, at: Math.min(balance.at ?? at, at) }));
  const { caps = [], spend = [], callsRefused = false } = report;
  const says = callsRefused || caps.length > 0 || [...balances, ...spend.map((of) => ({ available: of.amount }))].some((of) => of.available !== null);
  const error = problems[0] ?? { kind: 'notReported', host };
  return says ? { ok: true, reading: { at, balances, caps, spend, callsRefused, problems } } : { ok: false, error };
}
