import type { SeriesBucket } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { PastReading } from '../../core/history/pastReading';

/** Equal stretches of time, in whole seconds. */
export interface Grid {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly width: number;
}

export interface Extent {
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** Where a line has readings in `from`…`to`; null where it has none there. */
export function gridOf(span: Extent | null, from: EpochMs, to: EpochMs, buckets: number): Grid | null {
  if (!span) return null;
  const start = Math.ceil(Math.max(from, span.first) / 1000);
  const end = Math.floor(Math.min(to, span.last) / 1000);
  if (!(start <= end)) return null;
  return { from: start * 1000, to: end * 1000, width: Math.ceil((end - start + 1) / Math.max(1, Math.floor(buckets))) * 1000 };
}

export function bucketOf({ at, available }: PastReading): SeriesBucket {
  return { from: at, to: at, min: available, max: available, last: available };
}

/** One slice for each cell of the grid that has any, oldest first. */
export function foldBuckets(buckets: readonly SeriesBucket[], grid: Grid): readonly SeriesBucket[] {
  const cells = new Map<number, SeriesBucket>();
  for (const bucket of buckets) {
    const cell = Math.floor((bucket.from - grid.from) / grid.width);
    const there = cells.get(cell);
    cells.set(cell, there ? joined(there, bucket) : bucket);
  }
  return [...cells.values()].sort((a, b) => a.from - b.from);
}

export function union(a: Extent | null, b: Extent | null): Extent | null {
  return a && b ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : (a ?? b);
}

function joined(a: SeriesBucket, b: SeriesBucket): SeriesBucket {
  return {
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    min: a.min < b.min ? a.min : b.min,
    max: a.max > b.max ? a.max : b.max,
    last: b.to > a.to ? b.last : a.last,
  };
}
