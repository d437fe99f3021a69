import assert from 'node:assert/strict';
import { failureLine, readCounts, readFailures } from '../../runner/counts';

describe('what a suite prints at its end', () => {
  it('counts by the last line of counts, and a suite that printed none as one failure', () => {
    assert.deepEqual(readCounts('1 passed, 0 failed\nmore\n5 passed, 2 failed\n'), { passed: 5, failed: 2 });
    assert.deepEqual(readCounts('killed'), { passed: 0, failed: 1 });
  });

  it('names each failed test on a line of its own', () => {
    const line = failureLine('a window › shows a number', new Error('timed out\n  at page'));
    assert.equal(line, 'FAILED a window › shows a number: timed out');
    assert.deepEqual(readFailures(`  1) a window\n${line}\n0 passed, 1 failed`), [line]);
  });
});
