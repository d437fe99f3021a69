import { micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';
import { day, hour } from './pastReadings';
import { randomFrom } from './randomFrom';

/** What really happened to an account, unlike what readings show of it. */
export interface Happening {
  readonly at: number;
  readonly kind: 'spend' | 'topUp' | 'grant';
  /** Micro-units, positive. */
  readonly amount: number;
}

export interface TrueCourse {
  readonly from: number;
  readonly to: number;
  readonly happened: readonly Happening[];
  /** The balance at each moment that somebody looked. */
  readonly readings: readonly PastReading[];
  /** What happened later than `from` and not later than `to`: what ends at midnight belongs to the day that ended. */
  readonly sum: (kinds: readonly Happening['kind'][], from: number, to: number) => number;
}

/** How often somebody looked. */
export const lookings = ['each quarter', 'each hour', 'at midnight', 'once a day', 'now and then'] as const;
export type Looking = (typeof lookings)[number];

export interface CourseOf {
  readonly seed: number;
  readonly from: number;
  readonly days: number;
  readonly looking: Looking;
  /** `never`, now and then by hand, or by the provider as soon as little is left, several times a day. */
  readonly topUps: 'never' | 'byHand' | 'auto';
  readonly grants?: boolean;
  readonly hasParts?: boolean;
  /** Starts of the local days, where `at midnight` looks. */
  readonly midnights?: readonly number[];
}

const unitOf = 1_000_000;

/** A course of an account, the same for the same seed: granted money goes first, then what was paid, and into debt. */
export function trueCourse({ seed, from, days, looking, topUps, grants = false, hasParts = false, midnights = [] }: CourseOf): TrueCourse {
  const random = randomFrom(seed);
  const to = from + days * day;
  const looked = lookTimes(looking, from, to, midnights, random);
  const happened: Happening[] = [];
  const readings: PastReading[] = [];
  // Never a round number, so that a grant does not end to the cent while own money stands still.
  let granted = grants ? 7_000_003 : 0;
  let paid = Math.round((20 + random() * 200) * 100) * 10_000;
  const read = (at: number): void => {
    readings.push({
      at,
      epoch: 0,
      available: micros(paid + granted),
      paid: hasParts ? micros(paid) : null,
      granted: hasParts ? micros(granted) : null,
    });
  };
  const spend = (at: number, amount: number): void => {
    const ofGrant = Math.min(granted, amount);
    granted -= ofGrant;
    paid -= amount - ofGrant;
    happened.push({ at, kind: 'spend', amount });
  };
  const pace = 0.05 + random() * 3;
  let next = 0;
  for (let at = from; at <= to; at += quarter) {
    const isBusy = Math.floor((at - from) / day) % 5 !== 3;
    if (at > from && isBusy && random() < 0.4) spend(at, Math.max(1, Math.round(random() * pace * 100)) * 10_000);
    if (topUps === 'auto' && paid < 5 * unitOf) {
      paid += 20 * unitOf;
      happened.push({ at, kind: 'topUp', amount: 20 * unitOf });
    }
    if (topUps === 'byHand' && at > from && random() < 0.004) {
      const amount = Math.round((5 + random() * 200) * 100) * 10_000;
      paid += amount;
      happened.push({ at, kind: 'topUp', amount });
    }
    if (grants && at > from && random() < 0.002) {
      granted += 5_000_003;
      happened.push({ at, kind: 'grant', amount: 5_000_003 });
    }
    for (; (looked[next] ?? Infinity) < at + quarter; next += 1) read(looked[next] ?? at);
  }
  const sum: TrueCourse['sum'] = (kinds, after, until) =>
    happened.reduce((total, one) => (kinds.includes(one.kind) && one.at > after && one.at <= until ? total + one.amount : total), 0);
  return { from, to, happened, readings, sum };
}

const quarter = hour / 4;

/** In order, and with gaps of hours and of days. */
function lookTimes(looking: Looking, from: number, to: number, midnights: readonly number[], random: () => number): readonly number[] {
  const grid = (step: number, offset = 0): readonly number[] =>
    Array.from({ length: Math.floor((to - from - offset) / step) + 1 }, (_, index) => from + offset + index * step);
  const times: Readonly<Record<Looking, () => readonly number[]>> = {
    'each quarter': () => grid(quarter),
    'each hour': () => grid(hour),
    'at midnight': () => midnights.filter((at) => at >= from && at <= to),
    'once a day': () => grid(day, Math.floor(random() * 24) * hour + 7 * 60_000),
    'now and then': () => grid(quarter).filter(() => random() < 0.03),
  };
  const gaps = Array.from({ length: Math.floor(random() * 4) }, () => ({ at: from + random() * (to - from), for: random() * 4 * day }));
  return times[looking]().filter((at) => !gaps.some((gap) => at > gap.at && at < gap.at + gap.for));
}

/** The starts of local days around a span, found without the code that is tested. */
export function localMidnights(from: number, to: number, timeZone: string): readonly number[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const starts: number[] = [];
  let before = format.format(from);
  for (let at = from + quarter; at <= to; at += quarter) {
    const now = format.format(at);
    if (now !== before) starts.push(at);
    before = now;
  }
  return starts;
}
