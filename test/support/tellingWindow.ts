import assert from 'node:assert/strict';
import { Checks } from '../../src/core/checks/checks';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import type { Snapshot } from '../../src/core/model/snapshot';
import { hostOf } from '../../src/core/provider/origin';
import type { KeyedProvider } from '../../src/core/provider/provider';
import { alertText } from '../../src/core/notify/alertText';
import type { Alert, AlertContext } from '../../src/core/checks/alerts';
import { messageText, readMessage, type Message } from '../../src/core/notify/message';
import { alertMessage } from '../../src/core/notify/summary';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { thresholdsOf, titleOf, type AccountFacts } from '../../src/core/views/accountView';
import { deepseek } from '../../src/providers';
import { checksPorts, type Clock } from './checksPorts';
import { displayAt } from './surfaces';
import { contextOf, outcomeOf, type Answer } from './watch';

export interface Told {
  readonly alert: Alert;
  readonly message: Message;
}

export interface TellingParts {
  readonly store: WatchStore;
  readonly owner: string;
  readonly clock: Clock;
  /** As the settings have them now. */
  readonly accounts: () => readonly Account[];
  readonly provider?: KeyedProvider;
  readonly context?: Partial<AlertContext>;
  /** False where the key is not one for that place: then nothing is asked. */
  readonly hasKey?: (account: Account) => boolean;
}

const never = new AbortController().signal;

/** A window as far as it tells: its checks, what the windows share, and the messages it makes of a crossing, as the shells make them. */
export function tellingWindow({ store, owner, clock, accounts, provider = deepseek, context = {}, hasKey = () => true }: TellingParts) {
  const answers = new Map<string, Answer>();
  const told: Told[] = [];
  const notified: string[] = [];
  const facts = (): readonly AccountFacts[] => accounts().map((account) => ({ account, provider, snapshot: checks.snapshot(account) }));
  const fetch = async ({ id }: Account): Promise<Outcome> => outcomeOf(answers.get(id) ?? '', clock.now);
  const factsAfter = (account: Account, snapshot: Snapshot): readonly AccountFacts[] => [
    { account, provider, snapshot },
    ...facts().filter((other) => other.account.id !== account.id),
  ];
  const checks: Checks = new Checks(
    checksPorts(clock, fetch, {
      store,
      owner,
      prepare: async (account) =>
        hasKey(account)
          ? { ok: true, keyMark: null, fetch: () => fetch(account) }
          : { ok: false, error: { kind: 'originRefused', host: hostOf(account.origin) } },
      alertContext: (account) => contextOf({ account: account.id, thresholds: thresholdsOf(account), ...context }),
      postsOf: (account, snapshot, alerts) =>
        alerts
          .flatMap((alert) => alertMessage(alert, factsAfter(account, snapshot), displayAt(clock.now)) ?? [])
          .map((message) => ({ channel: '', body: messageText(message) })),
      onCommitted: (_account, _outcome, { alerts, posts }) => {
        assert.equal(posts.length, alerts.length, 'each crossing is posted');
        for (const [index, alert] of alerts.entries()) {
          const message = readMessage(posts[index]?.body ?? '');
          assert.ok(message);
          told.push({ alert, message });
        }
      },
    }),
  );
  return {
    told,
    notified,
    facts,
    checks,
    /** What is to be known of an account after this; the message of a crossing is then in `told`. */
    ask: async (account: Account, answer: Answer): Promise<void> => {
      answers.set(account.id, answer);
      await checks.check([account], never, { quiet: true });
    },
    /** The window's timer: sees what others asked, and tells on screen what is to be told. */
    tick: (): void => {
      checks.follow();
      for (const { id, alert } of store.pendingAlerts()) {
        const of = facts().find(({ account }) => account.id === alert.account);
        if (store.takeAlert(id) && of) notified.push(alertText(titleOf(of), alert, displayAt(clock.now)));
      }
    },
    /** What the windows know of an account where it now points to. */
    committed: (account: Account) => {
      checks.follow();
      return checks.recordOf(account);
    },
  };
}
