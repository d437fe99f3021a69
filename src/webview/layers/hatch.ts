export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Slanted lines, on one raster for the whole canvas so that neighbours meet. */
export function hatch(context: CanvasRenderingContext2D, { left, right, top, bottom }: Rectangle, step: number): void {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.beginPath();
  const height = bottom - top;
  for (let at = Math.floor((left - height) / step) * step; at < right; at += step) {
    context.moveTo(at, bottom);
    context.lineTo(at + height, top);
  }
  context.stroke();
  context.restore();
}
