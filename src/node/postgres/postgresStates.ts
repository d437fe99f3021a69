import type { ProviderErrorKind } from '../../core/model/providerError';

export interface StateFailure {
  readonly kind: ProviderErrorKind;
  readonly field?: string;
  readonly hint?: string;
}

const grants: ReadonlyMap<string, string> = new Map([
  ['table', 'GRANT SELECT ON its_table TO its_user;'],
  // Before PostgreSQL 11.
  ['relation', 'GRANT SELECT ON its_table TO its_user;'],
  ['view', 'GRANT SELECT ON its_view TO its_user;'],
  ['schema', 'GRANT USAGE ON SCHEMA its_schema TO its_user;'],
  ['function', 'GRANT EXECUTE ON FUNCTION its_function TO its_user;'],
  ['database', 'GRANT CONNECT ON DATABASE its_database TO its_user;'],
]);

/**
 * Whatever right is missing has one code; of what it is, only the server's words tell, where they are English. Names in them are not repeated.
 * @see https://github.com/postgres/postgres/blob/REL_17_STABLE/src/backend/catalog/aclchk.c
 */
function lackedRight(message: string): string {
  const [, of = ''] = /^permission denied for (\w+)/.exec(message) ?? [];
  const grant = grants.get(of);
  return grant === undefined
    ? 'Whoever owns what it names can give it, such as by: GRANT USAGE ON SCHEMA its_schema TO its_user; GRANT SELECT ON its_table TO its_user;'
    : `Whoever owns the ${of} can give it by: ${grant}`;
}

const writes: StateFailure = { kind: 'unexpectedResponse', field: 'the query writes' };

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: ReadonlyMap<string, StateFailure> = new Map<string, StateFailure>([
  ['28P01', { kind: 'unauthorized' }],
  [
    '28000',
    {
      kind: 'unauthorized',
      hint: 'The server lets this user not in from here (pg_hba.conf), or it may not log in: ALTER ROLE its_user LOGIN;',
    },
  ],
  ['25006', writes],
  ['0A000', writes],
  ['42601', { kind: 'unexpectedResponse', field: 'the query is not one SELECT' }],
  ['42P01', { kind: 'unexpectedResponse', field: 'there is no such table' }],
  ['42703', { kind: 'unexpectedResponse', field: 'there is no such column' }],
  ['3D000', { kind: 'unexpectedResponse', field: 'there is no such database' }],
  ['57014', { kind: 'timeout' }],
  ['57P01', { kind: 'unreachable' }],
  ['57P02', { kind: 'unreachable' }],
  ['57P03', { kind: 'unreachable' }],
  ['53300', { kind: 'serverError' }],
]);

/** Of a server's error code. A text that is no such code may hold anything, and is not repeated. */
export function failureOfState(code: string, message: string): StateFailure {
  if (code === '42501') return { kind: 'forbidden', hint: lackedRight(message) };
  const known = states.get(code);
  if (known) return known;
  return { kind: 'unexpectedResponse', field: /^[0-9A-Z]{5}$/.test(code) ? `SQLSTATE ${code}` : 'an error without a code' };
}
