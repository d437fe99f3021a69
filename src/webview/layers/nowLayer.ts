import type { Layer } from '../drawingArea';

/** The end of what is known: the last balance held up to now, the hour that may still settle, and a dot. */
export const nowLayer: Layer = ({ context, line, colors, now, dot, box, x, y }) => {
  const last = line.points.findLast(({ to }) => to <= now);
  const isShown = last !== undefined && line.span.to >= now;
  if (!isShown) return;
  const settles = Math.max(box.left, x(line.settlingFrom));
  if (last.to > line.settlingFrom) {
    context.fillStyle = colors.settling;
    context.fillRect(settles, box.top, Math.max(2 * dot, x(now) - settles), box.bottom - box.top);
  }
  const level = y(last.last);
  const inGap = line.of === 'spend' || line.gaps.some(({ from }) => from === last.to);
  context.strokeStyle = colors.line;
  if (!inGap) {
    context.setLineDash([2 * dot, 3 * dot]);
    context.lineWidth = 1.75 * dot;
    context.beginPath();
    context.moveTo(x(last.to), level);
    context.lineTo(x(now), level);
    context.stroke();
  }
  context.fillStyle = colors.line;
  context.setLineDash([]);
  context.strokeStyle = colors.background;
  context.lineWidth = 2 * dot;
  context.beginPath();
  context.arc(x(last.to), level, 4 * dot, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
};
