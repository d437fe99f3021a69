import assert from 'node:assert/strict';
import { clockTeller } from '../../../src/cli/clockTeller';
import { hour, minute, start } from '../../support/accounts';

describe('what a watch says of its clock', () => {
  const real = Date.now;
  afterEach(() => {
    Date.now = real;
  });
  it('is each step, forth and back, once, and nothing of time that just passes', () => {
    const said: string[] = [];
    let [wall, passed] = [start, 5];
    Date.now = () => wall;
    const look = clockTeller(
      (text) => said.push(text.split('. ')[0] ?? ''),
      () => passed,
    );
    const goOn = (wallMs: number, passedMs: number): void => {
      wall += wallMs;
      passed += passedMs;
      look();
    };
    look();
    for (const ms of [15_000, hour, 7 * 24 * hour]) goOn(ms, ms);
    for (let turn = 0; turn < 100; turn += 1) goOn(15_000 + minute, 15_000);
    assert.deepEqual(said, [], 'set right bit by bit');
    goOn(48 * hour + 15_000, 15_000);
    goOn(15_000, 15_000);
    goOn(15_000 - 3 * hour, 15_000);
    goOn(90 * minute + 15_000, 15_000);
    assert.deepEqual(said, [
      'The clock went on by 2 days at once, or this machine slept',
      'The clock went back by 3 hours',
      'The clock went on by 90 minutes at once, or this machine slept',
    ]);
  });
});
