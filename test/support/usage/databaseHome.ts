import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import type { UsageReader } from '../../../src/core/usage/usageReader';
import { loadSqlite } from '../../../src/node/sqlite/sqlite';
import { scan, withHome, withUsage, type ReadUsage } from './usageOf';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');

export type Row = Readonly<Record<string, SQLInputValue>>;

export interface DatabaseHome {
  readonly home: string;
  /** Changes a database below the home, which is made if it is not there. */
  readonly exec: (path: string, sql: string) => void;
  readonly insert: (path: string, table: string, ...rows: readonly Row[]) => void;
  readonly scan: () => ReadUsage;
}

/** A home whose databases a tool changes between two looks at it. */
export function databaseHome<T>(reader: UsageReader, use: (home: DatabaseHome) => T, placed: Readonly<Record<string, string>> = {}): T {
  return withHome(placed, (home) =>
    withUsage((usage) =>
      use({
        home,
        exec: (path, sql) => inDatabase(join(home, path), (db) => db.exec(sql)),
        insert: (path, table, ...rows) => inDatabase(join(home, path), (db) => rows.forEach((row) => insertInto(db, table, row))),
        scan: () => scan(reader, home, usage),
      }),
    ),
  );
}

type Database = InstanceType<NonNullable<typeof sqlite>['Database']>;

function inDatabase<T>(file: string, use: (db: Database) => T): T {
  mkdirSync(dirname(file), { recursive: true });
  const db = new sqlite!.Database(file);
  // Rows are put in in any order.
  db.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
  try {
    return use(db);
  } finally {
    db.close();
  }
}

function insertInto(db: Database, table: string, row: Row): void {
  const names = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}

interface Content {
  readonly tables: string;
  readonly rows: readonly (readonly [string, Row])[];
}

/** Both what makes the tables of a database and the rows in them, table by table. */
function contentOf(file: string): Content {
  return inDatabase(file, (db) => {
    const tables = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
    return {
      tables: tables.map(({ sql }) => `${String(sql)};`).join('\n'),
      rows: tables.flatMap(({ name }) =>
        db
          .prepare(`SELECT * FROM "${String(name)}"`)
          .all()
          .map((row) => [String(name), row] as const),
      ),
    };
  });
}

type Placed = Readonly<Record<string, string>>;

/** What is read of a database in the end into which rows were put between looks, after so many of them each. */
function readInLooks(
  reader: UsageReader,
  path: string,
  tables: string,
  rows: Content['rows'],
  ends: readonly number[],
  placed: Placed,
): ReadUsage {
  return databaseHome(
    reader,
    (home) => {
      home.exec(path, tables);
      let from = 0;
      let read = home.scan();
      for (const end of ends) {
        for (const [table, row] of rows.slice(from, end)) home.insert(path, table, row);
        from = end;
        read = home.scan();
      }
      return read;
    },
    placed,
  );
}

/**
 * What is read of a database that grows from look to look: of every way to cut its rows in two, and of a look after each row, in their
 * order and, the last, against it.
 */
export function readRowByRow(reader: UsageReader, path: string, fixture: string, placed: Placed = {}): readonly ReadUsage[] {
  const { tables, rows } = contentOf(fixture);
  const all = rows.map((_row, index) => index + 1);
  return [
    ...all.map((cut) => readInLooks(reader, path, tables, rows, [cut, rows.length], placed)),
    readInLooks(reader, path, tables, rows, all, placed),
    readInLooks(reader, path, tables, [...rows].reverse(), all, placed),
  ];
}

/** The same of a look after each row alone, in their order. */
export function readAfterEachRow(reader: UsageReader, path: string, fixture: string): ReadUsage {
  const { tables, rows } = contentOf(fixture);
  return readInLooks(
    reader,
    path,
    tables,
    rows,
    rows.map((_row, index) => index + 1),
    {},
  );
}
