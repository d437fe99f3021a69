import assert from 'node:assert/strict';
import * as channels from '../../../src/channels';
import { Webhook } from '../../../src/vscode/watching/webhook';
import { kinds } from '../../support/channels';

function secretsOf(kept: Map<string, string>) {
  return {
    get: async (name: string) => kept.get(name),
    store: async (name: string, value: string) => void kept.set(name, value),
    delete: async (name: string) => void kept.delete(name),
    keys: async () => [...kept.keys()],
    onDidChange: () => ({ dispose: () => undefined }),
  };
}

describe('the webhook that the editor keeps', () => {
  const web = { url: 'https://team.example/hook', kind: channels.json, fields: {} };
  const mail = {
    url: 'smtp://alerts@example.com:made-up@mail.example.com:587',
    kind: channels.email,
    fields: { from: 'alerts@example.com', to: 'team@example.com' },
  };

  for (const channel of [web, mail])
    it(`comes back as it was: ${channel.kind.name}`, async () => {
      const webhook = new Webhook(secretsOf(new Map()), kinds);
      assert.equal(await webhook.stored(), null);
      await webhook.set(channel);
      assert.deepEqual(await webhook.stored(), channel);
      await webhook.set(null);
      assert.equal(await webhook.stored(), null);
    });
  for (const [channel, other] of [
    [web, 'https://evil.example/hook'],
    [mail, 'smtp://alerts@example.com:made-up@evil.example:587'],
    [mail, 'smtp://alerts@example.com:made-up@mail.example.com:25'],
    [mail, 'smtps://alerts@example.com:made-up@mail.example.com:587'],
  ] as const)
    it(`is bound to where it was entered for: ${new URL(other).host}`, async () => {
      const kept = new Map<string, string>();
      const webhook = new Webhook(secretsOf(kept), kinds);
      await webhook.set(channel);
      for (const [name, value] of kept) kept.set(name, value.replace(channel.url, other));
      assert.equal(await webhook.stored(), null);
    });
  it('of before mail is still read', async () => {
    const kept = new Map([['apiBalance.webhook', JSON.stringify({ url: web.url, origin: 'https://team.example', format: 'json' })]]);
    assert.deepEqual(await new Webhook(secretsOf(kept), kinds).stored(), web);
  });
});
