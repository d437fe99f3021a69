import { thresholdOf } from '../model/headline';
import { unit, type Micros } from '../money/money';
import { dayMs } from '../time/durations';
import { utcDayStart } from '../time/utcDays';
import { thresholdsOf, type AccountFacts } from '../views/accountView';
import { dayBars } from './dayBars';
import type { DaysByStart } from './daySums';
import { followEpochs } from './epochBreaks';
import { estimateSteps } from './estimateSteps';
import { barLength, type SpendBar } from './historyBars';
import type { HistoryDisplay, HistoryReads } from './historyDisplay';
import { spanOf, type HistorySelection, type TimeSpan } from './historySelection';
import { moneyText } from './historySummary';
import { levelOf } from './level';
import type { SeriesView } from './seriesView';
import { lineTitle } from './shownLine';
import { spendFigures } from './spendFigures';
import { spendRange } from './spendRange';
import { historyWords } from './historyWords';

/** The days of an account that reports what was spent; null where none was told of. All of it is in UTC, as the provider counts. */
export function spendView(
  store: HistoryReads,
  facts: AccountFacts | undefined,
  selection: HistorySelection,
  pixels: number,
  display: HistoryDisplay,
): SeriesView | null {
  const { now, t } = display;
  const money = unit(selection.unit);
  const all = store.spendDays(selection.account, 0, now).filter((one) => one.unit === selection.unit && one.at <= now);
  const [first] = all;
  if (!first) return null;
  const days: DaysByStart = new Map(all.map((one) => [one.day, one]));
  const whole = wholeDays(spanOf(selection.range, first.day, now, 'UTC'), now);
  const span = selection.zoom ?? whole;
  const per = barLength({ from: span.from, to: Math.max(span.to, span.from + 2 * dayMs) }, pixels);
  const spend = dayBars(days, { from: Math.max(span.from, first.day), to: Math.min(span.to, now) }, per, now);
  const entry = facts?.account.estimate;
  const steps = entry?.unit === selection.unit ? estimateSteps(entry, days, now) : [];
  const breaks = followEpochs();
  for (const { day, epoch } of all) breaks.add({ at: day, epoch });
  const text = moneyText(money, display.hidden, display);
  return {
    of: 'spend',
    unit: money,
    title: lineTitle(selection, t),
    stepsTitle: t('Balance, estimated from your entry'),
    spendTitle: t('{what} (UTC days, as the provider counts)', { what: historyWords(t).spendPer[spend.per] }),
    timeZone: 'UTC',
    span,
    whole,
    points: steps,
    gaps: [],
    breaks: breaks.within(span),
    marks: [],
    cone: null,
    level: steps.length > 0 && facts ? levelOf('threshold', thresholdOf(money, thresholdsOf(facts.account))) : null,
    spend,
    settlingFrom: utcDayStart(now),
    summary: spendFigures({ facts, unit: money, days, display, money: text }),
    ...spendRange(selection, days, span, steps, text, display),
    entries: [],
    collecting: null,
    sentence: sentence(spend.bars, text, display),
  };
}

/** Up to the end of today, since today's bar is as wide as the others. */
function wholeDays({ from, to }: TimeSpan, now: number): TimeSpan {
  return { from: utcDayStart(from), to: to >= now ? utcDayStart(now) + dayMs : to };
}

function sentence(bars: readonly SpendBar[], money: (amount: Micros) => string, { locale, t }: HistoryDisplay): string {
  const told = bars.filter(({ unreported }) => !unreported);
  const [first] = told;
  const last = told.at(-1);
  if (!first || !last) return t('No day in this range was reported.');
  const most = told.reduce((high, bar) => (bar.spent > high.spent ? bar : high), first);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return t('{span}: {bars} bars as the provider reports them, the highest {amount} on {date}; {missing} not reported.', {
    span: date.formatRange(first.from, last.to - 1),
    bars: told.length,
    amount: money(most.spent),
    date: date.format(most.from),
    missing: bars.length - told.length,
  });
}
