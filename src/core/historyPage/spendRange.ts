import type { SeriesBucket } from '../history/historyStore';
import { clamped, type Micros } from '../money/money';
import { dayMs } from '../time/durations';
import { utcDayStart } from '../time/utcDays';
import { isBound, sumOfDays, type DaysByStart } from './daySums';
import { tableOf, type DayRow } from './dayTable';
import type { HistoryDisplay } from './historyDisplay';
import type { HistorySelection, TimeSpan } from './historySelection';
import { partText } from './spendFigures';
import { beforeText, rangeTitle, type LineRange } from './lineRange';
import { rangeView } from './rangeFigures';
import { usualDay } from './usualDay';

/** Of days as a provider counts them: its own, in UTC. */
export function spendRange(
  selection: HistorySelection,
  days: DaysByStart,
  span: TimeSpan,
  steps: readonly SeriesBucket[],
  money: (amount: Micros) => string,
  display: HistoryDisplay,
): LineRange {
  const { now, t } = display;
  const end = Math.min(Math.ceil(span.to / dayMs) * dayMs, utcDayStart(now) + dayMs);
  const from = Math.min(utcDayStart(span.from), end - dayMs);
  const known = [...days.values()].filter(({ day }) => day >= from && day < end).sort((a, b) => a.day - b.day);
  const [sum, before] = [sumOfDays(days, from, end, now), sumOfDays(days, 2 * from - end, from, now)];
  const none = { amount: clamped(0), atLeast: false };
  const shown = { from, to: end };
  const isDay = selection.range.kind === '24h' && !selection.zoom;
  const title = isDay ? t('Yesterday and today') : rangeTitle(selection, shown, { ...display, timeZone: 'UTC' });
  const range = rangeView(
    {
      title: t('{range} (UTC days)', { range: title }),
      before: beforeText({ kind: 'all' }, selection.zoom, { first: from / dayMs, last: end / dayMs - 1 }, t),
      source: 'reported',
      note: partText(sum, display),
      sums: { spent: { ...sum, atMost: false }, toppedUp: none, granted: none, adjusted: none, expired: none },
      spentBefore: selection.range.kind === 'all' || before.reported === 0 ? null : { ...before, atMost: false },
      points: [],
      usual: usualDay(known.filter(({ day }) => day < utcDayStart(now)).map((one) => ({ amount: one.amount, atLeast: isBound(one, now) }))),
    },
    money,
    display,
  );
  const rows = known.map((one): DayRow => {
    const left = steps.findLast(({ to }) => to > one.day && to <= one.day + dayMs);
    return {
      day: one.day / dayMs,
      spent: one.amount,
      ...(left ? { closing: left.last } : {}),
      ...(isBound(one, now) ? { atLeast: true as const } : {}),
      ...(one.day === utcDayStart(now) ? { settling: true as const } : {}),
    };
  });
  return { range, days: tableOf(rows) };
}
