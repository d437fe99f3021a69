import assert from 'node:assert/strict';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import type { PastReading } from '../../../src/core/history/pastReading';
import { keptLedgers } from '../../../src/core/ledger/keptLedgers';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { micros } from '../../../src/core/money/money';
import { memoryHistory } from '../../support/memoryHistory';
import { day, hour, noon, total } from '../../support/pastReadings';
import { randomFrom } from '../../support/randomFrom';
import { trueCourse } from '../../support/trueCourse';
import { idOf } from '../../support/ids';
import type { AccountId } from '../../../src/core/model/accountId';

const zone = 'Europe/Berlin';
const minutes = 60_000;
const always = (): boolean => true;

function rowsOf(account: string, readings: readonly PastReading[]): readonly HistoryRow[] {
  return readings.map((reading) => ({ account: idOf(account), unit: 'USD', reading }));
}

/** A store that says what it was asked for, and how much it gave. */
function watched(rows: readonly HistoryRow[]) {
  const store = memoryHistory(rows);
  const asked: { readonly account: string; readonly count: number }[] = [];
  const readings: typeof store.readings = (line, from, to) => {
    const found = store.readings(line, from, to);
    asked.push({ account: line.account, count: found.length });
    return found;
  };
  return { ...store, readings, asked };
}

/** What a ledger of everything says, but for its lists. */
function figuresOf(readings: readonly PastReading[], now: number) {
  const { spend, burnPerDay, runway, cycleFrom } = ledgerOf(readings, now, zone);
  return { spend, burnPerDay, runway, cycleFrom };
}

function lookAt(ledgers: ReturnType<typeof keptLedgers>, account: AccountId, now: number) {
  ledgers.follow();
  ledgers.ask([account]);
  assert.equal(ledgers.read(now, always).isMore, false, 'nothing is left to read');
  return ledgers.of(account, now).get('USD');
}

describe('ledgers that are kept', () => {
  for (const [index, topUps] of (['never', 'byHand', 'auto'] as const).entries())
    for (const looking of ['each quarter', 'each hour', 'once a day', 'now and then'] as const)
      it(`say what those of all of the past say, looked ${looking}, topped up ${topUps}, as the past grows`, () => {
        const { readings } = trueCourse({ seed: 90 + index, from: noon - 300 * day, days: 300, looking, topUps });
        const begin = readings.findIndex(({ at }) => at > noon - 30 * day);
        const store = watched(rowsOf('work', readings.slice(0, begin)));
        const ledgers = keptLedgers(store, zone);
        const step = Math.ceil((readings.length - begin) / 12);
        for (let end = begin; end <= readings.length; end += step) {
          const now = (readings[end]?.at ?? noon) - 1;
          assert.deepEqual(lookAt(ledgers, idOf('work'), now), figuresOf(readings.slice(0, end), now));
          store.importRows(rowsOf('work', readings.slice(end, end + step)));
        }
      });

  for (const days of [280, 60, 32, 31, 30, 17, 3])
    for (const topUps of ['never', 'byHand'] as const)
      it(`say so where a key was replaced, or a clock went back, ${days} days ago, topped up ${topUps}`, () => {
        const { readings } = trueCourse({ seed: days, from: noon - 300 * day, days: 300, looking: 'each hour', topUps });
        for (const then of [1, noon - days * day]) {
          const epochs = readings.map((reading) => ({ ...reading, epoch: reading.at < noon - days * day ? 0 : then }));
          for (const later of [0, 0.5, 2, 20]) {
            const now = noon + later * day;
            assert.deepEqual(lookAt(keptLedgers(watched(rowsOf('work', epochs)), zone), idOf('work'), now), figuresOf(epochs, now));
          }
        }
      });

  it('say so of a balance that is only rounded, and of one that has been at rest for long', () => {
    const random = randomFrom(5);
    const wavering = Array.from({ length: 9000 }, (_, index) => ({
      ...total(noon - (9000 - index) * 15 * minutes, 0),
      available: micros(Math.round(900_000_000 - index * 900 + (random() - 0.5) * 800_000)),
    }));
    const resting = [total(noon - 400 * day, 90), total(noon - 399 * day, 80), total(noon - 398 * day, 75), total(noon - 397 * day, 70)];
    for (const readings of [wavering, resting, [...resting, total(noon, 69)]])
      assert.deepEqual(lookAt(keptLedgers(watched(rowsOf('work', readings)), zone), idOf('work'), noon), figuresOf(readings, noon));
  });

  it('read again what came late, and nothing but what is new of what came last', () => {
    const { readings } = trueCourse({ seed: 4, from: noon - 90 * day, days: 89, looking: 'each hour', topUps: 'byHand' });
    const store = watched([...rowsOf('work', readings), ...rowsOf('side', readings)]);
    const ledgers = keptLedgers(store, zone);
    lookAt(ledgers, idOf('side'), noon);
    lookAt(ledgers, idOf('work'), noon);
    store.asked.length = 0;
    const last = total(noon - hour, 3);
    store.importRows(rowsOf('work', [last]));
    assert.deepEqual(lookAt(ledgers, idOf('work'), noon), figuresOf([...readings, last], noon));
    assert.deepEqual(store.asked, [{ account: idOf('work'), count: 2 }], 'the last one that is known, and the new one');
    const late = total(noon - 3 * day - 1, 5);
    store.importRows(rowsOf('work', [late]));
    assert.deepEqual(lookAt(ledgers, idOf('work'), noon), figuresOf([...readings, late, last], noon));
    assert.ok(
      store.asked.every(({ account }) => account === 'work'),
      'the other account is left alone',
    );
  });

  it('leave out what is later than now, also when the clock goes back', () => {
    const readings = [total(noon - 3 * day, 50), total(noon - 2 * day, 40), total(noon - hour, 30), total(noon + 30 * day, 1)];
    const store = watched(rowsOf('work', readings));
    const ledgers = keptLedgers(store, zone);
    for (const now of [noon, noon - day, noon, noon + 31 * day, noon - 2 * day - 1, noon])
      assert.deepEqual(lookAt(ledgers, idOf('work'), now), figuresOf(readings, now));
  });

  it('are not read again and again because of a reading that is stamped a month ahead', () => {
    const readings = [total(noon - 3 * day, 50), total(noon - hour, 30), total(noon + 30 * day, 1)];
    const store = watched(rowsOf('work', readings));
    const ledgers = keptLedgers(store, zone);
    lookAt(ledgers, idOf('work'), noon);
    store.asked.length = 0;
    for (let now = noon; now < noon + 30 * day; now += hour) {
      ledgers.follow();
      assert.deepEqual(ledgers.read(now, always), { isMore: false, hasNews: false });
    }
    assert.deepEqual(store.asked, []);
    assert.equal(lookAt(ledgers, idOf('work'), noon + 30 * day)?.spend.cycle.amount, 49_000_000, 'at its time it counts');
  });

  it('are never read in more than some thousand readings at once, and the account that is asked for first', () => {
    const readings = Array.from({ length: 60_000 }, (_, index) => total(noon - (60_000 - index) * 5 * minutes, 60_000 - index));
    const store = watched([...rowsOf('side', readings), ...rowsOf('work', readings)]);
    const ledgers = keptLedgers(store, zone);
    ledgers.follow();
    ledgers.ask([idOf('side'), idOf('work')]);
    ledgers.prefer(idOf('work'));
    assert.equal(lookAt(ledgers, idOf('work'), noon)?.spend.today.amount, figuresOf(readings, noon).spend.today.amount);
    assert.ok(Math.max(...store.asked.map(({ count }) => count)) <= 5000);
    const firstOfSide = store.asked.findIndex(({ account }) => account === 'side');
    assert.ok(store.asked.slice(firstOfSide).every(({ account }) => account === 'side'));
  });

  it('show what is known while the rest is being read, and stop when there is no time', () => {
    const readings = Array.from({ length: 20_000 }, (_, index) => total(noon - (20_000 - index) * 5 * minutes, 20_000 - index));
    const ledgers = keptLedgers(watched([...rowsOf('side', [total(noon - hour, 5)]), ...rowsOf('work', readings)]), zone);
    ledgers.follow();
    ledgers.ask([idOf('side'), idOf('work')]);
    let left = 4;
    assert.deepEqual(
      ledgers.read(noon, () => left-- > 0),
      { isMore: true, hasNews: true },
    );
    assert.deepEqual([ledgers.of(idOf('side'), noon).size, ledgers.of(idOf('work'), noon).size], [1, 0]);
  });
});
