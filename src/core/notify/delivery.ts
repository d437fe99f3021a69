import type { EpochMs } from '../time/epoch';
import { retryTime } from '../provider/classifyStatus';
import type { Exchange } from '../provider/transport';
import { verdictOf, type Confirmation } from './verdict';

/** What was met instead of a receiver that took the message. */
interface Met {
  /** null where nobody answered, or the answer could not be read. */
  readonly status: number | null;
  /** The receiver's own, where it has one. */
  readonly code?: string;
  /** Somebody answered, and did not say whether the message was taken. */
  readonly isUnclear?: true;
}

/** What became of a post. `posted` is said where the receiver took it, by its own word. */
export type Delivery =
  | { readonly kind: 'posted' }
  | ({ readonly kind: 'later'; readonly at: EpochMs; readonly attempts: number } & Met)
  /** The address is gone, refuses, or was tried often enough. */
  | ({ readonly kind: 'refused' } & Met);

/** `notBefore` is null where asking again would change nothing. */
interface Miss {
  readonly met: Met;
  readonly notBefore: EpochMs | null;
}

const minute = 60_000;
const mostAttempts = 6;

/** One minute, doubled for each attempt, and never before `Retry-After`. */
export function deliveryOf(exchange: Exchange, attemptsBefore: number, now: EpochMs, confirmation: Confirmation = 'any'): Delivery {
  const miss = exchange.ok ? missOf(exchange, now, confirmation) : silenceOf(exchange.kind, now, confirmation);
  if (miss === null) return { kind: 'posted' };
  const attempts = attemptsBefore + 1;
  if (miss.notBefore === null || attempts >= mostAttempts) return { kind: 'refused', ...miss.met };
  return { kind: 'later', attempts, at: Math.max(miss.notBefore, now + minute * 2 ** attemptsBefore), ...miss.met };
}

function silenceOf(kind: Extract<Exchange, { ok: false }>['kind'], now: EpochMs, confirmation: Confirmation): Miss {
  // More than is read came with a 2xx, so the receiver was reached.
  if (kind === 'unexpectedResponse') return { met: { status: null, isUnclear: true }, notBefore: ifUnclear(now, confirmation) };
  return { met: { status: null }, notBefore: kind === 'unreachable' || kind === 'timeout' ? now : null };
}

/** null: it was taken. */
function missOf(answer: Extract<Exchange, { ok: true }>, now: EpochMs, confirmation: Confirmation): Miss | null {
  const { status } = answer;
  if (status < 200 || status >= 300) {
    const mayPass = status === 429 || status === 408 || status >= 500;
    return { met: { status }, notBefore: mayPass ? (retryTime(answer.retryAfter, now) ?? now) : null };
  }
  const verdict = verdictOf(answer, confirmation);
  switch (verdict.kind) {
    case 'taken':
      return null;
    case 'busy':
      return { met: { status, code: verdict.code }, notBefore: now + verdict.waitMs };
    case 'refused':
      return { met: { status, ...(verdict.code === null ? {} : { code: verdict.code }) }, notBefore: null };
    case 'unclear':
      return { met: { status, isUnclear: true }, notBefore: ifUnclear(now, confirmation) };
  }
}

/**
 * Where a receiver confirms, somebody else answered, such as a proxy that wants a sign-in, and that passes. Any other
 * may answer so always.
 */
function ifUnclear(now: EpochMs, confirmation: Confirmation): EpochMs | null {
  return confirmation === 'any' ? null : now;
}
