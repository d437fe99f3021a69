import { isBuiltin } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import { isOlder, olderDatabase, opensAddresses } from './olderDatabase';

export type Journal = 'WAL' | 'TRUNCATE';

export interface Sqlite {
  readonly Database: typeof DatabaseSync;
  /** The journal that is safe with this SQLite on a local disk. */
  readonly journal: Journal;
  /** Whether a file can be opened by an address, which may say how: Node before 22.15 takes every text for a name. */
  readonly opensAddresses: boolean;
}

/** Loads SQLite at the first call; null where the runtime has none, such as Node 20. */
export function loadSqlite(): Sqlite | null {
  if (!isBuiltin('node:sqlite')) return null;
  const { DatabaseSync: Database } = quietly(() => process.getBuiltinModule('node:sqlite'));
  return {
    Database: isOlder(process.versions.node) ? olderDatabase(Database) : Database,
    journal: journalOf(process.versions['sqlite'] ?? ''),
    opensAddresses: opensAddresses(process.versions.node),
  };
}

/** Node 22 warns that SQLite is experimental, in a console that is not ours. Loading is synchronous, so no other warning is lost. */
function quietly<T>(load: () => T): T {
  const emitWarning = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => undefined;
  try {
    return load();
  } finally {
    if (emitWarning) Object.defineProperty(process, 'emitWarning', emitWarning);
  }
}

/** Before 3.51.3 a reset of the write-ahead log can lose a committed write. @see https://www.sqlite.org/wal.html#walresetbug */
export function journalOf(version: string): Journal {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const isMended = major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)));
  return isMended ? 'WAL' : 'TRUNCATE';
}
