import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';

export interface HeldRequest {
  readonly account: Account;
  readonly signal: AbortSignal;
  readonly answer: (outcome: Outcome) => void;
  readonly fail: (error: unknown) => void;
}

/** A fetch that stays open until the test answers it; like the real one, it rejects when it is cancelled. */
export function heldFetch() {
  const requests: HeldRequest[] = [];
  const fetch = (account: Account, signal: AbortSignal): Promise<Outcome> =>
    new Promise((answer, fail) => {
      signal.addEventListener('abort', () => fail(new Error('cancelled')), { once: true });
      requests.push({ account, signal, answer, fail });
    });
  return { fetch, requests };
}

/** Lets everything that is ready happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
