import assert from 'node:assert/strict';
import { secondsText } from '../../../src/core/metrics/secondsText';

describe('a time in seconds', () => {
  const rows: readonly (readonly [milliseconds: number, text: string])[] = [
    [0, '0'],
    [1, '0.001'],
    [1050, '1.05'],
    [1500, '1.5'],
    [60_000, '60'],
    [1_700_000_000_123, '1700000000.123'],
    [-1, '-0.001'],
    [-1050, '-1.05'],
    [-0.5, '0'],
    [8_640_000_000_000_000, '8640000000000'],
  ];
  for (const [milliseconds, text] of rows) it(`${milliseconds} ms: ${text}`, () => assert.equal(secondsText(milliseconds), text));
});
