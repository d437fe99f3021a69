import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOf } from '../../../src/core/accounts/accountPlace';
import { fetchReading, fetchTarget, type FetchedAccount } from '../../../src/core/provider/fetchReading';
import type { KeyedProvider } from '../../../src/core/provider/provider';
import type { Send } from '../../../src/core/provider/transport';
import { english } from '../../../src/core/text/translate';
import { hostTransport } from '../../../src/node/network/hostTransport';
import { undiciTransport } from '../../../src/node/network/undiciTransport';
import * as providers from '../../../src/providers';
import { answerJson, startRecordingServer, type RecordingServer } from '../../support/recordingServer';
import { keyedProviders } from '../../support/fixtureOutcome';
import { runCli } from '../../support/runCli';
import { markedKey } from '../../support/testKeys';
import { pathsTo } from '../../support/urlSpellings';
import { originAt } from '../../support/ids';

const never = new AbortController().signal;
const overHttp = keyedProviders.filter(({ definedBy }) => definedBy !== 'query');
const described = { secretHeaders: { 'x-own-key': '{apiKey}', authorization: 'Bearer {apiKey}' }, amount: '/a', unit: 'USD' };
const good = answerJson('{"a": 5}');

interface Owned {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

const transports: Readonly<Record<string, () => Owned>> = {
  'the editor’s fetch': () => ({ send: hostTransport('api-balance/test'), close: () => Promise.resolve() }),
  'undici’s': () => undiciTransport('api-balance/test'),
};

/** The server that the key was given for, and another that must get nothing. Both are of this machine, so that either could be reached. */
function useServers(): {
  readonly own: () => RecordingServer;
  readonly stranger: () => RecordingServer;
  readonly answer: (with_: (response: ServerResponse) => void) => void;
} {
  let own: RecordingServer;
  let stranger: RecordingServer;
  let answering = good;
  before(async () => {
    [own, stranger] = await Promise.all([startRecordingServer((response) => answering(response)), startRecordingServer(good)]);
  });
  beforeEach(() => {
    answering = good;
    for (const server of [own, stranger]) server.clear();
  });
  after(() => Promise.all([own.stop(), stranger.stop()]));
  return { own: () => own, stranger: () => stranger, answer: (next) => void (answering = next) };
}

function assertOnlyOwn(own: RecordingServer, stranger: RecordingServer, what: string): void {
  assert.deepEqual(stranger.requests, [], `the stranger got something: ${what}`);
  for (const { target, host } of own.requests) assert.ok(host === own.authority && target.startsWith('/'), `${host} ${target}: ${what}`);
}

for (const [name, make] of Object.entries(transports)) {
  describe(`the key on the wire, by ${name}`, () => {
    const { own, stranger, answer } = useServers();
    let owned: Owned;
    before(() => void (owned = make()));
    after(() => owned.close());
    const check = (provider: KeyedProvider, account: FetchedAccount) =>
      fetchReading(fetchTarget(provider, account, markedKey), { send: owned.send, now: Date.now, signal: never });

    it('reaches the origin of the account, however the path of a description is written', async () => {
      let reached = 0;
      for (const path of pathsTo(stranger().authority, own().authority)) {
        const definition = { ...described, url: `${own().origin}${path}` };
        const place = placeOf(providers.custom, { definition }, english);
        // Where the standard itself has another host, or none, the account is at that host or is refused.
        if (place.ok && place.place.origin !== own().origin) continue;
        const outcome = await check(providers.custom, { site: 'own', origin: originAt(own().origin), definition });
        assertOnlyOwn(own(), stranger(), path);
        reached += Number(outcome.ok);
      }
      assert.ok(reached > 60, `${reached} paths were answered`);
      for (const { whole } of own().requests) assert.ok(whole.includes(markedKey), 'the key arrived where it belongs');
    });
    it('reaches it too where the description names another host than the account', async () => {
      for (const path of pathsTo(stranger().authority, own().authority)) {
        for (const url of [`${own().origin}${path}`, `http:${path}`, `${stranger().origin}${path}`]) {
          await check(providers.custom, { site: 'own', origin: originAt(own().origin), definition: { ...described, url } });
          assertOnlyOwn(own(), stranger(), url);
        }
      }
    });

    for (const status of [201, 300, 301, 302, 303, 305, 307, 308, 399, 401, 407, 511]) {
      it(`HTTP ${status} with the stranger’s address in every header that names one`, async () => {
        answer((response) => {
          const there = stranger().origin;
          response
            .writeHead(status, {
              location: `${there}/x`,
              'content-location': `${there}/x`,
              refresh: `0; url=${there}/x`,
              link: `<${there}/x>; rel="next preload prefetch"`,
              'alt-svc': `h2="${stranger().authority}", http/1.1="${stranger().authority}"; ma=3600; persist=1`,
              'alternate-protocol': stranger().authority,
              'www-authenticate': `Bearer realm="${there}/x"`,
              'proxy-authenticate': `Basic realm="${there}/x"`,
              'content-type': 'application/json',
            })
            .end(`{"a": 5, "next": "${there}/x", "location": "${there}/x"}`);
        });
        for (const provider of overHttp) {
          // Twice, since what a header says may be meant for the next request.
          for (let round = 0; round < 2; round += 1) {
            const outcome = await check(provider, {
              site: Object.keys(provider.sites)[0] ?? 'own',
              origin: originAt(own().origin),
              definition: { ...described, url: `${own().origin}/a` },
            });
            if (status >= 300 && status < 400) assert.equal(outcome.ok ? 'ok' : outcome.error.kind, 'originRefused', provider.id);
          }
          assertOnlyOwn(own(), stranger(), provider.id);
        }
      });
    }
    it('a redirect to another spelling of the same host is followed no more than one to a stranger', async () => {
      for (const location of [
        `//${own().authority}/b`,
        '/b',
        `http://localhost:${new URL(own().origin).port}/b`,
        `//${stranger().authority}/b`,
        '',
      ]) {
        answer((response) => void response.writeHead(307, { location }).end());
        own().clear();
        await check(providers.nanogpt, { site: 'global', origin: originAt(own().origin) });
        assert.deepEqual([own().requests.length, stranger().requests.length], [1, 0], location);
      }
    });
  });
}

describe('the key on the wire, by the command line', function () {
  // Processes that start side by side.
  this.timeout(60_000);
  const { own, stranger } = useServers();
  let folder = '';
  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'api-balance-wire-'))));
  after(() => rm(folder, { recursive: true }));

  it('a description, however its path is written', async () => {
    // Of each kind one: a process for each path would take longer than they tell.
    const [there, port] = [stranger().authority, new URL(stranger().origin).port];
    const paths = [
      `//${there}/x`,
      `/\\${there}/x`,
      `/.//${there}/x`,
      `/%2e%2e//${there}/x`,
      `/\t/user@${there}/x`,
      `//127\u30020.0.1:${port}/x`,
    ];
    const runs = await Promise.all(
      paths.map(async (path, index) => {
        const file = join(folder, `${index}.json`);
        await writeFile(file, JSON.stringify({ ...described, url: `${own().origin}${path}` }));
        return runCli(['check', 'custom', '--definition', file, '--key-env', 'OWN', '--json', '--low', '1'], { OWN: markedKey });
      }),
    );
    assert.deepEqual(
      runs.map(({ code, stderr }) => [code, stderr]),
      paths.map(() => [0, '']),
    );
    assertOnlyOwn(own(), stranger(), 'one of the descriptions');
    assert.equal(own().requests.length, paths.length);
    for (const { stdout, stderr } of runs) assert.ok(!`${stdout}${stderr}`.includes(markedKey));
  });

  it('a base URL: its host by the standard gets the key, or nobody does', async () => {
    const [us, there] = [own().authority, stranger().authority];
    const addresses = [
      `http://${us}//v1`,
      `http://${us}//${there}/v1`,
      `http://${us}\\@${there}`,
      `http://${us}#@${there}`,
      `HTTP://${us}/a/..//${there}`,
      ` http:\\\\${us}/\\${there} `,
    ];
    const runs = await Promise.all(
      addresses.map((address) => runCli(['check', 'litellm', '--base-url', address, '--key-env', 'GATEWAY'], { GATEWAY: markedKey })),
    );
    assertOnlyOwn(own(), stranger(), 'one of the addresses');
    assert.equal(own().requests.length, addresses.length, runs.map(({ stderr }) => stderr).join(''));
  });
  it('user names in front of a host are refused', async () => {
    for (const address of [
      `http://${own().authority}@${stranger().authority}`,
      `http://user:pass@${stranger().authority}`,
      `http://@:${stranger().authority}`,
    ]) {
      const { code, stdout, stderr } = await runCli(['check', 'litellm', '--base-url', address, '--key-env', 'GATEWAY'], {
        GATEWAY: markedKey,
      });
      assert.deepEqual([code, stdout, own().requests.length, stranger().requests.length], [1, '', 0, 0], stderr);
    }
  });
  it('a proxy of the environment sees nothing of what stays on this machine', async () => {
    const proxies = {
      http_proxy: stranger().origin,
      HTTP_PROXY: stranger().origin,
      https_proxy: stranger().origin,
      HTTPS_PROXY: stranger().origin,
      ALL_PROXY: stranger().origin,
      all_proxy: stranger().origin,
      npm_config_proxy: stranger().origin,
      NO_PROXY: '',
    };
    await runCli(['check', 'deepseek', '--base-url', own().origin], { ...proxies, DEEPSEEK_API_KEY: markedKey });
    assert.equal(own().requests.length, 1);
    assertOnlyOwn(own(), stranger(), 'a proxy');
  });
});
