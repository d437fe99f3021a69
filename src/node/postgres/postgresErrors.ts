import type { DatabaseError } from 'pg';

/**
 * PgBouncer has one code for all it refuses, so only its words tell.
 * https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_18_0/src/client.c
 */
export function isRefusedByPooler({ code, message }: DatabaseError): boolean {
  return code === '08P01' && /^(password|SASL) authentication failed$/.test(message);
}

/** A lost connection has a code, or is the driver's own word for one. */
export function isOfTheNetwork(error: unknown): boolean {
  return (
    error instanceof AggregateError || (error instanceof Error && ('code' in error || /^Connection terminated|socket/.test(error.message)))
  );
}
