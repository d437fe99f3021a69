import { calendarOf } from '../time/calendar';
import type { AccountUnit, HistoryLine, HistoryStore } from '../history/historyStore';
import { ledgerOf, type Ledger } from './ledger';
import type { EpochMs } from '../time/epoch';
import type { PastReading } from '../history/pastReading';

const month = 31 * 24 * 3_600_000;
const year = 366 * 24 * 3_600_000;
/** The burn rate looks at 14 days with data, and today counts apart. */
const daysNeeded = 16;

export interface RecentLedger {
  readonly readings: readonly PastReading[];
  readonly ledger: Ledger;
}

/**
 * The ledger of as much history as its figures need, which is seldom all of it: back to `from`, a month, the latest
 * top-up and enough days for the burn rate. The figures are those that the whole history gives.
 */
export function recentLedger(
  store: Pick<HistoryStore, 'readings'>,
  line: AccountUnit & Pick<HistoryLine, 'first'>,
  from: EpochMs,
  now: EpochMs,
  timeZone: string,
): RecentLedger {
  const calendar = calendarOf(timeZone);
  for (let start = Math.min(from, now - month); ; start = now - 3 * (now - start)) {
    const readings = store.readings(line, start, now);
    const ledger = ledgerOf(readings, now, timeZone);
    const drops = ledger.events.filter(({ kind }) => kind === 'spend').length;
    // A year without a top-up is a cycle that long at least; reading five years for it would hold up everybody.
    const hasCycle = ledger.events.some(({ kind }) => kind === 'topUp') || now - start > year;
    const isEnough = drops >= 3 && hasCycle && new Set(readings.map(({ at }) => calendar.dayOf(at))).size >= daysNeeded;
    if (isEnough || !(start > line.first)) return { readings, ledger };
  }
}
