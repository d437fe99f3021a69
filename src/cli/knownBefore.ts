import type { HistoryStore } from '../core/history/historyStore';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import type { Reading } from '../core/model/reading';
import type { Snapshot } from '../core/model/snapshot';

/** What was told last, to whichever process or machine asked; null where nobody did. */
export function lastOutcome({ error, reading }: Snapshot): Outcome | null {
  if (error !== null) return { ok: false, error };
  return reading === null ? null : { ok: true, reading };
}

export function lastReadings(history: HistoryStore): ReadonlyMap<AccountId, Reading> {
  return new Map(history.latest().map(({ account, reading }) => [account, reading]));
}
