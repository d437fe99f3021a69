import type { Layer } from '../drawingArea';
import { writeLabel } from './label';

/** Where another key, place or clock began: what is on the two sides of it is of two accounts. */
export const breakLayer: Layer = (area) => {
  const { context, line, colors, texts, dot, box, x } = area;
  for (const [index, { to, why }] of line.breaks.entries()) {
    const at = Math.round(x(to)) + 0.5;
    if (at < box.left || at > box.right) continue;
    // Where the two lie closer together than the line is wide, it would run on.
    context.fillStyle = colors.background;
    context.fillRect(at - 2 * dot, box.top, 4 * dot, box.bottom - box.top);
    context.strokeStyle = colors.muted;
    context.setLineDash([2 * dot, 2 * dot]);
    context.beginPath();
    context.moveTo(at, box.top);
    context.lineTo(at, box.bottom);
    context.stroke();
    const text = texts.words.breaks[why];
    const width = context.measureText(text).width;
    const left = at + 4 * dot + width > box.right ? at - 4 * dot - width : at + 4 * dot;
    // Several that lie close together are written below one another.
    writeLabel(area, { text, left, base: box.top + (11 + 13 * (index % 4)) * dot }, colors.muted);
  }
};
