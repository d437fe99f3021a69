import type { EpochMs } from '../time/epoch';
import type { PastReading } from './pastReading';
import type { AccountId } from '../model/accountId';

/** One line of history: the balance of one account in one unit, or what one of its caps leaves. */
export interface AccountUnit {
  readonly account: AccountId;
  readonly unit: string;
  /** The cap's name, such as `key daily`; absent: a balance. */
  readonly cap?: string;
}

export interface HistoryRow extends AccountUnit {
  readonly reading: PastReading;
  /** Of a cap: when it is next set back. Only the latest is kept. */
  readonly resetsAt?: EpochMs;
  /** Of the latest alone: it came in from a file. */
  readonly isImported?: true;
}
