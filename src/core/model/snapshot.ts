import type { EpochMs } from '../time/epoch';
import type { ProviderError } from './providerError';
import type { Reading } from './reading';

/** The latest state of an account in this window. */
export interface Snapshot {
  /** The last good reading; a failed check keeps it. */
  readonly reading: Reading | null;
  /** Why the latest check gave no reading; null when it did, or when there was none. */
  readonly error: ProviderError | null;
  readonly checkedAt: EpochMs | null;
  /** Since when checks have failed as the latest did; null where it did not. */
  readonly failingSince: EpochMs | null;
  readonly checking: boolean;
  /** All of it was known before this window was opened, and nothing here counts its minutes. */
  readonly isFromBefore?: true;
}

export const neverChecked: Snapshot = { reading: null, error: null, checkedAt: null, failingSince: null, checking: false };
