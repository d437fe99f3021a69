import { Client, DatabaseError, type QueryConfig, type QueryResult } from 'pg';
import { databaseAddress, type DatabaseAddress } from '../core/databaseAddress';
import type { ProviderErrorKind } from '../core/providerError';
import type { QueryAnswer, Row, RunQuery } from '../core/query';
import { classifyNetworkError } from './networkError';

export interface QueryLimits {
  readonly connectMs: number;
  readonly statementMs: number;
  /** From the first byte to the last. A server that is stuck answers no cancel either. */
  readonly wholeMs: number;
  /** Certificates to trust beside those of the system. For tests. */
  readonly ca?: string;
}

export const queryLimits: QueryLimits = { connectMs: 5_000, statementMs: 5_000, wholeMs: 12_000 };

/** Asks PostgreSQL: one statement, read only, two rows at most. Everything is said here, since the driver fills gaps from `PG*` variables. */
export function postgresQuery(limits: QueryLimits = queryLimits): RunQuery {
  return async ({ connection, sql }, signal) => {
    const read = databaseAddress(connection);
    if (!read.ok) return read.fault === 'notEncrypted' ? { ok: false, kind: 'proxyOrTls' } : { ok: false, kind: 'missingKey' };
    signal.throwIfAborted();
    const client = clientOf(read.address, limits);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limits.wholeMs);
    // There is no other way to close a connection that does not answer.
    const cut = (): void => void client.connection.stream.destroy();
    const either = AbortSignal.any([signal, stop.signal]);
    either.addEventListener('abort', cut, { once: true });
    // An idle client tells a lost connection by an event alone.
    client.on('error', () => undefined);
    try {
      return { ok: true, rows: await rowsOf(client, sql) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return stop.signal.aborted ? { ok: false, kind: 'timeout' } : failureOf(error);
    } finally {
      clearTimeout(timer);
      either.removeEventListener('abort', cut);
      client.connection.stream.destroy();
    }
  };
}

function clientOf({ host, port, user, password, database, tls }: DatabaseAddress, { connectMs, statementMs, ca }: QueryLimits): Client {
  return new Client({
    host, port, user, database,
    // A function, since an empty text would be looked up in the environment and in the person's password file.
    password: () => password,
    // `host` is what the certificate must be for; without it an address would be held against "localhost".
    ssl: tls ? { host, ...(ca === undefined ? {} : { ca }) } : false,
    application_name: 'api-balance', client_encoding: 'UTF8',
    options: '-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO',
    connectionTimeoutMillis: connectMs, statement_timeout: statementMs,
    // As the server wrote them: no amount passes through a float.
    types: { getTypeParser: () => (text: string) => text },
  });
}

/** The extended protocol takes one statement; a cursor takes only one that reads, and gives as many rows as are fetched. */
async function rowsOf(client: Client, sql: string): Promise<readonly Row[]> {
  await client.connect();
  await client.query('BEGIN READ ONLY');
  const statement = sql.trim().replace(/;\s*$/, '');
  const declare: QueryConfig & { readonly queryMode: 'extended' } = { text: `DECLARE api_balance NO SCROLL CURSOR FOR ${statement}\n`, queryMode: 'extended' };
  await client.query(declare);
  const { rows }: QueryResult<Row> = await client.query('FETCH 2 FROM api_balance');
  return rows;
}

function failureOf(error: unknown): QueryAnswer {
  if (error instanceof DatabaseError) return { ok: false, ...ofState(error.code ?? '') };
  // The driver has no codes for these, only its own words, which quote nothing.
  const message = error instanceof Error ? error.message : '';
  if (/does not support SSL/.test(message)) return { ok: false, kind: 'proxyOrTls' };
  if (/password must be/.test(message)) return { ok: false, kind: 'unauthorized' };
  if (/timeout/i.test(message)) return { ok: false, kind: 'timeout' };
  return { ok: false, kind: classifyNetworkError(error) };
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: Readonly<Record<string, { readonly kind: ProviderErrorKind; readonly field?: string }>> = {
  '28P01': { kind: 'unauthorized' }, '28000': { kind: 'unauthorized' }, '42501': { kind: 'forbidden' },
  '25006': { kind: 'unexpectedResponse', field: 'the query writes' }, '0A000': { kind: 'unexpectedResponse', field: 'the query writes' },
  '42601': { kind: 'unexpectedResponse', field: 'the query is not one SELECT' }, '42P01': { kind: 'unexpectedResponse', field: 'there is no such table' },
  '42703': { kind: 'unexpectedResponse', field: 'there is no such column' }, '3D000': { kind: 'unexpectedResponse', field: 'there is no such database' },
  '57014': { kind: 'timeout' }, '57P01': { kind: 'unreachable' }, '57P02': { kind: 'unreachable' }, '57P03': { kind: 'unreachable' }, '53300': { kind: 'serverError' },
};

function ofState(code: string): { readonly kind: ProviderErrorKind; readonly field?: string } {
  return states[code] ?? { kind: 'unexpectedResponse', field: `SQLSTATE ${code}` };
}
