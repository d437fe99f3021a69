import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Another program's database, open for reading. */
export interface ForeignDatabase {
  readonly db: DatabaseSync;
  /** Whether what was read was a state of the database: false where its file was written to under one who does not share it. */
  readonly wasWhole: () => boolean;
  readonly close: () => void;
}

/** Changes whenever one of the files of a database does. */
export function filesOf(path: string): string {
  return ['', '-wal', '-journal']
    .map((end) => statSync(`${path}${end}`, { throwIfNoEntry: false }))
    .map((stat) => (stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}`))
    .join(' ');
}

/** null: there is no such file. */
export function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
