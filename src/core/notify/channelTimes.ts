import { isPostDue } from '../checks/postDue';
import type { WatchStore } from '../checks/watchStore';
import type { EpochMs } from '../time/epoch';
import { timeOf } from './timeOf';

/** In place of a time: it is not so. */
const no = 0;

/** When a channel took and refused messages, and until when it wants to be left alone, as all processes know it. */
export class ChannelTimes {
  constructor(
    private readonly store: Pick<WatchStore, 'time' | 'setTime'>,
    private readonly name: string,
  ) {}

  tookOne(now: EpochMs): void {
    this.#set('posted', now);
    this.#set('postRefused', no);
  }

  gaveUp(now: EpochMs): void {
    this.#set('postRefused', now);
  }

  /** Whatever was so of another address. */
  clear(): void {
    this.#set('postRefused', no);
    if (this.#time('postWait') !== null) this.#set('postWait', no);
  }

  postedAt(): EpochMs | null {
    return this.#time('posted');
  }

  refusedAt(): EpochMs | null {
    return this.#time('postRefused');
  }

  asksToWait(until: EpochMs, now: EpochMs): void {
    this.#set('postWaitSet', now);
    this.#set('postWait', until);
  }

  /** null: it may be posted to. */
  waitsUntil(now: EpochMs): EpochMs | null {
    const dueAt = this.#time('postWait');
    return dueAt === null || isPostDue({ setAt: this.#time('postWaitSet') ?? no, dueAt }, now) ? null : dueAt;
  }

  #time(name: string): EpochMs | null {
    const at = this.store.time(timeOf(name, this.name)) ?? no;
    return at === no ? null : at;
  }

  #set(name: string, at: EpochMs): void {
    this.store.setTime(timeOf(name, this.name), at);
  }
}
