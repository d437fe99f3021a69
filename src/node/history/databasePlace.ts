import type { ReportedPart } from '../../core/history/reportedPart';
import type { AccountUnit } from '../../core/history/historyRow';
import type { EpochMs } from '../../core/time/epoch';
import { dayMs } from '../../core/time/durations';
import type { AccountId } from '../../core/model/accountId';
import type { EntryPlace, Stretch } from './recordEntry';
import type { LineRows } from './recordReading';
import { lineKey } from './layer';
import { interval, reading, spendDay } from './rows';
import { integer } from '../sqlite/columns';
import type { ReadStatements, WriteStatements } from './statements';

/** For the length of one transaction, so that what was read of a line can be held meanwhile. */
export function databasePlace(read: ReadStatements, write: WriteStatements): EntryPlace {
  const lines = new Map<string, LineRows>();
  return {
    lineRows: (line, epoch) => {
      const key = `${epoch} ${lineKey(line)}`;
      const known = lines.get(key) ?? storedRows(line, epoch, read, write);
      lines.set(key, known);
      return known;
    },
    setResetsAt: (line, epoch, at) => void write.setResetsAt.run(at / 1000, ensureLine(line, epoch, read, write).id),
    setEpoch: (account, epoch) => {
      const known = read.knownAccount.get(account);
      if (known === undefined || integer(known, 'epoch') < epoch) write.setEpoch.run(account, epoch);
    },
    spendDay: (account, { day, unit, epoch }) => {
      const row = read.spendDay.get(account, day / dayMs, unit, epoch);
      return row === undefined ? undefined : spendDay(row);
    },
    putSpendDay: (account, { day, unit, epoch, amount, atLeast, at }) =>
      void write.putSpendDay.run(account, day / dayMs, unit, epoch, amount, Number(atLeast ?? false), at / 1000),
    putParts: (account, stretch, parts) => replaceParts(write, account, stretch, parts),
    putSpend: ({ account, epoch, unit, window, amount, atLeast, since, at }, now) =>
      void write.putSpend.run(
        ...[account, epoch, unit, window, amount, Number(atLeast ?? false)],
        ...[since === undefined ? null : since / 1000, at / 1000, now / 1000],
      ),
    intervalBefore: (account, at) => {
      const row = read.intervalBefore.get(account, at / 1000);
      return row === undefined ? undefined : (interval(row) ?? undefined);
    },
    putInterval: (account, { from, to, epoch, outcome }) => void write.putInterval.run(account, from / 1000, to / 1000, epoch, outcome),
  };
}

export function replaceParts(
  write: WriteStatements,
  account: AccountId,
  { from, to, unit }: Stretch,
  parts: readonly ReportedPart[],
): void {
  write.dropParts.run(account, unit, to / 1000, from / 1000);
  for (const { model, key, amount, atLeast, requests, ...time } of parts) {
    const [start, until] = [Math.floor(time.from / 1000), Math.floor(time.to / 1000)];
    write.putPart.run(account, start, until, unit, model, key ?? '', amount, Number(atLeast ?? false), requests);
  }
}

interface StoredLine {
  readonly id: number;
  /** In seconds. */
  readonly seen: number;
}

export function ensureLine(
  { account, unit, cap = '' }: AccountUnit,
  epoch: EpochMs,
  read: ReadStatements,
  write: WriteStatements,
): StoredLine {
  const row = read.lineId.get(account, cap, unit, epoch);
  if (row !== undefined) return { id: integer(row, 'id'), seen: integer(row, 'seen') };
  return { id: Number(write.addLine.run(account, cap, unit, epoch).lastInsertRowid), seen: 0 };
}

function storedRows(line: AccountUnit, epoch: EpochMs, read: ReadStatements, write: WriteStatements): LineRows {
  const { id, seen } = ensureLine(line, epoch, read, write);
  let newest = seen * 1000;
  return {
    atOrBefore: (at) => {
      const row = read.atOrBefore.get(id, at / 1000);
      return row === undefined ? undefined : reading(row, epoch, line.cap !== undefined);
    },
    hasAfter: (at) => read.hasAfter.get(id, at / 1000) !== undefined,
    seen: () => newest,
    setSeen: (at) => {
      newest = at;
      write.setSeen.run(at / 1000, id);
    },
    setImported: (at) => void write.setMeta.run(`imported ${id}`, at / 1000),
    put: ({ at, available, paid, granted, limit }) => void write.put.run(id, at / 1000, available, paid, limit ?? granted),
  };
}
