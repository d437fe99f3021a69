import type { TimeSpan } from '../core/historyPage/historySelection';
import type { Chart } from './chart';

const leastSpan = 10 * 60_000;

/** What a key does to the chart; false where it is not one of the chart's. */
export function pressOnChart(key: string, shift: boolean, chart: Chart, zoom: (span: TimeSpan | null) => void): boolean {
  switch (key) {
    case 'ArrowLeft':
      return step(chart, shift ? -10 : -1);
    case 'ArrowRight':
      return step(chart, shift ? 10 : 1);
    case 'Home':
      return step(chart, -Infinity);
    case 'End':
      return step(chart, Infinity);
    case '+':
    case '=':
      return zoomBy(0.5, chart, zoom);
    case '-':
    case '_':
    case '−':
      return zoomBy(2, chart, zoom);
    case '0':
      zoom(null);
      return true;
    case 'Escape':
      if (chart.cursorAt() === null) return false;
      chart.moveCursor(null);
      return true;
    default:
      return false;
  }
}

/** From reading to reading, or from bar to bar where the provider tells of days, within what is shown. */
function step(chart: Chart, by: number): true {
  const { of, points, spend, span } = chart.line;
  const all = of === 'spend' ? spend.bars.map(({ from, to }) => (from + to) / 2) : points.map(({ to }) => to);
  const stops = all.filter((at) => at >= span.from && at <= span.to);
  const at = chart.cursorAt();
  const current = at === null ? (by > 0 ? -1 : stops.length) : stops.findLastIndex((stop) => stop <= at);
  const stop = stops[Math.min(stops.length - 1, Math.max(0, current + by))];
  if (stop !== undefined) chart.moveCursor(stop);
  return true;
}

export function zoomBy(factor: number, chart: Chart, zoom: (span: TimeSpan | null) => void): true {
  const { span, whole } = chart.line;
  const length = (span.to - span.from) * factor;
  if (length >= whole.to - whole.from) {
    zoom(null);
    return true;
  }
  if (length < leastSpan) return true;
  const middle = chart.cursorAt() ?? (span.from + span.to) / 2;
  const share = (middle - span.from) / (span.to - span.from);
  const from = Math.min(Math.max(whole.from, middle - share * length), whole.to - length);
  zoom({ from: Math.round(from), to: Math.round(from + length) });
  return true;
}
