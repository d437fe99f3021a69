import assert from 'node:assert/strict';
import { placeOf } from '../../../src/core/accounts/accountPlace';
import { accountView } from '../../../src/core/views/accountView';
import { classifyStatus } from '../../../src/core/provider/classifyStatus';
import { readDefinition } from '../../../src/core/custom/definition';
import { readAnswer } from '../../../src/core/custom/readAnswer';
import { errorText } from '../../../src/core/views/errorText';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import { parseJson } from '../../../src/core/text/json';
import { keyShape } from '../../../src/core/provider/keyShape';
import { originOf } from '../../../src/core/provider/origin';
import { parseAmount } from '../../../src/core/money/parseAmount';
import { parseResponse } from '../../../src/core/provider/parseResponse';
import { dashboardError } from '../../../src/core/provider/provider';
import { receiptMarkdown } from '../../../src/core/views/receiptView';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import * as z from 'zod';
import { factsOf, start } from '../../support/accounts';
import { amountsOf, errorOf, keyedProviders, readingOfFixture, runFixture } from '../../support/fixtureOutcome';
import { displayAt } from '../../support/surfaces';
import { markedKey } from '../../support/testKeys';
import { originAt } from '../../support/ids';

const shownOf = async (id: string, name: string): Promise<string | null> => {
  const { outcome, provider } = await runFixture(id, name);
  return accountView(
    factsOf(outcome.ok ? { reading: outcome.reading } : { error: outcome.error, checkedAt: start }, {}, provider),
    displayAt(start),
  ).amount;
};
const described = (change: object, json: string) => {
  const read = readDefinition({ url: 'https://api.example.com', amount: '/balance', unit: 'USD', ...change });
  assert.ok(read.ok);
  return readAnswer(read.definition, parseJson(json));
};

/** The numbers are those of our collection of traps that others fell into. */
describe('traps found in the wild', () => {
  it('trap 1: an empty row of one currency hides no funded row of another', async () => {
    for (const name of ['emptyRowFirst', 'emptyRowLast']) assert.match((await shownOf('deepseek', name)) ?? '', /[1-9]/);
  });
  it('trap 2: a row’s currency is its own, wherever it stands', async () =>
    assert.deepEqual(
      (await amountsOf('deepseek', 'lowUsd')).map((text) => text.split(' ')[1]),
      ['USD'],
    ));
  it('trap 3: a region’s currency is that of the region', async () => {
    assert.match((await amountsOf('moonshot', 'china')).join(), / CNY$/);
    assert.match((await amountsOf('moonshot', 'global')).join(), / USD$/);
  });
  it('trap 4: dollars carry no sign of another currency', async () => assert.match((await shownOf('deepseek', 'lowUsd')) ?? '', /^\$/));
  it('trap 5: zeros that an ordinary key gets for an account are no balance', async () =>
    assert.deepEqual(await amountsOf('openrouter', 'ordinaryKeyZeroCredits'), []));
  it('trap 6: an account that may not be read takes nothing from what the key said', async () => {
    const { caps, problems } = await readingOfFixture('openrouter', 'managementCappedForbidden');
    assert.ok(caps[0]?.remaining === 10_000_000 && problems.length === 0);
  });
  it('trap 7: no limit is none, one that is passed is negative, and what remains is what was said', async () => {
    assert.deepEqual((await readingOfFixture('openrouter', 'uncapped')).caps, []);
    assert.ok(((await readingOfFixture('openrouter', 'overCap')).caps[0]?.remaining ?? 0) < 0);
    const [cap] = (await readingOfFixture('openrouter', 'capped')).caps;
    assert.ok(cap && cap.remaining !== null && cap.limit !== null);
  });
  it('trap 8: an amount may turn from a number into text', async () => {
    for (const name of ['texts', 'numbers'])
      assert.ok(
        (await readingOfFixture('openai', name)).spend.every(({ amount }) => amount !== null),
        name,
      );
  });
  it('trap 9: 0E-6176 is 0', async () => {
    assert.equal(parseAmount('0E-6176'), 0);
    assert.equal(await errorOf('openai', 'texts'), 'none');
  });
  it('trap 10: cents as text are no dollars', async () =>
    assert.equal((await readingOfFixture('anthropic', 'cents')).spend[1]?.amount, 3_739_500));
  it('trap 11: ledgers with an inverted sign', async () => {
    assert.deepEqual(
      [await amountsOf('xai', 'prepaid'), await amountsOf('deepinfra', 'credit'), await amountsOf('deepinfra', 'debt')],
      [['10.00 USD'], ['18.75 USD'], ['-4.30 USD']],
    );
  });
  it('trap 12: units of all kinds', async () => {
    const read = await Promise.all(
      (
        [
          ['novita', 'smallestUnit'],
          ['featherless', 'reserved'],
          ['hyperbolic', 'cents'],
          ['newapi', 'tokenUsage'],
          ['poe', 'points'],
          ['ai302', 'balance'],
        ] as const
      ).map(([id, name]) => amountsOf(id, name)),
    );
    assert.deepEqual(read.flat(), ['10.0001 USD', '42.488 USD', '18.50 USD', '19.7531 USD', '1500 points', '12.34 credits']);
    assert.ok((await amountsOf('venice', 'both')).some((text) => text.endsWith(' DIEM')));
  });
  it('trap 13: an error with HTTP 200 is an error', async () => {
    for (const [id, name] of [
      ['moonshot', 'errorEnvelope'],
      ['newapi', 'errorWith200'],
      ['zenmux', 'envelope'],
      ['runpod', 'errors'],
      ['custom', 'noSuccess'],
    ] as const)
      assert.equal(await errorOf(id, name), 'unexpectedResponse', id);
  });
  it('trap 14: 0, "200" and true may all mean success', () => {
    for (const [equals, code] of [
      [0, '0'],
      [20000, '20000'],
      ['200', '"200"'],
      [true, 'true'],
    ] as const) {
      assert.equal(described({ success: { pointer: '/code', equals } }, `{"balance": 5, "code": ${code}}`).balances?.length, 1, code);
      assert.equal(described({ success: { pointer: '/code', equals } }, '{"balance": 5, "code": "other"}').balances, undefined, code);
    }
  });
  it('trap 15: one name with two types, outside and inside', () => {
    assert.equal(
      described(
        { amount: '/data/totalBalance', success: { pointer: '/status', equals: true } },
        '{"status": true, "data": {"status": "normal", "totalBalance": "5.00"}}',
      ).balances?.length,
      1,
    );
  });
  it('trap 16: an error that is nothing but text', () => {
    assert.deepEqual(parseResponse('application/json', '"Api key is invalid"', z.object({ error: z.string() })).ok, false);
  });
  it('trap 17: an endpoint that was retired says so', () => {
    assert.equal(dashboardError(providers.siliconflow).kind, 'retired');
    assert.equal(classifyStatus({ ok: true, status: 410, contentType: '', retryAfter: null, body: '' }, 'x', start)?.kind, 'retired');
  });
  it('trap 18: what an endpoint reports may not be what the console shows, so it is labelled', async () => {
    assert.match(providers.xai.reports, /^Posted/);
    assert.match(
      receiptMarkdown(factsOf({ reading: await readingOfFixture('xai', 'prepaid') }, {}, providers.xai), displayAt(start)),
      /10\.00 USD +\| reported by the provider/,
    );
  });
  it('trap 19: the total, not the gift', async () => {
    const { balances } = await readingOfFixture('deepseek', 'oneCurrency');
    const [balance] = balances;
    assert.equal(
      balance?.available,
      balance?.parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    );
    assert.ok(balance?.parts.every(({ amount }) => amount !== balance.available));
  });
  it('trap 20: a page of HTML with HTTP 200', () => {
    for (const [type, body] of [
      ['text/html', '{"balance": 1}'],
      ['application/json', '<!doctype html>'],
    ] as const)
      assert.equal(parseResponse(type, body, z.unknown()).ok, false, type);
  });
  it('trap 21: commas that group, and one that may be decimal', () =>
    assert.deepEqual([parseAmount('10,000.00'), parseAmount('12,34'), parseAmount('1,23,456')], [10_000_000_000, undefined, undefined]));
  it('trap 22: what JavaScript would make a number of', () => {
    for (const value of ['0x10', '', ' ', null, [], true, 'Infinity', '1_000', {}])
      assert.equal(parseAmount(value), undefined, JSON.stringify(value));
  });
  it('trap 23: a missing field is not 0', async () => {
    for (const [id, name] of [
      ['stepfun', 'absent'],
      ['kilo', 'absent'],
      ['poe', 'absent'],
      ['xai', 'noTotal'],
      ['vastai', 'neither'],
    ] as const)
      assert.equal(await errorOf(id, name), 'unexpectedResponse', id);
  });
  it('trap 24: 100000000, −1 and null for no limit', async () => {
    for (const [id, name] of [
      ['newapi', 'oldSiteSentinel'],
      ['newapi', 'unlimitedToken'],
      ['aihubmix', 'unlimited'],
    ] as const)
      assert.equal(await errorOf(id, name), 'notReported', `${id}/${name}`);
    assert.deepEqual((await readingOfFixture('litellm', 'unlimited')).caps, []);
  });
  it('trap 25: a redirect is not followed, whatever header holds the key', async () => {
    for (const provider of keyedProviders.filter(({ definedBy }) => definedBy !== 'query')) {
      const [site = 'own'] = Object.keys(provider.sites);
      const asked: string[] = [];
      const definition = { url: 'https://own.example/a', secretHeaders: { 'x-own-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
      const outcome = await fetchReading(fetchTarget(provider, { site, origin: originAt('https://own.example'), definition }, markedKey), {
        now: () => start,
        signal: new AbortController().signal,
        send: ({ url }) => {
          asked.push(new URL(url).origin);
          return Promise.resolve({ ok: true, status: 307, contentType: '', retryAfter: null, body: '' });
        },
      });
      assert.equal(outcome.ok ? 'ok' : outcome.error.kind, 'originRefused', provider.id);
      assert.deepEqual([...new Set(asked)], ['https://own.example'], provider.id);
    }
  });
  it('trap 26: a key for one host goes to no other, with its follow-ups', async () => {
    for (const [id, name] of [
      ['openrouter', 'management'],
      ['deepgram', 'oneProject'],
      ['xai', 'prepaid'],
      ['newapi', 'oldSite'],
      ['anthropic', 'twoPages'],
    ] as const) {
      const { requests } = await runFixture(id, name, 'https://mirror.example');
      assert.ok(requests.length > 1, id);
      assert.deepEqual([...new Set(requests.map(({ url }) => new URL(url).origin))], ['https://mirror.example'], id);
    }
    assert.deepEqual(
      ['http://mirror.example', 'https://a:b@mirror.example'].map((url) => originOf(url).ok),
      [false, false],
    );
  });
  it('trap 27: what answers say of a key or a person goes no further', async () => {
    const runs = await Promise.all(
      (
        [
          ['deepseek', 'unauthorized'],
          ['openrouter', 'capped'],
          ['litellm', 'budget'],
          ['vastai', 'credit'],
          ['nanogpt', 'both'],
        ] as const
      ).map(([id, name]) => runFixture(id, name)),
    );
    assert.doesNotMatch(JSON.stringify(runs.map(({ outcome }) => outcome)), /fcc2|sk-|@example|ssh-|nano_/);
  });
  it('trap 28: no key stands in an address', async () => {
    for (const [id, name] of [
      ['runpod', 'balance'],
      ['anthropic', 'twoPages'],
      ['openai', 'twoPages'],
      ['fireworks', 'unitsAndNanos'],
      ['custom', 'described'],
      ['newapi', 'oldSite'],
      ['deepgram', 'oneProject'],
    ] as const) {
      const { requests } = await runFixture(id, name);
      for (const { url } of requests) assert.ok(!decodeURIComponent(url).includes(markedKey), url);
      assert.ok(
        requests.some(({ headers }) => Object.values(headers).some((value) => value.includes(markedKey))),
        `${id} sent the key in a header`,
      );
    }
  });
  it('trap 29: a base address that ends in /v1', () => {
    for (const provider of [providers.deepseek, providers.litellm, providers.newapi]) {
      const read = placeOf(provider, { baseUrl: 'https://mirror.example/v1' }, english);
      assert.ok(read.ok);
      assert.deepEqual(
        [read.place.origin, read.place.basePath, read.place.droppedPath],
        ['https://mirror.example', undefined, undefined],
        provider.id,
      );
    }
  });
  it('trap 30: a report of days is asked for in full and followed to its last page', async () => {
    for (const [id, limit] of [
      ['anthropic', '31'],
      ['openai', '180'],
    ] as const) {
      const { requests, outcome } = await runFixture(id, 'twoPages');
      assert.deepEqual(
        requests.map(({ url }) => new URL(url).searchParams.get('limit')),
        [limit, limit],
        id,
      );
      assert.equal(outcome.ok && outcome.reading.spend[1]?.amount, 12_000_000, id);
    }
  });
  it('trap 31: a refused key may be one of another region', () => {
    for (const hasSites of [true, false])
      assert.equal(
        /choose the site/.test(
          errorText({ kind: 'unauthorized', host: 'x' }, { provider: 'X', hasSites, links: null, locale: 'en', t: english }).sentence,
        ),
        hasSites,
      );
  });
  it('trap 32: how a key begins decides nothing', () => {
    for (const { credentials, id } of keyedProviders)
      assert.equal(keyShape('sk-sandbox-0123456789', credentials.apiKey, english).refused, undefined, id);
  });
  it('trap 33: too many requests as 422, overload as 529', async () =>
    assert.deepEqual([await errorOf('zenmux', 'tooMany'), await errorOf('anthropic', 'overloaded')], ['rateLimited', 'serverError']));
  it('trap 34: parts that miss their total by a hair', async () =>
    assert.deepEqual(await amountsOf('zenmux', 'partsMissTotal'), ['482.74 USD']));
  it('trap 35: shapes follow the provider’s own pages', () => {
    for (const { evidence, id } of keyedProviders) assert.doesNotMatch(evidence.page, /evangelist|neuralbase|rapidapi/, id);
  });
});
