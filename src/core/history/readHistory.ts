import type { HistoryStore } from './historyStore';
import type { EpochMs } from '../time/epoch';

/** A history as it was at one moment. */
export type ReadHistory = Pick<HistoryStore, 'latest' | 'lines' | 'readings' | 'spendDays' | 'intervals' | 'version'>;

/**
 * Why a history cannot be read. `newer`: a newer version wrote it. `locked`: another program keeps it to itself, for now.
 * `unreadable`: no rights, or a disk that fails.
 */
export type HistoryFault = 'absent' | 'notOurs' | 'newer' | 'locked' | 'damaged' | 'unreadable' | 'noSqlite';

export type WithHistory<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: HistoryFault };

/** Lends out a history that is only read, for as long as the work takes. */
export type LendHistory = <T>(file: string, now: EpochMs, work: (history: ReadHistory) => Promise<T>) => Promise<WithHistory<T>>;
