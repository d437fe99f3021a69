import assert from 'node:assert/strict';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import type { HistorySelection } from '../../../src/core/historyPage/historySelection';
import type { SeriesView } from '../../../src/core/historyPage/seriesView';
import { usualDay } from '../../../src/core/historyPage/usualDay';
import { rangeNames } from '../../../src/core/historyPage/historySelection';
import { english } from '../../../src/core/text/translate';
import { factsOf } from '../../support/accounts';
import { demoFacts } from '../../support/demoFacts';
import { historyView } from '../../support/historyPage';
import { idOf } from '../../support/ids';
import { memoryHistory } from '../../support/memoryHistory';
import { day, hour, money, noon } from '../../support/pastReadings';
import { yearOfHistory } from '../../support/yearOfHistory';

const display = { now: noon, locale: 'en', timeZone: 'Europe/Berlin', hidden: false, t: english };

/** Readings at noon, so many days ago. */
function lineOf(
  readings: readonly (readonly [ago: number, left: number, epoch?: number])[],
  wanted: Partial<HistorySelection> = {},
  hidden = false,
) {
  const rows = readings.map(([ago, left, epoch = 0]): HistoryRow => {
    return {
      account: idOf('work'),
      unit: 'USD',
      reading: { at: noon - ago * day, epoch, available: money(left), paid: null, granted: null },
    };
  });
  const { content } = historyView(memoryHistory(rows), [factsOf({})], wanted, 800, { ...display, hidden });
  return content.kind === 'line' ? content.line : assert.fail(content.sentence);
}

function figuresOf({ range }: SeriesView): Readonly<Record<string, string>> {
  return Object.fromEntries(range.figures.map(({ name, value }) => [name, value]));
}

const week = { range: { kind: '7d' } } as const;
const falling = Array.from({ length: 21 }, (_, index) => [20 - index, 100 - 2 * index] as const);

describe('the figures of the chosen range', () => {
  it('are what was spent, the highest and the lowest, and a usual day, against as long before', () => {
    const { range } = lineOf(falling, week);
    assert.equal(range.title, '7 days');
    assert.deepEqual(
      range.figures.map(({ name, value, detail }) => [name, value, detail]),
      [
        ['Spent', '$14.00', 'The 7 days before: as much'],
        ['Typical day', '$2.00', null],
        ['Highest left', '$74.00', null],
        ['Lowest left', '$60.00', null],
      ],
    );
  });
  it('give a percentage where both sides are exact', () => {
    const often = falling.map(([ago, left]) => [ago, ago < 7 ? left - (7 - ago) : left] as const);
    assert.equal(lineOf(often, week).range.figures[0]?.detail, 'The 7 days before: $14.00, so 50% more now');
    assert.doesNotMatch(
      lineOf(often, week, true)
        .range.figures.map((one) => one.value + (one.detail ?? ''))
        .join(),
      /\$|%|\d[.,]\d/,
    );
  });
  it('are bounds with a top-up, and then there is no percentage', () => {
    const toppedUp = falling.map(([ago, left]) => [ago, ago < 3 ? left + 50 : left] as const);
    const line = lineOf(toppedUp, week);
    assert.deepEqual([figuresOf(line)['Spent'], figuresOf(line)['Topped up']], ['at least $12.00', 'at least $48.00']);
    assert.doesNotMatch(line.range.figures[0]?.detail ?? '', /%/);
  });
  it('compare nothing with a time of which nothing is known, and call themselves bounds', () => {
    const { range } = lineOf(falling.slice(-4), week);
    assert.deepEqual([range.figures[0]?.value, range.figures[0]?.detail], ['at least $6.00', null]);
  });
  it('call nothing spent what nobody looked at', () => {
    const { range, summary } = lineOf(
      [
        [40, 9],
        [30, 7],
      ],
      week,
    );
    assert.deepEqual([range.figures[0]?.value, range.figures[0]?.detail], ['not known', 'The 7 days before: not known']);
    assert.equal(summary.find(({ name }) => name === 'Spent today')?.value, 'not known');
  });
  it('are those of the zoomed part', () => {
    const zoom = { from: noon - 3 * day, to: noon - day };
    const { range, days } = lineOf(falling, { ...week, zoom });
    assert.match(range.title, /^Jan 9.*Jan 11/);
    assert.deepEqual([range.figures[0]?.value, range.figures[0]?.detail, days], ['$4.00', 'The period before: as much', null]);
  });
  for (const kind of rangeNames)
    it(`are the sum of the days that are listed, of ${kind}`, () => {
      const store = memoryHistory(yearOfHistory(noon));
      const { content } = historyView(store, demoFacts(noon), { range: { kind } }, 800, display);
      assert.ok(content.kind === 'line');
      const { days, range } = content.line;
      if (!days) return void assert.equal(kind, '24h');
      const sum = days.rows.reduce((all, { spent = 0 }) => all + spent, 0);
      const shown = Number((range.figures[0]?.value ?? '').replace(/[^\d.]/g, ''));
      assert.ok(Math.abs(sum / 1e6 - shown) < 0.006, `${sum / 1e6} and ${shown}`);
    });
});

describe('the days of the chosen range', () => {
  it('have opening, spent and closing, the newest first, and one row for days that nothing is known of', () => {
    const { days } = lineOf([...falling.slice(0, 17), ...falling.slice(-1)], week);
    assert.deepEqual(
      days?.rows.map(({ day: key, ...row }) => ({ ...row, date: new Date(key * day).getUTCDate() })),
      [
        { date: 12, opening: money(68), closing: money(60), spent: money(8), since: Math.floor(noon / day) - 4, settling: true },
        { date: 9, unknownTo: Math.floor(noon / day) - 1 },
        { date: 8, opening: money(70), closing: money(68), spent: money(2) },
        { date: 7, opening: money(72), closing: money(70), spent: money(2) },
        { date: 6, opening: money(74), closing: money(72), spent: money(2) },
      ],
    );
  });
  it('say why a day is broken: by another key, or by a clock that went back', () => {
    const causes = [noon - 2 * day - hour, 1].map((epoch) => {
      const { days } = lineOf(
        [
          [4, 10],
          [3, 9],
          [2, 50, epoch],
          [1, 49, epoch],
        ],
        week,
      );
      return days?.rows.flatMap(({ broken }) => broken ?? []);
    });
    assert.deepEqual(causes, [['key'], ['clock']]);
  });
  it('are no more than two years, and say how many they leave out', () => {
    const long = Array.from({ length: 900 }, (_, index) => [899 - index, 5000 - index] as const);
    const { days } = lineOf(long, { range: { kind: 'all' } });
    assert.deepEqual([days?.rows.length, days?.more], [732, 168]);
  });
});

describe('a usual day', () => {
  const of = (...amounts: readonly (readonly [number, boolean])[]) =>
    usualDay(amounts.map(([amount, atLeast]) => ({ amount: money(amount), atLeast })));
  it('is the middle one, between two that half of the days lie between', () => {
    assert.deepEqual(of([1, false], [5, false], [2, false], [4, false], [3, false]), {
      middle: { amount: money(3), atLeast: false },
      low: money(2),
      high: money(4),
    });
  });
  it('is a bound where a day that is one might lie above it', () => {
    assert.equal(of([1, true], [2, false], [3, false], [4, false], [5, false])?.middle.atLeast, true);
    assert.equal(of([1, false], [2, false], [3, false], [4, false], [5, true])?.middle.atLeast, false);
  });
  it('needs five days', () => {
    assert.equal(of([1, false], [2, false]), null);
  });
});
