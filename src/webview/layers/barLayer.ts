import { micros } from '../../core/money/money';
import type { Layer } from '../drawingArea';
import { hatch, type Rectangle } from './hatch';
import { writeLabel } from './label';

/**
 * Full where it is settled, open where it may still grow, hatched where a gap leaves the day uncertain; with an arrow
 * where it is "at least"; where the provider told of nothing, as a gap.
 */
export const barLayer: Layer = (area) => {
  const { context, line, colors, texts, dot, box, x, y } = area;
  const floor = y(micros(0));
  context.fillStyle = colors.bar;
  context.strokeStyle = colors.bar;
  for (const { from, to, spent, atLeast, settling, late, unreported } of line.spend.bars) {
    const [start, end] = [x(from), x(to)];
    if (end < box.left || start > box.right) continue;
    if (unreported) {
      context.strokeStyle = colors.gap;
      hatch(context, { left: Math.max(start, box.left), right: Math.min(end, box.right), top: box.top, bottom: box.bottom }, 7 * dot);
      context.strokeStyle = colors.bar;
      continue;
    }
    if (spent === 0) continue;
    const air = Math.min(2 * dot, (end - start) * 0.2);
    const rectangle = {
      left: start + air / 2,
      right: Math.max(start + air / 2 + dot, end - air / 2),
      top: Math.max(box.top, Math.min(y(spent), floor - dot)),
      bottom: floor,
    };
    const [width, height] = [rectangle.right - rectangle.left, rectangle.bottom - rectangle.top];
    if (atLeast) arrowAbove(context, rectangle, dot);
    if (!settling && !late) {
      context.fillRect(rectangle.left, rectangle.top, width, height);
    } else {
      context.strokeRect(rectangle.left + dot / 2, rectangle.top + dot / 2, Math.max(0, width - dot), Math.max(0, height - dot));
      if (late) hatch(context, rectangle, 4 * dot);
      context.globalAlpha = 0.3;
      context.fillRect(rectangle.left, rectangle.top, width, height);
      context.globalAlpha = 1;
    }
    if (y(spent) < box.top)
      writeLabel(
        area,
        { text: texts.drawn({ amount: spent, atLeast }), left: rectangle.right + 3 * dot, base: box.top + 10 * dot },
        colors.text,
      );
  }
};

/** The bar may be longer. */
function arrowAbove(context: CanvasRenderingContext2D, { left, right, top }: Rectangle, dot: number): void {
  const [middle, half] = [(left + right) / 2, Math.max(2.5 * dot, Math.min(5 * dot, (right - left) / 2))];
  context.beginPath();
  context.moveTo(middle - half, top - 2 * dot);
  context.lineTo(middle, top - 2 * dot - half);
  context.lineTo(middle + half, top - 2 * dot);
  context.closePath();
  context.fill();
}
