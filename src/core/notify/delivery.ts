import type { EpochMs } from '../time/epoch';
import type { ChannelReason, Verdict } from './channelKind';
import type { Tried } from './verdict';

/** What was met instead of a receiver that took the message. */
interface Met {
  /** null where nobody answered, or the answer could not be read. */
  readonly status: number | null;
  /** null where nobody said why. */
  readonly reason: ChannelReason | null;
  /** The receiver's own, where it has one. */
  readonly code?: string;
  /** Somebody answered, and did not say whether the message was taken. */
  readonly isUnclear?: true;
  /** Each try may have gone well, and there were enough of them. */
  readonly isTried?: true;
  /** It may have arrived: it was sent and nobody answered, or the program ended in the middle. */
  readonly unsure?: 'unanswered' | 'ended';
  /** No program takes connections there. */
  readonly isClosed?: true;
  /** The receiver wants to be left alone until then. */
  readonly waitUntil?: EpochMs;
}

/** Recipients of a mail that do not get it, while all others do. */
type Missed = NonNullable<Extract<Verdict, { readonly kind: 'taken' }>['missed']>;

export interface Posted {
  readonly kind: 'posted';
  readonly missed?: Missed;
}

/** What became of a post. `posted` is said where the receiver took it, by its own word. */
export type Delivery =
  | Posted
  | ({ readonly kind: 'later'; readonly at: EpochMs; readonly attempts: number } & Met)
  /** The address is gone, refuses, or was tried often enough. */
  | ({ readonly kind: 'refused' } & Met);

const minute = 60_000;
const mostAttempts = 6;

/** One minute, doubled for each attempt, and never before the receiver wants it. */
export function deliveryOf(tried: Tried, attemptsBefore: number, now: EpochMs): Delivery {
  if (tried.kind === 'taken') return { kind: 'posted', ...(tried.missed === undefined ? {} : { missed: tried.missed }) };
  const attempts = attemptsBefore + 1;
  const asked = tried.kind === 'busy' ? tried.waitMs : 0;
  const met = { ...metOf(tried), ...(asked > 0 ? { waitUntil: now + asked } : {}) };
  if (!passes(tried)) return { kind: 'refused', ...met };
  if (attempts >= mostAttempts) return { kind: 'refused', ...met, isTried: true };
  return { kind: 'later', attempts, at: now + Math.max(asked, minute * 2 ** attemptsBefore), ...met };
}

function passes(tried: Exclude<Tried, { readonly kind: 'taken' }>): boolean {
  return tried.kind === 'busy' || (tried.kind !== 'refused' && tried.passes);
}

function metOf(tried: Exclude<Tried, { readonly kind: 'taken' }>): Met {
  switch (tried.kind) {
    case 'silent':
      return {
        status: null,
        reason: null,
        ...(tried.isUnsure ? { unsure: 'unanswered' } : {}),
        ...(tried.isClosed ? { isClosed: true } : {}),
      };
    case 'unclear':
      return { status: tried.status, reason: null, isUnclear: true };
    case 'busy':
    case 'refused':
      return { status: tried.status, reason: tried.reason, ...(tried.code === null ? {} : { code: tried.code }) };
  }
}
