import assert from 'node:assert/strict';
import { fetchTransport } from '../../../src/node/network/fetchTransport';
import { kindOf } from '../../../src/core/notify/kindOf';
import { summaryMessage } from '../../../src/core/notify/summary';
import { startReceiver, type RunningReceiver } from '../../receivers/startReceiver';
import { telegram } from '../../receivers/telegram';
import { dingtalk } from '../../receivers/dingtalk';
import { feishu } from '../../receivers/feishu';
import { factsOf, held, readingOf, start } from '../../support/accounts';
import { channelAt, formats, kinds, type WebhookFormat } from '../../support/channels';
import { idOf } from '../../support/ids';
import { posting, type Posting } from '../../support/posting';
import { displayAt } from '../../support/surfaces';
import { vendorChannels, type VendorChannel } from '../../support/vendorChannels';

const evil = '*x* _y_ ~z~ `c` <@everyone> @all @here [a](b) <!channel> <at user_id="all">all</at> https://example.com # 😀';
const messageOf = (count: number, label: string) =>
  summaryMessage(
    Array.from({ length: count }, (_, index) =>
      factsOf({ reading: readingOf([held('USD', index === 0 ? '4.44' : '44')]), checkedAt: start }, { id: idOf(`a${index}`), label }),
    ),
    displayAt(start),
  );
const send = fetchTransport(globalThis.fetch, 'api-balance-test');

describe('a message at each vendor, who says yes, no and later in ways of their own', () => {
  let receiver: RunningReceiver;
  afterEach(() => receiver.stop());
  const open = async (vendor: VendorChannel['receiver']): Promise<void> => void (receiver = await startReceiver({ vendor }));
  const deliver = (format: WebhookFormat, { path, fields }: VendorChannel, count = 2, label = 'Work'): Promise<Posting> =>
    posting(channelAt(`http://127.0.0.1:${receiver.port}${path}`, format, fields), messageOf(count, label), send);

  for (const format of formats) {
    const vendor = vendorChannels[format];
    it(`${format}: is taken once, and shows every account`, async () => {
      await open(vendor.receiver);
      assert.deepEqual(await deliver(format, vendor), { reason: null, waited: [] });
      assert.equal(receiver.recorded().length, 1);
      const [shown] = receiver.shown();
      assert.equal(shown?.notified, false);
      if (format !== 'json') assert.match(shown.text, /Work: \$4\.44[\s\S]*Work: \$44\.00/);
    });
    it(`${format}: a name can neither format, nor mention anybody, nor make a link`, async () => {
      await open(vendor.receiver);
      const plain = await deliver(format, vendor, 2, 'Work');
      const [first] = receiver.shown();
      // Some take one in a second.
      await receiver.stop();
      await open(vendor.receiver);
      const marked = await deliver(format, vendor, 2, evil);
      assert.deepEqual([plain.reason, marked.reason], [null, null]);
      const [second] = receiver.shown();
      assert.ok(first && second);
      assert.deepEqual([second.notified, second.links], [false, []]);
      assert.deepEqual(second.marks, first.marks, 'no more marks than those of its own');
      if (format !== 'json') assert.ok(second.text.includes('*x* _y_ ~z~'), second.text);
    });
    it(`${format}: two hundred accounts fit, who needs somebody first`, async () => {
      await open(vendor.receiver);
      assert.equal((await deliver(format, vendor, 200, '账户 😀')).reason, null);
      assert.match(receiver.shown()[0]?.text ?? '', /4\.44/);
    });
    for (const fault of ['gone', 'refused', 'redirect302'] as const) {
      it(`${format}: ${fault} is refused at once, and told without the address`, async () => {
        await open(vendor.receiver);
        receiver.set(fault);
        const { reason, waited } = await deliver(format, vendor);
        assert.match(reason ?? '', /refused the message/);
        assert.ok(!/made|127\.0\.0\.1|hook\//.test(reason ?? ''), reason ?? '');
        assert.deepEqual([receiver.recorded().length, waited], [1, []]);
      });
    }
    for (const fault of ['status500', 'throttled', 'status429', 'down'] as const) {
      it(`${format}: ${fault} passes, and it is tried again`, async () => {
        await open(vendor.receiver);
        receiver.set(fault);
        const delivered = deliver(format, vendor);
        await receiver.next();
        const { reason, waited } = await delivered;
        assert.notEqual(reason, null);
        assert.equal(waited.length, 5);
        assert.ok((waited[0] ?? 0) >= 1);
      });
    }
    it(`${format}: a page of somebody else is no delivery`, async () => {
      await open(vendor.receiver);
      receiver.set('html200');
      assert.match((await deliver(format, vendor)).reason ?? '', /did not confirm/);
    });
  }

  it('telegram: a group that became another one is posted to at once', async () => {
    await open(telegram.with({ migratedTo: '-1002' }));
    assert.deepEqual(await deliver('telegram', vendorChannels.telegram), { reason: null, waited: [] });
    assert.deepEqual(
      receiver.recorded().map(({ status }) => status),
      [400, 200],
    );
  });
  it('dingtalk and feishu: a wrong secret and a missing keyword are told apart', async () => {
    const said = async (format: 'dingtalk' | 'feishu', vendor: VendorChannel['receiver']): Promise<string | null> => {
      await open(vendor);
      const { reason } = await deliver(format, { ...vendorChannels[format], fields: { secret: 'SECof-old' } });
      await receiver.stop();
      return reason;
    };
    for (const reason of [
      await said('dingtalk', dingtalk.with({ secret: 'SECother' })),
      await said('feishu', feishu.with({ secret: 'SECother' })),
    ])
      assert.match(reason ?? '', /The signature is wrong/);
    for (const reason of [
      await said('dingtalk', dingtalk.with({ keywords: ['积分'] })),
      await said('feishu', feishu.with({ keywords: ['积分'] })),
    ])
      assert.match(reason ?? '', /wants a keyword/);
    await open(feishu);
  });
});

describe('an address is known by its host and path', () => {
  for (const format of formats) {
    const { receiver, path } = vendorChannels[format];
    // What people host themselves has no host of its own.
    const expected = ['json', 'mattermost', 'gotify'].includes(format) ? undefined : format;
    const [host = ''] = receiver.hosts.filter((name) => !name.startsWith('.'));
    if (expected !== undefined) it(`${format}: ${host}`, () => assert.equal(kindOf(`https://${host}${path}`, kinds)?.id, expected));
    it(`${format}: and not by a part of another host`, () => {
      const found = kindOf(`https://${host || 'example.com'}.example.org${path}`, kinds)?.id;
      assert.ok(found === undefined || found === 'telegram' || found === 'gotify', found);
    });
  }
});
