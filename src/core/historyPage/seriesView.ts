import type { Translate } from '../text/translate';
import { thresholdsOf, type AccountFacts } from '../views/accountView';
import { thresholdOf } from '../model/headline';
import { barLength, followBars, settlingFor, type SpendBars } from './historyBars';
import { historyEntries, type HistoryEntry } from './historyEntries';
import { gapsOf } from './historyGaps';
import type { InSteps } from '../history/inSteps';
import { spanOf, type HistorySelection, type TimeSpan } from './historySelection';
import type { HistoryLine, SeriesBucket } from '../history/historyStore';
import { historySummary, moneyText, type Figure } from './historySummary';
import { lineTitle, type LineKind } from './shownLine';
import { readLedger, readNext, readBehind, readSeries, readSpan, type Follow } from './spanReadings';
import type { HistoryReads, HistoryDisplay } from './historyDisplay';
import { followCap } from '../ledger/capEvents';
import { followBalance } from '../ledger/ledgerEvents';
import { capFigures, capPeriodOf } from './capFigures';
import type { EpochBreak } from './epochBreaks';
import { foldedMarks, type Mark } from './foldedMarks';
import { historyWords } from './historyWords';
import { levelOf, type Level } from './level';
import type { AccountId } from '../model/accountId';
import type { LedgerEvent } from '../ledger/ledgerEvents';
import type { LineDays } from '../ledger/lineLedger';
import type { DayTable } from './dayTable';
import { isCutShort, lineRange, reachOf } from './lineRange';
import type { RangeView } from './rangeFigures';
import { followSums } from './rangeSums';
import type { EpochMs } from '../time/epoch';
import { unit, type Micros, type Unit } from '../money/money';
import type { PastReading } from '../history/pastReading';
import { runwayCone, type RunwayCone } from '../ledger/runwayCone';

/** The history of one line of an account over one span of time. */
export interface SeriesView {
  readonly of: LineKind;
  readonly title: string;
  /** Of the steps alone, which are what is left, and of the bars. */
  readonly stepsTitle: string;
  readonly spendTitle: string;
  /** Of days and times: the person's own, but for days that a provider counts. */
  readonly timeZone: string;
  readonly unit: Unit;
  /** What the time axis shows; beyond `now` where a runway is drawn. */
  readonly span: TimeSpan;
  /** The same without zoom. */
  readonly whole: TimeSpan;
  /** Oldest first. One may lie before the span and one after it, so that the line reaches the edges. */
  readonly points: readonly SeriesBucket[];
  readonly gaps: readonly TimeSpan[];
  readonly breaks: readonly EpochBreak[];
  /** All but spend. */
  readonly marks: readonly Mark[];
  readonly level: Level | null;
  readonly cone: RunwayCone | null;
  readonly spend: SpendBars;
  /** Readings from here on may still change, since providers book late. */
  readonly settlingFrom: EpochMs;
  readonly summary: readonly Figure[];
  /** Of the time that is looked at. */
  readonly range: RangeView;
  /** Day by day; null where it is not looked at by days. */
  readonly days: DayTable | null;
  readonly entries: readonly HistoryEntry[];
  /** Why burn rate and runway are not known yet; null when they are. */
  readonly collecting: string | null;
  /** The chart in one sentence, for those who do not see it. */
  readonly sentence: string;
}

/** What is known of an account's days by now, by unit; undefined where nobody keeps its ledgers. */
export type DaysOf = (account: AccountId) => ReadonlyMap<string, LineDays> | undefined;

export function* seriesView(
  store: HistoryReads,
  line: HistoryLine,
  facts: AccountFacts | undefined,
  selection: HistorySelection,
  pixels: number,
  display: HistoryDisplay,
  daysOf: DaysOf | null,
): InSteps<SeriesView> {
  const { now, timeZone, hidden, t } = display;
  const { range, zoom } = selection;
  const isCap = line.cap !== undefined;
  const money = unit(line.unit);
  const past = spanOf(range, line.first, now, timeZone);
  const kept = facts?.ledgers?.get(line.unit);
  const own = isCap || kept ? null : yield* readLedger(store, line, now, timeZone, reachOf(selection, display));
  const ledger = kept ?? own?.figures ?? null;
  const written = store.readings(line, now, now).at(-1);
  const last = lastSeen(written, line, now);
  const cone = last && ledger ? runwayCone(last, ledger.runway) : null;
  const whole = past.to >= now && cone ? { from: past.from, to: coneEnd(past, cone, now) } : past;
  const span = zoom ?? whole;
  const until = Math.min(span.to, now);
  const next = yield* readNext(store, line, until, now);
  const after = next ?? (last && last.at > (written?.at ?? last.at) && last.at <= until ? last : undefined);
  const points = [...(yield* readSeries(store, line, { from: span.from, to: until }, pixels)), ...(after ? [bucketOf(after)] : [])];
  const seen = { from: Math.max(span.from, line.first), to: Math.max(until, Math.min(line.first, span.to)) };
  const bars = followBars({ span: seen, per: barLength(span, pixels), timeZone });
  const period = capPeriodOf(facts, line);
  const looked = { from: span.from, to: until };
  const earlier = { from: 2 * span.from - until, to: span.from };
  const [sums, sumsBefore] = [followSums(looked), followSums(earlier)];
  const follow: Follow = (onEvent) => {
    const add = (event: LedgerEvent): void => {
      sums.add(event);
      sumsBefore.add(event);
      onEvent(event);
    };
    return isCap ? followCap(period, add) : followBalance(add);
  };
  const { marks, gapLimit, breaks } = yield* readSpan(store, line, span, until, next, now, bars, follow);
  const text = moneyText(money, hidden, display);
  const shown = points.filter(({ from }) => from <= until);
  const spend = bars.all(now, gapLimit);
  const lastAt = last?.at ?? line.last;
  const isReadBefore = Math.max(line.first, until - readBehind) <= earlier.from;
  const ranged = lineRange(
    {
      line,
      sums: sums.sums(isCutShort(line, looked, lastAt)),
      before: isReadBefore ? sumsBefore.sums(false) : null,
      shown: looked,
      selection,
      days: kept ? (daysOf?.(line.account)?.get(line.unit) ?? null) : (own?.days ?? null),
      lastAt,
      // Of what lies before the range, only what it left is of the range.
      points: shown.map((one) => (one.to < span.from ? { ...one, min: one.last, max: one.last } : one)),
      breaks,
    },
    text,
    display,
  );
  return {
    of: isCap ? 'cap' : 'balance',
    unit: money,
    title: lineTitle(selection, t),
    stepsTitle: isCap ? t('Left') : t('Balance'),
    spendTitle: historyWords(t).spendPer[spend.per],
    timeZone,
    span,
    whole,
    points,
    marks: foldedMarks(marks, span, pixels),
    cone,
    gaps: gapsOf(points, gapLimit, next ? next.at : Math.min(now, Math.max(until, points.at(-1)?.to ?? until))),
    breaks,
    level: isCap ? levelOf('limit', last?.limit) : levelOf('threshold', facts && thresholdOf(money, thresholdsOf(facts.account))),
    spend,
    settlingFrom: now - settlingFor,
    summary: ledger
      ? historySummary({ facts, unit: money, ledger, last, display, money: text })
      : yield* capFigures(store, line, facts, last, text, display),
    ...ranged,
    // A cap that is set back every day is no event to write a note to.
    entries: isCap ? [] : historyEntries(marks, store.notes(line), text, display, timeZone),
    collecting:
      ledger?.runway.kind === 'collecting'
        ? t('Still collecting: burn rate and runway need 24 hours of readings and three drops in the balance.')
        : null,
    sentence: sentence(shown, isCap ? t('reset {count}×', { count: marks.length }) : marksText(marks.length, t), text, display),
  };
}

/** An unchanged balance is written once a day; until when it was seen is known besides. */
function lastSeen(last: PastReading | undefined, line: HistoryLine, now: EpochMs): PastReading | undefined {
  return last && { ...last, at: Math.max(last.at, Math.min(line.last, now)) };
}

function bucketOf({ at, available }: PastReading): SeriesBucket {
  return { from: at, to: at, min: available, max: available, last: available };
}

/** Enough of the future to see where the cone leads, and not so much that the past is squeezed. */
function coneEnd({ from }: TimeSpan, { at, high, low }: RunwayCone, now: EpochMs): EpochMs {
  const wanted = (high ?? low) - now;
  return Math.max(now, Math.min(now + Math.max(wanted * 1.05, 0), Math.max(at, now) + (now - from) * 0.25));
}

function sentence(
  points: readonly SeriesBucket[],
  events: string,
  money: (amount: Micros) => string,
  { locale, timeZone, t }: HistoryDisplay,
): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return t('No readings in this range.');
  const span = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).formatRange(first.to, last.to);
  const low = points.reduce((least, { min }) => (min < least ? min : least), first.min);
  const high = points.reduce((most, { max }) => (max > most ? max : most), first.max);
  return t('{span}: from {first} to {last}, lowest {low}, highest {high}, {events}.', {
    span,
    first: money(first.last),
    last: money(last.last),
    low: money(low),
    high: money(high),
    events,
  });
}

function marksText(count: number, t: Translate): string {
  return count === 1 ? t('one top-up or other entry') : t('{count} top-ups and other entries', { count });
}
