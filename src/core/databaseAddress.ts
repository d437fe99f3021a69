import { isLoopback } from './origin';

/** What a connection string says. The user name and password are secrets, as the string itself is. */
export interface DatabaseAddress {
  /** `postgresql://host:port`, the only place the string may be used for. */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether the server must show a certificate that is trusted for this host. */
  readonly tls: boolean;
}

export type DatabaseFault = 'notAnAddress' | 'noUser' | 'notEncrypted';

const usualPort = 5432;

/**
 * Reads `postgresql://user:password@host:port/database?sslmode=…`. Modes that encrypt without proof of who answers are
 * taken for full proof; `disable` is for this machine alone. Nothing comes from the environment or from files.
 */
export function databaseAddress(connection: string): { readonly ok: true; readonly address: DatabaseAddress } | { readonly ok: false; readonly fault: DatabaseFault } {
  const url = databaseUrl(connection);
  if (!url) return { ok: false, fault: 'notAnAddress' };
  const { hostname, port, origin } = url;
  const { username, password, pathname, searchParams } = new URL(connection.trim());
  if (username === '') return { ok: false, fault: 'noUser' };
  const isLocal = isLoopback(hostname);
  const mode = searchParams.get('sslmode') ?? (isLocal ? 'disable' : 'verify-full');
  if (mode === 'disable' && !isLocal) return { ok: false, fault: 'notEncrypted' };
  const user = decodeURIComponent(username);
  return {
    ok: true,
    address: {
      origin, host: hostname.replace(/^\[|\]$/g, ''), port, user, password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)) || user, tls: mode !== 'disable',
    },
  };
}

/** The origin of a database's address, whatever else is in it. */
export function databaseOrigin(address: string): string | undefined {
  return databaseUrl(address)?.origin;
}

function databaseUrl(text: string): { readonly hostname: string; readonly port: number; readonly origin: string } | undefined {
  if (!/^postgres(ql)?:\/\//.test(text.trim()) || !URL.canParse(text.trim())) return undefined;
  const { hostname, port } = new URL(text.trim());
  // Several hosts in one string are for fail-over: a key has one place.
  if (hostname === '' || hostname.includes(',')) return undefined;
  const number = port === '' ? usualPort : Number(port);
  return { hostname: hostname.toLowerCase(), port: number, origin: `postgresql://${hostname.toLowerCase()}:${number}` };
}
