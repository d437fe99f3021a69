import assert from 'node:assert/strict';
import { keptLedgers } from '../../../src/core/ledger/keptLedgers';
import { ledgersInTurns } from '../../../src/vscode/accounts/ledgersInTurns';
import { memoryHistory } from '../../support/memoryHistory';
import { noon, total } from '../../support/pastReadings';
import { idOf } from '../../support/ids';

const accounts = ['work', 'side', 'home'].map(idOf);
const minutes = 60_000;

/** A clock by which each reading of the store takes three milliseconds. */
function turns(onFault: (error: unknown) => void = (error) => assert.fail(String(error))) {
  const store = memoryHistory(
    accounts.flatMap((account) =>
      Array.from({ length: 20_000 }, (_, index) => ({
        account,
        unit: 'USD',
        reading: total(noon - (20_000 - index) * 5 * minutes, 20_000 - index),
      })),
    ),
  );
  let clock = 0;
  let readings = store.readings;
  const told: number[] = [];
  const held: number[] = [];
  let tell: () => void = () => undefined;
  const ledgers = ledgersInTurns({
    ledgers: keptLedgers(
      {
        ...store,
        readings: (line, from, to) => {
          clock += 3;
          return readings(line, from, to);
        },
      },
      'UTC',
    ),
    now: () => noon,
    clock: () => clock,
    onNews: () => {
      told.push(clock);
      tell();
    },
    onFault,
  });
  const drawn = (): number => {
    const before = clock;
    const known = ledgers.of(accounts);
    held.push(clock - before);
    return accounts.filter((account) => known.get(account)?.has('USD')).length;
  };
  return {
    store,
    ledgers,
    told,
    held,
    drawn,
    nextNews: () =>
      new Promise<void>((resolve) => {
        tell = resolve;
      }),
    fail: () => {
      readings = () => {
        throw new Error('the disk is gone');
      };
    },
  };
}

const nextTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('ledgers that are read in turns', () => {
  it('come in after the first draw, which none of them holds up, and tell when all are there', async () => {
    const { drawn, held, told, nextNews } = turns();
    assert.equal(drawn(), 0);
    while (drawn() < accounts.length) await nextNews();
    assert.ok(Math.max(...held) <= 12, `${Math.max(...held)} ms`);
    const news = told.length;
    await nextTurns(50);
    assert.equal(told.length, news, 'nothing is drawn in a loop');
    assert.ok(news <= accounts.length);
  });

  it('have a new reading of one account by the next draw', async () => {
    const { drawn, store, ledgers, nextNews, held, told } = turns();
    while (drawn() < accounts.length) await nextNews();
    const news = told.length;
    const before = ledgers.of(accounts).get(idOf('work'))?.get('USD')?.spend.cycle.amount ?? 0;
    store.importRows([{ account: idOf('work'), unit: 'USD', reading: total(noon, 0) }]);
    const after = ledgers.of(accounts).get(idOf('work'))?.get('USD')?.spend.cycle.amount ?? 0;
    assert.equal(after - before, 1_000_000);
    assert.ok(Math.max(...held) <= 12);
    await nextTurns(20);
    assert.equal(told.length, news, 'whoever asked knows');
  });

  it('end with their owner', async () => {
    const { drawn, told, ledgers } = turns();
    drawn();
    ledgers.dispose();
    await nextTurns(100);
    assert.deepEqual([told, drawn()], [[], 0]);
  });

  it('tell of a disk that fails once for each time that they are asked', async () => {
    const faults: unknown[] = [];
    const { drawn, fail } = turns((error) => faults.push(error));
    fail();
    for (const count of [1, 2]) {
      assert.equal(drawn(), 0);
      await nextTurns(50);
      assert.equal(faults.length, count);
    }
  });
});
