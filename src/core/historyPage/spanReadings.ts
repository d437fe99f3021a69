import type { PastReading } from '../history/pastReading';
import type { HistoryLine, SeriesBucket } from '../history/historyStore';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import type { LedgerFigures } from '../ledger/followLedger';
import { lineLedger, type LineDays } from '../ledger/lineLedger';
import { readInSlices } from '../ledger/readInSlices';
import type { EpochMs } from '../time/epoch';
import type { FollowedBars } from './historyBars';
import { followEpochs, type EpochBreak } from './epochBreaks';
import type { HistoryReads } from './historyDisplay';
import { followSteps } from './historyGaps';
import type { TimeSpan } from './historySelection';
import type { InSteps } from '../history/inSteps';
import { dayMs } from '../time/durations';

/** What is long for a silence, and what was spent as long before, readings before the span tell. */
export const readBehind = 31 * dayMs;

/** What readings of a span give besides its line. */
export interface SpanReadings {
  /** All but spend. */
  readonly marks: readonly LedgerEvent[];
  readonly gapLimit: number;
  readonly breaks: readonly EpochBreak[];
}

/** Changes between readings that come one after the other: of a balance, or of what a cap leaves. */
export type Follow = (onEvent: (event: LedgerEvent) => void) => { readonly add: (after: PastReading) => void };

/**
 * @param until the end of what is shown, or now
 * @param next the first reading later than that
 */
export function* readSpan(
  store: HistoryReads,
  line: HistoryLine,
  { from, to }: TimeSpan,
  until: EpochMs,
  next: PastReading | undefined,
  now: EpochMs,
  bars: FollowedBars,
  follow: Follow,
): InSteps<SpanReadings> {
  const marks: LedgerEvent[] = [];
  const steps = followSteps();
  const breaks = followEpochs();
  const changes = follow((event) => {
    bars.add(event);
    if (event.kind !== 'spend' && event.to >= from && event.from <= to) marks.push(event);
  });
  const start = Math.max(line.first, Math.min(from, until - readBehind, bars.whole.from));
  const slices = readInSlices((first, last) => store.readings(line, first, last), start, Math.min(now, Math.max(until, bars.whole.to)));
  let last = -Infinity;
  for (let readings = slices.next(); readings; readings = slices.next()) {
    for (const reading of readings) {
      steps.add(reading.at);
      breaks.add(reading);
      changes.add(reading);
    }
    last = readings.at(-1)?.at ?? last;
    yield;
  }
  // A change may begin in the span and be seen behind it.
  if (next && next.at > last) changes.add(next);
  return { marks, gapLimit: steps.gapLimit(), breaks: breaks.within({ from, to }) };
}

/** The first reading later than that. */
export function* readNext(store: HistoryReads, line: HistoryLine, at: EpochMs, now: EpochMs): InSteps<PastReading | undefined> {
  const slices = readInSlices((first, last) => store.readings(line, first, last), at + 1, now);
  for (let readings = slices.next(); readings; readings = slices.next()) {
    const next = readings.find((reading) => reading.at > at);
    if (next) return next;
    yield;
  }
  return undefined;
}

const longestPiece = 62 * dayMs;

/** As `series` of the store, of one piece of a long span after the other. */
export function* readSeries(
  store: HistoryReads,
  line: HistoryLine,
  { from, to }: TimeSpan,
  pixels: number,
): InSteps<readonly SeriesBucket[]> {
  const begin = Math.max(from, Math.min(line.first, to));
  const count = Math.max(1, Math.ceil((to - begin) / longestPiece));
  const buckets: SeriesBucket[] = [];
  for (let piece = 0; piece < count; piece += 1) {
    const start = piece === 0 ? from : Math.floor(begin + ((to - begin) * piece) / count) + 1;
    const end = piece === count - 1 ? to : Math.floor(begin + ((to - begin) * (piece + 1)) / count);
    const own = store.series(line, start, end, Math.max(1, pixels / count));
    // The last one before each piece is there already.
    for (const bucket of own) if (piece === 0 || bucket.from >= start) buckets.push(bucket);
    yield;
  }
  return buckets;
}

export interface ReadLedger {
  readonly figures: LedgerFigures;
  readonly days: LineDays;
}

/** Of all of its past, and its days from then on, where nobody keeps its ledger. */
export function* readLedger(
  store: HistoryReads,
  line: HistoryLine,
  now: EpochMs,
  timeZone: string,
  from: EpochMs,
): InSteps<ReadLedger | null> {
  const ledger = lineLedger(store, line, timeZone);
  ledger.reach(from);
  while (ledger.depth(now) !== null) {
    ledger.read(now);
    yield;
  }
  const [figures, days] = [ledger.figures(now), ledger.days(now)];
  return figures && days ? { figures, days } : null;
}
