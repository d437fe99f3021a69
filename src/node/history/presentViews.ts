import type { DatabaseSync } from 'node:sqlite';
import { versionOf } from '../sqlite/databaseFile';

const noParts = `CREATE TEMP VIEW spend_part AS SELECT '' AS account, 0 AS start, 0 AS until, '' AS unit, '' AS model, '' AS key, 0 AS amount,
  0 AS at_least, 0 AS requests WHERE 0;`;

/**
 * Lets a file of an older version that is only read, at start-up or on a disk that takes no writes, look like one of now: temporary views stand
 * before its tables, and change nothing of it.
 */
export function showAsPresent(db: DatabaseSync): void {
  const version = versionOf(db);
  if (version === 2) db.exec(noParts);
  if (version !== 1) return;
  db.exec(`${noParts}
    CREATE TEMP VIEW line AS
      SELECT id, account, '' AS cap, unit, 0 AS epoch, seen, NULL AS resets_at, tidied, 0 AS revision, 0 AS rewritten FROM main.line;
    CREATE TEMP VIEW account AS SELECT DISTINCT account AS name, 0 AS epoch FROM main.line;
    CREATE TEMP VIEW spend AS
      SELECT '' AS account, 0 AS epoch, '' AS unit, '' AS span, 0 AS amount, 0 AS at_least, 0 AS since, 0 AS at WHERE 0;
    CREATE TEMP VIEW spend_day AS SELECT '' AS account, 0 AS day, '' AS unit, 0 AS epoch, 0 AS amount, 0 AS at_least, 0 AS at WHERE 0;
    CREATE TEMP VIEW outcome AS SELECT '' AS account, 0 AS start, 0 AS until, 0 AS epoch, '' AS kind WHERE 0;`);
}
