import { historyEntry } from '../../src/core/history/historyEntry';
import type { Outcome } from '../../src/core/model/outcome';
import type { Reading } from '../../src/core/model/reading';
import { unit } from '../../src/core/money/money';
import { dayMs } from '../../src/core/time/durations';
import { utcDayStart } from '../../src/core/time/utcDays';
import type { OpenHistory } from '../../src/node/history/layeredHistory';
import { openHistory } from '../../src/node/history/openHistory';
import { costOf, dollars } from './pastChecks';
import { idOf } from './ids';

const hour = 3_600_000;
const usd = unit('USD');

interface ReportedAccounts {
  readonly spend: string;
  readonly cap: string;
}

/** A month of an account that reports days of spend alone, and of one that has a daily cap alone, as hourly checks left them. */
export function writeReportedHistory(folder: string, now: number, of: ReportedAccounts): void {
  reportedHistory({ folder }, now, of).close();
}

/** The same, in the place that is named. */
export function reportedHistory(
  place: Pick<Parameters<typeof openHistory>[0], 'folder' | 'sqlite'>,
  now: number,
  of: ReportedAccounts,
): OpenHistory {
  const [spend, cap] = [idOf(of.spend), idOf(of.cap)];
  let clock = now - 31 * dayMs;
  const store = openHistory({ ...place, now: () => clock });
  const answer = (parts: Partial<Reading>): Outcome => ({
    ok: true,
    reading: { at: clock, balances: [], caps: [], spend: [], callsRefused: false, problems: [], ...parts },
  });
  const today = utcDayStart(now);
  const days = Array.from({ length: 62 }, (_, index) => costOf(today - (61 - index) * dayMs, 3 + (index % 7) + (index % 3) / 4));
  // The last check is of this moment, so that today was told of in the first hour of it too.
  for (; clock <= now; clock += hour) {
    const ago = (now - clock) / hour;
    const left = dollars(20 - new Date(clock).getUTCHours() * 0.75);
    // Two days were never told of, and for three nobody asked.
    const isSilent = ago > 90 && ago < 160;
    const told = answer({
      days: days.filter(({ day }) => day <= clock && day !== today - 20 * dayMs && day !== today - 19 * dayMs),
    });
    const failure =
      ago > 300 && ago < 330 ? 'unauthorized' : ago > 200 && ago < 220 ? 'unreachable' : ago > 40 && ago < 44 ? 'rateLimited' : null;
    const caps = answer({ caps: [{ unit: usd, limit: dollars(20), remaining: left, resets: 'daily' }] });
    const failed: Outcome | null = failure && { ok: false, error: { kind: failure, host: 'api.example.com' } };
    if (!isSilent) store.record(historyEntry(spend, 0, failed ?? told, clock), historyEntry(cap, 0, failed ?? caps, clock));
  }
  clock = now;
  return store;
}
