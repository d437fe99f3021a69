import type { EpochMs } from '../time/epoch';

const windowMs = 60_000;

/** How many messages a receiver takes in a minute; more would be refused, and some shut for long then. */
export class Pace {
  #began: readonly EpochMs[] = [];
  #most = Infinity;

  began(now: EpochMs, perMinute: number): void {
    this.#most = perMinute;
    this.#began = [...this.#within(now), now];
  }

  /** When the next one may begin; `now` where it may at once. */
  freeAt(now: EpochMs): EpochMs {
    const began = this.#within(now);
    const [oldest] = began.slice(-this.#most);
    return began.length < this.#most || oldest === undefined ? now : oldest + windowMs;
  }

  /** A time of later was told by a clock that was ahead. */
  #within(now: EpochMs): readonly EpochMs[] {
    return this.#began.filter((at) => at <= now && now - at < windowMs);
  }
}
