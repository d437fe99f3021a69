import type { HistoryRow } from '../history/historyRow';
import { ledgerOf, type Ledger } from './ledger';
import type { SpendWindow } from './ledgerDays';
import type { EpochMs } from '../time/epoch';
import { toDecimal, unit, type Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';

/** A ledger as data; amounts are decimal strings, times ISO 8601. The shape is public: `api-balance ledger` promises it. */
export interface LedgerJson {
  readonly account: string;
  readonly unit: string;
  readonly events: readonly {
    readonly kind: string;
    readonly amount: string;
    readonly from: string;
    readonly to: string;
    readonly atLeast: boolean;
  }[];
  readonly spend: OfWindows<string>;
  /** Whether more may have been spent: a top-up hides it, or days of the window lie before the first or after the latest reading. */
  readonly atLeast: OfWindows<boolean>;
  /** Whether days without a reading before the window may have a share in it. */
  readonly atMost: OfWindows<boolean>;
  /** null where it is not known. */
  readonly burnPerDay: { readonly p25: string; readonly p50: string; readonly p75: string; readonly atLeast: boolean } | null;
  /** null where it is not known; `atMost` where the burn rate is a least. */
  readonly runwayDays: { readonly low: number; readonly high: number | null; readonly atMost: boolean } | null;
  readonly cycles: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly start: string;
    readonly toppedUp: string;
    readonly spent: string;
    readonly atLeast: boolean;
    readonly days: number;
  }[];
}

interface OfWindows<T> {
  readonly today: T;
  readonly '7d': T;
  readonly '30d': T;
  readonly cycle: T;
}

/** One ledger for each account and unit, in order of their names. */
export function ledgersJson(rows: readonly HistoryRow[], now: EpochMs, timeZone: string): readonly LedgerJson[] {
  const lines = new Map<string, { readonly account: string; readonly unit: string; readonly readings: PastReading[] }>();
  for (const { account, unit: unitName, cap, reading } of rows) {
    if (cap !== undefined) continue;
    const id = JSON.stringify([account, unitName]);
    const line = lines.get(id) ?? { account, unit: unitName, readings: [] };
    line.readings.push(reading);
    lines.set(id, line);
  }
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => ({ account: line.account, unit: line.unit, ...json(ledgerOf(line.readings, now, timeZone), line.unit, now) }));
}

function json({ events, spend, burnPerDay, runway, cycles }: Ledger, unitName: string, now: EpochMs): Omit<LedgerJson, 'account' | 'unit'> {
  const decimal = (amount: Micros): string => toDecimal(amount, unit(unitName));
  const ofWindows = <T>(of: (window: SpendWindow) => T): OfWindows<T> => ({
    today: of(spend.today),
    '7d': of(spend.sevenDays),
    '30d': of(spend.thirtyDays),
    cycle: of(spend.cycle),
  });
  const iso = (at: EpochMs): string => new Date(at).toISOString();
  return {
    events: events.map(({ kind, amount, from, to, atLeast }) => ({ kind, amount: decimal(amount), from: iso(from), to: iso(to), atLeast })),
    spend: ofWindows(({ amount }) => decimal(amount)),
    atLeast: ofWindows(({ atLeast }) => atLeast),
    atMost: ofWindows(({ atMost }) => atMost),
    burnPerDay: burnPerDay && {
      p25: decimal(burnPerDay.p25),
      p50: decimal(burnPerDay.p50),
      p75: decimal(burnPerDay.p75),
      atLeast: burnPerDay.atLeast,
    },
    runwayDays: runway.kind === 'days' ? { low: runway.low, high: runway.high, atMost: runway.atMost } : null,
    cycles: cycles.map(({ from, to, start, toppedUp, spent, atLeast }) => ({
      from: iso(from),
      to: to === null ? null : iso(to),
      start: decimal(start),
      toppedUp: decimal(toppedUp),
      spent: decimal(spent),
      atLeast,
      days: Math.round(((to ?? now) - from) / 8_640_000) / 10,
    })),
  };
}
