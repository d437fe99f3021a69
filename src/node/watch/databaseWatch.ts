import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Alert } from '../../core/checks/alerts';
import { readRecord } from '../../core/checks/recordJson';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { WatchStore } from '../../core/checks/watchStore';
import { integer, text, type SqlRow } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { watchSql } from './watchSchema';

/** Longer than the longest check, so that a claim runs out only with its window. */
export const claimMs = 90_000;

/** @param db opened, with the tables in place */
export function databaseWatch(db: DatabaseSync): WatchStore {
  const prepared = new Map<string, StatementSync>();
  const run = (name: keyof typeof watchSql): StatementSync => {
    const statement = prepared.get(name) ?? db.prepare(watchSql[name]);
    prepared.set(name, statement);
    return statement;
  };
  const rowOf = (account: string): SqlRow | undefined => run('accountOf').get(account);
  const recordOf = (row: SqlRow | undefined): WatchRecord => readRecord(typeof row?.['record'] === 'string' ? row['record'] : null);
  return {
    claim: (account, owner, now) => {
      const row = run('claim').get(account, owner, now, now + claimMs);
      return row === undefined ? { kind: 'busy' } : { kind: 'claimed', generation: integer(row, 'generation') };
    },
    generation: (account) => {
      const row = rowOf(account);
      return row === undefined ? 0 : integer(row, 'generation');
    },
    commit: (account, owner, generation, step) =>
      inTransaction(db, () => {
        const row = rowOf(account);
        if (row?.['owner'] !== owner || integer(row, 'generation') !== generation) return false;
        const { record, alerts } = step(recordOf(row));
        run('commit').run(account, JSON.stringify(record));
        for (const alert of alerts) run('addAlert').run(JSON.stringify(alert));
        return true;
      }),
    release: (account, owner) => void run('release').run(account, owner),
    forget: (account) =>
      inTransaction(db, () => {
        run('forget').run(account);
        run('dropAlerts').run(account);
      }),
    records: () =>
      new Map(
        run('records')
          .all()
          .map((row) => [text(row, 'id'), recordOf(row)]),
      ),
    change: (account, step) => inTransaction(db, () => void run('setRecord').run(account, JSON.stringify(step(recordOf(rowOf(account)))))),

    lead: (owner, now, until) => run('lead').get(owner, now, until) !== undefined,
    resign: (owner) => void run('resign').run(owner),

    // Written by this code alone, into a file of this version.
    pendingAlerts: () =>
      run('alerts')
        .all()
        .map((row) => ({ id: integer(row, 'id'), alert: JSON.parse(text(row, 'body')) as Alert })),
    takeAlert: (id) => run('takeAlert').get(id) !== undefined,

    setActive: (at) => void run('setMoment').run('active', at),
    lastActiveAt: () => momentOf(run('moment').get('active')),
    setTime: (name, at) => void run('setMoment').run(name, at),
    time: (name) => momentOf(run('moment').get(name)),

    addPost: (body, now) => void run('addPost').run(body, now),
    posts: () =>
      run('posts')
        .all()
        .map((row) => ({
          id: integer(row, 'id'),
          body: text(row, 'body'),
          attempts: integer(row, 'attempts'),
          nextAt: integer(row, 'next_at'),
        })),
    setPost: (id, next) => void (next ? run('setPost').run(id, next.attempts, next.nextAt) : run('dropPost').run(id)),

    version: () => integer(run('version').get(), 'data_version'),
    close: () => db.close(),
  };
}

function momentOf(row: SqlRow | undefined): number | null {
  return row === undefined ? null : integer(row, 'at');
}
