import uPlot from 'uplot';
import type { TimeSpan } from '../core/historyPage/historySelection';
import { drawLayers, type Drawn, type Layer } from './drawingArea';
import type { TimeAxis } from './timeAxis';

export interface PlotSpec {
  readonly drawn: Drawn;
  readonly size: { readonly width: number; readonly height: number };
  readonly data: uPlot.AlignedData;
  readonly series: uPlot.Series;
  /** Below the series, and above it. */
  readonly under: readonly Layer[];
  readonly over: readonly Layer[];
  readonly yRange: (from: number, to: number) => readonly [number, number];
  /** The time axis has words only below the last plot. */
  readonly hasTimes: boolean;
  /** Beside it stand amounts. */
  readonly hasAmounts: boolean;
  readonly times: TimeAxis;
  /** How wide the words beside this plot are; the wider of all plots is used, so that their time axes agree. */
  readonly gutter: Gutter;
  readonly onCursor: (at: number | null) => void;
  readonly onZoom: (span: TimeSpan) => void;
  readonly onReset: () => void;
}

export interface Gutter {
  width: number;
}

const leastDrag = 8;

/** One uPlot: scales, axes, the cursor and the line are its own; the layers are ours. */
export function plot(spec: PlotSpec, place: HTMLElement): uPlot {
  const { drawn, times } = spec;
  const { colors, texts, line } = drawn;
  const grid = { stroke: colors.grid, width: 1 };
  const options: uPlot.Options = {
    ...spec.size,
    ms: 1,
    legend: { show: false },
    padding: [8, 22, 0, 0],
    scales: {
      x: { time: false, range: () => [line.span.from, line.span.to] },
      y: { range: (self) => [...spec.yRange(self.scales['x']?.min ?? line.span.from, self.scales['x']?.max ?? line.span.to)] },
    },
    series: [{}, spec.series],
    axes: [
      {
        stroke: colors.muted,
        font: colors.font,
        grid,
        ticks: { ...grid, size: spec.hasTimes ? 4 : 0 },
        size: spec.hasTimes ? 40 : 6,
        gap: 4,
        splits: (self, _axis, from, to) => [...times.ticks({ from, to }, self.bbox.width / devicePixelRatio)],
        values: (_self, ticks) => (spec.hasTimes ? [...times.labels(ticks)] : ticks.map(() => '')),
      },
      {
        stroke: colors.muted,
        font: colors.font,
        grid: { ...grid, show: spec.hasAmounts },
        ticks: { show: false },
        gap: 8,
        space: 34,
        values: (_self, ticks) => (spec.hasAmounts ? ticks.map(texts.tick) : ticks.map(() => '')),
        size: (_self, values: readonly string[] | null) => gutterFor(spec.gutter, values ?? [], colors.font),
      },
    ],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false, dist: leastDrag },
      bind: {
        dblclick: () => () => {
          spec.onReset();
          return null;
        },
      },
    },
    hooks: {
      drawAxes: [(self) => drawLayers(self, drawn, spec.under)],
      draw: [(self) => drawLayers(self, drawn, spec.over)],
      setCursor: [
        (self) => spec.onCursor(self.cursor.left === undefined || self.cursor.left < 0 ? null : self.posToVal(self.cursor.left, 'x')),
      ],
      setSelect: [
        (self) => {
          const { left, width } = self.select;
          if (width < leastDrag) return;
          const span = { from: Math.round(self.posToVal(left, 'x')), to: Math.round(self.posToVal(left + width, 'x')) };
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          spec.onZoom(span);
        },
      ],
    },
  };
  return new uPlot(options, spec.data, place);
}

let measuring: CanvasRenderingContext2D | null = null;

function gutterFor(gutter: Gutter, values: readonly string[], font: string): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring) measuring.font = font;
  const widest = Math.max(0, ...values.map((text) => measuring?.measureText(text).width ?? 0));
  gutter.width = Math.max(gutter.width, Math.ceil(widest) + 14);
  return gutter.width;
}
