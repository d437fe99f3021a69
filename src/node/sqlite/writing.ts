import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqlRow } from './columns';

/**
 * A statement that may write. It has no `get`, which leaves at the first row: in a rollback journal beside a reader, the commit
 * fails after that row, and with it what was written, without a word.
 * @see https://www.sqlite.org/lang_returning.html#processing_order
 */
export type WritingStatement = Pick<StatementSync, 'run' | 'all'>;

/** The only row that a statement returns, such as the one it wrote. Fails where that could not be committed. */
export function onlyRow(statement: WritingStatement, ...values: readonly SQLInputValue[]): SqlRow | undefined {
  const [row] = statement.all(...values);
  return row;
}
