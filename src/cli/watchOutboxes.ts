import type { WatchStore } from '../core/checks/watchStore';
import type { Delivery } from '../core/notify/delivery';
import type { Message } from '../core/notify/message';
import { Outbox } from '../core/notify/outbox';
import type { Delayed, Failed } from '../core/notify/outboxPorts';
import type { PostPorts } from '../core/notify/postTo';
import type { Send } from '../core/provider/transport';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import type { WatchChannel } from './configChannels';
import type { WatchState } from './watchState';

export interface OutboxTellers {
  /** @param channel its id; empty for the one of the command line */
  readonly onGivenUp: (channel: string, message: Message, failed: Failed | null) => void;
  readonly onPutOff: (channel: string, message: Message, delayed: Delayed) => void;
  /** Whatever became of a try. */
  readonly onTried?: (channel: string, message: Message, delivery: Delivery) => void;
  /** A run is over, and this waits for the next one. */
  readonly onKept?: (channel: string, count: number) => void;
  /** Something waits for a channel that is not in the configuration any more. It is posted nowhere. */
  readonly onForeign?: (channel: string, count: number) => void;
}

interface WatchOutboxesParts extends OutboxTellers, Pick<PostPorts, 'hmac' | 'mail'> {
  readonly channels: readonly WatchChannel[];
  readonly state: WatchState;
  readonly store: WatchStore;
  readonly owner: string;
  readonly send: Send;
  readonly now: () => EpochMs;
  readonly onFault?: (error: unknown) => void;
}

/** A queue for each channel, so that none waits for another. */
export function watchOutboxes(parts: WatchOutboxesParts) {
  const { channels, state, store, owner, send, hmac, mail, now, onGivenUp, onPutOff, onTried, onKept, onForeign } = parts;
  const onFault = (error: unknown): void => parts.onFault?.(error);
  // One that cannot be read just now keeps what waits for it.
  const outboxes = channels
    .flatMap(({ id, channel }) => (channel ? [{ id, channel }] : []))
    .map(({ id, channel }) => ({
      id,
      outbox: new Outbox({
        store,
        owner,
        now,
        hmac,
        mail,
        send,
        onFault,
        name: id,
        t: english,
        channel: () => Promise.resolve(channel),
        keepsAlerts: () => state.isKept(),
        postsUnsure: false,
        onTried: (message, delivery) => onTried?.(id, message, delivery),
        onGivenUp: (message, failed) => onGivenUp(id, message, failed),
        onPutOff: (message, delayed) => onPutOff(id, message, delayed),
      }),
    }));
  const all = (work: (outbox: Outbox) => Promise<void>): Promise<unknown> =>
    Promise.all(outboxes.map(({ outbox }) => work(outbox).catch(onFault)));
  const tellWaiting = (tell: (channel: string, count: number) => void): void => {
    for (const { id } of channels) {
      const { count } = store.posts(id);
      if (count > 0) tell(id, count);
    }
  };
  return {
    add: (channel: string, message: Message): void => outboxes.find(({ id }) => id === channel)?.outbox.add(null, message),
    deliver: (): Promise<unknown> => all((outbox) => outbox.deliver()),
    drain: async (until: EpochMs, pause: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void> => {
      await all((outbox) => outbox.drain(until, pause));
      if (onKept) tellWaiting(onKept);
    },
    /** What is still there is told by channel. */
    tellWaiting,
    /** What is under way ends as it does, and nothing else is begun. */
    finish: (): void => outboxes.forEach(({ outbox }) => outbox.finish()),
    giveUp: (): void => outboxes.forEach(({ outbox }) => outbox.giveUp()),
    dropForeign: (): void => {
      for (const name of store.postChannels().filter((one) => !channels.some(({ id }) => id === one))) {
        onForeign?.(name, store.posts(name).count);
        store.clearPosts(name);
      }
    },
    dispose: (): void => outboxes.forEach(({ outbox }) => outbox.dispose()),
  };
}
