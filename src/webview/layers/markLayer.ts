import type { LedgerEvent } from '../../core/ledger/ledgerEvents';
import type { Layer, DrawingArea } from '../drawingArea';
import { pointIndex } from '../underCursor';
import type { Rectangle } from './hatch';
import { labelBox, writeLabel } from './label';
import { markShapes, type MarkKind } from './markShapes';
import { levelLabel } from './levelLayer';

interface Placed {
  readonly mark: LedgerEvent;
  readonly kind: MarkKind;
  readonly x: number;
  readonly y: number;
}

/** Money that came or ran out, told apart by shape as well as by colour. Amounts stand where nothing else does. */
export const markLayer: Layer = (area) => {
  const { context, colors, texts, dot, box } = area;
  const placed = placedMarks(area);
  const taken: Rectangle[] = placed.map(({ x, y }) => ({ left: x - 6 * dot, right: x + 6 * dot, top: y - 6 * dot, bottom: y + 6 * dot }));
  for (const { kind, x, y } of placed) {
    context.fillStyle = colors[kind];
    context.strokeStyle = colors[kind];
    markShapes[kind](context, x, y, dot);
  }
  const limit = levelLabel(area);
  if (limit) taken.push(labelBox(area, limit));
  for (const { mark, kind, x, y } of placed) {
    // A cap is set back every day, by what was used: amounts would cover the line and say nothing.
    if (kind === 'adjustment' || kind === 'setBack') continue;
    const text = texts.drawn(mark, kind === 'expiry' ? '−' : '+');
    const width = context.measureText(text).width;
    const left = Math.min(Math.max(x - width / 2, box.left + 2 * dot), box.right - width - 2 * dot);
    const base = kind === 'expiry' ? y + 18 * dot : y - 9 * dot;
    const label = { text, left, base };
    const room = labelBox(area, label);
    if (taken.some((other) => overlap(room, other))) continue;
    taken.push(room);
    writeLabel(area, label, colors.text);
  }
};

function placedMarks(area: DrawingArea): readonly Placed[] {
  const { line, dot, box, x } = area;
  // A cap that is set back every day shows so by its own line, where marks would be but a band.
  const isCrowded = line.marks.filter(({ kind }) => kind === 'setBack').length * 12 * dot > box.right - box.left;
  return line.marks.flatMap((mark): Placed[] => {
    const at = x(mark.to);
    return mark.kind === 'spend' || (mark.kind === 'setBack' && isCrowded) || at < box.left - 8 * dot || at > box.right + 8 * dot
      ? []
      : [{ mark, kind: mark.kind, x: at, y: levelOf(mark, area) }];
  });
}

/** Just off the line, above what came and below what went. */
function levelOf({ kind, to }: LedgerEvent, { line, dot, box, y }: DrawingArea): number {
  const point = line.points[pointIndex(line.points, to)];
  if (!point) return box.bottom - 20 * dot;
  const level = kind === 'expiry' ? y(point.min) + 10 * dot : kind === 'adjustment' ? y(point.last) : y(point.max) - 9 * dot;
  return Math.min(Math.max(level, box.top + 20 * dot), box.bottom - 8 * dot);
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}
