import uPlot from 'uplot';
import type { SeriesView } from '../core/historyPage/seriesView';
import { coneLayer } from './layers/coneLayer';
import { gapLayer } from './layers/gapLayer';
import { breakLayer } from './layers/breakLayer';
import { markLayer } from './layers/markLayer';
import { nowLayer } from './layers/nowLayer';
import { rangeLayer } from './layers/rangeLayer';
import { levelLayer } from './layers/levelLayer';
import { plot, type PlotSpec } from './plot';
import { pixelsOnly } from './drawingArea';
import { pointIndex } from './underCursor';

export type PlotPlace = Omit<PlotSpec, 'data' | 'series' | 'under' | 'over' | 'yRange' | 'hasTimes' | 'hasAmounts'>;

export function balancePlot(place: PlotPlace, node: HTMLElement): uPlot {
  const { line, colors } = place.drawn;
  const paths = uPlot.paths.stepped?.({ align: 1 });
  return plot(
    {
      ...place,
      data: stepData(line),
      hasTimes: false,
      hasAmounts: true,
      series: {
        stroke: colors.line,
        width: 1.75,
        ...(paths ? { paths } : {}),
        // What is estimated is dashed wherever it is drawn.
        ...(line.of === 'spend' ? { dash: [6, 4] } : {}),
        points: { size: 4, space: 14, fill: colors.line },
        fill: (self) => fading(self, colors.area, colors.areaEnd),
      },
      under: [gapLayer, coneLayer, rangeLayer],
      over: [breakLayer, nowLayer, levelLayer, markLayer],
      yRange: (from, to) => balanceRange(line, from, to),
    },
    node,
  );
}

/** A balance holds until the next reading; after a gap, and in another epoch, the line begins anew. */
function stepData(line: SeriesView): uPlot.AlignedData {
  const times: number[] = [];
  const balances: (number | null)[] = [];
  const gapStarts = new Set(line.gaps.map(({ from }) => from));
  for (const [index, { to, last }] of line.points.entries()) {
    times.push(to);
    balances.push(pixelsOnly(last));
    const next = line.points[index + 1]?.from ?? Infinity;
    if (!gapStarts.has(to) && !line.breaks.some((one) => one.to > to && one.to <= next)) continue;
    times.push(to + 1);
    balances.push(null);
  }
  return [times, balances];
}

/** From nothing, since a line that starts elsewhere makes a small drop look like ruin; and with room for the marks. */
function balanceRange({ points, level }: SeriesView, from: number, to: number): readonly [number, number] {
  const first = Math.max(0, pointIndex(points, from));
  const shown = points.slice(first, Math.max(first + 1, pointIndex(points, to) + 1));
  const top = shown.reduce((most, { max }) => Math.max(most, pixelsOnly(max)), 0);
  const bottom = shown.reduce((least, { min }) => Math.min(least, pixelsOnly(min)), 0);
  const across = level === null ? 0 : pixelsOnly(level.amount);
  // Of a cap, its limit says how much is gone. A low balance far above all that is shown would only press it down.
  const high = Math.max(top, level?.kind === 'limit' || across <= top * 1.5 || top === 0 ? across : 0);
  const room = (high - bottom || 1) * 0.16;
  return [bottom < 0 ? bottom - room / 2 : 0, high + room];
}

function fading({ ctx, bbox }: uPlot, color: string, end: string): CanvasGradient | string {
  if (!Number.isFinite(bbox.top + bbox.height)) return color;
  const fade = ctx.createLinearGradient(0, bbox.top, 0, bbox.top + bbox.height);
  fade.addColorStop(0, color);
  // Not `transparent`, which is black and would grey the middle.
  fade.addColorStop(1, end);
  return fade;
}
