import type { WatchStore } from '../checks/watchStore';
import type { Delivery } from './delivery';
import type { Message } from './message';
import type { Channel, PostPorts } from './postTo';

export type Delayed = Extract<Delivery, { readonly kind: 'later' }>;
export type Failed = Exclude<Delivery, { readonly kind: 'posted' }>;

export interface OutboxPorts extends PostPorts {
  readonly store: WatchStore;
  readonly owner: string;
  /** Which queue it is of. The editor's one channel has no name. */
  readonly name?: string;
  /** What is left of alerts when it ends waits in the store for the next one: a summary is old by then, a crossing is not. */
  readonly keepsAlerts?: () => boolean;
  /** What may have arrived is posted again, unless this is false: then it is given up, with a word, and nothing is posted twice. */
  readonly postsUnsure?: boolean;
  /** Null where none is to be had: where the person has set none, nothing waits. */
  readonly channel: () => Promise<Channel | null>;
  /**
   * It is not tried again. `failed` is null where the time for it was over before it was tried. `isFirst`: the one before
   * it was posted, so nobody was told yet that the channel takes nothing.
   */
  readonly onGivenUp: (message: Message, failed: Failed | null, isFirst: boolean) => void;
  /** What became of each try. */
  readonly onTried?: (message: Message, delivery: Delivery) => void;
  /** The receiver asked to be left alone for longer than messages are tried for: this one waits, and all behind it. */
  readonly onPutOff: (message: Message, delayed: Delayed) => void;
  /** The person has set a channel, and it is not to be had here. Told once; what waits, waits for it. */
  readonly onChannelGone?: () => void;
  /** A fault of our own with one message, for whoever keeps a log; it counts as a try. */
  readonly onFault: (error: unknown) => void;
}
