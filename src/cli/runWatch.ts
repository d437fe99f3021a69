import { thresholdsOf, type AccountFacts } from '../core/views/accountView';
import { Checks } from '../core/checks/checks';
import type { Checked } from '../core/views/checkReport';
import type { Account, Thresholds } from '../core/model/account';
import type { KeyedProvider } from '../core/provider/provider';
import type { Outcome } from '../core/model/outcome';
import { english } from '../core/text/translate';
import { alertRules, type Alert } from '../core/checks/alerts';
import { balanceLogLines } from '../core/notify/balanceLogLines';
import { memoryWatch } from '../core/checks/memoryWatch';
import type { Message } from '../core/notify/message';
import { singleFlight } from '../core/checks/singleFlight';
import { alertMessage, summaryMessage } from '../core/notify/summary';
import { Watcher } from '../core/checks/watcher';
import { fetchOf, type CheckTarget, type Ports } from './checkTargets';

export interface RunWatchParts extends Ports {
  readonly targets: readonly CheckTarget[];
  readonly intervalMs: number;
  readonly lowBalance: Thresholds;
  readonly signal: AbortSignal;
  /** One line for each amount of each check. */
  readonly onLines: (lines: readonly string[]) => void;
  /** Ends soon once the signal is aborted. A message waits for the one before it. */
  readonly onMessage: (message: Message) => Promise<void>;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

type Watched = CheckTarget & { readonly provider: KeyedProvider };

const tickMs = 15_000;

/** The editor's watcher in one process of its own. Nothing is kept: after a restart the first answers tell nothing. */
export function createWatch({ targets, intervalMs, lowBalance, signal, onLines, onMessage, pause, ...ports }: RunWatchParts) {
  const watched = targets.filter((target): target is Watched => target.provider.kind !== 'dashboard');
  const accounts = new Map(watched.map((target) => [accountOf(target, lowBalance), target]));
  const outcomes = new Map<string, Outcome>();
  const crossed: Alert[] = [];
  const store = memoryWatch();
  const owner = 'command line';
  const display = () => ({ now: Date.now(), locale: 'en', t: english });
  const facts = (): readonly AccountFacts[] =>
    [...accounts].map(([account, { provider }]) => ({ account, provider, snapshot: checks.snapshot(account.id) }));
  const shared = singleFlight({
    store,
    owner,
    now: Date.now,
    pause,
    onReading: () => undefined,
    adopt: (id, known) => checks.adopt(id, known),
    onFault: (error) => ports.onFault?.(error),
    prepare: (account) => Promise.resolve({ ok: true, fetch: (abort) => outcomeOf(account, accounts.get(account), ports, abort) }),
    planContext: () => ({ now: Date.now(), intervalMs, random: Math.random(), wokeAt: watcher.wokeAt }),
    alertContext: (account) => ({
      account: account.id,
      thresholds: thresholdsOf(account),
      rules: new Set(alertRules),
      runwayDays: 0,
      ledgers: new Map(),
      lastActiveAt: null,
    }),
    onCommitted: (account, outcome, alerts) => {
      outcomes.set(account.id, outcome);
      onLines(balanceLogLines(account, outcome, Date.now()));
      crossed.push(...alerts);
    },
  });
  const checks: Checks = new Checks({ fetch: shared.fetch, now: Date.now, onChange: () => undefined });
  const watcher: Watcher = new Watcher({
    store,
    owner,
    now: Date.now,
    random: Math.random,
    tickMs,
    accounts: () => [...accounts.keys()],
    intervalOf: () => intervalMs,
    check: (account, unlessSince) => checks.check([account], signal, { quiet: true, unlessSince }),
    follow: () => undefined,
    isAlive: () => Promise.resolve(true),
    canReach: () => true,
  });
  let posting = Promise.resolve();
  /** Beside the checks, one at a time and in order: a receiver may ask to be left alone for a week. */
  const tell = (message: Message): void => {
    posting = posting.then(() => onMessage(message)).catch((error: unknown) => ports.onFault?.(error));
  };
  const tick = async (): Promise<void> => {
    await watcher.tick().catch((error: unknown) => {
      if (!ports.onFault) throw error;
      ports.onFault(error);
    });
    for (const alert of crossed.splice(0)) {
      const message = alertMessage(alert, facts(), display());
      if (message) tell(message);
    }
  };
  return {
    /** All once. */
    once: async (): Promise<void> => {
      await checks.check([...accounts.keys()], signal);
      tell(summaryMessage(facts(), display()));
      await posting;
    },
    /** Until the signal is aborted, and what was to be told is posted or given up. */
    run: async (): Promise<void> => {
      while (!signal.aborted) {
        await tick();
        await pause(tickMs, signal).catch(() => undefined);
      }
      await posting;
    },
    checked: (): readonly Checked[] =>
      watched.flatMap(({ account, provider, variable = null }) => {
        const outcome = outcomes.get(account.id);
        return outcome ? [{ account, provider, variable, outcome }] : [];
      }),
  };
}

function accountOf({ account, provider }: Watched, lowBalance: Thresholds): Account {
  return { ...account, provider: provider.id, lowBalance };
}

function outcomeOf(account: Account, target: Watched | undefined, ports: Ports, signal: AbortSignal): Promise<Outcome> {
  return target ? fetchOf(target, ports, signal) : Promise.resolve({ ok: false, error: { kind: 'notSupported', host: account.origin } });
}
