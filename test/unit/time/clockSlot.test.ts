import assert from 'node:assert/strict';
import { dividesDay, slotAfter } from '../../../src/core/time/clockSlot';
import { hour, minute } from '../../support/accounts';

const at = Date.parse;
const next = (after: string, span: number, zone: string): string => new Date(slotAfter(at(after), span, zone)).toISOString();

describe('the next moment of a clock on the wall', () => {
  const rows: readonly (readonly [what: string, after: string, span: number, zone: string, expected: string])[] = [
    ['an hour', '2026-11-27T10:20:00Z', hour, 'UTC', '2026-11-27T11:00:00.000Z'],
    ['the moment itself is over', '2026-11-27T11:00:00Z', hour, 'UTC', '2026-11-27T12:00:00.000Z'],
    ['a zone that is half an hour off', '2026-11-27T10:20:00Z', hour, 'Asia/Kolkata', '2026-11-27T10:30:00.000Z'],
    ['a zone that is a quarter off', '2026-11-27T10:20:00Z', hour, 'Asia/Kathmandu', '2026-11-27T11:15:00.000Z'],
    ['six hours from midnight there', '2026-11-27T10:20:00Z', 6 * hour, 'America/New_York', '2026-11-27T11:00:00.000Z'],
    ['a day', '2026-11-27T10:20:00Z', 24 * hour, 'Asia/Shanghai', '2026-11-27T16:00:00.000Z'],
    ['an hour that is left out', '2026-03-29T00:30:00Z', hour, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['an hour that comes twice', '2026-10-25T00:30:00Z', hour, 'Europe/Berlin', '2026-10-25T01:00:00.000Z'],
    ['six hours over a night that lacks one', '2026-03-28T23:30:00Z', 6 * hour, 'Europe/Berlin', '2026-03-29T04:00:00.000Z'],
    ['six hours over a night that has one twice', '2026-10-24T22:30:00Z', 6 * hour, 'Europe/Berlin', '2026-10-25T05:00:00.000Z'],
    ['midnight after a short day', '2026-03-29T10:00:00Z', 24 * hour, 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['a full hour that is passed over', '2026-10-03T15:15:00Z', hour, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['a midnight that is passed over', '2026-04-24T10:00:00Z', 24 * hour, 'Africa/Cairo', '2026-04-24T21:00:00.000Z'],
    ['and the one before it', '2026-04-23T10:00:00Z', 24 * hour, 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ];
  for (const [what, after, span, zone, expected] of rows) it(what, () => assert.equal(next(after, span, zone), expected));

  it('is always later, and never by more than the span and the hour that comes twice', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])
      for (const span of [5 * minute, hour, 2 * hour, 6 * hour, 24 * hour])
        for (let from = at('2026-01-01T00:07:00Z'); from < at('2027-01-01T00:00:00Z'); from += 11 * hour) {
          const slot = slotAfter(from, span, zone);
          assert.ok(slot > from && slot <= from + span + hour, `${zone} ${span} ${new Date(from).toISOString()}`);
        }
  });
  it('is one of those that come at the same times each day', () =>
    assert.deepEqual([hour, 7 * minute, 24 * hour, 0].map(dividesDay), [true, false, true, false]));
});
