import { addressOf, databaseAddress, databaseFaultText, type DatabaseFault, type ReadDatabase } from './databaseAddress';
import type { AskTarget } from './askEndpoint';
import { hostOf } from './origin';
import type { Answer } from '../model/outcome';
import type { DatabaseQuery, QueryRow, RunQuery } from './query';

/** Runs a provider's query at the account's own database and nowhere else. */
export async function askDatabase(
  query: DatabaseQuery,
  { origin, credentials: { apiKey } }: AskTarget,
  run: RunQuery | undefined,
  signal: AbortSignal,
): Promise<Answer<readonly QueryRow[]>> {
  const host = hostOf(origin);
  if (!run) return { ok: false, error: { kind: 'notSupported', host } };
  const read = queryAddress(query, apiKey);
  if (!read.ok)
    return {
      ok: false,
      error: { kind: isOfEncryption(read.fault) ? 'proxyOrTls' : 'missingKey', host, hint: queryFaultText(read.fault) },
    };
  // Nothing of the string is named: only where the account points to, which is where it was not sent.
  if (read.address.origin !== origin) return { ok: false, error: { kind: 'originRefused', host } };
  const answer = await run({ address: read.address, sql: query.sql }, signal);
  if (answer.ok) return { ok: true, value: answer.rows };
  const { kind, field, hint } = answer;
  return { ok: false, error: { kind, host, ...(field === undefined ? {} : { field }), ...(hint === undefined ? {} : { hint }) } };
}

/** What to do about it, without a piece of the key. */
export function queryFaultText(fault: DatabaseFault): string {
  const text = databaseFaultText(fault);
  return fault === 'notEncoded' ? `${text} Or name the user in "definition", and give the password alone.` : text;
}

function isOfEncryption(fault: DatabaseFault): boolean {
  return fault === 'notEncrypted' || fault === 'idleCertificates';
}

/** Where a query runs and who asks: by the connection string that the key is, or by the definition with the password that it is. */
export function queryAddress({ host, user, database = '', sslmode, sslrootcert }: DatabaseQuery, key: string): ReadDatabase {
  return user === undefined
    ? databaseAddress(key, { mode: sslmode, rootCertificates: sslrootcert })
    : addressOf({ host, user, password: key, database, mode: sslmode ?? null, rootCertificates: sslrootcert ?? null });
}
