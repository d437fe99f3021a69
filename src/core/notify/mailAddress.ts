import { isLoopback } from '../model/origin';
import type { MailFault } from './mailFault';
import type { MailServer } from './outgoingMail';

/** What an address of a mail server says. The user name and password are secrets, as the address itself is. */
export interface MailAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** Null where nobody logs in. */
  readonly user: string | null;
  readonly password: string | null;
  /** `from` and `to`, where they are in it. */
  readonly query: ReadonlyMap<string, string>;
}

export type ReadMailAddress =
  | { readonly ok: true; readonly address: MailAddress }
  | { readonly ok: false; readonly fault: Extract<MailFault, 'notAnAddress' | 'notEncoded' | 'noUser'> };

/**
 * Nothing is left to a lenient parser: with an `@`, `/`, `#` or `?` in a password it would take a piece of it for the host.
 * Only user names may have an `@`, as most do.
 */
const whole = /^(smtps?):\/\/(?:([^:/?#\s]*)(?::([^@/?#\s]*))?@)?(\[[\da-f:.]+\]|[\p{L}\d_.-]+)(?::(\d{1,5}))?\/?(?:\?([^#\s]*))?$/iu;
const known: ReadonlySet<string> = new Set(['from', 'to']);

/** @see https://www.rfc-editor.org/rfc/rfc8314#section-7.3 465 is TLS from the first byte, whatever it is called */
const tlsPort = 465;
/** @see https://www.rfc-editor.org/rfc/rfc6409#section-3.1 */
const submissionPort = 587;

export function isMailAddress(url: string): boolean {
  return /^smtps?:/i.test(url.trim());
}

/** Reads `smtp://user:password@host:587?from=…&to=…`, or `smtps://`. */
export function mailAddress(url: string): ReadMailAddress {
  if (!isMailAddress(url)) return { ok: false, fault: 'notAnAddress' };
  const [matched, scheme = '', userText, passwordText, place = '', portText, queryText = ''] = whole.exec(url.trim()) ?? [];
  const [user, password, query] = [decoded(userText), decoded(passwordText), queryOf(queryText)];
  if (matched === undefined || user === undefined || password === undefined || query === null) return { ok: false, fault: 'notEncoded' };
  if ((user === null || user === '') && password !== null) return { ok: false, fault: 'noUser' };
  const isTls = scheme.toLowerCase() === 'smtps';
  const port = portText === undefined ? (isTls ? tlsPort : submissionPort) : Number(portText);
  if (port < 1 || port > 65_535) return { ok: false, fault: 'notAnAddress' };
  const named = user === '' ? null : user;
  return { ok: true, address: { host: place.toLowerCase(), port, isTls: isTls || port === tlsPort, user: named, password, query } };
}

/** In clear text on this machine alone; and without a login a server of this machine is not asked for a certificate that it seldom has. */
export function securityOf({ host, isTls }: MailAddress, hasLogin: boolean): MailServer['security'] {
  if (isTls) return 'tls';
  if (!isLoopback(host)) return 'startTls';
  return hasLogin ? 'offered' : 'none';
}

/** null where it is not there, undefined where it is not encoded. */
function decoded(text: string | undefined): string | null | undefined {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A plus stays one, as addresses of mail have it. */
function queryOf(text: string): ReadonlyMap<string, string> | null {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): readonly [string, string | null | undefined] => [pair.replace(/=.*$/s, ''), decoded(/=(.*)$/s.exec(pair)?.[1])]);
  const read = pairs.flatMap(([name, value]): readonly (readonly [string, string])[] =>
    known.has(name) && typeof value === 'string' ? [[name, value]] : [],
  );
  return read.length === pairs.length ? new Map(read) : null;
}
