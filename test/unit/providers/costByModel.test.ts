import assert from 'node:assert/strict';
import type { SpendDay } from '../../../src/core/model/reading';
import * as providers from '../../../src/providers';
import { start } from '../../support/accounts';
import { ask } from '../../support/hostileAnswers';

const dayMs = 86_400_000;
const today = start - (start % dayMs);
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

type Answers = Parameters<typeof ask>[1];

async function daysOf(
  provider: Parameters<typeof ask>[0],
  answers: Answers,
): Promise<{ readonly days: readonly SpendDay[]; readonly asked: readonly URL[] }> {
  const { outcome, requests } = await ask(provider, answers);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return { days: outcome.reading.days ?? [], asked: requests.map(({ url }) => new URL(url)) };
}

/** @see https://platform.claude.com/docs/en/api/admin/cost_report */
describe('a cost report that is divided by model: Anthropic', () => {
  const result = (amount: string, names: object): object => ({ amount, currency: 'USD', workspace_id: null, ...names });
  const sonnet = {
    model: 'claude-sonnet-4-5',
    cost_type: 'tokens',
    description: 'Claude Sonnet 4.5 Usage - Input Tokens',
    token_type: 'uncached_input_tokens',
  };
  const page = (results: readonly object[]): string =>
    JSON.stringify({ data: [{ starting_at: iso(today), ending_at: iso(today + dayMs), results }], has_more: false, next_page: null });

  it('adds up the kinds of tokens of each, in cents, rounded once; what is of no model is named by what it is', async () => {
    const { days, asked } = await daysOf(providers.anthropic, () =>
      page([
        result('123.45678', sonnet),
        result('0.00004', { ...sonnet, token_type: 'output_tokens' }),
        result('100', { model: null, cost_type: 'web_search', description: 'Web Search Usage', token_type: null }),
      ]),
    );
    assert.deepEqual(
      asked.map((url) => url.searchParams.get('group_by[]')),
      ['description'],
    );
    assert.deepEqual(
      days.find(({ day }) => day === today),
      {
        ...{ day: today, unit: 'USD', amount: 2_234_568 },
        models: [
          { model: 'claude-sonnet-4-5', amount: 1_234_568 },
          { model: 'web_search', amount: 1_000_000 },
        ],
      },
    );
  });
  it('says nothing of models where the report is not divided', async () => {
    const { days } = await daysOf(providers.anthropic, () => page([result('100', { model: null, cost_type: null })]));
    assert.deepEqual(
      days.find(({ day }) => day === today),
      { day: today, unit: 'USD', amount: 1_000_000 },
    );
  });
  it('asks for the plain report where the divided one is longer than can be read', async () => {
    const { days, asked } = await daysOf(providers.anthropic, ({ url }) =>
      new URL(url).searchParams.has('group_by[]') ? 'x'.repeat(100) : page([result('100', { model: null })]),
    );
    assert.equal(asked.length, 2);
    assert.deepEqual([asked[1]?.searchParams.has('group_by[]'), asked[1]?.searchParams.has('ending_at')], [false, true]);
    assert.equal(days.find(({ day }) => day === today)?.amount, 1_000_000);
  });
});

/** @see https://developers.openai.com/api/reference/resources/organization */
describe('a cost report that is divided by line item: OpenAI', () => {
  const page = (lines: readonly (readonly [string | null, string])[]): string =>
    JSON.stringify({
      object: 'page',
      data: [
        {
          ...{ object: 'bucket', start_time: today / 1000, end_time: (today + dayMs) / 1000 },
          results: lines.map(([line, value]) => ({
            object: 'organization.costs.result',
            amount: { value, currency: 'usd' },
            line_item: line,
            project_id: null,
          })),
        },
      ],
      has_more: false,
      next_page: null,
    });

  it('takes a model and its kinds of tokens together', async () => {
    const { days, asked } = await daysOf(providers.openai, () =>
      page([
        ['gpt-4o-2024-08-06, input', '0.0000129'],
        ['gpt-4o-2024-08-06, output', '1.5'],
        ['web search tool calls', '0.01'],
      ]),
    );
    assert.deepEqual(
      asked.map((url) => url.searchParams.getAll('group_by')),
      [['line_item']],
    );
    assert.deepEqual(days.find(({ day }) => day === today)?.models, [
      { model: 'gpt-4o-2024-08-06', amount: 1_500_013 },
      { model: 'web search tool calls', amount: 10_000 },
    ]);
  });
  it('asks for the plain report where the division is refused', async () => {
    const { days, asked } = await daysOf(providers.openai, ({ url }) =>
      new URL(url).searchParams.has('group_by') ? 400 : page([[null, '2']]),
    );
    assert.equal(asked.length, 2);
    assert.deepEqual(
      days.find(({ day }) => day === today),
      { day: today, unit: 'USD', amount: 2_000_000 },
    );
  });
  it('is asked no second time where the key is refused', async () => {
    for (const status of [401, 403, 429]) assert.equal((await ask(providers.openai, () => status)).requests.length, 1, String(status));
  });
  it('shows no models where there are more than any organisation uses', async () => {
    const { days } = await daysOf(providers.openai, () => page(Array.from({ length: 201 }, (_, index) => [`m${index}`, '0.01'] as const)));
    assert.deepEqual(
      days.find(({ day }) => day === today),
      { day: today, unit: 'USD', amount: 2_010_000 },
    );
  });
});

/** @see https://docs.fireworks.ai/api-reference/get-billing-summary */
describe('a cost report without days in it: Fireworks', () => {
  it('is asked for yesterday by itself, which is over; nothing in it is what the day cost', async () => {
    const item = { totalCost: { currencyCode: 'USD', units: '3', nanos: 500_000_000 } };
    const accounts = { accounts: [{ name: 'accounts/team' }] };
    const { days } = await daysOf(providers.fireworks, ({ url }) => {
      const from = new URL(url).searchParams.get('startTime');
      if (from === null) return JSON.stringify(accounts);
      return JSON.stringify({ lineItems: from === new Date(today).toISOString() ? [] : [item] });
    });
    assert.deepEqual(days, [
      { day: today - dayMs, unit: 'USD', amount: 3_500_000 },
      { day: today, unit: 'USD', amount: 0 },
    ]);
  });
});
