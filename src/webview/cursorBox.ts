export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the cursor and the box beside it. */
const gap = 14;

/**
 * Where a box beside the cursor goes, so that it lies within the chart and not over the cursor: to the right of it, or to the left where
 * the right has no room. One of the two has, since the style sheet makes it less than half as wide as the chart.
 */
export function boxBeside(cursor: Spot, box: Size, chart: Size): Spot {
  const right = cursor.x + gap;
  const x = right + box.width <= chart.width ? right : Math.max(0, cursor.x - gap - box.width);
  return { x, y: Math.max(0, Math.min(cursor.y - box.height / 2, chart.height - box.height)) };
}
