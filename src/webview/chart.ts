import type uPlot from 'uplot';
import type { HistoryView } from '../core/historyPage/historyView';
import type { TimeSpan } from '../core/historyPage/historySelection';
import type { SeriesView } from '../core/historyPage/seriesView';
import { balancePlot } from './balancePlot';
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
  readonly width: number;
  readonly onUnder: (under: UnderCursor) => void;
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

/** The balance and the spend below it, with one time axis and one cursor. */
export function chart({ view, line, colors, texts, balanceNode, spendNode, width, onUnder, onZoom }: ChartOf): Chart {
  const drawn: Drawn = { line, colors, texts, now: view.now };
  const gutter: Gutter = { width: 0 };
  const times = timeAxis(view.locale, view.timeZone);
  let at: number | null = null;
  const plots: uPlot[] = [];
  const tell = (moment: number | null): void => {
    at = moment;
    const plotted = (plots[0]?.bbox.width ?? 0) / devicePixelRatio || width;
    onUnder(
      moment === null
        ? { kind: 'nothing' }
        : underCursor(line, moment, view.now, ((line.span.to - line.span.from) / plotted) * reachPixels),
    );
  };
  const follow = (leader: number, moment: number | null): void => {
    for (const [index, one] of plots.entries())
      if (index !== leader) one.setCursor(moment === null ? { left: -10, top: -10 } : { left: one.valToPos(moment, 'x'), top: 1 }, false);
  };
  const place = (index: number) => ({
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
  plots.push(balancePlot({ ...place(0), size: { width, height: width < 520 ? 220 : 300 } }, balanceNode));
  plots.push(spendPlot({ ...place(1), size: { width, height: width < 520 ? 120 : 140 } }, spendNode));
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
