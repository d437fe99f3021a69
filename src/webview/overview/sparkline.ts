import type { AccountRow } from '../../core/overview/accountRows';
import { svg } from '../svg';

const [width, height, room] = [120, 24, 2];

/** Thirty days in a line: from nothing, since one that starts elsewhere makes a small drop look like ruin. */
export function sparkline({ days, daysAre }: AccountRow): SVGElement | null {
  const known = days.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(0, ...known), Math.max(...known, 1)];
  const x = (index: number): number => room + (index * (width - 2 * room)) / Math.max(1, days.length - 1);
  const y = (value: number): number => height - room - ((value - low) * (height - 2 * room)) / Math.max(1, high - low);
  const picture = (...children: readonly Node[]): SVGElement =>
    svg(
      'svg',
      { class: `sparkline sparkline-${daysAre}`, viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' },
      ...children,
    );
  if (daysAre === 'spent') {
    const thick = (width - 2 * room) / days.length - 1;
    return picture(
      ...days.flatMap((value, index) =>
        value === null || value <= 0
          ? []
          : [svg('rect', { x: x(index) - thick / 2, y: y(value), width: thick, height: Math.max(1, height - room - y(value)) })],
      ),
    );
  }
  const points = days.flatMap((value, index) => (value === null ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`]));
  return picture(svg('polyline', { points: points.join(' ') }));
}
