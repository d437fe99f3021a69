import assert from 'node:assert/strict';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import type { HistoryStore } from '../../../src/core/history/historyStore';
import type { HistoryView } from '../../../src/core/historyPage/historyView';
import type { HistorySelection } from '../../../src/core/historyPage/historySelection';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import type { SeriesView } from '../../../src/core/historyPage/seriesView';
import { atOnce } from '../../../src/core/history/inSteps';
import { historyViewInSteps } from '../../../src/core/historyPage/historyView';
import { formatAge } from '../../../src/core/time/age';
import { readLedger } from '../../../src/core/historyPage/spanReadings';
import { english } from '../../../src/core/text/translate';
import { factsOf, held, readingOf } from '../../support/accounts';
import { demoFacts } from '../../support/demoFacts';
import { memoryHistory } from '../../support/memoryHistory';
import { day, hour, hourly, noon, total } from '../../support/pastReadings';
import { yearOfHistory } from '../../support/yearOfHistory';
import { historyView } from '../../support/historyPage';
import { idOf } from '../../support/ids';

const display = { now: noon, locale: 'en', timeZone: 'Europe/Berlin', hidden: false, t: english };
const year = yearOfHistory(noon);
const store = memoryHistory(year);
const viewOf = (wanted: Partial<HistorySelection>, more: Partial<typeof display> = {}, pixels = 1200): HistoryView =>
  historyView(store, demoFacts(noon), wanted, pixels, { ...display, ...more });

function lineOf({ content }: HistoryView): SeriesView {
  return content.kind === 'line' ? content.line : assert.fail('There is no line');
}

function small(...balances: readonly number[]): HistoryStore {
  return memoryHistory(hourly(...balances).map((reading): HistoryRow => ({ account: idOf('work'), unit: 'USD', reading })));
}

describe('historyView', () => {
  it('survives JSON, as a message to the page must', () => {
    for (const kind of ['24h', '7d', '30d', '90d', '1y', 'all'] as const) {
      const view = viewOf({ range: { kind } });
      assert.deepEqual(JSON.parse(JSON.stringify(view)), view, kind);
    }
  });
  it('sends what the width needs, not every reading', () => {
    const readings = year.filter(({ account }) => account === 'demo-main').length;
    for (const pixels of [300, 1200]) assert.ok(lineOf(viewOf({ range: { kind: '1y' } }, {}, pixels)).points.length <= pixels + 2);
    assert.ok(readings > 5_000);
  });
  it('opens on the first account that has a history, over 30 days', () => {
    const quiet = factsOf({}, { id: idOf('never-checked') });
    const { selection } = historyView(store, [quiet, ...demoFacts(noon)], {}, 800, display);
    assert.deepEqual(selection, { account: idOf('demo-main'), unit: 'CNY', of: 'balance', range: { kind: '30d' }, zoom: null });
  });
  it('replaces what is not there by what is', () => {
    assert.deepEqual(viewOf({ account: idOf('demo-side'), unit: 'EUR' }).selection?.unit, 'USD');
    assert.deepEqual(viewOf({ account: idOf('gone') }).selection?.account, 'demo-main');
  });
  it('still offers the history of an account that was removed', () => {
    const { choices } = historyView(store, [], {}, 800, display);
    assert.deepEqual(
      choices.map(({ id, lines }) => [id, lines.map(({ unit }) => unit)]),
      [
        ['demo-main', ['CNY']],
        ['demo-side', ['USD']],
        ['demo-quiet', ['USD']],
      ],
    );
  });

  it('says what is missing: accounts, then readings', () => {
    const none = historyView(memoryHistory([]), [], {}, 800, display);
    const unread = historyView(memoryHistory([]), [factsOf({})], {}, 800, display);
    assert.deepEqual([none.content.kind === 'empty' && none.content.offer, none.selection], ['addAccount', null]);
    assert.deepEqual([unread.content.kind === 'empty' && unread.content.offer, unread.selection?.account], ['check', 'work']);
  });
  it('collects until there are 24 hours and three drops', () => {
    assert.match(
      lineOf(historyView(small(10, 9, 8, 7), [factsOf({})], {}, 800, display)).collecting ?? '',
      /24 hours of readings and three drops in the balance/,
    );
    assert.equal(lineOf(viewOf({})).collecting, null);
  });
  for (const [place, says] of [
    [{ kind: 'disk', file: 'a', setAside: null }, null],
    [{ kind: 'disk', file: 'a', setAside: '/old.db' }, /set aside as \/old\.db/],
    [{ kind: 'newer', file: '/x.db' }, /newer version/],
    [{ kind: 'memory', why: 'noSqlite' }, /no SQLite/],
    [{ kind: 'memory', why: 'cannotWrite' }, /could not be written/],
  ] as const) {
    it(`says in one sentence that the store is ${JSON.stringify(place)}`, () => {
      const { notice } = historyView(
        memoryHistory([], () => place),
        [],
        {},
        800,
        display,
      );
      if (says === null) assert.equal(notice, null);
      else assert.match(notice ?? '', says);
    });
  }

  it('masks every amount where amounts are hidden', () => {
    const { summary, entries, sentence } = lineOf(viewOf({ range: { kind: '1y' } }, { hidden: true }));
    assert.ok(entries.length > 5);
    const texts = [
      ...summary.flatMap(({ value, detail, name }) => (name === 'Runway' ? [] : [value, detail ?? ''])),
      ...entries.map(({ amount }) => amount),
      sentence,
    ];
    for (const text of texts) assert.doesNotMatch(text, /[¥$]|\d[.,]\d/, text);
  });
  it('keeps what was reported, derived and estimated apart', () => {
    const sources = new Map(lineOf(viewOf({ account: idOf('demo-side') })).summary.map(({ name, source }) => [name, source]));
    assert.deepEqual(
      [...sources],
      [
        ['Balance', 'reported'],
        ['Spent today (UTC)', 'reported'],
        ['Spent this month (UTC)', 'reported'],
        ['Spent today (your time)', 'derived'],
        ['This cycle', 'derived'],
        ['Runway', 'estimated'],
      ],
    );
  });
  it('shows the balance of the latest check with its own age', () => {
    const facts = factsOf({ reading: readingOf([held('USD', '6.50', {}, noon - hour / 2)], { at: noon - hour / 2 }), checkedAt: noon });
    const [balance] = lineOf(historyView(small(10, 9, 8), [facts], {}, 800, { ...display, now: noon + hour })).summary;
    assert.deepEqual(
      [balance?.value, balance?.detail],
      ['$8.00', formatAge(noon, { ...display, now: noon + hour })],
      'an older check does not replace a newer reading',
    );
    const [fresh] = lineOf(
      historyView(
        small(10, 9, 8),
        [{ ...facts, snapshot: { ...facts.snapshot, reading: readingOf([held('USD', '6.50', {}, noon + hour)], { at: noon + hour }) } }],
        {},
        800,
        { ...display, now: noon + hour },
      ),
    ).summary;
    assert.deepEqual([fresh?.value, fresh?.detail], ['$6.50', 'just now']);
  });

  it('lists entries with the window they happened in and the note that was written', () => {
    const noted = small(10, 60, 59);
    noted.setNote({ account: idOf('work'), unit: 'USD', at: noon - hour, text: 'card of the team' });
    const [entry] = lineOf(historyView(noted, [factsOf({})], { range: { kind: '7d' } }, 800, display)).entries;
    assert.deepEqual(
      [entry?.kindName, entry?.amount, entry?.note, entry?.at],
      ['Top-up', 'at least +$50.00', 'card of the team', noon - hour],
    );
    assert.match(entry?.window ?? '', /11:00.*12:00/);
  });
  it('shows a zoomed part in the range it is of', () => {
    const zoom = { from: noon - 3 * day, to: noon - 2 * day };
    const { span, whole, points } = lineOf(viewOf({ range: { kind: '30d' }, zoom }));
    assert.deepEqual(span, zoom);
    assert.ok(whole.from < zoom.from && whole.to >= noon);
    assert.ok((points[0]?.from ?? Infinity) <= zoom.from && (points.at(-1)?.to ?? 0) >= zoom.to, 'the line reaches both edges');
  });
  it('draws the runway only where the range reaches today', () => {
    assert.ok(lineOf(viewOf({ range: { kind: '30d' } })).span.to > noon);
    const { span } = lineOf(viewOf({ range: { kind: 'own', from: '2025-12-01', to: '2025-12-10' } }));
    assert.deepEqual(
      [new Date(span.from).toISOString(), new Date(span.to).toISOString()],
      ['2025-11-30T23:00:00.000Z', '2025-12-10T23:00:00.000Z'],
    );
  });
  it('has no NaN and no marks of spend, whatever the readings', () => {
    for (const balances of [[0], [5], [0, 0], [-3, -4], [1, 0], [0, 100]]) {
      const line = lineOf(historyView(small(...balances), [factsOf({})], { range: { kind: 'all' } }, 800, display));
      assert.doesNotMatch(JSON.stringify(line), /NaN|Infinity|"kind":"spend"/);
      assert.ok(line.span.to > line.span.from);
    }
  });
});

describe('the figures of an account whose ledger nobody keeps', () => {
  for (const [account, unit] of [
    ['demo-main', 'CNY'],
    ['demo-side', 'USD'],
    ['demo-quiet', 'USD'],
  ] as const) {
    it(`are those of the whole history of ${account}`, () => {
      const readings = year.filter((row) => row.account === account).map(({ reading }) => reading);
      const { spend, burnPerDay, runway } = ledgerOf(readings, noon, 'Europe/Berlin');
      const line = store.lines().find((one) => one.account === account && one.unit === unit)!;
      const figures = atOnce(readLedger(store, line, noon, 'Europe/Berlin', noon))?.figures;
      assert.deepEqual([figures?.spend, figures?.burnPerDay, figures?.runway], [spend, burnPerDay, runway]);
    });
  }
});

describe('a page of a long history', () => {
  const readings = Array.from({ length: 50_000 }, (_, index) => total(noon - (50_000 - index) * 5 * 60_000, 50_000 - index));
  const long = memoryHistory(readings.map((reading) => ({ account: idOf('work'), unit: 'USD', reading })));
  for (const range of [{ kind: 'all' }, { kind: '30d' }, { kind: 'own', from: '2025-09-01', to: '2025-09-30' }] as const)
    it(`is made in steps, none of which reads much, and is the same as of one step: ${JSON.stringify(range)}`, () => {
      let most = 0;
      let sinceStep = 0;
      const counted: typeof long = {
        ...long,
        readings: (line, from, to) => {
          const found = long.readings(line, from, to);
          sinceStep += found.length;
          return found;
        },
      };
      const steps = historyViewInSteps(counted, [factsOf({})], { range }, 800, display);
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        most = Math.max(most, sinceStep);
        sinceStep = 0;
      }
      assert.ok(most > 0 && most <= 9000, `${most} readings in a step`);
      const { spend, points } = lineOf(step.value);
      assert.ok(points.length <= 900, `${points.length} points`);
      // A unit is spent with each reading but the first.
      const spent = spend.bars.reduce((all, bar) => all + bar.spent, 0) / 1_000_000;
      const inBars = readings.filter(({ at }, index) => index > 0 && at > (spend.bars[0]?.from ?? 0) && at <= (spend.bars.at(-1)?.to ?? 0));
      assert.equal(spent, inBars.length);
    });
});
