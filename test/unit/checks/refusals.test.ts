import assert from 'node:assert/strict';
import { unplanned } from '../../../src/core/checks/schedule';
import { nothingKnown, type WatchRecord } from '../../../src/core/checks/watchRecord';
import { Watcher } from '../../../src/core/checks/watcher';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import type { ProviderError } from '../../../src/core/model/providerError';
import { alertText } from '../../../src/core/notify/alertText';
import { shortTime } from '../../../src/core/time/formatTime';
import { accountOf, hour, minute, start } from '../../support/accounts';
import { randomFrom } from '../../support/randomFrom';
import { displayAt } from '../../support/surfaces';
import { failed, host, named, unpaid, watchedAccount } from '../../support/watch';

const refusals: readonly ProviderError[] = [
  { kind: 'unauthorized', host, status: 401 },
  { kind: 'forbidden', host, status: 403 },
  { kind: 'insufficientScope', host },
  { kind: 'retired', host, status: 410 },
  { kind: 'originRefused', host },
];

describe('a refused account: what is told and when it is asked are one rule', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    it(`over a random course of answers, ${seed}`, () => {
      const random = randomFrom(seed);
      const { answer, record, now } = watchedAccount();
      let [row, isTold, failures] = [0, false, 0];
      for (let step = 0; step < 60; step += 1) {
        const die = random();
        const refusal = refusals[Math.floor(random() * refusals.length)];
        assert.ok(refusal);
        const next = die < 0.15 ? 'USD 20' : die < 0.2 ? unpaid : die < 0.3 ? failed : refusal;
        const isAnswer = next === 'USD 20' || next === unpaid;
        row = next === refusal ? row + 1 : 0;
        failures = isAnswer ? 0 : failures + 1;
        if (next === 'USD 20') isTold = false;
        const told = answer(next).filter(({ rule }) => rule === 'checkFailing');
        // A key that may not read the balance is an answer rather than a failure, until it is a refusal.
        const isFailing = failures >= 3 && (next === failed || refusal.kind !== 'insufficientScope');
        const isCrossing = !isTold && (row >= 2 || isFailing) && !isAnswer;
        assert.equal(told.length, isCrossing ? 1 : 0, `step ${step}`);
        isTold ||= isCrossing;
        const { dueAt, refusals: counted } = record().schedule;
        assert.equal(counted, row);
        if (row > 0) assert.equal(dueAt, now() + Math.min(15 * minute * 2 ** Math.min(row - 1, 10), 6 * hour));
        if (told[0] && row >= 2) assert.deepEqual([told[0].refusal, told[0].nextAt], [next, dueAt]);
      }
    });
  }

  for (const refusal of refusals) {
    it(`${refusal.kind}: told at the second time with when it is asked again, and again only after a success`, () => {
      const { answer, now } = watchedAccount();
      assert.deepEqual(
        ['USD 20', refusal].map((next) => named(answer(next))),
        ['', ''],
      );
      const [alert] = answer(refusal);
      assert.ok(alert?.nextAt);
      const scene = displayAt(now());
      assert.ok(alertText('Work', alert, scene).includes(`checked again at ${shortTime(now() + 30 * minute, scene)}`));
      assert.deepEqual(
        [refusal, failed, refusal, refusal, 'USD 20', refusal, refusal].map((next) => named(answer(next))),
        ['', '', '', '', '', '', 'checkFailing'],
      );
    });
  }

  it('another key of its variable or file is asked with at the next tick', async () => {
    const clock = { now: start };
    const store = memoryWatch();
    let [asked, hasNewKey] = [0, false];
    const record: WatchRecord = { ...nothingKnown, checkedAt: start, schedule: { dueAt: start + 6 * hour, failures: 9, refusals: 9 } };
    let known = record;
    const watcher = new Watcher({
      store,
      owner: 'one',
      now: () => clock.now,
      random: () => 0.5,
      tickMs: minute,
      accounts: () => [accountOf()],
      intervalOf: () => 15 * minute,
      check: async () => {
        asked += 1;
      },
      follow: () => undefined,
      recordOf: () => known,
      hasNewKey: () => hasNewKey,
      isAlive: async () => true,
      canReach: () => true,
    });
    await watcher.tick();
    hasNewKey = true;
    assert.equal(asked, 0);
    clock.now += minute;
    await watcher.tick();
    assert.equal(asked, 1);
    known = { ...record, schedule: { ...unplanned, dueAt: start + hour } };
    clock.now += minute;
    await watcher.tick();
    assert.equal(asked, 1, 'what is not refused is asked when it is due');
  });
});
