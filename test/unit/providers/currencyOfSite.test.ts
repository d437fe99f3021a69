import assert from 'node:assert/strict';
import { placeOf } from '../../../src/core/accounts/accountPlace';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import { english } from '../../../src/core/text/translate';
import { errorContext } from '../../../src/core/views/errorContext';
import { errorText } from '../../../src/core/views/errorText';
import { readFixtures, sendFixture } from '../../support/fixture';
import { keyedProviders } from '../../support/fixtureOutcome';
import { markedKey } from '../../support/testKeys';

const siteDecides = keyedProviders.filter(({ sites }) => Object.values(sites).some(({ unit }) => unit !== undefined));

/** Where an answer names no currency, an address that is none of the provider's sites says nothing of it. */
describe('the currency at an address that is no site', () => {
  for (const provider of siteDecides) {
    const fixture = readFixtures().find(({ provider: id, expect }) => id === provider.id && expect.state === 'ok');
    const ask = async (site?: string) => {
      const read = placeOf(provider, { baseUrl: 'https://gateway.example', site }, english);
      assert.ok(read.ok && fixture);
      return fetchReading(fetchTarget(provider, read.place, markedKey), {
        send: sendFixture(fixture),
        now: () => 1_700_000_000_000,
        signal: new AbortController().signal,
      });
    };
    it(`of ${provider.id} is said to be unknown, and how to name it`, async () => {
      const outcome = await ask();
      assert.ok(!outcome.ok);
      const { sentence } = errorText(outcome.error, errorContext(provider, { locale: 'en', t: english }));
      assert.match(sentence, /names no currency, and which one counts at gateway\.example is not known, so the amount is not shown\./);
      const named = Object.entries(provider.sites).flatMap(([name, { unit }]) => (unit ? [`${name} (${unit})`] : []));
      assert.ok(sentence.endsWith(`with "site": ${named.join(' or ')}.`), sentence);
    });
    it(`of ${provider.id} is that of the site it stands for`, async () => {
      const [name, site] = Object.entries(provider.sites).find(([, { unit }]) => unit !== undefined) ?? [];
      const outcome = await ask(name);
      assert.ok(outcome.ok);
      assert.deepEqual(
        outcome.reading.balances.map(({ unit }) => unit),
        [site?.unit],
      );
    });
  }
});
