import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Alert } from '../../core/checks/alerts';
import { claimMs } from '../../core/checks/askOnce';
import { postClaimMs } from '../../core/checks/postDue';
import { readAlert, readRecord, recordText } from '../../core/checks/recordJson';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { WatchStore } from '../../core/checks/watchStore';
import type { EpochMs } from '../../core/time/epoch';
import { accountOf, accountOrNull, integer, integerOrNull, text, type SqlRow } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { onlyRow, type WritingStatement } from '../sqlite/writing';
import { watchSql } from './watchSchema';
import type { AccountId } from '../../core/model/accountId';

/** @param db opened, with the tables in place */
export function databaseWatch(db: DatabaseSync): WatchStore {
  const prepared = new Map<string, WritingStatement>();
  const run = (name: keyof typeof watchSql): WritingStatement => {
    const statement = prepared.get(name) ?? db.prepare(watchSql[name]);
    prepared.set(name, statement);
    return statement;
  };
  const only = (name: keyof typeof watchSql, ...values: readonly SQLInputValue[]): SqlRow | undefined => onlyRow(run(name), ...values);
  const rowOf = (account: AccountId): SqlRow | undefined => only('accountOf', account);
  const time = (name: string): EpochMs | null => momentOf(only('moment', name));
  const addPost = (account: AccountId | null, channel: string, body: string, now: EpochMs): void =>
    void run('addPost').run(account, channel, body, now);
  const addAlerts = (alerts: readonly Alert[]): void => {
    for (const alert of alerts) run('addAlert').run(JSON.stringify(alert));
  };
  const endUntold = (account: AccountId): void => {
    run('dropAlerts').run(account);
    run('dropPosts').run(account);
  };
  return {
    claim: (account, owner, now) => {
      const row = only('claim', account, owner, now, now + claimMs);
      return row === undefined ? { kind: 'busy' } : { kind: 'claimed', epoch: integer(row, 'epoch') };
    },
    renew: (account, owner, now) => void run('renew').run(account, owner, now + claimMs),
    epoch: (account) => {
      const row = rowOf(account);
      return row === undefined ? 0 : integer(row, 'epoch');
    },
    commit: (account, owner, epoch, step) =>
      inTransaction(db, () => {
        const row = rowOf(account);
        if (row?.['owner'] !== owner || integer(row, 'epoch') !== epoch) return null;
        const committed = step(recordOf(row));
        const { record, alerts, posts } = committed;
        run('commit').run(account, recordText(record), record.epoch);
        if (record.epoch !== epoch) endUntold(account);
        addAlerts(alerts);
        for (const { channel, body } of posts) addPost(account, channel, body, record.checkedAt ?? 0);
        return committed;
      }),
    release: (account, owner) => void run('release').run(account, owner),
    forget: (account, now) =>
      inTransaction(db, () => {
        run('forget').run(account, now);
        endUntold(account);
      }),
    changes: (since) => {
      const revision = integer(only('newest'), 'revision');
      // Fewer than were read before: the file was set aside, and this is another one.
      const isAll = since === null || since > revision;
      const rows = since === revision ? [] : run('changes').all(isAll ? -1 : since);
      return { revision, isAll, records: new Map(rows.map((row) => [accountOf(row, 'id'), recordOf(row)])) };
    },
    change: (account, step, alerts = () => []) =>
      inTransaction(db, () => {
        run('setRecord').run(account, recordText(step(recordOf(rowOf(account)))));
        addAlerts(alerts());
      }),
    everKnown: () =>
      run('everKnown')
        .all()
        .map((row) => accountOf(row, 'id')),

    lead: (owner, now, until) => only('lead', owner, now, until) !== undefined,
    resign: (owner) => void run('resign').run(owner),
    endClaims: (isGone) =>
      inTransaction(db, () => {
        const owners = run('owners')
          .all()
          .map((row) => text(row, 'owner'));
        for (const owner of owners.filter(isGone)) for (const end of ['endAsking', 'endPosting', 'resign'] as const) run(end).run(owner);
      }),

    pendingAlerts: () =>
      run('alerts')
        .all()
        .flatMap((row) => {
          const alert = readAlert(text(row, 'body'));
          return alert ? [{ id: integer(row, 'id'), alert }] : [];
        }),
    takeAlert: (id) => only('takeAlert', id) !== undefined,

    setActive: (at) => void run('setMoment').run('active', at),
    lastActiveAt: () => time('active'),
    setTime: (name, at) => void run('setMoment').run(name, at),
    time,
    moveTime: (name, from, to) =>
      inTransaction(db, () => {
        if (time(name) !== from) return false;
        run('setMoment').run(name, to);
        return true;
      }),

    addPost,
    claimPost: (owner, channel, now, after) => {
      const row = only('claimPost', owner, now, now + postClaimMs, channel, after ?? null);
      if (row === undefined) return null;
      return {
        id: integer(row, 'id'),
        account: accountOrNull(row, 'account'),
        channel: text(row, 'channel'),
        body: text(row, 'body'),
        attempts: integer(row, 'attempts'),
        isUnsure: integer(row, 'unsure') === 1,
      };
    },
    delayPost: (id, owner, attempts, now, dueAt) => void run('delayPost').run(id, owner, attempts, now, dueAt),
    holdsPost: (id, owner) => only('holdsPost', id, owner) !== undefined,
    removePost: (id, owner) => only('removePost', id, owner) !== undefined,
    posts: (channel) => {
      const row = only('posts', channel);
      return { count: integer(row, 'count'), dueAt: integerOrNull(row, 'due') };
    },
    clearPosts: (channel) => void run('clearPosts').run(channel),
    postChannels: () =>
      run('postChannels')
        .all()
        .map((row) => text(row, 'channel')),

    close: () => db.close(),
  };
}

function recordOf(row: SqlRow | undefined): WatchRecord {
  const record = row?.['record'];
  return readRecord(typeof record === 'string' ? record : null, row === undefined ? 0 : integer(row, 'epoch'));
}

function momentOf(row: SqlRow | undefined): EpochMs | null {
  return row === undefined ? null : integer(row, 'at');
}
