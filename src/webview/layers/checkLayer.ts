import type { CheckState } from '../../core/historyPage/checkPeriods';
import type { DrawingArea, Layer } from '../drawingArea';
import { hatch, type Rectangle } from './hatch';

/** How checks came out, told apart by height and filling as well as by colour. One check alone is as wide as a pixel or two. */
export const checkLayer: Layer = (area) => {
  const { checks, dot, box, x } = area;
  for (const { from, to, state } of checks) {
    const left = Math.max(box.left, x(from));
    const right = Math.min(box.right, Math.max(x(to), x(from) + 2 * dot));
    if (right > left) drawings[state]({ left, right, top: box.top, bottom: box.bottom }, area);
  }
};

const drawings: Readonly<Record<CheckState, (place: Rectangle, area: DrawingArea) => void>> = {
  answered: ({ left, right, top, bottom }, { context, colors }) => {
    context.fillStyle = colors.topUp;
    context.fillRect(left, top + (bottom - top) * 0.4, right - left, (bottom - top) * 0.2);
  },
  refused: ({ left, right, top, bottom }, { context, colors }) => {
    context.fillStyle = colors.expiry;
    context.fillRect(left, top, right - left, bottom - top);
  },
  down: (place, { context, colors, dot }) => {
    const { left, right, top, bottom } = place;
    context.strokeStyle = colors.threshold;
    hatch(context, place, 4 * dot);
    context.strokeRect(left + dot / 2, top + dot / 2, Math.max(0, right - left - dot), bottom - top - dot);
  },
  failed: ({ left, right, top, bottom }, { context, colors }) => {
    context.fillStyle = colors.grant;
    context.fillRect(left, (top + bottom) / 2, right - left, (bottom - top) / 2);
  },
  notAsked: ({ left, right, top, bottom }, { context, colors, dot }) => {
    context.strokeStyle = colors.muted;
    context.setLineDash([dot, 4 * dot]);
    context.beginPath();
    context.moveTo(left, (top + bottom) / 2);
    context.lineTo(right, (top + bottom) / 2);
    context.stroke();
    context.setLineDash([]);
  },
};
