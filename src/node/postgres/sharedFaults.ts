import { DatabaseError } from 'pg';
import type { SharedFault } from '../../core/shared/sharedFault';
import { classifyNetworkError } from '../network/networkError';
import { isOfTheNetwork, isRefusedByPooler } from './postgresErrors';

/** The store's own findings, on their way out of a call. */
export class FoundFault extends Error {
  constructor(readonly fault: SharedFault) {
    super(fault.kind);
  }
}

type PlainKind = Exclude<SharedFault['kind'], 'unexpected'>;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: ReadonlyMap<string, PlainKind> = new Map<string, PlainKind>([
  ['28P01', 'refused'],
  ['28000', 'refused'],
  ['3D000', 'noDatabase'],
  ['42501', 'noRights'],
  ['25006', 'readOnly'],
  ['53100', 'full'],
  ['53300', 'busy'],
  ['57014', 'slow'],
  ['55P03', 'slow'],
  ['25P03', 'slow'],
  ['57P01', 'unreachable'],
  ['57P02', 'unreachable'],
  ['57P03', 'unreachable'],
  // What a newer step makes is not there.
  ['42P01', 'older'],
  ['3F000', 'older'],
  ['42703', 'older'],
  ['42883', 'older'],
]);

export function sharedFaultOf(error: unknown): SharedFault {
  if (error instanceof FoundFault) return error.fault;
  if (error instanceof DatabaseError) return faultOfState(error);
  // The driver has no codes for these, only its own words, which quote nothing.
  const message = error instanceof Error ? error.message : '';
  if (/does not support SSL|establishing an SSL/.test(message)) return { kind: 'tlsOrCertificate' };
  if (/password must be|^SASL: SCRAM-SERVER-FIRST-MESSAGE: client password/.test(message)) return { kind: 'refused' };
  if (/timeout/i.test(message)) return { kind: 'timeout' };
  if (!isOfTheNetwork(error)) return { kind: 'unexpected', sqlState: null };
  const fault = classifyNetworkError(error);
  return { kind: fault === 'proxyOrTls' ? 'tlsOrCertificate' : fault === 'timeout' ? 'timeout' : 'unreachable' };
}

function faultOfState(error: DatabaseError): SharedFault {
  const code = error.code ?? '';
  const kind = states.get(code) ?? ofPooler(error);
  if (kind !== undefined) return { kind };
  return { kind: 'unexpected', sqlState: /^[0-9A-Z]{5}$/.test(code) ? code : null };
}

/**
 * PgBouncer has one code for all it refuses, so only its words tell.
 * @see https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_18_0/src/client.c
 */
function ofPooler(error: DatabaseError): PlainKind | undefined {
  if (error.code !== '08P01') return error.code?.startsWith('08') === true ? 'unreachable' : undefined;
  if (isRefusedByPooler(error) || /^no such user/.test(error.message)) return 'refused';
  if (/^no such database/.test(error.message)) return 'noDatabase';
  if (/^no more connections allowed|^query_wait_timeout/.test(error.message)) return 'busy';
  return /^(pgbouncer cannot connect to server|server login has been failing|server conn crashed|bouncer|the database system is)/.test(
    error.message,
  )
    ? 'unreachable'
    : undefined;
}
