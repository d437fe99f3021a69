import { classifyStatus, meant, refusalIn } from './classifyStatus';
import { isPieceOfKey, repeatsKey } from '../text/keyEcho';
import type { EpochMs } from '../time/epoch';
import { hostOf } from './origin';
import { parseResponse } from './parseResponse';
import type { Credentials, Endpoint } from './provider';
import type { Answer } from '../model/outcome';
import type { ProviderError } from '../model/providerError';
import { addressAt, sendTo } from './sendTo';
import type { Exchange, Send } from './transport';
import type { Origin } from '../model/origin';

/** Whom an account asks, and with which key. */
export interface AskTarget {
  /** Where the requests go; the key was given for exactly this origin. */
  readonly origin: Origin;
  readonly basePath?: string;
  readonly droppedPath?: string;
  readonly credentials: Credentials;
}

export interface AskPorts {
  readonly send: Send;
  readonly now: () => EpochMs;
  readonly signal: AbortSignal;
}

/** Sends one endpoint's request and validates the answer. Asks again at once, and once only, after a failure that may be over already. */
export async function askEndpoint<T>(endpoint: Endpoint<T>, target: AskTarget, ports: AskPorts): Promise<Answer<T>> {
  const first = await askOnce(endpoint, target, ports);
  return first.ok || !mayPass(first.error) ? first : askOnce(endpoint, target, ports);
}

function mayPass({ kind, retryAt }: ProviderError): boolean {
  return (kind === 'unreachable' || kind === 'timeout' || kind === 'serverError') && retryAt === undefined;
}

async function askOnce<T>(endpoint: Endpoint<T>, target: AskTarget, { send, now, signal }: AskPorts): Promise<Answer<T>> {
  const { origin, basePath = '', credentials } = target;
  const host = hostOf(origin);
  const missing = missingSecret(endpoint, credentials);
  if (missing !== undefined)
    return {
      ok: false,
      error: { kind: 'missingKey', host, hint: `The description names {${missing}}, and no secret of that name is given.` },
    };
  const { path, ...request } = endpoint.request(credentials);
  const url = addressAt(origin, `${basePath}${path}`);
  if (url === null) return { ok: false, error: { kind: 'originRefused', host } };
  // An answer may hand the key back as the name of a project, and addresses end up in logs.
  const secrets = [credentials.apiKey, ...Object.values(credentials.secrets ?? {})];
  if (secrets.some((secret) => repeatsKey(path, secret)))
    return { ok: false, error: { kind: 'unexpectedResponse', host, field: 'an address with the key in it' } };
  const exchange: Exchange = await sendTo(origin, send)(
    { ...request, url, headers: { accept: 'application/json', ...request.headers } },
    signal,
  );
  if (!exchange.ok) return { ok: false, error: { kind: exchange.kind, host } };
  const error = classifyStatus(exchange, host, now(), endpoint);
  if (error) return { ok: false, error: withDroppedPath(error, target) };
  const parsed = parseResponse(exchange.contentType, exchange.body, endpoint.response);
  if (parsed.ok) return parsed;
  const { field } = parsed;
  const isEcho = secrets.some((secret) => field.split('.').some((name) => isPieceOfKey(name, secret)));
  const refusal = refusalIn(exchange.body, endpoint.refusals);
  return {
    ok: false,
    error: withDroppedPath(
      refusal ? { ...meant(refusal), host } : { kind: 'unexpectedResponse', host, status: exchange.status, ...(isEcho ? {} : { field }) },
      target,
    ),
  };
}

/** What has no value would be sent as it stands, braces and all. */
function missingSecret<T>({ secrets: names = [] }: Endpoint<T>, { apiKey, secrets = {} }: Credentials): string | undefined {
  const given: Readonly<Record<string, string>> = { ...secrets, apiKey };
  return names.find((name) => !Object.hasOwn(given, name) || given[name] === '');
}

/** An address that is not found may have been meant with its path. */
function withDroppedPath(error: ProviderError, { droppedPath }: AskTarget): ProviderError {
  return droppedPath !== undefined && error.kind === 'unexpectedResponse' ? { ...error, droppedPath } : error;
}
