import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { allowedMinutes, minutesOf } from '../../../src/core/accounts/refreshInterval';

describe('minutes as the settings hold them', () => {
  const rows: readonly (readonly [unknown, number | undefined])[] = [
    [0, 0],
    [-0, 0],
    [-5, 0],
    [-Infinity, 0],
    [0.5, 5],
    [1, 5],
    [3, 5],
    [4.99, 5],
    [5, 5],
    [7.5, 7.5],
    [15, 15],
    [1440, 1440],
    [1441, 1440],
    [2000, 1440],
    [Infinity, 1440],
    ['soon', undefined],
    ['15', undefined],
    ['', undefined],
    [NaN, undefined],
    [null, undefined],
    [undefined, undefined],
    [true, undefined],
    [[15], undefined],
    [{ minutes: 15 }, undefined],
  ];
  for (const [value, minutes] of rows) {
    it(`${inspect(value)} → ${minutes ?? 'none'}`, () => assert.equal(allowedMinutes(value), minutes));
  }
});

describe('how often an account is asked', () => {
  const rows: readonly {
    readonly what: string;
    readonly own?: number;
    readonly floor?: number;
    readonly everyone: number;
    readonly minutes: number;
  }[] = [
    { what: 'as everyone', everyone: 15, minutes: 15 },
    { what: 'as it says itself', own: 30, everyone: 15, minutes: 30 },
    { what: 'as it says itself, sooner than everyone', own: 5, everyone: 60, minutes: 5 },
    { what: 'as it says itself, where everyone else is not asked', own: 10, everyone: 0, minutes: 10 },
    { what: 'never, where it says so', own: 0, everyone: 15, minutes: 0 },
    { what: 'never, with the timer off', everyone: 0, minutes: 0 },
    { what: 'never, with the timer off, whatever its provider can bear', floor: 60, everyone: 0, minutes: 0 },
    { what: 'no more often than its provider can bear', floor: 60, everyone: 15, minutes: 60 },
    { what: 'no more often than its provider can bear, whatever it says itself', own: 5, floor: 60, everyone: 15, minutes: 60 },
    { what: 'less often than its provider can bear', floor: 60, everyone: 1440, minutes: 1440 },
  ];
  for (const { what, own, floor, everyone, minutes } of rows) {
    it(what, () =>
      assert.equal(
        minutesOf(own === undefined ? {} : { refreshMinutes: own }, floor === undefined ? {} : { minRefreshMinutes: floor }, everyone),
        minutes,
      ),
    );
  }
});
