import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAge, isStale, nextAgeChange, staleAfter } from '../../../src/core/time/age';
import { shortTime } from '../../../src/core/time/formatTime';
import { wordsTurn } from '../../../src/core/time/wordsTurn';
import { english } from '../../../src/core/text/translate';
import { hour, minute, start } from '../../support/accounts';

const day = 24 * hour;
const now = Date.parse('2026-03-01T18:51:30Z');
const style = { now, locale: 'en-GB', timeZone: 'UTC', t: english };
const anyAge = fc.oneof(
  fc.integer({ min: -10 * day, max: 400 * day }),
  fc.integer({ min: -minute, max: 3 * minute }),
  fc.integer({ min: 59 * minute, max: 61 * minute }),
  fc.integer({ min: 47 * hour, max: 49 * hour }),
);

describe('age', () => {
  for (const [at, text] of [
    ['2026-03-01T18:51:30Z', 'just now'],
    ['2026-03-01T18:50:31Z', 'just now'],
    ['2026-03-01T18:50:30Z', '18:50'],
    ['2026-03-01T00:00:00Z', '00:00'],
    ['2026-02-28T23:59:59Z', 'yesterday 23:59'],
    ['2026-02-28T00:00:00Z', 'yesterday 00:00'],
    ['2026-02-27T23:59:59Z', '27 Feb'],
    ['2026-01-01T00:00:00Z', '1 Jan'],
    ['2025-12-31T23:59:59Z', '31 Dec 2025'],
    // incident 18
    ['2026-03-01T18:51:31Z', 'just now'],
    ['2026-04-01T18:51:31Z', 'just now'],
  ] as const) {
    it(`of ${at} is ${text}`, () => assert.equal(formatAge(Date.parse(at), style), text));
  }

  it('is told by the days of the reader', () => {
    const late = Date.parse('2026-02-28T23:30:00Z');
    assert.equal(formatAge(late, { ...style, timeZone: 'Europe/Berlin' }), '00:30');
    assert.equal(formatAge(late, { ...style, timeZone: 'America/New_York' }), 'yesterday 18:30');
  });

  it('knows yesterday from the day before across a clock that is put forward', () => {
    const zone = { ...style, timeZone: 'Europe/Berlin', now: Date.parse('2026-03-30T00:30:00+02:00') };
    assert.equal(formatAge(Date.parse('2026-03-29T00:15:00+01:00'), zone), 'yesterday 00:15');
    assert.equal(formatAge(Date.parse('2026-03-28T23:45:00+01:00'), zone), '28 Mar');
  });

  it('is "just now" nowhere but on what is drawn anew: a message is read later', () =>
    assert.equal(formatAge(now, { now, locale: 'en-GB', zone: 'UTC', t: english }), '18:51 UTC'));

  it('is stale from a quarter of an hour on, and never from the future', () => {
    assert.deepEqual(
      [0, staleAfter - 1, staleAfter, day, -day].map((ms) => isStale(start, start + ms)),
      [false, false, true, true, false],
    );
  });

  it('never counts minutes, hours or days, which go wrong while nothing is drawn', () => {
    fc.assert(fc.property(anyAge, (ms) => assert.doesNotMatch(formatAge(now - ms, style), /\bago\b|NaN|undefined/)));
  });

  it('stays as it is until nextAgeChange says so', () => {
    const said = (at: number, then: number): string =>
      JSON.stringify([formatAge(at, { now: then, locale: 'en', t: english }), isStale(at, then)]);
    fc.assert(
      fc.property(anyAge, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (ms, part) => {
        const [at, then] = [start, start + ms];
        const next = nextAgeChange(at, then);
        assert.ok(next > then);
        assert.equal(said(at, then + Math.floor((next - then) * part)), said(at, then));
      }),
    );
  });
});

describe('a time that is to come', () => {
  for (const [at, text] of [
    ['2026-03-01T19:21:30Z', '19:21'],
    ['2026-03-02T00:21:30Z', 'tomorrow 00:21'],
    ['2026-03-03T00:21:30Z', '3 Mar'],
    ['2027-03-03T00:21:30Z', '3 Mar 2027'],
  ] as const) {
    it(`${at} is ${text}`, () => assert.equal(shortTime(Date.parse(at), style), text));
  }
});

describe('words that are kept for later', () => {
  it('hold from one turn to the next, whatever is known', () => {
    fc.assert(
      fc.property(anyAge, fc.integer({ min: 0, max: 800 * day }), (ms, later) => {
        const turns = [start, ...wordsTurn(start)];
        const begun = turns.filter((turn) => turn <= start + later).at(-1) ?? start;
        const said = (then: number): string => shortTime(start - Math.abs(ms), { now: then, locale: 'en', t: english });
        assert.equal(said(start + later), said(begun));
      }),
    );
  });
});
