import type { Prepared } from '../checks/askOnce';
import type { Committed } from '../checks/watchRecord';
import { historyEntry } from '../history/historyEntry';
import type { Account } from '../model/account';
import type { Outcome } from '../model/outcome';
import { addMissed } from './addMissed';
import { askingTurns, type AskWhy, type TurnPorts } from './askingTurn';
import { boundOutbox, handOnWaiting, type HandOnPorts } from './handOnWaiting';
import { postHeardAlerts, type HeardAlertPorts } from './heardAlerts';
import { hearRecords, type HearPorts } from './hearRecords';
import { keepAnswer, keepLateAnswers, leaseMs } from './leases';
import { isOfTheAccount } from './ofTheAccount';
import type { SharedFault } from './sharedFault';
import { sharedLink, type LinkPorts } from './sharedLink';
import type { Lease } from './sharedStore';
import { postsAlone, sharedSummaryTurn } from './sharedSummaryTurn';
import { takeInEntries, type TakeInPorts } from './takeInEntries';
import { within } from './within';

export interface SynchroniserPorts
  extends
    LinkPorts,
    Omit<TurnPorts, 'link' | 'onHeardAlerts'>,
    Omit<HeardAlertPorts, 'link'>,
    Omit<HandOnPorts, 'link'>,
    Omit<TakeInPorts, 'link' | 'accounts'> {
  /** Does it again and again, until what it gives is called. */
  readonly repeat: (ms: number, work: () => void) => () => void;
  /** The same text has the same one on all machines: 32 digits at least, in hexadecimal. */
  readonly digest: (text: string) => string;
  /** A fault of our own. */
  readonly onFault: (error: unknown) => void;
}

/** A summary waits no longer for the database than this. */
const summaryWithinMs = 10_000;

/** One machine of those that share a history. Nothing here runs by itself: the shell calls {@link round}. */
export function synchroniser(parts: SynchroniserPorts) {
  const { outbox, onFault, pause, repeat, now, sharedOf, accounts, digest, channelName } = parts;
  const link = sharedLink(parts);
  const onHeardAlerts: HearPorts['onHeardAlerts'] = (account, alerts, heard) =>
    inBackground(postHeardAlerts({ ...parts, link }, account, alerts, heard));
  const ports = { ...parts, link, onHeardAlerts };
  const turnOf = askingTurns(ports);
  /** Under which lease each account is asked just now. */
  const leases = new Map<string, Lease>();
  const asking = new Set<string>();
  const background = new Set<Promise<void>>();
  let running: Promise<void> | null = null;

  const inBackground = (work: Promise<unknown>): void => {
    const done: Promise<void> = work.then(
      () => void background.delete(done),
      (error: unknown) => {
        background.delete(done);
        onFault(error);
      },
    );
    background.add(done);
  };
  const release = (lease: Lease): Promise<unknown> => link.call((store, signal) => store.release(lease, signal));

  const goRound = async (): Promise<SharedFault | null> => {
    boundOutbox(ports);
    const closed = await link.open();
    if (closed) return closed;
    // What there is to read is read, though nothing may be written.
    const heard =
      (await hearRecords(ports)) ?? (await takeInEntries({ ...ports, accounts: () => accounts().map((account) => sharedOf(account)) }));
    if (heard || !link.canWrite()) return heard;
    return (
      (await keepLateAnswers({ ...ports, isAsking: ({ id }) => asking.has(id) })) ??
      (await handOnWaiting(ports)) ??
      faultOf(await link.call((store, signal) => store.seen(signal)))
    );
  };
  const round = (): Promise<void> => {
    if (link.isClosed()) return Promise.resolve();
    running ??= goRound()
      .then((fault) => link.roundOver(fault), onFault)
      .finally(() => (running = null));
    return running;
  };

  const askInTurn = async (account: Account, prepared: Extract<Prepared, { ok: true }>, signal: AbortSignal, why: AskWhy) => {
    const turn = await turnOf(account, prepared.keyMark, why, signal);
    if (turn.kind === 'another') return null;
    if (turn.lease) leases.set(account.id, turn.lease);
    asking.add(account.id);
    const stopRenewing = repeat(leaseMs / 3, () => inBackground(renew(account)));
    try {
      return await prepared.fetch(signal, why);
    } catch (error) {
      inBackground(endLease(account));
      throw error;
    } finally {
      stopRenewing();
      asking.delete(account.id);
    }
  };
  const renew = async (account: Account): Promise<void> => {
    if (!leases.has(account.id)) return;
    const claimed = await link.call((store, signal) => store.claim(sharedOf(account), leaseMs, signal));
    if (claimed.ok && claimed.value.kind === 'claimed' && leases.has(account.id)) leases.set(account.id, claimed.value.lease);
  };
  const endLease = async (account: Account): Promise<void> => {
    const lease = leases.get(account.id);
    leases.delete(account.id);
    if (lease) await release(lease);
  };

  const namesOf = async (posts: Committed['posts']): Promise<readonly string[]> => {
    const channels = [...new Set(posts.map(({ channel }) => channel))];
    return (await Promise.all(channels.map((channel) => channelName(channel)))).filter((name) => name !== null);
  };

  return {
    round,
    /** To be called when it begins: what died with the process before is to be handed on as well. */
    addMissed: (): void => addMissed(ports),
    standing: link.standing,
    retry: link.retry,
    /** A request that is sent only where this machine is the one to ask. Null: another one is, and what it was told is brought in. */
    prepare: async (account: Account, own: (account: Account) => Promise<Prepared>): Promise<Prepared> => {
      const prepared = await own(account);
      return prepared.ok ? { ...prepared, fetch: (signal, why) => askInTurn(account, prepared, signal, why) } : prepared;
    },
    /** An answer is committed on this machine: others are to know it. */
    committed: (account: Account, outcome: Outcome, { record, posts, isSilent }: Committed): void => {
      const of = sharedOf(account);
      const lease = leases.get(account.id);
      leases.delete(account.id);
      if (isSilent) return void (lease && inBackground(release(lease)));
      const at = record.checkedAt ?? now();
      outbox.add({ place: of.place, entry: historyEntry(account.id, record.epoch, outcome, at) });
      if (!isOfTheAccount(outcome)) return void (lease && inBackground(release(lease)));
      outbox.setAsker(of, { by: parts.me(), askedAt: at, isKept: false });
      if (lease) inBackground(namesOf(posts).then((posted) => keepAnswer(ports, account, { record, posted }, lease)));
    },
    /** Whether this machine is the one to post the summary of a period to a channel. @param onLeft another one is */
    takesSummary: (channel: string, period: string, onLeft?: () => void): Promise<boolean> =>
      within(
        summaryWithinMs,
        pause,
        () => sharedSummaryTurn({ link, outbox, digest, now }, channel, period, onLeft),
        postsAlone(outbox, channel),
      ),
    /** Who was answered last, as far as is known here. */
    askerOf: (account: Account) => outbox.asker(sharedOf(account)),
    /** Ends at once what waits for the database; {@link close} is still to be called. */
    cutOff: link.close,
    /** The end of it: hands on what is left, for so long at most. What is not handed on waits for the next start. */
    close: async (withinMs: number): Promise<void> => {
      const rest = async (): Promise<void> => {
        await Promise.all(background);
        await running;
        await round();
      };
      if (withinMs > 0) await within(withinMs, pause, rest, undefined);
      link.close();
      await Promise.all(background);
      await running;
    },
  };
}

export type Synchroniser = ReturnType<typeof synchroniser>;

function faultOf(answer: { readonly ok: true } | { readonly ok: false; readonly fault: SharedFault }): SharedFault | null {
  return answer.ok ? null : answer.fault;
}
