import type { DrawingArea } from '../drawingArea';
import type { Rectangle } from './hatch';

export interface Label {
  readonly text: string;
  readonly left: number;
  readonly base: number;
}

export function labelBox({ context, dot }: DrawingArea, { text, left, base }: Label): Rectangle {
  return { left: left - 4 * dot, right: left + context.measureText(text).width + 4 * dot, top: base - 10 * dot, bottom: base + 3 * dot };
}

/** With a rim of the background, so that it can be read across a line. */
export function writeLabel({ context, colors, dot }: DrawingArea, { text, left, base }: Label, color: string): void {
  context.save();
  context.setLineDash([]);
  context.lineJoin = 'round';
  context.lineWidth = 3 * dot;
  context.strokeStyle = colors.background;
  context.strokeText(text, left, base);
  context.fillStyle = color;
  context.fillText(text, left, base);
  context.restore();
}
