/** Why the shared history could not be asked. A closed set: each has its sentence in `sharedFaultText`. */
export type SharedFault =
  /** Nobody answers there, or the server is starting or stopping. */
  | { readonly kind: 'unreachable' }
  /** The connection, or the whole of a call, took longer than its limit. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'tlsOrCertificate' }
  /** The file of certificates of one's own could not be read, or holds none. */
  | { readonly kind: 'certificateFile' }
  /** The user name or the password, or the server lets nobody in from here. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'noDatabase' }
  /** All connections of the server are taken. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'noRights' }
  /** A standby, or a database that may only be read at present. */
  | { readonly kind: 'readOnly' }
  | { readonly kind: 'full' }
  /** The schema was written by a newer version of this program. */
  | { readonly kind: 'newer' }
  /** The schema is of an older version, and this role may not change it. */
  | { readonly kind: 'older' }
  /** The server answers, but a statement or a lock took too long. */
  | { readonly kind: 'slow' }
  /** @see https://www.postgresql.org/docs/current/errcodes-appendix.html; null: no code, or none that is one */
  | { readonly kind: 'unexpected'; readonly sqlState: string | null };

export type SharedAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: SharedFault };
