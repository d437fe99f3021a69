import { calendarOf, type DayKey } from '../time/calendar';
import { cyclesOf, type Cycle } from './ledgerCycles';
import { eventsOf, type LedgerEvent } from './ledgerEvents';
import { orderReadings, type PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import { clamped, maxMicros, type Micros } from '../money/money';
import { quartiles, type Quartiles } from '../money/quartiles';

/** What the readings of one account and unit mean. A pure function of them: a better rule mends the past. */
export interface Ledger {
  readonly events: readonly LedgerEvent[];
  readonly spend: SpendWindows;
  /** Spend of a day, over the last 14 days with data; null without any, or where top-ups hide all of it. */
  readonly burnPerDay: Burn | null;
  readonly runway: Runway;
  /** The newest last; at most 200. */
  readonly cycles: readonly Cycle[];
}

export interface Burn extends Quartiles {
  /** A top-up on one of the days may have hidden spend. */
  readonly atLeast: boolean;
}

export interface SpendWindow {
  readonly amount: Micros;
  /** More may have been spent: behind a top-up in the window, or on days of it before the first or after the latest reading. */
  readonly atLeast: boolean;
  /** Days without a reading lie before the window, and some of it may be theirs. */
  readonly atMost: boolean;
}

/** Local calendar days, today included, so that a day of 23 or 25 hours counts as one. */
export interface SpendWindows {
  readonly today: SpendWindow;
  readonly sevenDays: SpendWindow;
  readonly thirtyDays: SpendWindow;
  readonly cycle: SpendWindow;
}

/**
 * Time left at the burn rate of the middle half of days. `high` is null where a quarter of the days spent nothing;
 * `atMost` where the burn rate is a least, so that it may end sooner. `unknown`: top-ups hide what is spent.
 */
export type Runway =
  | { readonly kind: 'collecting' | 'idle' | 'unknown' }
  | { readonly kind: 'days'; readonly low: number; readonly high: number | null; readonly atMost: boolean };

const day = 24 * 3_600_000;
const daysOfBurn = 14;

/** @param timeZone an IANA name; days are counted there */
export function ledgerOf(readings: readonly PastReading[], now: EpochMs, timeZone: string): Ledger {
  const ordered = orderReadings(readings, now);
  const events = eventsOf(ordered);
  const { dayOf } = calendarOf(timeZone);
  // What ends exactly at midnight belongs to the day that ended.
  const endDay = (at: EpochMs): DayKey => dayOf(at - 1);
  const today = dayOf(now);
  const [first, last] = [ordered[0], ordered.at(-1)];
  // Nobody looked today, so what was spent since is not known.
  const isBehind = !last || dayOf(last.at) < today;
  const within = (days: number): SpendWindow => {
    const own = newest(events, ({ to }) => endDay(to) > today - days);
    const isCut = isBehind || (first !== undefined && dayOf(first.at) > today - days + 1);
    return { ...spendIn(own, isCut), atMost: own.some(({ kind, from }) => kind === 'spend' && endDay(from) < today - days) };
  };
  const cycles = cyclesOf(ordered, events, isBehind);
  const ofCycle = newest(events, ({ to }) => to > (cycles.at(-1)?.from ?? -Infinity));
  const perDay = spendByDay(ordered, events, endDay);
  const burnPerDay = burnOf(perDay, today);
  return {
    events,
    spend: {
      today: within(1),
      sevenDays: within(7),
      thirtyDays: within(30),
      cycle: { ...spendIn(ofCycle, isBehind), atMost: false },
    },
    burnPerDay,
    runway: runwayOf(ordered, events, burnPerDay, Math.max(...[...perDay.values()].map(({ amount }) => amount)), now),
    cycles,
  };
}

/** A drop counts where it was seen: its amount is exact, its time is not. */
function spendIn(events: readonly LedgerEvent[], isCut: boolean): Pick<SpendWindow, 'amount' | 'atLeast'> {
  const amount = events.reduce((sum, event) => (event.kind === 'spend' ? sum + event.amount : sum), 0);
  // More than any amount can hold is still at least that.
  return { amount: clamped(amount), atLeast: isCut || amount > maxMicros || events.some((event) => event.atLeast) };
}

/** The end of an ordered list, from where `isWithin` begins to hold. The rest of a long history is not looked at. */
function newest<T>(ordered: readonly T[], isWithin: (one: T) => boolean): readonly T[] {
  return ordered.slice(ordered.findLastIndex((one) => !isWithin(one)) + 1);
}

/** Spend by day, of as many days as the burn rate looks at, and a few more. */
type SpendByDay = ReadonlyMap<DayKey, { readonly amount: number; readonly atLeast: boolean }>;

/** A drop over days without a reading is shared by them: ten in a week, seen at its end, are no ten a day. */
function spendByDay(ordered: readonly PastReading[], events: readonly LedgerEvent[], dayOf: (at: EpochMs) => DayKey): SpendByDay {
  const perDay = new Map<DayKey, { amount: number; atLeast: boolean }>();
  const nothing = { amount: 0, atLeast: false };
  // The first reading has no change before it, so a day with no other is no day of spending.
  for (let index = ordered.length - 1; index > 0 && perDay.size <= daysOfBurn + 1; index -= 1)
    perDay.set(dayOf(ordered[index]?.at ?? 0), nothing);
  const first = Math.min(...perDay.keys());
  for (const { kind, from, to, amount, atLeast } of newest(events, (event) => dayOf(event.to) >= first)) {
    if (kind !== 'spend' && !atLeast) continue;
    const last = dayOf(to);
    const days = Math.max(1, last - dayOf(from));
    const share = kind === 'spend' ? Math.round(amount / days) : 0;
    for (let day = last - Math.min(days, daysOfBurn + 1) + 1; day <= last; day += 1) {
      const known = perDay.get(day) ?? nothing;
      perDay.set(day, { amount: known.amount + share, atLeast: known.atLeast || atLeast });
    }
  }
  return perDay;
}

/** Today is not over, so it counts only where there is no other day. */
function burnOf(perDay: SpendByDay, today: DayKey): Burn | null {
  const past = [...perDay].filter(([one]) => one !== today);
  const days = (past.length > 0 ? past : [...perDay])
    .sort(([a], [b]) => a - b)
    .slice(-daysOfBurn)
    .map(([, spent]) => spent);
  const burn = quartiles(days.map(({ amount }) => clamped(amount)));
  const atLeast = days.some((one) => one.atLeast);
  // "At least nothing a day" says nothing at all.
  return burn && !(atLeast && burn.p50 === 0) ? { ...burn, atLeast } : null;
}

function runwayOf(
  ordered: readonly PastReading[],
  events: readonly LedgerEvent[],
  burn: Burn | null,
  dearest: number,
  now: EpochMs,
): Runway {
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first || !last || ordered.length < 2) return { kind: 'collecting' };
  const drops = events.reduce((count, { kind }) => count + Number(kind === 'spend'), 0);
  if (last.at - first.at < day) return { kind: 'collecting' };
  const recent = events.some(({ kind, to }) => kind === 'spend' && to > now - daysOfBurn * day);
  // Where money comes in at each reading, what goes out is seen by nobody.
  if (!burn || (!recent && events.some(({ atLeast, to }) => atLeast && to > now - daysOfBurn * day))) return { kind: 'unknown' };
  if (!recent) return drops === 0 || now - first.at >= daysOfBurn * day ? { kind: 'idle' } : { kind: 'collecting' };
  if (drops < 3) return { kind: 'collecting' };
  const left = Math.max(0, last.available);
  // Spent on few days only: most days cost nothing, so the low end is that of the day that cost most.
  if (burn.p75 === 0) return { kind: 'days', low: daysLeft(left, Math.max(1, dearest)), high: null, atMost: burn.atLeast };
  return { kind: 'days', low: daysLeft(left, burn.p75), high: burn.p25 === 0 ? null : daysLeft(left, burn.p25), atMost: burn.atLeast };
}

/** A count of days to one decimal: a ratio for people, not money. */
function daysLeft(left: number, perDay: number): number {
  return Math.round((left / perDay) * 10) / 10;
}
