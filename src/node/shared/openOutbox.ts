import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { memoryOutbox } from '../../core/shared/memoryOutbox';
import type { Asker, NoteName, SharedOutbox } from '../../core/shared/sharedOutbox';
import type { SharedAccount, SharedEntry } from '../../core/shared/sharedEntry';
import type { EpochMs } from '../../core/time/epoch';
import { sharedFile } from '../sqlite/sharedFile';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';
import { isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';
import { outboxFile, type OutboxFile } from './outboxFile';
import { outboxDatabase, outboxSql } from './outboxSchema';

export interface OpenOutboxOptions {
  /** Made where it does not exist. One `outbox.sqlite` in it. */
  readonly folder: string;
  readonly now: () => EpochMs;
  /** For tests. */
  readonly sqlite?: Sqlite | null;
}

/**
 * Never fails for what a disk or a file can be. What the disk does not take waits in memory, for the next call that it takes; what was
 * noted meanwhile counts all the same.
 */
export function openOutbox({ folder, now, sqlite = loadSqlite() }: OpenOutboxOptions): SharedOutbox {
  if (sqlite === null) return memoryOutbox(randomUUID());
  const path = join(folder, `${outboxDatabase.name}.sqlite`);
  const file = sharedFile<OutboxFile>({ sqlite, kind: outboxDatabase, file: path, now, use: outboxOn });
  const own = randomUUID();
  let unwritten: readonly SharedEntry[] = [];
  const notes = new Map<NoteName, string | null>();
  const askers = new Map<string, readonly [SharedAccount, Asker]>();

  const run = <T>(work: (disk: OutboxFile) => T, otherwise: T): T => {
    try {
      if (file.state() === 'unwritable') file.retry();
      return file.run((disk) => (disk === null || file.state() !== 'open' ? otherwise : work(disk)));
    } catch (error) {
      if (sqliteFailure(error) === null && !isSchemaFailure(error)) throw error;
      return otherwise;
    }
  };
  /** Whether the disk has all of it by now. */
  const write = (): boolean =>
    run((disk) => {
      if (unwritten.length + notes.size + askers.size > 0) disk.write({ entries: unwritten, notes, askers: askers.values() });
      unwritten = [];
      notes.clear();
      askers.clear();
      return true;
    }, false);
  return {
    machineId: () => run((disk) => disk.machineId(), own),
    add: (entry) => {
      unwritten = [...unwritten, entry];
      write();
    },
    waiting: (most) => (write() ? run((disk) => disk.waiting(most), []) : []),
    count: () => unwritten.length + run((disk) => disk.count(), 0),
    handedOn: (until) => run((disk) => disk.handedOn(until), undefined),
    handOnAgain: (since) => run((disk) => disk.handOnAgain(since), undefined),
    unread: () => run((disk) => disk.unread(), 0),
    drop: (...bounds) => run((disk) => disk.drop(...bounds), 0),
    note: (name) => notes.get(name) ?? (notes.has(name) ? null : run((disk) => disk.note(name), null)),
    setNote: (name, text) => {
      notes.set(name, text);
      write();
    },
    asker: (of) => askers.get(keyOf(of))?.[1] ?? run((disk) => disk.asker(of), null),
    setAsker: (of, asker) => {
      askers.set(keyOf(of), [of, asker]);
      write();
    },
    close: () => {
      write();
      file.close();
    },
  };
}

/** Fails at once where the tables are not those that it will ask. */
function outboxOn(db: DatabaseSync): OutboxFile {
  for (const sql of Object.values(outboxSql)) db.prepare(sql);
  return outboxFile(db);
}

function keyOf({ account, place }: SharedAccount): string {
  return JSON.stringify([account, place]);
}
