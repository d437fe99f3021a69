import type { EpochMs } from '../time/epoch';
import type { Post } from '../checks/watchStore';
import { AbsentChannel } from './absentChannel';
import { deliveryOf, type Delivery } from './delivery';
import type { Failed, OutboxPorts } from './outboxPorts';
import { messageText, readMessage, type Message } from './message';
import { ChannelTimes } from './channelTimes';
import type { Pause } from '../shared/within';
import { drain } from './drain';
import { Pace } from './pace';
import { postTo, type Channel } from './postTo';
import type { AccountId } from '../model/accountId';

export interface OutboxState {
  readonly postedAt: EpochMs | null;
  readonly waiting: number;
  readonly refusedAt: EpochMs | null;
  /** What waits, waits for a channel that was set and is gone. */
  readonly isChannelGone: boolean;
}

/** All tries of a message take half an hour, where the receiver names no time of its own. */
const longWaitMs = 30 * 60_000;
/** For how long a message waits for a channel that is gone: of what is older, its receivers know by then. */
const longestAbsence = 24 * 3_600_000;

const heldMs = 1000;
const ended: Failed = { kind: 'refused', status: null, reason: null, unsure: 'ended' };

/** The receiver said so in an earlier run. */
function askedBefore(waitUntil: EpochMs | null): Failed | null {
  return waitUntil === null ? null : { kind: 'later', at: waitUntil, attempts: 0, status: null, reason: null, waitUntil };
}

/**
 * Messages on their way: kept in the store until the receiver took them, in order, each claimed by the one window that
 * posts it. Nothing else waits for a channel, and a message that is given up is told of.
 */
export class Outbox {
  readonly #over = new AbortController();
  #delivering: Promise<void> | null = null;
  #failed: Failed | null = null;
  #isEnding = false;
  #isFinishing = false;
  readonly #absent: AbsentChannel;
  readonly #name: string;
  readonly #times: ChannelTimes;
  readonly #pace = new Pace();

  constructor(private readonly ports: OutboxPorts) {
    this.#name = ports.name ?? '';
    this.#absent = new AbsentChannel(ports.store, this.#name);
    this.#times = new ChannelTimes(ports.store, this.#name);
  }

  /** @param account whose forgetting ends it; null for a message about all */
  add(account: AccountId | null, message: Message): void {
    this.ports.store.addPost(account, this.#name, messageText(message), this.ports.now());
  }

  /** Posts what is due, oldest first. The rest waits behind one that has to wait, so that the order stays. */
  deliver(): Promise<void> {
    this.#delivering ??= this.#deliver().finally(() => {
      this.#delivering = null;
    });
    return this.#delivering;
  }

  /** The end of it: posts all that can be posted until then, and gives up the rest. @param pause rejects when its signal is aborted */
  async drain(until: EpochMs, pause: Pause): Promise<void> {
    const { store, now } = this.ports;
    this.#isEnding = true;
    let failed: Failed | null = null;
    try {
      const nextAt = (): EpochMs | null => {
        const { count, dueAt } = store.posts(this.#name);
        // What is due and still there is held by another process: each look is a transaction of the file they share.
        const notBefore = Math.max(this.#pace.freeAt(now()), this.#times.waitsUntil(now()) ?? 0, now() + heldMs);
        return count === 0 || dueAt === null ? null : Math.max(dueAt, notBefore);
      };
      const failure = (): Failed | null => this.#failed ?? askedBefore(this.#times.waitsUntil(now()));
      const [deliver, dispose] = [() => this.deliver(), () => this.dispose()];
      failed = await drain({ deliver, now, nextAt, failure, dispose, over: this.#over.signal }, until, pause);
    } finally {
      this.giveUp(failed);
    }
  }

  /** What is left is not posted any more, but for what is kept. */
  giveUp(failed: Failed | null = null): void {
    const { store, owner, now, keepsAlerts } = this.ports;
    const { dueAt } = store.posts(this.#name);
    if (dueAt === null) return;
    const at = Math.max(dueAt, now());
    const next = (after: number): Post | null => store.claimPost(owner, this.#name, at, after);
    for (let post = next(0); post; post = next(post.id)) {
      const isKept = keepsAlerts?.() === true && !post.isUnsure && readMessage(post.body)?.kind === 'alert';
      if (isKept) store.delayPost(post.id, owner, post.attempts, now(), at);
      else this.#giveUp(post, post.isUnsure ? ended : failed);
    }
  }

  /** Posts at once, past all that waits, and says what became of it. */
  async postNow(channel: Channel, message: Message): Promise<Delivery> {
    const delivery = await this.#post(channel, message, 0);
    if (delivery.kind === 'posted') this.#times.tookOne(this.ports.now());
    return delivery;
  }

  /** The person has set a channel. What waits is not for another one than `before`; where that was gone, it is for this one. */
  channelSet(before: Channel | null): void {
    if (before !== null) this.#clear();
    this.#absent.found(this.ports.now());
  }

  /** The person wants none any more. */
  channelForgotten(): void {
    this.#clear();
    this.#absent.forget();
  }

  state(): OutboxState {
    const { store } = this.ports;
    return {
      postedAt: this.#times.postedAt(),
      waiting: store.posts(this.#name).count,
      refusedAt: this.#times.refusedAt(),
      isChannelGone: this.#absent.isToldGone(),
    };
  }

  /** Whoever comes next goes on with what is left: what is under way ends as it does. */
  finish(): void {
    this.#isFinishing = true;
  }

  dispose(): void {
    this.#over.abort();
  }

  async #deliver(): Promise<void> {
    const { store, owner, now, channel } = this.ports;
    if (store.posts(this.#name).count === 0) return;
    const target = await channel();
    if (target === null) return void (this.#absent.isWanted() ? this.#whileGone() : store.clearPosts(this.#name));
    this.#absent.found(now());
    for (;;) {
      const isOver = this.#isFinishing || this.#over.signal.aborted;
      const isHeld = isOver || this.#pace.freeAt(now()) > now() || this.#times.waitsUntil(now()) !== null;
      const post = isHeld ? null : store.claimPost(owner, this.#name, now());
      if (post === null) return;
      const message = readMessage(post.body);
      // A newer version wrote what cannot be read.
      if (message === undefined) store.removePost(post.id, owner);
      else if (post.isUnsure && this.ports.postsUnsure === false) this.#giveUp(post, ended);
      else await this.#try(target, post, message);
    }
  }

  /** Another machine that shares the store may have it. */
  #whileGone(): void {
    const { store, owner, now, onChannelGone } = this.ports;
    const next = (): Post | null => store.claimPost(owner, this.#name, now());
    for (let post = next(); post; post = next()) {
      const at = readMessage(post.body)?.at ?? -Infinity;
      // Of later than that, a clock told it that was ahead.
      if (Math.abs(now() - at) <= longestAbsence) {
        store.delayPost(post.id, owner, post.attempts, now(), now());
        break;
      }
      this.#giveUp(post, null);
    }
    if (this.#absent.takesTelling(now())) onChannelGone?.();
  }

  async #try(channel: Channel, post: Post, message: Message): Promise<void> {
    const { store, owner, now, onPutOff, onTried } = this.ports;
    const delivery = this.#ruled(await this.#post(channel, message, post.attempts).catch((error: unknown) => this.#fault(error, post)));
    // Called off in the middle: whether it was taken is not known, and whoever comes next tries again.
    if (this.#over.signal.aborted && delivery.kind !== 'posted') return;
    onTried?.(message, delivery);
    this.#failed = delivery.kind === 'posted' ? null : delivery;
    if (this.#failed?.waitUntil !== undefined) this.#times.asksToWait(this.#failed.waitUntil, now());
    switch (delivery.kind) {
      case 'later':
        store.delayPost(post.id, owner, delivery.attempts, now(), delivery.at);
        // What ends before that is given up, with a word of its own.
        if (delivery.at - now() > longWaitMs && !this.#isEnding) onPutOff(message, delivery);
        return;
      case 'refused':
        return void this.#giveUp(post, delivery);
      case 'posted':
        if (store.removePost(post.id, owner)) this.#times.tookOne(now());
    }
  }

  /** What may have arrived is not posted again, where that is the rule. */
  #ruled(delivery: Delivery): Delivery {
    if (delivery.kind !== 'later' || delivery.unsure === undefined || this.ports.postsUnsure !== false) return delivery;
    return { kind: 'refused', status: null, reason: null, unsure: delivery.unsure };
  }

  /** Left as it was, it would be due again at once, and hold up the others for ever. */
  #fault(error: unknown, { attempts }: Post): Delivery {
    this.ports.onFault(error);
    return deliveryOf({ kind: 'silent', passes: true }, attempts, this.ports.now());
  }

  #giveUp({ id, body }: Post, failed: Failed | null): void {
    const { store, owner, now, onGivenUp } = this.ports;
    const message = readMessage(body);
    const isFirst = this.#times.refusedAt() === null;
    if (!store.holdsPost(id, owner)) return;
    // Told before it is gone: whoever dies in between tells it again, and nothing ends in silence.
    if (message !== undefined) onGivenUp(message, failed, isFirst);
    store.removePost(id, owner);
    this.#times.gaveUp(now());
  }

  #clear(): void {
    this.ports.store.clearPosts(this.#name);
    this.#times.clear();
  }

  async #post(channel: Channel, message: Message, attempts: number): Promise<Delivery> {
    const { now } = this.ports;
    this.#pace.began(now(), channel.kind.perMinute);
    return deliveryOf(await postTo(channel, message, this.ports, this.#over.signal), attempts, now());
  }
}
