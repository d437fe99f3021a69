import { thresholdsOf, type AccountFacts } from '../core/views/accountView';
import { Checks } from '../core/checks/checks';
import type { Checked } from '../core/views/checkReport';
import type { Account, Thresholds } from '../core/model/account';
import type { Snapshot } from '../core/model/snapshot';
import type { Outcome } from '../core/model/outcome';
import { english } from '../core/text/translate';
import { alertRules, type Alert } from '../core/checks/alerts';
import { balanceLogLines } from '../core/notify/balanceLogLines';
import { memoryWatch } from '../core/checks/memoryWatch';
import { messageText, type Message } from '../core/notify/message';
import type { NewPost } from '../core/checks/watchRecord';
import { Outbox, type Delayed, type Failed } from '../core/notify/outbox';
import type { Posted } from '../core/notify/delivery';
import type { PostPorts } from '../core/notify/postTo';
import { takesSummaryTurn, type SummaryPace } from '../core/notify/summaryTurn';
import type { WatchChannel } from './configChannels';
import { alertMessage, summaryMessage } from '../core/notify/summary';
import { Watcher } from '../core/checks/watcher';
import { hostOf } from '../core/provider/origin';
import { fetchOf, isKeyed, type CheckTarget, type KeyedTarget, type Ports } from './checkTargets';
import type { AccountId } from '../core/model/accountId';

export interface RunWatchParts extends Ports, Pick<PostPorts, 'hmac' | 'mail'> {
  /** @param channel its id; empty for the one of the command line */
  readonly onGivenUp: (channel: string, message: Message, failed: Failed | null) => void;
  readonly onPutOff: (channel: string, message: Message, delayed: Delayed) => void;
  /** Some recipients of a mail do not get it. */
  readonly onMissed?: (channel: string, posted: Posted) => void;
  readonly targets: readonly CheckTarget[];
  readonly intervalMs: number;
  readonly lowBalance: Thresholds;
  readonly signal: AbortSignal;
  /** One line for each amount of each check. */
  readonly onLines: (lines: readonly string[], account: AccountId) => void;
  /** What each check gave; not of a failure that says nothing, just after a wake. */
  readonly onChecked?: (checked: Checked) => void;
  /** Where messages are posted. */
  readonly channels: readonly WatchChannel[];
  /** How often a summary of all is posted, and whose hours and days count. */
  readonly summary?: { readonly pace: SummaryPace; readonly timeZone: string };
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Watched extends KeyedTarget {
  /** The first key, the second one…: what tells them apart without holding them. */
  readonly keyNumber: number;
}

const tickMs = 15_000;
/** A run that is to end waits no longer for a channel than this. */
const onceMs = 100_000;

/** The editor's watcher in one process of its own. Nothing is kept: after a restart the first answers tell nothing. */
export function createWatch(parts: RunWatchParts) {
  const {
    targets,
    intervalMs,
    lowBalance,
    signal,
    onLines,
    onChecked,
    channels,
    summary,
    pause,
    onGivenUp,
    onPutOff,
    onMissed,
    hmac,
    mail,
    ...ports
  } = parts;
  const accounts = new Map(watchedOf(targets).map((target) => [accountOf(target, lowBalance), target]));
  /** What is mounted as a file is replaced while a watch runs. */
  const withKeyOfNow = (account: Account): Watched | undefined => {
    const target = accounts.get(account);
    const key = target?.readKey?.() ?? '';
    if (!target || key === '' || key === target.key) return target;
    const renewed = { ...target, key, keyNumber: target.keyNumber + 1 };
    accounts.set(account, renewed);
    return renewed;
  };
  const outcomes = new Map<AccountId, Outcome>();
  const [store, owner, now] = [memoryWatch(), 'command line', Date.now];
  const takersOf = (what: WatchChannel['posts'][number]): readonly WatchChannel[] => channels.filter(({ posts }) => posts.includes(what));
  const display = () => ({ now: now(), locale: 'en', t: english });
  const onFault = (error: unknown): void => ports.onFault?.(error);
  const facts = (changed?: Account, after?: Snapshot): readonly AccountFacts[] =>
    [...accounts].map(([account, { provider }]) => ({
      account,
      provider,
      snapshot: account === changed && after ? after : checks.snapshot(account),
    }));
  const postsOf = (account: Account, snapshot: Snapshot, alerts: readonly Alert[]): readonly NewPost[] =>
    alerts
      .flatMap((alert) => alertMessage(alert, facts(account, snapshot), display()) ?? [])
      .flatMap((message) => takersOf('alerts').map(({ id }) => ({ channel: id, body: messageText(message) })));
  const checks: Checks = new Checks({
    store,
    owner,
    now,
    pause,
    postsOf,
    onFault,
    // Nobody else asks.
    repeat: () => () => undefined,
    prepare: (account) => {
      const target = withKeyOfNow(account);
      const keyMark = target?.readKey ? String(target.keyNumber) : null;
      return Promise.resolve({ ok: true, keyMark, fetch: (abort) => outcomeOf(account, target, ports, abort) });
    },
    planContext: () => ({ now: now(), intervalMs, random: Math.random(), wokeAt: watcher.wokeAt }),
    alertContext: (account) => ({
      account: account.id,
      thresholds: thresholdsOf(account),
      rules: new Set(alertRules),
      runwayDays: 0,
      ledgers: new Map(),
      lastActiveAt: null,
    }),
    onCommitted: (account, outcome, { isSilent }) => {
      outcomes.set(account.id, outcome);
      onLines(balanceLogLines(account, outcome, now()), account.id);
      const target = accounts.get(account);
      if (target && !isSilent) onChecked?.(checkedOf(target, outcome));
    },
    onChange: () => undefined,
  });
  const watcher: Watcher = new Watcher({
    store,
    owner,
    now,
    random: Math.random,
    tickMs,
    accounts: () => [...accounts.keys()],
    intervalOf: () => intervalMs,
    recordOf: (account) => checks.recordOf(account),
    hasNewKey: (account, { keyMark }) => {
      const target = withKeyOfNow(account);
      return target?.readKey !== undefined && String(target.keyNumber) !== keyMark;
    },
    check: (account, unlessSince) => checks.check([account], signal, { quiet: true, unlessSince }),
    follow: () => checks.follow(),
    isAlive: () => Promise.resolve(true),
    canReach: () => true,
  });
  const outboxes = channels.map(({ id, channel }) => ({
    id,
    outbox: new Outbox({
      store,
      owner,
      now,
      hmac,
      mail,
      onFault,
      name: id,
      send: ports.send,
      t: english,
      onGivenUp: (message, failed) => onGivenUp(id, message, failed),
      onPutOff: (message, delayed) => onPutOff(id, message, delayed),
      onMissed: (posted) => onMissed?.(id, posted),
      channel: () => Promise.resolve(channel),
    }),
  }));
  const all = (work: (outbox: Outbox) => Promise<void>): Promise<unknown> =>
    Promise.all(outboxes.map(({ outbox }) => work(outbox).catch(onFault)));
  const summarize = (): void => {
    const message = summaryMessage(facts(), display());
    for (const { id } of takersOf('summaries')) outboxes.find((one) => one.id === id)?.outbox.add(null, message);
  };
  signal.addEventListener('abort', () => outboxes.forEach(({ outbox }) => outbox.dispose()), { once: true });
  return {
    /** All once. */
    once: async (): Promise<void> => {
      await checks.check([...accounts.keys()], signal);
      summarize();
      await all((outbox) => outbox.drain(now() + onceMs, pause));
    },
    /** Until the signal is aborted. What was to be told and is not posted by then is given up, with a word. */
    run: async (): Promise<void> => {
      let delivering: Promise<unknown> = Promise.resolve();
      while (!signal.aborted) {
        await watcher.tick().catch((error: unknown) => {
          if (!ports.onFault) throw error;
          ports.onFault(error);
        });
        // Beside the checks: a receiver may ask to be left alone for a week.
        if (summary && takesSummaryTurn(store, summary.pace, now(), summary.timeZone)) summarize();
        delivering = all((outbox) => outbox.deliver());
        await pause(tickMs, signal).catch(() => undefined);
      }
      await delivering;
      for (const { outbox } of outboxes) outbox.giveUp();
    },
    checked: (): readonly Checked[] =>
      [...accounts.values()].flatMap((target) => {
        const outcome = outcomes.get(target.account.id);
        return outcome ? [checkedOf(target, outcome)] : [];
      }),
  };
}

function watchedOf(targets: readonly CheckTarget[]): readonly Watched[] {
  return targets.filter(isKeyed).map((target) => ({ ...target, keyNumber: 1 }));
}

function accountOf({ account, provider, thresholds }: Watched, lowBalance: Thresholds): Account {
  return { ...account, provider: provider.id, lowBalance: thresholds ?? lowBalance };
}

function checkedOf({ account, provider, variable = null, thresholds }: Watched, outcome: Outcome): Checked {
  return { account, provider, variable, outcome, ...(thresholds ? { thresholds } : {}) };
}

function outcomeOf(account: Account, target: KeyedTarget | undefined, ports: Ports, signal: AbortSignal): Promise<Outcome> {
  return target
    ? fetchOf(target, ports, signal)
    : Promise.resolve({ ok: false, error: { kind: 'notSupported', host: hostOf(account.origin) } });
}
