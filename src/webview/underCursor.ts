import type { SpendBar } from '../core/historyPage/historyBars';
import type { TimeSpan } from '../core/historyPage/historySelection';
import type { SeriesBucket } from '../core/history/historyStore';
import type { Mark } from '../core/historyPage/foldedMarks';
import type { SeriesView } from '../core/historyPage/seriesView';
import { micros, type Micros } from '../core/money/money';

/** What is there at one moment of the chart. */
export type UnderCursor =
  | {
      readonly kind: 'reading';
      readonly point: SeriesBucket;
      readonly marks: readonly Mark[];
      readonly bar: SpendBar | null;
      readonly settling: boolean;
    }
  /** Of what a provider reports by day, with what the entered balance came to on it. */
  | { readonly kind: 'bar'; readonly bar: SpendBar; readonly left: Micros | null }
  | { readonly kind: 'gap'; readonly gap: TimeSpan }
  | { readonly kind: 'estimate'; readonly at: number; readonly low: Micros; readonly high: Micros; readonly atMost: boolean }
  | { readonly kind: 'nothing' };

/** @param reach how far away a mark still counts, in milliseconds: some pixels' worth */
export function underCursor(line: SeriesView, at: number, now: number, reach: number): UnderCursor {
  if (at > now && line.cone) {
    const { amount, at: start, low, high, atMost } = line.cone;
    return { kind: 'estimate', at, low: coneAt(amount, start, low, at), high: coneAt(amount, start, high, at), atMost };
  }
  const marks = line.marks.filter((mark) => Math.abs(mark.to - at) <= reach);
  const gap = line.gaps.find(({ from, to }) => at > from && at < to);
  if (gap && marks.length === 0) return { kind: 'gap', gap };
  // A mark within reach is what the person points at, so its own reading is told.
  const moment = marks.reduce((latest, { to }) => Math.max(latest, to), at);
  const point = line.points[pointIndex(line.points, moment)];
  const bar = line.spend.bars.find(({ from, to }) => moment >= from && moment < to) ?? null;
  if (line.of === 'spend') return bar ? { kind: 'bar', bar, left: leftAfter(bar, line.points) } : { kind: 'nothing' };
  if (!point) return { kind: 'nothing' };
  return {
    kind: 'reading',
    point,
    marks,
    bar,
    settling: point.to > line.settlingFrom,
  };
}

function leftAfter({ from, to }: SpendBar, points: readonly SeriesBucket[]): Micros | null {
  return points.findLast((point) => point.to > from && point.to <= to)?.last ?? null;
}

/** The last point at or before a moment, since a balance holds until the next; −1 before the first. */
export function pointIndex(points: readonly SeriesBucket[], at: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function coneAt(amount: Micros, from: number, end: number | null, at: number): Micros {
  return end === null ? amount : micros(Math.max(0, Math.round(amount * (1 - (at - from) / Math.max(1, end - from)))));
}
