import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deepseekBalance, startAnswers, type AnswerServer } from '../../support/answers';
import { startConnectProxy, type ConnectProxy } from '../../support/connectProxy';
import { runCommand } from '../../support/runCommand';

const environment = { DEEPSEEK_API_KEY: 'plain-test-key' };
const unknownZone = 'TZ names no time zone that is known here, so days are those of UTC.\n';

describe('TZ', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-zones-'));
  const file = join(folder, 'readings.json');
  // Ten dollars at 01:00 UTC of the 6th, one at 23:00: which of them is "today" at noon depends on the zone.
  const readings = [
    ['05T20:00', 100],
    ['06T01:00', 90],
    ['06T11:00', 89],
  ] as const;
  before(() => {
    writeFileSync(
      file,
      JSON.stringify(readings.map(([at, available]) => ({ account: 'a', unit: 'USD', at: `2026-01-${at}:00Z`, available }))),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const today = async (zone: string | undefined, ...more: readonly string[]): Promise<readonly [string, string]> => {
    const { code, stdout, stderr } = await runCommand(['ledger', '--readings', file, '--now', '2026-01-06T12:00:00Z', '--json', ...more], {
      environment: zone === undefined ? {} : { TZ: zone },
    });
    assert.equal(code, 0, stderr);
    return [/"today": "([\d.]+)"/.exec(stdout)?.[1] ?? '', stderr];
  };
  for (const [zone, amount] of [
    ['UTC', '11.00'],
    ['Asia/Kathmandu', '11.00'],
    ['America/St_Johns', '1.00'],
    ['America/Los_Angeles', '1.00'],
    ['Etc/GMT+8', '1.00'],
    ['Pacific/Kiritimati', '1.00'],
    [':America/Los_Angeles', '1.00'],
    ['EST5EDT', '1.00'],
  ] as const) {
    it(`${zone} decides which day it is`, async () => assert.deepEqual(await today(zone), [amount, '']));
  }
  for (const zone of [
    '',
    ' ',
    'Mars/Olympus',
    '<+03>-3',
    'UTC+25',
    '../../etc/passwd',
    'America',
    '\u001b[31m',
    '05:30',
    'x'.repeat(5000),
  ]) {
    it(`${JSON.stringify(zone).slice(0, 30)} is UTC, and that is said once`, async () =>
      assert.deepEqual(await today(zone), ['11.00', unknownZone]));
  }
  it('is not looked at where --tz names another', async () => {
    assert.deepEqual(await today('Mars/Olympus', '--tz', 'America/Los_Angeles'), ['1.00', '']);
    assert.deepEqual(await today('', '--tz', 'UTC'), ['11.00', '']);
  });
  it('that is unknown does not keep a check from its end', async () => {
    const server = await startAnswers({ 'GET /user/balance': deepseekBalance() });
    for (const zone of ['', 'Mars/Olympus']) {
      for (const words of [
        ['check', 'deepseek', '--json'],
        ['watch', 'deepseek', '--once'],
      ]) {
        const { code, stdout, stderr } = await runCommand([...words, '--base-url', server.origin], {
          environment: { ...environment, TZ: zone },
        });
        assert.deepEqual([code, stderr], [0, '']);
        assert.match(stdout, /110\.00/);
      }
    }
    await server.stop();
  });
  for (const zone of ['', 'Mars/Olympus', 'x']) {
    it(`as --tz is refused: ${JSON.stringify(zone)}`, async () => {
      const { code, stdout, stderr } = await runCommand(['ledger', '--readings', file, '--tz', zone]);
      assert.deepEqual([code, stdout, stderr], [1, '', '--tz takes a time zone such as Europe/Berlin.\n']);
    });
  }
});

describe('proxies of the surroundings', () => {
  // Reserved, so that no name server knows it: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
  const far = 'https://api.example.invalid';
  const tunnel = 'api.example.invalid:443';
  let server: AnswerServer;
  let proxy: ConnectProxy;
  let seen = 0;
  before(async () => {
    server = await startAnswers({ 'GET /user/balance': deepseekBalance() });
    proxy = await startConnectProxy(server.origin, 502);
  });
  after(() => Promise.all([server.stop(), proxy.stop()]));
  beforeEach(() => {
    seen = proxy.tunnels.length;
  });
  const check = async (proxies: Readonly<Record<string, string>>, address = far) => {
    const run = await runCommand(['check', 'deepseek', '--base-url', address], { environment: { ...environment, ...proxies } });
    const all = `${run.stdout}${run.stderr}`;
    assert.ok(!all.includes('mArked') && !all.includes(environment.DEEPSEEK_API_KEY), all);
    return { ...run, all, tunnels: proxy.tunnels.slice(seen) };
  };

  for (const [what, proxies] of [
    ['HTTPS_PROXY', (url: string) => ({ HTTPS_PROXY: url })],
    ['https_proxy', (url: string) => ({ https_proxy: url })],
    ['ALL_PROXY', (url: string) => ({ ALL_PROXY: url })],
    ['all_proxy', (url: string) => ({ all_proxy: url })],
    ['https_proxy before HTTPS_PROXY', (url: string) => ({ https_proxy: url, HTTPS_PROXY: 'http://127.0.0.1:1' })],
    ['HTTPS_PROXY before ALL_PROXY', (url: string) => ({ HTTPS_PROXY: url, ALL_PROXY: 'http://127.0.0.1:1' })],
    ['an address without a scheme', (url: string) => ({ HTTPS_PROXY: url.replace('http://', '') })],
    ['an address with blanks around', (url: string) => ({ HTTPS_PROXY: ` ${url} ` })],
    ['one with a name and a password', (url: string) => ({ HTTPS_PROXY: url.replace('//', '//mArked:mArked%40@') })],
    ['one with a slash at its end', (url: string) => ({ HTTPS_PROXY: `${url}/` })],
    ['an empty HTTPS_PROXY beside ALL_PROXY', (url: string) => ({ HTTPS_PROXY: '', ALL_PROXY: url })],
  ] as const) {
    it(`are gone through: ${what}`, async () => {
      const { code, stdout, stderr, tunnels } = await check(proxies(proxy.url));
      assert.deepEqual([code, stderr, tunnels], [1, '', [tunnel]]);
      assert.match(stdout, /No trusted connection to api\.example\.invalid was possible, so the key was not sent\. .*PROXY/);
    });
  }
  for (const value of [
    '*',
    'api.example.invalid',
    'example.invalid',
    '.example.invalid',
    '*.example.invalid',
    'API.EXAMPLE.INVALID',
    'api.example.invalid:443',
    'other, example.invalid',
    'other example.invalid',
  ]) {
    it(`are passed by where NO_PROXY is ${value}`, async () => {
      for (const name of ['NO_PROXY', 'no_proxy']) {
        const { code, tunnels } = await check({ HTTPS_PROXY: proxy.url, [name]: value });
        assert.deepEqual([code, tunnels], [1, []], name);
      }
    });
  }
  for (const value of ['', 'other.invalid', 'ample.invalid', 'api.example.invalid:80', 'api.example.invalid.other']) {
    it(`are not passed by where NO_PROXY is ${JSON.stringify(value)}`, async () =>
      assert.deepEqual((await check({ HTTPS_PROXY: proxy.url, NO_PROXY: value })).tunnels, [tunnel]));
  }
  it('are passed by on the way to this machine', async () => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) {
      const { code, tunnels } = await check({ [name]: proxy.url }, server.origin);
      assert.deepEqual([code, tunnels], [0, []]);
    }
  });

  for (const [name, value, scheme] of [
    ['ALL_PROXY', 'socks5://127.0.0.1:1080', 'socks5'],
    ['all_proxy', 'socks5h://mArked:mArked@127.0.0.1:1080', 'socks5h'],
    ['HTTPS_PROXY', 'socks4://127.0.0.1:1', 'socks4'],
    ['https_proxy', 'SOCKS5://127.0.0.1:1', 'socks5'],
    ['HTTPS_PROXY', 'ftp://127.0.0.1:1', 'ftp'],
    ['ALL_PROXY', 'socks://127.0.0.1:1', 'socks'],
  ] as const) {
    it(`of another kind are refused in one sentence: ${name}=${value}`, async () => {
      const { code, stdout, stderr } = await check({ [name]: value });
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, new RegExp(`^${name} names an? ${scheme} proxy\\. [^\\n]*nothing was sent\\.\\n$`));
    });
  }
  for (const value of ['not an address', 'http://', 'http://127.0.0.1:99999', '://x']) {
    it(`that are no address are told in one sentence: ${value}`, async () => {
      const { code, stdout, stderr } = await check({ HTTPS_PROXY: value });
      assert.deepEqual([code, stdout, stderr], [1, '', 'HTTPS_PROXY holds no address of a proxy, so nothing was sent.\n']);
    });
  }
  it('that are of no use stop no command that sends nothing', async () => {
    for (const words of [['providers'], ['check', '--help'], ['--version']])
      assert.equal((await runCommand(words, { environment: { ALL_PROXY: 'socks5://127.0.0.1:1' } })).code, 0);
  });
  it('are refused by a watch as well, before it begins', async () => {
    const { code, stderr } = await runCommand(['watch', 'deepseek', '--interval', '5m'], {
      environment: { ...environment, ALL_PROXY: 'socks5://127.0.0.1:1' },
    });
    assert.equal(code, 1);
    assert.match(stderr, /^ALL_PROXY names a socks5 proxy\./);
  });

  describe('that do not answer', () => {
    let silent: Server;
    before(async () => {
      silent = createServer((socket) => {
        socket.on('error', () => undefined);
      }).listen(0, '127.0.0.1');
      await once(silent, 'listening');
    });
    after(() => {
      silent.close();
    });
    it('let the check end, whoever hung up', async () => {
      for (const url of ['http://127.0.0.1:1', 'http://no-such-proxy.invalid:3128']) {
        const { code, stdout, stderr } = await check({ HTTPS_PROXY: url });
        assert.deepEqual([code, stderr, stdout.split('\n').filter((line) => line.includes('failed')).length], [1, '', 1]);
      }
    });
    it('let the check end, if after a while', async () => {
      const address = silent.address();
      const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
      const { code, stdout } = await runCommand(['check', 'deepseek', '--base-url', far], {
        environment: { ...environment, HTTPS_PROXY: url },
        limitMs: 40_000,
      });
      assert.equal(code, 1);
      assert.match(stdout, /did not answer in time/);
    }).timeout(45_000);
  });
});
