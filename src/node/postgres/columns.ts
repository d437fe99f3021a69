import type { TextRow } from './sharedConnection';
import { FoundFault } from './sharedFaults';

/** What a row holds, as the column's type says. Anything else is of a schema that is not ours. */
export function textOf(row: TextRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new FoundFault({ kind: 'unexpected', sqlState: null });
  return value;
}

export function numberOf(row: TextRow, column: string): number {
  const value = Number(textOf(row, column));
  if (!Number.isSafeInteger(value)) throw new FoundFault({ kind: 'unexpected', sqlState: null });
  return value;
}

export function numberOrNull(row: TextRow, column: string): number | null {
  return row[column] === null ? null : numberOf(row, column);
}

export function isTrue(row: TextRow | undefined, column: string): boolean {
  return row?.[column] === 't';
}

/** A time as whole milliseconds, which is what all times here were made of. */
export function asMs(time: string): string {
  return `round(extract(epoch FROM ${time}) * 1000)::bigint`;
}

/** The reverse; `ms` is a parameter or a column of numbers. */
export function fromMs(ms: string): string {
  return `to_timestamp(${ms} / 1000.0)`;
}
