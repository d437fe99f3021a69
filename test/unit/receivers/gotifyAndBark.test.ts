import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { bark } from '../../receivers/bark';
import { gotify } from '../../receivers/gotify';
import { replyField } from '../../receivers/replyField';

const label = '*x* <@everyone> @all [a](b) <!channel> 😀';

describe('the Gotify receiver', () => {
  const headers = { 'x-gotify-key': gotify.settings.token };
  const send = (body: unknown, more = headers, target = '/message') => askReceiver(gotify, { target, body, headers: more });

  it('takes a token from three places', () => {
    assert.equal(send({ message: 'a' }).status, 200);
    assert.equal(send({ message: 'a' }, { 'x-gotify-key': '' }, `/message?token=${gotify.settings.token}`).status, 200);
    assert.equal(
      askReceiver(gotify, { target: '/message', body: { message: 'a' }, headers: { authorization: `Bearer ${gotify.settings.token}` } })
        .status,
      200,
    );
    assert.deepEqual(replyField('errorCode', send({ message: 'a' }, { 'x-gotify-key': 'other' })), [401, 401]);
  });

  it('refuses as the server does', () => {
    assert.deepEqual(replyField('errorDescription', send({ title: 'a' })), [400, "Field 'message' is required"]);
    assert.deepEqual(replyField('errorDescription', send({}, headers, '/other')), [404, 'page not found']);
    assert.equal(send({ message: 'a', priority: 'high' }).status, 400);
    assert.equal(send('{').status, 400);
  });

  it('is plain, unless the extras say Markdown', () => {
    assert.equal(send({ title: 't', message: label }).shown?.text, `t\n${label}`);
    assert.deepEqual(send({ title: 't', message: label }).shown?.marks, ['title']);
    assert.equal(send({ message: 'a' }).shown?.text, `${gotify.settings.application}\na`);
    const extras = { 'client::display': { contentType: 'text/markdown' } };
    assert.deepEqual(send({ message: '**x**', extras }).shown?.marks, ['title', 'bold']);
  });
});

describe('the Bark receiver', () => {
  const device_key = bark.settings.deviceKey;
  const send = (body: unknown, receiver = bark, target = '/push') => askReceiver(receiver, { target, body });

  it('takes a push by its body or by its path', () => {
    assert.deepEqual(replyField('code', send({ device_key, title: 't', body: label })), [200, 200]);
    assert.deepEqual(send({ device_key, title: 't', body: label }).shown, {
      text: `t\n${label}`,
      notified: false,
      links: [],
      marks: ['title'],
    });
    assert.equal(
      askReceiver(bark, { target: `/${device_key}/t/a%20b`, body: '', headers: { 'content-type': '' }, method: 'GET' }).shown?.text,
      't\na b',
    );
    assert.deepEqual(send({ device_key, body: 'a', url: 'https://b.example' }).shown?.links, ['https://b.example']);
    assert.equal(send({ device_key }).shown?.text, 'Empty Message');
  });

  it('refuses as the server does', () => {
    assert.deepEqual(replyField('message', send({ body: 'a' })), [400, 'device key is empty']);
    assert.deepEqual(replyField('code', send({ device_key: 'other', body: 'a' })), [400, 400]);
    assert.deepEqual(replyField('code', send('{')), [400, 400]);
    assert.deepEqual(replyField('message', send({ device_key, body: 'a' }, bark.with({ apple: 'BadDeviceToken' }))), [
      500,
      'push failed: BadDeviceToken',
    ]);
    assert.deepEqual(replyField('message', send({ device_key, body: 'a'.repeat(4096) })), [500, 'push failed: PayloadTooLarge']);
    assert.equal(send({}, bark, '/a/b/c/d/e').status, 404);
  });
});
