import assert from 'node:assert/strict';
import { hostOf } from '../../../src/core/usage/hostOf';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { dashboardProvider } from '../../../src/core/provider/provider';
import * as providers from '../../../src/providers';

const all = Object.values(providers);
const meant = meantBy(all);
const byHost = (address: string): ReturnType<typeof meant> => meant({ name: hostOf(address) ?? '' });

describe('which provider a log means', () => {
  it('is told by the names that tools give, and by no others', () => {
    for (const [name, provider] of [
      ['deepseek', 'deepseek'],
      ['DeepSeek', 'deepseek'],
      ['moonshotai', 'moonshot'],
      ['google', 'gemini'],
      ['zhipuai', 'zhipu'],
      ['openai-native', 'openai'],
      ['fireworks-ai', 'fireworks'],
    ] as const)
      assert.equal(meant({ name })?.provider, provider, name);
    // Plans, which have no balance, and what is only like a name.
    for (const name of ['zai-coding-plan', 'kimi-for-coding', 'deep', 'anthropic-vertex', '', '__proto__'])
      assert.equal(meant({ name }), null, name);
  });
  it('is told by the host alone, whatever path is called', () => {
    assert.deepEqual(byHost('https://api.deepseek.com/anthropic'), { provider: 'deepseek', site: 'global', unit: null });
    assert.deepEqual(byHost('https://api.moonshot.cn/anthropic'), { provider: 'moonshot', site: 'china', unit: 'CNY' });
    assert.deepEqual(byHost('https://api.moonshot.ai/v1'), { provider: 'moonshot', site: 'global', unit: 'USD' });
    assert.equal(byHost('https://open.bigmodel.cn/api/anthropic')?.provider, 'zhipu');
    assert.equal(byHost('https://api.deepseek.com.example.net/'), null);
  });
  it('names a site where only that one is called so', () => {
    assert.deepEqual(meant({ name: 'moonshotai-cn' }), { provider: 'moonshot', site: 'china', unit: 'CNY' });
    assert.deepEqual(meant({ name: 'moonshotai' }), { provider: 'moonshot', site: null, unit: null });
  });
  it('is none where two claim the name; of ours no two do', () => {
    const one = { name: 'One', reports: '', why: 'noEndpoint', links: { keys: '', billing: '' } } as const;
    const [a, b] = [dashboardProvider({ ...one, id: 'a', loggedAs: ['x', 'y'] }), dashboardProvider({ ...one, id: 'b', loggedAs: ['y'] })];
    assert.equal(meantBy([a, b])({ name: 'x' })?.provider, 'a');
    assert.equal(meantBy([a, b])({ name: 'y' }), null);
    assert.equal(meantBy([a, b, a])({ name: 'y' }), null);
    for (const { id, loggedAs = [] } of all) for (const name of [id, ...loggedAs]) assert.equal(meant({ name })?.provider, id, name);
  });
});
