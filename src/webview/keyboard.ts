import type { TimeSpan } from '../core/historyPage/historySelection';
import type { Chart } from './chart';
import { pointIndex } from './underCursor';

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
    default:
      return false;
  }
}

/** From reading to reading, within what is shown. */
function step(chart: Chart, by: number): true {
  const { points, span } = chart.line;
  const first = points.findIndex(({ to }) => to >= span.from);
  const last = points.findLastIndex(({ to }) => to <= span.to);
  if (first < 0 || last < first) return true;
  const at = chart.cursorAt();
  const current = at === null ? (by > 0 ? first - 1 : last + 1) : pointIndex(points, at);
  const point = points[Math.min(last, Math.max(first, current + by))];
  if (point) chart.moveCursor(point.to);
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
