import assert from 'node:assert/strict';
import { judgeReading } from '../../../src/core/model/accountState';
import { defaultThresholds } from '../../../src/core/model/headline';
import type { LedgerFigures } from '../../../src/core/ledger/followLedger';
import type { Reading } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import type { ProviderError } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import { alertText } from '../../../src/core/notify/alertText';
import type { Alert } from '../../../src/core/checks/alerts';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { Watcher } from '../../../src/core/checks/watcher';
import type { WatchStore } from '../../../src/core/checks/watchStore';
import { openWatch } from '../../../src/node/watch/openWatch';
import { accountOf, cap, exact, held, hour, minute, readingOf, start } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { displayAt } from '../../support/surfaces';
import { tellingWindow } from '../../support/tellingWindow';
import { host, named, watchedAccount, type Answer } from '../../support/watch';
import { idOf } from '../../support/ids';
import { messageBody } from '../../support/channels';

const work = accountOf();
const scoped: ProviderError = { kind: 'insufficientScope', host };
const refused: ProviderError = { kind: 'unauthorized', host, status: 401 };

/** The messages of one account that gave these answers, a quarter of an hour apart. */
async function toldOf(...answers: readonly Answer[]) {
  const clock = { now: start };
  const { ask, told } = tellingWindow({ store: memoryWatch(), owner: 'one', clock, accounts: () => [work] });
  for (const answer of answers) {
    clock.now += 15 * minute;
    await ask(work, answer);
  }
  return told;
}

const reading =
  (more: Partial<Reading>, ...balances: Parameters<typeof held>[]) =>
  (at: number): Reading =>
    readingOf(
      balances.map(([of, amount, parted]) => held(of, amount, parted, at)),
      { at, ...more },
    );

describe('whatever turns an account low or exhausted on the surfaces is told', () => {
  const rows: readonly { readonly what: string; readonly before: (at: number) => Reading; readonly after: (at: number) => Reading }[] = [
    {
      what: 'a cap that falls low, of a key that may not read the account',
      before: reading({ caps: [cap('16')], problems: [scoped] }),
      after: reading({ caps: [cap('3')], problems: [scoped] }),
    },
    {
      what: 'a cap that is used up, of a key that may not read the account',
      before: reading({ caps: [cap('16')], problems: [scoped] }),
      after: reading({ caps: [cap('0')], problems: [scoped] }),
    },
    {
      what: 'a cap that falls low under a funded balance',
      before: reading({ caps: [cap('16')] }, ['USD', '100']),
      after: reading({ caps: [cap('3')] }, ['USD', '99']),
    },
    {
      what: 'a cap that is used up under a funded balance',
      before: reading({ caps: [cap('16')] }, ['USD', '100']),
      after: reading({ caps: [cap('0')] }, ['USD', '99']),
    },
    {
      what: 'own money that runs out beside a credit line',
      before: reading({}, ['USD', '60', { paid: '40', creditLine: '20' }]),
      after: reading({}, ['USD', '24', { paid: '4', creditLine: '20' }]),
    },
    {
      what: 'a row of a database that was true a while ago',
      before: (at) => readingOf([held('USD', '40', {}, at - hour)], { at }),
      after: (at) => readingOf([held('USD', '4', {}, at - hour)], { at }),
    },
  ];
  for (const { what, before, after } of rows) {
    it(what, async () => {
      const { state, reason } = judgeReading(after(start), defaultThresholds);
      assert.ok(state === 'low' || state === 'exhausted');
      const told = await toldOf(before, after);
      assert.equal(told.length, 1, `${state} is told`);
      const { title } = told[0]!.message;
      // A sentence that compares two amounts must be true, and one that gives a reason must give the reason of the state.
      const [amount = NaN, limit = NaN] = [...title.matchAll(/\$(\d+\.\d\d)/g)].map(([, digits]) => Number(digits));
      if (/at or under/.test(title)) assert.ok(amount <= limit, title);
      if (reason?.kind === 'capUsedUp' || reason?.kind === 'capLow') assert.match(title, /cap/);
    });
  }

  it('and nothing is told as exhausted that goes on', async () => {
    const beyond =
      (amount: string) =>
      (at: number): Reading =>
        readingOf([{ ...held('characters', amount, {}, at), overage: 'unlimited' }], { at });
    assert.equal(judgeReading(beyond('0')(start), defaultThresholds).state, 'ok');
    assert.deepEqual(
      (await toldOf(beyond('900'), beyond('0'))).map(({ message }) => message.title),
      [],
    );
  });

  it('an account is not called exhausted over a line that says OK: one of its currencies is used up', async () => {
    const [told] = await toldOf('CNY 88, USD 1', 'CNY 87, USD 0');
    assert.ok(told);
    assert.ok(
      told.message.lines[0]?.state !== 'OK' || /USD/.test(told.message.title),
      `${told.message.title} | ${JSON.stringify(told.message.lines[0])}`,
    );
  });

  it('a refused key: asked again, and told', async () => {
    const clock = { now: start };
    const store = memoryWatch();
    const { ask, told, checks } = tellingWindow({ store, owner: 'one', clock, accounts: () => [work] });
    let asked = 0;
    const watcher = new Watcher({
      store,
      owner: 'one',
      now: () => clock.now,
      random: () => 0.5,
      tickMs: minute,
      accounts: () => [work],
      intervalOf: () => 15 * minute,
      check: () => ask(work, (asked += 1) === 1 ? 'USD 20' : refused),
      follow: () => checks.follow(),
      recordOf: (account) => checks.recordOf(account),
      hasNewKey: () => false,
      isAlive: async () => true,
      canReach: () => true,
    });
    for (; clock.now < start + 24 * hour; clock.now += minute) await watcher.tick();
    assert.deepEqual([asked > 2, named(told.map(({ alert }) => alert))], [true, 'checkFailing']);
  });
});

describe('an amount in what is told is whole, or says that it is a bound', () => {
  const idle = { lastActiveAt: start - 10 * hour };
  const parted =
    (paid: string, granted: string, all: string) =>
    (at: number): Reading =>
      readingOf([held('USD', all, { paid, granted }, at)], { at });
  const spentOf = (before: (at: number) => Reading, after: (at: number) => Reading): string => {
    const { answer } = watchedAccount();
    answer(before, idle);
    const [alert] = answer(after, idle).filter(({ rule }) => rule === 'idleSpend');
    return alert ? alertText('Work', alert, displayAt(start)) : '';
  };
  it('of money spent from two parts: all of it', () =>
    assert.match(spentOf(parted('60', '20', '80'), parted('59', '10', '69')), /\$11\.00/));
  it('of money spent beside a top-up: at least', () =>
    assert.match(spentOf(parted('60', '20', '80'), parted('90', '10', '100')), /at least \$10\.00/));
  it('of a runway whose burn rate is a least: at most', () => {
    const nothing = { amount: exact('0'), atLeast: false, atMost: false };
    const ledger: LedgerFigures = {
      spend: { today: nothing, sevenDays: nothing, thirtyDays: nothing, cycle: nothing },
      burnPerDay: null,
      runway: { kind: 'days', low: 2, high: 3, atMost: true },
      cycleFrom: null,
    };
    const { answer } = watchedAccount();
    answer('USD 80');
    const [alert] = answer('USD 70', { runwayDays: 3, ledgers: new Map([[unit('USD'), ledger]]) });
    assert.match(alert ? alertText('Work', alert, displayAt(start)) : '', /at most|or less|or sooner/);
  });
});

describe('what is told late says of when it is', () => {
  const alert: Alert = {
    rule: 'low',
    account: idOf('work'),
    unit: 'USD',
    amount: exact('4.4'),
    threshold: exact('5'),
    days: null,
    at: start,
  };
  it('on the screen: since when, once an hour has passed', () => {
    assert.doesNotMatch(alertText('Work', alert, displayAt(start + minute)), /since/);
    assert.match(alertText('Work', alert, displayAt(start + 26 * hour)), /since|Nov 14/);
  });
  it('a message that is posted again and again holds a time that stays true', async () => {
    const [told] = await toldOf('USD 12.34', 'USD 4.40');
    assert.match(messageBody(told!.message, 'json', english), /2023-11-14T22:43/);
  });
  afterEach(removeHistoryFolders);
  const stores: readonly (readonly [string, () => WatchStore])[] = [
    ['in memory', memoryWatch],
    ['on disk', () => openWatch({ folder: historyFolder(), onFailure: (error) => assert.fail(String(error)) })],
  ];
  for (const [where, open] of stores) {
    it(`ends with the account or the key that it is about, ${where}`, async () => {
      const clock = { now: start };
      const store = open();
      const { ask } = tellingWindow({ store, owner: 'one', clock, accounts: () => [work] });
      await ask(work, 'USD 12');
      clock.now += minute;
      await ask(work, 'USD 4');
      assert.equal(store.pendingAlerts().length, 1);
      store.forget(work.id, clock.now);
      assert.deepEqual(store.pendingAlerts(), []);
      store.close();
    });
  }
  it('and holds of the other accounts what another window committed meanwhile', async () => {
    const folder = historyFolder();
    const clock = { now: start };
    const home = accountOf({ id: idOf('home'), label: 'Home' });
    const open = [0, 1].map(() => openWatch({ folder, onFailure: (error) => assert.fail(String(error)) }));
    const [one, other] = open.map((store, index) => tellingWindow({ store, owner: `${index}`, clock, accounts: () => [work, home] }));
    assert.ok(one && other);
    await one.ask(work, 'USD 12.34');
    await one.ask(home, 'USD 77.77');
    other.tick();
    clock.now += 15 * minute;
    // The other window's answer lands while this one still waits for its own.
    await one.ask(work, (at) => {
      const claim = open[1]!.claim(idOf('home'), 'x', at);
      const known = other.committed(home);
      assert.ok(claim.kind === 'claimed');
      open[1]!.commit(idOf('home'), 'x', claim.epoch, () => ({
        record: { ...known, checkedAt: at, reading: readingOf([held('USD', '66.66', {}, at)], { at }) },
        alerts: [],
        posts: [],
      }));
      return readingOf([held('USD', '4.40', {}, at)], { at });
    });
    assert.deepEqual(
      one.told.map(({ message }) => message.lines.map(({ balance }) => balance)),
      [['$4.40', '$66.66']],
    );
    for (const store of open) store.close();
  });
});
