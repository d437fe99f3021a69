import assert from 'node:assert/strict';
import { ownSite } from '../../src/core/accounts/accountPlace';
import { fetchReading, fetchTarget } from '../../src/core/provider/fetchReading';
import type { Reading } from '../../src/core/model/reading';
import { toDecimal } from '../../src/core/money/money';
import type { KeyedProvider } from '../../src/core/provider/provider';
import type { Outcome } from '../../src/core/model/outcome';
import type { HttpRequest, Send } from '../../src/core/provider/transport';
import * as providers from '../../src/providers';
import { readFixtures, sendFixture, type Fixture } from './fixture';
import { markedKey } from './testKeys';
import { originAt } from './ids';

const fixtures = readFixtures();

export const keyedProviders: readonly KeyedProvider[] = Object.values(providers).flatMap((provider) =>
  provider.kind === 'dashboard' ? [] : [provider],
);

export interface FixtureRun {
  readonly outcome: Outcome;
  readonly requests: readonly HttpRequest[];
  readonly provider: KeyedProvider;
}

/** What a provider makes of one of its fixtures, and what it asked for it. */
export async function runFixture(id: string, name: string, origin?: string): Promise<FixtureRun> {
  const fixture = fixtures.find((one) => one.provider === id && one.name === name);
  assert.ok(fixture, `${id}/${name} is there`);
  return outcomeOf(fixture, origin);
}

export async function outcomeOf(fixture: Fixture, origin?: string): Promise<FixtureRun> {
  const provider = keyedProviders.find(({ id }) => id === fixture.provider);
  assert.ok(provider, `${fixture.provider} is there`);
  const site = fixture.site ?? Object.keys(provider.sites)[0] ?? ownSite;
  const requests: HttpRequest[] = [];
  const send: Send = (request, signal) => {
    requests.push(request);
    return sendFixture(fixture)(request, signal);
  };
  const at = origin === undefined ? (provider.sites[site]?.origin ?? originAt('https://own.example')) : originAt(origin);
  const outcome = await fetchReading(fetchTarget(provider, { site, origin: at, definition: fixture.definition }, markedKey), {
    send,
    now: () => 1_700_000_000_000,
    signal: new AbortController().signal,
  });
  return { outcome, requests, provider };
}

export async function readingOfFixture(id: string, name: string): Promise<Reading> {
  const { outcome } = await runFixture(id, name);
  assert.ok(outcome.ok, `${id}/${name}: ${JSON.stringify(outcome)}`);
  return outcome.reading;
}

/** `110.00 CNY`, each balance that is known. */
export async function amountsOf(id: string, name: string): Promise<readonly string[]> {
  const { balances } = await readingOfFixture(id, name);
  return balances.flatMap(({ unit, available }) => (available === null ? [] : [`${toDecimal(available, unit)} ${unit}`]));
}

export async function errorOf(id: string, name: string): Promise<string> {
  const { outcome } = await runFixture(id, name);
  if (!outcome.ok) return outcome.error.kind;
  return outcome.reading.problems[0]?.kind ?? 'none';
}
