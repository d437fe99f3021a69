import assert from 'node:assert/strict';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import { sumsOfBook } from '../../../src/core/historyPage/rangeSums';
import { followLedger } from '../../../src/core/ledger/followLedger';
import { dayMs, hourMs } from '../../../src/core/time/durations';
import { openrouter } from '../../../src/providers';
import { factsOf, held, readingOf } from '../../support/accounts';
import { historyView } from '../../support/historyPage';
import { idOf } from '../../support/ids';
import { memoryHistory } from '../../support/memoryHistory';
import { atFirst, displayAt, overviewOf } from '../../support/overviewWorld';
import { total } from '../../support/pastReadings';

/** A Sunday evening. */
const now = Date.UTC(2026, 10, 22, 19);
const at = now - 60_000;
const display = displayAt(now, { timeZone: 'UTC' });
const facts = [factsOf({ reading: readingOf([held('USD', '10', {}, at)], { at }), checkedAt: at }, { id: idOf('a') }, openrouter)];

/** Dollars that were left so many days ago, at nine in the morning. */
function storeOf(left: readonly (readonly [ago: number, left: number])[]) {
  return memoryHistory(
    left.map(([ago, amount]): HistoryRow => {
      return { account: idOf('a'), unit: 'USD', reading: total(now - 10 * hourMs - ago * dayMs, amount) };
    }),
  );
}

function accountSpent(store: ReturnType<typeof storeOf>): string | undefined {
  const wanted = { account: idOf('a'), unit: 'USD', range: { kind: '7d' } } as const;
  const { content } = historyView(store, facts, wanted, 800, display);
  return content.kind === 'line' ? content.line.range.figures[0]?.value : undefined;
}

const today = Math.floor(now / dayMs);

function ledgerOf(store: ReturnType<typeof storeOf>) {
  const ledger = followLedger('UTC');
  ledger.append(store.readings({ account: idOf('a'), unit: 'USD' }, 0, now));
  return { days: ledger.book.days() };
}

const overview = (store: ReturnType<typeof storeOf>) => overviewOf({ facts, store }, { ...atFirst, range: '7d' }, display);
/** Two dollars a day, seen on each day but those. */
const falling = (...unseen: readonly number[]) =>
  storeOf(Array.from({ length: 21 }, (_, index) => [20 - index, 100 - 2 * index] as const).filter(([ago]) => !unseen.includes(ago)));

describe('spend of one range, on the Overview and on the page of the account', () => {
  it('is a fact on both where only a night lies before it', () => {
    const [store] = [falling()];
    const { cards, rows, spend } = overview(store);
    assert.deepEqual([cards[0]?.today, cards[0]?.period, rows[0]?.today, rows[0]?.period], ['$2.00', '$14.00', '$2.00', '$14.00']);
    assert.equal(accountSpent(store), '$14.00');
    assert.deepEqual(
      spend?.bars.flatMap(({ parts }) => parts.filter(({ late }) => late)),
      [],
    );
  });
  it('is "up to" on both where days without a reading lie before it', () => {
    const store = falling(7, 8);
    assert.equal(overview(store).cards[0]?.period, 'up to $18.00');
    assert.equal(accountSpent(store), 'up to $18.00');
    assert.equal(overview(store).spend?.bars[0]?.parts[0]?.late, true);
  });
  it('is "at least" where its end was not seen, so that nothing is held against it as a fact', () => {
    const store = falling(7, 8);
    const { content } = historyView(store, facts, { account: idOf('a'), unit: 'USD', range: { kind: '7d' } }, 800, display);
    assert.equal(content.kind === 'line' && content.line.range.figures[0]?.detail, 'The 7 days before: at least $10.00');
    // The night before today is no gap; nor is a silence behind which nothing had gone.
    const { days: book } = ledgerOf(
      storeOf([
        [9, 50],
        [8, 48],
        [5, 48],
        [4, 46],
      ]),
    );
    assert.deepEqual(
      [8, 7, 6, 5].map((back) => sumsOfBook(book, today - 9, today - back, false).spent.atLeast),
      [false, false, false, false],
    );
  });
  it('is "at least" where money came behind a silence, and hid what went', () => {
    const { days: book } = ledgerOf(
      storeOf([
        [9, 50],
        [8, 48],
        [5, 98],
        [4, 96],
      ]),
    );
    assert.deepEqual(
      [8, 7, 6, 4].map((back) => sumsOfBook(book, today - 9, today - back, false).spent.atLeast),
      [false, true, true, true],
    );
  });
});
