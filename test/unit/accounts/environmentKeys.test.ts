import assert from 'node:assert/strict';
import { environmentKeys } from '../../../src/core/accounts/environmentKeys';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';

const all = Object.values(providers);
const found = (environment: Readonly<Record<string, string>>): readonly string[] =>
  environmentKeys(all, environment, english).map(({ provider, variable, origin }) => `${provider.id} ${variable} ${origin}`);

describe('keys in the environment', () => {
  it('are found under the names of each provider, once for each of its hosts', () => {
    assert.deepEqual(found({ DEEPSEEK_API_KEY: 'sk-0123456789', MOONSHOT_API_KEY: '"sk-0123456789"' }), [
      'deepseek DEEPSEEK_API_KEY https://api.deepseek.com',
      'moonshot MOONSHOT_API_KEY https://api.moonshot.ai',
      'moonshot MOONSHOT_API_KEY https://api.moonshot.cn',
    ]);
  });
  it('are not what is no key, and not those of what the person hosts, whose host nobody knows', () => {
    assert.deepEqual(found({ DEEPSEEK_API_KEY: 'none', MOONSHOT_API_KEY: '', LITELLM_API_KEY: 'sk-0123456789', PATH: '/usr/bin' }), []);
  });
  it('are handed on without the quotes around them', () => {
    assert.deepEqual(
      environmentKeys(all, { DEEPSEEK_API_KEY: '"sk-0123456789" ' }, english).map(({ apiKey }) => apiKey),
      ['sk-0123456789'],
    );
  });
});
