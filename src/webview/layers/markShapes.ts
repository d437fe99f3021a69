export type MarkKind = 'topUp' | 'grant' | 'adjustment' | 'expiry';

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
