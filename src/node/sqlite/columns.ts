import type { SQLOutputValue } from 'node:sqlite';
import { DamagedRow } from './sqliteFailure';
import { asAccountId, type AccountId } from '../../core/model/accountId';

export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

export function integer(row: SqlRow | undefined, name: string): number {
  const value = row?.[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new DamagedRow(`${name} is not a whole number`);
  return value;
}

export function integerOrNull(row: SqlRow | undefined, name: string): number | null {
  return row?.[name] === null ? null : integer(row, name);
}

export function text(row: SqlRow, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new DamagedRow(`${name} is not text`);
  return value;
}

export function accountOf(row: SqlRow, name: string): AccountId {
  return asAccountId(text(row, name));
}

export function accountOrNull(row: SqlRow, name: string): AccountId | null {
  return row[name] === null ? null : accountOf(row, name);
}
