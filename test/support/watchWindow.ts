import assert from 'node:assert/strict';
import { Checks, type ChecksPorts } from '../../src/core/checks/checks';
import type { Alert } from '../../src/core/checks/alerts';
import type { Outcome } from '../../src/core/model/outcome';
import type { WatchStore } from '../../src/core/checks/watchStore';
import { openWatch } from '../../src/node/watch/openWatch';
import { checksPorts, type Clock } from './checksPorts';
import { heldFetch, settled } from './heldFetch';
import { heldPauses } from './heldPauses';

export function storeOf(folder: string): WatchStore {
  return openWatch({ folder, onFailure: (error) => assert.fail(String(error)) });
}

/** One of several windows on one disk. Its requests stay open until the test answers them, and its pauses until the test ends them. */
export function watchWindow(folder: string, owner: string, clock: Clock, more: Partial<ChecksPorts> = {}) {
  const { fetch, requests } = heldFetch();
  const store = storeOf(folder);
  const committed: { readonly outcome: Outcome; readonly alerts: readonly Alert[] }[] = [];
  const [why, changes]: [string[], string[]] = [[], []];
  const { pause, waiting, endAll } = heldPauses(() => clock.now);
  const repeated = new Set<() => void>();
  const ports = checksPorts(clock, (account, signal, reason) => (why.push(reason), fetch(account, signal)), {
    store,
    owner,
    pause,
    onCommitted: (_account, outcome, { alerts }) => void committed.push({ outcome, alerts }),
    onChange: (account) => void changes.push(account),
    repeat: (_ms, work) => {
      repeated.add(work);
      return () => void repeated.delete(work);
    },
    ...more,
  });
  return {
    store,
    checks: new Checks(ports),
    requests,
    committed,
    why,
    changes,
    waiting,
    /** What it does again and again, it does once more. */
    repeat: (): void => {
      for (const work of repeated) work();
    },
    repeating: (): number => repeated.size,
    /** Its pauses are over, and all that follows from that has happened. */
    passTime: async (): Promise<void> => {
      endAll();
      await settled();
    },
  };
}
