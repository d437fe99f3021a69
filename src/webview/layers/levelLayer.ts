import type { Layer, DrawingArea } from '../drawingArea';
import { writeLabel, type Label } from './label';

export const levelLayer: Layer = (area) => {
  const { context, line, colors, dot, box, y } = area;
  const label = levelLabel(area);
  if (!label || !line.level) return;
  const at = Math.round(y(line.level.amount)) + 0.5;
  context.strokeStyle = colors.threshold;
  context.setLineDash([6 * dot, 4 * dot]);
  context.beginPath();
  context.moveTo(box.left, at);
  context.lineTo(box.right, at);
  context.stroke();
  writeLabel(area, label, colors.threshold);
};

/** null where the level is not in sight. */
export function levelLabel({ line: { level }, texts, dot, box, y }: DrawingArea): Label | null {
  if (level === null || y(level.amount) < box.top || y(level.amount) > box.bottom) return null;
  // A cap that is set back has its mark just above its limit.
  const above = level.kind === 'limit' ? 20 * dot : 4 * dot;
  return {
    text: `${texts.words.levels[level.kind]} ${texts.money(level.amount)}`,
    left: box.left + 6 * dot,
    base: Math.max(box.top + 10 * dot, y(level.amount) - above),
  };
}
