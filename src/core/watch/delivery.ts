import type { EpochMs } from '../model';
import { retryTime } from '../classifyStatus';
import type { Exchange } from '../transport';
import { verdictOf } from './verdict';

/** What became of a post. `posted` is said where the receiver took it, by its own word. */
export type Delivery =
  | { readonly kind: 'posted' }
  | { readonly kind: 'later'; readonly at: EpochMs; readonly attempts: number; readonly status: number | null }
  /** The address is gone, refuses, or was tried often enough. `code` is the receiver's own, where it has one. */
  | { readonly kind: 'refused'; readonly status: number | null; readonly code?: string };

const minute = 60_000;
const mostAttempts = 6;

/** One minute, doubled for each attempt, and never before `Retry-After`. */
export function deliveryOf(exchange: Exchange, attemptsBefore: number, now: EpochMs): Delivery {
  const attempts = attemptsBefore + 1;
  const status = exchange.ok ? exchange.status : null;
  if (exchange.ok && exchange.status >= 200 && exchange.status < 300) {
    const verdict = verdictOf(exchange);
    return verdict.isTaken ? { kind: 'posted' } : { kind: 'refused', status, ...(verdict.code === null ? {} : { code: verdict.code }) };
  }
  const mayPass = exchange.ok ? exchange.status === 429 || exchange.status === 408 || exchange.status >= 500 : exchange.kind === 'unreachable' || exchange.kind === 'timeout';
  if (!mayPass || attempts >= mostAttempts) return { kind: 'refused', status };
  const notBefore = exchange.ok ? (retryTime(exchange.retryAfter, now) ?? 0) : 0;
  return { kind: 'later', attempts, status, at: Math.max(notBefore, now + minute * 2 ** attemptsBefore) };
}
