import type { HistoryLine, SeriesBucket } from '../history/historyStore';
import { isOfEarlierDay } from '../ledger/ledgerDays';
import type { LineDays } from '../ledger/lineLedger';
import { clamped, type Micros } from '../money/money';
import type { Translate } from '../text/translate';
import { calendarOf, type DayKey } from '../time/calendar';
import { dayStart } from '../time/dayStart';
import { dayMs, hourMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { bookTable, type DayTable } from './dayTable';
import type { EpochBreak } from './epochBreaks';
import type { HistoryDisplay } from './historyDisplay';
import { spanOf, type HistoryRange, type HistorySelection, type TimeSpan } from './historySelection';
import { historyWords } from './historyWords';
import { rangeView, type RangeView } from './rangeFigures';
import { sumsOfBook, type RangeSums } from './rangeSums';
import { usualDay } from './usualDay';

/** Whole local days, both included, and as many before them; null where what is looked at is not made of days. */
interface RangeDays {
  readonly first: DayKey;
  readonly last: DayKey;
  /** null where the range is all that there is. */
  readonly before: DayKey | null;
  /** Days are wanted from then on. */
  readonly from: EpochMs;
}

function rangeDays(
  { range, zoom }: Pick<HistorySelection, 'range' | 'zoom'>,
  first: EpochMs,
  { now, timeZone }: Pick<HistoryDisplay, 'now' | 'timeZone'>,
): RangeDays | null {
  if (zoom || range.kind === '24h') return null;
  const calendar = calendarOf(timeZone);
  const span = spanOf(range, first, now, timeZone);
  const [start, end] = [calendar.dayOf(span.from), calendar.dayOf(Math.min(span.to, now) - 1)];
  const before = range.kind === 'all' ? null : start - (end - start + 1);
  return { first: start, last: end, before, from: dayStart(before ?? start, calendar) };
}

export interface LineRangeOf {
  readonly line: HistoryLine;
  /** Of the time that is looked at, and as long before it as far as that was read. */
  readonly sums: RangeSums;
  readonly before: RangeSums | null;
  readonly shown: TimeSpan;
  readonly selection: HistorySelection;
  readonly days: LineDays | null;
  readonly lastAt: EpochMs;
  readonly points: readonly SeriesBucket[];
  readonly breaks: readonly EpochBreak[];
}

export interface LineRange {
  readonly range: RangeView;
  readonly days: DayTable | null;
}

/** By the book of its days where the range is made of days, so that it is the same on the Overview; else by what was read for the chart. */
export function lineRange(of: LineRangeOf, money: (amount: Micros) => string, display: HistoryDisplay): LineRange {
  const { line, selection, days, points, lastAt, breaks } = of;
  const { now, t, timeZone } = display;
  const { dayOf } = calendarOf(timeZone);
  const asked = rangeDays(selection, line.first, display);
  const title = rangeTitle(selection, of.shown, display);
  const base = { title, before: beforeText(selection.range, selection.zoom, asked, t), source: 'derived' as const, points };
  if (!asked || !days) {
    const spentBefore = of.before?.spent ?? null;
    // What a cap is set back by is no money that came.
    const sums = line.cap === undefined ? of.sums : { ...of.sums, adjusted: { amount: clamped(0), atLeast: false } };
    return { range: rangeView({ ...base, sums, spentBefore, usual: null }, money, display), days: null };
  }
  const { first, last, before, from } = asked;
  const isReading = days.from > Math.max(line.first, from);
  const isKnownBefore = before !== null && !isReading && dayOf(line.first) <= before;
  const isCut = isReading || dayOf(line.first) > first || dayOf(lastAt - 1) < last;
  const causes = new Map(breaks.map(({ to, why }) => [dayOf(to), why]));
  // Today is not over, and what was seen at the end of a silence is of no one day.
  const whole = days.days.filter(
    ({ day, since, broken }) => day >= first && day <= last && day < dayOf(now) && !isOfEarlierDay(since, day) && broken === null,
  );
  return {
    range: rangeView(
      {
        ...base,
        sums: sumsOfBook(days.days, first, last, isCut),
        spentBefore: isKnownBefore ? sumsOfBook(days.days, before, first - 1, dayOf(lastAt - 1) < first - 1).spent : null,
        usual: usualDay(whole.map(({ spent, atLeast }) => ({ amount: spent, atLeast }))),
      },
      money,
      display,
    ),
    days: bookTable({ days: days.days, first, last, today: dayOf(now), breaks: causes, isReading }),
  };
}

/** The reading that a day is judged by is seldom at its very end. */
export function isCutShort(line: HistoryLine, { from, to }: TimeSpan, lastAt: EpochMs): boolean {
  return line.first > from || lastAt < to - hourMs;
}

export function rangeTitle({ range, zoom }: Pick<HistorySelection, 'range' | 'zoom'>, shown: TimeSpan, display: HistoryDisplay): string {
  const { t, locale, timeZone } = display;
  if (zoom) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).formatRange(shown.from, shown.to);
  if (range.kind === 'own') return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).formatRange(shown.from, shown.to - 1);
  return range.kind === 'all' ? t('All time') : historyWords(t).ranges[range.kind];
}

export function beforeText(
  range: HistoryRange,
  zoom: TimeSpan | null,
  days: Pick<RangeDays, 'first' | 'last'> | null,
  t: Translate,
): string {
  if (zoom) return t('The period before');
  if (range.kind === '24h' || !days) return t('The 24 hours before');
  const count = days.last - days.first + 1;
  return count === 1 ? t('The day before') : t('The {count} days before', { count });
}

/** What the days of a range and of the one before it need to be known from, whatever an account has. */
export function reachOf({ range, zoom }: Partial<HistorySelection>, display: Pick<HistoryDisplay, 'now' | 'timeZone'>): EpochMs {
  return rangeDays({ range: range ?? { kind: '30d' }, zoom: zoom ?? null }, 0, display)?.from ?? display.now - 2 * dayMs;
}
