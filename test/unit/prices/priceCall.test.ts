import assert from 'node:assert/strict';
import { micros, unit } from '../../../src/core/money/money';
import { priceCall } from '../../../src/core/prices/priceCall';
import type { PricedCall } from '../../../src/core/prices/pricedCall';
import { callOf } from '../../support/pricedCalls';
import { shippedPrices } from '../../support/shippedPrices';

const usd = unit('USD');
const cny = unit('CNY');
const prices = shippedPrices();

const at = (text: string): number => Date.parse(text);
const logged = (name: string): PricedCall['provider'] => ({ name, evidence: 'logged' });
/** What comes of it, in a line. */
function of(call: PricedCall, inUnit = usd): string {
  const outcome = priceCall(call, inUnit, prices);
  if (outcome.kind === 'unpriced') return outcome.why;
  if (outcome.kind !== 'priced') return outcome.kind;
  const { amount, least, most, source } = outcome;
  return `${source} ${amount}${least === most ? '' : ` (${least}–${most})`}`;
}
const million = { input: 1_000_000 };
const flash = { provider: logged('deepseek'), model: 'deepseek-flash', tokens: million };

describe('what a call cost', () => {
  it('is the provider’s own figure before any list', () => {
    const costs = [
      { amount: micros(7), unit: usd, source: 'tool' },
      { amount: micros(5), unit: usd, source: 'provider' },
    ] as const;
    assert.equal(of(callOf({ ...flash, costs })), 'provider 5');
    assert.equal(of(callOf({ ...flash, costs }), cny), 'own 1000000', 'of another currency it is no figure at all');
    assert.equal(of(callOf({ model: 'unheard-of', costs: costs.slice(0, 1), tokens: million })), 'tool 7');
  });
  it('is not known where only a tool says 0, which is how it says that it has no price', () => {
    const costs = [{ amount: micros(0), unit: usd, source: 'tool' }] as const;
    assert.equal(of(callOf({ provider: logged('openrouter'), model: 'a/b', costs, tokens: million })), 'unknownModel');
    assert.equal(of(callOf({ provider: logged('openrouter'), model: 'a/b', costs: [{ ...costs[0], source: 'provider' }] })), 'provider 0');
  });
  it('is never taken from a list in another currency', () => {
    assert.equal(of(callOf({ provider: logged('google'), model: 'gemini-3.8-flash', tokens: million })).split(' ')[0], 'list');
    assert.equal(of(callOf({ provider: logged('google'), model: 'gemini-3.8-flash', tokens: million }), cny), 'noPriceInUnit');
    assert.equal(of(callOf({ provider: logged('moonshotai'), model: 'kimi-k2.5', tokens: million }), cny), 'noPriceInUnit');
  });
  it('is never a sibling’s, nor that of a name that only begins alike', () => {
    const claude = { provider: logged('anthropic'), tokens: million };
    assert.equal(of(callOf({ ...claude, model: 'claude-sonnet-5' })), 'own 2000000');
    for (const model of ['claude-sonnet-5-9', 'claude-sonnet-5-max', 'claude-sonnet', 'claude-opus-4-5-thinking', 'sonnet'])
      assert.equal(of(callOf({ ...claude, model })), 'unknownModel', model);
    assert.equal(of(callOf({ provider: logged('deepseek'), model: 'deepseek-chat', tokens: million })), 'unknownModel');
  });
  it('is that of the same model where the list says that a date behind its name changes nothing', () => {
    const claude = { provider: logged('anthropic'), tokens: million };
    assert.equal(of(callOf({ ...claude, model: 'claude-sonnet-4-6-20260217' })), of(callOf({ ...claude, model: 'claude-sonnet-4-6' })));
    assert.equal(of(callOf({ ...claude, model: 'claude-opus-5-5-20261111' })), 'list 4000000');
    assert.equal(of(callOf({ provider: logged('deepseek'), model: 'deepseek-flash-20261017', tokens: million })), 'unknownModel');
  });
  it('is a reseller’s own, and never that of the maker whose name stands in the model’s', () => {
    const model = 'anthropic/claude-opus-5.5';
    assert.equal(of(callOf({ provider: logged('openrouter'), model, tokens: million })), 'list 4000000');
    for (const name of ['anthropic', 'requesty', 'gateway.example.com'])
      assert.match(of(callOf({ provider: logged(name), model, tokens: million })), /^unknown/);
    assert.equal(of(callOf({ provider: logged('openrouter'), model: 'deepseek/deepseek-v4-pro', tokens: million })), 'unknownModel');
  });
  it('is not known without usage, model or provider', () => {
    assert.equal(of(callOf({ ...flash, tokens: null })), 'noUsage');
    assert.equal(of(callOf({ ...flash, model: null })), 'noModel');
    assert.equal(of(callOf({ ...flash, provider: null })), 'noProvider');
  });
  it('is not known where a class that was used has no price', () => {
    const kimi = { provider: logged('moonshot'), model: 'kimi-k3' };
    assert.equal(of(callOf({ ...kimi, tokens: { cacheWrite5m: 1 } })), 'noCacheWritePrice');
    assert.equal(of(callOf({ ...kimi, tokens: { cacheWrite1h: 1 } })), 'noLongCacheWritePrice');
    assert.equal(of(callOf({ provider: logged('mistral'), model: 'mistral-nemo', tokens: { cacheRead: 1 } })), 'noCacheReadPrice');
    assert.equal(of(callOf({ ...flash, tokens: { cacheWrite5m: 1_000_000 } })), 'own 150000', 'its writes are said to cost as misses');
  });
  it('counts a price for much input for the whole call, from the first token above', () => {
    const haiku = { provider: logged('api.anthropic.com'), model: 'claude-haiku-5-5' };
    assert.equal(of(callOf({ ...haiku, tokens: { input: 60_000, cacheRead: 40_000 } })), 'own 6400');
    assert.equal(of(callOf({ ...haiku, tokens: { input: 60_001, cacheRead: 40_000 } })), 'own 32000');
    assert.equal(of(callOf({ ...haiku, quality: 'total', tokens: { input: 60_001, cacheRead: 40_000 } })), 'own 6400 (6400–32000)');
  });
  it('counts 272,000 tokens as little for OpenAI, and one more as much, in its list too', () => {
    const gpt = { provider: logged('openai'), model: 'gpt-5.4' };
    assert.equal(of(callOf({ ...gpt, tokens: { input: 272_000 } })), 'list 680000');
    assert.equal(of(callOf({ ...gpt, tokens: { input: 272_001 } })), 'list 1360005');
  });
  it('is a range for ten minutes around a border of peak hours, and for a change of price', () => {
    // 09:00 in Beijing on a Tuesday.
    for (const [time, expected] of [
      ['2026-09-15T00:49:59Z', 'own 150000'],
      ['2026-09-15T00:50:00Z', 'own 150000 (150000–300000)'],
      ['2026-09-15T01:00:00Z', 'own 300000 (150000–300000)'],
      ['2026-09-15T01:10:00Z', 'own 300000'],
      ['2026-09-15T04:00:00Z', 'own 150000 (150000–300000)'],
    ] as const)
      assert.equal(of(callOf({ ...flash, at: at(time) })), expected, time);
    const old = { ...flash, model: 'deepseek-v4-flash' };
    assert.equal(of(callOf({ ...old, at: at('2026-09-10T03:55:00Z') })), 'own 440000 (150000–440000)');
  });
  it('may be either on a weekday of a year whose holidays nobody knows yet', () => {
    assert.equal(of(callOf({ ...flash, at: at('2027-02-09T02:00:00Z') })), 'own 300000 (150000–300000)');
    assert.equal(of(callOf({ ...flash, at: at('2027-02-13T02:00:00Z') })), 'own 150000', 'a Saturday is none of them');
    assert.equal(of(callOf({ ...flash, at: at('2026-12-31T02:00:00Z') })), 'own 300000');
  });
  it('lies between hit and miss where the log does not tell cached input apart', () => {
    assert.equal(of(callOf({ ...flash, mayHoldCache: true })), 'own 150000 (3000–150000)');
  });
  it('is by the tier of service, and unknown for one that has no price', () => {
    const opus = { provider: logged('anthropic'), model: 'claude-opus-5-5', tokens: million };
    assert.equal(of(callOf({ ...opus, serviceTier: 'standard' })), 'own 4000000');
    assert.equal(of(callOf({ ...opus, serviceTier: 'fast' })), 'own 8000000');
    assert.equal(of(callOf({ ...opus, serviceTier: 'Batch' })), 'own 2000000');
    assert.equal(of(callOf({ ...opus, serviceTier: 'auto' })), 'own 4000000 (2000000–8000000)');
    assert.equal(of(callOf({ ...opus, serviceTier: 'priority' })), 'noServiceTierPrice');
    assert.equal(of(callOf({ ...flash, serviceTier: 'fast' })), 'noServiceTierPrice');
  });
  it('is a tenth more where it was served in the US alone, on top of its tier', () => {
    const anthropic = { provider: logged('anthropic'), model: 'claude-opus-5-5', tokens: million };
    assert.equal(of(callOf({ ...anthropic, serviceTier: 'standard+us' })), 'own 4400000');
    assert.equal(of(callOf({ ...anthropic, serviceTier: 'fast+us' })), 'own 8800000');
    assert.equal(of(callOf({ ...anthropic, serviceTier: 'priority+us' })), 'noServiceTierPrice');
    assert.equal(
      of(callOf({ ...anthropic, model: 'claude-sonnet-4-6', tokens: { input: 100_000 }, serviceTier: 'standard+us' })),
      'list 330000',
    );
  });
  it('holds searches on the web, each currency at its own fee, from the day on that they cost', () => {
    const searched = { ...flash, tokens: {}, webSearches: 3 };
    assert.equal(of(callOf({ ...searched, at: at('2026-10-30T16:00:00Z') }), cny), 'own 0');
    assert.equal(of(callOf({ ...searched, at: at('2026-11-07T16:00:00Z') }), cny), 'own 15000');
    assert.equal(of(callOf({ ...searched, at: at('2026-11-07T16:00:00Z') })), 'own 2250');
    assert.equal(of(callOf({ provider: logged('zai'), model: 'glm-5.3', tokens: million, webSearches: 1 })), 'noSearchPrice');
  });
  /** @see https://api-docs.deepseek.com/zh-cn/quick_start/pricing and https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-fetch-tool */
  it('holds pages that a provider opened, where they cost as much as a search', () => {
    const opened = { ...flash, tokens: {}, webSearches: 1, webFetches: 2 };
    assert.equal(of(callOf({ ...opened, at: at('2026-10-30T16:00:00Z') }), cny), 'own 0');
    assert.equal(of(callOf({ ...opened, at: at('2026-11-07T16:00:00Z') }), cny), 'own 15000');
    assert.equal(of(callOf({ ...opened, webSearches: 0, at: at('2026-11-07T16:00:00Z') })), 'own 1500');
    const anthropic = { provider: logged('anthropic'), model: 'claude-opus-5-5', tokens: {}, webSearches: 1 };
    assert.equal(of(callOf({ ...anthropic, webFetches: 9 })), of(callOf(anthropic)));
    assert.equal(of(callOf({ provider: logged('zai'), model: 'glm-5.3', tokens: {}, webFetches: 1 })), 'own 0');
  });
  it('says which price it was', () => {
    const outcome = priceCall(callOf({ ...flash, model: 'DeepSeek-V4-Flash', at: at('2026-11-18T02:00:00Z') }), cny, prices);
    assert.deepEqual(outcome.kind === 'priced' && outcome.basis, {
      provider: 'deepseek',
      model: 'deepseek-flash',
      page: 'https://api-docs.deepseek.com/zh-cn/quick_start/pricing',
      checked: '2026-11-15',
      peak: 'peak',
      inputAbove: 0,
      factor: 1_000_000,
    });
  });
});
