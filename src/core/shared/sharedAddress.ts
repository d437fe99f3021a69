import { databaseAddress, type DatabaseAddress, type DatabaseFault } from '../provider/databaseAddress';

export type ReadSharedAddress =
  | { readonly ok: true; readonly hosts: readonly [DatabaseAddress, ...(readonly DatabaseAddress[])] }
  | { readonly ok: false; readonly fault: DatabaseFault };

const parts = /^(postgre(?:s|sql):\/\/(?:[^@/?#\s]*@)?)([^@/?#\s]*)(.*)$/;
const mostHosts = 8;

/**
 * Reads a connection string as `databaseAddress` does, with several hosts if there are: `postgresql://user:password@one:5432,two/history`.
 * Of several, the one that may be written to is asked, as with libpq's `target_session_attrs=read-write`; that need not be named.
 * @param certificateFile of authorities to trust beside the usual ones; it counts before the one in the string; null: none
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
export function sharedAddress(connection: string, certificateFile: string | null = null): ReadSharedAddress {
  const beside = { rootCertificates: certificateFile ?? undefined };
  const [, before = '', hosts, after = ''] = parts.exec(connection.trim()) ?? [];
  const names = hosts?.split(',') ?? [];
  if (names.length > mostHosts) return { ok: false, fault: 'notAnAddress' };
  const first = databaseAddress(hosts === undefined ? connection : `${before}${names[0] ?? ''}${after}`, beside);
  if (!first.ok) return first;
  const others: DatabaseAddress[] = [];
  for (const name of names.slice(1)) {
    const read = databaseAddress(`${before}${name}${after}`, beside);
    if (!read.ok) return read;
    others.push(read.address);
  }
  return { ok: true, hosts: [first.address, ...others] };
}
