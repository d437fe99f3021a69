import { isLoopback, type Origin, asOrigin } from '../model/origin';

/** Where a database is and who asks. The user name and password are secrets, as the connection string itself is. */
export interface DatabaseAddress {
  /** `postgresql://host:port`, the only place the string may be used for. */
  readonly origin: Origin;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether the server must show a certificate that is trusted for this host. */
  readonly tls: boolean;
  /** A file of certificates (PEM) to trust beside those of the system. */
  readonly rootCertificates?: string;
}

export type DatabaseFault = 'notAnAddress' | 'notEncoded' | 'noUser' | 'notEncrypted' | 'idleCertificates';
export type ReadDatabase = { readonly ok: true; readonly address: DatabaseAddress } | { readonly ok: false; readonly fault: DatabaseFault };

const usualPort = 5432;
const scheme = /^postgre(s|sql):\/\//;
const host = String.raw`\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+`;
/** A host, with its port or without. */
export const databaseHost = new RegExp(`^(${host})(?::(\\d{1,5}))?$`);
/** Nothing is left to a lenient parser: with an `@`, `/`, `#` or `?` in a password it would take a piece of it for the host. */
const whole = new RegExp(
  `^postgre(?:s|sql)://(?:([^:@/?#\\s]*)(?::([^@/?#\\s]*))?@)?((?:${host})(?::\\d{1,5})?)(?:/([^/?#@\\s]*))?(?:\\?([^#\\s]*))?$`,
);

/** What is said of encryption beside a connection string, such as in a definition or a configuration. */
export interface SaidBeside {
  readonly mode?: string | undefined;
  /** It counts before the one in the string. */
  readonly rootCertificates?: string | undefined;
}

/**
 * Reads `postgresql://user:password@host:port/database?sslmode=…&sslrootcert=…`. Modes that encrypt without proof of who
 * answers are taken for full proof; `disable` is for this machine alone. Nothing comes from the environment.
 */
export function databaseAddress(connection: string, beside: SaidBeside = {}): ReadDatabase {
  const text = connection.trim();
  if (!scheme.test(text)) return { ok: false, fault: 'notAnAddress' };
  const [matched, userText = '', passwordText = '', place = '', databaseText = '', query = ''] = whole.exec(text) ?? [];
  const [user, password, database] = [decoded(userText), decoded(passwordText), decoded(databaseText)];
  if (matched === undefined || user === null || password === null || database === null) return { ok: false, fault: 'notEncoded' };
  if (user === '') return { ok: false, fault: 'noUser' };
  const settings = new URLSearchParams(query);
  // Whoever asks for encryption in one of two places gets it.
  const modes = [beside.mode, settings.get('sslmode')].flatMap((mode) => mode ?? []);
  const mode = modes.find((one) => one !== 'disable') ?? modes[0] ?? null;
  return addressOf({
    host: place,
    user,
    password,
    database,
    mode,
    rootCertificates: beside.rootCertificates ?? settings.get('sslrootcert'),
  });
}

/** The same from its parts, where the password stands alone and may hold any character. */
export interface DatabaseParts {
  /** With its port, where that is another than 5432. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly mode: string | null;
  readonly rootCertificates: string | null;
}

/**
 * Whoever names a certificate wants to know who answers, on this machine too: what listens there may be the near end of a tunnel, or
 * another user's. As libpq has it, `system` names those of the system.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-SSLROOTCERT
 */
export function addressOf({ host: place, user, password, database, mode: named, rootCertificates: file }: DatabaseParts): ReadDatabase {
  const [, name, port] = databaseHost.exec(place) ?? [];
  const number = port === undefined ? usualPort : Number(port);
  if (name === undefined || number < 1 || number > 65_535) return { ok: false, fault: 'notAnAddress' };
  const hostname = name.toLowerCase();
  const rootCertificates = file === '' ? null : file;
  const mode = named ?? (isLoopback(hostname) && rootCertificates === null ? 'disable' : 'verify-full');
  if (mode === 'disable' && !isLoopback(hostname)) return { ok: false, fault: 'notEncrypted' };
  if (mode === 'disable' && rootCertificates !== null) return { ok: false, fault: 'idleCertificates' };
  return {
    ok: true,
    address: {
      origin: asOrigin(`postgresql://${hostname}:${number}`),
      host: hostname.replace(/^\[|\]$/g, ''),
      port: number,
      user,
      password,
      database: database || user,
      tls: mode !== 'disable',
      ...(rootCertificates === null || rootCertificates === 'system' ? {} : { rootCertificates }),
    },
  };
}

/** The origin of `postgresql://` and a host, with its port or without; undefined where there is more, such as a password, or less. */
export function databaseOrigin(address: string): Origin | undefined {
  const read = addressOf({
    host: address.trim().replace(scheme, ''),
    user: '',
    password: '',
    database: '',
    mode: null,
    rootCertificates: null,
  });
  return read.ok ? read.address.origin : undefined;
}

/** What to do about a connection string, without a piece of it. */
export function databaseFaultText(fault: DatabaseFault): string {
  const texts: Readonly<Record<DatabaseFault, string>> = {
    notAnAddress: 'A connection string looks like postgresql://reader:password@db.example.com:5432/billing.',
    notEncoded:
      'In a connection string the characters @ : / % # ? and blanks of a user name, ' +
      'password or database are written %40 %3A %2F %25 %23 %3F and %20.',
    noUser: 'The connection string names no user.',
    notEncrypted: 'sslmode=disable is for servers of this machine only. Leave it out: the certificate is checked then.',
    idleCertificates:
      'With sslmode=disable nothing is encrypted, so no certificate is looked at: leave out sslmode, or the file of certificates.',
  };
  return texts[fault];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
