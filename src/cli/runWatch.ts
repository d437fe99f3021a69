import { minutesOf } from '../core/accounts/refreshInterval';
import { minuteMs } from '../core/time/durations';
import { metricStanding } from '../core/metrics/metricStanding';
import type { AccountState } from '../core/model/accountState';
import { thresholdsOf, type AccountFacts } from '../core/views/accountView';
import { alertRules, type Alert } from '../core/checks/alerts';
import { Checks } from '../core/checks/checks';
import { missedEntries } from '../core/checks/missedEntries';
import { Watcher } from '../core/checks/watcher';
import type { Prepared } from '../core/checks/askOnce';
import type { PlanContext } from '../core/checks/schedule';
import type { NewPost } from '../core/checks/watchRecord';
import { historyEntry } from '../core/history/historyEntry';
import type { Account } from '../core/model/account';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import type { Snapshot } from '../core/model/snapshot';
import { balanceLogLines } from '../core/notify/balanceLogLines';
import { messageText } from '../core/notify/message';
import { alertMessage, summaryMessage } from '../core/notify/summary';
import { summaryPeriod, takesSummaryTurn } from '../core/notify/summaryTurn';
import type { Synchroniser } from '../core/shared/synchroniser';
import { english } from '../core/text/translate';
import { watchOutboxes } from './watchOutboxes';
import type { WatchChannel } from './configChannels';
import type { RunWatchParts } from './runWatchParts';
import { watchedTargets } from './watchedTargets';
import type { WatchState } from './watchState';

const tickMs = 15_000;
/** A run that is to end waits no longer for a channel than this. */
const onceMs = 100_000;
/** Nor for a database than this: what is not handed on waits on this machine. */
const onceShareMs = 10_000;

/** The editor's watcher in one process of its own. */
export function createWatch(parts: RunWatchParts) {
  const { targets, intervalMs, lowBalance, signal, onLines, onChecked, channels, state, owner, pause, repeat, timeZone } = parts;
  const { store, history } = state;
  const watched = watchedTargets(targets, lowBalance, parts.markOf, parts);
  const { accounts } = watched;
  const outcomes = new Map<AccountId, Outcome>();
  const now = Date.now;
  const display = () => ({ now: now(), locale: 'en', t: english });
  const onFault = (error: unknown): void => parts.onFault?.(error);
  let isOnce = false;
  const facts = (changed?: Account, after?: Snapshot): readonly AccountFacts[] =>
    accounts.flatMap((account) => {
      const provider = watched.providerOf(account);
      const snapshot = account === changed && after ? after : checks.snapshot(account);
      return provider ? [{ account, provider, snapshot }] : [];
    });
  const takersOf = (what: WatchChannel['posts'][number]): readonly WatchChannel[] => channels.filter(({ posts }) => posts.includes(what));
  /** A single run posts one message: who gets its summary reads there what was crossed. */
  const alertTakers = (): readonly WatchChannel[] => takersOf('alerts').filter(({ posts }) => !isOnce || !posts.includes('summaries'));
  const postsOf = (account: Account, snapshot: Snapshot, alerts: readonly Alert[]): readonly NewPost[] =>
    alerts
      .flatMap((alert) => alertMessage(alert, facts(account, snapshot), display()) ?? [])
      .flatMap((message) => alertTakers().map(({ id }) => ({ channel: id, body: messageText(message) })));
  /** An account may have its own, and a provider bear no shorter one. */
  const intervalOf = (account: Account): number => {
    const provider = watched.providerOf(account);
    return provider ? Math.round(minutesOf(account, provider, intervalMs / minuteMs) * minuteMs) : 0;
  };
  const checks: Checks = new Checks({
    store,
    owner,
    now,
    pause,
    repeat,
    postsOf,
    onFault,
    prepare: (account) => {
      const own = (): Promise<Prepared> => Promise.resolve(watched.prepare(account));
      return shared ? shared.prepare(account, own) : own();
    },
    planContext: (account) => planContext(account),
    alertContext: (account) => ({
      account: account.id,
      thresholds: thresholdsOf(account),
      rules: new Set(alertRules),
      runwayDays: 0,
      ledgers: new Map(),
      lastActiveAt: null,
    }),
    onCommitted: (account, outcome, committed) => {
      const { record, isSilent } = committed;
      outcomes.set(account.id, outcome);
      shared?.committed(account, outcome, committed);
      if (!isSilent) history?.record(historyEntry(account.id, record.epoch, outcome, record.checkedAt ?? 0));
      onLines(balanceLogLines(account, outcome, now()), account.id);
      const checked = isSilent ? undefined : watched.checkedOf(account, outcome);
      if (checked) onChecked?.(checked);
    },
    onChange: () => undefined,
  });
  const watcher: Watcher = new Watcher({
    store,
    owner,
    now,
    random: Math.random,
    tickMs,
    clockZone: timeZone,
    accounts: () => accounts,
    intervalOf,
    recordOf: (account) => checks.recordOf(account),
    hasNewKey: (account, record) => watched.hasNewKey(account, record),
    check: (account, unlessSince) => checks.check([account], signal, { quiet: true, unlessSince }),
    follow: () => checks.follow(),
    isAlive: () => Promise.resolve(true),
    canReach: () => true,
  });
  const planContext = (account: Account): PlanContext => ({
    now: now(),
    intervalMs: intervalOf(account),
    random: Math.random(),
    wokeAt: watcher.wokeAt,
    clockZone: timeZone,
  });
  const shared: Synchroniser | null =
    parts.share?.({
      watch: store,
      history,
      accounts,
      checks,
      planContext,
      prepare: (account) => watched.prepare(account),
      isOnce: () => isOnce,
    }) ?? null;
  const outboxes = watchOutboxes({ ...parts, store, now });
  /** Of machines that share a history, one posts it. */
  const summarize = async (period: string): Promise<void> => {
    for (const { id } of takersOf('summaries'))
      if (!shared || (await shared.takesSummary(id, period))) outboxes.add(id, summaryMessage(facts(), display()));
  };
  const cutOff = (): void => {
    outboxes.dispose();
    shared?.cutOff();
  };
  (parts.end ?? signal).addEventListener('abort', cutOff, { once: true });
  signal.addEventListener('abort', () => outboxes.finish(), { once: true });
  /** Checks that keep a clock's hour begin with it. */
  const untilNext = (): number => {
    const left = (watcher.nextDue() ?? Infinity) - now();
    return left > 0 ? Math.min(tickMs, Math.max(1000, left)) : tickMs;
  };
  const begin = (): void => {
    checks.follow();
    try {
      if (history) history.record(...missedEntries(accounts, (account) => checks.recordOf(account), lastReadings(history)));
    } catch (error) {
      // A disk that fails must not take the live balances with it.
      onFault(error);
    }
    shared?.addMissed();
    outboxes.dropForeign();
  };
  /** Of what another machine was told there are lines as well: a single run shows all. */
  const tellHeard = (): void => {
    for (const account of accounts) {
      const outcome = shared && !outcomes.has(account.id) ? lastOutcome(checks.snapshot(account)) : null;
      if (outcome) onLines(balanceLogLines(account, outcome, now()), account.id);
    }
  };
  return {
    /** All once. */
    once: async (): Promise<void> => {
      isOnce = true;
      begin();
      try {
        await checks.check(accounts, signal);
        tellHeard();
        await summarize(`once ${Math.floor(now() / intervalMs)}`);
        await outboxes.drain(now() + onceMs, pause);
      } finally {
        await shared?.close(onceShareMs);
      }
      parts.onTick?.();
    },
    /** Until the signal is aborted. */
    run: async (): Promise<void> => {
      begin();
      const { summary } = parts;
      let [delivering, summarizing, sharing]: [Promise<unknown>, Promise<void>, Promise<void> | undefined] = [
        Promise.resolve(),
        Promise.resolve(),
        undefined,
      ];
      while (!signal.aborted) {
        await watcher.tick().catch((error: unknown) => {
          if (!parts.onFault) throw error;
          parts.onFault(error);
        });
        // Beside the checks: a receiver may ask to be left alone for a week.
        if (watcher.leads && takesSummaryTurn(store, summary, now(), timeZone) && summary !== 'off')
          summarizing = summarize(summaryPeriod(summary, now(), timeZone)).catch(onFault);
        delivering = outboxes.deliver();
        sharing = shared?.round();
        parts.onTick?.();
        await pause(untilNext(), signal).catch(() => undefined);
      }
      await shared?.close(0);
      await Promise.all([delivering, summarizing, sharing]);
      watcher.resign();
    },
    /** What waits to be posted goes with this process, unless its state is kept. */
    giveUp: () => outboxes.giveUp(),
    tellKept: () => outboxes.tellKept(),
    facts: () => facts(),
    /** How accounts that were ever asked stand, as messages and metrics say it. */
    states: (): readonly AccountState[] =>
      facts()
        .filter(({ snapshot: { checkedAt, reading } }) => isOnce || checkedAt !== null || reading !== null)
        .map((one) => metricStanding(one, { now: now(), intervalMs }).state),
  };
}

/** Another process may have asked. */
function lastOutcome({ error, reading }: Snapshot): Outcome | null {
  if (error !== null) return { ok: false, error };
  return reading === null ? null : { ok: true, reading };
}

function lastReadings(history: NonNullable<WatchState['history']>): ReadonlyMap<AccountId, NonNullable<Snapshot['reading']>> {
  return new Map(history.latest().map(({ account, reading }) => [account, reading]));
}
