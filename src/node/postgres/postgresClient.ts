import * as tls from 'node:tls';
import { Client } from 'pg';
import type { DatabaseAddress } from '../../core/provider/databaseAddress';
import { readCertificates } from '../files/certificateFile';

/** What is trusted beside what is built in; undefined where no file is named, null where it holds no certificates or cannot be read. */
export function certificatesOf(file: string | undefined): readonly string[] | undefined | null {
  if (file === undefined) return undefined;
  const read = readCertificates(file);
  return read.ok ? [...usualCertificates(), read.certificates] : null;
}

/** With those of NODE_EXTRA_CA_CERTS, where the runtime can tell them; before Node 22.15 it cannot. */
function usualCertificates(): readonly string[] {
  return Reflect.has(tls, 'getCACertificates') ? tls.getCACertificates('default') : tls.rootCertificates;
}

/** Everything is said here, since the driver fills gaps from `PG*` variables. */
export function postgresClient(
  { host, port, user, password, database, tls: isEncrypted }: DatabaseAddress,
  ca: readonly string[] | undefined,
  connectMs: number,
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
