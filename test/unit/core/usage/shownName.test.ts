import assert from 'node:assert/strict';
import { listTables } from '../../../../src/core/prices/listTables';
import { ownTables } from '../../../../src/core/prices/ownTables';
import { shownName } from '../../../../src/core/usage/shownName';

const none = [
  'sk-MARKEDKEY0123456789abcdef',
  'me@mail.example',
  'gateway/me@mail.example',
  'Write a poem about the sea',
  'line\nline',
  'file:///home/dev/models/x',
  'api.example.com/v1?token=word',
  'https://0123456789abcdef0123456789abcdef.example/v1',
  '/home/dev/sk-MARKEDKEY0123456789abcdef',
  'x'.repeat(200),
  '',
];
const less = {
  'https://user:word@api.deepseek.com/v1?key=1': 'api.deepseek.com',
  'http://localhost:11434/v1': 'localhost',
  '/home/dev/models/llama.gguf': 'llama.gguf',
  '~/models/llama': 'llama',
  './models/llama/': 'llama',
  'C:\\models\\llama.gguf': 'llama.gguf',
  'C:/models/llama': 'llama',
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-6-v1': 'us.anthropic.claude-opus-4-6-v1',
  'ft:gpt-4o-2024-08-06:own-name::9AbCdEfG': 'ft:gpt-4o-2024-08-06',
  'openai/ft:gpt-4o:own-name:shop:x': 'openai/ft:gpt-4o',
  'accounts/own-name/models/shop#accounts/own-name/deployments/1': 'models/shop',
  'accounts/fireworks/models/x#accounts/own-name/deployments/1': 'accounts/fireworks/models/x',
};
const same = [
  'deepseek/deepseek-chat',
  'accounts/fireworks/models/deepseek-v4-pro',
  '@cf/meta/llama-3.1-8b-instruct',
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'claude-sonnet-4-5@20250929',
  'claude-opus-5-5[1m]',
  'hf.co/unsloth/Qwen3-30B-A3B-GGUF:Q4_K_M',
  '~openai/gpt-latest',
  'openai-compatible',
];

describe('a name in a log', () => {
  it('is not shown where it is a key, an address of a person or a sentence', () => {
    for (const name of none) assert.equal(shownName(name), null, name);
  });
  it('is the host of an address, the last part of a path, and a tuned model without whose it is', () => {
    for (const [name, shown] of Object.entries(less)) assert.equal(shownName(name), shown, name);
  });
  it('is what it was where it names a model, also of a reseller', () => {
    for (const name of same) assert.equal(shownName(name), name);
  });
  it('is what it was where a table has a price for it', () => {
    for (const { provider, rows } of [...ownTables, ...listTables])
      for (const name of [provider, ...rows.flatMap(({ names }) => names)]) assert.equal(shownName(name), name);
  });
  it('is the same when it is looked at again', () => {
    for (const name of Object.values(less)) assert.equal(shownName(name), name);
  });
});
