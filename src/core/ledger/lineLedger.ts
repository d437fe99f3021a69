import type { HistoryLine, HistoryStore } from '../history/historyStore';
import type { PastReading } from '../history/pastReading';
import type { EpochMs } from '../time/epoch';
import type { BookDay } from './dayBook';
import { followLedger, type FollowedLedger, type LedgerFigures } from './followLedger';
import { isSettled, type LedgerEvent } from './ledgerEvents';
import { readInSlices, type Slices } from './readInSlices';
import { dayMs } from '../time/durations';

const month = 31 * dayMs;
/** The first reading has no change before it, and its day may be cut: one more than the burn rate looks at. */
const daysNeeded = 17;

/** What is being read: more behind what is known, or all of it anew. */
interface Run {
  readonly line: HistoryLine;
  readonly ledger: FollowedLedger;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly slices: Slices;
  /** Of a ledger that does not begin with the first reading, until it begins. */
  before: PastReading | undefined;
}

/** The ledger of one line, of as much of its past as the figures need. */
export interface LineLedger {
  /** What the store says of the line by now. */
  readonly follow: (line: HistoryLine) => void;
  /** How often it turned out that older readings are needed; null: all is read that there is to read. */
  readonly depth: (now: EpochMs) => number | null;
  /** A few milliseconds of reading. Returns whether the figures are others now. */
  readonly read: (now: EpochMs) => boolean;
  /** Those that all of its past gives; undefined until they are known. */
  readonly figures: (now: EpochMs, next?: PastReading) => LedgerFigures | undefined;
  /** Its days are wanted from then on, once the figures are known. */
  readonly reach: (from: EpochMs) => void;
  readonly days: (now: EpochMs) => LineDays | undefined;
}

/** The days that are read by now. */
export interface LineDays {
  /** Before it, days may be missing. */
  readonly from: EpochMs;
  readonly days: readonly BookDay[];
  readonly entries: readonly LedgerEvent[];
}

/** Behind every ledger whose figures somebody waits for. */
const depthOfDays = 100;

export function lineLedger(store: Pick<HistoryStore, 'readings'>, first: HistoryLine, timeZone: string): LineLedger {
  let line = first;
  let known: { readonly line: HistoryLine; readonly from: EpochMs; readonly to: EpochMs; readonly ledger: FollowedLedger } | null = null;
  let run: Run | null = null;
  let depth = 0;
  let furthest = -Infinity;
  let wanted = Infinity;

  const isBeforeLast = (now: EpochMs): boolean => (known?.ledger.last()?.at ?? -Infinity) > now;
  /** Nothing was written between the readings that are known, and the clock did not go back behind one of them. */
  const canAppend = (now: EpochMs): boolean => known?.line.rewritten === line.rewritten && !isBeforeLast(now);
  /**
   * What was later than now when the line was last read: behind a clock that went back, or stamped ahead, which is asked
   * for at its time.
   */
  const hasCome = (readTo: EpochMs, now: EpochMs): boolean =>
    readTo < now && (readTo < furthest || (readTo < line.last && line.last <= now));
  const hasNews = (now: EpochMs): boolean => known?.line.revision !== line.revision || hasCome(known.to, now);
  const lacksDays = (): boolean => known !== null && known.from > Math.max(known.line.first, wanted);
  const begin = (now: EpochMs): Run => {
    const reading = (ledger: FollowedLedger, from: EpochMs): Run => ({
      line,
      ledger,
      from,
      to: now,
      slices: readInSlices((start, end) => store.readings(line, start, end), from, now),
      before: undefined,
    });
    if (known && canAppend(now) && (hasNews(now) || !lacksDays()))
      return reading(known.ledger, (known.ledger.last()?.at ?? line.first - 1) + 1);
    // Six times as long each time: a line that needs all of its past reads a fifth of it in vain.
    return reading(followLedger(timeZone), Math.max(line.first, Math.min(now - month * 6 ** depth, known ? wanted : Infinity)));
  };
  return {
    follow: (now) => {
      line = now;
    },
    depth: (now) => {
      if (!canAppend(now)) return depth;
      if (run || hasNews(now)) return 0;
      return lacksDays() ? depthOfDays : null;
    },
    read: (now) => {
      if (run?.line.rewritten !== line.rewritten) run = null;
      run ??= begin(now);
      const readings = run.slices.next();
      if (readings) return appendTo(run, readings) && run.ledger === known?.ledger;
      const { ledger, from, to } = run;
      furthest = Math.max(furthest, to);
      const isKnown = ledger === known?.ledger;
      const isWhole = isKnown || from <= run.line.first || isEnough(ledger, now);
      if (isWhole) known = { line: run.line, from: isKnown ? (known?.from ?? from) : from, to, ledger };
      depth = isWhole ? 0 : depth + 1;
      run = null;
      return isWhole && !isKnown;
    },
    figures: (now, next) => (isBeforeLast(now) ? undefined : known?.ledger.figures(now, next)),
    reach: (from) => {
      wanted = Math.min(wanted, from);
    },
    days: (now) => {
      if (!known || isBeforeLast(now)) return undefined;
      const { book } = known.ledger;
      return { from: known.from, days: book.days(), entries: book.entries() };
    },
  };
}

/** Returns whether the ledger has more now. */
function appendTo(run: Run, readings: readonly PastReading[]): boolean {
  const last = run.ledger.last();
  if (last || run.from <= run.line.first) run.ledger.append(readings);
  else {
    const begin = readings.findIndex((reading, index) => {
      const before = index === 0 ? run.before : readings[index - 1];
      return before !== undefined && isSettled(before, reading);
    });
    run.before = readings.at(-1) ?? run.before;
    if (begin >= 0) run.ledger.append(readings.slice(begin));
  }
  return run.ledger.last() !== last;
}

/**
 * The windows and the burn rate begin behind its first reading, and the running cycle with a top-up; or all but the windows with a new
 * key.
 */
function isEnough(ledger: FollowedLedger, now: EpochMs): boolean {
  const { first, drops, days, topUps, isMixed, isKeyReplaced } = ledger.extent();
  return !isMixed && first <= now - month && (isKeyReplaced || (drops >= 3 && days >= daysNeeded && topUps > 0));
}
