import assert from 'node:assert/strict';
import { explainedSentences } from '../../../src/core/explained/explainedWords';
import { explainCalls, type ExplainedCalls } from '../../../src/core/explained/explainCalls';
import { spendingGroups } from '../../../src/core/explained/spendingGroups';
import { meantBy } from '../../../src/core/prices/meantProvider';
import { readUsageEntries } from '../../../src/core/prices/readUsageEntries';
import { english } from '../../../src/core/text/translate';
import { hourMs } from '../../../src/core/time/durations';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import * as providers from '../../../src/providers';
import { balances, callAt } from '../../support/explainedWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const meant = meantBy(Object.values(providers));
const times: readonly (readonly [number, number])[] = [
  [30, 100],
  [2, 90],
];

/** With accounts of one provider that each spent 10. */
function explained(
  calls: readonly CountedCall[],
  {
    prices = [],
    accounts = [],
    of = ['work'],
  }: { readonly prices?: readonly unknown[]; readonly accounts?: readonly unknown[]; readonly of?: readonly string[] },
): ExplainedCalls {
  const read = readUsageEntries({ prices, accounts }, of);
  assert.deepEqual(read.mistakes, []);
  const groups = spendingGroups(
    of.flatMap((account) => balances(now, times, account)),
    () => ({ provider: 'deepseek', site: 'global' }),
  );
  return explainCalls({ calls, since: 0, tools: ['claude-code', 'cline'], groups, meant, ...read, known: { from: 0, to: now }, now });
}

/** Of each group: its accounts, and what calls come to at least and at most. */
function ranges({ groups }: ExplainedCalls): readonly unknown[] {
  return groups.map(({ accounts, whole }) => [accounts.join('+'), whole?.explainedMin, whole?.explainedMax]);
}

const plainTexts = { amount: String, time: String, toolName: String, t: english };
const guessed = { provider: { name: 'deepseek', evidence: 'model' } } as const;
const at = now - 20 * hourMs;
// 100,000 in, 400,000 from a cache, 10,000 out at ¥1, ¥0.02 and ¥4 for a million.
const cost = 148_000;

describe('which account pays', () => {
  it('is told by the log, and for what a model’s name suggests by nobody', () => {
    assert.deepEqual(ranges(explained([callAt(at)], {})), [['work', cost, cost]]);
    assert.deepEqual(ranges(explained([callAt(at, guessed)], {})), [['work', 0, 0]]);
  });
  it('is asked for before any difference, where a key or a plan may have paid', () => {
    const words = (calls: readonly CountedCall[], entries: Parameters<typeof explained>[1] = {}): readonly string[] =>
      explained(calls, entries).groups.flatMap((group) => explainedSentences(group, plainTexts));
    const [asked, missing] = [/^2 more calls may have been paid from here/, /is in no log that was read and says who paid\.$/];
    const said = words([callAt(at, guessed), callAt(at + 1, guessed)]);
    assert.match(said.at(-2) ?? '', asked);
    assert.match(said.at(-1) ?? '', missing);
    const others = [callAt(at, { provider: { name: 'openai', evidence: 'model' } }), callAt(now - 90 * hourMs, guessed)];
    const plan = { prices: [{ tool: 'claude-code', use: 'plan' }] };
    for (const told of [words(others), words([callAt(at, guessed)], plan), words([callAt(at)])]) {
      assert.ok(!told.some((sentence) => sentence.includes('may have been paid')));
      assert.match(told.at(-1) ?? '', /is in no log here\.$|while no tool/);
    }
  });
  it('is what a person says, before what the log says', () => {
    const accounts = [{ tool: 'claude-code', host: 'deepseek', account: 'work' }];
    assert.deepEqual(ranges(explained([callAt(at, guessed)], { accounts })), [['work', cost, cost]]);
    assert.deepEqual(ranges(explained([callAt(at, guessed, 'cline')], { accounts })), [['work', 0, 0]]);
    const gateway = { provider: { name: 'gw.example.com', evidence: 'host' } } as const;
    const behind = {
      accounts: [{ host: 'gw.example.com', account: 'work' }],
      prices: [{ provider: 'gw.example.com', priceAs: 'deepseek' }],
    };
    assert.deepEqual(ranges(explained([callAt(at, gateway)], behind)), [['work', cost, cost]]);
  });
  it('is one of several that no log tells apart, until a person names one', () => {
    const of = ['work', 'home'];
    const calls = [callAt(at), callAt(at + 1, {}, 'cline')];
    assert.deepEqual(ranges(explained(calls, { of })), [['work+home', 2 * cost, 2 * cost]]);
    const named = explained(calls, { of, accounts: [{ tool: 'claude-code', account: 'home' }] });
    assert.deepEqual(ranges(named), [
      ['work', 0, cost],
      ['home', cost, 2 * cost],
    ]);
  });
  it('is known no less of several by an entry that meets no call that was made', () => {
    const of = ['work', 'home'];
    for (const entry of [{ tool: 'codex' }, { host: 'gw.example.com' }, { tool: 'claude-code', host: 'not-logged' }])
      assert.deepEqual(ranges(explained([callAt(at)], { of, accounts: [{ ...entry, account: 'work' }] })), [['work+home', cost, cost]]);
  });
  it('may have been paid for before, where the call may be a copy of one that has no log here', () => {
    assert.deepEqual(ranges(explained([{ ...callAt(at), mayBeCopy: true }], {})), [['work', 0, cost]]);
  });
  it('has prices of its own', () => {
    const prices = [{ account: 'work', factor: 0.5 }];
    assert.deepEqual(ranges(explained([callAt(at)], { prices })), [['work', cost / 2, cost / 2]]);
    const of = ['work', 'home'];
    assert.deepEqual(ranges(explained([callAt(at)], { prices, of })), [['work+home', cost, cost]]);
    const booked = explained([callAt(at)], { prices, of, accounts: [{ tool: 'claude-code', account: 'work' }] });
    assert.deepEqual(ranges(booked), [
      ['home', 0, 0],
      ['work', cost / 2, cost / 2],
    ]);
  });
});

/** As logs name whoever was called, where that tells nothing of who pays. */
const nameless: readonly (readonly [string, Partial<CountedCall['call']>])[] = [
  ['no provider and no model', { provider: null, model: null }],
  ['no provider and a model that several sell', { provider: null, model: 'our-model' }],
  ['a model with its maker before it', { provider: null, model: 'deepseek/deepseek-flash' }],
  ['this machine', { provider: { name: '127.0.0.1', evidence: 'host' } }],
  ['an address of one’s own', { provider: { name: 'localhost', evidence: 'host' }, model: 'our-model' }],
  ['a name of one’s own', { provider: { name: 'my-proxy', evidence: 'logged' } }],
  ['a gateway', { provider: { name: 'litellm', evidence: 'logged' } }],
];
const others: readonly (readonly [string, Partial<CountedCall['call']>])[] = [
  ['another provider', { provider: { name: 'openai', evidence: 'logged' } }],
  ['another provider by its host', { provider: { name: 'openrouter.ai', evidence: 'host' }, model: 'deepseek/deepseek-flash' }],
  ['a provider of the public list', { provider: { name: 'groq', evidence: 'logged' } }],
  ['a model that another company makes', { provider: null, model: 'anthropic/claude-sonnet-4-5' }],
  ['such a model at a gateway', { provider: { name: 'my-proxy', evidence: 'logged' }, model: 'gpt-5.4' }],
  ['a tool that is paid in its own credits', { provider: { name: 'amp', evidence: 'logged' } }],
  ['a program on this machine', { provider: { name: 'ollama', evidence: 'logged' } }],
];

describe('calls of which nobody knows who was called', () => {
  for (const [what, call] of nameless)
    it(`may have been paid from here: ${what}`, () => {
      const { groups, payers } = explained([callAt(at, call)], {});
      assert.deepEqual([groups[0]?.unsaid, groups[0]?.whole?.explainedMax], [1, 0]);
      const words = groups.flatMap((group) => explainedSentences(group, plainTexts));
      assert.match(words.at(-1) ?? '', /is in no log that was read and says who paid\.$/);
      assert.deepEqual(
        payers.map(({ provider, evidence, paidBy }) => [provider, evidence, paidBy]),
        [[call.provider === null ? 'not-logged' : (call.provider?.name ?? ''), call.provider?.evidence ?? null, 'open']],
      );
    });
  for (const [what, call] of others)
    it(`were paid elsewhere where that is known: ${what}`, () => {
      const { groups, payers } = explained([callAt(at, call)], {});
      assert.deepEqual([groups[0]?.unsaid, groups[0]?.whole?.explainedMax, payers], [0, 0, []]);
    });
  it('are booked, or on a plan, once a person says so, by the name that stands for none', () => {
    for (const [name, call] of [
      ['not-logged', { provider: null, model: 'our-model' }],
      ['my-proxy', { provider: { name: 'My-Proxy', evidence: 'logged' } }],
    ] as const) {
      const paid = explained([callAt(at, call)], {
        accounts: [{ tool: 'claude-code', host: name, account: 'work' }],
        prices: [{ tool: 'claude-code', provider: name, priceAs: 'deepseek', alias: 'deepseek-flash' }],
      });
      assert.deepEqual([ranges(paid), paid.groups[0]?.unsaid], [[['work', cost, cost]], 0]);
      assert.deepEqual([paid.payers[0]?.provider, paid.payers[0]?.account], [name, 'work']);
      const plan = explained([callAt(at, call)], { prices: [{ tool: 'claude-code', provider: name, use: 'plan' }] });
      assert.deepEqual([plan.groups[0]?.unsaid, plan.payers[0]?.paidBy], [0, 'plan']);
    }
  });
});

describe('calls of which no log tells who pays', () => {
  const asked = (entries: Parameters<typeof explained>[1]): unknown =>
    explained([callAt(at, guessed), callAt(at + 1), callAt(at + 2, { ...guessed, tokens: null })], entries).payers.map(
      ({ tool, provider, paidBy, account, total }) => [tool, provider, paidBy, account, total.calls, total.unmeasured, total.amounts[0]],
    );
  const amount = { unit: 'CNY', amount: '0.148' };

  it('are asked about, with what they would have cost', () => {
    assert.deepEqual(asked({}), [['claude-code', 'deepseek', 'open', null, 1, 1, amount]]);
  });
  it('are on a plan or paid by an account once a person has said so', () => {
    assert.deepEqual(asked({ prices: [{ tool: 'claude-code', provider: 'deepseek', use: 'plan' }] }), [
      ['claude-code', 'deepseek', 'plan', null, 1, 1, amount],
      ['claude-code', 'deepseek', 'plan', null, 1, 0, amount],
    ]);
    assert.deepEqual(asked({ accounts: [{ tool: 'claude-code', host: 'deepseek', account: 'work' }] }), [
      ['claude-code', 'deepseek', 'account', 'work', 1, 1, amount],
    ]);
  });
  it('are never added on a plan, whatever account is named', () => {
    const { groups } = explained([callAt(at)], { prices: [{ tool: 'claude-code', use: 'plan' }] });
    assert.deepEqual([groups[0]?.whole?.explainedMax, groups[0]?.parts.tool[0]?.equivalent], [0, cost]);
  });
  it('are shown beside on a plan, and the difference is not said to be in no log', () => {
    for (const of of [{ tool: 'claude-code' }, { account: 'work' }]) {
      const plan = explained([callAt(at)], { prices: [{ ...of, use: 'plan' }] });
      assert.deepEqual(
        plan.payers.map(({ paidBy, total }) => [paidBy, total.calls, total.amounts[0]]),
        [['plan', 1, amount]],
      );
      const [said = ''] = plan.groups.flatMap((group) => explainedSentences(group, plainTexts)).slice(-1);
      assert.match(said, /^At least ≈ 10000000 is in none of the calls that are counted\.$/);
    }
  });
  it('are counted nowhere where a person says so', () => {
    const ignored = explained([callAt(at), callAt(at, {}, 'cline')], { prices: [{ tool: 'claude-code', use: 'ignore' }] });
    assert.deepEqual(
      [...ignored.totals].map(([tool, { calls, unpriced, tokens }]) => [tool, calls, unpriced, tokens.output]),
      [
        ['claude-code', 0, 0, 0],
        ['cline', 1, 0, 10_000],
      ],
    );
    assert.deepEqual(ignored.payers, []);
  });
});
