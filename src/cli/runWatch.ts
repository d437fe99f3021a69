import { minutesOf } from '../core/accounts/refreshInterval';
import { minuteMs } from '../core/time/durations';
import { metricStanding } from '../core/metrics/metricStanding';
import type { AccountState } from '../core/model/accountState';
import { thresholdsOf, type AccountFacts } from '../core/views/accountView';
import { alertRules, type AlertContext } from '../core/checks/alerts';
import { Checks } from '../core/checks/checks';
import { missedEntries } from '../core/checks/missedEntries';
import { toldByMessages } from '../core/checks/toldByMessages';
import { Watcher } from '../core/checks/watcher';
import type { Prepared } from '../core/checks/askOnce';
import type { PlanContext } from '../core/checks/schedule';
import { historyEntry } from '../core/history/historyEntry';
import type { Account } from '../core/model/account';
import type { AccountId } from '../core/model/accountId';
import type { Outcome } from '../core/model/outcome';
import type { Snapshot } from '../core/model/snapshot';
import { balanceLogLines } from '../core/notify/balanceLogLines';
import { summaryPeriod, takesSummaryTurn } from '../core/notify/summaryTurn';
import type { Synchroniser } from '../core/shared/synchroniser';
import { within } from '../core/shared/within';
import { background } from './background';
import { lastOutcome, lastReadings } from './knownBefore';
import { boundedRequest, onceMs } from './onceBounds';
import { watchLoop } from './watchLoop';
import { watchMessages } from './watchMessages';
import { watchOutboxes } from './watchOutboxes';
import type { RunWatchParts } from './runWatchParts';
import { watchedTargets } from './watchedTargets';

const tickMs = 15_000;

/** The editor's watcher in one process of its own. */
export function createWatch(parts: RunWatchParts) {
  const { targets, intervalMs, lowBalance, signal, onLines, onChecked, channels, state, owner, pause, repeat, timeZone } = parts;
  const { history } = state;
  const store = toldByMessages(state.store);
  const watched = watchedTargets(targets, lowBalance, parts.markOf, parts);
  const { accounts } = watched;
  const outcomes = new Map<AccountId, Outcome>();
  const now = Date.now;
  const { onFault } = parts;
  let isOnce = false;
  let onceBegan = 0;
  const posting = background(onFault);
  const facts = (changed?: Account, after?: Snapshot): readonly AccountFacts[] =>
    accounts.flatMap((account) => {
      const provider = watched.providerOf(account);
      const snapshot = account === changed && after ? after : checks.snapshot(account);
      return provider ? [{ account, provider, snapshot }] : [];
    });
  const { postsOf, alertChannels, alertMessages, summaryTakers, summaryNow } = watchMessages({
    channels,
    facts,
    now,
    isOnce: () => isOnce,
    machine: parts.machine ?? null,
  });
  /** An account may have its own, and a provider bear no shorter one. */
  const intervalOf = (account: Account): number => {
    const provider = watched.providerOf(account);
    return provider ? Math.round(minutesOf(account, provider, intervalMs / minuteMs) * minuteMs) : 0;
  };
  const alertContext = (account: Account): AlertContext => ({
    account: account.id,
    thresholds: thresholdsOf(account),
    rules: new Set(alertRules),
    runwayDays: 0,
    ledgers: new Map(),
    lastActiveAt: null,
  });
  const checks: Checks = new Checks({
    store,
    owner,
    now,
    pause,
    repeat,
    postsOf,
    onFault,
    prepare: async (account) => {
      const own = (): Promise<Prepared> => Promise.resolve(watched.prepare(account));
      const prepared = await (shared ? shared.prepare(account, own).then((asking) => tellingLeft(account, asking)) : own());
      return isOnce ? boundedRequest(prepared, account, onceBegan + onceMs.asked, now, pause) : prepared;
    },
    planContext: (account) => planContext(account),
    alertContext,
    onCommitted: (account, outcome, committed) => {
      const { record, isSilent } = committed;
      outcomes.set(account.id, outcome);
      shared?.committed(account, outcome, committed);
      if (!isSilent) history?.record(historyEntry(account.id, record.epoch, outcome, record.checkedAt ?? 0));
      onLines(balanceLogLines(account, outcome, now(), intervalMs), account.id);
      const checked = isSilent ? undefined : watched.checkedOf(account, outcome);
      if (checked) onChecked?.(checked);
      // At once: other accounts may take long to answer.
      if (!isOnce && committed.posts.length > 0) posting.begin(outboxes.deliver);
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
      alertContext,
      alertChannels,
      postHeard: (_account, alerts, channel) => {
        for (const message of alertMessages(facts(), alerts)) outboxes.add(channel, message);
        if (!isOnce) posting.begin(outboxes.deliver);
      },
      prepare: (account) => watched.prepare(account),
      isOnce: () => isOnce,
    }) ?? null;
  /** Where another machine is asked in the place of this one, nobody notices that this one could not ask. */
  const tellingLeft = (account: Account, asking: Prepared): Prepared => {
    if (!asking.ok) return asking;
    const fetch: typeof asking.fetch = async (signal, why) => {
      const outcome = await asking.fetch(signal, why);
      const missing = outcome === null ? watched.missingKeyOf(account) : null;
      const checked = missing && watched.checkedOf(account, missing);
      if (checked) parts.onLeftWithoutKey?.(checked);
      return outcome;
    };
    return { ...asking, fetch };
  };
  const outboxes = watchOutboxes({ ...parts, store, now });
  /** Of machines that share a history, one posts it. */
  const summarize = async (period: string): Promise<void> => {
    const left = (id: string) => () => void (isOnce && parts.onSummaryLeft?.(id));
    for (const id of summaryTakers) if (!shared || (await shared.takesSummary(id, period, left(id)))) outboxes.add(id, summaryNow());
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
    // What a process that was killed had begun would hold this one up until it runs out.
    if (parts.isGone) store.endClaims(parts.isGone);
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
      if (outcome) onLines(balanceLogLines(account, outcome, now(), intervalMs), account.id);
    }
  };
  /** That nothing is asked now is no silence: what is known is from before. */
  const tellResumed = (): void => {
    const nextAt = watcher.nextDue();
    const known = accounts.filter((account) => checks.recordOf(account).checkedAt !== null).length;
    if (nextAt !== null && nextAt > now() && known > 0) parts.onResumed?.(known, nextAt);
  };
  return {
    /** All once. */
    once: async (): Promise<void> => {
      isOnce = true;
      onceBegan = now();
      begin();
      // The summary of a run that was killed is old by now, and its message may have arrived: neither waits before this one's.
      outboxes.giveUp();
      try {
        await within(onceMs.checked, pause, (over) => checks.check(accounts, AbortSignal.any([signal, over])), undefined);
        tellHeard();
        await summarize(`once ${Math.floor(now() / intervalMs)}`);
        await outboxes.drain(onceBegan + onceMs.posted, pause);
      } finally {
        await shared?.close(onceMs.shared);
      }
      parts.onTick?.();
    },
    /** Until the signal is aborted. */
    run: async (): Promise<void> => {
      begin();
      tellResumed();
      await watchLoop({
        signal,
        pause,
        onFault,
        untilNext,
        tick: () => watcher.tick(),
        deliver: outboxes.deliver,
        share: () => shared?.round(),
        onTick: () => parts.onTick?.(),
        hasSummaries: parts.summary !== 'off',
        summarize: async () => {
          const { summary } = parts;
          const isDue = watcher.leads && takesSummaryTurn(store, summary, now(), timeZone);
          if (isDue && summary !== 'off') await summarize(summaryPeriod(summary, now(), timeZone));
        },
        end: async () => {
          await shared?.close(0);
          await posting.ended();
          watcher.resign();
        },
      });
    },
    /** What waits to be posted goes with this process, unless its state is kept. */
    giveUp: () => outboxes.giveUp(),
    tellWaiting: outboxes.tellWaiting,
    facts: () => facts(),
    /** How accounts that were ever asked stand, as messages and metrics say it. */
    states: (): readonly AccountState[] =>
      facts()
        .filter(({ snapshot: { checkedAt, reading } }) => isOnce || checkedAt !== null || reading !== null)
        .map((one) => metricStanding(one, { now: now(), intervalMs }).state),
  };
}
