import type { EpochMs } from '../time/epoch';
import type { Endpoint, Refusal, StatusMeaning } from './provider';
import type { ProviderError, ProviderErrorKind } from '../model/providerError';
import type { Exchange } from './transport';
import { dayMs } from '../time/durations';

type Answered = Extract<Exchange, { ok: true }>;

/**
 * The failure that an HTTP status other than 2xx stands for; null for 2xx. The body plays no part, but where the provider's file
 * says what of it means what.
 */
export function classifyStatus(
  answer: Answered,
  host: string,
  now: EpochMs,
  { statusMeans: means = {}, refusals = [] }: Pick<Endpoint<unknown>, 'statusMeans' | 'refusals'> = {},
): ProviderError | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const retryAt = retryTime(answer.retryAfter, now);
  const meaning = refusalIn(answer.body, refusals) ?? means[status] ?? kindOf(status);
  return { ...meant(meaning), host, status, ...(retryAt === null ? {} : { retryAt }) };
}

/** What of the refusals that the provider's file knows a body holds. */
export function refusalIn(body: string, refusals: readonly Refusal[] = []): StatusMeaning | undefined {
  return refusals.find(({ says }) => says.test(body))?.means;
}

export function meant(meaning: StatusMeaning): Exclude<StatusMeaning, ProviderErrorKind> {
  return typeof meaning === 'string' ? { kind: meaning } : meaning;
}

function kindOf(status: number): ProviderError['kind'] {
  // A redirect, followed, would carry the key to an origin it was not given for; status 0 is a browser's opaque redirect.
  if (status === 0 || (status >= 300 && status < 400)) return 'originRefused';
  if (status === 401) return 'unauthorized';
  if (status === 402 || status === 403) return 'forbidden';
  if (status === 407) return 'proxyOrTls';
  if (status === 408) return 'timeout';
  if (status === 410) return 'retired';
  if (status === 429) return 'rateLimited';
  return status >= 500 ? 'serverError' : 'unexpectedResponse';
}

export const longestWait = 7 * dayMs;

/** `Retry-After` in seconds or as an HTTP date; null when there is none that makes sense. */
export function retryTime(retryAfter: string | null, now: EpochMs): EpochMs | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : isDate(text) ? Date.parse(text) : NaN;
  if (!(at > now)) return null;
  return Math.min(at, now + longestWait);
}

/** `Date.parse` alone finds a date in `in 2040`. */
function isDate(text: string): boolean {
  return /^[A-Z][a-z]{2,8}, .* GMT$/.test(text) || /^\d{4}-\d\d-\d\dT/.test(text);
}
