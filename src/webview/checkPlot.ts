import type uPlot from 'uplot';
import type { PlotPlace } from './balancePlot';
import { checkLayer } from './layers/checkLayer';
import { plot } from './plot';

/** The strip of how checks came out, on the time axis of the plots above. */
export function checkPlot(place: PlotPlace, node: HTMLElement): uPlot {
  const { from, to } = place.drawn.line.span;
  return plot(
    {
      ...place,
      hasTimes: false,
      hasAmounts: false,
      data: [
        [from, to],
        [0, 1],
      ],
      series: { paths: () => null, points: { show: false } },
      under: [checkLayer],
      over: [],
      yRange: () => [0, 1],
    },
    node,
  );
}
