import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { coalesce } from '../../../src/vscode/editor/coalesce';

describe('calls that are run together', () => {
  const { timers } = mock;
  beforeEach(() => timers.enable({ apis: ['setTimeout', 'setImmediate'] }));
  afterEach(() => timers.reset());

  it('the first runs in the next turn, those that come within a rest run together behind it, and then it is quiet', () => {
    let ran = 0;
    const { soon } = coalesce(() => (ran += 1));
    soon();
    soon();
    assert.equal(ran, 0);
    timers.tick(0);
    assert.equal(ran, 1);
    for (let call = 0; call < 40; call += 1) {
      soon();
      timers.tick(0);
    }
    assert.equal(ran, 1);
    timers.tick(5);
    timers.tick(0);
    assert.equal(ran, 2);
    timers.tick(60_000);
    assert.equal(ran, 2);
  });

  it('a run that calls again is followed by another', () => {
    let ran = 0;
    const { soon } = coalesce(() => {
      ran += 1;
      if (ran < 3) soon();
    });
    soon();
    for (let turn = 0; turn < 10; turn += 1) timers.tick(5);
    assert.equal(ran, 3);
  });

  it('nothing runs when it is disposed, in the next turn or after a rest', () => {
    let ran = 0;
    const [early, late] = [coalesce(() => (ran += 1)), coalesce(() => (ran += 1))];
    early.soon();
    early.dispose();
    late.soon();
    timers.tick(0);
    assert.equal(ran, 1);
    late.soon();
    late.dispose();
    timers.tick(60_000);
    assert.equal(ran, 1);
  });
});
