import type { Layer, Sheet } from '../sheet';
import { writeLabel, type Label } from './label';

export const thresholdLayer: Layer = (sheet) => {
  const { context, ink, dot, box } = sheet;
  const label = thresholdLabel(sheet);
  if (!label) return;
  const at = Math.round(label.base + 4 * dot) + 0.5;
  context.strokeStyle = ink.threshold;
  context.setLineDash([6 * dot, 4 * dot]);
  context.beginPath();
  context.moveTo(box.left, at);
  context.lineTo(box.right, at);
  context.stroke();
  writeLabel(sheet, label, ink.threshold);
};

/** null where the threshold is not in sight. */
export function thresholdLabel({ line: { threshold }, texts, dot, box, y }: Sheet): Label | null {
  if (threshold === null || y(threshold) < box.top || y(threshold) > box.bottom) return null;
  return { text: `${texts.words.threshold} ${texts.money(threshold)}`, left: box.left + 6 * dot, base: y(threshold) - 4 * dot };
}
