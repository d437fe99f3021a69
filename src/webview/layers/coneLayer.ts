import { micros } from '../../core/money/money';
import type { Layer } from '../drawingArea';

/** Where the balance may go: an estimate, so it is drawn unlike anything that was read, and says so. */
export const coneLayer: Layer = ({ context, line: { cone }, colors, texts, dot, box, x, y }) => {
  if (!cone) return;
  const [start, top, zero] = [x(cone.at), y(cone.amount), y(micros(0))];
  const farRight = Math.max(box.right, start) * 4;
  const high = cone.high === null ? { x: farRight, y: top } : { x: x(cone.high), y: zero };
  context.fillStyle = colors.cone;
  context.beginPath();
  context.moveTo(start, top);
  context.lineTo(high.x, high.y);
  if (cone.high === null) context.lineTo(farRight, zero);
  context.lineTo(x(cone.low), zero);
  context.closePath();
  context.fill();
  context.strokeStyle = colors.line;
  context.setLineDash([4 * dot, 4 * dot]);
  for (const end of [high, { x: x(cone.low), y: zero }]) {
    context.beginPath();
    context.moveTo(start, top);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
  const middle = (Math.max(box.left, start) + box.right) / 2;
  const room = box.right - Math.max(box.left, start);
  if (room < context.measureText(texts.words.estimated).width + 8 * dot) return;
  context.fillStyle = colors.muted;
  context.textAlign = 'center';
  context.fillText(texts.words.estimated, middle, Math.max(box.top + 14 * dot, top - 10 * dot));
};
