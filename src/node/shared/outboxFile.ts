import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { handedEntryJson, readHandedEntry } from '../../core/shared/handedEntry';
import type { SharedAccount, SharedEntry } from '../../core/shared/sharedEntry';
import type { Asker, NoteName, SharedOutbox, WaitingEntry } from '../../core/shared/sharedOutbox';
import { integer, integerOrNull, text, type SqlRow } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { onlyRow, type WritingStatement } from '../sqlite/writing';
import { outboxSql } from './outboxSchema';

export interface OutboxFile extends Omit<SharedOutbox, 'add' | 'setNote' | 'setAsker' | 'close'> {
  /** All of it or nothing. */
  readonly write: (news: OutboxNews) => void;
}

export interface OutboxNews {
  readonly entries: readonly SharedEntry[];
  readonly notes: ReadonlyMap<NoteName, string | null>;
  readonly askers: Iterable<readonly [SharedAccount, Asker]>;
}

/** @param db opened, with the tables in place */
export function outboxFile(db: DatabaseSync): OutboxFile {
  const prepared = new Map<string, WritingStatement>();
  const run = (name: keyof typeof outboxSql): WritingStatement => {
    const statement = prepared.get(name) ?? db.prepare(outboxSql[name]);
    prepared.set(name, statement);
    return statement;
  };
  const only = (name: keyof typeof outboxSql, ...values: readonly SQLInputValue[]): SqlRow | undefined => onlyRow(run(name), ...values);
  const noteOf = (name: string): string | null => {
    const row = only('note', name);
    return row === undefined ? null : text(row, 'text');
  };
  const setNote = (name: string, value: string | null): void =>
    void (value === null ? run('dropNote').run(name) : run('setNote').run(name, value));
  return {
    machineId: () => {
      const known = noteOf('machine');
      if (known !== null) return known;
      run('makeNote').run('machine', randomUUID());
      return noteOf('machine') ?? randomUUID();
    },
    write: ({ entries, notes, askers }) =>
      inTransaction(db, () => {
        for (const { place, entry } of entries) run('add').run(entry.at, JSON.stringify({ place, entry: handedEntryJson(entry) }));
        for (const [name, value] of notes) setNote(name, value);
        for (const [{ account, place }, { by, askedAt, isKept }] of askers)
          run('setAsker').run(account, place, by.id, by.name, Math.round(askedAt), Number(isKept));
      }),
    waiting: (most) => run('waiting').all(most).flatMap(waitingOf),
    count: () => integer(only('count'), 'count'),
    handedOn: (until) => setNote('handedOn', String(until)),
    handOnAgain: (since) =>
      inTransaction(db, () => {
        const first = integerOrNull(only('firstSince', since) ?? { seq: null }, 'seq');
        const now = Number(noteOf('handedOn') ?? 0);
        if (first !== null && first <= now) setNote('handedOn', String(first - 1));
      }),
    drop: (handedOnBefore, waitingBefore) => void run('drop').run(finite(handedOnBefore), finite(waitingBefore)),
    note: noteOf,
    asker: ({ account, place }) => {
      const row = only('asker', account, place);
      if (row === undefined) return null;
      return {
        by: { id: text(row, 'machine'), name: text(row, 'name') },
        askedAt: integer(row, 'asked_at'),
        isKept: integer(row, 'is_kept') === 1,
      };
    },
  };
}

/** What this version cannot read waits for the one that wrote it. */
function waitingOf(row: SqlRow): readonly WaitingEntry[] {
  const kept: unknown = JSON.parse(text(row, 'body'));
  if (typeof kept !== 'object' || kept === null || !('place' in kept) || !('entry' in kept)) return [];
  const { place, entry: json } = kept;
  const entry = readHandedEntry(json);
  return typeof place === 'string' && entry ? [{ place, entry, seq: integer(row, 'seq') }] : [];
}

/** Infinities are no integers. */
function finite(at: number): number {
  return Math.max(-(2 ** 50), Math.min(2 ** 50, Math.round(at)));
}
