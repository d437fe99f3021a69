export type MarkKind = 'topUp' | 'grant' | 'adjustment' | 'expiry' | 'setBack';

type Shape = (context: CanvasRenderingContext2D, x: number, y: number, dot: number) => void;

export const markShapes: Readonly<Record<MarkKind, Shape>> = {
  topUp: (context, x, y, dot) =>
    polygon(context, [
      [x, y - 4.5 * dot],
      [x + 5 * dot, y + 4 * dot],
      [x - 5 * dot, y + 4 * dot],
    ]),
  grant: (context, x, y, dot) =>
    polygon(context, [
      [x, y - 5.5 * dot],
      [x + 5 * dot, y],
      [x, y + 5.5 * dot],
      [x - 5 * dot, y],
    ]),
  expiry: (context, x, y, dot) =>
    polygon(context, [
      [x, y + 4.5 * dot],
      [x + 5 * dot, y - 4 * dot],
      [x - 5 * dot, y - 4 * dot],
    ]),
  // A stroke up, open at its foot: nothing came.
  setBack: (context, x, y, dot) => {
    context.lineWidth = 1.5 * dot;
    context.beginPath();
    context.moveTo(x - 4 * dot, y);
    context.lineTo(x, y - 4 * dot);
    context.lineTo(x + 4 * dot, y);
    context.moveTo(x, y - 4 * dot);
    context.lineTo(x, y + 5 * dot);
    context.stroke();
  },
  adjustment: (context, x, y, dot) => {
    context.beginPath();
    context.arc(x, y, 2.5 * dot, 0, 2 * Math.PI);
    context.stroke();
  },
};

function polygon(context: CanvasRenderingContext2D, corners: readonly (readonly [number, number])[]): void {
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
  context.fill();
}
