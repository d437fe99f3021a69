import assert from 'node:assert/strict';
import type { OverviewSelection } from '../../../src/core/historyPage/overviewSelection';
import type { OverviewView } from '../../../src/core/overview/overviewView';
import type { AccountFacts } from '../../../src/core/views/accountView';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import { anthropic, deepinfra, deepseek, moonshot, novita, openrouter } from '../../../src/providers';
import { dayMs as day } from '../../../src/core/time/durations';
import { cap, exact, factsOf, held, hour, readingOf } from '../../support/accounts';
import { displayAt, overviewOf } from '../../support/overviewWorld';
import { idOf } from '../../support/ids';
import { memoryHistory } from '../../support/memoryHistory';
import { costOf } from '../../support/pastChecks';
import { total } from '../../support/pastReadings';
import { rowsOf } from '../../support/overviewRows';

/** A Sunday evening. */
const now = Date.UTC(2026, 10, 22, 19);
const at = now - 60_000;
const month: OverviewSelection = { range: '30d', unit: null, per: 'day' };

const dollars = (id: string, left: string, more: Partial<AccountFacts['snapshot']> = {}): AccountFacts =>
  factsOf({ reading: readingOf([held('USD', left, {}, at)], { at }), checkedAt: at, ...more }, { id: idOf(id), label: id }, openrouter);

function view(facts: readonly AccountFacts[], rows: readonly HistoryRow[] = [], selection = month, more = {}) {
  return overviewOf({ facts, store: memoryHistory(rows) }, selection, displayAt(now, { timeZone: 'UTC', ...more }));
}

describe('the cards of the Overview', () => {
  const yuan = factsOf({ reading: readingOf([held('CNY', '30.50', {}, at)], { at }), checkedAt: at }, { id: idOf('yuan') }, deepseek);
  it('have one for each currency, whose amounts are never added', () => {
    const { cards } = view([dollars('a', '10'), dollars('b', '2.50'), yuan]);
    assert.deepEqual(
      cards.map(({ unit, accounts, left, owed }) => [unit, accounts, left, owed]),
      [
        ['CNY', '1 account', '¥30.50', null],
        ['USD', '2 accounts', '$12.50', null],
      ],
    );
  });
  it('say what is owed beside what is left, and take neither from the other', () => {
    const { cards } = view([dollars('a', '10'), dollars('b', '-3.18')]);
    assert.deepEqual(
      cards.map(({ left, owed }) => [left, owed]),
      [['$10.00', '$3.18']],
    );
  });
  it('say "up to" and "≈" of a sum with a bound or an estimate in it', () => {
    const most = { ...held('USD', '5', {}, at), atMost: true } as const;
    const bounded = factsOf({ reading: readingOf([most], { at }), checkedAt: at }, { id: idOf('c') }, openrouter);
    assert.equal(view([dollars('a', '10'), bounded]).cards[0]?.left, 'up to $15.00');
    const entry = { unit: most.unit, amount: exact('20'), at: now - hour, spentThatDay: exact('0') };
    const spend = [{ unit: most.unit, window: 'day', amount: exact('1') } as const];
    const estimated = factsOf({ reading: readingOf([], { at, spend }), checkedAt: at }, { id: idOf('d'), estimate: entry }, anthropic);
    assert.equal(view([dollars('a', '10'), estimated]).cards[0]?.left, '≈ $29.00');
  });
  it('say "more than" of a sum that no amount can hold, and nothing of a change too small to see', () => {
    const most = ['a', 'b'].map((id) => dollars(id, '9000000000'));
    assert.equal(view(most).cards[0]?.left, 'more than $9,000,000,000.00');
    assert.equal(
      view(
        [dollars('a', '10')],
        rowsOf('a', now, 70, () => 1),
      ).cards[0]?.change,
      null,
    );
  });
  it('hold a range against the one before, unless one of the two is a bound', () => {
    const steady = rowsOf('a', now, 70, (back) => (back < 30 ? 2 : 1));
    const [card] = view([dollars('a', '10')], steady).cards;
    assert.equal(card?.period, '$60.00');
    assert.deepEqual(card.change, { text: '100%', isMore: true });
    const young = view(
      [dollars('a', '10')],
      rowsOf('a', now, 40, () => 1),
    ).cards[0];
    assert.equal(young?.change, null);
    assert.equal(view([dollars('a', '10')], steady, month, { hidden: true }).cards[0]?.change, null);
  });
});

describe('what needs the person', () => {
  const refused = { error: { kind: 'unauthorized', host: 'openrouter.ai', status: 401 } } as const;
  const facts = [dollars('well', '100'), dollars('low', '1.50'), dollars('gone', '0'), dollars('refused', '80', refused)];
  it('stands first, the most pressing first, each with one thing to do', () => {
    const { needs, rows } = view(facts);
    assert.deepEqual(
      needs.map(({ account, kind, action }) => [account, kind, action]),
      [
        ['gone', 'exhausted', 'openBilling'],
        ['refused', 'refused', 'replaceKey'],
        ['low', 'low', 'openBilling'],
      ],
    );
    assert.deepEqual(
      rows.map(({ account, badge }) => [account, badge]),
      [
        ['gone', 'Exhausted'],
        ['refused', 'Check failed'],
        ['low', 'Low'],
        ['well', null],
      ],
    );
  });
  it('is nothing where all is well, or nothing was asked', () => {
    assert.deepEqual(view([dollars('well', '100'), factsOf({}, { id: idOf('new') }, novita)]).needs, []);
  });
});

describe('the table of the Overview', () => {
  it('says of an account that reports its spend alone, of a cap and of one that was never checked what each has', () => {
    const spend = [{ unit: held('USD', '0').unit, window: 'day', amount: exact('1') } as const];
    const rows = view([
      factsOf({ reading: readingOf([], { at, spend }), checkedAt: at }, { id: idOf('spends') }, anthropic),
      factsOf({ reading: readingOf([], { at, caps: [cap('4')] }), checkedAt: at }, { id: idOf('cap') }, openrouter),
      factsOf({}, { id: idOf('new') }, moonshot),
    ]).rows;
    assert.deepEqual(
      new Map(rows.map(({ account, left }) => [account, left])),
      new Map([
        [idOf('spends'), 'spend only'],
        [idOf('cap'), '$4.00 of key cap'],
        [idOf('new'), 'not checked yet'],
      ]),
    );
  });
  it('draws what was left at the end of each of thirty days, carried over a day without a reading', () => {
    const [row] = view(
      [dollars('a', '10')],
      rowsOf('a', now, 31, (back) => (back === 1 ? null : 1)),
    ).rows;
    assert.equal(row?.days.length, 30);
    assert.equal(row.days.at(-2), row.days.at(-3));
    assert.notEqual(row.days.at(-1), row.days.at(-2));
  });
});

describe('spend of the Overview', () => {
  const facts = [dollars('a', '10'), dollars('b', '10')];
  const rows = [...rowsOf('a', now, 40, () => 3), ...rowsOf('b', now, 40, () => 1)];
  it('is stacked by account, those that cost most first, day by day without a gap', () => {
    const { spend } = view(facts, rows);
    assert.deepEqual(
      spend?.series.map(({ account }) => account),
      ['a', 'b'],
    );
    assert.equal(spend.bars.length, 30);
    assert.deepEqual(
      spend.bars.at(-2)?.parts.map(({ amount }) => amount),
      [exact('3'), exact('1')],
    );
  });
  it('is by weeks and months too, the first cut where the range begins', () => {
    const lengths = (per: OverviewSelection['per']) =>
      view(facts, rows, { ...month, per }).spend?.bars.map(({ from, to }) => to - from + 1);
    assert.deepEqual(lengths('week'), [2, 7, 7, 7, 7]);
    assert.deepEqual(lengths('month'), [8, 22]);
  });
  it('puts the accounts that cost least together where there are too many for colours', () => {
    const many = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const { spend } = view(
      many.map((id) => dollars(id, '10')),
      many.flatMap((id, index) => rowsOf(id, now, 10, () => 12 - index)),
    );
    assert.equal(spend?.series.length, 8);
    assert.deepEqual([spend.series.at(-1)?.account, spend.series.at(-1)?.title], [null, '5 other accounts']);
  });
  it('has twelve months, of which days that nobody knows are not days without spend', () => {
    const { year } = view(facts, rows);
    assert.equal(year?.days.length, 53 * 7);
    assert.equal(year.days[0], null);
    assert.equal(year.days.at(-2)?.amount, exact('4'));
    assert.deepEqual(
      year.months.map(({ spent }) => spent),
      ['$88.00', 'at least $72.00'],
    );
  });
});

describe('top-ups of the Overview', () => {
  it('have a sum for each month and unit', () => {
    const rows = rowsOf('a', now, 60, (back) => (back % 20 === 5 ? -50 : 1));
    const months = view([dollars('a', '10')], rows).topUps;
    assert.deepEqual(
      months.map(({ name, sums, topUps }) => [name, sums, topUps.length]),
      [
        ['November 2026', ['at least $50.00'], 1],
        ['October 2026', ['at least $100.00'], 2],
      ],
    );
  });
});

describe('sums of top-ups', () => {
  const sumsOf = (months: OverviewView['topUps']) => months.map(({ name, sums }) => [name, ...sums]);
  it('count what the list has no room for', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const rows = ids.flatMap((id) => rowsOf(id, now, 12, (back) => (back === 3 || back === 8 ? -50 : 1)));
    const months = view(
      ids.map((id) => dollars(id, '10')),
      rows,
    ).topUps;
    assert.deepEqual(sumsOf(months), [['November 2026', 'at least $6,000.00']]);
    assert.equal(months[0]?.topUps.length, 100);
  });
  it('are of whole months, and of the day that a midnight ends', () => {
    const readings = [
      [Date.UTC(2025, 9, 31, 12), 10],
      [Date.UTC(2025, 10, 1), 30],
      [Date.UTC(2025, 10, 2), 70],
      [Date.UTC(2025, 10, 30), 60],
      [Date.UTC(2025, 11, 1), 160],
      [now, 160],
    ] as const;
    const rows = readings.map(([when, left]): HistoryRow => ({ account: idOf('a'), unit: 'USD', reading: total(when, left) }));
    assert.deepEqual(sumsOf(view([dollars('a', '10')], rows).topUps), [['November 2025', 'at least $140.00']]);
  });
});

describe('what nobody knows, on the Overview', () => {
  const facts = [dollars('a', '10')];
  const gap = rowsOf('a', now, 40, (back) => (back > 2 && back < 6 ? null : 3));
  it('is no day without spend in the calendar, and is in the sum of its month where it was seen by the end', () => {
    // Something went between the days that were seen, and on which of them nobody knows.
    const spent = gap.map((row) =>
      row.reading.at > now - 3 * day ? { ...row, reading: { ...row.reading, available: exact('800') } } : row,
    );
    const { year } = view(
      facts,
      spent.filter(({ reading }) => reading.at < now - 5 * day || reading.at > now - 2 * day),
    );
    assert.deepEqual(
      [6, 5, 4, 3].map((back) => year?.days.at(-1 - back)?.amount ?? null),
      [exact('3'), null, null, null],
    );
    assert.deepEqual(
      year?.months.map(({ spent }) => /at least|about/.test(spent)),
      [false, true],
    );
    // The history begins in October.
    assert.deepEqual(
      view(
        facts,
        rowsOf('a', now, 40, () => 3),
      ).year?.months.map(({ spent }) => /at least|about/.test(spent)),
      [false, true],
    );
  });
  it('is no "at least $0.00"', () => {
    const old = rowsOf('a', now - 3 * day, 20, () => 1);
    const { cards, rows } = view(facts, old);
    assert.deepEqual([cards[0]?.today, rows[0]?.today], [null, 'not known']);
    assert.equal(cards[0]?.period, 'at least $20.00');
  });
});

it('what runs out first is so by its date, however old its balance is', () => {
  const [stale, fresh] = [rowsOf('stale', now - 8 * day, 30, () => 2), rowsOf('fresh', now, 30, () => 2)];
  const left = (rows: readonly HistoryRow[], amount: string): readonly HistoryRow[] =>
    rows.map((row) => ({
      ...row,
      reading: total(row.reading.at, Number(amount) + (row.reading.available - (rows.at(-1)?.reading.available ?? 0)) / 1e6),
    }));
  const old = now - 8 * day;
  const facts = [
    factsOf(
      { reading: readingOf([held('USD', '20', {}, old)], { at: old }), checkedAt: old },
      { id: idOf('stale'), label: 'stale' },
      openrouter,
    ),
    dollars('fresh', '14'),
  ];
  assert.equal(view(facts, [...left(stale, '20'), ...left(fresh, '14')]).soonest?.account, 'stale');
});

describe('an Overview without a past', () => {
  it('says what was just checked and what providers report, and nothing that nobody knows', () => {
    const reported = memoryHistory([]);
    const told = { ...reported, spendDays: () => [{ ...costOf(Date.UTC(2026, 10, 21), 4), epoch: 0, at }] };
    const facts = [dollars('a', '10'), factsOf({ reading: readingOf([], { at }), checkedAt: at }, { id: idOf('r') }, anthropic)];
    const { cards, spend, soonest, topUps } = overviewOf({ facts, store: told }, month, displayAt(now, { timeZone: 'UTC' }));
    assert.equal(cards[0]?.left, '$10.00');
    assert.deepEqual(
      spend?.series.map(({ account, source }) => [account, source]),
      [['r', 'reported']],
    );
    assert.deepEqual([soonest, topUps], [null, []]);
  });
  it('is empty without an account', () => assert.deepEqual(view([]).rows, []));
  it('survives JSON', () => {
    const seen = view(
      [dollars('a', '10'), dollars('b', '-1')],
      rowsOf('a', now, 40, () => 1),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), seen);
  });
  it('owes nobody a day: what is charged on a day nobody looked at belongs to no later range as a fact', () => {
    const [first, last] = [rowsOf('a', now - 40 * day, 1, () => 1), rowsOf('a', now, 1, () => 1)];
    const later = last.map((row) => ({ ...row, reading: total(row.reading.at, row.reading.available / 1e6 - 5) }));
    assert.match(view([dollars('a', '10')], [...first, ...later]).cards[0]?.period ?? '', /^up to /);
  });
});

it('a batch that owes is said to owe', () => {
  const owing = factsOf({ reading: readingOf([held('USD', '-3.18', {}, at)], { at }), checkedAt: at }, { id: idOf('o') }, deepinfra);
  assert.deepEqual(
    view([owing]).cards.map(({ left, owed }) => [left, owed]),
    [[null, '$3.18']],
  );
});
