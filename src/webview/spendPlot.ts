import type uPlot from 'uplot';
import type { SpendBar } from '../core/historyPage/historyBars';
import type { PlotPlace } from './balancePlot';
import { barLayer } from './layers/barLayer';
import { unreadLayer } from './layers/gapLayer';
import { plot } from './plot';
import { pixelsOnly } from './drawingArea';

export function spendPlot(place: PlotPlace, node: HTMLElement): uPlot {
  const { bars } = place.drawn.line.spend;
  return plot(
    {
      ...place,
      hasTimes: true,
      hasAmounts: true,
      data: [bars.map(({ from }) => from), bars.map(({ spent }) => pixelsOnly(spent))],
      // The bars are a layer: their borders are the calendar's, not halfway between neighbours.
      series: { paths: () => null, points: { show: false } },
      under: [unreadLayer, barLayer],
      over: [],
      yRange: (from, to) => [0, highest(bars.filter((bar) => bar.to > from && bar.from < to)) * 1.15 || 1],
    },
    node,
  );
}

/** What was spent in a gap stands in one bar that would dwarf all days; it is cut off, and its amount is written beside it. */
function highest(bars: readonly SpendBar[]): number {
  const most = (some: readonly SpendBar[]): number => some.reduce((top, { spent }) => Math.max(top, pixelsOnly(spent)), 0);
  const usual = most(bars.filter(({ late }) => !late));
  return usual > 0 ? Math.min(most(bars), usual * 1.25) : most(bars);
}
