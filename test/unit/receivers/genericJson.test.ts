import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summaryMessage } from '../../../src/core/notify/summary';
import { unit } from '../../../src/core/money/money';
import { fetchTransport } from '../../../src/node/network/fetchTransport';
import { moonshot, openrouter } from '../../../src/providers';
import { askReceiver } from '../../receivers/askReceiver';
import { genericJson } from '../../receivers/genericJson';
import { startReceiver, type RunningReceiver } from '../../receivers/startReceiver';
import { cap, exact, factsOf, held, minute, readingOf } from '../../support/accounts';
import { channelAt } from '../../support/channels';
import { repositoryRoot } from '../../support/fixture';
import { idOf } from '../../support/ids';
import { exactSum, postedJson, PostedJson } from '../../support/postedJson';
import { posting } from '../../support/posting';
import { displayAt } from '../../support/surfaces';

const label = '*x* <@everyone> @all [a](b) <!channel> 😀';
const at = Date.parse('2026-01-29T09:00:00Z');
const reading = { at: at - minute };
const month = { unit: unit('USD'), window: 'month', amount: exact('96.8') } as const;
const accounts = [
  factsOf(
    { reading: readingOf([held('USD', '49.58894', { paid: '3.00001', granted: '46.58893' }, at - minute)], reading) },
    { id: idOf('kimi'), label: 'Kimi' },
    moonshot,
  ),
  factsOf(
    { reading: readingOf([], { ...reading, caps: [cap('3.2', '100')], spend: [month] }) },
    { id: idOf('router'), label: 'Router' },
    openrouter,
  ),
];
const message = summaryMessage(accounts, displayAt(at));

describe('a program that gets messages and knows nothing but the document', () => {
  it('finds there what is posted, to the letter', () => {
    const text = readFileSync(join(repositoryRoot, 'docs', 'channels.md'), 'utf8');
    const [, example = ''] = /<!-- json: .*? -->\s+```json\n(.*?)\n```/s.exec(text) ?? [];
    assert.equal(JSON.stringify(JSON.parse(example), null, 2), JSON.stringify(postedJson(message), null, 2));
  });

  describe('over the wire', () => {
    let receiver: RunningReceiver;
    before(async () => {
      receiver = await startReceiver({ vendor: genericJson });
    });
    after(() => receiver.stop());

    it('adds parts to the whole, and finds who is low and of what, without reading a text', async () => {
      const { path } = genericJson.settings;
      const send = fetchTransport(globalThis.fetch, 'api-balance-test');
      const { reason } = await posting(channelAt(`http://127.0.0.1:${receiver.port}${path}`, 'json'), message, send);
      assert.equal(reason, null);
      const { lines } = PostedJson.parse(JSON.parse(receiver.shown()[0]?.text ?? ''));
      const [low, well] = lines.map((line) => line.exact);
      const balance = well?.balances[0];
      assert.equal(exactSum(balance?.parts.map(({ amount }) => amount) ?? []), exactSum([balance?.available ?? null]));
      assert.deepEqual([low?.id, low?.state, well?.id, well?.state], ['router', 'low', 'kimi', 'ok']);
      const lowOnes = lines.flatMap(({ exact: { id, balances, caps } }) =>
        [...balances, ...caps].filter((one) => one.low === true).map(() => id),
      );
      assert.deepEqual(lowOnes, ['router']);
      const under = low?.caps[0];
      assert.ok((exactSum([under?.remaining ?? null]) ?? 0n) <= (exactSum([under?.threshold ?? null]) ?? 0n));
    });
  });
});

describe('the JSON receiver', () => {
  it('says yes by any 2xx', () => {
    assert.equal(askReceiver(genericJson, { target: '/balance', body: { text: label } }).status, 204);
    assert.equal(askReceiver(genericJson.with({ yes: 202 }), { target: '/balance', body: { text: label } }).status, 202);
    assert.equal(askReceiver(genericJson, { target: '/balance', body: { text: label } }).shown?.text, label);
  });

  it('refuses what is no JSON', () => {
    assert.equal(askReceiver(genericJson, { target: '/balance', body: '{' }).status, 400);
    assert.equal(askReceiver(genericJson, { target: '/balance', body: '', headers: { 'content-type': 'text/plain' } }).status, 415);
    assert.equal(askReceiver(genericJson, { target: '/other', body: {} }).status, 404);
  });
});
