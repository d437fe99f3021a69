import assert from 'node:assert/strict';
import { kinds } from '../../support/channels';
import { readArguments } from '../../../src/cli/arguments';
import { environmentAccounts } from '../../../src/cli/environmentAccounts';
import { historyCommand } from '../../../src/cli/historyCommand';
import { channelOf } from '../../../src/cli/watchCommand';
import { Checks } from '../../../src/core/checks/checks';
import type { Account } from '../../../src/core/model/account';
import type { Outcome } from '../../../src/core/model/outcome';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { Watcher } from '../../../src/core/checks/watcher';
import { readHistoryFile } from '../../../src/node/history/readHistoryFile';
import { openHistory } from '../../../src/node/history/openHistory';
import { loadSqlite } from '../../../src/node/sqlite/sqlite';
import * as providers from '../../../src/providers';
import { accountOf, exact, minute, start } from '../../support/accounts';
import { checksPorts } from '../../support/checksPorts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { runCli } from '../../support/runCli';
import { markedKey } from '../../support/testKeys';
import { planOf, saying } from '../../support/watch';
import { targetOf, watched } from '../../support/watchedHour';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';
import { isKeyed } from '../../../src/cli/checkTargets';

const members = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'isPrototypeOf', '__defineGetter__'];
const definition = { url: 'https://own.example/a', secretHeaders: { a: '{apiKey}', b: '{user}' }, amount: '/a', unit: 'USD' };

describe('a variable is one of the environment, and not what every object has', () => {
  for (const name of members) {
    // As `process.env` is: an object with a prototype.
    it(`${name} holds no key, no secret and no address`, () => {
      const sources = { environment: process.env, readKeyFile: () => null, certificateFault: () => null };
      const key = environmentAccounts(Object.values(providers), sources, { providers: ['deepseek'], keyEnv: name });
      assert.deepEqual(key.ok && key.targets.map((target) => isKeyed(target) && target.key), ['']);
      const secret = environmentAccounts(Object.values(providers), sources, {
        providers: ['custom'],
        definition,
        secretEnv: { user: name },
      });
      assert.equal(secret.ok, false);
      assert.equal(channelOf(name, undefined, kinds, process.env), `The variable ${name} holds no address of a webhook.`);
    });
  }
  it('the command line says so', async () => {
    const runs = await Promise.all(
      [
        ['check', 'deepseek', '--key-env', 'constructor'],
        ['watch', 'deepseek', '--once', '--webhook-env', 'toString'],
      ].map((args) => runCli(args, {})),
    );
    for (const { stderr } of runs) assert.doesNotMatch(stderr, /an internal error/);
  });
  it('an option of such a name is none', () => {
    for (const name of members)
      for (const argv of [['check', `--${name}`], ['check', `--${name}=1`], [name], ['help', name], ['check', '--secret-env', `${name}=`]])
        assert.ok(['wrong', 'help'].includes(readArguments(argv).command), argv.join(' '));
  });
});

/** Three accounts on one clock; the second cannot even be prepared, such as for a key storage that fails in a new way. */
function threeAccounts(prepareFails: (account: Account) => boolean) {
  const store = memoryWatch();
  const accounts = ['one', 'two', 'three'].map((id) => accountOf({ id: idOf(id) }));
  const asked = new Map<string, number>();
  const clock = { now: start, leads: 0 };
  const faults: unknown[] = [];
  const fetch = async (): Promise<Outcome> => ({ ok: true, reading: saying('USD 20', clock.now) });
  const checks = new Checks(
    checksPorts(clock, fetch, {
      store,
      planContext: () => planOf({ now: clock.now, intervalMs: 5 * minute }),
      onFault: (error) => void faults.push(error),
      prepare: async (account) => {
        asked.set(account.id, (asked.get(account.id) ?? 0) + 1);
        if (prepareFails(account)) throw new TypeError(`text.trim is not a function ${markedKey}`);
        return { ok: true, keyMark: null, fetch };
      },
    }),
  );
  const watcher = new Watcher({
    store,
    owner: 'test',
    now: () => clock.now,
    random: () => 0.5,
    tickMs: 15_000,
    accounts: () => accounts,
    intervalOf: () => 5 * minute,
    check: (account, unlessSince) => checks.check([account], new AbortController().signal, { quiet: true, unlessSince }),
    follow: () => checks.follow(),
    recordOf: (account) => checks.recordOf(account),
    hasNewKey: () => false,
    isAlive: () => Promise.resolve(true),
    canReach: () => true,
    onLead: () => void (clock.leads += 1),
  });
  return { watcher, clock, asked, faults };
}

describe('an account whose check throws, among others', () => {
  it('240 ticks: the others are checked, summaries go out with each, and it is not asked with each', async () => {
    const { watcher, clock, asked, faults } = threeAccounts(({ id }) => id === 'two');
    let rejected = 0;
    for (let tick = 0; tick < 240; tick += 1) {
      // The shell keeps a fault in its log and goes on.
      await watcher.tick().catch(() => void (rejected += 1));
      clock.now += 15_000;
    }
    assert.deepEqual([asked.get('one'), asked.get('three')], [12, 12], 'the others');
    assert.ok((asked.get('two') ?? 0) <= 12, `the one at fault was asked ${asked.get('two') ?? 0} times`);
    assert.equal(faults.length, asked.get('two'), 'each fault is told to the log');
    assert.deepEqual([clock.leads, rejected], [240, 0], 'what the watching window does besides');
  });
});

describe('a receiver of messages that throws', () => {
  it('ends no watch, and the next message is tried', async () => {
    let balance = 20;
    const send = async () =>
      ({
        ok: true,
        status: 200,
        contentType: 'application/json',
        retryAfter: null,
        body: `{"balance_infos": [{"currency": "USD", "total_balance": "${(balance -= 1) < 17 ? 4 : 20}"}]}`,
      }) as const;
    const faults: unknown[] = [];
    const { ticks, messages } = await watched([targetOf('one', providers.deepseek), targetOf('two', providers.deepseek)], send, {
      ticks: 300,
      take: () => Promise.reject(new Error('no such receiver')),
      onFault: (error) => void faults.push(error),
    });
    assert.deepEqual([ticks, new Set(messages.map(({ title }) => title)).size], [300, 2]);
    // Each as often as where nobody is there, and the log has all of it.
    assert.deepEqual([messages.length, faults.length], [12, 12]);
  });
});

describe('a history that something else wrote into', () => {
  after(removeHistoryFolders);
  for (const [name, sql] of Object.entries({
    'a line without a unit': "UPDATE line SET unit = ''",
    'a blank unit': "UPDATE line SET unit = ' '",
    'no account': "UPDATE line SET account = ''",
    'a time beyond the calendar': 'UPDATE reading SET at = 9000000000000',
    'a time before it': 'UPDATE reading SET at = -9000000000000',
    'an amount that is none': 'UPDATE reading SET available = 9007199254740991',
  })) {
    it(`${name} is said, or left out`, function () {
      const sqlite = loadSqlite();
      if (!sqlite) return this.skip();
      const folder = historyFolder();
      const store = openHistory({ folder, now: () => start + 1_000 });
      recordRows(store, [
        { account: idOf('work'), unit: 'USD', reading: { at: start, epoch: 0, available: exact('5'), paid: null, granted: null } },
      ]);
      store.close();
      const file = `${folder}/history.sqlite`;
      const db = new sqlite.Database(file);
      db.exec(sql);
      db.close();
      for (const format of ['table', 'json', 'csv'] as const)
        assert.doesNotThrow(() => [...historyCommand(file, { command: 'history', file, format, now: start }, readHistoryFile)], format);
    });
  }
});
