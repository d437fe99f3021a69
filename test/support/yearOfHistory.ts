import type { HistoryRow } from '../../src/core/history/historyRow';
import { micros } from '../../src/core/money/money';
import { hour } from './accounts';
import { randomFrom } from './randomFrom';
import { idOf } from './ids';

const step = hour / 4;
const day = 24 * hour;

interface Story {
  readonly account: string;
  readonly unit: string;
  readonly start: number;
  /** Spent on a working day. */
  readonly perDay: number;
  readonly topUp: { readonly under: number; readonly by: number };
  readonly grant?: { readonly onDay: number; readonly amount: number; readonly gone: number };
  /** Days without a reading. */
  readonly away: readonly (readonly [number, number])[];
  readonly seed: number;
}

/** Accounts as people have them: busy weeks, quiet week-ends, top-ups, a grant that runs out, a holiday. */
const stories: readonly Story[] = [
  {
    account: 'demo-main',
    unit: 'CNY',
    start: 180,
    perDay: 9.4,
    topUp: { under: 22, by: 200 },
    grant: { onDay: 204, amount: 50, gone: 207 },
    away: [
      [128, 141],
      [262, 266],
    ],
    seed: 7,
  },
  { account: 'demo-side', unit: 'USD', start: 40, perDay: 1.3, topUp: { under: 6, by: 25 }, away: [[300, 309]], seed: 11 },
  { account: 'demo-quiet', unit: 'USD', start: 49.58, perDay: 0.06, topUp: { under: 1, by: 10 }, away: [], seed: 23 },
];

/** A year of readings, every quarter of an hour where something changed, ending at `now`. The same for the same `now`. */
export function yearOfHistory(now: number): readonly HistoryRow[] {
  return stories.flatMap((story) => rowsOf(story, now));
}

function rowsOf({ account, unit, start, perDay, topUp, grant, away, seed }: Story, now: number): readonly HistoryRow[] {
  const random = randomFrom(seed);
  const rows: HistoryRow[] = [];
  const first = now - 365 * day;
  let [paid, granted, writtenAt, mood] = [start * 1e6, 0, 0, 1];
  for (let at = first + ((Math.floor(now / 1000) * 1000 - first) % step); at <= now; at += step) {
    const dayOf = Math.floor((at - first) / day);
    const hourOf = ((at % day) / hour + 24) % 24;
    if (hourOf < 0.25) mood = 0.35 + random() * 1.5;
    const isWeekend = [0, 6].includes(new Date(at).getUTCDay());
    const busy = hourOf >= 8 && hourOf <= 19 ? (isWeekend ? 0.12 : 1) : 0.03;
    const spent = random() < busy * 0.8 ? Math.round(((perDay * 1e6) / 38) * mood * random() * 2) : 0;
    const fromGrant = Math.min(granted, spent);
    granted -= fromGrant;
    paid -= spent - fromGrant;
    if (paid < topUp.under * 1e6 && hourOf >= 9 && hourOf < 18 && random() < 0.1) paid += topUp.by * 1e6;
    if (grant && dayOf === grant.onDay && granted === 0 && hourOf > 12 && hourOf < 12.5) granted = grant.amount * 1e6;
    const expires = grant && dayOf >= grant.gone && granted > 0;
    if (expires) granted = 0;
    const isAway = away.some(([from, to]) => dayOf >= from && dayOf < to);
    // Whatever the hour is, the day it is has a reading.
    const isNewest = at + step > now;
    if (isAway || (spent === 0 && !expires && !isNewest && at - writtenAt < day)) continue;
    const parts = grant ? { paid: micros(paid), granted: micros(granted) } : { paid: null, granted: null };
    rows.push({ account: idOf(account), unit, reading: { at, epoch: 0, available: micros(paid + granted), ...parts } });
    writtenAt = at;
  }
  return rows;
}
