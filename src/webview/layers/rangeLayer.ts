import type { Layer } from '../drawingArea';

/** From the lowest to the highest of each step that stands for several readings, so that no spike is lost. */
export const rangeLayer: Layer = ({ context, line: { points }, colors, dot, box, x, y }) => {
  context.fillStyle = colors.band;
  for (const { from, to, min, max } of points) {
    if (min === max) continue;
    const left = x(from);
    const width = Math.max(dot, x(to) - left);
    if (left > box.right || left + width < box.left) continue;
    context.fillRect(left, y(max), width, Math.max(dot, y(min) - y(max)));
  }
};
