import { historyEntry } from '../../src/core/history/historyEntry';
import type { ProviderErrorKind } from '../../src/core/model/providerError';
import type { Reading, SpendDay } from '../../src/core/model/reading';
import { micros, unit } from '../../src/core/money/money';
import type { OpenHistory } from '../../src/node/history/layeredHistory';
import { openHistory } from '../../src/node/history/openHistory';
import { idOf } from './ids';

/** A history that checks are written to one after the other, as they came. */
export interface PastChecks {
  readonly store: OpenHistory;
  readonly answered: (at: number, parts: Partial<Reading>, epoch?: number) => void;
  readonly failed: (at: number, kind: ProviderErrorKind, epoch?: number) => void;
}

/** In memory, by the same rules as on disk. */
export function pastChecks(now: number, account = idOf('work')): PastChecks {
  let clock = now;
  const store = openHistory({ folder: '', now: () => clock, sqlite: null });
  const at = (moment: number, write: () => void): void => {
    clock = moment;
    write();
    clock = now;
  };
  return {
    store,
    answered: (moment, parts, epoch = 0) =>
      at(moment, () => {
        const reading = { balances: [], caps: [], spend: [], callsRefused: false, problems: [], ...parts, at: moment };
        store.record(historyEntry(account, epoch, { ok: true, reading }, moment));
      }),
    failed: (moment, kind, epoch = 0) =>
      at(moment, () => store.record(historyEntry(account, epoch, { ok: false, error: { kind, host: 'api.example.com' } }, moment))),
  };
}

export function dollars(count: number) {
  return micros(Math.round(count * 1_000_000));
}

export function costOf(day: number, amount: number, atLeast = false): SpendDay {
  return { day, unit: unit('USD'), amount: dollars(amount), ...(atLeast ? { atLeast } : {}) };
}
