import type { ProviderErrorKind } from '../../core/model/providerError';

export interface StateFailure {
  readonly kind: ProviderErrorKind;
  readonly field?: string;
  readonly hint?: string;
}

const writes: StateFailure = { kind: 'unexpectedResponse', field: 'the query writes' };

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: ReadonlyMap<string, StateFailure> = new Map<string, StateFailure>([
  ['28P01', { kind: 'unauthorized' }],
  ['28000', { kind: 'unauthorized' }],
  ['42501', { kind: 'forbidden' }],
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
export function failureOfState(code: string): StateFailure {
  const known = states.get(code);
  if (known) return known;
  return { kind: 'unexpectedResponse', field: /^[0-9A-Z]{5}$/.test(code) ? `SQLSTATE ${code}` : 'an error without a code' };
}
