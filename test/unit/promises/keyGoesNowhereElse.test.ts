import assert from 'node:assert/strict';
import { placeOf } from '../../../src/core/accounts/accountPlace';
import { readDefinition } from '../../../src/core/custom/definition';
import { fetchReading, fetchTarget, type FetchedAccount } from '../../../src/core/provider/fetchReading';
import { isLoopback, isOrigin } from '../../../src/core/model/origin';
import type { KeyedProvider } from '../../../src/core/provider/provider';
import { addressAt, sendTo } from '../../../src/core/provider/sendTo';
import type { Exchange, HttpRequest, Send } from '../../../src/core/provider/transport';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { start } from '../../support/accounts';
import { readFixtures, sendFixture, type Fixture } from '../../support/fixture';
import { keyedProviders } from '../../support/fixtureOutcome';
import { addressesLike, pathsTo } from '../../support/urlSpellings';
import { markedKey } from '../../support/testKeys';
import { originAt } from '../../support/ids';

const stranger = 'stranger.example';
const own = originAt('https://own.example');
const fixtures = readFixtures();
const empty: Exchange = { ok: true, status: 200, contentType: 'application/json', retryAfter: null, body: '{}' };
const overHttp = keyedProviders.filter(({ definedBy }) => definedBy !== 'query');
const never = new AbortController().signal;

/** All that an account would send, against answers of one's own. */
async function sentFor(
  provider: KeyedProvider,
  account: FetchedAccount,
  answer: Send = () => Promise.resolve(empty),
): Promise<readonly HttpRequest[]> {
  const sent: HttpRequest[] = [];
  const send: Send = (request, signal) => {
    sent.push(request);
    return answer(request, signal);
  };
  await fetchReading(fetchTarget(provider, account, markedKey), { send, now: () => start, signal: never });
  return sent;
}

function assertOnlyTo(origin: string, sent: readonly HttpRequest[], what: string): void {
  for (const { url } of sent)
    assert.deepEqual([new URL(url).origin, new URL(url).username, new URL(url).password], [origin, '', ''], `${what}: ${url}`);
}

describe('the address of a path is of its origin, or there is none', () => {
  for (const origin of [
    own,
    'https://own.example:8443',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    'https://xn--bcher-kva.example',
    'https://own.example.',
  ]) {
    it(origin, () => {
      for (const base of ['', '/gateway', '//gateway', '/a/..', '/\\', '/%2e%2e', '/.']) {
        for (const path of pathsTo(stranger)) {
          const address = addressAt(originAt(origin), `${base}${path}`);
          if (address !== null) assert.equal(new URL(address).origin, origin, `${base}${path}`);
        }
      }
    });
  }
  it('what is no origin is taken for none', () => {
    for (const origin of [
      '',
      'null',
      'own.example',
      'https://own.example/',
      'https://own.example/a',
      'https://u@own.example',
      'HTTPS://own.example',
      'postgresql://own.example',
      'http://own.example',
      'blob:https://own.example/a',
      'data:,x',
      'https://',
    ])
      assert.equal(isOrigin(origin), false, origin);
  });
  it('a database has no address of HTTP', () => assert.equal(addressAt(originAt('postgresql://own.example:5432'), '/a'), null));
  it('double slashes within a path stay what they are', () =>
    assert.equal(addressAt(own, '//v1//a?b=c?d#e'), 'https://own.example//v1//a?b=c?d'));
});

describe('the one place that sends', () => {
  it('sends to no address that only looks like its origin’s', async () => {
    const sent: string[] = [];
    const send = sendTo(own, ({ url }) => {
      sent.push(url);
      return Promise.resolve(empty);
    });
    const isOwn = (url: string): boolean => URL.canParse(url) && new URL(url).origin === own;
    const addresses = [
      ...addressesLike('own.example', stranger),
      ...pathsTo(stranger).flatMap((path) => [`${own}${path}`, path, `https:${path}`]),
    ];
    for (const url of addresses) assert.equal((await send({ method: 'GET', url, headers: {} }, never)).ok, isOwn(url), url);
    assert.deepEqual(sent, addresses.filter(isOwn));
  });
});

/** A copy of an answer with another text in the place of its n-th text. */
function withText(json: unknown, place: { left: number }, text: string): unknown {
  if (typeof json === 'string') {
    place.left -= 1;
    return place.left === -1 ? text : json;
  }
  if (Array.isArray(json)) return json.map((one: unknown) => withText(one, place, text));
  return typeof json === 'object' && json !== null
    ? Object.fromEntries(Object.entries(json).map(([name, one]: [string, unknown]) => [name, withText(one, place, text)]))
    : json;
}

/** Other paths than the fixture knows get its first answer again. */
function sendLying(fixture: Fixture, place: number, text: string): Send {
  const answers = Object.fromEntries(
    Object.entries(fixture.answers).map(([route, answer]) => [route, { ...answer, body: withText(answer.body, { left: place }, text) }]),
  );
  return async (request, signal) => {
    try {
      return await sendFixture({ ...fixture, answers })(request, signal);
    } catch {
      return { ...empty, body: JSON.stringify(Object.values(answers)[0]?.body) };
    }
  };
}

function textsIn(json: unknown): number {
  if (typeof json === 'string') return 1;
  return typeof json === 'object' && json !== null ? Object.values(json).reduce<number>((sum, one: unknown) => sum + textsIn(one), 0) : 0;
}

const someSpellings = pathsTo(stranger).filter((_, index) => index % 4 === 0);

describe('whatever an answer says, the key goes to the account’s origin alone', () => {
  for (const provider of overHttp) {
    it(provider.id, async () => {
      const [site = 'own'] = Object.keys(provider.sites);
      let asked = 0;
      // Those of which more is asked, and one more.
      const ofProvider = fixtures
        .filter(({ provider: id }) => id === provider.id)
        .sort((a, b) => Object.keys(b.answers).length - Object.keys(a.answers).length)
        .slice(0, 3);
      for (const fixture of ofProvider) {
        const most = Math.max(...Object.values(fixture.answers).map(({ body }) => textsIn(body)));
        for (let place = 0; place < Math.min(most, 12); place += 1) {
          for (const text of [...someSpellings, `https://${stranger}/x`, `accounts/../..//${stranger}`, `x/../../..//${stranger}`]) {
            const sent = await sentFor(provider, { site, origin: own, definition: fixture.definition }, sendLying(fixture, place, text));
            assertOnlyTo(own, sent, `${fixture.name}, text ${place}: ${text}`);
            asked += sent.length;
          }
        }
      }
      assert.ok(
        asked > 0 || ofProvider.every(({ answers }) => Object.values(answers).every(({ body }) => textsIn(body) === 0)),
        'something was asked',
      );
    });
  }
});

describe('whatever a setting says, the key goes to the account’s origin alone', () => {
  it('a description that was changed after the key was given', async () => {
    for (const url of [
      ...pathsTo(stranger).flatMap((path) => [`${own}${path}`, `https:${path}`]),
      ...addressesLike('own.example', stranger),
    ]) {
      const definition = { url, secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
      assertOnlyTo(own, await sentFor(providers.custom, { site: 'own', origin: own, definition }), url);
    }
  });
  it('a description leads to the origin that its address has by the standard, and to no other', async () => {
    let usable = 0;
    for (const path of pathsTo(stranger)) {
      const definition = { url: `${own}${path}`, secretHeaders: { 'x-key': '{apiKey}' }, amount: '/a', unit: 'USD' };
      const place = placeOf(providers.custom, { definition }, english);
      if (!place.ok) continue;
      assert.ok(readDefinition(definition).ok);
      assert.equal(place.place.origin, new URL(definition.url).origin);
      const sent = await sentFor(providers.custom, { ...place.place, definition });
      assertOnlyTo(place.place.origin, sent, path);
      usable += sent.length;
    }
    assert.ok(usable > 50, `${usable} were asked`);
  });

  for (const provider of overHttp.filter(({ definedBy }) => definedBy === undefined)) {
    it(`a base URL of ${provider.id}`, async () => {
      for (const baseUrl of [...pathsTo(stranger).map((path) => `${own}${path}`), ...addressesLike('own.example', stranger)]) {
        const read = placeOf(provider, { baseUrl }, english);
        if (!read.ok) continue;
        const { protocol, hostname, origin, username } = new URL(baseUrl);
        assert.deepEqual([read.place.origin, username], [origin, ''], baseUrl);
        assert.ok(protocol === 'https:' || isLoopback(hostname), `${baseUrl} is encrypted`);
        assertOnlyTo(origin, await sentFor(provider, read.place), baseUrl);
      }
    });
    it(`a base path of ${provider.id}, as a setting made by hand would have it`, async () => {
      for (const basePath of pathsTo(stranger))
        assertOnlyTo(own, await sentFor(provider, { site: Object.keys(provider.sites)[0] ?? 'own', origin: own, basePath }), basePath);
    });
  }

  for (const provider of overHttp.filter(({ team }) => team !== undefined)) {
    it(`a team of ${provider.id}: none that leads to another path is taken, and none to another host`, async () => {
      const [site = 'own'] = Object.keys(provider.sites);
      for (const team of [...pathsTo(stranger), '..', '../..', 'a/b', 'a%2fb', '.', 'a?b', 'a#b', 'a\n', 'a ']) {
        // `/` and the like are no id, whatever follows.
        assert.equal(provider.team?.pattern.test(team), false, team);
        assertOnlyTo(own, await sentFor(provider, { site, origin: own, team }), team);
      }
    });
  }
});

describe('a base URL with slashes too many works', () => {
  for (const baseUrl of [
    'https://own.example//v1',
    'https://own.example//',
    'https://own.example/v1//',
    'https://own.example///v1/chat/completions/',
  ]) {
    it(baseUrl, async () => {
      for (const provider of [providers.deepseek, providers.litellm, providers.newapi]) {
        const read = placeOf(provider, { baseUrl }, english);
        assert.ok(read.ok);
        const [first] = await sentFor(provider, read.place);
        const [usual] = await sentFor(provider, { site: read.place.site, origin: own });
        assert.equal(new URL(first?.url ?? '').pathname.replace(/^\/+/, '/'), new URL(usual?.url ?? '').pathname, provider.id);
      }
    });
  }
});
