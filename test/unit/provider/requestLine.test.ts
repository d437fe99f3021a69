import assert from 'node:assert/strict';
import { isRequestFailure, requestLine, type RequestEnd } from '../../../src/core/provider/requestLine';

const request = {
  method: 'GET',
  url: 'https://api.deepseek.com/user/balance?team=secret',
  headers: { authorization: 'Bearer sk-secret' },
} as const;
const answer = (status: number): RequestEnd => ({ ok: true, status, contentType: '', retryAfter: null, body: 'secret' });

describe('a line of the log', () => {
  for (const [line, end, isFailure] of [
    ['work: GET api.deepseek.com/user/balance 200 in 321 ms (check)', answer(200), false],
    ['work: GET api.deepseek.com/user/balance 401 in 321 ms (check)', answer(401), true],
    ['work: GET api.deepseek.com/user/balance 302 in 321 ms (check)', answer(302), true],
    ['work: GET api.deepseek.com/user/balance timeout in 321 ms (check)', { ok: false, kind: 'timeout' }, true],
    ['work: GET api.deepseek.com/user/balance cancelled in 321 ms (check)', { ok: false, kind: 'cancelled' }, false],
    ['work: GET api.deepseek.com/user/balance fault in 321 ms (check)', { ok: false, kind: 'fault' }, true],
  ] as const) {
    it(`${line} is ${isFailure ? 'a warning' : 'none'}`, () => {
      assert.equal(requestLine(request, end, 320.6, { why: 'check', account: 'work' }), line);
      assert.equal(isRequestFailure(end), isFailure);
    });
  }
  it('has no account where none is asked, and no path where that is the secret', () => {
    const hook = { method: 'POST', url: 'https://discord.com/api/webhooks/1/secret', headers: {} } as const;
    assert.equal(requestLine(hook, answer(204), 12, { why: 'webhook', isPathSecret: true }), 'POST discord.com 204 in 12 ms (webhook)');
  });
  it('is one line, of a bounded length', () => {
    const long = { ...request, url: `https://h.example/%0a${'x'.repeat(5000)}` };
    const line = requestLine(long, answer(200), 1, { why: 'check' });
    assert.ok(line.length < 200 && !line.includes('\n'), line);
  });
});
