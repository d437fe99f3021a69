import type { SeriesBucket } from '../history/historyStore';
import type { EpochMs } from '../time/epoch';

export interface Sparkline {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly width: number;
  readonly height: number;
  /** Of CSS, without a variable: an image knows nothing of the page around it. */
  readonly color: string;
}

/** So much stays free around the line, half of whose width would be cut off otherwise. */
const margin = 2;

/** A balance as steps, as SVG: it stands until a reading says otherwise. Empty without two readings to draw between. */
export function sparkline(buckets: readonly SeriesBucket[], { from, to, width, height, color }: Sparkline): string {
  const readings = buckets.flatMap(({ from: begin, to: end, min, max, last }) =>
    begin === end ? [[end, last] as const] : [[begin, max] as const, [begin, min] as const, [end, last] as const],
  );
  const [first] = readings;
  if (!first || readings.length < 2) return '';
  const values = readings.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: EpochMs): number => round(margin + ((Math.max(at, from) - from) / (to - from)) * (width - 2 * margin));
  // A balance that did not change is a line in the middle.
  const y = (value: number): number => round(low === high ? height / 2 : margin + ((high - value) / (high - low)) * (height - 2 * margin));
  const steps = readings.map(([at, value]) => `H${x(at)}V${y(value)}`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<path d="M${x(first[0])} ${y(first[1])}${steps}H${x(to)}" fill="none" stroke="${color}" stroke-width="1.5"/>`,
    '</svg>',
  ].join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
