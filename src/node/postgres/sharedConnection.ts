import { DatabaseError, type Client } from 'pg';
import type { DatabaseAddress } from '../../core/provider/databaseAddress';
import { postgresClient } from './postgresClient';
import { goodbye } from './goodbye';
import { guardStreams } from './postgresStreams';

/** A row as the server wrote it: no number passes through a float. */
export type TextRow = Readonly<Record<string, string | null>>;
export type Value = string | number | boolean | null | readonly (string | number | boolean | null)[];
export type Ask = (text: string, values?: readonly Value[]) => Promise<readonly TextRow[]>;

export interface SharedConnection {
  readonly ask: Ask;
  /** Nothing that is thrown later is missed, and there is no other way to end a connection that does not answer. */
  readonly cut: () => void;
  /** Says goodbye to a server that waits for the next statement, and gives up what it has begun. */
  readonly end: (isInTransaction?: boolean) => void;
  readonly isLost: () => boolean;
  /** Of several hosts, one that was taken since none may be written to. */
  readonly isReadOnly: boolean;
}

/** Of all that one connection brings: it is closed long before, unless a server floods. */
const mostBytes = 256 * 1024 * 1024;

export interface ConnectTo {
  readonly address: DatabaseAddress;
  readonly certificates: readonly string[] | undefined;
  readonly connectMs: number;
  /** Whether it matters that it may be written to. */
  readonly isOneOfMany: boolean;
}

/** @throws what the driver says, or the server */
export async function connectTo(
  { address, certificates, connectMs, isOneOfMany }: ConnectTo,
  signal: AbortSignal,
): Promise<SharedConnection> {
  signal.throwIfAborted();
  const client = postgresClient(address, certificates, connectMs);
  const cut = (): void => void client.connection.stream.destroy();
  // A client between two statements tells a lost connection by an event alone, and of the next statement only that it cannot be sent.
  let lost: unknown;
  let isOver = false;
  client.on('error', (error) => void (lost ??= error));
  client.on('end', () => void (isOver = true));
  const fault = guardStreams(client, mostBytes);
  const ask: Ask = async (text, values) => {
    try {
      return await rowsOf(client, text, values);
    } catch (error) {
      throw fault() ?? (error instanceof DatabaseError ? error : (lost ?? error));
    }
  };
  signal.addEventListener('abort', cut, { once: true });
  try {
    await client.connect();
    const [row] = isOneOfMany ? await ask(isReadOnlyNow) : [];
    const end = (isInTransaction = false): void => void goodbye(client, isInTransaction);
    return { ask, cut, end, isLost: () => isOver || lost !== undefined, isReadOnly: row?.['read_only'] === 't' };
  } catch (error) {
    cut();
    throw fault() ?? (error instanceof DatabaseError ? error : (lost ?? error));
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

/** A standby says so by itself; a database that was set read-only, by its default alone. */
const isReadOnlyNow = "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS read_only";

/** Without a name, since a pooler in transaction mode gives each transaction another session. */
async function rowsOf(client: Client, text: string, values: readonly Value[] | undefined): Promise<readonly TextRow[]> {
  if (values === undefined) {
    const answer: unknown = await client.query(text);
    // Several statements in one message have several answers.
    const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
    return hasRows(last) ? last.rows : [];
  }
  const { rows } = await client.query<TextRow>(text, [...values]);
  return rows;
}

function hasRows(answer: unknown): answer is { readonly rows: readonly TextRow[] } {
  return typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows);
}
