import type { Random } from '../simulation/random';
import { dayMs, hourMs } from './deepseekPrices';

/** When somebody worked: here, where tools keep logs, or on another machine with the same key. */
export interface Block {
  readonly where: 'here' | 'there';
  readonly from: number;
  readonly to: number;
}

export interface WeekPlan {
  readonly now: number;
  readonly blocks: readonly Block[];
  /** When the balance was asked for, in order. */
  readonly readings: readonly number[];
  /** Whole yuan that were paid in. */
  readonly topUps: readonly { readonly at: number; readonly yuan: number }[];
}

const within = (start: number, where: Block['where'], from: number, to: number): Block => ({
  where,
  from: start + from * hourMs,
  to: start + to * hourMs,
});

/** The hours of a week that stand for something; each is told by the hour of its day, which begins when somebody sits down. */
export const told = {
  /** Between these readings only the other machine worked: an evening, and a night. */
  evening: { day: 2, from: 8.5, to: 13 },
  night: { day: 4, from: 13, to: 23 },
  /** Between these somebody paid in, while tools went on. */
  topUp: { day: 3, from: 4.2, to: 8.5 },
} as const;

export function toldSpan(now: number, { day, from, to }: { readonly day: number; readonly from: number; readonly to: number }) {
  const start = now - (7 - day) * dayMs;
  return { from: start + from * hourMs, to: start + to * hourMs };
}

/** A week as it is told: mornings and afternoons here, an evening and a night elsewhere, a top-up on its fourth day. */
export function tellingWeek(now: number): WeekPlan {
  const starts = Array.from({ length: 7 }, (_, day) => now - (7 - day) * dayMs);
  const blocks = starts.flatMap((start, day) => [
    within(start, 'here', 0.5, 2.8),
    within(start, 'here', 4.5, 7),
    ...(day === told.evening.day ? [within(start, 'there', 9, 11.5)] : []),
    ...(day === told.night.day ? [within(start, 'there', 14, 21)] : []),
  ]);
  const hours = [0.1, 4.2, 8.5, 13, 23];
  const readings = starts.flatMap((start) => hours.map((hour) => start + hour * hourMs));
  const { from, to } = toldSpan(now, told.topUp);
  return { now, blocks, readings, topUps: [{ at: (from + to) / 2, yuan: 100 }] };
}

/** Any week: blocks that overlap or do not, readings at any time, often in the middle of work, none or some top-ups. */
export function anyWeek(now: number, random: Random): WeekPlan {
  const start = now - 7 * dayMs;
  // Answers tell times by whole seconds.
  const at = (): number => start + Math.floor(random.next() * 7 * 24 * 3600) * 1000;
  const block = (where: Block['where'], hours: number): Block => {
    const from = at();
    return { where, from, to: Math.min(now - 60_000, from + Math.ceil(random.next() * hours * hourMs)) };
  };
  const many = <T>(least: number, most: number, one: () => T): readonly T[] => Array.from({ length: random.between(least, most) }, one);
  const blocks = [...many(1, 14, () => block('here', 5)), ...many(0, 4, () => block('there', 8))];
  const isLastOneFresh = random.isTrue(0.3);
  const readings = [...many(2, 40, at), ...(isLastOneFresh ? [now - random.between(0, 50) * 60_000] : [])].toSorted((a, b) => a - b);
  const topUps = many(0, 3, () => ({ at: at(), yuan: random.pick([10, 50, 100, 500]) })).toSorted((a, b) => a.at - b.at);
  return { now, blocks, readings, topUps };
}
