import assert from 'node:assert/strict';
import { mailFailure, replyOf } from '../../../../src/node/mail/mailFailure';

const failed = (fields: object): Error => Object.assign(new Error('it said made-up'), fields);

describe('what a failed mail means', () => {
  it('is the server’s own reply before all else', () => {
    const reply = (command: string, response: string) => mailFailure(failed({ code: 'EENVELOPE', command, response }));
    assert.deepEqual(reply('CONN', '421 4.3.2 Closing'), { kind: 'refused', step: 'greeting', code: 421, status: '4.3.2' });
    assert.deepEqual(reply('AUTH PLAIN', '535-5.7.8 No\n535 5.7.8 No'), { kind: 'refused', step: 'login', code: 535, status: '5.7.8' });
    assert.deepEqual(reply('DATA', '550 blocked'), { kind: 'refused', step: 'message', code: 550, status: null });
  });
  it('is nobody’s word where it is no refusal', () => {
    for (const response of ['250 OK', '5', '55', '550x', '', '600 x', 'made-up 550'])
      assert.equal(replyOf(failed({ response })), null, response);
    assert.equal(replyOf(failed({ response: '450 5.1.1 mixed up' }))?.status, null);
    assert.equal(replyOf(failed({ response: '550 5.1.1.7 x' }))?.status, null);
  });
  it('is what the system met, else', () => {
    for (const [fields, kind] of [
      [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, 'unreachable'],
      [{ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'proxyOrTls'],
      [{ code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'proxyOrTls'],
      [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, 'proxyOrTls'],
      [{ code: 'ETIMEDOUT' }, 'timeout'],
      [{ code: 'ETLS' }, 'unreachable'],
      [{ code: 'ECONNECTION' }, 'unreachable'],
      [{ code: 'EPROTOCOL' }, 'noMailServer'],
      [{ code: 'EMESSAGE' }, 'tooLarge'],
      [{}, 'unreachable'],
    ] as const)
      assert.deepEqual(mailFailure(failed(fields)), { kind }, JSON.stringify(fields));
    const closed = mailFailure(failed({ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }));
    assert.deepEqual(closed, { kind: 'unreachable', isClosed: true }, 'a port that nobody listens at');
    assert.deepEqual(mailFailure('text'), { kind: 'unreachable' });
  });
});
