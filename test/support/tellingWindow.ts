import type { AccountFacts } from '../../src/core/views/accountView';
import { Checks } from '../../src/core/checks/checks';
import type { Account } from '../../src/core/model/account';
import { hostOf } from '../../src/core/provider/origin';
import type { KeyedProvider } from '../../src/core/provider/provider';
import { alertText } from '../../src/core/notify/alertText';
import type { Alert, AlertContext } from '../../src/core/checks/alerts';
import type { Message } from '../../src/core/notify/message';
import { placeKey, singleFlight } from '../../src/core/checks/singleFlight';
import { alertMessage } from '../../src/core/notify/summary';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { thresholdsOf, titleOf } from '../../src/core/views/accountView';
import { deepseek } from '../../src/providers';
import { sceneAt } from './surfaces';
import { contextOf, outcomeOf, planOf, type Answer } from './watch';
import type { Clock } from './watchWindow';

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
  const facts = (): readonly AccountFacts[] => accounts().map((account) => ({ account, provider, snapshot: checks.snapshot(account.id) }));
  const shared = singleFlight({
    store,
    owner,
    now: () => clock.now,
    prepare: async (account) =>
      hasKey(account)
        ? { ok: true, fetch: async () => outcomeOf(answers.get(account.id) ?? '', clock.now) }
        : { ok: false, error: { kind: 'originRefused', host: hostOf(account.origin) } },
    planContext: () => planOf({ now: clock.now }),
    alertContext: (account) => contextOf({ account: account.id, thresholds: thresholdsOf(account), ...context }),
    onReading: () => undefined,
    onCommitted: (_account, _outcome, alerts) => {
      for (const alert of alerts) {
        const message = alertMessage(alert, facts(), sceneAt(clock.now));
        if (message) told.push({ alert, message });
      }
    },
    adopt: (id, known) => checks.adopt(id, known),
    pause: async () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  const checks: Checks = new Checks({
    fetch: shared.fetch,
    now: () => clock.now,
    onChange: () => undefined,
    beforeCheck: () => shared.follow(accounts()),
  });
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
      shared.follow(accounts());
      for (const { id, alert } of store.pendingAlerts()) {
        const of = facts().find(({ account }) => account.id === alert.account);
        if (store.takeAlert(id) && of) notified.push(alertText(titleOf(of), alert, sceneAt(clock.now)));
      }
    },
    /** What the windows know of an account where it now points to. */
    committed: (account: Account) => {
      const record = store.records().get(account.id);
      return record?.place === placeKey(account) ? record : undefined;
    },
  };
}
