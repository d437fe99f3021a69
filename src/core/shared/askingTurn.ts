import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { hear, hearRecords, isNews, type HearPorts } from './hearRecords';
import { heardOf, leaseMs } from './leases';
import type { SharedAnswer, SharedFault } from './sharedFault';
import type { Lease, LeaseClaim } from './sharedStore';
import { turns } from './turns';
import { within, type Pause } from './within';

export interface TurnPorts extends HearPorts {
  /** Rejects when its signal is aborted. */
  readonly pause: Pause;
  readonly mannerOf: (why: AskWhy) => AskManner;
}

export type AskWhy = 'check' | 'timer';

export interface AskManner {
  /** How long it waits for the machine that asks just now. With a timer there is no need: it sees the answer with a later tick. */
  readonly patienceMs: number;
  /** What another machine was told within the interval will do; else only what it was told this moment, and without the database it asks. */
  readonly takesInterval: boolean;
}

export type AskingTurn =
  /** null: without a lease, since the database is away. */
  | { readonly kind: 'ask'; readonly lease: Lease | null }
  /** Another machine was answered, or is asking, or is the one to ask while the database is away. */
  | { readonly kind: 'another' };

/** A check waits no longer for the database than this, twice at most: once for its turn, and once for the answer. */
const claimWithinMs = 4_000;
/** Intervals are spread by a tenth, so that one who is due a little early is due. */
const ofAnInterval = 0.85;
/** Whoever clicks twice, or where two people click, is answered once. */
const clickMs = 10_000;
/** For so many intervals the others wait for the one that asked last, while nobody can say whether it still does. */
const awayIntervals = 3;
const lookMs = 1_000;

const [ask, another] = [{ kind: 'ask', lease: null }, { kind: 'another' }] as const;
const slow: SharedFault = { kind: 'slow' };

/**
 * Whether this machine is the one to ask about an account now. The lease is claimed first; what was kept since this machine looked last
 * is brought in, and where that is as new as a check would be, it takes the place of one. While the database is away, the machine that
 * asked last goes on, and the others wait for a while. Where nobody knows who that was, each asks: a request too many does less harm
 * than silence. A machine that may only read cannot say that it asks: it does so where, by all that it can read, nobody else does.
 */
export function askingTurns(ports: TurnPorts) {
  const { link, pause, now, sharedOf, recordOf, planContext, mannerOf } = ports;
  const inTurn = turns(2);
  let hearing: Promise<unknown> | null = null;

  const claim = async (account: Account, signal: AbortSignal): Promise<SharedAnswer<LeaseClaim> | null> => {
    const since = now();
    return inTurn(async () => {
      signal.throwIfAborted();
      if (now() - since > claimWithinMs) return null;
      const answer = await within<SharedAnswer<LeaseClaim> | null | 'late'>(
        claimWithinMs,
        pause,
        async (late) => {
          const fault = await link.open();
          if (fault || !link.canWrite()) return null;
          return link.call((store, own) => store.claim(sharedOf(account), leaseMs, own), AbortSignal.any([signal, late]));
        },
        'late',
      );
      if (answer !== 'late') return answer;
      link.failed(slow);
      return null;
    });
  };

  /** What is known of others is as new as the database, though nothing may be said there. Several accounts look once. */
  const hearWhereReadOnly = async (): Promise<void> => {
    if (link.canWrite() || (await link.open()) !== null) return;
    hearing ??= hearRecords(ports).finally(() => (hearing = null));
    await within(claimWithinMs, pause, async () => void (await hearing), undefined);
  };

  const mayAskAlone = (account: Account): boolean => {
    const asker = ports.outbox.asker(sharedOf(account));
    if (asker === null || asker.by.id === ports.me().id) return true;
    const { checkedAt } = recordOf(account);
    return checkedAt === null || checkedAt > now() || now() - checkedAt >= awayIntervals * planContext(account).intervalMs;
  };

  /** Whether what is known by now, from whoever it is, is as new as an answer would be. */
  const isFresh = (account: Account, { takesInterval }: AskManner, answeredAt: EpochMs | null): boolean =>
    answeredAt !== null && now() - answeredAt < (takesInterval ? ofAnInterval * planContext(account).intervalMs : clickMs);

  return async (account: Account, keyMark: string | null, why: AskWhy, signal: AbortSignal): Promise<AskingTurn> => {
    const manner = mannerOf(why);
    const until = now() + manner.patienceMs;
    for (;;) {
      const claimed = await claim(account, signal);
      signal.throwIfAborted();
      if (!claimed?.ok) {
        await hearWhereReadOnly();
        signal.throwIfAborted();
        return !manner.takesInterval || mayAskAlone(account) ? ask : another;
      }
      const { value } = claimed;
      const heard = heardOf(value);
      const isHeard = heard !== null && isNews(ports, account, heard) && hear(ports, account, keyMark, heard);
      const isAnswered = isHeard && isFresh(account, manner, recordOf(account).checkedAt);
      if (value.kind === 'claimed') {
        if (!isAnswered) return { kind: 'ask', lease: value.lease };
        await link.call((store, own) => store.release(value.lease, own));
        return another;
      }
      if (isAnswered || now() >= until) return another;
      await pause(Math.min(lookMs, value.leftMs + 1), signal);
    }
  };
}
