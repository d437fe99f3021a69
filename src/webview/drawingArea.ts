import type uPlot from 'uplot';
import type { CheckRun } from '../core/historyPage/checkPeriods';
import type { SeriesView } from '../core/historyPage/seriesView';
import { microsPerUnit, type Micros } from '../core/money/money';
import type { CanvasColors } from './canvasColors';
import type { Texts } from './texts';

/** What a layer draws on: in the canvas's own pixels, already clipped to the plot. */
export interface DrawingArea {
  readonly context: CanvasRenderingContext2D;
  readonly line: SeriesView;
  readonly checks: readonly CheckRun[];
  readonly colors: CanvasColors;
  readonly texts: Texts;
  readonly now: number;
  /** One CSS pixel. */
  readonly dot: number;
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly x: (at: number) => number;
  readonly y: (amount: Micros) => number;
}

export type Layer = (area: DrawingArea) => void;

export interface Drawn {
  readonly line: SeriesView;
  readonly checks: readonly CheckRun[];
  readonly colors: CanvasColors;
  readonly texts: Texts;
  readonly now: number;
}

export function drawLayers(plot: uPlot, drawn: Drawn, layers: readonly Layer[]): void {
  const { ctx: context, bbox } = plot;
  const box = { left: bbox.left, top: bbox.top, right: bbox.left + bbox.width, bottom: bbox.top + bbox.height };
  const dot = devicePixelRatio;
  for (const layer of layers) {
    context.save();
    context.beginPath();
    context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    context.clip();
    context.lineWidth = dot;
    context.font = drawn.colors.font.replace('11px', `${11 * dot}px`);
    // The axes leave their own alignment behind.
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    layer({
      ...drawn,
      context,
      dot,
      box,
      x: (at) => plot.valToPos(at, 'x', true),
      y: (amount) => plot.valToPos(pixelsOnly(amount), 'y', true),
    });
    context.restore();
  }
}

/** A float, which is fine for a place on a canvas and for nothing else. */
export function pixelsOnly(amount: Micros): number {
  return amount / microsPerUnit;
}
