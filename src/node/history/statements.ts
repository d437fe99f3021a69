import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { reads, writes } from './sql';

export type ReadStatements = Readonly<Record<keyof typeof reads, StatementSync>>;
export type WriteStatements = Readonly<Record<keyof typeof writes, StatementSync>>;

/** Prepares each once. Fails where the file has not the tables that they name. */
export function prepareReads(db: DatabaseSync): ReadStatements {
  const prepare = (name: keyof typeof reads): StatementSync => db.prepare(reads[name]);
  const range = prepare('range');
  range.setReturnArrays(true);
  return {
    lineId: prepare('lineId'),
    latest: prepare('latest'),
    lines: prepare('lines'),
    span: prepare('span'),
    atOrBefore: prepare('atOrBefore'),
    hasAfter: prepare('hasAfter'),
    range,
    buckets: prepare('buckets'),
    notes: prepare('notes'),
    dataVersion: prepare('dataVersion'),
  };
}

export function prepareWrites(db: DatabaseSync): WriteStatements {
  const prepare = (name: keyof typeof writes): StatementSync => db.prepare(writes[name]);
  return {
    addLine: prepare('addLine'),
    setSeen: prepare('setSeen'),
    put: prepare('put'),
    putNote: prepare('putNote'),
    dropNote: prepare('dropNote'),
    tidiedAt: prepare('tidiedAt'),
    setTidiedAt: prepare('setTidiedAt'),
    untidy: prepare('untidy'),
    setTidied: prepare('setTidied'),
    firstOf: prepare('firstOf'),
    expire: prepare('expire'),
    expireNotes: prepare('expireNotes'),
    thin: prepare('thin'),
    dropAfter: prepare('dropAfter'),
  };
}
