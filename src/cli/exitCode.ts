import type { AccountState } from '../core/model/accountState';
import type { CheckReport } from '../core/views/checkReport';

/** For scripts: 2 needs a person, 1 means that something is not known, 0 that all is well. */
export function exitCode({ accounts }: CheckReport): 0 | 1 | 2 {
  return exitCodeOf(accounts.map(({ state }) => state));
}

export function exitCodeOf(all: readonly AccountState[]): 0 | 1 | 2 {
  const states = new Set(all);
  if (states.has('low') || states.has('exhausted') || states.has('unavailable')) return 2;
  return states.has('failed') || states.has('unknown') ? 1 : 0;
}
