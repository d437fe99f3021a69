import type { EpochMs } from '../time/epoch';
import type { LoggedCall } from './loggedCall';

/** From when on what it stands for may have been used: of a sum of which that is not known, at any time. */
export function beganAt({ since, kind, at }: Pick<LoggedCall<number>, 'since' | 'kind' | 'at'>): EpochMs {
  return Math.min(at, since ?? (kind === 'sum' ? 0 : at));
}
