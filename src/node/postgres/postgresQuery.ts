import { DatabaseError, type Client, type QueryConfig, type QueryResult } from 'pg';
import type { QueryAnswer, QueryRow, RunQuery } from '../../core/provider/query';
import { classifyNetworkError } from '../network/networkError';
import { certificatesOf, postgresClient } from './postgresClient';
import { goodbye } from './goodbye';
import { guardStreams, TooMuchError } from './postgresStreams';
import { failureOfState } from './postgresStates';
import { isOfTheNetwork, isRefusedByPooler } from './postgresErrors';

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
    const certificates = certificatesOf(address.rootCertificates);
    if (certificates === null)
      return {
        ok: false,
        kind: 'proxyOrTls',
        hint: 'The file of sslrootcert cannot be read, or holds no certificate: name a file of certificates (PEM) by its full path.',
      };
    const client = postgresClient(address, certificates, limits.connectMs);
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
    let isConnected = false;
    try {
      await client.connect();
      isConnected = true;
      return { ok: true, rows: await rowsOf(client, sql, limits.statementMs) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return stop.signal.aborted
        ? { ok: false, kind: 'timeout' }
        : queryFailure(fault() ?? (error instanceof DatabaseError ? error : (lost ?? error)));
    } finally {
      clearTimeout(timer);
      if (isConnected && !either.aborted) await goodbye(client, true, either);
      either.removeEventListener('abort', cut);
      cut();
    }
  };
}

/** The extended protocol takes one statement; a cursor takes only one that reads, and gives as many rows as are fetched. */
async function rowsOf(client: Client, sql: string, statementMs: number): Promise<readonly QueryRow[]> {
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
    return { ok: false, ...(isRefusedByPooler(error) ? { kind: 'unauthorized' } : failureOfState(error.code ?? '', error.message)) };
  // The driver has no codes for these, only its own words, which quote nothing.
  const message = error instanceof Error ? error.message : '';
  if (/does not support SSL|establishing an SSL/.test(message))
    return { ok: false, kind: 'proxyOrTls', hint: 'It offers no encryption: turn "ssl" on in its postgresql.conf.' };
  if (/password must be/.test(message)) return { ok: false, kind: 'unauthorized' };
  if (/timeout/i.test(message)) return { ok: false, kind: 'timeout' };
  if (/^SASL|authenticat|Only SCRAM/i.test(message)) return { ok: false, kind: 'unexpectedResponse', field: 'the way to prove who asks' };
  return isOfTheNetwork(error)
    ? { ok: false, kind: classifyNetworkError(error) }
    : { ok: false, kind: 'unexpectedResponse', field: 'the protocol' };
}
