import assert from 'node:assert/strict';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import type { Exchange, HttpRequest } from '../../../src/core/provider/transport';
import * as providers from '../../../src/providers';
import { start } from '../../support/accounts';
import { ask } from '../../support/hostileAnswers';
import { markedKey } from '../../support/testKeys';
import { originAt } from '../../support/ids';

const dayMs = 86_400_000;
const dayOf = (at: number): string => new Date(at - (at % dayMs)).toISOString().replace('.000Z', 'Z');

/** @see https://github.com/langwatch/langwatch/issues/7177 the vendor's report may refuse an end that is still to come */
describe('a report that refuses to end with today', () => {
  const past = { starting_at: dayOf(start - dayMs), ending_at: dayOf(start), results: [{ amount: '250', currency: 'USD' }] };
  const days = { data: [past], has_more: false, next_page: null };
  const ends = (requests: readonly { readonly url: string }[]): readonly (string | null)[] =>
    requests.map(({ url }) => new URL(url).searchParams.get('ending_at'));

  it('is asked once more without an end, and today is unknown', async () => {
    const { outcome, requests } = await ask(providers.anthropic, ({ url }) =>
      new URL(url).searchParams.has('ending_at') ? 400 : JSON.stringify(days),
    );
    assert.deepEqual(ends(requests), [dayOf(start + dayMs), null]);
    assert.ok(outcome.ok);
    const today = outcome.reading.spend.find(({ window }) => window === 'day');
    assert.equal(today?.amount ?? null, null);
  });
  it('is asked no third time', async () => {
    const { outcome, requests } = await ask(providers.anthropic, () => 400);
    assert.deepEqual([requests.length, outcome.ok], [2, false]);
  });
  it('is not asked again where something else is refused', async () => {
    for (const status of [401, 403, 429]) assert.equal((await ask(providers.anthropic, () => status)).requests.length, 1, String(status));
  });
  it('starts before today on the first of a month, since a range may not be empty', async () => {
    const starts: (string | null)[] = [];
    const send = async ({ url }: HttpRequest): Promise<Exchange> => {
      starts.push(new URL(url).searchParams.get('starting_at'));
      return { ok: true, status: 400, contentType: 'application/json', retryAfter: null, body: '{}' };
    };
    const target = fetchTarget(providers.anthropic, { site: 'global', origin: originAt('https://api.anthropic.com') }, markedKey);
    await fetchReading(target, { send, now: () => Date.UTC(2026, 11, 1, 5), signal: new AbortController().signal });
    assert.deepEqual(starts, ['2026-12-01T00:00:00Z', '2026-11-30T00:00:00Z']);
  });
});
