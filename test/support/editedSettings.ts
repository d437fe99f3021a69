import { readAccountEntries } from '../../src/core/accounts/accountEntries';
import type { Account } from '../../src/core/model/account';
import { english } from '../../src/core/text/translate';
import { memoryWatch } from '../../src/core/checks/memoryWatch';
import { Watcher } from '../../src/core/checks/watcher';
import * as providers from '../../src/providers';
import { minute, start } from './accounts';
import { tellingWindow } from './tellingWindow';
import type { Answer } from './watch';

const all = Object.values(providers);

/** A window that watches what a setting says, while somebody types in it. */
export function editedSettings(first: unknown, hasKey?: (account: Account) => boolean) {
  let setting = first;
  let answer: Answer = 'USD 20';
  let asked = 0;
  const clock = { now: start };
  const store = memoryWatch();
  const accounts = (): readonly Account[] => readAccountEntries(setting, all, english).accounts;
  const window = tellingWindow({ store, owner: 'one', clock, accounts, ...(hasKey ? { hasKey } : {}) });
  const watcher = new Watcher({
    store,
    accounts,
    owner: 'one',
    now: () => clock.now,
    random: () => 0.5,
    tickMs: minute,
    intervalOf: () => 15 * minute,
    isAlive: async () => true,
    canReach: () => true,
    check: (account) => {
      asked += 1;
      return window.ask(account, answer);
    },
    follow: window.tick,
    recordOf: (account) => window.checks.recordOf(account),
    hasNewKey: () => false,
  });
  return {
    ...window,
    store,
    clock,
    accounts,
    asked: () => asked,
    say: (next: Answer): void => void (answer = next),
    edit: (next: unknown): void => {
      setting = next;
      window.checks.follow();
    },
    pass: async (minutes: number): Promise<void> => {
      for (let tick = 0; tick < minutes; tick += 1) {
        clock.now += minute;
        await watcher.tick();
      }
    },
  };
}
