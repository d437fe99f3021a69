import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import { openDatabase } from '../sqlite/openDatabase';
import { loadSqlite } from '../sqlite/sqlite';
import { usageDatabase } from './usageSchema';
import { usageStore, type UsageStore } from './usageStore';

export interface OpenUsage {
  readonly store: UsageStore;
  readonly close: () => void;
}

const busyMs = 5_000;

/** What was read before, for one user alone; null where it cannot be kept: no SQLite, or a disk that takes nothing. */
export function openUsage(folder: string, now: () => EpochMs): OpenUsage | null {
  const sqlite = loadSqlite();
  if (sqlite === null) return null;
  const place = { sqlite, kind: usageDatabase, file: join(folder, 'usage.sqlite'), now, use: usageStore };
  const { state, db, content } = openDatabase(place, busyMs);
  if (state === 'open' && db !== null && content !== null) return { store: content, close: () => db.close() };
  db?.close();
  return null;
}

/** For one look, after which nothing of it is left. */
export function openOnce(now: () => EpochMs): OpenUsage | null {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-usage-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const opened = openUsage(folder, now);
  if (opened === null) remove();
  return (
    opened && {
      ...opened,
      close: () => {
        opened.close();
        remove();
      },
    }
  );
}
