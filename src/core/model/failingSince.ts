import type { EpochMs } from '../time/epoch';
import type { Snapshot } from './snapshot';
import { isPaymentRequired, type ProviderError } from './providerError';
import type { Outcome } from './outcome';

/** Since when checks fail in this one way, so that a person reads "refused since Nov 12" and not of the latest check alone. */
export function failingSince(before: Pick<Snapshot, 'error' | 'failingSince'>, outcome: Outcome, now: EpochMs): EpochMs | null {
  if (outcome.ok) return null;
  return before.error && isAlike(before.error, outcome.error) ? (before.failingSince ?? now) : now;
}

/** Told in the same words: what is refused until it is paid up is not what a key may not read. */
function isAlike(one: ProviderError, other: ProviderError): boolean {
  return one.kind === other.kind && isPaymentRequired(one) === isPaymentRequired(other);
}
