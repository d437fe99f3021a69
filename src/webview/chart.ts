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

export interface ChartOf {
  readonly view: HistoryView;
  readonly line: SeriesView;
  readonly colors: CanvasColors;
  readonly texts: Texts;
  readonly balanceNode: HTMLElement;
  readonly spendNode: HTMLElement;
  readonly checksNode: HTMLElement;
  readonly width: number;
  readonly onUnder: (under: UnderCursor, check: CheckState | null) => void;
  readonly onZoom: (span: TimeSpan | null) => void;
}

export interface Chart {
  readonly line: SeriesView;
  /** Where the cursor is; null where there is none. */
  readonly cursorAt: () => number | null;
  readonly moveCursor: (at: number) => void;
  readonly canvases: () => readonly HTMLCanvasElement[];
  readonly destroy: () => void;
}

const reachPixels = 6;
const stripHeight = 28;

/** What is left, where that is known, and the spend below it, with one time axis and one cursor. */
export function chart({ view, line, colors, texts, balanceNode, spendNode, checksNode, width, onUnder, onZoom }: ChartOf): Chart {
  const { runs } = view.checks;
  const drawn: Drawn = { line, checks: runs, colors, texts, now: view.now };
  const gutter: Gutter = { width: 0 };
  const times = timeAxis(view.locale, line.timeZone);
  let at: number | null = null;
  const plots: uPlot[] = [];
  const tell = (moment: number | null): void => {
    at = moment;
    const plotted = (plots[0]?.bbox.width ?? 0) / devicePixelRatio || width;
    onUnder(
      moment === null
        ? { kind: 'nothing' }
        : underCursor(line, moment, view.now, ((line.span.to - line.span.from) / plotted) * reachPixels),
      runs.findLast(({ from, to }) => moment !== null && moment >= from && moment <= to)?.state ?? null,
    );
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
      tell(moment);
    },
  });
  const isNarrow = width < 520;
  const tall = isNarrow ? 220 : 300;
  const hasSteps = line.points.length > 0;
  if (hasSteps) plots.push(balancePlot({ ...place(), size: { width, height: tall } }, balanceNode));
  plots.push(spendPlot({ ...place(), size: { width, height: hasSteps ? (isNarrow ? 120 : 140) : tall } }, spendNode));
  if (runs.length > 0) plots.push(checkPlot({ ...place(), size: { width, height: stripHeight } }, checksNode));
  // uPlot measures its axes and scales in a microtask of its own. Only then is the wider gutter known, and a place for the cursor.
  let state: 'new' | 'ready' | 'gone' = 'new';
  queueMicrotask(() => {
    const [first] = plots;
    if (state === 'gone' || !first) return;
    state = 'ready';
    if (first.bbox.left / devicePixelRatio < gutter.width) first.redraw(false, true);
    if (at !== null) follow(-1, at);
  });
  return {
    line,
    cursorAt: () => at,
    moveCursor: (moment) => {
      if (state === 'ready') follow(-1, moment);
      tell(moment);
    },
    canvases: () => plots.map(({ ctx }) => ctx.canvas),
    destroy: () => {
      state = 'gone';
      for (const one of plots) one.destroy();
    },
  };
}
