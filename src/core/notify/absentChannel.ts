import type { WatchStore } from '../checks/watchStore';
import { timeOf } from './timeOf';
import type { EpochMs } from '../time/epoch';

/** In place of a time: it is not so. */
const no = 0;

/**
 * That the person has set a channel, as all windows know it. Its address is a secret and kept elsewhere, where it may be
 * lost, or be on another machine than the one that shares the store: then somebody still wants the messages.
 */
export class AbsentChannel {
  /** On a machine that shares with one that has the address, each window tells it once, not with each message. */
  #isTold = false;

  readonly #set: string;
  readonly #toldGone: string;

  constructor(
    private readonly store: Pick<WatchStore, 'time' | 'setTime' | 'moveTime'>,
    name = '',
  ) {
    this.#set = timeOf('channel', name);
    this.#toldGone = timeOf('channelGone', name);
  }

  /** It is here. */
  found(now: EpochMs): void {
    if (!this.isWanted()) this.store.setTime(this.#set, now);
    if (this.isToldGone()) this.store.setTime(this.#toldGone, no);
  }

  /** The person wants none any more. */
  forget(): void {
    for (const name of [this.#set, this.#toldGone]) this.store.setTime(name, no);
  }

  isWanted(): boolean {
    return (this.store.time(this.#set) ?? no) !== no;
  }

  isToldGone(): boolean {
    return (this.store.time(this.#toldGone) ?? no) !== no;
  }

  /** Whether this window is the one to tell it: of several, one does. */
  takesTelling(now: EpochMs): boolean {
    if (this.#isTold || this.isToldGone()) return false;
    this.#isTold = this.store.moveTime(this.#toldGone, this.store.time(this.#toldGone), now);
    return this.#isTold;
  }
}
