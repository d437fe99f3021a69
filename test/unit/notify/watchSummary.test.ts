import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { takesSummaryTurn, type SummaryPace } from '../../../src/core/notify/summaryTurn';
import { hour, minute } from '../../support/accounts';

const at = (text: string): number => Date.parse(text);
const berlin = 'Europe/Berlin';

interface Row {
  readonly what: string;
  readonly pace: SummaryPace;
  readonly last: string;
  readonly now: string;
  readonly zone?: string;
  readonly due: boolean;
}

const rows: readonly Row[] = [
  { what: 'off is never due', pace: 'off', last: '2026-01-01T00:00Z', now: '2026-06-01T00:00Z', due: false },
  { what: 'hourly, within the hour', pace: 'hourly', last: '2026-01-29T09:00Z', now: '2026-01-29T09:59:59Z', due: false },
  { what: 'hourly, in the next hour', pace: 'hourly', last: '2026-01-29T09:59Z', now: '2026-01-29T10:00Z', due: true },
  { what: 'daily, a minute before nine', pace: 'daily', last: '2026-01-28T09:00Z', now: '2026-01-29T08:59Z', due: false },
  { what: 'daily, at nine', pace: 'daily', last: '2026-01-28T09:00Z', now: '2026-01-29T09:00Z', due: true },
  { what: 'daily, later on the same day', pace: 'daily', last: '2026-01-29T09:00Z', now: '2026-01-29T23:59Z', due: false },
  { what: 'daily, in the night after', pace: 'daily', last: '2026-01-29T09:00Z', now: '2026-01-30T00:30Z', due: false },
  { what: 'daily, where it was late the day before', pace: 'daily', last: '2026-01-28T23:00Z', now: '2026-01-29T09:00Z', due: true },
  {
    what: 'daily, where it began to be waited for this morning',
    pace: 'daily',
    last: '2026-01-29T07:00Z',
    now: '2026-01-29T09:00Z',
    due: true,
  },
  {
    what: 'daily, at nine where the person is',
    pace: 'daily',
    last: '2026-01-28T08:00Z',
    now: '2026-01-29T08:00Z',
    zone: berlin,
    due: true,
  },
  {
    what: 'daily, before nine where the person is',
    pace: 'daily',
    last: '2026-01-28T08:00Z',
    now: '2026-01-29T07:59Z',
    zone: berlin,
    due: false,
  },
  { what: 'daily, over the new year', pace: 'daily', last: '2025-12-31T09:00Z', now: '2026-01-01T09:00Z', due: true },
  // incident 18
  {
    what: 'daily, before nine on the day that lacks an hour',
    pace: 'daily',
    last: '2026-03-28T08:00Z',
    now: '2026-03-29T06:59Z',
    zone: berlin,
    due: false,
  },
  {
    what: 'daily, at nine on the day that lacks an hour',
    pace: 'daily',
    last: '2026-03-28T08:00Z',
    now: '2026-03-29T07:00Z',
    zone: berlin,
    due: true,
  },
  {
    what: 'daily, before nine on the day that has an hour twice',
    pace: 'daily',
    last: '2026-10-24T07:00Z',
    now: '2026-10-25T07:59Z',
    zone: berlin,
    due: false,
  },
  {
    what: 'daily, at nine on the day that has an hour twice',
    pace: 'daily',
    last: '2026-10-24T07:00Z',
    now: '2026-10-25T08:00Z',
    zone: berlin,
    due: true,
  },
  {
    what: 'hourly, in the hour that comes twice',
    pace: 'hourly',
    last: '2026-10-25T00:30Z',
    now: '2026-10-25T01:00Z',
    zone: berlin,
    due: true,
  },
  { what: 'hourly, after the clock stepped back', pace: 'hourly', last: '2026-01-29T09:30Z', now: '2026-01-29T07:30Z', due: false },
  { what: 'daily, after the clock stepped back over nine', pace: 'daily', last: '2026-01-29T09:30Z', now: '2026-01-29T07:30Z', due: false },
  {
    what: 'daily, at nine a second time, after the clock stepped back',
    pace: 'daily',
    last: '2026-01-29T09:30Z',
    now: '2026-01-29T09:00Z',
    due: false,
  },
];

/** Whether a summary is posted now, after one was posted, or began to be waited for, at the time before. */
function isDue(pace: SummaryPace, last: number, now: number, zone: string): boolean {
  const store = memoryWatch();
  takesSummaryTurn(store, pace, last, zone);
  return takesSummaryTurn(store, pace, now, zone);
}

describe('when a summary is due', () => {
  for (const { what, pace, last, now, zone = 'UTC', due } of rows) {
    it(what, () => assert.equal(isDue(pace, at(last), at(now), zone), due));
  }

  /** The times at which a window that looks every ten minutes posts. */
  const posted = (pace: SummaryPace, from: string, to: string, zone: string): readonly string[] => {
    const times: string[] = [];
    const store = memoryWatch();
    for (let now = at(from); now < at(to); now += 10 * minute)
      if (takesSummaryTurn(store, pace, now, zone)) times.push(new Date(now).toISOString().slice(5, 16));
    return times;
  };
  it('each morning at nine, through both changes of the clock', () => {
    assert.deepEqual(posted('daily', '2026-03-27T12:00Z', '2026-03-31T00:00Z', berlin), ['03-28T08:00', '03-29T07:00', '03-30T07:00']);
    assert.deepEqual(posted('daily', '2026-10-23T12:00Z', '2026-10-27T00:00Z', berlin), ['10-24T07:00', '10-25T08:00', '10-26T08:00']);
  });
  it('each hour once, through a night that has an hour twice', () => {
    assert.equal(posted('hourly', '2026-10-24T22:00Z', '2026-10-25T23:00Z', berlin).length, 24);
  });
  // incident 41
  it('once after a sleep of days, not once for each hour or day', () => {
    for (const pace of ['hourly', 'daily'] as const) {
      const [last, woke] = [at('2026-01-20T09:00Z'), at('2026-01-29T11:30Z')];
      assert.equal(isDue(pace, last, woke, 'UTC'), true);
      assert.equal(isDue(pace, woke, woke + minute, 'UTC'), false);
    }
  });
  for (const pace of ['hourly', 'daily'] as const) {
    const [most, ahead] = pace === 'hourly' ? [hour, 2 * minute] : [24 * hour, hour];
    for (const back of [minute, hour / 2, hour, 20 * hour, 24 * hour, 48 * hour, 5 * 365 * 24 * hour]) {
      it(`${pace}: a clock that was set back by ${back / minute} minutes ends no summaries, and posts none at once`, () => {
        const store = memoryWatch();
        const last = at('2026-01-29T09:00Z');
        for (const now of [last - 24 * hour, last]) takesSummaryTurn(store, pace, now, 'UTC');
        const from = last + minute / 2 - back;
        let next = from;
        while (!takesSummaryTurn(store, pace, next, 'UTC')) next += 5 * minute;
        assert.ok(next > from && next - from < most + ahead + 5 * minute, `${(next - from) / minute} minutes`);
      });
    }
  }
  it('a clock that is a little ahead does not post twice', () => {
    const now = at('2026-01-29T09:00Z');
    for (const ahead of [minute, hour, 23 * hour]) assert.equal(isDue('hourly', now + ahead, now, 'UTC'), false);
  });
});
