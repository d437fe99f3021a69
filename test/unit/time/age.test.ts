import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAge, isStale, nextAgeChange, staleAfter } from '../../../src/core/time/age';
import { english } from '../../../src/core/text/translate';
import { hour, minute, start } from '../../support/accounts';

const day = 24 * hour;
const age = (ms: number): string => formatAge(start, start + ms, english);
const anyAge = fc.oneof(
  fc.integer({ min: -10 * day, max: 400 * day }),
  fc.integer({ min: -minute, max: 3 * minute }),
  fc.integer({ min: 59 * minute, max: 61 * minute }),
  fc.integer({ min: 47 * hour, max: 49 * hour }),
);

describe('age', () => {
  for (const [ms, text] of [
    [0, 'just now'],
    [minute - 1, 'just now'],
    [minute, '1 min ago'],
    [4 * minute + 59_999, '4 min ago'],
    [hour - 1, '59 min ago'],
    [hour, '1 h ago'],
    [2 * hour - 1, '1 h ago'],
    [2 * day - 1, '47 h ago'],
    [2 * day, '2 days ago'],
    [400 * day, '400 days ago'],
    // incident 18
    [-1, 'just now'],
    [-2 * hour, 'just now'],
    [-400 * day, 'just now'],
  ] as const) {
    it(`${ms} ms is ${text}`, () => assert.equal(age(ms), text));
  }

  it('counts elapsed time, not the calendar: a clock that is put back an hour changes no age', () => {
    const beforeDst = Date.parse('2026-10-25T02:30:00+02:00');
    assert.equal(formatAge(beforeDst, Date.parse('2026-10-25T02:30:00+01:00'), english), '1 h ago');
  });

  it('is stale from a quarter of an hour on, and never from the future', () => {
    assert.deepEqual(
      [0, staleAfter - 1, staleAfter, day, -day].map((ms) => isStale(start, start + ms)),
      [false, false, true, true, false],
    );
  });

  it('never says a negative or broken number', () => {
    fc.assert(fc.property(anyAge, (ms) => assert.match(age(ms), /^(just now|[1-9]\d* (min|h|days) ago)$/)));
  });

  it('changes its text exactly when nextAgeChange says so', () => {
    fc.assert(
      fc.property(anyAge, (ms) => {
        const next = nextAgeChange(start, start + ms) - start;
        assert.ok(next > ms);
        assert.equal(age(next - 1), age(ms));
        assert.notEqual(age(next), age(ms));
      }),
    );
  });
});
