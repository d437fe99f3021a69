import { inEpoch, type HistoryEntry } from '../../core/history/historyEntry';
import type { EpochMs } from '../../core/time/epoch';
import type { KnownAccount } from './layer';

const clockSlack = 5 * 60_000;

/** What is stamped later was set by a clock that was wrong, and waits until its time has come. */
export function latestTrue(now: EpochMs): EpochMs {
  return now + clockSlack;
}

/**
 * An entry under the epoch that counts: the newest that is known of its account, since the caller's own record may be lost. Where
 * something is stamped in the future, two clocks have written, and which of them was wrong cannot be told: read in one row, what they
 * say would be money that came and went. So the clock that went back begins an epoch, by however little: what comes late is older than
 * what is known, but nothing that is known is later than now.
 */
export function underPresentEpoch(entry: HistoryEntry, known: KnownAccount | null, now: EpochMs): HistoryEntry {
  if (!known || entry.epoch > known.epoch) return entry;
  const hasGoneBack = known.seen > Math.max(now, entry.at);
  return inEpoch(entry, hasGoneBack ? known.epoch + 1 : known.epoch);
}

export function newerAccount(a: KnownAccount | null, b: KnownAccount | null): KnownAccount | null {
  if (!a || !b) return a ?? b;
  if (a.epoch === b.epoch) return { epoch: a.epoch, seen: Math.max(a.seen, b.seen) };
  return a.epoch > b.epoch ? a : b;
}
