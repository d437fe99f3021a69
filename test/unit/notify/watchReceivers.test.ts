import assert from 'node:assert/strict';
import { channelOf } from '../../../src/cli/watchCommand';
import { undiciTransport } from '../../../src/node/network/undiciTransport';
import type { Send } from '../../../src/core/provider/transport';
import { summaryMessage } from '../../../src/core/notify/summary';
import { factsOf, held, minute, readingOf, start } from '../../support/accounts';
import { posting, postingFor, type Posting } from '../../support/posting';
import { displayAt } from '../../support/surfaces';
import { services, startTeamReceiver, type TeamReceiver } from '../../support/teamReceivers';
import { idOf } from '../../support/ids';
import { channelAt, formatOf, postAddress, kinds, type WebhookFormat } from '../../support/channels';

const accounts = (count: number, label = 'Account') =>
  Array.from({ length: count }, (_, index) =>
    factsOf({ reading: readingOf([held('USD', '4.44')]), checkedAt: start }, { id: idOf(`a${index}`), label: `${label} ${index}` }),
  );
const message = (count = 2, label?: string) => summaryMessage(accounts(count, label), displayAt(start));
const secret = 'hook-MARKED-91c2';

describe('a message at a receiver', () => {
  let receiver: TeamReceiver;
  const { send, close } = undiciTransport('api-balance-test');
  after(close);
  afterEach(() => receiver.stop());
  const open = async (kind: keyof typeof services): Promise<void> => void (receiver = await startTeamReceiver(services[kind]));
  const deliver = (path: string, format: WebhookFormat, of = message(), by: Send = send): Promise<Posting> =>
    posting(channelAt(`${receiver.origin}${path}`, format), of, by);

  const taken: readonly (readonly [kind: keyof typeof services, format: WebhookFormat, path: string])[] = [
    ['discord', 'discord', '/api/webhooks/1/token'],
    ['discord', 'discord', '/api/v10/webhooks/1/token'],
    ['discord', 'discord', '/api/webhooks/1/token/slack'],
    ['discord', 'discord', '/api/webhooks/1/token/github'],
    ['discord', 'discord', '/api/webhooks/220001/token?thread_id=42'],
    ['discord', 'discord', '/api/webhooks/1/token?wait=true'],
    ['discord', 'discord', '/api/webhooks/1/token?wait=false'],
    ['slack', 'slack', '/services/T1/B1/abc'],
  ];
  for (const [kind, format, path] of taken) {
    it(`${kind}: ${path} takes it, and is asked so that it says so`, async () => {
      await open(kind);
      assert.deepEqual(await deliver(path, format), { reason: null, waited: [] });
      const [one] = receiver.received;
      assert.equal(receiver.received.length, 1);
      if (kind === 'discord') assert.deepEqual([one?.query.get('wait'), one?.path.endsWith('/token')], ['true', true]);
      if (path.includes('thread_id')) assert.equal(one?.query.get('thread_id'), '42');
    });
  }

  const refused: readonly (readonly [kind: keyof typeof services, format: WebhookFormat, path: string, named: RegExp])[] = [
    ['discord', 'discord', '/api/webhooks/404/token', /HTTP 404/],
    ['discord', 'discord', '/api/webhooks/1/wrong', /HTTP 401/],
    ['discord', 'discord', '/api/webhooks/220001/token', /HTTP 400/],
    ['slack', 'slack', '/services/T1/B1/gone', /HTTP 404/],
    ['slack', 'slack', '/services/T1/B1/archived', /HTTP 410/],
    ['slack', 'slack', '/services/T1/B1/prohibited', /HTTP 403/],
    ['slack', 'json', '/services/T1/B1/abc', /HTTP 400/],
    ['feishu', 'json', '/open-apis/bot/v2/hook/gone', /HTTP 200, code 19001/],
    ['feishu', 'json', '/open-apis/bot/v2/hook/abc', /code 19002/],
    ['feishu', 'json', '/elsewhere', /HTTP 404/],
    ['dingtalk', 'json', '/robot/send?access_token=gone', /code 300005/],
    ['dingtalk', 'json', '/robot/send?access_token=keyword', /code 310000/],
    ['dingtalk', 'json', '/robot/send?access_token=abc', /code 40035/],
    ['wecom', 'json', '/cgi-bin/webhook/send?key=gone', /code 93000/],
    ['wecom', 'json', '/cgi-bin/webhook/send?key=abc', /code 40008/],
  ];
  for (const [kind, format, path, named] of refused) {
    it(`${kind}: ${path} refuses ${format}, and the reason has the status or the code and nothing of what it wrote`, async () => {
      await open(kind);
      const { reason, waited } = await deliver(path, format);
      assert.ok(reason);
      assert.match(reason, named);
      assert.doesNotMatch(reason, /192\.0\.2\.7|token|invalid|hook\//);
      assert.deepEqual([receiver.received.length, waited], [1, []], 'asking again would change nothing');
    });
  }

  it('Discord takes a message of any number of accounts, whatever their names', async () => {
    await open('discord');
    for (const label of ['Account', '*_~`|>#[]()', '😀'.repeat(20), '@everyone <@1>'])
      assert.deepEqual(await deliver('/api/webhooks/1/token', 'discord', message(150, label)), { reason: null, waited: [] });
    for (const { body } of receiver.received) assert.match(body, /"allowed_mentions":\{"parse":\[\]\}/);
  });

  it('after 429, 5xx, silence and a broken line it is tried again, and once it is taken it is posted once', async () => {
    await open('slack');
    let asked = 0;
    // The third try meets a receiver that takes the message and does not answer, as the transport tells of it.
    const third: Send = (request, signal) => ((asked += 1) === 3 ? Promise.resolve({ ok: false, kind: 'timeout' }) : send(request, signal));
    receiver.first({ status: 429 }, { status: 503 }, 'break');
    assert.deepEqual(await deliver('/services/T1/B1/abc', 'slack', message(), third), { reason: null, waited: [1, 2, 4, 8] });
    assert.deepEqual([asked, receiver.received.length], [5, 4]);
  });
  it('waits as long as it is asked to, in seconds or until a date', async () => {
    await open('slack');
    receiver.first(
      { status: 429, headers: { 'retry-after': '600' } },
      { status: 503, headers: { 'retry-after': new Date(Date.now() + 70 * minute).toUTCString() } },
    );
    assert.deepEqual(await deliver('/services/T1/B1/abc', 'slack'), { reason: null, waited: [10, 60] });
  });
  it('a run that is to end does not wait longer than it may, and says what it met', async () => {
    await open('slack');
    receiver.first({ status: 503 });
    const { reason } = await postingFor(1000, channelAt(`${receiver.origin}/services/T1/B1/abc`, 'slack'), message(), send);
    assert.match(reason ?? '', /HTTP 503/);
    assert.equal(receiver.received.length, 1);
  });
  it('six tries, and it says that nothing was posted', async () => {
    await open('slack');
    receiver.first(...Array.from({ length: 9 }, () => ({ status: 500 })));
    const { reason } = await deliver('/services/T1/B1/abc', 'slack');
    assert.match(reason ?? '', /HTTP 500/);
    assert.equal(receiver.received.length, 6);
  });
  for (const status of [301, 302, 307, 308]) {
    it(`${status} is no delivery, and nothing follows it`, async () => {
      await open('slack');
      receiver.first({ status, headers: { location: '/services/T1/B1/abc' } });
      const { reason } = await deliver('/services/T1/B1/abc', 'slack');
      assert.ok(reason?.includes(String(status)));
      assert.equal(receiver.received.length, 1);
    });
  }
  for (const [what, body, type] of [
    ['a page of somebody else', '<!doctype html><title>Sign in</title>', 'text/html'],
    ['the same as text', ' <html>', 'text/plain'],
  ] as const) {
    const page = { status: 200, body, headers: { 'content-type': type } };
    it(`200 with ${what} is no delivery, and where a service confirms it is tried again`, async () => {
      await open('slack');
      receiver.first(...Array.from({ length: 9 }, () => page));
      const { reason } = await deliver('/services/T1/B1/abc', 'slack');
      assert.match(reason ?? '', /did not confirm the message/);
      assert.equal(receiver.received.length, 6);
    });
    it(`200 with ${what} is no delivery, and of any other it is the answer`, async () => {
      await open('slack');
      receiver.first(page);
      assert.notEqual((await deliver('/relay', 'slack')).reason, null);
      assert.equal(receiver.received.length, 1);
    });
  }
});

describe('the address of a webhook', () => {
  const known: readonly (readonly [url: string, kind: WebhookFormat | undefined])[] = [
    ['https://discord.com/api/webhooks/1/a', 'discord'],
    ['https://canary.discord.com/api/webhooks/1/a', 'discord'],
    ['https://ptb.discord.com/api/webhooks/1/a', 'discord'],
    ['https://canary.discordapp.com/api/webhooks/1/a', 'discord'],
    ['https://DISCORD.com/api/webhooks/1/a/slack', 'discord'],
    ['https://hooks.slack.com/services/T1/B1/a', 'slack'],
    ['https://hooks.slack-gov.com/services/T1/B1/a', 'slack'],
    ['https://hooks.slack.com/triggers/T1/2/a', 'slackWorkflow'],
    ['https://hooks.slack.com/workflows/T1/A1/2/a', 'slackWorkflow'],
    ['https://discord.com.example.org/api/webhooks/1/a', undefined],
    ['https://example.org/?u=https://discord.com/api/webhooks/1/a', undefined],
    ['https://evil-discord.com/api/webhooks/1/a', undefined],
    ['https://canary.discord.com.example.org/', undefined],
    ['https://hooks.slack.com.example.org/services/T1/B1/a', undefined],
    ['no address', undefined],
  ];
  for (const [url, kind] of known) it(`${url}: ${kind ?? 'not known'}`, () => assert.equal(formatOf(url), kind));

  it('keeps its port, its thread and its other parameters', () => {
    assert.equal(
      postAddress('http://127.0.0.1:8080/api/webhooks/1/a-_b/slack?thread_id=7&with_components=true', 'discord'),
      'http://127.0.0.1:8080/api/v10/webhooks/1/a-_b?thread_id=7&with_components=true&wait=true',
    );
    assert.equal(
      postAddress('https://example.org:8443/hook?sig=a%2Fb&x=1', 'json'),
      'https://example.org:8443/hook?sig=a%2Fb&x=1',
      'and of others each byte',
    );
  });
  const refused: readonly string[] = [
    '',
    '   ',
    'example.org/hook',
    'http://example.org/hook',
    `https://me:${secret}@example.org/hook`,
    `ftp://example.org/${secret}`,
    `//example.org/${secret}`,
    'javascript:1',
  ];
  for (const url of refused) {
    it(`"${url.replace(secret, '…')}" is none, and is not repeated`, () => {
      const read = channelOf('TEAM_HOOK', undefined, kinds, { TEAM_HOOK: url });
      assert.ok(typeof read === 'string' && read.includes('TEAM_HOOK') && !read.includes(secret));
    });
  }
  it('says the kind, or the person does', () => {
    const read = (url: string, kind?: WebhookFormat) => channelOf('TEAM_HOOK', kind, kinds, { TEAM_HOOK: ` ${url}\n` });
    assert.deepEqual(read('https://discord.com/api/webhooks/1/a'), channelAt('https://discord.com/api/webhooks/1/a', 'discord'));
    assert.deepEqual(read('https://proxy.example.org/a', 'discord'), channelAt('https://proxy.example.org/a', 'discord'));
    assert.deepEqual(read('https://proxy.example.org/a'), channelAt('https://proxy.example.org/a', 'json'));
  });
});
