import { retryTime } from '../provider/classifyStatus';
import type { Exchange } from '../provider/transport';
import type { EpochMs } from '../time/epoch';
import type { ChannelReason, ChannelTarget, HttpKind, Verdict } from './channelKind';

/** How one try ended. */
export type Tried =
  | (Verdict & {
      /** null where there is none: mail, or more than is read. */
      readonly status: number | null;
    })
  /** Nobody answered, or nobody who is trusted. */
  | {
      readonly kind: 'silent';
      readonly passes: boolean;
      /** It may have arrived all the same. */
      readonly isUnsure?: true;
      /** No program takes connections there. */
      readonly isClosed?: true;
    };

/** What an exchange means: the rule for all, and then the receiver's own word. */
export function triedOf(exchange: Exchange, kind: HttpKind, target: ChannelTarget, now: EpochMs): Tried {
  if (!exchange.ok) {
    // More than is read came with a 2xx, so the receiver was reached.
    if (exchange.kind === 'unexpectedResponse') return { kind: 'unclear', passes: confirms(kind, target), status: null };
    const passes = exchange.kind === 'unreachable' || exchange.kind === 'timeout';
    return { kind: 'silent', passes, ...(exchange.isUnsure ? { isUnsure: true } : {}), ...(exchange.isClosed ? { isClosed: true } : {}) };
  }
  const { status } = exchange;
  // No service documents a redirect, and one that is followed would hand the message to somebody else.
  if (status >= 300 && status < 400) return { kind: 'refused', reason: 'moved', code: null, status };
  const verdict = kind.verdict(exchange, target) ?? byStatus(status);
  if (verdict.kind === 'refused' && (status === 408 || status >= 500) && verdict.reason === 'unknown')
    return { ...byStatus(status), status };
  if (verdict.kind !== 'busy') return { ...verdict, status };
  const until = retryTime(exchange.retryAfter, now);
  return { ...verdict, waitMs: Math.max(verdict.waitMs, until === null ? 0 : until - now), status };
}

/** Whether it says more than 2xx, so that an answer that says nothing is somebody else's. */
function confirms(kind: HttpKind, target: ChannelTarget): boolean {
  const verdict = kind.verdict({ status: 200, contentType: 'text/html', body: '<' }, target);
  return verdict?.kind === 'unclear' && verdict.passes;
}

const reasons: ReadonlyMap<number, ChannelReason> = new Map([
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'gone'],
  [410, 'gone'],
  [413, 'tooLong'],
]);

function byStatus(status: number): Verdict {
  if (status === 429) return { kind: 'busy', reason: 'tooOften', code: null, waitMs: 0 };
  if (status === 408 || status >= 500) return { kind: 'busy', reason: 'busy', code: null, waitMs: 0 };
  return { kind: 'refused', reason: reasons.get(status) ?? 'unknown', code: null };
}
