import assert from 'node:assert/strict';
import { calendarOf } from '../../../src/core/time/calendar';
import { dateOfDay, dayOfDate, dayStart } from '../../../src/core/time/dayStart';
import { barLength } from '../../../src/core/historyPage/historyBars';
import { gapsOf } from '../../../src/core/historyPage/historyGaps';
import { spanOf } from '../../../src/core/historyPage/historySelection';
import { eventsOf } from '../../../src/core/ledger/ledgerEvents';
import { timeAxis } from '../../../src/webview/timeAxis';
import { pointIndex, underCursor } from '../../../src/webview/underCursor';
import { english } from '../../../src/core/text/translate';
import { factsOf } from '../../support/accounts';
import { memoryHistory } from '../../support/memoryHistory';
import { day, hour, money, noon, total } from '../../support/pastReadings';
import { gapLimit, historyView, spendBars } from '../../support/historyPage';
import { idOf } from '../../support/ids';

const berlin = calendarOf('Europe/Berlin');
const iso = (at: number): string => new Date(at).toISOString();

describe('dayStart', () => {
  for (const [zone, date, start] of [
    ['UTC', '2026-01-12', '2026-01-12T00:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-12', '2026-01-11T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-12', '2026-01-11T10:00:00.000Z'],
    ['Etc/GMT+12', '2026-01-12', '2026-01-12T12:00:00.000Z'],
    // There is no midnight on this day in Beirut.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
  ] as const) {
    it(`${date} in ${zone}`, () => {
      const wanted = dayOfDate(date)!;
      const calendar = calendarOf(zone);
      assert.equal(iso(dayStart(wanted, calendar)), start);
      assert.equal(
        dayStart(wanted, calendar, { day: wanted - 1, at: dayStart(wanted - 1, calendar) }),
        Date.parse(start),
        'from the day before',
      );
    });
  }
  it('reads dates of the calendar only', () => {
    assert.equal(dateOfDay(dayOfDate('2024-02-29')!), '2024-02-29');
    for (const text of ['2026-02-30', '2026-13-01', '', 'today', '2026-1-2']) assert.equal(dayOfDate(text), undefined, text);
  });
});

describe('spanOf', () => {
  const first = noon - 400 * day;
  const days = (kind: '7d' | '30d' | '90d' | '1y') =>
    berlin.dayOf(noon) - berlin.dayOf(spanOf({ kind }, first, noon, 'Europe/Berlin').from) + 1;
  it('counts whole local days, today included', () =>
    assert.deepEqual([days('7d'), days('30d'), days('90d'), days('1y')], [7, 30, 90, 365]));
  it('takes own days in either order and never beyond today', () => {
    const own = (from: string, to: string) => spanOf({ kind: 'own', from, to }, first, noon, 'UTC');
    assert.deepEqual(own('2026-01-05', '2026-01-02'), own('2026-01-02', '2026-01-05'));
    assert.equal(iso(own('2026-01-02', '2099-01-01').to), '2026-01-13T00:00:00.000Z');
    assert.ok(own('1000-01-01', '2026-01-02').from > first - 370 * day, 'no thousand years of nothing');
    for (const span of [own('2099-01-01', '2099-02-01'), own('1000-01-01', '1000-01-02'), own('nonsense', '')])
      assert.ok(span.to > span.from);
  });
  it('is never without length', () =>
    assert.ok(spanOf({ kind: 'all' }, noon, noon, 'UTC').to > spanOf({ kind: 'all' }, noon, noon, 'UTC').from));
});

describe('gaps', () => {
  const bucket = (at: number) => ({ from: at, to: at, min: money(1), max: money(1), last: money(1) });
  it('start at 36 hours, or later for those who check seldom', () => {
    assert.equal(gapLimit([0, hour, 2 * hour]), 36 * hour);
    assert.equal(gapLimit([0, 7 * day, 14 * day]), 21 * day);
    assert.equal(gapLimit([]), 36 * hour);
  });
  it('are where nobody looked, up to now', () => {
    assert.deepEqual(gapsOf([bucket(0), bucket(day), bucket(4 * day)], 36 * hour, 6 * day), [
      { from: day, to: 4 * day },
      { from: 4 * day, to: 6 * day },
    ]);
    assert.deepEqual(gapsOf([bucket(0), bucket(day)], 36 * hour, 2 * day), []);
  });
});

describe('spendBars', () => {
  const bars = (
    readings: Parameters<typeof eventsOf>[0],
    span: { readonly from: number; readonly to: number },
    per: 'hour' | 'day' | 'week' | 'month',
    now = noon,
  ) => spendBars({ events: eventsOf(readings), span, per, now, gapLimit: 36 * hour, timeZone: 'Europe/Berlin' }).bars;

  it('are of hours below two days, else of days as long as they can be told apart', () => {
    assert.deepEqual(
      [
        barLength({ from: 0, to: day }, 800),
        barLength({ from: 0, to: 2 * day }, 800),
        barLength({ from: 0, to: 365 * day }, 1200),
        barLength({ from: 0, to: 365 * day }, 400),
        barLength({ from: 0, to: 5 * 365 * day }, 400),
      ],
      ['hour', 'day', 'day', 'week', 'month'],
    );
  });
  for (const per of ['hour', 'day', 'week', 'month'] as const) {
    it(`of a ${per} follow on one another and hold every drop once`, () => {
      const start = Date.parse('2026-03-20T10:00:00Z');
      const readings = Array.from({ length: 24 * 30 }, (_, index) => total(start + index * hour, 1000 - index));
      const found = bars(readings, { from: start, to: start + 30 * day }, per, start + 40 * day);
      for (const [index, { to }] of found.entries()) if (found[index + 1]) assert.equal(found[index + 1]?.from, to);
      assert.equal(
        found.reduce((sum, { spent }) => sum + spent, 0),
        money(24 * 30 - 1),
      );
    });
  }
  it('know days of 23 and 25 hours', () => {
    const span = { from: Date.parse('2026-03-28T12:00:00Z'), to: Date.parse('2026-03-30T12:00:00Z') };
    assert.deepEqual(
      bars([], span, 'day').map(({ from, to }) => (to - from) / hour),
      [24, 23, 24],
    );
  });
  it('mark what was seen after a gap, what is at least, and what may still settle', () => {
    const readings = [total(noon - 5 * day, 50), total(noon - 2 * day, 40), total(noon - day, 90), total(noon, 89)];
    const marks = bars(readings, { from: noon - 3 * day, to: noon }, 'day').map(({ spent, late, atLeast, settling }) => [
      spent / 1e6,
      late,
      atLeast,
      settling,
    ]);
    assert.deepEqual(marks, [
      [0, false, false, false],
      [10, true, false, false],
      [0, false, true, false],
      [1, false, false, true],
    ]);
  });
});

describe('timeAxis', () => {
  const axis = timeAxis('en', 'Europe/Berlin');
  for (const [length, pixels] of [
    [hour, 300],
    [day, 300],
    [day, 1300],
    [7 * day, 400],
    [30 * day, 1300],
    [365 * day, 320],
    [365 * day, 1300],
    [5 * 365 * day, 400],
  ] as const) {
    it(`has a few ticks for ${length / hour} h in ${pixels} px, at full local hours and days`, () => {
      const span = { from: noon - length, to: noon };
      const ticks = axis.ticks(span, pixels);
      assert.ok(ticks.length >= 1 && ticks.length <= pixels / 40, `${ticks.length} ticks`);
      for (const at of ticks) assert.ok(at >= span.from && at <= span.to && at % hour === 0);
      if (length > 20 * day) for (const at of ticks) assert.equal(at, dayStart(berlin.dayOf(at), berlin));
      assert.equal(new Set(axis.labels(ticks)).size, ticks.length, axis.labels(ticks).join('|'));
    });
  }
});

describe('underCursor', () => {
  const now = noon;
  const readings = [
    total(now - 10 * day, 20),
    total(now - 9 * day, 15),
    total(now - 5 * day, 12),
    total(now - 4 * day, 62),
    total(now - 3 * day, 60),
    total(now - 2 * day, 58),
    total(now - day, 56),
  ];
  const store = memoryHistory(readings.map((reading) => ({ account: idOf('work'), unit: 'USD', reading })));
  const { content } = historyView(store, [factsOf({})], { range: { kind: 'all' } }, 800, {
    now,
    locale: 'en',
    timeZone: 'UTC',
    hidden: false,
    t: english,
  });
  const line = content.kind === 'line' ? content.line : assert.fail('no line');
  const under = (at: number) => underCursor(line, at, now, hour);

  it('is the reading that held then', () => {
    const found = under(now - 2.5 * day);
    assert.deepEqual(found.kind === 'reading' && [found.point.last, found.marks.length], [money(60), 0]);
  });
  it('is a mark within reach, with the balance it led to', () => {
    const found = under(now - 4 * day - hour / 2);
    assert.deepEqual(found.kind === 'reading' && [found.point.last, found.marks.map(({ kind }) => kind)], [money(62), ['topUp']]);
  });
  it('is a gap where nobody looked', () =>
    assert.deepEqual(under(now - 7 * day), { kind: 'gap', gap: { from: now - 9 * day, to: now - 5 * day } }));
  it('is nothing before the first reading, and an estimate beyond now', () => {
    assert.equal(under(now - 11 * day).kind, 'nothing');
    const estimate = under(now + day);
    assert.ok(estimate.kind !== 'estimate' || estimate.low <= estimate.high);
  });
  it('finds the place of a moment', () =>
    assert.deepEqual([-1, 0, 0, 6].map(Number), [
      pointIndex(line.points, 0),
      pointIndex(line.points, now - 10 * day),
      pointIndex(line.points, now - 9.5 * day),
      pointIndex(line.points, now),
    ]));
});
