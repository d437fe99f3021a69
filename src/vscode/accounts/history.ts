import type * as vscode from 'vscode';
import { historyEntry } from '../../core/history/historyEntry';
import type { HistoryStore } from '../../core/history/historyStore';
import type { Ledger } from '../../core/ledger/ledger';
import type { Reading } from '../../core/model/reading';
import { recentLedger } from '../../core/ledger/recentLedger';
import { showWarning } from '../editor/dialogs';
import { t } from '../editor/translation';

/** Ledgers grow old slowly: what changes them is a reading, and the hour. */
const freshMs = 10 * 60_000;

interface KnownLedgers {
  readonly madeAt: number;
  readonly byUnit: ReadonlyMap<string, Ledger>;
}

/** Writes readings down and says what they mean. The ledgers of an account are kept until it has a new reading. */
export class History implements vscode.Disposable {
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly #ledgers = new Map<string, KnownLedgers>();
  #version = 0;
  #announced = '';

  /** @param onFault a disk that fails must not take the live balances with it */
  constructor(
    readonly store: HistoryStore & { readonly waiting: () => number },
    private readonly onFault: (error: unknown) => void,
  ) {}

  record(accountId: string, reading: Reading): void {
    this.store.record(historyEntry(accountId, 0, { ok: true, reading }, reading.at));
    this.#ledgers.delete(accountId);
    this.#version = this.#read(() => this.store.version()) ?? 0;
    this.announce();
  }

  /** What was last known of each account, from before this window. */
  lastReadings(): ReadonlyMap<string, Reading> {
    const known = this.#read(() => this.store.latest()) ?? [];
    return new Map(known.map(({ account, reading }) => [account, reading]));
  }

  ledgersOf(accountId: string, now: number): ReadonlyMap<string, Ledger> | undefined {
    const version = this.#read(() => this.store.version()) ?? 0;
    if (version !== this.#version) this.#ledgers.clear();
    this.#version = version;
    const known = this.#ledgers.get(accountId);
    if (known && now - known.madeAt < freshMs && now >= known.madeAt) return known.byUnit;
    const byUnit = this.#read(() => this.#make(accountId, now)) ?? new Map<string, Ledger>();
    this.#ledgers.set(accountId, { madeAt: now, byUnit });
    this.announce();
    return byUnit;
  }

  /** Said once for each place: where history went, if it is not where it should be. A file may turn out to be damaged while it is read. */
  announce(): void {
    const place = this.store.place();
    const isFine = place.kind === 'disk' && place.setAside === null && this.store.waiting() === 0;
    const now = isFine ? this.#announced : JSON.stringify([place, this.store.waiting() > 0]);
    if (now === this.#announced) return;
    this.#announced = now;
    void showWarning(sentence(place));
  }

  dispose(): void {
    this.store.close();
  }

  #read<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.onFault(error);
      return undefined;
    }
  }

  #make(accountId: string, now: number): ReadonlyMap<string, Ledger> {
    const lines = this.store.lines().filter(({ account }) => account === accountId);
    return new Map(lines.map((line) => [line.unit, recentLedger(this.store, line, now, now, this.timeZone).ledger]));
  }
}

function sentence(place: ReturnType<HistoryStore['place']>): string {
  switch (place.kind) {
    case 'disk':
      return place.setAside === null
        ? t('The history cannot be written just now. New readings are kept in this window until it can. Balances are not affected.')
        : t('The history file was damaged. It was set aside as {file}, and a new one was started. Balances are not affected.', {
            file: place.setAside,
          });
    case 'newer':
      return t(
        'The history was written by a newer version of API Balance. It is shown and not changed; new readings are kept for this window only.',
      );
    case 'memory':
      return place.why === 'noSqlite'
        ? t('This editor has no SQLite, so history is kept for this window only. Balances are not affected.')
        : t('History cannot be written to disk, so it is kept for this window only. Balances are not affected.');
  }
}
