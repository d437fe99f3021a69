import { originOf } from '../provider/origin';
import { sendTo } from '../provider/sendTo';
import type { Exchange, Send } from '../provider/transport';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import type { Post, WatchStore } from '../checks/watchStore';
import { deliveryOf, type Delivery } from './delivery';
import { messageBody, messageText, readMessage, type Message, type WebhookFormat } from './message';
import { confirmationOf, postAddress } from './webhookAddress';
import type { AccountId } from '../model/accountId';

/** Where messages are posted. The address is a secret: whoever has it can post. */
export interface Channel {
  readonly url: string;
  readonly format: WebhookFormat;
}

export type Delayed = Extract<Delivery, { readonly kind: 'later' }>;
export type Failed = Exclude<Delivery, { readonly kind: 'posted' }>;

export interface OutboxPorts {
  readonly store: WatchStore;
  readonly owner: string;
  readonly now: () => EpochMs;
  /** Null where the person has set none: then nothing waits. */
  readonly channel: () => Promise<Channel | null>;
  readonly send: Send;
  readonly t: Translate;
  /**
   * It is not tried again. `failed` is null where the time for it was over before it was tried. `isFirst`: the one before
   * it was posted, so nobody was told yet that the channel takes nothing.
   */
  readonly onGivenUp: (message: Message, failed: Failed | null, isFirst: boolean) => void;
  /** The receiver asked to be left alone for longer than messages are tried for: this one waits, and all behind it. */
  readonly onPutOff: (message: Message, delayed: Delayed) => void;
  /** A fault of our own with one message, for whoever keeps a log; it counts as a try. */
  readonly onFault: (error: unknown) => void;
}

/** All tries of a message take half an hour, where the receiver names no time of its own. */
const longWaitMs = 30 * 60_000;

/**
 * Messages on their way: kept in the store until the receiver took them, in order, each claimed by the one window that
 * posts it. Nothing else waits for a channel, and a message that is given up is told of.
 */
export class Outbox {
  readonly #over = new AbortController();
  #delivering: Promise<void> | null = null;
  #failed: Failed | null = null;
  #isEnding = false;

  constructor(private readonly ports: OutboxPorts) {}

  /** @param account whose forgetting ends it; null for a message about all */
  add(account: AccountId | null, message: Message): void {
    this.ports.store.addPost(account, messageText(message), this.ports.now());
  }

  /** Posts what is due, oldest first. The rest waits behind one that has to wait, so that the order stays. */
  deliver(): Promise<void> {
    this.#delivering ??= this.#deliver().finally(() => {
      this.#delivering = null;
    });
    return this.#delivering;
  }

  /** The end of it: posts all that can be posted until then, and gives up the rest. @param pause rejects when its signal is aborted */
  async drain(until: EpochMs, pause: (ms: number, signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#isEnding = true;
    const over = this.#over.signal;
    const isDone = new AbortController();
    let failed: Failed | null = null;
    // A channel that does not answer is not waited for any longer either.
    const bound = this.#wait(until, pause, isDone.signal).then(() => this.dispose());
    try {
      while (!over.aborted) {
        await this.deliver();
        const { count, dueAt } = this.ports.store.posts();
        if (count === 0 || dueAt === null) return;
        if (dueAt > until) {
          failed = this.#failed;
          return;
        }
        await this.#wait(dueAt, pause, over);
      }
    } finally {
      isDone.abort();
      await bound;
      this.giveUp(failed);
    }
  }

  /** Ends early, and well, when it is called off. */
  async #wait(at: EpochMs, pause: (ms: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    await pause(Math.max(0, at - this.ports.now()), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  /** What is left is not posted any more. */
  giveUp(failed: Failed | null = null): void {
    const { store, owner, now } = this.ports;
    for (;;) {
      const { dueAt } = store.posts();
      const post = dueAt === null ? null : store.claimPost(owner, Math.max(dueAt, now()));
      if (post === null) return;
      this.#giveUp(post, failed);
    }
  }

  /** Posts at once, past all that waits, and says what became of it. */
  async postNow(channel: Channel, message: Message): Promise<Delivery> {
    const delivery = await this.#post(channel, message, 0);
    if (delivery.kind === 'posted') this.#tookOne();
    return delivery;
  }

  /** What waits is not for another channel. */
  clear(): void {
    this.ports.store.clearPosts();
    this.ports.store.setTime('postRefused', 0);
  }

  state(): { readonly postedAt: EpochMs | null; readonly waiting: number; readonly refusedAt: EpochMs | null } {
    const { store } = this.ports;
    const refusedAt = store.time('postRefused') ?? 0;
    return { postedAt: store.time('posted'), waiting: store.posts().count, refusedAt: refusedAt > 0 ? refusedAt : null };
  }

  dispose(): void {
    this.#over.abort();
  }

  async #deliver(): Promise<void> {
    const { store, owner, now, channel } = this.ports;
    if (store.posts().count === 0) return;
    const target = await channel();
    if (target === null) return void store.clearPosts();
    for (;;) {
      const post = this.#over.signal.aborted ? null : store.claimPost(owner, now());
      if (post === null) return;
      const message = readMessage(post.body);
      // A newer version wrote what cannot be read.
      if (message === undefined) store.removePost(post.id, owner);
      else await this.#try(target, post, message);
    }
  }

  async #try(channel: Channel, post: Post, message: Message): Promise<void> {
    const { store, owner, now, onPutOff } = this.ports;
    const delivery = await this.#post(channel, message, post.attempts).catch((error: unknown) => this.#fault(error, post));
    // Called off in the middle: whether it was taken is not known, and whoever comes next tries again.
    if (this.#over.signal.aborted) return;
    this.#failed = delivery.kind === 'posted' ? null : delivery;
    switch (delivery.kind) {
      case 'later':
        store.delayPost(post.id, owner, delivery.attempts, now(), delivery.at);
        // What ends before that is given up, with a word of its own.
        if (delivery.at - now() > longWaitMs && !this.#isEnding) onPutOff(message, delivery);
        return;
      case 'refused':
        return void this.#giveUp(post, delivery);
      case 'posted':
        if (store.removePost(post.id, owner)) this.#tookOne();
    }
  }

  /** Left as it was, it would be due again at once, and hold up the others for ever. */
  #fault(error: unknown, { attempts }: Post): Delivery {
    this.ports.onFault(error);
    return deliveryOf({ ok: false, kind: 'unreachable' }, attempts, this.ports.now());
  }

  #giveUp({ id, body }: Post, failed: Failed | null): void {
    const { store, owner, now, onGivenUp } = this.ports;
    const message = readMessage(body);
    if (!store.removePost(id, owner) || message === undefined) return;
    const isFirst = (store.time('postRefused') ?? 0) === 0;
    store.setTime('postRefused', now());
    onGivenUp(message, failed, isFirst);
  }

  #tookOne(): void {
    const { store, now } = this.ports;
    store.setTime('posted', now());
    store.setTime('postRefused', 0);
  }

  async #post({ url, format }: Channel, message: Message, attempts: number): Promise<Delivery> {
    const { send, now, t } = this.ports;
    const exchange = await postTo(url, format, messageBody(message, format, t), send, this.#over.signal);
    return deliveryOf(exchange, attempts, now(), confirmationOf(url, format));
  }
}

async function postTo(url: string, format: WebhookFormat, body: string, send: Send, signal: AbortSignal): Promise<Exchange> {
  const read = originOf(url);
  if (!read.ok) return { ok: false, kind: 'originRefused' };
  const request = { method: 'POST', url: postAddress(url, format), headers: { 'content-type': 'application/json' }, body } as const;
  try {
    return await sendTo(read.origin, send)(request, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { ok: false, kind: 'unreachable' };
  }
}
