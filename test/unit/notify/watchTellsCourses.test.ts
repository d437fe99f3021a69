import assert from 'node:assert/strict';
import { english } from '../../../src/core/text/translate';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { openWatch } from '../../../src/node/watch/openWatch';
import { accountOf, exact, held, minute, readingOf, start } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { randomFrom } from '../../support/randomFrom';
import { tellingWindow } from '../../support/tellingWindow';
import { failed, unpaid, type Answer } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody, webhookFormats } from '../../support/channels';

const work = accountOf();
const [home, third] = [accountOf({ id: idOf('home'), label: 'Home' }), accountOf({ id: idOf('third'), label: 'Third' })];

describe('a crossing that another window finds', () => {
  afterEach(removeHistoryFolders);

  it('is told by that window with what it has just committed, though it has seen nothing before', async () => {
    const folder = historyFolder();
    const clock = { now: start };
    const stores = ['one', 'other'].map(() => openWatch({ folder, onFailure: (error) => assert.fail(String(error)) }));
    const [one, other] = stores.map((store, index) => tellingWindow({ store, owner: `${index}`, clock, accounts: () => [work, home] }));
    assert.ok(one && other);
    await one.ask(work, 'USD 12.34');
    await one.ask(home, 'USD 7.77');
    clock.now += 15 * minute;
    await other.ask(work, 'USD 4.40');
    assert.deepEqual(
      [one.told.length, other.told.map(({ message }) => message.lines.map(({ balance }) => balance))],
      [0, [['$4.40', '$7.77']]],
    );
    one.tick();
    assert.deepEqual(
      [one.notified.map((text) => /\$4\.40/.test(text)), one.facts().map(({ snapshot }) => snapshot.reading?.balances[0]?.available)],
      [[true], [exact('4.40'), exact('7.77')]],
    );
    other.tick();
    assert.deepEqual(other.notified, [], 'and on one screen only');
    for (const store of stores) store.close();
  });
});

describe('over random courses of balances', () => {
  /** Each amount comes once, so that wherever it stands it says when it was true. */
  const course = (seed: number, steps: number) => {
    const random = randomFrom(seed);
    const unused = Array.from({ length: 3000 }, (_, index) => (index * 0.01 + 0.11).toFixed(2));
    return Array.from({ length: steps }, () => {
      const account = [work, home, third][Math.floor(random() * 3)] ?? work;
      const kind = random();
      const amount = unused.splice(Math.floor(random() * unused.length * (random() < 0.5 ? 0.2 : 1)), 1)[0] ?? '1';
      const answer: Answer =
        kind < 0.1
          ? failed
          : kind < 0.15
            ? unpaid
            : kind < 0.2
              ? (at) => readingOf([held('USD', amount, {}, at)], { at, callsRefused: true })
              : `USD ${amount}`;
      return { account, answer };
    });
  };

  for (const seed of [1, 2, 3, 4, 5]) {
    it(`no message holds an amount that is not the latest one committed (seed ${seed})`, async () => {
      const clock = { now: start };
      const window = tellingWindow({ store: memoryWatch(), owner: 'one', clock, accounts: () => [work, home, third] });
      let seen = 0;
      for (const { account, answer } of course(seed, 150)) {
        clock.now += 15 * minute;
        await window.ask(account, answer);
        for (const told of window.told.slice(seen)) {
          const latest = [work, home, third]
            .flatMap((one) => window.committed(one).reading?.balances ?? [])
            .map(({ available }) => `$${((available ?? 0) / 1e6).toFixed(2)}`);
          const allowed = new Set([...latest, '$5.00']);
          for (const body of webhookFormats.map((format) => messageBody(told.message, format, english)))
            for (const [amount] of body.matchAll(/\$\d+\.\d\d/g)) assert.ok(allowed.has(amount), `${amount} in ${body}`);
        }
        seen = window.told.length;
      }
      assert.ok(seen > 10, `${seen} messages`);
    });
  }
});
