import { thresholdsOf, titleOf, type AccountFacts } from '../core/accountView';
import { Checks } from '../core/checks';
import type { Checked } from '../core/checkReport';
import { fetchReading, fetchTarget } from '../core/fetchReading';
import type { Account, EpochMs, Thresholds } from '../core/model';
import type { KeyedProvider } from '../core/provider';
import type { Outcome } from '../core/providerError';
import type { RunQuery } from '../core/query';
import { english } from '../core/translate';
import type { Send } from '../core/transport';
import { alertRules } from '../core/watch/alerts';
import { alertText } from '../core/watch/alertText';
import { balanceLogLines } from '../core/watch/balanceLogLines';
import { memoryWatch } from '../core/watch/memoryWatch';
import type { Message } from '../core/watch/message';
import { sharedFetch } from '../core/watch/sharedFetch';
import { summaryLines } from '../core/watch/summary';
import { Watcher } from '../core/watch/watcher';
import type { CheckTarget, Ports } from './checkTargets';

export interface RunWatchParts {
  readonly targets: readonly CheckTarget[];
  readonly intervalMs: number;
  readonly lowBalance: Thresholds;
  readonly send: Send;
  readonly query: RunQuery;
  readonly signal: AbortSignal;
  /** One line for each balance of each check. */
  readonly onLines: (lines: readonly string[]) => void;
  readonly onMessage: (message: Message) => Promise<void>;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

type Watched = CheckTarget & { readonly provider: KeyedProvider };

const tickMs = 15_000;

/** The editor's watcher in one process of its own. Nothing is kept: after a restart the first answers tell nothing. */
export function createWatch({ targets, intervalMs, lowBalance, send, query, signal, onLines, onMessage, pause }: RunWatchParts) {
  const watched = targets.filter((target): target is Watched => target.provider.kind !== 'dashboard');
  const accounts = new Map(watched.map((target) => [accountOf(target, lowBalance), target]));
  const outcomes = new Map<string, Outcome>();
  const messages: Message[] = [];
  const store = memoryWatch();
  const owner = 'command line';
  const facts = (): readonly AccountFacts[] => [...accounts].map(([account, { provider }]) => ({ account, provider, snapshot: checks.snapshot(account.id) }));
  const summary = (title: string, kind: Message['kind']): Message => ({ kind, title, lines: summaryLines(facts(), { now: Date.now(), locale: 'en', t: english }) });
  const shared = sharedFetch({
    store, owner, now: Date.now, pause, onReading: () => undefined, adopt: (id, known) => checks.adopt(id, known),
    prepare: (account) => Promise.resolve({ ok: true, fetch: (abort) => fetchOf(account, accounts.get(account), { send, query }, abort) }),
    planContext: () => ({ now: Date.now(), intervalMs, random: Math.random(), wokeAt: watcher.wokeAt }),
    alertContext: (account) => ({ account: account.id, thresholds: thresholdsOf(account), rules: new Set(alertRules), runwayDays: 0, ledgers: new Map(), lastActiveAt: null }),
    onLanded: (account, outcome, alerts) => {
      outcomes.set(account.id, outcome);
      onLines(balanceLogLines(account, outcome, Date.now()));
      const provider = accounts.get(account)?.provider;
      if (provider) for (const alert of alerts) messages.push(summary(alertText(titleOf({ account, provider }), alert, { now: Date.now(), locale: 'en', t: english }), 'alert'));
    },
  });
  const checks: Checks = new Checks({ fetch: shared.fetch, now: Date.now, onChange: () => undefined });
  const watcher: Watcher = new Watcher({
    store, owner, now: Date.now, random: Math.random, tickMs, accounts: () => [...accounts.keys()], intervalOf: () => intervalMs,
    check: (account, unlessSince) => checks.check([account], signal, { quiet: true, unlessSince }),
    follow: () => undefined, isAlive: () => Promise.resolve(true), canReach: () => true,
  });
  const tick = async (): Promise<void> => {
    await watcher.tick();
    for (const message of messages.splice(0)) await onMessage(message);
  };
  return {
    /** All once. */
    once: async (): Promise<void> => {
      await checks.check([...accounts.keys()], signal);
      await onMessage(summary('API balances', 'summary'));
    },
    /** Until the signal is aborted. */
    run: async (): Promise<void> => {
      while (!signal.aborted) {
        await tick();
        await pause(tickMs, signal).catch(() => undefined);
      }
    },
    checked: (): readonly Checked[] => watched.flatMap(({ account, provider }) => {
      const outcome = outcomes.get(account.id);
      return outcome ? [{ account, provider, outcome }] : [];
    }),
  };
}

function accountOf({ account, provider }: Watched, lowBalance: Thresholds): Account {
  return { ...account, provider: provider.id, lowBalance };
}

async function fetchOf(account: Account, target: Watched | undefined, { send, query }: Ports, signal: AbortSignal): Promise<Outcome> {
  if (!target) return { ok: false, error: { kind: 'notSupported', host: account.origin } };
  const { provider, key } = target;
  return fetchReading(fetchTarget(provider, account, key), { send, query, signal, now: (): EpochMs => Date.now() });
}
