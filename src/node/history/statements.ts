import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { WritingStatement } from '../sqlite/writing';
import { reads, writes } from './sql';

export type ReadStatements = Readonly<Record<keyof typeof reads, StatementSync>>;
export type WriteStatements = Readonly<Record<keyof typeof writes, WritingStatement>>;

/** Prepares each once. Fails where the file has not the tables that they name. */
export function prepareReads(db: DatabaseSync): ReadStatements {
  const prepare = (name: keyof typeof reads): StatementSync => db.prepare(reads[name]);
  const range = prepare('range');
  range.setReturnArrays(true);
  return {
    knownAccount: prepare('knownAccount'),
    lineId: prepare('lineId'),
    lineIds: prepare('lineIds'),
    latest: prepare('latest'),
    latestSpend: prepare('latestSpend'),
    lines: prepare('lines'),
    span: prepare('span'),
    atOrBefore: prepare('atOrBefore'),
    hasAfter: prepare('hasAfter'),
    range,
    buckets: prepare('buckets'),
    notes: prepare('notes'),
    spendDay: prepare('spendDay'),
    spendDays: prepare('spendDays'),
    spendParts: prepare('spendParts'),
    intervalBefore: prepare('intervalBefore'),
    intervals: prepare('intervals'),
    dataVersion: prepare('dataVersion'),
  };
}

export function prepareWrites(db: DatabaseSync): WriteStatements {
  const prepare = (name: keyof typeof writes): WritingStatement => db.prepare(writes[name]);
  return {
    setEpoch: prepare('setEpoch'),
    addLine: prepare('addLine'),
    setSeen: prepare('setSeen'),
    setResetsAt: prepare('setResetsAt'),
    put: prepare('put'),
    putNote: prepare('putNote'),
    dropNote: prepare('dropNote'),
    putSpend: prepare('putSpend'),
    putSpendDay: prepare('putSpendDay'),
    dropParts: prepare('dropParts'),
    putPart: prepare('putPart'),
    putInterval: prepare('putInterval'),
    meta: prepare('meta'),
    setMeta: prepare('setMeta'),
    untidy: prepare('untidy'),
    setTidied: prepare('setTidied'),
    firstOf: prepare('firstOf'),
    expire: prepare('expire'),
    expireNotes: prepare('expireNotes'),
    accounts: prepare('accounts'),
    expireDays: prepare('expireDays'),
    expireParts: prepare('expireParts'),
    expireIntervals: prepare('expireIntervals'),
    thin: prepare('thin'),
  };
}
