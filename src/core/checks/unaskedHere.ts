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
    const unasked = this.#unaskedSince(accountId, place, known);
    if (unasked === null) return known;
    const { error, checkedAt, failingSince: since } = unasked;
    return { ...known, error, checkedAt, failingSince: since };
  }

  /** Why it could not be asked; null where something was said since, or it was not tried. */
  reasonOf(accountId: AccountId, place: () => string, known: Pick<Snapshot, 'checkedAt'>): ProviderError | null {
    return this.#unaskedSince(accountId, place, known)?.error ?? null;
  }

  #unaskedSince(accountId: AccountId, place: () => string, { checkedAt }: Pick<Snapshot, 'checkedAt'>): Unasked | null {
    const unasked = this.#unasked.get(accountId);
    return unasked?.after === checkedAt && unasked.place === place() ? unasked : null;
  }
}
