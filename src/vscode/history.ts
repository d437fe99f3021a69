import * as vscode from 'vscode';
import { historyRows, readingOfRows } from '../core/historyRows';
import type { HistoryStore } from '../core/historyStore';
import type { Ledger } from '../core/ledger';
import type { Reading } from '../core/model';
import { recentLedger } from '../core/recentLedger';
import { t } from './translation';

/** Writes readings down and says what they mean. Ledgers are kept until the store changes or a minute has passed. */
export class History implements vscode.Disposable {
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  #ledgers: ReadonlyMap<string, ReadonlyMap<string, Ledger>> = new Map();
  #madeAt = '';

  /** @param onFault a disk that fails must not take the live balances with it */
  constructor(
    readonly store: HistoryStore,
    private readonly onFault: (error: unknown) => void,
  ) {}

  record(accountId: string, reading: Reading): void {
    this.store.record(historyRows(accountId, reading));
  }

  /** The last known balances of each account, from before this window. */
  lastReadings(): ReadonlyMap<string, Reading> {
    const rows = this.#read(() => this.store.latest()) ?? [];
    const readings = new Map<string, Reading>();
    for (const { account } of rows) {
      const reading = readingOfRows(rows.filter((row) => row.account === account));
      if (reading) readings.set(account, reading);
    }
    return readings;
  }

  ledgersOf(accountId: string, now: number): ReadonlyMap<string, Ledger> | undefined {
    const moment = this.#read(() => `${this.store.version()} ${Math.floor(now / 60_000)}`) ?? '';
    if (moment !== this.#madeAt) {
      this.#madeAt = moment;
      this.#ledgers = this.#read(() => this.#make(now)) ?? new Map();
    }
    return this.#ledgers.get(accountId);
  }

  /** Said once: where history went, if it is not where it should be. */
  announce(): void {
    const place = this.store.place();
    if (place.kind === 'disk' && place.setAside === null) return;
    void vscode.window.showWarningMessage(sentence(place));
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

  #make(now: number): ReadonlyMap<string, ReadonlyMap<string, Ledger>> {
    const ledgers = new Map<string, Map<string, Ledger>>();
    for (const line of this.store.lines()) {
      const ofAccount = ledgers.get(line.account) ?? new Map<string, Ledger>();
      ledgers.set(line.account, ofAccount.set(line.unit, recentLedger(this.store, line, now, now, this.timeZone).ledger));
    }
    return ledgers;
  }
}

function sentence(place: ReturnType<HistoryStore['place']>): string {
  switch (place.kind) {
    case 'disk':
      return t('The history file was damaged. It was set aside as {file}, and a new one was started. Balances are not affected.', { file: place.setAside ?? '' });
    case 'newer':
      return t('The history was written by a newer version of API Balance. It is shown and not changed; new readings are kept for this window only.');
    case 'memory':
      return place.why === 'noSqlite'
        ? t('This editor has no SQLite, so history is kept for this window only. Balances are not affected.')
        : t('History cannot be written to disk, so it is kept for this window only. Balances are not affected.');
  }
}
