import assert from 'node:assert/strict';
import type { Account } from '../../src/core/model/account';
import type { Reading } from '../../src/core/model/reading';
import type { Snapshot } from '../../src/core/model/snapshot';
import type { Outcome } from '../../src/core/model/outcome';
import type { Alert } from '../../src/core/checks/alerts';
import { singleFlight, type Prepared } from '../../src/core/checks/singleFlight';
import { openWatch } from '../../src/node/watch/openWatch';
import { heldFetch, settled } from './heldFetch';
import { contextOf, planOf } from './watch';

export interface Clock {
  now: number;
}

/** One of several windows on one disk. Its requests stay open until the test answers them, and its pauses until the test ends them. */
export function watchWindow(folder: string, owner: string, clock: Clock, prepare?: (account: Account) => Promise<Prepared>) {
  const { fetch, requests } = heldFetch();
  const store = openWatch({ folder, onFailure: (error) => assert.fail(String(error)) });
  const readings: Reading[] = [];
  const landed: { readonly outcome: Outcome; readonly alerts: readonly Alert[] }[] = [];
  const shown: { readonly account: string; readonly known: Pick<Snapshot, 'reading' | 'error' | 'checkedAt'> }[] = [];
  const why: string[] = [];
  let pauses: (() => void)[] = [];
  const shared = singleFlight({
    store,
    owner,
    now: () => clock.now,
    prepare: prepare ?? (async (account) => ({ ok: true, fetch: (signal, reason) => (why.push(reason), fetch(account, signal)) })),
    planContext: () => planOf({ now: clock.now }),
    alertContext: ({ id }) => contextOf({ account: id }),
    onReading: (_account, reading) => void readings.push(reading),
    onCommitted: (_account, outcome, alerts) => void landed.push({ outcome, alerts }),
    adopt: (account, known) =>
      void shown.push({ account, known: { reading: known.reading, error: known.error, checkedAt: known.checkedAt } }),
    onFault: (error) => {
      throw error;
    },
    pause: (_ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
        pauses.push(resolve);
      }),
  });
  return {
    store,
    shared,
    requests,
    readings,
    landed,
    shown,
    why,
    waiting: () => pauses.length,
    /** Its pauses are over, and all that follows from that has happened. */
    passTime: async (): Promise<void> => {
      const over = pauses;
      pauses = [];
      for (const end of over) end();
      await settled();
    },
  };
}
