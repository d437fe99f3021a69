import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classifyStatus, retryTime } from '../../../src/core/provider/classifyStatus';
import { start } from '../../support/accounts';

const host = 'api.example.com';
const classify = (status: number, retryAfter: string | null = null) =>
  classifyStatus({ ok: true, status, contentType: 'application/json', retryAfter, body: '' }, host, start);

describe('classifyStatus', () => {
  for (const [kind, ...statuses] of [
    [null, 200, 201, 204, 299],
    ['originRefused', 0, 300, 301, 302, 303, 304, 307, 308, 399],
    ['unauthorized', 401],
    ['forbidden', 402, 403],
    ['proxyOrTls', 407],
    ['timeout', 408],
    ['retired', 410],
    ['rateLimited', 429],
    ['serverError', 500, 502, 503, 504, 520, 599],
    ['unexpectedResponse', 100, 199, 400, 404, 405, 409, 418, 422, 451],
  ] as const) {
    for (const status of statuses)
      it(`${status} is ${kind ?? 'no failure'}`, () => assert.deepEqual(classify(status), kind === null ? null : { kind, host, status }));
  }

  it('carries the time to wait until, of whatever failure', () => {
    assert.deepEqual(classify(429, '120'), { kind: 'rateLimited', host, status: 429, retryAt: start + 120_000 });
    assert.deepEqual(classify(503, '5'), { kind: 'serverError', host, status: 503, retryAt: start + 5_000 });
    assert.equal(classify(200, '120'), null);
  });
});

// incident 12
describe('retryTime', () => {
  const week = 7 * 24 * 3_600_000;
  const rows: readonly (readonly [text: string | null, wait: number | null])[] = [
    ['1', 1_000],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['86400', 86_400_000],
    ['999999999', week],
    [new Date(start + 120_000).toUTCString(), 120_000],
    ['Tue, 14 Nov 2023 23:13:20 GMT', 3_600_000],
    ['Tuesday, 14-Nov-23 23:13:20 GMT', 3_600_000],
    ['2023-11-14T23:13:20Z', 3_600_000],
    ['Fri, 31 Dec 2099 23:59:59 GMT', week],
    [null, null],
    ['', null],
    [' ', null],
    ['0', null],
    ['-5', null],
    ['12.5', null],
    ['1e3', null],
    ['+5', null],
    ['30s', null],
    ['120, 120', null],
    ['soon', null],
    ['Infinity', null],
    ['NaN', null],
    ['in 2040', null],
    ['Wed, 32 Foo 2099 GMT', null],
    ['9'.repeat(400), null],
    [new Date(start).toUTCString(), null],
    ['Wed, 21 Oct 2015 07:28:00 GMT', null],
  ];
  for (const [text, wait] of rows) {
    it(`${text === null ? 'no header' : JSON.stringify(text.slice(0, 40))}: ${wait === null ? 'no wait' : `${wait / 1000} s`}`, () =>
      assert.equal(retryTime(text, start), wait === null ? null : start + wait));
  }
  it('is in the future and within a week, or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (text) => {
          const at = retryTime(text, start);
          return at === null || (at > start && at <= start + week);
        },
      ),
    );
  });
});
