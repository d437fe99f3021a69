import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxBeside } from '../../../src/webview/cursorBox';

describe('the box beside the cursor', () => {
  const chart = { width: 400, height: 300 };

  it('is to the right of it, and to the left where the right has no room', () => {
    assert.deepEqual(boxBeside({ x: 100, y: 150 }, { width: 120, height: 60 }, chart), { x: 114, y: 120 });
    assert.deepEqual(boxBeside({ x: 300, y: 150 }, { width: 120, height: 60 }, chart), { x: 166, y: 120 });
  });
  it('lies within the chart and never over the cursor, as long as it is less than half as wide', () => {
    const lengths = fc.record({
      x: fc.double({ min: 0, max: 400, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
      width: fc.integer({ min: 0, max: 184 }),
      height: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(lengths, ({ x, y, width, height }) => {
        const box = boxBeside({ x, y }, { width, height }, chart);
        const isInside = box.x >= 0 && box.x + width <= chart.width && box.y >= 0 && box.y + height <= chart.height;
        return isInside && (box.x + width < x || box.x > x);
      }),
    );
  });
});
