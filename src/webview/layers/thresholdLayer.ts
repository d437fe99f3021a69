import type { Layer, DrawingArea } from '../drawingArea';
import { writeLabel, type Label } from './label';

export const thresholdLayer: Layer = (area) => {
  const { context, colors, dot, box } = area;
  const label = thresholdLabel(area);
  if (!label) return;
  const at = Math.round(label.base + 4 * dot) + 0.5;
  context.strokeStyle = colors.threshold;
  context.setLineDash([6 * dot, 4 * dot]);
  context.beginPath();
  context.moveTo(box.left, at);
  context.lineTo(box.right, at);
  context.stroke();
  writeLabel(area, label, colors.threshold);
};

/** null where the threshold is not in sight. */
export function thresholdLabel({ line: { threshold }, texts, dot, box, y }: DrawingArea): Label | null {
  if (threshold === null || y(threshold) < box.top || y(threshold) > box.bottom) return null;
  return { text: `${texts.words.threshold} ${texts.money(threshold)}`, left: box.left + 6 * dot, base: y(threshold) - 4 * dot };
}
