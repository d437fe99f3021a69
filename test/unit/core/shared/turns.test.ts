import assert from 'node:assert/strict';
import { turns } from '../../../../src/core/shared/turns';
import { within } from '../../../../src/core/shared/within';
import { settled } from '../../../support/heldFetch';

describe('turns', () => {
  it('are so many at a time, in order, and one that fails makes room', async () => {
    const inTurn = turns(2);
    const ends: (() => void)[] = [];
    const began: number[] = [];
    const works = [0, 1, 2, 3].map((n) =>
      inTurn(async () => {
        began.push(n);
        await new Promise<void>((resolve) => void ends.push(resolve));
        if (n === 0) throw new Error('failed');
        return n;
      }),
    );
    const [failing] = works;
    await settled();
    assert.deepEqual(began, [0, 1]);
    ends[0]?.();
    await assert.rejects(failing ?? Promise.resolve());
    await settled();
    assert.deepEqual(began, [0, 1, 2]);
    ends[1]?.();
    ends[2]?.();
    await settled();
    ends[3]?.();
    assert.deepEqual(await Promise.all(works.slice(1)), [1, 2, 3]);
  });
});

describe('a bound', () => {
  const never = (): Promise<void> => new Promise(() => undefined);
  it('gives what came in time, and ends its pause', async () => {
    const state = { isOver: false };
    const pause = (_ms: number, signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          state.isOver = true;
          reject(new Error('over'));
        });
      });
    assert.equal(await within(5, pause, async () => 'done', 'late'), 'done');
    assert.ok(state.isOver);
  });

  it('calls off what is late, whose failure then is nobody’s', async () => {
    const state = { isCalledOff: false };
    const late = await within(
      5,
      () => Promise.resolve(),
      (signal) =>
        new Promise<string>((_, reject) => {
          signal.addEventListener('abort', () => {
            state.isCalledOff = true;
            reject(new Error('called off'));
          });
        }),
      'late',
    );
    await settled();
    assert.deepEqual([late, state.isCalledOff], ['late', true]);
  });

  it('hands on a failure that came in time', async () => {
    await assert.rejects(
      within(5, never, () => Promise.reject(new Error('failed')), undefined),
      /failed/,
    );
  });
});
