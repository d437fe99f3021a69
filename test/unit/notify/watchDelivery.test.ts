import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/provider/transport';
import { deliveryOf, type Delivery } from '../../../src/core/notify/delivery';
import { hour, minute, start } from '../../support/accounts';
import { tried } from '../../support/channels';

const answered = (status: number, retryAfter: string | null = null): Exchange => ({
  ok: true,
  status,
  contentType: '',
  retryAfter,
  body: '',
});
const none = (kind: Extract<Exchange, { ok: false }>['kind']): Exchange => ({ ok: false, kind });

const refusals: ReadonlyMap<number, string> = new Map([
  [301, 'moved'],
  [302, 'moved'],
  [307, 'moved'],
  [401, 'unauthorized'],
  [403, 'unauthorized'],
  [404, 'gone'],
  [410, 'gone'],
  [413, 'tooLong'],
]);

describe('what became of a post', () => {
  for (const status of [200, 201, 204, 299]) {
    it(`${status}: posted`, () => assert.deepEqual(deliveryOf(tried(answered(status)), 0, start), { kind: 'posted' }));
  }
  for (const status of [0, 100, 301, 302, 307, 400, 401, 403, 404, 410, 413]) {
    it(`${status}: refused at once, since asking again would change nothing`, () =>
      assert.deepEqual(deliveryOf(tried(answered(status)), 0, start), {
        kind: 'refused',
        status,
        reason: refusals.get(status) ?? 'unknown',
      }));
  }
  it('more than is read: refused, and somebody was there', () =>
    assert.deepEqual(deliveryOf(tried(none('unexpectedResponse')), 0, start), {
      kind: 'refused',
      status: null,
      reason: null,
      isUnclear: true,
    }));
  for (const kind of ['originRefused', 'proxyOrTls'] as const) {
    it(`${kind}: refused, without a status`, () =>
      assert.deepEqual(deliveryOf(tried(none(kind)), 0, start), { kind: 'refused', status: null, reason: null }));
  }

  const later: readonly (readonly [string, Exchange, number, number | null, asked?: number])[] = [
    ['429', answered(429), minute, 429],
    ['408', answered(408), minute, 408],
    ['500', answered(500), minute, 500],
    ['503', answered(503), minute, 503],
    ['no network', none('unreachable'), minute, null],
    ['no answer in time', none('timeout'), minute, null],
    // incident 12
    ['429 with Retry-After in seconds', answered(429, '600'), 10 * minute, 429, 10 * minute],
    ['429 with Retry-After as a date', answered(429, new Date(start + 2 * hour).toUTCString()), 2 * hour, 429, 2 * hour],
    ['503 with Retry-After', answered(503, '600'), 10 * minute, 503, 10 * minute],
    ['429 with a shorter Retry-After than a minute', answered(429, '2'), minute, 429, 2000],
    ['429 with a Retry-After that is none', answered(429, 'soon'), minute, 429],
    ['429 with a Retry-After of years: a week', answered(429, '999999999'), 7 * 24 * hour, 429, 7 * 24 * hour],
  ];
  for (const [what, exchange, after, status, asked] of later) {
    it(`${what}: later`, () =>
      assert.deepEqual(deliveryOf(tried(exchange), 0, start), {
        kind: 'later',
        at: start + after,
        attempts: 1,
        status,
        reason: status === null ? null : status === 429 ? 'tooOften' : 'busy',
        ...(asked === undefined ? {} : { waitUntil: start + asked }),
      }));
  }

  for (const [what, exchange] of [
    ['500', answered(500)],
    ['no network', none('unreachable')],
    ['429', answered(429, '60')],
  ] as const) {
    it(`${what} again and again: the wait doubles, and the sixth try is the last`, () => {
      const waits: number[] = [];
      let attempts = 0;
      let last: Delivery = deliveryOf(tried(exchange), attempts, start);
      while (last.kind === 'later') {
        waits.push((last.at - start) / minute);
        attempts = last.attempts;
        last = deliveryOf(tried(exchange), attempts, start);
      }
      assert.deepEqual([waits, attempts + 1, last.kind], [[1, 2, 4, 8, 16], 6, 'refused']);
    });
  }
  it('is posted by the last try as by the first', () => assert.deepEqual(deliveryOf(tried(answered(204)), 5, start), { kind: 'posted' }));
});
