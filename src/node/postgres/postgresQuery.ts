import * as tls from 'node:tls';
import { Client, DatabaseError, type QueryConfig, type QueryResult } from 'pg';
import type { DatabaseAddress } from '../../core/provider/databaseAddress';
import type { QueryAnswer, QueryRow, RunQuery } from '../../core/provider/query';
import { classifyNetworkError } from '../network/networkError';
import { guardStreams, TooMuchError } from './postgresStreams';
import { failureOfState } from './postgresStates';
import { readSmallFile } from '../files/smallFile';

export interface QueryLimits {
  readonly connectMs: number;
  readonly statementMs: number;
  /** From the first byte to the last. A server that is stuck answers no cancel either. */
  readonly wholeMs: number;
  /** Of all that the server sends. */
  readonly bytes: number;
}

export const queryLimits: QueryLimits = { connectMs: 5_000, statementMs: 5_000, wholeMs: 12_000, bytes: 1024 * 1024 };

/**
 * Asks PostgreSQL: one statement, read only, two rows at most. Everything is said here, since the driver fills gaps from
 * `PG*` variables.
 */
export function postgresQuery(limits: QueryLimits = queryLimits): RunQuery {
  return async ({ address, sql }, signal) => {
    signal.throwIfAborted();
    const certificates = certificatesOf(address);
    if (certificates === null)
      return {
        ok: false,
        kind: 'proxyOrTls',
        hint: 'The file of sslrootcert could not be read: it must be a file with a full path that holds certificates (PEM).',
      };
    const client = clientOf(address, certificates, limits);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limits.wholeMs);
    // There is no other way to close a connection that does not answer.
    const cut = (): void => void client.connection.stream.destroy();
    const either = AbortSignal.any([signal, stop.signal]);
    either.addEventListener('abort', cut, { once: true });
    // A client between two statements tells a lost connection by an event alone, and of the next statement only that it cannot be sent.
    let lost: unknown;
    client.on('error', (error) => void (lost ??= error));
    const fault = guardStreams(client, limits.bytes);
    try {
      return { ok: true, rows: await rowsOf(client, sql, limits.statementMs) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return stop.signal.aborted
        ? { ok: false, kind: 'timeout' }
        : queryFailure(fault() ?? (error instanceof DatabaseError ? error : (lost ?? error)));
    } finally {
      clearTimeout(timer);
      either.removeEventListener('abort', cut);
      client.connection.stream.destroy();
    }
  };
}

/** What is trusted beside what is built in; undefined where nothing is, null where the file cannot be read. */
function certificatesOf({ rootCertificates }: DatabaseAddress): readonly string[] | undefined | null {
  if (rootCertificates === undefined) return undefined;
  const text = readSmallFile(rootCertificates);
  return text?.includes('-----BEGIN CERTIFICATE-----') === true ? [...usualCertificates(), text] : null;
}

/** With those of NODE_EXTRA_CA_CERTS, where the runtime can tell them; before Node 22.15 it cannot. */
function usualCertificates(): readonly string[] {
  return Reflect.has(tls, 'getCACertificates') ? tls.getCACertificates('default') : tls.rootCertificates;
}

function clientOf(
  { host, port, user, password, database, tls: isEncrypted }: DatabaseAddress,
  ca: readonly string[] | undefined,
  { connectMs }: QueryLimits,
): Client {
  return new Client({
    host,
    port,
    user,
    database,
    // A function, since an empty text would be looked up in the environment and in the person's password file.
    password: () => password,
    // `host` is what the certificate must be for; without it an address would be held against "localhost".
    ssl: isEncrypted ? { host, ...(ca === undefined ? {} : { ca: [...ca] }) } : false,
    // A pooler in transaction mode refuses other parameters at the start: the rest is set within the transaction.
    application_name: 'api-balance',
    client_encoding: 'UTF8',
    connectionTimeoutMillis: connectMs,
    // As the server wrote them: no amount passes through a float.
    types: { getTypeParser: () => (text: string) => text },
  });
}

/** The extended protocol takes one statement; a cursor takes only one that reads, and gives as many rows as are fetched. */
async function rowsOf(client: Client, sql: string, statementMs: number): Promise<readonly QueryRow[]> {
  await client.connect();
  await client.query('BEGIN READ ONLY');
  await client.query(`SET LOCAL statement_timeout = ${statementMs}`);
  await client.query("SET LOCAL timezone = 'UTC'");
  await client.query("SET LOCAL datestyle = 'ISO'");
  const statement = sql.trim().replace(/;\s*$/, '');
  const declare: QueryConfig & { readonly queryMode: 'extended' } = {
    text: `DECLARE api_balance NO SCROLL CURSOR FOR ${statement}\n`,
    queryMode: 'extended',
  };
  await client.query(declare);
  const { rows }: QueryResult<QueryRow> = await client.query('FETCH 2 FROM api_balance');
  return rows;
}

function queryFailure(error: unknown): QueryAnswer {
  if (error instanceof TooMuchError) return { ok: false, kind: 'unexpectedResponse', field: 'the row is too large' };
  if (error instanceof DatabaseError)
    return { ok: false, ...(isRefusedByPooler(error) ? { kind: 'unauthorized' } : failureOfState(error.code ?? '')) };
  // The driver has no codes for these, only its own words, which quote nothing.
  const message = error instanceof Error ? error.message : '';
  if (/does not support SSL|establishing an SSL/.test(message)) return { ok: false, kind: 'proxyOrTls' };
  if (/password must be/.test(message)) return { ok: false, kind: 'unauthorized' };
  if (/timeout/i.test(message)) return { ok: false, kind: 'timeout' };
  if (/^SASL|authenticat|Only SCRAM/i.test(message)) return { ok: false, kind: 'unexpectedResponse', field: 'the way to prove who asks' };
  return isOfTheNetwork(error)
    ? { ok: false, kind: classifyNetworkError(error) }
    : { ok: false, kind: 'unexpectedResponse', field: 'the protocol' };
}

/**
 * PgBouncer has one code for all it refuses, so only its words tell.
 * https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_18_0/src/client.c
 */
function isRefusedByPooler({ code, message }: DatabaseError): boolean {
  return code === '08P01' && /^(password|SASL) authentication failed$/.test(message);
}

/** A lost connection has a code, or is the driver's own word for one. */
function isOfTheNetwork(error: unknown): boolean {
  return (
    error instanceof AggregateError || (error instanceof Error && ('code' in error || /^Connection terminated|socket/.test(error.message)))
  );
}
