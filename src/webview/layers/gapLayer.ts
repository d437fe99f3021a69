import type { Layer } from '../drawingArea';
import { hatch } from './hatch';

/** Where nobody looked. */
export const unreadLayer: Layer = ({ context, line, colors, dot, box, x }) => {
  for (const { from, to } of line.gaps) {
    const [left, right] = [Math.max(box.left, x(from)), Math.min(box.right, x(to))];
    if (right <= left) continue;
    context.strokeStyle = colors.gap;
    hatch(context, { left, right, top: box.top, bottom: box.bottom }, 7 * dot);
  }
};

/** The dashes across say what it was before and after; when it changed is not known. */
export const gapLayer: Layer = (area) => {
  unreadLayer(area);
  const { context, line, colors, dot, box, x, y } = area;
  for (const { from, to } of line.gaps) {
    if (Math.min(box.right, x(to)) <= Math.max(box.left, x(from))) continue;
    const before = line.points.findLast((point) => point.to <= from);
    const after = line.points.find((point) => point.from >= to);
    // What another key or place had before says nothing of what came after.
    if (!before || line.breaks.some((one) => one.to > from && one.to <= to)) continue;
    context.strokeStyle = colors.line;
    context.setLineDash([3 * dot, 4 * dot]);
    context.lineWidth = 1.25 * dot;
    context.beginPath();
    context.moveTo(x(from), y(before.last));
    context.lineTo(x(to), y((after ?? before).last));
    context.stroke();
    context.setLineDash([]);
    context.lineWidth = dot;
  }
};
