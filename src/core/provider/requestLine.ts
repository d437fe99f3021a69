import { oneLine, shortened } from '../text/plainText';
import type { Exchange, HttpRequest } from './transport';

/** Why a request was sent, for the log. */
export interface RequestReason {
  readonly why: string;
  /** The account's id, where one is asked. */
  readonly account?: string;
  /** The path is itself the secret, as that of a webhook. */
  readonly isPathSecret?: true;
}

/** How a request ended: a status, why there is none, or that nobody waited for it any more. */
export type RequestEnd = Exchange | { readonly ok: false; readonly kind: 'cancelled' | 'fault' };

const longestPath = 120;

/** `work: GET api.deepseek.com/user/balance 200 in 321 ms (check)`. A query is left out: it may hold what a person typed. */
export function requestLine(
  { method, url }: HttpRequest,
  end: RequestEnd,
  ms: number,
  { why, account, isPathSecret }: RequestReason,
): string {
  const { host, pathname } = new URL(url);
  const place = `${host}${isPathSecret ? '' : shortened(oneLine(pathname), longestPath)}`;
  const result = end.ok ? String(end.status) : end.kind;
  return `${account === undefined ? '' : `${account}: `}${method} ${place} ${result} in ${Math.round(ms)} ms (${why})`;
}

export function isRequestFailure(end: RequestEnd): boolean {
  return end.ok ? end.status < 200 || end.status > 299 : end.kind !== 'cancelled';
}
