import type { Loop } from '../loop';
import type { Said } from '../provider';

/** One check of one account as the provider saw it. A check sends twice at most: once more, at once, after a failure that may be over. */
export interface Asked {
  readonly account: string;
  readonly window: string;
  /** The number of the key it was sent with. */
  readonly key: number;
  /** `key`: a new key is tried before it is kept, which no window is asked about. */
  readonly why: 'timer' | 'click' | 'key';
  readonly elapsed: number;
  readonly wall: number;
  readonly steps: number;
  readonly stepsBack: number;
  /**
   * `silent`: committed, but neither shown nor counted, since the machine just woke. `dropped`: answered, but not about the
   * account any more.
   */
  end: 'open' | 'committed' | 'silent' | 'aborted' | 'dropped' | 'crashed';
  said: Said | null;
  /** The machine's clock when the answer came. */
  answeredWall: number;
}

export function askedNow(loop: Loop, of: Pick<Asked, 'account' | 'window' | 'key' | 'why'>): Asked {
  const { elapsed, wall, steps, stepsBack } = loop;
  return { ...of, elapsed, wall, steps, stepsBack, end: 'open', said: null, answeredWall: wall };
}

/** Everything that must not be, in words. The first one ends the simulation. */
export type Report = (violation: string) => void;
