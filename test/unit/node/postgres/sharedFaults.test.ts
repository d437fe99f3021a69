import assert from 'node:assert/strict';
import { DatabaseError } from 'pg';
import { sharedFaultOf } from '../../../../src/node/postgres/sharedFaults';

function ofState(code: string | undefined, message = 'what the server wrote'): DatabaseError {
  const error = new DatabaseError(message, message.length, 'error');
  if (code !== undefined) error.code = code;
  return error;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: Readonly<Record<string, string>> = {
  '28P01': 'refused',
  '28000': 'refused',
  '3D000': 'noDatabase',
  '42501': 'noRights',
  '25006': 'readOnly',
  '53100': 'full',
  '53300': 'busy',
  '57014': 'slow',
  '55P03': 'slow',
  '25P03': 'slow',
  '57P01': 'unreachable',
  '57P03': 'unreachable',
  '08006': 'unreachable',
  '42P01': 'older',
};

/** https://github.com/pgbouncer/pgbouncer/blob/pgbouncer_1_18_0/src/client.c and objects.c */
const ofPooler: Readonly<Record<string, string>> = {
  'password authentication failed': 'refused',
  'SASL authentication failed': 'refused',
  'no such user: x': 'refused',
  'no such database: x': 'noDatabase',
  'no more connections allowed (max_client_conn)': 'busy',
  query_wait_timeout: 'busy',
  'server login has been failing, try again later (server_login_retry)': 'unreachable',
  'server conn crashed?': 'unreachable',
};

describe('what a failure of a shared history means', () => {
  it('is told by the code of the server', () => {
    for (const [code, kind] of Object.entries(states)) assert.deepEqual(sharedFaultOf(ofState(code)), { kind }, code);
    assert.deepEqual(sharedFaultOf(ofState('XX001')), { kind: 'unexpected', sqlState: 'XX001' });
    assert.deepEqual(sharedFaultOf(ofState('<b>secret')), { kind: 'unexpected', sqlState: null });
    assert.deepEqual(sharedFaultOf(ofState(undefined)), { kind: 'unexpected', sqlState: null });
  });
  it('is told by the words of a pooler, which has one code for all', () => {
    for (const [message, kind] of Object.entries(ofPooler)) assert.deepEqual(sharedFaultOf(ofState('08P01', message)), { kind }, message);
    assert.deepEqual(sharedFaultOf(ofState('08P01', 'unsupported startup parameter: x')), { kind: 'unexpected', sqlState: '08P01' });
  });
  it('is told by the code of the network, or the driver’s own words', () => {
    const ofNetwork = (code: string): Error => Object.assign(new Error('x'), { code });
    assert.deepEqual(sharedFaultOf(ofNetwork('ECONNREFUSED')), { kind: 'unreachable' });
    assert.deepEqual(sharedFaultOf(ofNetwork('ETIMEDOUT')), { kind: 'timeout' });
    assert.deepEqual(sharedFaultOf(ofNetwork('UNABLE_TO_VERIFY_LEAF_SIGNATURE')), { kind: 'tlsOrCertificate' });
    assert.deepEqual(sharedFaultOf(new Error('Connection terminated unexpectedly')), { kind: 'unreachable' });
    assert.deepEqual(sharedFaultOf(new Error('timeout expired')), { kind: 'timeout' });
    assert.deepEqual(sharedFaultOf(new Error('The server does not support SSL connections')), { kind: 'tlsOrCertificate' });
    assert.deepEqual(sharedFaultOf(new TypeError('a fault of ours')), { kind: 'unexpected', sqlState: null });
    assert.deepEqual(sharedFaultOf(null), { kind: 'unexpected', sqlState: null });
  });
});
