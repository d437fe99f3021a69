import type uPlot from 'uplot';
import type { CheckState } from '../core/historyPage/checkPeriods';
import type { HistoryView } from '../core/historyPage/historyView';
import type { TimeSpan } from '../core/historyPage/historySelection';
import type { SeriesView } from '../core/historyPage/seriesView';
import { balancePlot } from './balancePlot';
import { checkPlot } from './checkPlot';
import type { CanvasColors } from './canvasColors';
import type { Texts } from './texts';
import { spendPlot } from './spendPlot';
import type { Drawn } from './drawingArea';
import type { Gutter } from './plot';
import { timeAxis } from './timeAxis';
import { underCursor, type UnderCursor } from './underCursor';
import type { Spot } from './cursorBox';
import { pixelsOnly } from './drawingArea';

export interface ChartOf {
  readonly view: HistoryView;
  readonly line: SeriesView;
  readonly colors: CanvasColors;
  readonly texts: Texts;
  readonly balanceNode: HTMLElement;
  readonly spendNode: HTMLElement;
  readonly checksNode: HTMLElement;
  readonly width: number;
  /** @param spot where the cursor is, in the pixels of the element that holds the plots; null where there is none */
  readonly onUnder: (under: UnderCursor, check: CheckState | null, spot: Spot | null) => void;
  readonly onZoom: (span: TimeSpan | null) => void;
  /** Places on the plot are known. @param steps the plot of what is left; null where nothing is */
  readonly onReady: (steps: uPlot | null) => void;
}

export interface Chart {
  readonly line: SeriesView;
  /** Where the cursor is; null where there is none. */
  readonly cursorAt: () => number | null;
  readonly moveCursor: (at: number | null) => void;
  readonly canvases: () => readonly HTMLCanvasElement[];
  readonly destroy: () => void;
}

const reachPixels = 6;
const stripHeight = 28;

/** What is left, where that is known, and the spend below it, with one time axis and one cursor. */
export function chart({ view, line, colors, texts, balanceNode, spendNode, checksNode, width, onUnder, onZoom, onReady }: ChartOf): Chart {
  const { runs } = view.checks;
  const drawn: Drawn = { line, checks: runs, colors, texts, now: view.now };
  const gutter: Gutter = { width: 0 };
  const times = timeAxis(view.locale, line.timeZone);
  let at: number | null = null;
  const plots: uPlot[] = [];
  const tell = (moment: number | null, leader = -1): void => {
    at = moment;
    if (moment === null) return void onUnder({ kind: 'nothing' }, null, null);
    const plotted = (plots[0]?.bbox.width ?? 0) / devicePixelRatio || width;
    const under = underCursor(line, moment, view.now, ((line.span.to - line.span.from) / plotted) * reachPixels);
    const check = runs.findLast(({ from, to }) => moment >= from && moment <= to)?.state ?? null;
    onUnder(under, check, spotOf(plots, leader, moment, under));
  };
  const follow = (leader: number, moment: number | null): void => {
    for (const [index, one] of plots.entries())
      if (index !== leader) one.setCursor(moment === null ? { left: -10, top: -10 } : { left: one.valToPos(moment, 'x'), top: 1 }, false);
  };
  const place = (index = plots.length) => ({
    times,
    drawn,
    gutter,
    onZoom,
    onReset: () => onZoom(null),
    onCursor: (moment: number | null) => {
      follow(index, moment);
      tell(moment, index);
    },
  });
  // The style sheet says how tall, by the width of the window.
  const sizeOf = ({ clientHeight }: HTMLElement) => ({ width, height: clientHeight || 300 });
  const hasSteps = line.points.length > 0;
  if (hasSteps) plots.push(balancePlot({ ...place(), size: sizeOf(balanceNode) }, balanceNode));
  plots.push(spendPlot({ ...place(), size: sizeOf(spendNode) }, spendNode));
  if (runs.length > 0) plots.push(checkPlot({ ...place(), size: { width, height: stripHeight } }, checksNode));
  // uPlot measures its axes and scales in a microtask of its own. Only then is the wider gutter known, and a place for the cursor.
  let state: 'new' | 'ready' | 'gone' = 'new';
  queueMicrotask(() => {
    const [first] = plots;
    if (state === 'gone' || !first) return;
    state = 'ready';
    if (first.bbox.left / devicePixelRatio < gutter.width) first.redraw(false, true);
    onReady(hasSteps ? first : null);
    if (at === null) return;
    follow(-1, at);
    tell(at);
  });
  return {
    line,
    cursorAt: () => at,
    moveCursor: (moment) => {
      at = moment;
      if (state !== 'ready') return;
      follow(-1, moment);
      tell(moment);
    },
    canvases: () => plots.map(({ ctx }) => ctx.canvas),
    destroy: () => {
      state = 'gone';
      for (const one of plots) one.destroy();
    },
  };
}

/** Beside the pointer; where keys move the cursor, beside what is there. */
function spotOf(plots: readonly uPlot[], leader: number, moment: number, under: UnderCursor): Spot | null {
  const plot = plots[leader] ?? plots[0];
  if (!plot) return null;
  const { root, over, cursor } = plot;
  const middle = over.clientHeight / 2;
  const y = plots[leader] ? (cursor.top ?? middle) : under.kind === 'reading' ? plot.valToPos(pixelsOnly(under.point.last), 'y') : middle;
  return { x: root.offsetLeft + over.offsetLeft + plot.valToPos(moment, 'x'), y: root.offsetTop + over.offsetTop + y };
}
