import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { handedEntryJson, readHandedEntry } from '../../core/shared/handedEntry';
import type { SharedAccount, SharedEntry } from '../../core/shared/sharedEntry';
import type { Asker, NoteName, SharedOutbox, WaitingEntry } from '../../core/shared/sharedOutbox';
import { integer, integerOrNull, text, type SqlRow } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { onlyRow, type WritingStatement } from '../sqlite/writing';
import { mostDropped, outboxSql } from './outboxSchema';

const pageSize = 500;

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
  const page = (after: number): readonly SqlRow[] => run('waiting').all(after, pageSize);
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
    waiting: (most) => {
      const found: WaitingEntry[] = [];
      // Page by page: of a whole page nothing may be readable here, and what follows must not wait for that.
      for (let rows = page(0); rows.length > 0 && found.length < most; rows = page(integer(rows.at(-1), 'seq')))
        found.push(...rows.flatMap((row) => waitingOf(row) ?? []));
      return found.slice(0, most);
    },
    count: () => integer(only('count'), 'count'),
    unread: () => page(0).filter(isUnread).length,
    handedOn: (until) =>
      inTransaction(db, () => {
        // Behind all others: the mark of what is handed on goes past none of them.
        for (const seq of run('waitingUntil')
          .all(until)
          .filter(isUnread)
          .map((row) => integer(row, 'seq'))) {
          run('addAgain').run(seq);
          run('remove').run(seq);
        }
        setNote('handedOn', String(until));
      }),
    handOnAgain: (since) =>
      inTransaction(db, () => {
        const first = integerOrNull(only('firstSince', since) ?? { seq: null }, 'seq');
        const now = Number(noteOf('handedOn') ?? 0);
        if (first !== null && first <= now) setNote('handedOn', String(first - 1));
      }),
    drop: (handedOnBefore, mostWaiting) => {
      run('dropHandedOn').run(finite(handedOnBefore));
      const tooMany = Math.min(mostDropped, integer(only('count'), 'count') - mostWaiting);
      return tooMany > 0 ? run('dropWaiting').all(tooMany).length : 0;
    },
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

/** undefined for what this version cannot read. */
function waitingOf(row: SqlRow): WaitingEntry | undefined {
  const kept = parsed(text(row, 'body'));
  if (typeof kept !== 'object' || kept === null || !('place' in kept) || !('entry' in kept)) return undefined;
  const { place, entry: json } = kept;
  const entry = readHandedEntry(json);
  return typeof place === 'string' && entry ? { place, entry, seq: integer(row, 'seq') } : undefined;
}

function isUnread(row: SqlRow): boolean {
  return waitingOf(row) === undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Infinities are no integers. */
function finite(at: number): number {
  return Math.max(-(2 ** 50), Math.min(2 ** 50, Math.round(at)));
}
