import { failingSince } from '../model/failingSince';
import type { ProviderError } from '../model/providerError';
import type { Snapshot } from '../model/snapshot';
import type { EpochMs } from '../time/epoch';
import type { AccountId } from '../model/accountId';

interface Unasked extends Pick<Snapshot, 'error' | 'checkedAt' | 'failingSince'> {
  readonly place: string;
  /** What was known when it was tried: whatever was said since says more. */
  readonly after: EpochMs | null;
}

/** Why this window could not ask, such as for want of a key: another one may have it, so it is no truth of all windows. */
export class UnaskedHere {
  readonly #unasked = new Map<AccountId, Unasked>();

  set(accountId: AccountId, place: string, known: Snapshot, error: ProviderError, now: EpochMs): void {
    const since = failingSince(
      this.over(accountId, () => place, known),
      { ok: false, error },
      now,
    );
    this.#unasked.set(accountId, { place, after: known.checkedAt, error, checkedAt: now, failingSince: since });
  }

  clear(accountId: AccountId): void {
    this.#unasked.delete(accountId);
  }

  over(accountId: AccountId, place: () => string, known: Snapshot): Snapshot {
    const unasked = this.#unasked.get(accountId);
    if (unasked?.after !== known.checkedAt || unasked.place !== place()) return known;
    const { error, checkedAt, failingSince: since } = unasked;
    return { ...known, error, checkedAt, failingSince: since };
  }
}
