import type { EpochMs, Snapshot } from './model';
import type { Outcome } from './providerError';

/** Since when checks fail in this one way, so that a person reads "refused since Nov 12" and not of the latest check alone. */
export function failingSince(before: Pick<Snapshot, 'error' | 'failingSince'>, outcome: Outcome, now: EpochMs): EpochMs | null {
  if (outcome.ok) return null;
  return before.error?.kind === outcome.error.kind ? (before.failingSince ?? now) : now;
}
