import assert from 'node:assert/strict';
import type * as z from 'zod';
import { micros, unit } from '../../../src/core/money/money';
import { bookedOn } from '../../../src/core/prices/bookedOn';
import { BookingEntry } from '../../../src/core/prices/bookingEntry';
import { OverrideEntry } from '../../../src/core/prices/overrideEntry';
import { priceCall } from '../../../src/core/prices/priceCall';
import type { PaidBy, PricedCall } from '../../../src/core/prices/pricedCall';
import { callOf } from '../../support/pricedCalls';
import { shippedPrices } from '../../support/shippedPrices';

const usd = unit('USD');
const cny = unit('CNY');

function of(entries: readonly unknown[], call: PricedCall, inUnit = usd, paidBy: PaidBy = {}): string {
  const outcome = priceCall(call, inUnit, shippedPrices(...entries.map((entry) => OverrideEntry.parse(entry))), paidBy);
  if (outcome.kind === 'unpriced') return outcome.why;
  if (outcome.kind === 'priced') return `${outcome.source} ${outcome.amount}`;
  if (outcome.kind === 'ignored') return outcome.kind;
  return `plan ${outcome.equivalent.kind === 'priced' ? outcome.equivalent.amount : outcome.equivalent.why}`;
}

function mistakes(entry: unknown, schema: z.ZodType = OverrideEntry): readonly string[] {
  const read = schema.safeParse(entry);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const million = { input: 1_000_000 };
const flash = callOf({ provider: { name: 'deepseek', evidence: 'logged' }, model: 'deepseek-flash', tokens: million });
const peak = { ...flash, at: Date.parse('2026-11-18T02:00:00Z') };
const gateway = callOf({ provider: { name: 'gw.example.com', evidence: 'host' }, model: 'kimi-for-coding', tokens: million });

describe('what a person says of prices', () => {
  it('multiplies by a factor, and leaves what the provider reported', () => {
    assert.equal(of([{ provider: 'deepseek', factor: 0.8 }], flash), 'own 120000');
    assert.equal(of([{ provider: 'DeepSeek', factor: '0.8' }], flash, cny), 'own 800000');
    const reported = { ...flash, costs: [{ amount: micros(10), unit: usd, source: 'provider' }] } as const;
    assert.equal(of([{ factor: 0.8 }], reported), 'provider 10');
    const reckoned = { ...gateway, costs: [{ amount: micros(10), unit: usd, source: 'tool' }] } as const;
    assert.equal(of([{ factor: 0.8 }], reckoned), 'tool 8');
  });
  it('turns peak hours off, or on for prices given here', () => {
    const own = { model: 'deepseek-*', currency: 'USD', prices: { input: '1', output: 2 } };
    assert.equal(of([], peak), 'own 300000');
    assert.equal(of([{ peak: false }], peak), 'own 150000');
    assert.equal(of([own], peak), 'override 1000000');
    assert.equal(of([{ ...own, peak: true }], peak), 'override 2000000');
  });
  it('gives prices, in one currency, which count before the provider’s figure; a class without one is not priced from elsewhere', () => {
    const entry = { provider: 'gw.example.com', currency: 'CNY', prices: { input: 3, output: 6 } };
    assert.equal(of([entry], gateway, cny), 'override 3000000');
    assert.equal(of([entry], gateway, usd), 'unknownProvider');
    assert.equal(of([entry], { ...gateway, costs: [{ amount: micros(1), unit: cny, source: 'provider' }] }, cny), 'override 3000000');
    assert.equal(of([entry], callOf({ ...gateway, tokens: { cacheRead: 1 } }), cny), 'noCacheReadPrice');
    const hits = { ...entry, prices: { input: 3, output: 6, cacheRead: 0.3, cacheWrite: 4, cacheWrite1h: 5 } };
    assert.equal(of([hits], callOf({ ...gateway, tokens: { cacheRead: 10, cacheWrite5m: 1, cacheWrite1h: 1 } }), cny), 'override 12');
  });
  it('holds for as long as it says, and so shows it', () => {
    const span = { from: '2026-11-01', to: '2026-12-01' };
    const own = { model: 'deepseek-*', currency: 'USD', prices: { input: '1', output: 2 }, ...span };
    const outcome = priceCall(flash, usd, shippedPrices(OverrideEntry.parse(own), OverrideEntry.parse({ factor: 1, from: '2026-11-02' })));
    const list = outcome.kind === 'priced' ? outcome.list : null;
    assert.deepEqual([list?.from, list?.to], [Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1)]);
    assert.equal(of([{ ...own, to: '2026-11-02' }], flash), 'own 150000');
  });
  it('names a host alone, or a provider as logs do', () => {
    for (const provider of ['gw.example.com', 'GW.example.com', 'custom:mine', 'not-logged', 'a/b'])
      assert.deepEqual(mistakes({ provider, use: 'plan' }), []);
    for (const provider of ['https://gw.example.com', 'gw.example.com:8443', 'gw.example.com/v1', '*.example.com'])
      assert.deepEqual(mistakes({ provider, use: 'plan' }), ['provider: must be a host alone, such as api.example.com']);
    assert.equal(mistakes({ host: '*.example.com', account: 'work' }, BookingEntry).length, 1);
  });
  it('adds fees for searches and for each request', () => {
    assert.equal(of([{ currency: 'USD', perRequest: '0.01' }], flash), 'own 160000');
    const searched = { ...gateway, webSearches: 2 };
    const entry = { currency: 'CNY', prices: { input: 1, output: 1 }, perThousandSearches: 10 };
    assert.equal(of([entry], searched, cny), 'override 1020000');
    assert.equal(of([{ ...entry, perThousandSearches: undefined }], searched, cny), 'noSearchPrice');
  });
  it('looks a price up under another name', () => {
    const kimi = { ...gateway, provider: { name: 'moonshotai', evidence: 'logged' } } as const;
    assert.equal(of([], kimi), 'unknownModel');
    assert.equal(of([{ model: 'kimi-for-coding', alias: 'kimi-k2.5' }], kimi), 'own 600000');
  });
  it('takes the prices of the provider behind a gateway, by its own hours', () => {
    const behind = callOf({ ...gateway, model: 'deepseek-flash', at: peak.at });
    assert.equal(of([], behind), 'unknownProvider');
    assert.equal(of([{ provider: 'gw.example.com', priceAs: 'deepseek', factor: 0.5 }], behind), 'own 150000');
    assert.equal(of([{ priceAs: 'moonshot', alias: 'kimi-k2.5' }], callOf({ ...gateway, provider: null })), 'own 600000');
    assert.equal(of([{ priceAs: 'nobody' }], flash), 'unknownProvider');
  });
  it('keeps what a plan covers apart, and what is not to be counted out', () => {
    assert.equal(of([{ tool: 'one', use: 'plan' }], flash, usd, { tool: 'one' }), 'plan 150000');
    assert.equal(of([{ use: 'plan' }], gateway), 'plan unknownProvider');
    assert.equal(of([{ use: 'ignore' }], flash), 'ignored');
    assert.equal(of([{ use: 'plan' }, { account: 'work', use: 'pay' }], flash, usd, { account: 'work' }), 'own 150000');
  });
  it('says nothing of other calls', () => {
    for (const entry of [
      { model: 'deepseek' },
      { model: 'flash' },
      { model: 'deepseek.flash' },
      { provider: 'anthropic' },
      { account: 'work' },
      { tool: 'other' },
      { from: '2026-11-16' },
      { to: '2026-11-15' },
    ])
      assert.equal(of([{ ...entry, use: 'ignore' }], flash, usd, { tool: 'one', account: 'home' }), 'own 150000', JSON.stringify(entry));
    for (const entry of [{ model: '*-FLASH' }, { model: 'deep*fl*sh' }, { from: '2026-11-15T20:00:00+08:00' }, { tool: 'one' }])
      assert.equal(of([{ ...entry, use: 'ignore' }], flash, usd, { tool: 'one', account: 'home' }), 'ignored', JSON.stringify(entry));
  });
  it('is read strictly, with words for each mistake', () => {
    assert.deepEqual(mistakes({ factor: '0,8' }), ['factor: must be a number such as 0.8, not below 0 and without a currency']);
    assert.deepEqual(mistakes({ factor: -1 }).length, 1);
    assert.deepEqual(mistakes({ prices: { input: 1, output: 2 } }), ['currency: must say which currency prices and fees are in']);
    assert.deepEqual(mistakes({ currency: 'yuan', perRequest: 1 }), ['currency: must be the code of a currency, such as USD']);
    assert.match(mistakes({ model: 'a' }).join(), /says of which calls, and nothing about them/);
    assert.match(mistakes({ peak: true, from: '1.11.2026' }).join(), /^from: must be a day such as 2026-11-01/);
    for (const none of ['2026-11-31', '2026-02-31', '2026-02-29', '2026-02-30T10:00Z', '2026-13-01'])
      assert.match(mistakes({ peak: true, to: none }).join(), /^to: must be a day such as 2026-11-01/, none);
    assert.deepEqual(mistakes({ peak: true, from: '2028-02-29', to: '2028-02-29T24:00Z' }), []);
    assert.deepEqual(mistakes({ peak: true, from: '2026-11-02', to: '2026-11-01' }), ['to: must be after from']);
    assert.equal(mistakes({ modle: 'a', use: 'plan' }).length, 1);
    assert.deepEqual(mistakes({ use: 'free' }).length, 1);
  });
});

describe('which account a person names for calls', () => {
  const bookings = [
    { tool: 'one', account: 'a' },
    { host: 'gw.example.com', account: 'b' },
    { tool: 'two', host: 'GW.example.com', account: 'c' },
  ];
  const read = bookings.map((entry) => BookingEntry.parse(entry));

  it('is the last that meets the call', () => {
    assert.equal(bookedOn(read, null, 'one'), 'a');
    assert.equal(bookedOn(read, gateway.provider, 'one'), 'b');
    assert.equal(bookedOn(read, gateway.provider, 'two'), 'c');
    assert.equal(bookedOn(read, null, 'two'), null);
  });
  it('is named by a tool or a host alone', () => {
    assert.deepEqual(mistakes({ account: 'a' }, BookingEntry), [': must name a tool, a host, or both']);
    assert.deepEqual(mistakes({ host: 'https://a.example/v1', account: 'a' }, BookingEntry), [
      'host: must be a host alone, such as api.example.com',
    ]);
  });
});
