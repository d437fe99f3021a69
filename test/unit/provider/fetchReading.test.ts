import assert from 'node:assert/strict';
import { fetchReading } from '../../../src/core/provider/fetchReading';
import type { Exchange, HttpRequest } from '../../../src/core/provider/transport';
import { deepseek } from '../../../src/providers';
import { start } from '../../support/accounts';
import { markedKey } from '../../support/testKeys';
import { originAt } from '../../support/ids';

const body = '{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"110.00"}]}';
const answer = (status: number, retryAfter: string | null = null): Exchange => ({
  ok: true,
  status,
  retryAfter,
  contentType: 'application/json',
  body: status === 200 ? body : '',
});
const fault = (kind: Extract<Exchange, { ok: false }>['kind']): Exchange => ({ ok: false, kind });

async function fetched(exchanges: readonly Exchange[], apiKey = markedKey, origin = originAt('https://mirror.example.com')) {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<Exchange> => {
    const exchange = exchanges[requests.length];
    requests.push(request);
    if (!exchange) throw new Error('asked too often');
    return exchange;
  };
  const target = { provider: deepseek, site: { origin: originAt('https://api.deepseek.com') }, origin, credentials: { apiKey } };
  return { outcome: await fetchReading(target, { send, now: () => start, signal: new AbortController().signal }), requests };
}

describe('fetchReading', () => {
  for (const [what, exchanges, kind] of [
    ['a server fault that passes', [answer(500), answer(200)], null],
    ['an outage that passes', [fault('unreachable'), answer(200)], null],
    ['a slow answer that passes', [fault('timeout'), answer(200)], null],
    ['a server fault that stays', [answer(503), answer(503)], 'serverError'],
    ['an outage that turns into another failure', [fault('unreachable'), answer(401)], 'unauthorized'],
    // incident 12
    ['a server that asks to wait', [answer(503, '60')], 'serverError'],
    ['too many requests', [answer(429)], 'rateLimited'],
    ['a refused key', [answer(401)], 'unauthorized'],
    ['a redirect', [answer(302)], 'originRefused'],
    ['a proxy fault', [fault('proxyOrTls')], 'proxyOrTls'],
    ['an answer that is too long', [fault('unexpectedResponse')], 'unexpectedResponse'],
  ] as const) {
    it(`${what}: ${exchanges.length} request${exchanges.length === 1 ? '' : 's'}, ${kind ?? 'a reading'}`, async () => {
      const { outcome, requests } = await fetched(exchanges);
      assert.equal(outcome.ok ? null : outcome.error.kind, kind);
      assert.equal(requests.length, exchanges.length);
    });
  }

  it('asks the account’s origin, with the key in a header and nowhere else', async () => {
    const {
      requests: [request],
    } = await fetched([answer(200)]);
    assert.deepEqual(request, {
      method: 'GET',
      url: 'https://mirror.example.com/user/balance',
      headers: { accept: 'application/json', authorization: `Bearer ${markedKey}` },
    });
  });
  it('gives a reading the time of its answer', async () => {
    const { outcome } = await fetched([answer(200)]);
    assert.ok(outcome.ok);
    assert.deepEqual(
      [outcome.reading.at, outcome.reading.balances.map(({ unit, available, at }) => [unit, available, at])],
      [start, [['CNY', 110_000_000, start]]],
    );
  });
  for (const key of ['', ' ', 'two words', 'line\nbreak', 'sk-…', 'ключ']) {
    it(`sends nothing with ${JSON.stringify(key)} for a key`, async () => {
      const { outcome, requests } = await fetched([], key);
      assert.deepEqual([!outcome.ok && outcome.error.kind, requests], ['missingKey', []]);
    });
  }
  it('lets a cancellation through: it is neither success nor failure', async () => {
    const origin = originAt('https://mirror.example.com');
    const target = { provider: deepseek, site: { origin }, origin, credentials: { apiKey: markedKey } };
    const send = (): Promise<Exchange> => Promise.reject(new Error('left'));
    await assert.rejects(fetchReading(target, { send, now: () => start, signal: AbortSignal.abort() }), /left/);
  });

  // incident 22
  for (const [what, contentType, text, field] of [
    ['a web page', 'text/html', '<!doctype html>', 'web page'],
    ['a web page that calls itself JSON', 'application/json', ' <html>', 'web page'],
    ['nothing', 'application/json', '', 'empty'],
    ['blanks', 'application/json', ' \n', 'empty'],
    ['words', 'text/plain', 'service busy', 'not JSON'],
    ['half an answer', 'application/json', body.slice(0, 40), 'not JSON'],
    ['absurd nesting', 'application/json', '['.repeat(200_000), 'not JSON'],
    ['an error envelope', 'application/json', '{"code":1,"message":"x"}', ''],
  ] as const) {
    it(`${what} with status 200 is no reading`, async () => {
      const { outcome } = await fetched([{ ok: true, status: 200, retryAfter: null, contentType, body: text }]);
      assert.deepEqual(outcome, { ok: false, error: { kind: 'unexpectedResponse', host: 'mirror.example.com', status: 200, field } });
    });
  }
  it('reads an answer behind a byte order mark, and without a type', async () => {
    const { outcome } = await fetched([{ ok: true, status: 200, retryAfter: null, contentType: '', body: `\uFEFF${body}` }]);
    assert.ok(outcome.ok);
  });
});
