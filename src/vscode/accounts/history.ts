import * as vscode from 'vscode';
import { historyEntry, type HistoryEntry } from '../../core/history/historyEntry';
import { historyRows } from '../../core/history/historyRows';
import type { HistoryStore } from '../../core/history/historyStore';
import type { LedgerFigures } from '../../core/ledger/followLedger';
import type { LineDays } from '../../core/ledger/lineLedger';
import type { EpochMs } from '../../core/time/epoch';
import { keptLedgers } from '../../core/ledger/keptLedgers';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { Outcome } from '../../core/model/outcome';
import type { Reading } from '../../core/model/reading';
import { showWarning } from '../editor/dialogs';
import { t } from '../editor/translation';
import { ledgersInTurns, type LedgersByAccount, type LedgersInTurns } from './ledgersInTurns';
import type { AccountId } from '../../core/model/accountId';

/** Writes readings down and says what they mean. */
export class History implements vscode.Disposable {
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ledgers: LedgersInTurns;
  #announced = '';

  /** Ledgers were read on after they were asked for. */
  readonly onDidChange = this.#changed.event;

  /** @param onFault a disk that fails must not take the live balances with it */
  constructor(
    readonly store: HistoryStore & { readonly waiting: () => number },
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#ledgers = ledgersInTurns({
      ledgers: keptLedgers(store, this.timeZone),
      now: Date.now,
      clock: () => performance.now(),
      onNews: () => this.#changed.fire(),
      onFault,
    });
  }

  record(accountId: AccountId, outcome: Outcome, { epoch, checkedAt }: Pick<WatchRecord, 'epoch' | 'checkedAt'>): void {
    this.store.record(historyEntry(accountId, epoch, outcome, checkedAt ?? 0));
    this.announce();
  }

  /** What it lacks of what is known from before. */
  complete(entries: readonly HistoryEntry[]): void {
    if (entries.length > 0) this.store.record(...entries);
    this.announce();
  }

  /** What was last known of each account, from before this window. */
  lastReadings(): ReadonlyMap<AccountId, Reading> {
    const known = this.#read(() => this.store.latest()) ?? [];
    return new Map(known.map(({ account, reading }) => [account, reading]));
  }

  /** Those that are known. What is new of them is read at once where it is little, and else soon: {@link onDidChange} tells. */
  ledgersOf(accountIds: readonly AccountId[]): LedgersByAccount {
    const ledgers = this.#ledgers.of(accountIds);
    this.announce();
    return ledgers;
  }

  /** Their days are wanted from then on: what lies before what is read is read in turns, and {@link onDidChange} tells. */
  reach(from: EpochMs): void {
    this.#ledgers.reach(from);
  }

  /** What is known of its days by now. */
  daysOf(accountId: AccountId): ReadonlyMap<string, LineDays> {
    return this.#ledgers.daysOf(accountId);
  }

  /** How many accounts' histories are not read as far as they are wanted. */
  unread(): number {
    return this.#ledgers.unread();
  }

  /** As they are once this answer is written down. */
  ledgersWith(accountId: AccountId, outcome: Outcome): ReadonlyMap<string, LedgerFigures> {
    const rows = outcome.ok ? historyRows(accountId, outcome.reading) : [];
    this.#ledgers.prefer(accountId);
    return this.#ledgers.with(accountId, new Map(rows.map(({ unit, reading }) => [unit, reading])));
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
    this.#ledgers.dispose();
    this.#changed.dispose();
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
      return [
        t('The history was written by a newer version of API Balance.'),
        t('It is shown and not changed; new readings are kept for this window only.'),
      ].join(' ');
    case 'memory':
      return place.why === 'noSqlite'
        ? t('This editor has no SQLite, so history is kept for this window only. Balances are not affected.')
        : t('History cannot be written to disk, so it is kept for this window only. Balances are not affected.');
  }
}
