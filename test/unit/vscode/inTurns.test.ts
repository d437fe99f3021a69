import assert from 'node:assert/strict';
import type { InSteps } from '../../../src/core/history/inSteps';
import { inTurns } from '../../../src/vscode/editor/inTurns';

function making() {
  let clock = 0;
  const [done, faults]: [string[], unknown[]] = [[], []];
  let tell: () => void = () => undefined;
  const made = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const turns = inTurns<string>({
    clock: () => clock,
    onDone: (result) => {
      done.push(result);
      tell();
    },
    onFault: (error) => {
      faults.push(error);
      tell();
    },
  });
  /** Each step takes four milliseconds. */
  function* work(name: string, steps: number): InSteps<string> {
    for (let step = 0; step < steps; step += 1) {
      clock += 4;
      if (name === 'broken' && step === 5) throw new Error(name);
      yield;
    }
    return name;
  }
  return { turns, work, done, faults, made, clock: () => clock };
}

describe('work in turns', () => {
  it('is done at once where it is short', () => {
    const { turns, work, done } = making();
    turns.run(() => work('short', 1));
    assert.deepEqual([done, turns.isRunning()], [['short'], false]);
  });
  it('lets others in where it is long', async () => {
    const { turns, work, done, made, clock } = making();
    turns.run(() => work('long', 20));
    assert.deepEqual([done, turns.isRunning(), clock()], [[], true, 8]);
    await made;
    assert.deepEqual([done, turns.isRunning()], [['long'], false]);
  });
  it('is given up for what is asked for later, and with its owner', async () => {
    const { turns, work, done, made, clock } = making();
    turns.run(() => work('first', 20));
    turns.run(() => work('second', 20));
    await made;
    assert.deepEqual(done, ['second']);
    turns.run(() => work('third', 20));
    turns.stop();
    const stopped = clock();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([done, clock(), turns.isRunning()], [['second'], stopped, false]);
  });
  it('tells of its fault once', async () => {
    const { turns, work, done, faults, made } = making();
    turns.run(() => work('broken', 20));
    await made;
    assert.deepEqual([done, faults.length, turns.isRunning()], [[], 1, false]);
  });
});
