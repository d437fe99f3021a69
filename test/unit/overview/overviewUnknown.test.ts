import assert from 'node:assert/strict';
import type { LedgerEvent } from '../../../src/core/ledger/ledgerEvents';
import { mostEntries } from '../../../src/core/ledger/dayBook';
import { topUpMonths } from '../../../src/core/overview/topUps';
import type { HistoryDisplay } from '../../../src/core/historyPage/historyDisplay';
import { dayMs as day, hourMs } from '../../../src/core/time/durations';
import type { AccountFacts } from '../../../src/core/views/accountView';
import { anthropic, openrouter } from '../../../src/providers';
import { exact, factsOf, held, readingOf } from '../../support/accounts';
import { atFirst, displayAt, overviewOf } from '../../support/overviewWorld';
import { idOf } from '../../support/ids';
import { memoryHistory } from '../../support/memoryHistory';
import { costOf } from '../../support/pastChecks';
import { rowsOf } from '../../support/overviewRows';

/** A Sunday evening. */
const now = Date.UTC(2026, 10, 22, 19);

const dollars = (id: string, left: string | null, at = now): AccountFacts => {
  const balance = { ...held('USD', left ?? '0', {}, at), ...(left === null ? { available: null } : {}) };
  return factsOf({ reading: readingOf([balance], { at }), checkedAt: at }, { id: idOf(id), label: id }, openrouter);
};
const spendAlone = (at: number): AccountFacts =>
  factsOf({ reading: readingOf([], { at }), checkedAt: at }, { id: idOf('r'), label: 'r' }, anthropic);

describe('days that a provider reports, which are those of UTC', () => {
  /** Four dollars on each of ten days, and one on the last, as far as it has gone. */
  const reportedAt = (moment: number, display: Partial<HistoryDisplay>) => {
    const last = Math.floor(moment / day) * day;
    const told = Array.from({ length: 11 }, (_, back) => ({
      ...costOf(last - (10 - back) * day, back === 10 ? 1 : 4),
      epoch: 0,
      at: moment,
    }));
    const store = { ...memoryHistory([]), spendDays: () => told };
    return overviewOf({ facts: [spendAlone(moment)], store }, { ...atFirst, range: '7d' }, displayAt(moment, display));
  };
  const lastBars = ({ spend }: ReturnType<typeof reportedAt>) =>
    spend?.bars.slice(-2).map(({ parts, unknown }) => [parts[0]?.amount ?? null, unknown]);

  it('lose no spend where the next of them has begun before the day of the person ends', () => {
    const view = reportedAt(Date.UTC(2026, 10, 23, 1), { timeZone: 'America/Los_Angeles' });
    assert.deepEqual(lastBars(view), [
      [exact('4'), []],
      [exact('5'), []],
    ]);
    assert.deepEqual([view.cards[0]?.period, view.rows[0]?.today], ['$29.00', '$5.00 (UTC)']);
  });
  it('say nothing of a day that none of them has begun for', () => {
    const view = reportedAt(Date.UTC(2026, 10, 22, 23), { timeZone: 'Asia/Shanghai' });
    assert.deepEqual(lastBars(view), [
      [exact('1'), []],
      [null, [0]],
    ]);
    assert.equal(view.rows[0]?.today, 'not known');
  });
});

describe('a bar of the Overview', () => {
  it('tells days that nobody knows from days without spend', () => {
    const rows = rowsOf('a', now, 5, (back) => (back === 2 ? 0 : 1));
    const { spend } = overviewOf({ facts: [dollars('a', '10')], store: memoryHistory(rows) }, atFirst, displayAt(now, { timeZone: 'UTC' }));
    const [before, without] = [spend?.bars[0], spend?.bars.at(-3)];
    assert.deepEqual([before?.parts, before?.unknown], [[], [0]]);
    assert.deepEqual([without?.parts, without?.unknown], [[], []]);
  });
});

describe('the calendar of the Overview', () => {
  it('says of a day that some of its spend may be of an earlier one', () => {
    const rows = rowsOf('a', now, 12, () => 3).filter(({ reading: { at } }) => at < now - 5.5 * day || at > now - 2.5 * day);
    const { year } = overviewOf({ facts: [dollars('a', '10')], store: memoryHistory(rows) }, atFirst, displayAt(now, { timeZone: 'UTC' }));
    assert.deepEqual(
      year?.days.slice(-4).map((one) => one?.late ?? null),
      [null, true, false, false],
    );
  });
});

describe('what is left, on a card of the Overview', () => {
  const cardsOf = (...facts: readonly AccountFacts[]) =>
    overviewOf({ facts, store: memoryHistory([]) }, atFirst, displayAt(now)).cards.map(({ left, without }) => [left, without]);
  it('says whom it lacks', () => {
    assert.deepEqual(cardsOf(dollars('a', '10'), dollars('b', null)), [['$10.00', 'without 1 account: its balance is not known']]);
    assert.deepEqual(cardsOf(dollars('a', '10'), dollars('b', null), dollars('c', null)), [
      ['$10.00', 'without 2 accounts: their balances are not known'],
    ]);
  });
  it('lacks nobody where all are known, and is no sum where none is', () => {
    assert.deepEqual(cardsOf(dollars('a', '10'), dollars('b', '2')), [['$12.00', null]]);
    assert.deepEqual(cardsOf(dollars('a', null)), [[null, null]]);
  });
});

describe('spend on a card of the Overview', () => {
  const cardOf = (...facts: readonly AccountFacts[]) =>
    overviewOf({ facts, store: memoryHistory(rowsOf('a', now, 40, () => 1)) }, atFirst, displayAt(now, { timeZone: 'UTC' })).cards[0];
  it('is a bound where an account has no history', () => {
    assert.equal(cardOf(dollars('a', '10'))?.period, '$30.00');
    assert.equal(cardOf(dollars('a', '10'), dollars('b', '5'))?.period, 'at least $30.00');
  });
  it('says that its balances are of several times', () => {
    const card = cardOf(dollars('a', '10'), dollars('b', '5', now - 5 * hourMs));
    assert.deepEqual([card?.isOldest, cardOf(dollars('a', '10'), dollars('b', '5'))?.isOldest], [true, false]);
  });
});

describe('what runs out in years', () => {
  const runsOut = (amount: number, spent: (back: number) => number) => {
    const rows = rowsOf('a', now, 40, spent);
    return overviewOf({ facts: [dollars('a', String(amount))], store: memoryHistory(rows) }, atFirst, displayAt(now)).rows[0]?.runsOut;
  };
  it('is no date', () =>
    assert.equal(
      runsOut(5_000, () => 1),
      'in over a year',
    ));
  it('is a month with its year where it may be, and may be much later', () => {
    const uneven = runsOut(940, (back) => (back % 2) * 3);
    assert.match(uneven ?? '', /^not before [A-Z][a-z]{2} 2027$/);
  });
  it('and may be sooner where more may have been spent', () =>
    assert.equal(
      runsOut(50_000, (back) => (back % 2 === 0 ? -60 : 1)),
      'in over a year, or sooner',
    ));
});

describe('top-ups that are too many to be kept', () => {
  it('make the sum "at least" of the oldest month that is left, and of no later one', () => {
    const entries = Array.from({ length: mostEntries }, (_, index): LedgerEvent => {
      const to = now - (mostEntries - 1 - index) * 12 * 60_000;
      return { kind: 'topUp', amount: exact('1'), from: to - hourMs, to, atLeast: false };
    });
    const months = topUpMonths([{ account: idOf('a'), title: 'a', unit: 'USD', entries }], displayAt(now, { timeZone: 'UTC' }));
    const inNovember = entries.filter(({ to }) => to > Date.UTC(2026, 10, 1)).length;
    assert.deepEqual(
      months.map(({ name, sums }) => [name, ...sums]),
      [
        ['November 2026', `$${inNovember.toLocaleString('en')}.00`],
        ['October 2026', `at least $${(mostEntries - inNovember).toLocaleString('en')}.00`],
      ],
    );
  });
});
